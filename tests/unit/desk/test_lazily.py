"""What is made when it is first asked for."""

from __future__ import annotations

import threading
from time import sleep

from reader.desk.lazily import lazily


class Room:
    made = 0

    @lazily
    def lamp(self) -> str:
        """Slow to make."""
        sleep(0.02)
        self.made += 1
        return f"lamp {self.made} of {self.table}"

    @lazily
    def table(self) -> str:
        return "oak"


def test_many_threads_at_once_get_the_one_thing() -> None:
    room = Room()
    got: list[str] = []
    threads = [threading.Thread(target=lambda: got.append(room.lamp)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == ["lamp 1 of oak"] * 4


def test_each_object_has_its_own_and_the_class_shows_what_it_is() -> None:
    one, other = Room(), Room()
    assert one.lamp is one.lamp
    assert "lamp" not in vars(other)
    assert Room.lamp.__doc__ == "Slow to make."

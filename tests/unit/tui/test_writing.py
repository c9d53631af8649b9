from __future__ import annotations

import threading

from reader.errors import ConflictError, FullDeskError
from reader.tui.writing import Write, WriteQueue


def write(label: str, work: object, log: list[str]) -> Write:
    assert callable(work)
    return Write(label, work, lambda _: log.append(label), lambda: log.append(f"not {label}"))


def test_writes_are_done_in_the_order_of_the_gestures() -> None:
    told: list[Write] = []
    done: list[int] = []
    queue = WriteQueue(told.append)
    for number in range(50):
        queue.put(write(str(number), lambda n=number: done.append(n), []))
    assert queue.drain(10)
    queue.close()
    assert done == list(range(50))
    assert [each.label for each in told][: len(told)] == [str(n) for n in range(len(told))]


def test_a_full_desk_holds_everything_behind_it_until_it_is_tried_again() -> None:
    told = threading.Event()
    full, done = [True], []

    def work() -> str:
        if full[0]:
            raise FullDeskError("no space left")
        done.append("first")
        return "first"

    queue = WriteQueue(lambda _: told.set())
    queue.put(write("first", work, []))
    assert told.wait(10)
    assert not queue.drain(0.1)
    assert [each.label for each in queue.unsaved] == ["first"]
    queue.put(write("second", lambda: done.append("second"), []))
    assert not queue.drain(5)
    assert done == []
    full[0] = False
    queue.retry()
    assert queue.drain(10)
    queue.close()
    assert done == ["first", "second"]


def test_what_can_never_be_written_is_taken_out_and_told() -> None:
    told: list[Write] = []

    def refused() -> None:
        raise ConflictError("somebody else changed it")

    queue = WriteQueue(told.append)
    queue.put(write("first", refused, []))
    queue.put(write("second", lambda: 2, []))
    assert queue.drain(10)
    queue.close()
    assert isinstance(told[0].error, ConflictError)
    assert not told[0].held


def test_a_bug_is_told_as_it_is_and_stops_nothing() -> None:
    told: list[Write] = []
    queue = WriteQueue(told.append)
    queue.put(write("first", lambda: int("x"), []))
    queue.put(write("second", lambda: 2, []))
    assert queue.drain(10)
    assert isinstance(told[0].bug, ValueError)


def test_an_unused_queue_has_no_thread_and_is_empty() -> None:
    before = threading.active_count()
    queue = WriteQueue(lambda _: None)
    assert queue.drain(0)
    assert threading.active_count() == before

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from reader.desk.desk import Desk
from reader.model.link import Suggestion
from reader.tui import watching
from reader.tui.app import ReaderApp
from reader.tui.keyboard import Stroke
from reader.tui.widgets.header import Header
from tests.tui.driving import Driver

Found = tuple[Suggestion, ...]


def words(driver: Driver) -> str:
    return driver.reading.query_one(Header).words


async def test_esc_stops_the_comparing_says_how_far_it_came_and_a_command_goes_on(
    desk: Desk,
) -> None:
    real, calls = desk.links.suggestions, [0]

    def slow(
        *,
        story: str | None = None,
        progress: Callable[[float], None] | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> Found:
        """The first time it comes to 40 % and no further; then it is as quick as ever."""
        calls[0] += 1
        if calls[0] == 1 and progress is not None and stop is not None:
            progress(0.4)
            while not stop():
                threading.Event().wait(0.01)
        return real(story=story, progress=progress, stop=stop)

    desk.links.suggestions = slow  # type: ignore[method-assign]  # a large desk
    app = ReaderApp(desk, theme="reader-dark")
    async with app.run_test(size=(160, 45)) as pilot:
        driver = Driver(app, pilot)
        await driver.until(lambda: driver.reading.place.state is not None, "the desk")
        await driver.until(lambda: "comparing 40%, Esc stops" in words(driver), "progress")
        await driver.press("v", "escape")  # one step back is the selection
        assert "comparing 40%" in words(driver)
        await driver.press("escape")
        await driver.until(lambda: "stopped at 40%" in words(driver), "the stop")
        assert "stopped at 40%: 0 suggestions so far · gj goes on" in driver.status
        weave = driver.reading.place.weave
        assert all(link.score is None for link in weave.links)
        await driver.press("j")
        assert calls == [1]
        driver.reading.do(Stroke("suggest.go-on"))
        await driver.until(
            lambda: any(x.score is not None for x in driver.reading.place.weave.links), "the rest"
        )
        assert "to judge" in words(driver)
        assert calls == [2]
        # What changes is compared anew, beside the reading, and the old is shown meanwhile.
        driver.go("Farmers upstream")
        await driver.press("exclamation_mark")
        await driver.saved()
        await driver.until(lambda: calls == [3] and desk.links.ready(), "the change")
        # Visiting the judging screen goes on too.
        app.watcher.hold()
        await driver.press("g", "j")
        assert not app.watcher.go_on()
    app.watcher.stop()
    app.queue.close()


async def test_quitting_does_not_wait_for_a_step_of_the_comparing(desk: Desk) -> None:
    begun, released, ended = threading.Event(), threading.Event(), threading.Event()

    def deaf(**_: object) -> Found:
        """One long step, which never asks whether to stop."""
        begun.set()
        released.wait()
        ended.set()
        return ()

    desk.links.suggestions = deaf  # type: ignore[method-assign]  # a large desk
    app = ReaderApp(desk, theme="reader-dark")
    async with app.run_test(size=(80, 24)) as pilot:
        driver = Driver(app, pilot)
        await driver.until(lambda: "comparing, Esc stops" in words(driver), "the comparing")
        await driver.until(begun.is_set, "its first step")
        await driver.press("escape")
        assert "stopping at 0%" in words(driver)
        await driver.press("q")
        await driver.until(lambda: not app.is_running, "the end")
    app.watcher.stop()
    app.queue.close()
    assert not ended.is_set()
    alive = [each for each in threading.enumerate() if each.name == "suggest"]
    assert all(each.daemon for each in alive)
    released.set()


async def test_a_large_desk_is_compared_only_while_nobody_presses_a_key(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, stopped = desk.links.suggestions, [False]

    def slow(
        *,
        story: str | None = None,
        progress: Callable[[float], None] | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> Found:
        """The first time it goes on until it is told to stop."""
        while progress is not None and stop is not None and not stopped[0]:
            stopped[0] = stop()
            threading.Event().wait(0.01)
        return real(story=story, progress=progress, stop=stop)

    desk.links.suggestions = slow  # type: ignore[method-assign]  # a large desk
    monkeypatch.setattr(watching, "MANY_ARTICLES", 2)
    monkeypatch.setattr(watching, "REST_S", 1_000.0)
    app = ReaderApp(desk, theme="reader-dark")
    async with app.run_test(size=(160, 45)) as pilot:
        driver = Driver(app, pilot)
        await driver.until(lambda: "compares while you rest" in words(driver), "a start in peace")
        monkeypatch.setattr(watching, "REST_S", 1.0)
        await driver.until(lambda: "comparing" in words(driver), "rest")
        assert not stopped[0]
        await driver.press("j")
        await driver.until(lambda: stopped[0], "the end of it at a key")
        await driver.until(lambda: "to judge" in words(driver), "rest again")

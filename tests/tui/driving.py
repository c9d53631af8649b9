"""The app on a desk, under a pilot that waits for what it expects."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from time import monotonic

from textual.pilot import Pilot

from reader.desk.desk import Desk
from reader.model.annotation import Annotation
from reader.model.text import Span
from reader.tui.app import ReaderApp
from reader.tui.screens.reading import ReadingScreen
from reader.tui.themes import DARK
from reader.tui.widgets.article_pane import ArticlePane
from reader.tui.widgets.status import Status

PATIENCE_S = 60.0  # a busy machine is no defect


class Driver:
    """Presses keys and waits."""

    def __init__(self, app: ReaderApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot
        self.desk: Desk = app.desk

    @property
    def reading(self) -> ReadingScreen:
        """The reading screen, also under others."""
        screen = self.app.screen_stack[0]
        assert isinstance(screen, ReadingScreen)
        return screen

    @property
    def pane(self) -> ArticlePane:
        """The pane that keys go to."""
        pane = self.reading.place.pane
        assert pane is not None
        return pane

    @property
    def article(self) -> str:
        """Its article."""
        article = self.reading.place.article
        assert article is not None
        return article

    @property
    def status(self) -> str:
        """What the status row says."""
        status = self.reading.query_one(Status)
        return status.said or status.words

    async def press(self, *keys: str) -> None:
        """Press keys, and let everything come to rest."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def until(self, holds: Callable[[], bool], what: str = "") -> None:
        """Wait until something holds."""
        start = monotonic()
        while not holds():
            assert monotonic() - start < PATIENCE_S, f"waited for {what or holds}: {self.status}"
            await self.pilot.pause(0.02)

    async def saved(self) -> None:
        """Wait until everything is on disk and shown so."""
        place = self.reading.place
        await self.until(lambda: not place.queue.unsaved, "writes")
        await self.until(lambda: not place.ledger.pending(), "acknowledgement")

    def go(self, words: str) -> Span:
        """Put the cursor on words of the active article."""
        span = self.desk.marks.place(self.article, words, 1)
        self.pane.jump_to(span.start, flash=False)
        return span

    async def select(self, words: str) -> Span:
        """Select words of the active article."""
        span = self.desk.marks.place(self.article, words, 1)
        self.pane.select(span)
        await self.pilot.pause()
        return span

    def marks(self, who: str = "ada") -> list[Annotation]:
        """Somebody's marks on the desk, over all articles, oldest first."""
        return list(self.desk.marks.list(annotator=who))

    def quotes(self, who: str = "ada") -> list[str]:
        """The words of somebody's marks."""
        return [" ".join(mark.anchor.quote.split()) for mark in self.marks(who)]


@asynccontextmanager
async def driving(
    desk: Desk, *articles: str, size: tuple[int, int] = (160, 45), theme: str = DARK.name
) -> AsyncIterator[Driver]:
    """The app, with everything that is computed at the start done."""
    app = ReaderApp(desk, articles, theme=theme)
    try:
        async with app.run_test(size=size) as pilot:
            driver = Driver(app, pilot)
            await driver.until(lambda: driver.reading.place.state is not None, "the desk")
            await driver.until(lambda: driver.reading.compared, "suggestions")
            await pilot.pause()
            yield driver
    finally:
        app.watcher.stop()
        app.queue.drain(5)
        app.queue.close()

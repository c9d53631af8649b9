"""The way into the past: when it shall be is asked, and the desk is put back to it aside."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import ExitStack

from textual.message import Message

from reader.desk.desk import Desk
from reader.errors import ReaderError
from reader.model.link import LinkEnd
from reader.model.values import dataclass
from reader.tui.screens.workplace import Workplace
from reader.tui.session_state import DeskSession


@dataclass(frozen=True, slots=True)
class Look:
    """A desk as it stood, opened to be looked at.

    Attributes:
        desk: as it stood.
        articles: ids of those to read side by side.
        words: when that is, for people.
        session: where the panes are.
        blind: whether others' marks are hidden.
        close: lets go of it.
    """

    desk: Desk
    articles: tuple[str, ...]
    words: str
    session: DeskSession
    blind: bool
    close: Callable[[], object]


class LookedBack(Message):
    """A desk as it stood was opened: it shall be shown.

    Args:
        look: the desk, and how it is shown.
        end: where to look, or None for where the panes are.
    """

    def __init__(self, look: Look, end: LinkEnd | None) -> None:
        super().__init__()
        self.look = look
        self.end = end


class LookingBack:
    """Shows the articles as they stood.

    Args:
        place: the work on the desk.
    """

    def __init__(self, place: Workplace) -> None:
        self._place = place

    def ask(self, typed: str | None = None) -> None:
        """Ask for a day or a time, and show it.

        Args:
            typed: what was typed before, and is no time that can be shown.
        """
        from reader.tui.screens.asker import Asker  # noqa: PLC0415 - loaded when wanted

        def answered(moment: str | None) -> None:
            if moment:
                self._open(moment, moment=moment)

        title = "Read the articles as they stood"
        hint = "2024-03-09 for a day (its end), 2024-03-09T18:00 for a time (UTC)"
        asker = Asker(title, hint=hint, does="show them", draft=typed)
        self._place.screen.app.push_screen(asker, answered)

    def show(self, last: int, words: str, end: LinkEnd | None = None) -> None:
        """Show them as they stood after an entry of history.

        Args:
            last: its number.
            words: what that is, for people.
            end: where to look.
        """
        self._open(words, last=last, end=end)

    def _open(
        self,
        words: str,
        *,
        moment: str | None = None,
        last: int | None = None,
        end: LinkEnd | None = None,
    ) -> None:
        screen = self._place.screen

        async def work() -> None:
            try:
                look = await asyncio.to_thread(self._look, words, moment, last)
            except ReaderError as error:
                self._place.complain(error)
                if moment is not None and screen.is_current:
                    self.ask(moment)
                return
            screen.post_message(LookedBack(look, end))

        screen.run_worker(work(), group="looking back", exclusive=True)

    def _look(self, words: str, moment: str | None, last: int | None) -> Look:
        """The desk as it stood, with the panes where they are; until it is closed."""
        place = self._place
        stack = ExitStack()
        try:
            then = stack.enter_context(place.desk.earlier(moment=moment, last=last))
            articles = place.desk.stood_for(then, place.arrangement.articles)
        except BaseException:
            stack.close()
            raise
        return Look(then, articles, words, self._session(articles), place.blind, stack.close)

    def _session(self, articles: Sequence[str]) -> DeskSession:
        """Where everything is now, to be there then; what is moved there stays there."""
        place, session = self._place, self._place.session
        here = {
            article: (column.pane.cursor, max(0, column.pane.cursor_row) if column.display else 0)
            for article, column in place.columns.items()
        }
        return DeskSession(
            articles=[x for x in place.arrangement.visible if x in articles],
            active=place.article if place.article in articles else None,
            places={**session.places, **here},
            marked=dict(session.marked),
            panes=place.arrangement.asked,
            view=place.view.value,
            locked=session.locked,
            welcomed=True,
        )

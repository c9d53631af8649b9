"""A few lines about a mark."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from reader.tui.screens.frame import Card
from reader.tui.widgets.cells import clipped, one_line
from reader.tui.widgets.form_fields import NOTE_MEANS
from reader.tui.widgets.lines_area import BREAKS, LinesArea

QUOTE_LENGTH = 160  # code points of the mark's words shown
_MOST_DRAFTS = 50  # notes left unfinished in one run


class NoteArea(LinesArea):
    """Lines of text; Enter keeps them."""

    DEFAULT_CSS = "NoteArea { height: 6; }"

    class Ended(Message):
        """Enter, or Esc.

        Args:
            kept: whether the note shall be kept.
        """

        def __init__(self, *, kept: bool) -> None:
            super().__init__()
            self.kept = kept

    def on_key(self, event: events.Key) -> None:
        """Enter keeps, Esc leaves; a line break takes a second key."""
        if event.key in BREAKS:
            self.insert("\n")
        elif event.key in {"enter", "escape"}:
            self.post_message(self.Ended(kept=event.key == "enter"))
        else:
            return
        event.stop()
        event.prevent_default()


class NoteEditor(Card[str | None]):
    """The note of a mark.

    It closes with the note as it shall be, or None when it stays as it was. What was typed and
    left with Esc is there when the same note is opened again in the same run.

    Args:
        quote: the words of the mark.
        text: its note.
        draft: what was written meanwhile over an older note; both are shown then.
    """

    AUTO_FOCUS: ClassVar[str | None] = "NoteArea"
    TITLE_WORDS = "Note"
    KEYS = (("⏎", "keep"), ("Alt+⏎ ^j", "line break"), ("Esc", "leave, the draft is kept"))
    DEFAULT_CSS = """
    NoteEditor #theirs { height: auto; max-height: 6; margin-bottom: 1; }
    NoteEditor #quote { height: auto; max-height: 3; margin-bottom: 1; }
    """
    _drafts: ClassVar[dict[tuple[str, str], str]] = {}

    def __init__(self, quote: str, text: str, *, draft: str | None = None) -> None:
        super().__init__()
        self._draft = draft
        self._quote = quote
        self._text = text

    def body(self) -> Iterable[Widget]:
        """The mark's words, and the lines about it."""
        quote = f"“{clipped(one_line(self._quote), QUOTE_LENGTH)}”"
        yield Static(Content.styled(quote, ".quiet"), id="quote")
        if self._draft is not None:
            words = (
                f"Changed meanwhile, it says: “{one_line(self._text)}” — ⏎ puts yours in its place:"
            )
            yield Static(Content.styled(words, ".alarm"), id="theirs")
        draft = self._draft or self._drafts.get((self._quote, self._text), self._text)
        yield NoteArea(draft, placeholder=NOTE_MEANS)

    def acts(self) -> Mapping[str, Callable[[], object]]:
        """What a click on the row of keys does."""
        return {"list.open": partial(self._end, True), "back": partial(self._end, False)}

    @on(NoteArea.Ended)
    def _ended(self, event: NoteArea.Ended) -> None:
        event.stop()
        self._end(event.kept)

    def _end(self, kept: bool) -> None:
        place = (self._quote, self._text)
        typed = self.query_one(NoteArea).text
        self._drafts.pop(place, None)
        if not kept:
            if typed != self._text:
                self._drafts[place] = typed
                while len(self._drafts) > _MOST_DRAFTS:
                    del self._drafts[next(iter(self._drafts))]
            self.leave()
            return
        note = "\n".join(line.rstrip() for line in typed.strip().splitlines())
        self.leave(None if note == self._text else note)

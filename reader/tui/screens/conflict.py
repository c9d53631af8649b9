"""A mark that was changed elsewhere while it was changed here: both versions, and one choice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import ClassVar

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from reader.model.annotation import Annotation
from reader.tui.screens.frame import Card
from reader.tui.widgets.cells import clipped, one_line

_QUOTE_LENGTH = 200  # code points of each version's words
TAKE = "take"


class ConflictCard(Card[str | None]):
    """A card that closes with `take` when one's own version shall stand, else with None.

    Whichever stands, the other is in the history.

    Args:
        theirs: the mark as it is on the desk; None when it is gone.
        mine: as it shall be; None when it shall go.
    """

    TITLE_WORDS: ClassVar[str] = "Changed meanwhile"
    DEFAULT_CSS = """
    ConflictCard #versions { height: auto; padding: 1 0; }
    ConflictCard.-squat #versions { padding: 0; }
    """

    def __init__(self, theirs: Annotation | None, mine: Annotation | None) -> None:
        super().__init__()
        self._theirs = theirs
        self._mine = mine

    def body(self) -> Iterable[Widget]:
        """Both versions under each other."""
        yield Static(
            Content.assemble(
                ("On the desk, changed elsewhere\n", ".alarm"),
                _told(self._theirs, "it was deleted"),
                ("\n\nYours\n", ".key"),
                _told(self._mine, "you delete it"),
            ),
            id="versions",
        )

    def footer(self) -> tuple[tuple[str, str], ...]:
        """What Enter does, which is never the loss of anything."""
        if self._theirs is None:
            return (("⏎", "mark it anew"), ("Esc", "leave it deleted"))
        if self._mine is None:
            return (("⏎", "delete it"), ("Esc", "leave it as it is"))
        return (("⏎", "put yours there"), ("Esc", "leave theirs"))

    def acts(self) -> Mapping[str, Callable[[], object]]:
        """Take one's own."""
        return {"list.open": partial(self.leave, TAKE)}


def _told(mark: Annotation | None, none: str) -> Content:
    """The words, tags and note of a version."""
    if mark is None:
        return Content(none)
    tags = ", ".join(one_line(tag.name) for tag in mark.tags) or "no tag"
    parts: list[str | tuple[str, str]] = [
        f"“{clipped(one_line(mark.anchor.quote), _QUOTE_LENGTH)}”",
        (f"\n{tags}", ".quiet"),
    ]
    if mark.note:
        parts.append((f"\n✎ {clipped(one_line(mark.note), _QUOTE_LENGTH)}", ".quiet"))
    return Content.assemble(*parts)

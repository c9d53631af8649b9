"""What is said when a write fails: what happened, where, what to do; nothing is lost by it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from reader.errors import ReaderError
from reader.model.visible import visible
from reader.tui.screens.frame import Card
from reader.tui.widgets.cells import tail

_SHOWN_WRITES = 5
_ROOM = 58  # cells of a line in the card


class UnsavedCard(Card[str | None]):
    """A card that closes with `retry`, `leave` (quit without), or None (go on reading).

    Args:
        error: why the write failed.
        labels: what is not saved, oldest first.
    """

    TITLE_WORDS: ClassVar[str] = "Not saved"
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("r", "try again"),
        ("Esc", "go on reading"),
        ("Q", "quit without them"),
    )
    DEFAULT_CSS = """
    UnsavedCard { align: center middle; }
    UnsavedCard #card { border: round $error; border-title-color: $error; }
    UnsavedCard Static { padding: 1 1; }
    UnsavedCard.-squat Static { padding: 0 1; }
    """

    def __init__(self, error: ReaderError, labels: Sequence[str]) -> None:
        super().__init__()
        self._error = error
        self._labels = tuple(labels)

    def body(self) -> Iterable[Widget]:
        """What happened, where, what to do, and what waits."""
        lines: list[tuple[str, str] | str] = [(visible(self._error.what), "bold")]
        if self._error.where:
            room = min(_ROOM, self.app.size.width - 6)
            lines.append(f"\n{tail(visible(self._error.where), room)}")
        if self._error.remedy:
            lines.append(f"\n{visible(self._error.remedy)}")
        lines.append("\n")
        lines += [f"\n○ {visible(label)}" for label in self._labels[:_SHOWN_WRITES]]
        if len(self._labels) > _SHOWN_WRITES:
            lines.append(f"\n  and {len(self._labels) - _SHOWN_WRITES} more")
        lines.append(("\n\nIt stays on the screen, hollow, until it is saved.", "dim"))
        yield Static(Content.assemble(*lines))

    def acts(self) -> Mapping[str, Callable[[], object]]:
        """Quit without what is not saved; nothing else does that."""
        return {"quit": lambda: self.leave("leave")}

    def on_key(self, event: events.Key) -> None:
        """Try again with `r`."""
        if event.key in {"r", "enter"}:
            event.stop()
            event.prevent_default()
            self.leave("retry")
        else:
            super().on_key(event)

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

_SHOWN_WRITES = 5


class UnsavedCard(Card[str | None]):
    """A card that closes with `retry`, `leave` (quit without), or None (go on reading).

    Args:
        error: why the write failed.
        labels: what is not saved, oldest first.
        quitting: whether somebody wants to quit.
    """

    TITLE_WORDS: ClassVar[str] = "Not saved"
    DEFAULT_CSS = """
    UnsavedCard { align: center middle; }
    UnsavedCard #card { border: round $error; border-title-color: $error; }
    UnsavedCard Static { padding: 1 1; }
    """

    def __init__(
        self, error: ReaderError, labels: Sequence[str], *, quitting: bool = False
    ) -> None:
        super().__init__()
        self._error = error
        self._labels = tuple(labels)
        self._quitting = quitting

    def body(self) -> Iterable[Widget]:
        """What happened, where, what to do, and what waits."""
        lines: list[tuple[str, str] | str] = [(visible(self._error.what), "bold")]
        if self._error.where:
            lines.append(f"\n{visible(self._error.where)}")
        if self._error.remedy:
            lines.append(f"\n{visible(self._error.remedy)}")
        lines.append("\n")
        lines += [f"\n○ {visible(label)}" for label in self._labels[:_SHOWN_WRITES]]
        if len(self._labels) > _SHOWN_WRITES:
            lines.append(f"\n  and {len(self._labels) - _SHOWN_WRITES} more")
        lines.append(("\n\nIt stays on the screen, hollow, until it is saved.", "dim"))
        yield Static(Content.assemble(*lines))

    @property
    def KEYS(self) -> tuple[tuple[str, str], ...]:  # type: ignore[override]  # noqa: N802 - it depends on why one is asked
        """Keys and words of the bottom row."""
        last = ("Q", "quit without them") if self._quitting else ("Esc", "go on reading")
        return (
            (("r", "try again"), last)
            if not self._quitting
            else (
                ("r", "try again"),
                ("Esc", "go on reading"),
                last,
            )
        )

    def acts(self) -> Mapping[str, Callable[[], object]]:
        """Quit, when that was wanted."""
        return {"quit": lambda: self.leave("leave")} if self._quitting else {}

    def on_key(self, event: events.Key) -> None:
        """Try again with `r`."""
        if event.key in {"r", "enter"}:
            event.stop()
            event.prevent_default()
            self.leave("retry")
        else:
            super().on_key(event)

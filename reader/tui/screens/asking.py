"""A card that asks for one line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.widget import Widget

from reader.tui.screens.frame import Card
from reader.tui.widgets.bars import Line
from reader.tui.widgets.filter_input import FilterInput


class AskLine(Card[str | None]):
    """Closes with the line, or None.

    Args:
        title: what it is for.
        hint: how to write it.
    """

    AUTO_FOCUS: ClassVar[str | None] = "#answer"
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("⏎", "show"), ("Esc", "back"))

    def __init__(self, title: str, hint: str) -> None:
        super().__init__()
        self._heading = title
        self._hint = hint

    def body(self) -> Iterable[Widget]:
        """How to write it, and where."""
        yield Line(id="hint")
        yield FilterInput(id="answer")

    def on_mount(self) -> None:
        """Say what is asked."""
        self.query_one("#card").border_title = self._heading
        self.query_one("#hint", Line).say(self._hint)

    @on(FilterInput.Walked)
    def _ended(self, event: FilterInput.Walked) -> None:
        event.stop()
        if event.key == "enter":
            self.leave(self.query_one("#answer", FilterInput).value.strip())
        elif event.key == "escape":
            self.leave()

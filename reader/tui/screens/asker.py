"""A card that asks for one line of text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import ClassVar

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from reader.tui.screens.frame import Card
from reader.tui.widgets.bars import Divider
from reader.tui.widgets.cells import one_line
from reader.tui.widgets.filter_input import FilterInput


class Asker(Card[str | None]):
    """One line to type; it closes with the line, or None when it was left or is as it was.

    Args:
        title: what is asked.
        value: what stands there now.
        hint: what to type.
        may_be_empty: whether an empty line is an answer.
        does: what Enter does with it, in a word.
        draft: what was typed there before, and could not be kept.
    """

    AUTO_FOCUS: ClassVar[str | None] = "#typed"
    DEFAULT_CSS = """
    Asker > #card { width: 72; }
    Asker #hint { height: auto; max-height: 3; }
    """

    def __init__(
        self,
        title: str,
        value: str = "",
        hint: str = "",
        *,
        may_be_empty: bool = False,
        does: str = "keep",
        draft: str | None = None,
    ) -> None:
        super().__init__()
        self._title = title
        self._value = value
        self._hint = hint
        self._may_be_empty = may_be_empty
        self._does = does
        self._draft = draft

    def footer(self) -> tuple[tuple[str, str], ...]:
        """What works here."""
        return (("⏎", self._does), ("Esc", "leave"))

    def body(self) -> Iterable[Widget]:
        """The line, and what to type there."""
        yield FilterInput(self._value if self._draft is None else self._draft, id="typed")
        yield Divider()
        yield Static(Content.styled(self._hint, ".quiet"), id="hint")

    def on_mount(self) -> None:
        """Type on at the end."""
        self.query_one("#card").border_title = one_line(self._title)
        self.query_one(FilterInput).action_end()

    def acts(self) -> Mapping[str, Callable[[], object]]:
        """What a click on the row of keys does."""
        return {"list.open": self._keep}

    @on(FilterInput.Walked)
    def _walked(self, event: FilterInput.Walked) -> None:
        event.stop()
        if event.key == "escape":
            self.leave()
        elif event.key == "enter":
            self._keep()

    def _keep(self) -> None:
        typed = self.query_one(FilterInput).value.strip()
        kept = typed != self._value and (bool(typed) or self._may_be_empty)
        self.leave(typed if kept else None)

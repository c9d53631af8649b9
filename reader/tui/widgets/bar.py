"""One row of runs, the left part cut short where the right one needs the room."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from reader.tui.looks import Run
from reader.tui.rows import Ends, row
from reader.tui.widgets.inking import Inks


class Bar(Widget, can_focus=False):
    """A row of the screen that is not text of an article."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "Bar { height: 1; width: 1fr; }"

    class Clicked(Message):
        """The mouse clicked on the row.

        Args:
            bar: the row.
            name: what was clicked, as `set` was told, or empty.
        """

        def __init__(self, bar: Bar, name: str) -> None:
            super().__init__()
            self.bar = bar
            self.name = name

        @property
        def control(self) -> Bar:
            """The row."""
            return self.bar

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - what every widget calls it
        super().__init__(id=id, classes=classes)
        self._left: tuple[Run, ...] = ()
        self._right: tuple[Run, ...] = ()
        self._inks: Inks | None = None

    def on_mount(self) -> None:
        """Draw anew whenever the theme changes."""
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self.forget_looks())

    def forget_looks(self) -> None:
        """Drop the styles of the old theme."""
        self._inks = None
        self.refresh()

    def notify_style_update(self) -> None:
        """Drop the styles: a colour may have changed."""
        super().notify_style_update()
        self._inks = None

    def set(self, left: Sequence[Run], right: Sequence[Run] = ()) -> None:
        """Show these; nothing is painted when they are shown already."""
        if (tuple(left), tuple(right)) != (self._left, self._right):
            self._left, self._right = tuple(left), tuple(right)
            self.refresh()

    @property
    def words(self) -> str:
        """All that is written in the row, cut or not."""
        left, right = (
            "".join(text for text, _ in runs) for runs in self.runs(self.size.width or 80)
        )
        return f"{left}  {right}".strip()

    def runs(self, width: int) -> Ends:
        """What stands at the left and at the right of a row that wide."""
        del width
        return self._left, self._right

    def name_at(self, cell: int) -> str:
        """What stands at a cell, for who clicks on it."""
        del cell
        return ""

    def render_line(self, y: int) -> Strip:
        """The row."""
        del y
        if self._inks is None:
            self._inks = Inks(self.app)
        width = self.size.width
        runs = row(self.runs(width), width)
        return Strip(map(self._inks.segment, runs)).adjust_cell_length(width)

    def on_click(self, event: events.Click) -> None:
        """Tell what was clicked."""
        event.stop()
        self.post_message(self.Clicked(self, self.name_at(event.x)))

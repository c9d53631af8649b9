"""The rows around a screen: what it is called above, which keys it knows below."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from reader.tui.widgets.cells import fitted, one_line, two_ends


class TitleBar(Widget, can_focus=False):
    """One row: the name of the screen, and how much there is of it at the right."""

    DEFAULT_CSS = """
    TitleBar { height: 1; padding: 0 1; }
    """

    def __init__(self, name: str, *, id: str | None = None) -> None:  # noqa: A002 - as every widget
        super().__init__(id=id)
        self._title = name
        self._said = Content("")
        self._counted = ""

    def say(self, said: Content | str = "", counted: str | None = None) -> None:
        """Put words beside the name, and others at the right."""
        self._said = Content(one_line(said)) if isinstance(said, str) else said
        self._counted = self._counted if counted is None else counted
        self.refresh()

    def render(self) -> Content:
        """The row."""
        left = Content.assemble((self._title, ".loud"), "  ", self._said)
        return two_ends(left, Content.styled(self._counted, ".quiet"), self.size.width)


class Divider(Widget, can_focus=False):
    """A thin line across."""

    DEFAULT_CSS = """
    Divider { height: 1; }
    """

    def render(self) -> Content:
        """The line."""
        return Content.styled("─" * self.size.width, ".rule")


class KeyLine(Widget, can_focus=False):
    """One row of keys and what they do: as many as there is room for, whole ones."""

    DEFAULT_CSS = """
    KeyLine { height: 1; padding: 0 1; }
    """

    class Clicked(Message):
        """A pair was clicked: do what its key does.

        Args:
            keys: as they are shown; the first of several is meant.
        """

        def __init__(self, keys: str) -> None:
            super().__init__()
            self.keys = keys

    def __init__(self, keys: Sequence[tuple[str, str]] = (), *, id: str | None = None) -> None:  # noqa: A002 - as every widget
        super().__init__(id=id)
        self._keys = tuple(keys)

    def show(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show these keys."""
        self._keys = tuple(keys)
        self.refresh()

    def _placed(self) -> list[tuple[int, int, str, str]]:
        """Where each pair starts and stops, in cells; the last one, mostly the help, stays."""
        pairs, width = list(self._keys), self.size.width
        while True:
            for gap in (3, 2):
                placed, at = [], 0
                for keys, word in pairs:
                    stop = at + cell_len(keys) + 1 + cell_len(word)
                    placed.append((at, stop, keys, word))
                    at = stop + gap
                if not placed or placed[-1][1] <= width or len(pairs) == 1:
                    return placed
            del pairs[-2]

    def render(self) -> Content:
        """The row."""
        line = Content("")
        for start, _, keys, word in self._placed():
            gap = " " * (start - line.cell_length)
            line += Content.assemble(gap, (keys, ".key"), " ", (word, ".quiet"))
        return fitted(line, self.size.width)

    def on_click(self, event: events.Click) -> None:
        """Say which pair it was."""
        at = event.get_content_offset(self)
        for start, stop, keys, _ in self._placed() if at is not None else ():
            if at is not None and start <= at.x < stop:
                event.stop()
                self.post_message(self.Clicked(keys))
                return


class Line(Widget, can_focus=False):
    """One row that says something."""

    DEFAULT_CSS = """
    Line { height: 1; padding: 0 1; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - as every widget
        super().__init__(id=id)
        self._said = Content("")

    def say(self, said: Content | str) -> None:
        """Say this."""
        self._said = Content.styled(one_line(said), ".quiet") if isinstance(said, str) else said
        self.refresh()

    def render(self) -> Content:
        """The row."""
        return fitted(self._said, self.size.width)

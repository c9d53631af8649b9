"""The rows around a screen: what it is called above, which keys it knows below."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
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

    def __init__(self, keys: Sequence[tuple[str, str]] = (), *, id: str | None = None) -> None:  # noqa: A002 - as every widget
        super().__init__(id=id)
        self._keys = tuple(keys)

    def show(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show these keys."""
        self._keys = tuple(keys)
        self.refresh()

    def render(self) -> Content:
        """The row; where it gets narrow the last one, which is the help, stays."""
        pairs = [
            Content.assemble((keys, ".key"), " ", (word, ".quiet")) for keys, word in self._keys
        ]
        width = self.size.width
        for gap in (3, 2):
            shown = Content(" " * gap).join(pairs)
            if shown.cell_length <= width:
                return fitted(shown, width)
        while len(pairs) > 1 and Content("  ").join(pairs).cell_length > width:
            del pairs[-2]
        return fitted(Content("  ").join(pairs), width)


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

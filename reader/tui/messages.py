"""What widgets tell the screens. Widgets never call the desk: they post these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from reader.model.text import Span

if TYPE_CHECKING:
    from textual.widget import Widget


class PaneMessage(Message):
    """Something happened in an article's pane.

    Args:
        pane: the pane it happened in.
    """

    def __init__(self, pane: Widget) -> None:
        super().__init__()
        self.pane = pane

    @property
    def control(self) -> Widget:
        """The pane, for `@on(…, "#pane-1")`."""
        return self.pane


class CursorMoved(PaneMessage):
    """The cursor came to rest elsewhere; posted once for a burst of moves."""


class SelectionMade(PaneMessage):
    """The mouse let go of a selection, or it was taken back (`span` is None).

    Args:
        pane: the pane it happened in.
        span: from its start to its stop, hidden blocks between included.
        spans: its pieces that are on the page.
    """

    def __init__(self, pane: Widget, span: Span | None, spans: tuple[Span, ...]) -> None:
        super().__init__(pane)
        self.span = span
        self.spans = spans


class PaneClicked(PaneMessage):
    """The mouse went down in a pane: make it the active one."""


class GutterClicked(PaneMessage):
    """The mouse clicked beside the text.

    Args:
        pane: the pane it happened in.
        row: the row of the page.
        link: the letter of the link that starts there, or None.
    """

    def __init__(self, pane: Widget, row: int, link: str | None) -> None:
        super().__init__(pane)
        self.row = row
        self.link = link


class BoundaryKept(PaneMessage):
    """A border of a mark was moved and let go of with Enter.

    Args:
        pane: the pane it happened in.
        mark: the id of the mark.
        before: the piece as it was.
        span: the piece as it shall be.
    """

    def __init__(self, pane: Widget, mark: str, before: Span, span: Span) -> None:
        super().__init__(pane)
        self.mark = mark
        self.before = before
        self.span = span


class CommandGiven(Message):
    """A command of the table that the screen on top leaves to the app.

    Args:
        command: its id, such as `go.events` or `quit`.
    """

    def __init__(self, command: str) -> None:
        super().__init__()
        self.command = command


class Opened(Message):
    """The first picture is painted: keys may come."""

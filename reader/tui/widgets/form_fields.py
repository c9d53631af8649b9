"""Fields of a form beside a line to type into: one of a few values, and some lines."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from reader.model.attributes import Choice
from reader.tui.widgets.lines_area import BREAKS, LinesArea

_GAP = 2  # cells between two values
_LEAVES = frozenset({"enter", "escape", "tab", "shift+tab", "up", "down"})
NOTE_MEANS = "anything worth saying of it"
_CLEARS = frozenset({"backspace", "delete"})


class FieldLeft(Message):
    """A key that is the form's.

    Args:
        key: its name.
    """

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key


class ChoiceField(Widget, can_focus=True):
    """One of a few values, or none: by its letter, or by the arrows.

    Args:
        choices: in their order.
        value: the one that holds now, or empty.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    ChoiceField { width: 1fr; height: auto; }
    """

    class Chosen(Message):
        """Another value holds."""

    def __init__(self, choices: Sequence[Choice], value: str = "") -> None:
        super().__init__()
        self.choices = tuple(choices)
        self.value = value

    @property
    def chosen(self) -> Choice | None:
        """The choice that holds."""
        return next((each for each in self.choices if each.value == self.value), None)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as the values take."""
        del container, viewport
        return len(self.rows(width))

    def rows(self, width: int) -> list[list[Choice]]:
        """The values by rows that are so many cells wide: a sign stays with its word."""
        rows: list[list[Choice]] = []
        room = 0
        for each in self.choices:
            cells = len(each.value) + 2
            if not rows or room < cells + _GAP:
                rows.append([])
                room = width + _GAP
            rows[-1].append(each)
            room -= cells + _GAP
        return rows

    def render(self) -> Content:
        """The values, the one that holds with a full circle, letters as keys."""
        rows = self.rows(self.content_size.width)
        return Content("\n").join([self._row(row) for row in rows])

    def _row(self, choices: Sequence[Choice]) -> Content:
        parts = []
        for each in choices:
            holds = each.value == self.value
            at = each.value.find(each.letter)
            word = Content(each.value).stylize(".loud" if holds else ".quiet")
            word = word.stylize("underline", at, at + 1)
            sign = Content.styled("●" if holds else "○", ".good" if holds else ".quiet")
            parts.append(sign + Content(" ") + word)
        return Content(" " * _GAP).join(parts)

    def choose(self, value: str) -> None:
        """Let a value hold, or none."""
        self.value = value
        self.refresh(layout=True)
        self.post_message(self.Chosen())

    def on_key(self, event: events.Key) -> None:
        """A letter chooses, once more takes back; arrows go on; the rest is the form's."""
        event.stop()
        event.prevent_default()
        if event.key in _LEAVES:
            self.post_message(FieldLeft(event.key))
        elif event.key in _CLEARS:
            self.choose("")
        elif event.key in {"left", "right", "space"}:
            values = ["", *(each.value for each in self.choices)]
            step = -1 if event.key == "left" else 1
            self.choose(values[(values.index(self.value) + step) % len(values)])
        else:
            letter = (event.character or "").lower()
            value = next((each.value for each in self.choices if each.letter == letter), None)
            if value is not None:
                self.choose("" if value == self.value else value)

    def on_click(self, event: events.Click) -> None:
        """Choose what is clicked."""
        at = event.get_content_offset(self)
        start = 0
        rows = self.rows(self.content_size.width)
        for each in rows[at.y] if at is not None and at.y < len(rows) else ():
            stop = start + len(each.value) + 2
            if at is not None and start <= at.x < stop:
                self.choose("" if each.value == self.value else each.value)
                return
            start = stop + _GAP


class NoteField(LinesArea):
    """Some lines; what leaves a field is the form's.

    Args:
        text: what stands there.
    """

    DEFAULT_CSS = "NoteField { height: 3; width: 1fr; }"

    def __init__(self, text: str) -> None:
        super().__init__(text, placeholder=NOTE_MEANS)

    def on_key(self, event: events.Key) -> None:
        """Enter and Tab leave the field; up and down do at its first and last line."""
        if event.key in BREAKS:
            self.insert("\n")
        elif event.key in _LEAVES and not self._inside(event.key):
            self.post_message(FieldLeft(event.key))
        else:
            return
        event.stop()
        event.prevent_default()

    def _inside(self, key: str) -> bool:
        """Whether an arrow has a line of the note to go to."""
        return (key == "up" and not self.cursor_at_first_line) or (
            key == "down" and not self.cursor_at_last_line
        )

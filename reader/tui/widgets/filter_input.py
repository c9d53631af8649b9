"""One line to type into, above a list that the same hands walk through."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static


class FilterInput(Input):
    """An input without a frame, which leaves the keys that walk and choose to its screen.

    Args:
        placeholder: what to type, shown while it is empty.
        digits: whether a digit typed first means an entry rather than itself.
    """

    DEFAULT_CSS = """
    FilterInput {
        height: 1;
        width: 1fr;
        border: none;
        padding: 0;
        background: transparent;
        background-tint: transparent;
        &:focus { border: none; background-tint: transparent; }
        & > .input--placeholder { color: $foreground 60%; }
        &:ansi > .input--cursor {
            background: transparent;
            color: $foreground;
            text-style: reverse;
        }
    }
    """
    # What the screen does with a line of text before it, whatever an input would do.
    _PASSED_ON: ClassVar[frozenset[str]] = frozenset(
        {"up", "down", "pageup", "pagedown", "enter", "escape", "tab", "shift+tab"}
    )

    class DigitTyped(Message):
        """A digit was typed first.

        Args:
            digit: 1 to 9.
        """

        def __init__(self, digit: int) -> None:
            super().__init__()
            self.digit = digit

    class Walked(Message):
        """A key that is the screen's.

        Args:
            key: its name.
        """

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        digits: bool = False,
        id: str | None = None,  # noqa: A002 - as every widget
    ) -> None:
        super().__init__(value, placeholder=placeholder, id=id, select_on_focus=False)
        self.digits = digits

    def on_key(self, event: events.Key) -> None:
        """Give the screen what is the screen's."""
        if self.digits and not self.value and event.key in set("123456789"):
            self.post_message(self.DigitTyped(int(event.key)))
        elif event.key in self._PASSED_ON:
            self.post_message(self.Walked(event.key))
        else:
            return
        event.stop()
        event.prevent_default()


class FilterLine(Horizontal):
    """The input with the sign of searching before it, and how much fits at its right.

    Args:
        value: what stands in it.
        placeholder: what to type, shown while it is empty.
    """

    DEFAULT_CSS = """
    FilterLine {
        height: 1;
        width: 1fr;
        padding: 0 1;
        & > #typed-sign { width: 2; }
        & > #typed-count { width: auto; }
    }
    """

    def __init__(self, value: str = "", *, placeholder: str = "") -> None:
        super().__init__()
        self._value = value
        self._placeholder = placeholder

    def compose(self) -> ComposeResult:
        """A sign, the field, and a count."""
        yield Static(Content.styled("/", ".key"), id="typed-sign")
        yield FilterInput(self._value, placeholder=self._placeholder, id="typed")
        yield Static(id="typed-count")

    def count(self, fitting: int | None, of: int = 0) -> None:
        """Say how many of how many fit; nothing without a number."""
        words = "" if fitting is None else f" {fitting:,} of {of:,}"
        self.query_one("#typed-count", Static).update(Content.styled(words, ".quiet"))

"""Some lines to type, without a frame: a card or a form is around them."""

from __future__ import annotations

from textual.widgets import TextArea

# What breaks a line where Enter alone keeps what is typed.
BREAKS = frozenset({"alt+enter", "shift+enter", "ctrl+j"})


class LinesArea(TextArea):
    """An area that looks like the page behind it; its cursor is seen in 16 colours, too.

    Args:
        text: what stands there.
        placeholder: what is shown while nothing does.
    """

    DEFAULT_CSS = """
    LinesArea, LinesArea:focus {
        border: none;
        padding: 0;
        background: transparent;
        background-tint: transparent;
        &:ansi .text-area--cursor {
            background: transparent;
            color: $foreground;
            text-style: reverse;
        }
    }
    """

    def __init__(self, text: str = "", *, placeholder: str = "") -> None:
        super().__init__(
            text, soft_wrap=True, show_line_numbers=False, compact=True, placeholder=placeholder
        )
        self.highlight_cursor_line = False
        self.move_cursor(self.document.end)

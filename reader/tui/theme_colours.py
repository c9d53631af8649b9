"""The three colours of each theme, of which every other follows.

Textual computes them from its themes; to ask it costs the import of it, 200 ms. So they stand
here, written by `python -m tests.unit.tui.test_theme_colours`, and a test holds that Textual says
the same.
"""

from __future__ import annotations

from typing import NamedTuple

from reader.tui.contrast import Rgb


class ThemeColours(NamedTuple):
    """What everything drawn in a theme is derived from.

    Attributes:
        background, foreground, accent: of the theme.
        dark: whether it is for the night.
        ansi: whether it keeps to the terminal's own colours, and these three mean nothing.
    """

    background: Rgb
    foreground: Rgb
    accent: Rgb
    dark: bool = True
    ansi: bool = False


THEMES: dict[str, ThemeColours] = {
    "textual-dark": ThemeColours((18, 18, 18), (224, 224, 224), (254, 166, 43)),
    "textual-light": ThemeColours((224, 224, 224), (31, 31, 31), (254, 166, 43), dark=False),
    "nord": ThemeColours((46, 52, 64), (216, 222, 233), (180, 142, 173)),
    "gruvbox": ThemeColours((40, 40, 40), (251, 241, 199), (249, 189, 47)),
    "catppuccin-mocha": ThemeColours((24, 24, 37), (205, 214, 244), (249, 179, 135)),
    "dracula": ThemeColours((40, 42, 54), (248, 248, 242), (255, 121, 198)),
    "tokyo-night": ThemeColours((26, 27, 38), (169, 177, 214), (254, 158, 100)),
    "monokai": ThemeColours((39, 40, 34), (214, 214, 214), (102, 217, 239)),
    "flexoki": ThemeColours((16, 15, 15), (255, 252, 240), (155, 118, 200)),
    "catppuccin-latte": ThemeColours((239, 241, 245), (76, 79, 105), (253, 100, 11), dark=False),
    "catppuccin-frappe": ThemeColours((48, 52, 70), (198, 208, 245), (244, 184, 228)),
    "catppuccin-macchiato": ThemeColours((36, 39, 58), (202, 211, 245), (245, 189, 230)),
    "solarized-light": ThemeColours((253, 246, 227), (88, 110, 117), (108, 113, 196), dark=False),
    "solarized-dark": ThemeColours((0, 43, 54), (131, 148, 150), (108, 113, 196)),
    "rose-pine": ThemeColours((25, 23, 36), (224, 222, 244), (235, 188, 186)),
    "rose-pine-moon": ThemeColours((35, 33, 54), (224, 222, 244), (234, 154, 151)),
    "rose-pine-dawn": ThemeColours((250, 244, 237), (87, 82, 121), (214, 130, 126), dark=False),
    "atom-one-dark": ThemeColours((40, 44, 52), (171, 178, 191), (163, 120, 194)),
    "atom-one-light": ThemeColours((250, 250, 250), (56, 58, 66), (190, 146, 50), dark=False),
    "ansi-dark": ThemeColours((0, 0, 0), (224, 224, 224), (255, 166, 43), ansi=True),
    "ansi-light": ThemeColours((0, 0, 0), (224, 224, 224), (255, 166, 43), dark=False, ansi=True),
    "reader-dark": ThemeColours((21, 23, 28), (215, 217, 222), (228, 181, 103)),
    "reader-light": ThemeColours((251, 250, 247), (36, 38, 43), (153, 91, 19), dark=False),
}
DARK, LIGHT = "reader-dark", "reader-light"


def ansi_like(theme: str | None) -> str:
    """The theme of the terminal's own colours that goes with a theme.

    >>> ansi_like("reader-light"), ansi_like(None)
    ('ansi-light', 'ansi-dark')
    """
    return "ansi-light" if theme is not None and "light" in theme else "ansi-dark"

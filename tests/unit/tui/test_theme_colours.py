"""What stands in the table is what Textual computes; run as a program, this writes the table."""

from __future__ import annotations

from textual.theme import BUILTIN_THEMES, Theme

from reader.tui.theme_colours import DARK, LIGHT, THEMES, ThemeColours
from reader.tui.themes import OWN
from reader.tui.widgets.inking import theme_rgb


def asked(theme: Theme) -> ThemeColours:
    """What Textual says of a theme."""
    colours = theme_rgb(theme.to_color_system().generate())
    return ThemeColours(*colours, dark=theme.dark, ansi=bool(theme.ansi))


def test_the_table_says_of_every_theme_what_textual_says() -> None:
    assert {each.name: asked(each) for each in (*BUILTIN_THEMES.values(), *OWN)} == THEMES
    assert [each.name for each in OWN] == [DARK, LIGHT]


if __name__ == "__main__":
    for each in (*BUILTIN_THEMES.values(), *OWN):
        background, foreground, accent, dark, ansi = asked(each)
        said = f"{background}, {foreground}, {accent}"
        said += ("" if dark else ", dark=False") + (", ansi=True" if ansi else "")
        print(f'    "{each.name}": ThemeColours({said}),')

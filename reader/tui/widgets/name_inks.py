"""The inks of names in lists: the colour that somebody chose, where it can be read."""

from __future__ import annotations

from textual.app import App
from textual.color import Color
from textual.style import Style

from reader.tui.looks import NO_HUE
from reader.tui.people import People, named
from reader.tui.widgets.inking import Inks
from reader.tui.widgets.legible import legible

UNCOLOURED = ".loud"


def name_ink(app: App[object], handle: str, people: People) -> Style | str:
    """The style of a name in a list, whether the cursor stands on it or not.

    Args:
        app: whose theme and terminal count.
        handle: of whom.
        people: the annotators of the desk, by handle in small letters.
    """
    _, look = named(handle, people)
    colour = None if look.line == NO_HUE else Inks(app).style(look).color
    if colour is None:
        return UNCOLOURED
    style = Style(foreground=Color.from_rich_color(colour), bold=True)
    return legible(style, app.theme_variables)

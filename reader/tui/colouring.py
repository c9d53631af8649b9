"""Which colours a terminal is drawn in: by the theme, by what it can show, and by NO_COLOR.

What Textual and Rich find out for themselves is found out here by the same rules, so that the
launcher can draw before they are loaded.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from typing import NamedTuple

from reader.tui.contrast import Rgb
from reader.tui.few_colours import ShapePalette, SixteenPalette
from reader.tui.palette import Palette, ThemePalette
from reader.tui.theme_colours import DARK, THEMES, ThemeColours, ansi_like


class System(IntEnum):
    """How many colours a terminal has."""

    STANDARD = 1  # sixteen
    EIGHT_BIT = 2
    TRUECOLOR = 3


_BY_ENDING = {"kitty": System.EIGHT_BIT, "256color": System.EIGHT_BIT}


def system_of(environ: Mapping[str, str]) -> System:
    """How many colours a terminal has, by what it says of itself; as Rich reads it.

    >>> system_of({"TERM": "xterm-256color"}), system_of({"TERM": "linux"})
    (<System.EIGHT_BIT: 2>, <System.STANDARD: 1>)
    """
    if environ.get("COLORTERM", "").strip().lower() in {"truecolor", "24bit"}:
        return System.TRUECOLOR
    ending = environ.get("TERM", "").strip().lower().rpartition("-")[2]
    return _BY_ENDING.get(ending, System.STANDARD)


class Colouring(NamedTuple):
    """How looks become colours.

    Attributes:
        palette: says how a look is drawn.
        theme: whose colours stand for what the palette leaves open.
        native: whether what is left open is the terminal's own.
        system: how many colours the terminal has.
    """

    palette: Palette
    theme: ThemeColours
    native: bool
    system: System = System.TRUECOLOR

    def colour(self, colour: Rgb | int | None, *, paper: bool) -> Rgb | int | None:
        """A colour of the palette as it is drawn; None for the terminal's own."""
        if colour is None and not self.native:
            return self.theme.background if paper else self.theme.foreground
        return colour


def palette_of(theme: ThemeColours, *, native: bool, no_color: bool, few: bool) -> Palette:
    """What turns looks into colours.

    Args:
        theme: that is on.
        native: whether it keeps to the terminal's own colours.
        no_color: whether there shall be no colours.
        few: whether the terminal has sixteen.
    """
    if no_color:
        return ShapePalette()
    if native or few:
        return SixteenPalette(dark=theme.dark)
    return ThemePalette(*theme[:3])


def first_theme(kept: str | None, *, no_color: bool) -> str:
    """The theme asked for or kept; one of the terminal's own colours where there are no others."""
    if no_color:
        return ansi_like(kept)
    return kept if kept in THEMES else DARK


def colouring_of(kept: str | None, environ: Mapping[str, str]) -> Colouring:
    """How a terminal is drawn that is not drawn on yet.

    Args:
        kept: the name of the theme that is asked for, or of the last time.
        environ: of the process.
    """
    no_color = bool(environ.get("NO_COLOR"))  # empty counts as none, says no-color.org
    system = system_of(environ)
    name = first_theme(kept, no_color=no_color)
    few = system is System.STANDARD
    theme = THEMES[ansi_like(name) if few else name]
    native = no_color or theme.ansi
    palette = palette_of(theme, native=native, no_color=no_color, few=few)
    return Colouring(palette, theme, native, system)

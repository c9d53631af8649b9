"""Looks to colours, derived from a theme.

A theme gives three colours and everything else follows from them, so that a theme nobody here
has seen works too: a tint is the background pushed towards a hue, and every ink is moved
until it can be read on the paper it stands on.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol

from reader.model.values import dataclass, replace
from reader.tui.contrast import VISIBLE, Rgb, blend, coloured, lightness, readable
from reader.tui.hues import HUE_NAMES, HUES
from reader.tui.looks import NO_HUE, Cursor, Ink, Look, Wash


@dataclass(frozen=True, slots=True)
class Paint:
    """How a run is drawn.

    Attributes:
        fg, bg: a colour, the number of one of the terminal's sixteen, or None for its default.
        bold, dim, italic, underline, reverse: as they say.
    """

    fg: Rgb | int | None = None
    bg: Rgb | int | None = None
    bold: bool = False
    dim: bool = False
    italic: bool = False
    underline: bool = False
    reverse: bool = False


class Palette(Protocol):
    """What turns looks into colours."""

    def paint(self, look: Look) -> Paint:
        """How a look is drawn."""
        ...


@dataclass(frozen=True, slots=True)
class ThemePalette:
    """Colours derived from a theme.

    Attributes:
        background, foreground, accent: of the theme.
    """

    background: Rgb
    foreground: Rgb
    accent: Rgb

    @property
    def dark(self) -> bool:
        """Whether the text is lighter than the paper."""
        return lightness(self.background) < lightness(self.foreground)

    def tint(self, hue: int, *, lifted: bool = False, hollow: bool = False) -> Rgb:
        """The background of a mark's words."""
        light = lightness(self.background)
        step, chroma = (0.26, 0.11) if lifted else (0.13, 0.065)
        if not self.dark:
            step, chroma = (-0.17, 0.13) if lifted else (-0.075, 0.075)
        tint = coloured(light + step, chroma, HUES[HUE_NAMES[hue]])
        return blend(self.background, tint, 0.4) if hollow else tint

    def ink(self, hue: int) -> Rgb:
        """The letters of a hue: badges, and the words of entities."""
        return coloured(0.83 if self.dark else 0.46, 0.12, HUES[HUE_NAMES[hue]])

    @property
    def track(self) -> Rgb:
        """The column of the minimap."""
        return blend(self.background, self.foreground, 0.05)

    @property
    def thumb(self) -> Rgb:
        """The part of it that is on the screen."""
        return blend(self.background, self.foreground, 0.22)

    def paint(self, look: Look) -> Paint:
        """How a look is drawn; every text can be read on its background."""
        return _theme_paint(self, look)


@lru_cache(maxsize=4096)
def _theme_paint(palette: ThemePalette, look: Look) -> Paint:
    if look.ink in _IN_TRACK or look.thumb:
        return _track_paint(palette, look)
    paper = _paper(palette, look)
    ink, ratio = _ink(palette, look)
    if look.cursor is Cursor.ACTIVE:
        return Paint(readable(palette.background, palette.foreground), palette.foreground)
    if look.cursor is Cursor.IDLE:
        paper = blend(paper, palette.foreground, 0.3)
    paint = attributes(look)
    return replace(paint, fg=readable(ink, paper, ratio), bg=paper)


_IN_TRACK = frozenset({Ink.TRACK, Ink.TRACK_HIT, Ink.TRACK_LINK, Ink.TRACK_LINK_FAINT})
_WASH_SHARE = {Wash.FLASH: 0.55, Wash.EDGE: 0.5}
_SELECTED_SHARE = 0.3  # grey: it has no hue, so no mark looks like it
_REASON_SHARE = 0.65  # of the colour of a hit
_HIT_HUE = 110  # degrees; the yellow of a marker pen


def _paper(palette: ThemePalette, look: Look) -> Rgb:
    """The background of a run."""
    if look.wash is not Wash.NONE:
        return _washed(palette, look.wash)
    if look.tint != NO_HUE:
        return palette.tint(look.tint, lifted=look.lifted, hollow=look.hollow)
    if look.lifted and look.line != NO_HUE and look.ink is not Ink.BADGE:
        return palette.tint(look.line)
    return palette.background


def _washed(palette: ThemePalette, wash: Wash) -> Rgb:
    """The background of what lies over the marks."""
    if wash is Wash.SELECTED:
        return blend(palette.background, palette.foreground, _SELECTED_SHARE)
    if wash in _WASH_SHARE:
        return blend(palette.background, palette.accent, _WASH_SHARE[wash])
    if wash is Wash.CURRENT_HIT:
        return coloured(0.85, 0.16, _HIT_HUE)
    hit = coloured(0.5 if palette.dark else 0.93, 0.1, _HIT_HUE)
    return blend(palette.background, hit, _REASON_SHARE) if wash is Wash.REASON else hit


def _ink(palette: ThemePalette, look: Look) -> tuple[Rgb, float]:
    """The letters of a run, and the contrast they need."""
    text, paper = palette.foreground, palette.background
    if look.line != NO_HUE:
        return palette.ink(look.line), 4.5
    quiet = {
        Ink.ASIDE: (blend(text, paper, 0.28), 4.5),
        Ink.JUNK: (blend(text, paper, 0.45), VISIBLE),
        Ink.LABEL: (blend(palette.accent, paper, 0.45), VISIBLE),
        Ink.BAR: (blend(text, paper, 0.65), 1.5),
        Ink.COUNT: (blend(text, paper, 0.3), VISIBLE),
        Ink.LINK: (palette.accent, 4.5),
        Ink.FRAME: (palette.accent, VISIBLE),
        Ink.LINK_FAINT: (blend(palette.accent, paper, 0.4), VISIBLE),
        Ink.LINK_DISPUTED: (palette.ink(HUE_NAMES.index("rose")), 4.5),
        Ink.NOTICE: (blend(text, paper, 0.4), VISIBLE),
    }
    if look.ink in quiet and look.tint == NO_HUE and look.wash is Wash.NONE:
        return quiet[look.ink]
    return text, 4.5


def _track_paint(palette: ThemePalette, look: Look) -> Paint:
    paper = palette.thumb if look.thumb else palette.track
    if look.line != NO_HUE:
        ink = palette.ink(look.line)
    elif look.ink is Ink.TRACK_HIT:
        ink = coloured(0.85 if palette.dark else 0.6, 0.16, _HIT_HUE)
    elif look.ink is Ink.TRACK_LINK:
        ink = palette.accent
    else:
        ink = blend(palette.accent, palette.background, 0.4)
    return Paint(readable(ink, paper, VISIBLE), paper)


# What is text of the article; its underline is a mark. Elsewhere a hue is only a hue.
_WORDS = frozenset({Ink.BODY, Ink.TITLE, Ink.HEADING, Ink.ASIDE, Ink.JUNK})


def attributes(look: Look) -> Paint:
    """What is no colour."""
    badge = look.ink is Ink.BADGE
    loud = look.ink in {Ink.TITLE, Ink.HEADING, Ink.LINK} or (badge and not look.hollow)
    return Paint(
        bold=loud or look.bold or look.wash in {Wash.REASON, Wash.CURRENT_HIT},
        italic=look.italic or look.guess or look.ink is Ink.LABEL or (look.hollow and not badge),
        underline=(look.line != NO_HUE and look.ink in _WORDS)
        or look.link
        or look.guess
        or look.wash is Wash.REASON,
    )

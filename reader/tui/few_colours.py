"""Palettes for terminals with few colours, and for none.

Sixteen colours cannot be derived from a theme (six tints become one grey), so these are
picked by hand. Without colours, shapes are left: bold for a claim, a line for an entity,
reversed for what is active or selected.
"""

from __future__ import annotations

from functools import lru_cache

from reader.model.values import dataclass, replace
from reader.tui.looks import NO_HUE, Cursor, Ink, Look, Wash
from reader.tui.palette import Paint, attributes


@dataclass(frozen=True, slots=True)
class SixteenPalette:
    """The sixteen colours that a terminal's user chose, picked by hand.

    Attributes:
        dark: whether the terminal's background is dark.
    """

    dark: bool = True

    def paint(self, look: Look) -> Paint:
        """How a look is drawn."""
        return _sixteen_paint(self.dark, look)


_BLACK, _RED, _GREEN, _YELLOW, _BLUE, _MAGENTA, _CYAN, _WHITE = range(8)
_BRIGHT = 8
# Hues in the order of HUES. Six colours for eight hues: rose and orange share, so do lime and
# green. Black can be read on all of these but blue and red, which take white.
_PAPERS = (_YELLOW, _BLUE, _GREEN, _MAGENTA, _CYAN, _RED, _RED, _GREEN)
_TAKES_WHITE = frozenset({_BLUE, _RED})


@lru_cache(maxsize=2048)
def _sixteen_paint(dark: bool, look: Look) -> Paint:  # noqa: PLR0911 - a list of cases, the first one wins
    paint = attributes(look)
    if look.cursor is Cursor.ACTIVE or look.wash in {Wash.SELECTED, Wash.EDGE}:
        return replace(paint, reverse=True, bold=look.cursor is Cursor.ACTIVE)
    if look.cursor is Cursor.IDLE:
        return replace(paint, fg=_BLACK, bg=_WHITE)
    if look.wash is Wash.CURRENT_HIT:
        return replace(paint, fg=_BLACK, bg=_BRIGHT + _YELLOW)
    if look.wash is Wash.REASON and (look.tint == NO_HUE or look.hollow):
        return replace(paint, fg=_BRIGHT + _YELLOW if dark else _MAGENTA)
    if look.wash not in {Wash.NONE, Wash.REASON}:
        hit = look.wash is Wash.HIT  # underlined, since the idle cursor is as white
        return replace(paint, fg=_BLACK, bg=_WHITE if hit else _CYAN, underline=hit)
    if look.tint != NO_HUE and not look.hollow:
        paper = _PAPERS[look.tint]
        letters = _BRIGHT + _WHITE if paper in _TAKES_WHITE else _BLACK
        return replace(paint, fg=letters, bg=paper, bold=paint.bold or look.lifted)
    if look.lifted and look.ink is not Ink.BADGE:
        return replace(paint, reverse=True)
    thumb = (_BRIGHT + _BLACK if dark else _WHITE) if look.thumb else None
    return replace(paint, fg=_sixteen_ink(look, dark=dark), bg=thumb)


def _sixteen_ink(look: Look, *, dark: bool) -> int | None:
    """The letters of a run on the terminal's own background."""
    hue = look.line if look.line != NO_HUE else look.tint
    if hue != NO_HUE:
        return _PAPERS[hue] + (_BRIGHT if dark else 0)
    if look.ink in {Ink.JUNK, Ink.BAR, Ink.LABEL, Ink.NOTICE, Ink.ASIDE, Ink.COUNT}:
        return _BRIGHT + _BLACK if look.ink is not Ink.ASIDE else (_WHITE if dark else None)
    if look.ink in {Ink.LINK, Ink.TRACK_LINK, Ink.FRAME}:
        return _BRIGHT + _CYAN if dark else _CYAN
    if look.ink in {Ink.LINK_FAINT, Ink.TRACK_LINK_FAINT}:
        return _CYAN if dark else _BRIGHT + _BLACK
    if look.ink in {Ink.LINK_DISPUTED, Ink.TRACK_HIT}:
        return _RED if look.ink is Ink.LINK_DISPUTED else _MAGENTA
    return None


@dataclass(frozen=True, slots=True)
class ShapePalette:
    """No colours at all."""

    def paint(self, look: Look) -> Paint:
        """How a look is drawn."""
        paint = attributes(look)
        dim = look.ink in {Ink.JUNK, Ink.LABEL, Ink.BAR, Ink.LINK_FAINT, Ink.NOTICE, Ink.ASIDE}
        marked = look.tint != NO_HUE and not look.hollow
        loud = look.wash in {Wash.SELECTED, Wash.EDGE, Wash.FLASH, Wash.CURRENT_HIT}
        held = look.wash is Wash.REASON  # also over a lifted mark: what a link is tied from
        return replace(
            paint,
            italic=paint.italic or held,
            dim=(dim or look.guess) and not look.thumb,
            bold=paint.bold or marked or held,
            underline=paint.underline
            or look.wash in {Wash.HIT, Wash.REASON}
            or look.cursor is Cursor.IDLE,
            reverse=loud ^ (look.cursor is Cursor.ACTIVE)
            or (look.lifted and not held)
            or look.thumb,
        )

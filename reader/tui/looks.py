"""How a run of text looks, in symbols: what a palette turns into colours.

The plain half never names a colour. It says "the words of a claim of hue 3, lifted", and the
palette of the theme, of a 16-colour terminal or of NO_COLOR says what that is.
"""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

NO_HUE = -1


class Ink(IntEnum):
    """What is written."""

    BODY = 0
    TITLE = 1
    HEADING = 2
    ASIDE = 3
    JUNK = 4
    LABEL = 5  # what the cleaner took a block for
    BAR = 6  # the bar before asides, junk and quotes
    BADGE = 7  # C, E or a tag's letter, in the hue of the mark
    COUNT = 8  # further overlaps
    LINK = 9  # a confirmed link
    LINK_FAINT = 10  # a suggested link
    LINK_DISPUTED = 11
    TRACK = 12  # the column of the minimap
    TRACK_HIT = 13
    TRACK_LINK = 14
    TRACK_LINK_FAINT = 15
    NOTICE = 16  # what a pane says about itself, such as that nothing is to be seen
    FRAME = 17  # the lines of a box over the text


class Wash(IntEnum):
    """What lies over everything else."""

    NONE = 0
    REASON = 1  # what carried the link that is looked at
    HIT = 2
    CURRENT_HIT = 3
    FLASH = 4
    SELECTED = 5
    EDGE = 6  # of a mark whose border is being moved


class Cursor(IntEnum):
    """Whether the reading cursor stands on it."""

    NONE = 0
    IDLE = 1  # in a pane that is not the active one
    ACTIVE = 2


class Look(NamedTuple):
    """One way to draw a run; equal looks are drawn alike, so each is resolved once.

    Attributes:
        ink: what is written.
        tint: hue of the background, or `NO_HUE`.
        line: hue of the underline, of a badge or of a minimap cell, or `NO_HUE`.
        lifted: part of the active mark.
        hollow: part of a mark whose write is not yet acknowledged.
        bold, italic, link: as in the source.
        wash: what lies over it.
        cursor: whether the reading cursor stands on it.
        thumb: a cell of the minimap that is on the screen.
        guess: part of a name that is only suggested.
    """

    ink: Ink = Ink.BODY
    tint: int = NO_HUE
    line: int = NO_HUE
    lifted: bool = False
    hollow: bool = False
    bold: bool = False
    italic: bool = False
    link: bool = False
    wash: Wash = Wash.NONE
    cursor: Cursor = Cursor.NONE
    thumb: bool = False
    guess: bool = False


Run = tuple[str, Look]

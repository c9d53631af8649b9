"""Inks that can be read, whatever the theme: moved in lightness until they have the contrast."""

from __future__ import annotations

from collections.abc import Mapping

from textual.color import Color
from textual.style import Style

from reader.model.values import replace
from reader.tui.contrast import READABLE, VISIBLE, readable

CURSOR_SHARE = 0.3  # of the primary colour in the paper under a list's cursor


def legible(style: Style, variables: Mapping[str, str]) -> Style:
    """The style with a foreground that can be read on the theme's paper and under the cursor.

    A terminal's own colours, and a style without a foreground, stay as they are.

    Args:
        style: of an ink.
        variables: of the theme.
    """
    ink = style.foreground
    if ink is None or ink.a == 0 or ink.ansi is not None:
        return style
    paper = Color.parse(variables["background"])
    cursor = paper.blend(Color.parse(variables["primary"]), CURSOR_SHARE, 1)
    on_paper = readable(paper.blend(ink, ink.a, 1).rgb, paper.rgb, READABLE)
    return replace(style, foreground=Color(*readable(on_paper, cursor.rgb, VISIBLE)))

"""Quotes to jump to: a passage in full, or two that disagree."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from functools import partial

from textual.content import Content

from reader.model.link import Contrast, LinkEnd
from reader.tui.widgets.cells import beside, fitted, one_line
from reader.tui.widgets.listing import Entry
from reader.tui.widgets.passage_view import WIDEST, quoted

_SUBJECT = 14  # cells of what figures disagree about
_WIDE_SUBJECT = 24  # the same where there is room
_WIDE = 110  # cells from which there is
_WIDEST_PAIR = 124  # cells


@dataclass(frozen=True, slots=True)
class Told:
    """One passage to jump to, or the two of a contrast."""

    ends: tuple[LinkEnd, ...]


def said(line: Content, *, gap: int = 0) -> Entry:
    """A line to be read, not picked."""
    return Entry(lambda width, _at: [fitted(line, width)], pickable=False, gap=gap)


def tick(end: LinkEnd, picked: Container[LinkEnd]) -> Content:
    """The sign of a passage that is in hand, or nothing."""
    return Content.styled("✓ ", ".good") if end in picked else Content("")


def passage(end: LinkEnd, picked: Container[LinkEnd] = ()) -> Entry:
    """A passage on one line; `picked` are those in hand."""
    words = Content(one_line(end.quote))

    def draw(width: int, _at: int | None) -> list[Content]:
        return [fitted(tick(end, picked) + words, width)]

    return Entry(draw, key=Told((end,)))


def whole(end: LinkEnd, name: str, picked: Container[LinkEnd] = ()) -> Entry:
    """A passage in full, under who tells it; `picked` are those in hand."""
    head = Content.styled(name, ".quiet")

    def draw(width: int, _at: int | None) -> list[Content]:
        return [
            fitted(tick(end, picked) + head, width),
            *quoted(end.quote, (), min(width, WIDEST), bar=""),
        ]

    return Entry(draw, key=Told((end,)), height=None, gap=1)


def disagreement(contrast: Contrast, names: tuple[str, str]) -> Entry:
    """Both quotes beside each other; the cursor is at one of them."""
    return Entry(
        partial(_pair, contrast, names),
        key=Told((contrast.a, contrast.b)),
        height=2,
        columns=2,
        column_at=lambda cell, width: int(cell > _subject(width) + 2 + _half(width)),
        gap=1,
    )


def _subject(width: int) -> int:
    return _WIDE_SUBJECT if width >= _WIDE else _SUBJECT


def _half(width: int) -> int:
    return max(4, (min(width, _WIDEST_PAIR) - _subject(width) - 4) // 2)


def _pair(contrast: Contrast, names: tuple[str, str], width: int, at: int | None) -> list[Content]:
    half, room = _half(width), _subject(width)
    sign = Content.assemble(("≠ ", ".alarm"), (one_line(contrast.subject), ".loud"))
    quotes = [
        Content.assemble(
            ("▸ " if at == n else "  ", ".sign"),
            (f"“{one_line(end.quote)}”", ".here" if at == n else ".hit"),
        )
        for n, end in enumerate((contrast.a, contrast.b))
    ]
    told = [Content.styled(f"  {name}", ".quiet") for name in names]
    return [
        beside((fitted(sign, room), *(fitted(quote, half) for quote in quotes))),
        beside((fitted("", room), *(fitted(name, half) for name in told))),
    ]

"""Spans to anchors: position, words, and the words around them.

Each piece is both selectors of the W3C Web Annotation model at once: TextPositionSelector
(`span`) and TextQuoteSelector (`quote`, with the anchor's `prefix` and `suffix`).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reader.errors import SpanError
from reader.model.annotation import CONTEXT_LENGTH, Anchor, Piece
from reader.model.text import Span


def describe(spans: Sequence[Span], text: str) -> Anchor:
    """The anchor of one or more spans of `text`, in reading order.

    Blank space at the ends of a span is neither trimmed nor refused: a mark is what was marked.

    Args:
        spans: code points of `text`, in any order.
        text: the article's text.

    Raises:
        SpanError: no span, an empty one, one outside the text, or two that overlap.
    """
    if not spans:
        raise SpanError("nothing is marked", remedy="give at least one span")
    ordered = sorted(spans)
    for span in ordered:
        _check(span, text)
    for before, after in pairwise(ordered):
        if before.overlaps(after):
            raise SpanError(
                "two pieces of one mark overlap",
                where=f"{_said(before)} and {_said(after)}",
                remedy="mark them as one piece",
            )
    start, stop = ordered[0].start, ordered[-1].stop
    return Anchor(
        pieces=tuple(Piece(span, span.of(text)) for span in ordered),
        prefix=text[max(0, start - CONTEXT_LENGTH) : start],
        suffix=text[stop : stop + CONTEXT_LENGTH],
    )


def _check(span: Span, text: str) -> None:
    if not len(span):
        raise SpanError(
            "the span is empty", where=_said(span), remedy="mark at least one character"
        )
    if span.stop > len(text):
        raise SpanError(
            "the span lies outside the text",
            where=_said(span),
            remedy=f"the text ends at {len(text)}",
        )


def _said(span: Span) -> str:
    return f"{span.start}-{span.stop}"

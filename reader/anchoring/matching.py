"""Anchors to spans: where a mark stands in a text, though the text may have changed.

Three ways, surest first: the words stand at their old place; the same words stand elsewhere,
told apart by the words around them; nearly the same words stand somewhere. What none of them
finds is lost, and the caller says so aloud.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from reader.model.annotation import CONTEXT_LENGTH, Anchor
from reader.model.text import Span
from reader.model.values import dataclass

# A quote this long that stands once in a text needs no context to be believed: of random stretches
# of five reports on one story 3 % stand in a second place; of 16 code points 10 % do.
SELF_EVIDENT_LENGTH = 24  # code points
# A shorter or repeated quote needs half the surrounding words (32 + 32 code points) intact.
CONTEXT_NEEDED = 0.5
# Sentences of those reports with every eighth word exchanged: 105 of 107 are found again from
# .6 to .75, 103 at .85. Sentences looked for in reports that lack them: 9 of 535 are "found" at
# .6, 2 from .7 on (a headline said twice).
FUZZY_NEEDED = 0.75
# The first, rough find may be this much worse, before its borders are mended.
ROUGH_NEEDED = FUZZY_NEEDED - 0.2
FUZZY_LENGTH = 8  # code points; shorter quotes resemble too much


class How(StrEnum):
    """How a place was found."""

    EXACT = "exact"
    MOVED = "moved"
    FUZZY = "fuzzy"


@dataclass(frozen=True, slots=True)
class Located:
    """Where an anchor stands in a text, how that was found, and how sure it is (0..1)."""

    spans: tuple[Span, ...]
    how: How
    score: float


def locate(anchor: Anchor, text: str) -> Located | None:
    """Where the anchor stands in `text`, or None when it is lost.

    Args:
        anchor: position, quote and context as they were.
        text: the text to look in; the one it was made on, a later version, or another
            scrape of the same article.
    """
    if all(piece.span.of(text) == piece.quote for piece in anchor.pieces):
        return Located(anchor.spans, How.EXACT, 1.0)
    return _moved(anchor, text) or _fuzzy(anchor, text)


def occurrences(quote: str, text: str) -> tuple[Span, ...]:
    r"""All places of a quote in `text`, in order, not overlapping; case counts.

    A run of blank space in the quote fits any run of blank space, so that words copied from
    the clean view, a screen or a mail are found. Space at the ends of the quote is looked for
    first, and left out where it stands nowhere.

    >>> occurrences("one two", "one two, one\n\ntwo")
    (Span(start=0, stop=7), Span(start=9, stop=17))
    """
    if not quote.strip():
        return ()
    found = _places(quote, text)
    return found or _places(quote.strip(), text)


def _places(quote: str, text: str) -> tuple[Span, ...]:
    pattern = re.compile(r"\s+".join(re.escape(part) for part in re.split(r"\s+", quote)))
    return tuple(Span(*found.span()) for found in pattern.finditer(text))


def _moved(anchor: Anchor, text: str) -> Located | None:
    """The same words elsewhere: the one place, or the one whose surroundings fit best."""
    quote_length = sum(len(piece.quote) for piece in anchor.pieces)
    ranked = []
    for spans in _runs(anchor, text):
        fit = _context_fit(anchor, spans, text)
        ranked.append((fit, -abs(spans[0].start - anchor.span.start), spans))
    if not ranked:
        return None
    fit, _, spans = max(ranked)
    believed = fit >= CONTEXT_NEEDED
    if len(ranked) == 1 and quote_length >= SELF_EVIDENT_LENGTH:
        believed = True
    return Located(spans, How.MOVED, round((1 + fit) / 2, 4)) if believed else None


def _runs(anchor: Anchor, text: str) -> Iterator[tuple[Span, ...]]:
    """For each place of the first piece, the places of the others nearest to their distance."""
    places = [_literal(piece.quote, text) for piece in anchor.pieces]
    for first in places[0]:
        shift = first.start - anchor.pieces[0].span.start
        run = [first]
        for piece, candidates in zip(anchor.pieces[1:], places[1:], strict=True):
            after = [span for span in candidates if span.start >= run[-1].stop]
            if not after:
                break
            wanted = piece.span.start + shift
            run.append(min(after, key=lambda span: abs(span.start - wanted)))
        else:
            yield tuple(run)


def _literal(quote: str, text: str) -> tuple[Span, ...]:
    """Every place of exactly these code points, overlapping ones too."""
    found: list[Span] = []
    start = text.find(quote) if quote else -1
    while start >= 0:
        found.append(Span(start, start + len(quote)))
        start = text.find(quote, start + 1)
    return tuple(found)


def _context_fit(anchor: Anchor, spans: tuple[Span, ...], text: str) -> float:
    """The share of prefix and suffix that stands unbroken around these spans, 0..1."""
    start, stop = spans[0].start, spans[-1].stop
    before = text[max(0, start - CONTEXT_LENGTH) : start]
    after = text[stop : stop + CONTEXT_LENGTH]
    kept = _common(anchor.prefix[::-1], before[::-1]) + _common(anchor.suffix, after)
    known = len(anchor.prefix) + len(anchor.suffix)
    return kept / known if known else float(before == anchor.prefix and after == anchor.suffix)


def _common(one: str, other: str) -> int:
    """How many code points two strings share from their start."""
    for index, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return index
    return min(len(one), len(other))


def _fuzzy(anchor: Anchor, text: str) -> Located | None:
    """Nearly the same words, piece by piece in order, the score of the worst piece."""
    spans: list[Span] = []
    worst = 1.0
    for piece in anchor.pieces:
        floor = spans[-1].stop if spans else 0
        found = nearest_words(piece.quote, text, floor)
        if found is None:
            return None
        spans.append(found[0])
        worst = min(worst, found[1])
    return Located(tuple(spans), How.FUZZY, round(worst, 4))


def nearest_words(
    quote: str, text: str, floor: int, *, needed: float = FUZZY_NEEDED
) -> tuple[Span, float] | None:
    """The stretch after `floor` most like the quote and how like it is (0..1), or None.

    Args:
        quote: the words.
        text: to look in.
        floor: where to begin, code points.
        needed: how like it must be.
    """
    from rapidfuzz import fuzz  # noqa: PLC0415  # 40 ms, and only imports of foreign marks need it

    if len(quote.strip()) < FUZZY_LENGTH or len(text) - floor < len(quote) // 2:
        return None
    rest = text[floor:]
    rough = fuzz.partial_ratio_alignment(quote, rest)
    if rough is None or rough.score < 100 * ROUGH_NEEDED:
        return None
    start, stop = _mended(quote, rest, rough.dest_start, rough.dest_end)
    score = fuzz.ratio(quote, rest[start:stop]) / 100
    return (Span(floor + start, floor + stop), score) if score >= needed else None


def _mended(quote: str, text: str, start: int, stop: int) -> tuple[int, int]:
    """Borders moved out to the ends of the words they cut, where the quote cuts none."""
    if quote[:1].isalnum():
        while (
            start > 0 and start < len(text) and text[start - 1].isalnum() and text[start].isalnum()
        ):
            start -= 1
    if quote[-1:].isalnum():
        while 0 < stop < len(text) and text[stop].isalnum() and text[stop - 1].isalnum():
            stop += 1
    return start, stop

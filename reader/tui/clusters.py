"""What a stretch of text looks like in a terminal: clusters, and the cells each one takes.

A cluster is what a reader takes for one character: a letter with its marks, an emoji family,
a flag. The cursor steps by clusters, and no row ends inside one. A run of white space, with
or without line breaks, is one cluster of one cell: the text keeps its breaks, the page does
not show them. What a terminal could not be trusted to draw is drawn as something it can
(`reader.model.visible`), so that the number of cells is known.

Nearly every row of nearly every article consists of characters that take one cell and never
join; they are recognised by one regular expression, and `wcwidth` is not even imported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple
from unicodedata import category

from reader.model.text import Span
from reader.model.visible import visible

# Characters of one cell that no neighbour ever joins (Grapheme_Cluster_Break=Other): Latin,
# Greek, Cyrillic, Hebrew and Arabic letters, the punctuation of news, and the signs that the
# screen itself is drawn with. No-break spaces stand inside words.
_SIMPLE = (
    " -~\xa0-\xac\xae-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u038a\u038c\u038e-\u03a1"
    "\u03a3-\u0482\u048a-\u052f\u05d0-\u05ea\u0620-\u064a\u0660-\u066d\u0671-\u06d3\u1e00-\u1eff\u2010-\u2027\u202f-\u203b\u203d-\u2048\u2070-\u2071"
    "\u2074-\u208e\u20a0-\u20bf\u2100-\u2121\u2123-\u2138\u2190-\u2193"
    "\u219a-\u21a8\u21ab-\u21ff\u2200-\u22ff\u23ce\u2460-\u24c1\u2500-\u259f\u25c1-\u25fa\u2713\u2717"
)
# Characters of two cells that no neighbour ever joins: Han, kana without the combining voice
# marks, Hangul syllables (a vowel or consonant sign behind one would join), their punctuation.
_WIDE = (
    "\u3001-\u3029\u3041-\u3096\u309b-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60"
)
_FIRST_WIDE = "\u3000"
SIMPLE = re.compile(f"[{_SIMPLE}]*")
# What is shown as a space and is none: a run of white space, and white space other than a
# space, but for single no-break spaces, which stay inside their word.
FOLDED = re.compile(r"\s{2,}|[^\S \xa0\u2007\u202f]")
_SPACE = re.compile(r"\s+")
_RUN = re.compile(r"[\xa0\u202f]\s|\s[\xa0\u202f]")  # the other runs of simple white space

_DRAWN_LENGTH = 16  # code points; a family of four with skin tones has 11, a prank has thousands
_DOTTED_CIRCLE = "\u25cc"  # carries a combining mark that has no letter to stand on
_FIRST_FLAG_LETTER, _LAST_FLAG_LETTER = "\U0001f1e6", "\U0001f1ff"
_FIRST_SKIN_TONE, _LAST_SKIN_TONE = "\U0001f3fb", "\U0001f3ff"
_TEXT_STYLE, _EMOJI_STYLE = "\ufe0e", "\ufe0f"
_STYLES = frozenset({_TEXT_STYLE, _EMOJI_STYLE})
_TWO = 2  # cells


def is_plain(stretch: str) -> bool:
    """Whether each code point takes one cell and joins no other, so that offsets are cells.

    No regular expression looks at plain ASCII: this is asked of every block at every reflow.
    """
    if "  " in stretch:
        return False
    if stretch.isascii():
        return stretch.isprintable()
    if SIMPLE.fullmatch(stretch) is None:
        return False
    return not ("\xa0" in stretch or "\u202f" in stretch) or not _RUN.search(stretch)


class Cluster(NamedTuple):
    """One character as a reader sees it.

    Attributes:
        start, stop: where it stands, in code points of the text.
        cells: how many cells it takes, at least one.
        drawn: what is written to the terminal for it.
    """

    start: int
    stop: int
    cells: int
    drawn: str


def clusters(text: str, start: int, stop: int, within: Span | None = None) -> Iterator[Cluster]:
    r"""The clusters of `text[start:stop]`, in order; they tile it.

    Args:
        text: of the article.
        start: in code points.
        stop: in code points.
        within: the block around it, when it is a part of one: what a joiner does depends on
            its neighbours, and a row may end between the two.

    >>> [(c.start, c.stop, c.drawn) for c in clusters("a\n\n b", 0, 5)]
    [(0, 1, 'a'), (1, 4, ' '), (4, 5, 'b')]
    """
    bounds = within or Span(start, stop)
    for space in _SPACE.finditer(text, start, stop):
        yield from _solid(text, start, space.start(), bounds)
        yield Cluster(*space.span(), 1, " ")
        start = space.end()
    yield from _solid(text, start, stop, bounds)


def cells_in(word: str) -> int:
    """How many cells a stretch without spaces takes."""
    return len(word) if word.isascii() else _cells_in(word)


def _stands_alone(word: str) -> bool:
    """Whether no character of a word joins another."""
    return SIMPLE.fullmatch(word) is not None or _alone().fullmatch(word) is not None


@cache
def _alone() -> re.Pattern[str]:
    """What `_stands_alone` means, wide characters included: 3 ms that few articles need."""
    return re.compile(f"[{_SIMPLE}{_WIDE}]*")


@lru_cache(maxsize=8192)
def _cells_in(word: str) -> int:
    if _stands_alone(word):
        return sum(1 + (character >= _FIRST_WIDE) for character in word)
    return sum(cluster.cells for cluster in clusters(word, 0, len(word)))


def _solid(text: str, start: int, stop: int, within: Span) -> Iterator[Cluster]:
    """The clusters of a stretch without white space."""
    word = text[start:stop]
    if _stands_alone(word):
        for offset, character in enumerate(word, start):
            yield Cluster(offset, offset + 1, 1 + (character >= _FIRST_WIDE), character)
        return
    from wcwidth import iter_graphemes  # noqa: PLC0415 - 15 ms that few articles need

    lead = int(start > within.start and not text[start - 1].isspace())
    tail = int(stop < within.stop and not text[stop].isspace())
    shown = visible(text[start - lead : stop + tail])[lead : lead + stop - start]
    for grapheme in iter_graphemes(shown):
        cells, drawn = _drawing(grapheme)
        yield Cluster(start, start + len(grapheme), cells, drawn)
        start += len(grapheme)


@lru_cache(maxsize=8192)
def _drawing(grapheme: str) -> tuple[int, str]:
    """Cells of a grapheme, and what is drawn for it.

    What has nothing to stand on is drawn on a dotted circle. Half a flag and a skin tone
    without a person are drawn as what they stand for: terminals (and the two libraries that
    we ask) disagree about their width.
    """
    from wcwidth import wcswidth, wcwidth  # noqa: PLC0415 - as above

    first = grapheme[0]
    if _FIRST_SKIN_TONE <= first <= _LAST_SKIN_TONE:
        return 1, "\u25aa"
    drawn = grapheme[:_DRAWN_LENGTH]
    half_a_flag = _FIRST_FLAG_LETTER <= first <= _LAST_FLAG_LETTER and not (
        _FIRST_FLAG_LETTER <= grapheme[1:2] <= _LAST_FLAG_LETTER
    )
    if half_a_flag or wcwidth(first) < 1 or category(first)[0] == "M":
        letter = chr(ord("A") + ord(first) - ord(_FIRST_FLAG_LETTER)) if half_a_flag else ""
        marks = "".join(mark for mark in drawn if category(mark) == "Mn" and mark not in _STYLES)
        return 1, (letter or _DOTTED_CIRCLE) + marks
    tone = next((c for c in drawn if _FIRST_SKIN_TONE <= c <= _LAST_SKIN_TONE), "")
    if wcswidth(first + tone) > _TWO:  # no skin to tone
        drawn = drawn.replace(tone, "")
    if wcwidth(first) == _TWO:
        drawn = drawn.replace(_TEXT_STYLE, "")  # terminals draw the wide picture all the same
    cells = wcswidth(drawn)
    if category(first)[0] == "L":
        # A conjunct that a font lacks, or a terminal does not know, is drawn letter by letter
        # (tmux 3.3a): room for that, or its vowel would be covered by what follows.
        cells = max(cells, sum(category(c) == "Mc" or wcwidth(c) for c in drawn))
    return max(1, cells), drawn

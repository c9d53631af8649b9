"""What an offset counts: code points of `Article.text`, half-open, from 0.

Screen cells, UTF-16 units and offsets in the clean text exist only at the borders
that need them, and are translated there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from reader.model.values import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`[start, stop)` in code points of an article's text.

    >>> Span(4, 9).of("the quick fox")
    'quick'
    >>> len(Span(4, 9)), Span(4, 9).overlaps(Span(9, 10))
    (5, False)
    """

    start: int
    stop: int

    def __post_init__(self) -> None:
        """Refuse a span that runs backwards or starts before the text."""
        if not 0 <= self.start <= self.stop:
            msg = f"not a span: [{self.start}, {self.stop})"
            raise ValueError(msg)

    def __len__(self) -> int:
        """How many code points lie inside."""
        return self.stop - self.start

    def __bool__(self) -> bool:
        """Say that a span is a thing, even an empty one."""
        return True

    def of(self, text: str) -> str:
        """The words of the span in `text`."""
        return text[self.start : self.stop]

    def holds(self, offset: int) -> bool:
        """Whether `offset` lies inside."""
        return self.start <= offset < self.stop

    def covers(self, other: Span) -> bool:
        """Whether `other` lies inside, borders included."""
        return self.start <= other.start and other.stop <= self.stop

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.stop and other.start < self.stop

    def meet(self, other: Span) -> Span | None:
        """The stretch both share, or None."""
        start, stop = max(self.start, other.start), min(self.stop, other.stop)
        return Span(start, stop) if start < stop else None


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in reading order, those that touch or overlap as one.

    >>> joined([Span(5, 9), Span(0, 3), Span(3, 4)])
    (Span(start=0, stop=4), Span(start=5, stop=9))
    """
    whole: list[Span] = []
    for span in sorted(spans):
        if whole and span.start <= whole[-1].stop:
            whole[-1] = Span(whole[-1].start, max(whole[-1].stop, span.stop))
        else:
            whole.append(span)
    return tuple(whole)


REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# C0 without tab and newline, DEL, C1, lone surrogates: a terminal may obey them, and UTF-8
# cannot hold the last. Replaced one for one, so that no offset moves.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
# The same as bytes of UTF-8, which are looked through four times as fast: nearly every text
# has none, and a page is asked three times on its way in.
_SINGLE = bytes((*range(0x09), *range(0x0B, 0x20), 0x7F))
_DOUBLE = re.compile(b"\xc2[\x80-\x9f]")


def without_controls(text: str) -> str:
    r"""`text` with every control character and lone surrogate replaced by U+FFFD.

    >>> without_controls("a\x00b c")
    'a�b c'
    """
    return _CONTROLS.sub(REPLACEMENT, text) if _has_controls(text) else text


def encoded(text: str) -> tuple[str, bytes]:
    r"""`text` as `without_controls` makes it, and its UTF-8.

    >>> encoded("a\x00")
    ('a�', b'a\xef\xbf\xbd')
    """
    try:
        content = text.encode()
    except UnicodeEncodeError:  # a lone surrogate
        content = b""
    if len(content) < len(text) or _holds_controls(text, content):
        text = _CONTROLS.sub(REPLACEMENT, text)
        content = text.encode()
    return text, content


def count_controls(text: str) -> int:
    """How many characters `without_controls` would replace."""
    return len(_CONTROLS.findall(text)) if _has_controls(text) else 0


def _has_controls(text: str) -> bool:
    """Whether there is anything to replace."""
    try:
        content = text.encode()
    except UnicodeEncodeError:  # a lone surrogate
        return True
    return _holds_controls(text, content)


def _holds_controls(text: str, content: bytes) -> bool:
    """The same of a text whose UTF-8 is at hand."""
    if len(content.translate(None, _SINGLE)) < len(content):
        return True
    return not text.isascii() and _DOUBLE.search(content) is not None


class PassageKind(StrEnum):
    """How large a passage is: the sentence is evidence, the paragraph is read."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence or paragraph of an article's body: the unit that is linked.

    Attributes:
        id: unique among the passages linked together.
        article: the id of its article.
        span: where it stands, in code points of the article's text.
        kind: sentence or paragraph.
        index: how many passages of its kind stand before it in the body.
    """

    id: str
    article: str
    span: Span
    kind: PassageKind
    index: int

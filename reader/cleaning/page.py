"""A page as rules see it: its lines with the few things that are asked of each of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reader.cleaning.lexicon import CHROME
from reader.cleaning.reading import Draft, Element, Reading
from reader.cleaning.remembered import remembered
from reader.cleaning.stopwords import stop_share
from reader.model.article import BlockKind, BlockVerdict, Category

MAX_SEEN = 3_000  # code points of a line that are looked at: no paragraph is longer, junk may be
_SENTENCE_END = re.compile(
    "[.!?\u2026\u3002\uff01\uff1f\u061f\u06d4\u0964][\"'\u201d\u2019\u00bb)\\]*\u300d]*$"
)
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*|[_@&]")
_SIGNS = frozenset("_@&")
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
# What reads as prose: long enough to be a sentence and ended like one.
MIN_PROSE_WORDS = 11
MIN_PROSE_WIDE = 22  # characters of a script that is written without spaces
MAX_PROSE_LINKED = 0.4
MAX_PROSE_CHROME = 0.4


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, without punctuation."""
    return _WORD.findall(text.casefold())


@dataclass(frozen=True)
class Line:
    """One draft, with what rules ask of it.

    Attributes:
        index: its number in the page, from 0.
        text: its words on one line, blank space folded, cut at `MAX_SEEN`.
        length: code points of the whole of it.
        kind, level, said: see `Draft`.
        linked: the share of it that stands in links, 0..1.
        gap: how many line breaks stand before it.
        place: the element it stands in (HTML), or None.
        ending: its last code points.
    """

    index: int
    text: str
    length: int
    kind: BlockKind
    level: int
    said: Category | None
    linked: float
    gap: int
    place: Element | None
    ending: str

    @remembered
    def tags(self) -> tuple[str, ...]:
        """The tags of the elements around it, outermost first (HTML), else empty."""
        return () if self.place is None else self.place.tags

    @remembered
    def words(self) -> tuple[str, ...]:
        """Its words in lower case, without punctuation; `@`, `&` and `_` count as words."""
        return tuple(words_of(self.text))

    @remembered
    def lead(self) -> str:
        """The first letter of its words in lower case, `0` for any digit; or nothing.

        A rule whose form begins with one of a few words asks for it before it tries the form.
        """
        for word in self.words:
            if word not in _SIGNS:
                return "0" if word[0].isdecimal() else word[0]
        return ""

    @remembered
    def wide(self) -> int:
        """How many characters are of a script without spaces."""
        return 0 if self.text.isascii() else len(_WIDE.findall(self.text))

    @remembered
    def sentence(self) -> bool:
        """Whether it ends as a sentence does."""
        return _SENTENCE_END.search(self.ending) is not None

    @remembered
    def chrome(self) -> float:
        """The share of its words that the frame of a page is made of."""
        words = self.words
        if CHROME.isdisjoint(words):
            return 0.0
        return sum([word in CHROME for word in words]) / len(words)

    @remembered
    def stop(self) -> float:
        """The share of its words that are the commonest of their language."""
        return stop_share(self.words)

    @remembered
    def prose(self) -> bool:
        """Whether it reads as a sentence of an article."""
        long = len(self.words) >= MIN_PROSE_WORDS or self.wide >= MIN_PROSE_WIDE
        return (
            long
            and self.sentence
            and self.linked < MAX_PROSE_LINKED
            and self.chrome < MAX_PROSE_CHROME
            and self.said is None
        )


@dataclass(frozen=True)
class Page:
    """All lines of a source.

    Attributes:
        lines: in reading order.
        titles: titles that the source declares outside its text.
        frame: indices of lines that read as prose and are none of the article's (a note on
            cookies above the headline): they do not count as its beginning or end.
    """

    lines: tuple[Line, ...]
    titles: tuple[str, ...] = ()
    frame: frozenset[int] = frozenset()

    @remembered
    def unsaid(self) -> tuple[Line, ...]:
        """The lines of which the markup does not say what they are."""
        return tuple([line for line in self.lines if line.said is None])

    @remembered
    def first(self) -> int:
        """The index of the first line of prose; where there is none, behind the last line."""
        return next(self._prose(self.lines), len(self.lines))

    @remembered
    def last(self) -> int:
        """The index of the last line of prose; where there is none, -1."""
        return next(self._prose(reversed(self.lines)), -1)

    def _prose(self, lines: Iterable[Line]) -> Iterator[int]:
        """The indices of those lines that are prose of the article."""
        return (line.index for line in lines if line.prose and line.index not in self.frame)

    @property
    def head(self) -> tuple[Line, ...]:
        """The lines above the first prose."""
        return self.lines[: self.first] if self.last >= 0 else ()

    @property
    def foot(self) -> tuple[Line, ...]:
        """The lines below the last prose."""
        return self.lines[self.last + 1 :] if self.last >= 0 else ()

    def at(self, index: int) -> Line | None:
        """The line at `index`, or None outside the page."""
        return self.lines[index] if 0 <= index < len(self.lines) else None


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says of a line."""

    index: int
    verdict: BlockVerdict
    category: Category
    confidence: float


def junk(line: Line, category: Category, confidence: float = 0.95) -> Finding:
    """A finding: web junk."""
    return Finding(line.index, BlockVerdict.JUNK, category, confidence)


def aside(line: Line, category: Category, confidence: float = 0.9) -> Finding:
    """A finding: part of the article, shown apart from its body."""
    return Finding(line.index, BlockVerdict.ASIDE, category, confidence)


def see(reading: Reading) -> Page:
    """The page of a reading."""
    lines = []
    stop = 0
    for index, draft in enumerate(reading.drafts):
        lines.append(_line(reading.text, index, draft, stop))
        stop = draft.span.stop
    titles = tuple(field.value for field in reading.fields if field.name == "title")
    return Page(tuple(lines), titles)


def _line(text: str, index: int, draft: Draft, before: int) -> Line:
    """One draft as a line."""
    start, stop = draft.span.start, draft.span.stop
    return Line(
        index=index,
        text=" ".join(text[start : min(stop, start + MAX_SEEN)].split()),
        length=stop - start,
        kind=draft.kind,
        level=draft.level,
        said=draft.said,
        linked=draft.linked / (stop - start),
        gap=text.count("\n", before, start),
        place=draft.place,
        ending=text[max(start, stop - 8) : stop],
    )

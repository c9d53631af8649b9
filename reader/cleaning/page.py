"""A page as rules see it: its lines with the few things that are asked of each of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reader.cleaning.lexicon import CHROME
from reader.cleaning.reading import Draft, Element, Reading
from reader.cleaning.remembered import remembered
from reader.cleaning.set_phrases import topics_of
from reader.model.article import BlockKind, BlockVerdict, Category
from reader.model.stopwords import stop_share

MAX_SEEN = 3_000  # code points of a line that are looked at: no paragraph is longer, junk may be
# Full stops of all scripts: CJK, Arabic, Devanagari, Armenian, Khmer, Burmese, Ethiopic, Tibetan.
_SENTENCE_END = re.compile(
    "[.!?\u2026\u3002\uff01\uff1f\uff0e\u061f\u06d4\u0964\u0965\u0589\u17d4\u17d5\u104b\u1362\u0f0d]"
    "[\"'\u201d\u201c\u2019\u00bb\u203a)\\]*\u300d\u300f\uff09\u200f]*$"
)
# Thai and Lao have no full stop: a line of theirs that is long and ends in a letter is one.
_UNSTOPPED = re.compile("[\u0e01-\u0e4e\u0e81-\u0edf][\"'\u201d\u2019)]*$")
MIN_UNSTOPPED = 40  # code points; headlines of theirs have some 30
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*|[_@&]")
_SIGNS = frozenset("_@&")
# In ASCII without apostrophes and `_SIGNS`, whatever is no letter or digit parts words.
_APART = str.maketrans({code: " " for code in range(128) if not chr(code).isalnum()})
# Marks that stand inside words although they are no letters: accents apart from their letter,
# vowel signs of Hebrew, Arabic and India, joiners.
_MARKED = re.compile("[\u0300-\u036f\u0590-\u109f\u1780-\u17ff]")
_MARKED_LETTER = (
    r"(?:[^\W_]|[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0903"
    r"\u093a-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc-\u09d7\u0a01-\u0a03\u0a3c-\u0a51"
    r"\u0a81-\u0a83\u0abc-\u0acd\u0b01-\u0b03\u0b3c-\u0b57\u0b82\u0bbe-\u0bcd\u0c00-\u0c04"
    r"\u0c3e-\u0c56\u0c81-\u0c83\u0cbc-\u0cd6\u0d00-\u0d03\u0d3b-\u0d4d\u0d81-\u0d83\u0dca-\u0ddf"
    r"\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0f71-\u0f84\u102b-\u103e\u17b4-\u17d3\u200c\u200d])"
)
_MARKED_WORD = re.compile(rf"{_MARKED_LETTER}+(?:['\u2019]{_MARKED_LETTER}+)*|[_@&]")
# What Turkish capitals leave behind in lower case, and Arabic writes or leaves out at will.
_FOLDED = str.maketrans(
    {
        "\u0307": None, "\u0640": None, "\u0623": "\u0627", "\u0625": "\u0627", "\u0622": "\u0627",
        **dict.fromkeys(map(chr, range(0x064B, 0x0653))),
    }
)  # fmt: skip
# Scripts without spaces between words; of Hangul, which has them, a syllable is half a word.
_WIDE = re.compile(
    "[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0eff\u1000-\u109f\u1780-\u17d3]"
)
_MAX_INDENT = 60  # blanks; deeper is as good as that
# What reads as prose: long enough to be a sentence and ended like one.
MIN_PROSE_WORDS = 11
MIN_PROSE_WIDE = 22  # characters of a script that is written without spaces
# Finnish, Turkish, Kyrgyz put into one word what English says in three. In English hardly a
# line is like that (2 more of 5,048 lines of prose on the training pages).
MIN_DENSE_WORDS, MIN_DENSE = 7, 70  # words, and code points of the line
MAX_PROSE_LINKED = 0.4
MAX_PROSE_CHROME = 0.4


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, without punctuation."""
    if text.isascii():
        small = text.lower()
        if "'" in small or "_" in small or "@" in small or "&" in small:
            return _WORD.findall(small)
        return small.translate(_APART).split()
    folded = text.casefold()
    if _MARKED.search(folded) is None:
        return _WORD.findall(folded)
    return _MARKED_WORD.findall(folded.translate(_FOLDED))


def is_lower(text: str) -> bool:
    """Whether a text begins with a small letter of a script that has capitals.

    Georgian has letters that Unicode calls small, and begins its sentences with them.
    """
    return text[:1].islower() and not "\u10d0" <= text[:1] <= "\u10ff"


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
        indent: how many blanks stand before it on its line (plain text).
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
    indent: int = 0

    @remembered
    def topics(self) -> frozenset[str]:
        """What it speaks of by a set phrase of the frame of pages, in any language."""
        return topics_of(self.words)

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
        ending = self.ending
        if not ending[-1:].isalnum() and _SENTENCE_END.search(ending) is not None:
            return True
        return self.wide >= MIN_UNSTOPPED and _UNSTOPPED.search(ending) is not None

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
        words = len(self.words)
        long = (
            words >= MIN_PROSE_WORDS
            or (words >= MIN_DENSE_WORDS and self.length >= MIN_DENSE)
            or self.wide >= MIN_PROSE_WIDE
        )
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
    def in_tree(self) -> bool:
        """Whether most of it stands in elements, which say more of it than words do.

        Text and Markdown have none, and neither have pages of old, whose text stands bare in
        their body with line breaks between the paragraphs.
        """
        bare = sum([line.length for line in self.lines if line.place is None])
        return 2 * bare < sum([line.length for line in self.lines])

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
        indent=start - 1 - text.rfind("\n", max(0, start - _MAX_INDENT), start),
    )

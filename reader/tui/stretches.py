"""What stands around an offset: the word, the sentence, the paragraph, the name.

Only what is on the page counts: a stretch never leaves the block that is shown.
"""

from __future__ import annotations

import re

from reader.model.text import Span
from reader.tui.wrapping import Layout

_NEAR = 2048  # code points to either side in which words are looked for; no word is longer
_KEPT_BLOCKS = 64  # whose sentences are remembered

# Lower-case words that stand inside names ("Ludwig van Beethoven", "Bank of England").
_PARTICLES = frozenset(
    {"of", "de", "del", "della", "der", "den", "di", "da", "do", "dos", "du", "la", "le", "van"}
    | {"von", "zu", "ter", "ten", "bin", "ibn", "al", "el", "ul", "y"}
)
# Capitalised at the head of a sentence, and hardly ever a part of the name that follows.
_NO_NAMES = frozenset(
    {"the", "a", "an", "in", "on", "at", "of", "by", "for", "from", "with", "to", "as", "and"}
    | {"but", "or", "if", "when", "while", "after", "before", "since", "he", "she", "it", "we"}
    | {"they", "his", "her", "its", "their", "this", "that", "these", "those", "there", "then"}
    | {"what", "who"}
)
_JOINS = re.compile(r"[ \xa0\-–]|(?:(?<=\b[^\W\d_])|(?<=\b[^\W\d_][a-z])|(?<=\b[^\W\d_]rs))\.\s")
# Double marks only: a single one is an apostrophe too often.
_SAID = re.compile(r'"[^"]+"|[“„][^“”„]+[”“]|«[^«»]+»|»[^«»]+«|「[^「」]+」')
_POSSESSIVE = re.compile(r"['’]s\Z|['’]\Z")


class Stretches:
    """Words, sentences and paragraphs of one page.

    Args:
        layout: the page.
    """

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._sentences: dict[int, tuple[Span, ...]] = {}

    def paragraph(self, offset: int) -> Span | None:
        """The block on the page that holds the offset."""
        owner = self._layout.block_at(offset)
        return None if owner is None else self._layout.shown[owner].span

    def sentences(self, owner: int) -> tuple[Span, ...]:
        """The sentences of a block on the page; remembered, for blocks may be long."""
        found = self._sentences.get(owner)
        if found is None:
            from reader.model.boundaries import sentences  # noqa: PLC0415 - see below

            found = sentences(self._layout.text, self._layout.shown[owner].span)
            if len(self._sentences) >= _KEPT_BLOCKS:
                del self._sentences[next(iter(self._sentences))]
            self._sentences[owner] = found
        return found

    def sentence(self, offset: int) -> Span | None:
        """The sentence that holds the offset, or the one before the space it stands on."""
        owner = self._layout.block_at(offset)
        if owner is None:
            return None
        before = [span for span in self.sentences(owner) if span.start <= offset]
        return before[-1] if before else self._layout.shown[owner].span

    def words(self, owner: int, offset: int) -> tuple[Span, ...]:
        """The words of a block on the page that stand near an offset."""
        block = self._layout.shown[owner].span
        start = max(block.start, offset - _NEAR)
        stop = min(block.stop, offset + _NEAR)
        # 10 ms of the first step by words, instead of the first picture.
        from reader.model.boundaries import words  # noqa: PLC0415 - loaded when wanted

        return words(self._layout.text, Span(start, max(start, stop)))

    def word(self, offset: int) -> Span | None:
        """The word that holds the offset, or the nearest one in its block."""
        owner = self._layout.block_at(offset)
        if owner is None:
            return None
        near = self.words(owner, offset)
        return min(near, key=lambda span: _distance(span, offset), default=None)

    def name(self, offset: int) -> Span | None:
        """The run of capitalised words at the offset, or the word where there is none.

        Titles and initials join ("J. Smith"), so do particles between capitalised words;
        a possessive ending does not belong, nor does the article a sentence opens with.
        """
        owner = self._layout.block_at(offset)
        word = self.word(offset)
        if owner is None or word is None:
            return word
        near = self.words(owner, offset)
        here = near.index(word)
        if not self._is_capital(word):
            return self._bare(word)
        first = last = here
        while (further := self._joined(near, last, 1)) is not None:
            last = further
        while (further := self._joined(near, first, -1)) is not None:
            first = further
        while first < here and near[first].of(self._layout.text).casefold() in _NO_NAMES:
            first += 1
        return self._bare(Span(near[first].start, near[last].stop))

    def quoted(self, offset: int) -> Span | None:
        """What is said between quotation marks around the offset, or next in its paragraph."""
        found = self.quotation(offset)
        return None if found is None else Span(found.start + 1, found.stop - 1)

    def quotation(self, offset: int) -> Span | None:
        """The same with the quotation marks; a mark that is never closed ends with its block."""
        block = self.paragraph(offset)
        if block is None:
            return None
        said = [
            Span(block.start + each.start(), block.start + each.end())
            for each in _SAID.finditer(block.of(self._layout.text))
        ]
        return next((span for span in said if span.stop > offset), None)

    def grown(self, span: Span | None, offset: int) -> Span | None:
        """The next larger of word, sentence and paragraph around the offset."""
        for stretch in (self.word(offset), self.sentence(offset), self.paragraph(offset)):
            if stretch is None:
                continue
            if span is None or (stretch.covers(span) and stretch != span):
                return stretch
        return span

    def _is_capital(self, word: Span) -> bool:
        return self._layout.text[word.start].isupper()

    def _joined(self, near: tuple[Span, ...], index: int, step: int) -> int | None:
        """The index of the next word of the same name in a direction, or None."""
        further = index + step
        for _ in range(3):  # at most two particles in a row ("de la")
            if not 0 <= further < len(near) or not self._touch(near, further, further - step):
                return None
            if self._is_capital(near[further]):
                return further
            if near[further].of(self._layout.text) not in _PARTICLES:
                return None
            further += step
        return None

    def _touch(self, near: tuple[Span, ...], one: int, other: int) -> bool:
        before, after = sorted((near[one], near[other]))
        between = _JOINS.match(self._layout.text, before.stop, after.start)
        if between is None or between.end() != after.start:
            return False
        return not _POSSESSIVE.search(before.of(self._layout.text))

    def _bare(self, span: Span) -> Span:
        """A name without its possessive ending."""
        ending = _POSSESSIVE.search(span.of(self._layout.text))
        return span if ending is None else Span(span.start, span.start + ending.start())


def _distance(span: Span, offset: int) -> int:
    if span.holds(offset):
        return 0
    return span.start - offset if offset < span.start else offset - span.stop + 1

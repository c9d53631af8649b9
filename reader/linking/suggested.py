"""Names of an article that may be marked as entities: for a person to accept, one by one.

Runs of capitalised words are found by `mentions`; here they are cut to what an annotator would
mark (no peoples' names, no first word of a compound, no point), words that are names elsewhere
are found in headlines and at the head of sentences, and each is given a kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from reader.linking.mentions import CALENDAR, TITLES, Name, names, parts, standing
from reader.linking.name_kinds import Known, Sighting, kinds
from reader.linking.name_words import (
    AFTERS,
    BODIES,
    DIRECTIONS,
    MONTHS,
    OFFICES,
    SHOUTED,
    WHOLE,
    atlas,
)
from reader.linking.passages import cut_body
from reader.model.article import Block, BlockKind, BlockVerdict, Category
from reader.model.entity import SuggestedEntity
from reader.model.link import LinkEnd
from reader.model.text import Passage, Span

# Half of the longer words of a headline in title case are capitalised; of a sentence, a tenth.
TITLE_CASE = 0.5
_LONGER = 4  # letters
_PIECE = re.compile(r"[^/\n]+")
_COMPOUND = re.compile(r"[^\W\d_]+[-‐‑][a-z]\w*\Z")
_INITIALS = re.compile(r"(?:[A-Z]\.){2,}")
_BEFORE = re.compile(r"(?<!\w)([A-Z][a-z]+) \Z")
_NEAR = 32  # code points in which the word before a name begins
_WORD = re.compile(r"(?<![\w@.\-‐‑])[^\W\d_][^\W_]+")
_LOWER_NAME = re.compile(r"[a-z]{2,} [a-z]{3,}\Z")
_QUOTES = frozenset("\"“„«‘'")
_OUTSIDE = frozenset({Category.DATE, Category.CONTACT})


def suggested(
    article: str, text: str, seen: Iterable[Sighting], known: Known | None = None
) -> tuple[SuggestedEntity, ...]:
    """What each name of an article may name, in reading order.

    Args:
        article: its id.
        text: all of it.
        seen: its names.
        known: how often annotators marked a spelling as what.
    """
    seen = tuple(seen)
    told = kinds(seen, text, known or {})
    every = sorted((span, each.form) for each in seen for span in each.spans)
    return tuple(
        SuggestedEntity(LinkEnd(article, span, span.of(text)), *told[form]) for span, form in every
    )


def sightings(text: str, blocks: Sequence[Block]) -> tuple[Sighting, ...]:
    """The names of an article by their spelling.

    Args:
        text: all of it.
        blocks: of the article, with flips applied; junk is not read.
    """
    article = ""
    read = [block for block in blocks if block.verdict is not BlockVerdict.JUNK]
    credited = [b.span for b in read if b.category is Category.CREDIT]
    headlines: list[Span] = []
    running: list[Span] = []
    for block in read:
        if block.category is not Category.CREDIT:
            (headlines if _is_headline(block, text) else running).append(block.span)
    passages = cut_body(article, text, running)
    found = _Seen(text)
    for name in _kept(names({article: text}, passages), text, passages):
        for place in name.places:
            for span in _trimmed(place.span, text):
                found.add(span, title=next(iter(name.roles), ""))
    for span in credited:
        _credit(span, text, found)
    _elsewhere(headlines, text, found)
    _known_places((b.span for b in read if b.category not in _OUTSIDE), text, found)
    return tuple(found.seen.values())


class _Seen:
    """Names by their spelling, none over another."""

    def __init__(self, text: str) -> None:
        self.seen: dict[str, Sighting] = {}
        self._text = text
        self._taken = bytearray(len(text))

    def add(self, span: Span, *, title: str = "", credited: bool = False) -> None:
        """Take a name in, unless another stands there."""
        if not len(span) or any(self._taken[span.start : span.stop]):
            return
        self._taken[span.start : span.stop] = b"\x01" * len(span)
        form = " ".join(span.of(self._text).split())
        each = self.seen.setdefault(form, Sighting(form))
        each.spans.append(span)
        each.title = each.title or title
        each.credited = each.credited or credited


def _is_headline(block: Block, text: str) -> bool:
    """Whether capitals tell nothing in it: a headline in title case, a line of capitals."""
    heading = block.kind is BlockKind.HEADING or block.category is Category.TITLE
    words = [word for word in _WORD.findall(block.span.of(text)) if len(word) >= _LONGER]
    if not words:
        return False
    if all(word.isupper() for word in words):
        return len(words) > 1
    return heading and sum(word[0].isupper() for word in words) / len(words) >= TITLE_CASE


def _kept(found: Mapping[str, Name], text: str, passages: Sequence[Passage]) -> Iterator[Name]:
    """Names without single words whose capital only the head of a sentence gave them."""
    heads = {passage.span.start for passage in passages}

    def opens(start: int) -> bool:
        return start in heads or text[start - 1 : start] in _QUOTES

    alone = {
        form
        for form, name in found.items()
        if any(not opens(place.span.start) for place in name.places)
    }
    lasts = {
        name.parts[-1]
        for name in found.values()
        if len(name.parts) > 1 and not {part.casefold() for part in name.parts} & BODIES
    }
    for form, name in found.items():
        if len(name.parts) > 1 or form in alone or form in lasts or form in atlas().places:
            yield name


def _trimmed(span: Span, text: str) -> Iterator[Span]:
    """What an annotator would mark of a run of capitalised words; nothing, or several."""
    form = span.of(text)
    cut = _cut(form)
    if cut is not None:
        yield from _trimmed(Span(span.start, span.start + cut[0]), text)
        yield from _trimmed(Span(span.start + cut[1], span.stop), text)
        return
    first, blank, rest = form.partition(" ")
    of_state = first == "State" and " " in rest and text.endswith("Secretary of ", 0, span.start)
    if _COMPOUND.match(first) or (rest and first.casefold() in OFFICES) or of_state:
        if rest:  # Oil-rich Kuwait
            yield from _trimmed(Span(span.start + len(first) + len(blank), span.stop), text)
        return
    head, _, last = form.rpartition(" ")
    if last.casefold() in AFTERS:
        yield from _trimmed(Span(span.start, span.start + len(head)), text) if head else ()
        return
    if text[span.start - 1 : span.start] == "@" or _is_none(form):
        return
    initials = _INITIALS.match(text, span.start)
    if initials is not None and initials.end() >= span.stop:
        yield Span(*initials.span())
        return
    before = _BEFORE.search(text, max(0, span.start - _NEAR), span.start)
    title = before is not None and before[1].casefold() in TITLES
    if before is not None and title and parts(form)[0].casefold() in BODIES:  # Justice Department
        span = Span(before.start(1), span.stop)
    yield span


def _cut(form: str) -> tuple[int, int] | None:
    """Where a run is two names: the end of the first, the start of the second."""
    if {part.casefold() for part in parts(form)} & BODIES:
        return None
    for joint in (" for ", " of ", " in "):  # somebody for an agency; a president of a country
        one, found, other = form.partition(joint)
        known = {part for part in parts(other) if part.casefold() not in DIRECTIONS}
        named = joint == " for " or (" " in one and known <= atlas().places)
        if found and other and named:
            return len(one), len(one) + len(joint)
    return None


def _is_none(form: str) -> bool:
    """Whether capitalised words name a people, a month, a direction, or nothing."""
    own = parts(form)
    low = {part.casefold() for part in own}
    peoples, places = atlas().peoples, atlas().places
    if any(part in peoples for part in own) and all(
        part in peoples or part.casefold() in DIRECTIONS for part in own
    ):
        return True
    if low <= SHOUTED or low <= CALENDAR | MONTHS or len(form) == 1 or "_" in form:
        return True
    return len(low) == 1 and low <= DIRECTIONS and form not in places


def _credit(span: Span, text: str, found: _Seen) -> None:
    """Who is named in a credit line: somebody first, then agencies."""
    for number, piece in enumerate(_PIECE.finditer(text, span.start, span.stop)):
        form = piece[0].strip()
        if not form:
            continue
        start = piece.start() + piece[0].index(form)
        place = Span(start, start + len(form))
        if form[0].isupper() or (number == 0 and _LOWER_NAME.match(form)):
            found.add(place, credited=number > 0)


def _elsewhere(spans: Iterable[Span], text: str, found: _Seen) -> None:
    """Names of the running text where they stand in headlines."""
    spellings = list(found.seen)
    for span in spans:
        words = span.of(text)
        there = [each for each in spellings if each.split()[0] in words]
        for place in standing(there, words):
            found.add(Span(span.start + place.start, span.start + place.stop))


def _known_places(spans: Iterable[Span], text: str, found: _Seen) -> None:
    """Countries, cities and what is known by its whole name, wherever no other name is."""
    places = atlas().places
    for span in spans:
        for match in _WORD.finditer(text, span.start, span.stop):
            word = match[0]
            if word in places or (word[0].isupper() and word.casefold() in WHOLE):
                found.add(Span(*match.span()))

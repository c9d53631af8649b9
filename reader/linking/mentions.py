"""Names as they stand in texts: capitalised words in a row, without titles and days."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reader.linking.spellings import letters
from reader.model.boundaries import sentences, words
from reader.model.link import LinkEnd
from reader.model.text import Passage, PassageKind, Span


def set_of(listed: str) -> frozenset[str]:
    """Words written in a row."""
    return frozenset(listed.split())


TITLES = set_of(
    "president vice premier prime minister chancellor king queen prince princess emperor pope "
    "bishop archbishop patriarch imam sheikh ayatollah mr mrs ms miss dr prof professor sir "
    "lord lady dame senator congressman congresswoman representative deputy speaker chairman "
    "chairwoman chair chief secretary general colonel major captain lieutenant sergeant admiral "
    "marshal judge justice governor mayor ambassador spokesman spokeswoman spokesperson leader "
    "director officer inspector commissioner detective herr frau monsieur madame señor señora "
    "don doña pm ceo mp"
)
CALENDAR = set_of(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june "
    "july august september october november december jan feb mar apr jun jul aug sep sept oct "
    "nov dec easter christmas ramadan"
)
# Words that begin sentences and quotations, and are no names wherever they stand.
_NEVER = set_of(
    "i i'm i've i'd i'll the a an this that these those it its he she they we you his her their "
    "our my and but or if in on at for from to of by with as so no not yes what who when where "
    "why how there here after before while since because although though however meanwhile both "
    "also according then later now still even only just once again soon earlier today yesterday "
    "tomorrow tonight all some many most more other another each every such under over during "
    "between among against until unless despite about instead perhaps maybe well oh ok please "
    "thank thanks"
)
_JOINS = set_of("of for bin ibn al el ul de del der di da dos du la le van von y")
_WIDER = set_of("and in")  # only after `of` or `for`: Board for Wind and Rain
_SPEECH = set_of("said says told added adds tweeted wrote warned announced asked")
_POSSESSIVE = re.compile(r"['’][sS]?\Z")
_BETWEEN = re.compile(r"[ \u00a0/]|\s{1,2}|\. ?")
_INNER_CAPITAL = re.compile(r"[-‐‑][^\W\d_a-z]")  # Ata-Meken
_PARTS = re.compile(r"[\s/\-‐‑]+")
_BEFORE = re.compile(r"([^\W\d_][\w'’-]*) \Z")
MOST_WORDS = 9
LONGEST_WORD = 40  # code points


@dataclass(slots=True)
class Name:
    """One spelling over all texts.

    Attributes:
        form: as it is written, blanks folded.
        places: where, in reading order.
        articles: how often by article.
        roles: titles and words of office before it.
        person: how often a title stands before it, or a word of speech beside it.
    """

    form: str
    places: list[LinkEnd] = field(default_factory=list)
    articles: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    person: int = 0

    @property
    def parts(self) -> tuple[str, ...]:
        """Its words that carry a capital, joined ones apart."""
        return parts(self.form)

    @property
    def count(self) -> int:
        """How often it stands anywhere."""
        return len(self.places)


def parts(form: str) -> tuple[str, ...]:
    """The words of a name that are its own.

    >>> parts("Board for Wind and Rain in Wessex/Ata-Meken")
    ('Board', 'Wind', 'Rain', 'Wessex', 'Ata', 'Meken')
    """
    every = _PARTS.split(form)
    return tuple(each for each in every if each and each not in _JOINS | _WIDER)


@dataclass(frozen=True, slots=True)
class _Word:
    span: Span
    form: str
    opens: bool  # first of a sentence or a quotation

    @property
    def low(self) -> str:
        return self.form.casefold().replace("’", "'")

    @property
    def capital(self) -> bool:
        return self.form[0].isupper()


def names(texts: Mapping[str, str], passages: Sequence[Passage]) -> dict[str, Name]:
    """Every name of the passages by its spelling, in reading order.

    Args:
        texts: the text of each article by its id.
        passages: where to look.
    """
    read = [
        (passage.article, _words(texts[passage.article], span))
        for passage in passages
        for span in _sentences(texts[passage.article], passage)
    ]
    inside: set[str] = set()
    lower: set[str] = set()
    for _, row in read:
        for word in row:
            if word.capital and not word.opens:
                inside.add(word.low)
            elif not word.capital:
                lower.add(word.form)
    found: dict[str, Name] = defaultdict(lambda: Name(""))
    for article, row in read:
        text = texts[article]
        for start, stop in _runs(row, text, inside, lower):
            form = " ".join(text[row[start].span.start : row[stop - 1].span.stop].split())
            name = found[form]
            name.form = form
            span = Span(row[start].span.start, row[stop - 1].span.stop)
            name.places.append(LinkEnd(article, span, span.of(text)))
            name.articles[article] += 1
            _note_person(name, row, start, stop)
    return dict(found)


def _sentences(text: str, passage: Passage) -> tuple[Span, ...]:
    if passage.kind is PassageKind.SENTENCE:
        return (passage.span,)
    return sentences(text, passage.span)


def _words(text: str, span: Span) -> list[_Word]:
    row: list[_Word] = []
    for place in words(text, span):
        form = _POSSESSIVE.sub("", place.of(text))
        before = text[max(0, place.start - 1) : place.start]
        opens = not row or before in {'"', "“", "„", "«", "‘", "'"}
        row.append(_Word(Span(place.start, place.start + len(form)), form, opens))
    return row


def _runs(
    row: Sequence[_Word], text: str, inside: set[str], lower: set[str]
) -> Iterator[tuple[int, int]]:
    """Names of a sentence: first word and the one after the last."""
    at = 0
    while at < len(row):
        if not _begins(row[at]):
            at += 1
            continue
        stop = at + 1
        while stop < len(row) and stop - at < MOST_WORDS:
            reach = _reach(row, text, at, stop)
            if not reach:
                break
            stop += reach
        start = at
        at = stop
        for index in range(start, stop):  # what stands before a title is whose title it is
            if row[index].low in TITLES:
                start = index + 1
        while start < stop and (not row[start].capital or _common(row, start, stop, inside, lower)):
            start += 1
        while stop > start and not row[stop - 1].capital:
            stop -= 1
        if start < stop:
            yield start, stop


def _begins(word: _Word) -> bool:
    low = word.low
    return word.capital and low not in _NEVER and low not in CALENDAR


def _reach(row: Sequence[_Word], text: str, start: int, stop: int) -> int:
    """How many words the name goes on: 0, 1, or 2 by way of a word such as `of`."""
    if not _joined(text, row[stop - 1], row[stop]):
        return 0
    word = row[stop]
    if _begins(word) and not word.opens:
        return 1
    wider = any(row[index].form in {"of", "for"} for index in range(start, stop))
    joins = word.form in _JOINS or (wider and word.form in _WIDER)
    following = row[stop + 1] if stop + 1 < len(row) else None
    if joins and following is not None and _joined(text, word, following) and _begins(following):
        return 2
    return 0


def _joined(text: str, one: _Word, other: _Word) -> bool:
    """Whether only a blank or a slash stands between two words; a point after an initial."""
    between = text[one.span.stop : other.span.start]
    if not _BETWEEN.fullmatch(between):
        return False
    return "." not in between or len(one.form) == 1 or one.low in TITLES


def _common(row: Sequence[_Word], start: int, stop: int, inside: set[str], lower: set[str]) -> bool:
    """Whether a word that opens a sentence is capitalised for that alone."""
    word = row[start]
    if not word.opens or word.low in inside or _INNER_CAPITAL.search(word.form):
        return False
    return stop - start == 1 or word.low in lower or word.low in _NEVER


def _note_person(name: Name, row: Sequence[_Word], start: int, stop: int) -> None:
    before = row[start - 1].low if start else ""
    after = row[stop].low if stop < len(row) else ""
    if before in TITLES:
        name.roles[before] += 1
    if before in TITLES or before in _SPEECH or after in _SPEECH:
        name.person += 1


def standing(spellings: Sequence[str], text: str) -> tuple[Span, ...]:
    """Where a thing is named by any of its spellings, the longest first where they overlap.

    A spelling of one word is passed over where it ends somebody else's full name.

    >>> text = "President Quill met Ada Quill. Quill left."
    >>> [span.start for span in standing(["Quill", "Bo Quill"], text)]
    [10, 31]
    """
    found: list[Span] = []
    taken = bytearray(len(text))
    for spelling in sorted(set(spellings), key=lambda each: (-len(each), each)):
        body = r"\s+".join(map(re.escape, spelling.split()))
        for match in re.finditer(rf"(?<!\w){body}(?!\w)", text):
            span = Span(*match.span())
            if any(taken[span.start : span.stop]):
                continue
            if " " not in spelling and _ends_a_name(text, span.start):
                continue
            taken[span.start : span.stop] = b"\x01" * len(span)
            found.append(span)
    return tuple(sorted(found))


def _ends_a_name(text: str, start: int) -> bool:
    """Whether a capitalised word that is no title stands right before, inside a sentence."""
    before = _BEFORE.search(text, max(0, start - LONGEST_WORD), start)
    if before is None or not before[1][0].isupper():
        return False
    low = before[1].casefold()
    if low in TITLES or low in CALENDAR or low in _NEVER:
        return False
    return bool(before[1][1:])


def key(form: str) -> str:
    """The letters of a whole name.

    >>> key("Ata-Meken") == key("Ata Meken")
    True
    """
    return letters(form)

"""What a name may name: person, place, organisation or something else, and why.

Rules in order, the first that speaks wins: what annotators said of the spelling, the words of
the name itself, then the words beside it wherever it stands in the article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from reader.linking.mentions import TITLES, parts
from reader.linking.name_words import (
    BODIES,
    BODY_NOUNS,
    DIRECTIONS,
    HAPPENED,
    HAPPENINGS,
    OF_BODIES,
    OUTLETS,
    PEOPLE,
    SITES,
    SPEECH,
    TOWNS,
    WHERE,
    WHOLE,
    atlas,
)
from reader.model.entity import EntityKind
from reader.model.text import Span

Told = tuple[EntityKind, str]
Known = Mapping[str, Mapping[EntityKind, int]]  # by spelling: how often it was marked as what

_LOOK = 60  # code points on each side in which words are read
_NEXT = 3  # words after a name in which a noun may say what it is
_SEVERAL = 2  # words of a person's name at least
_MOST = 4  # and at most
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_ACRONYM = re.compile(r"[A-Z]{2,6}\Z|(?:[A-Z]\.){2,}\Z")
_AGE = re.compile(r", \d{1,3},")
_DESCRIBED = re.compile(r"(?:['’]s)?,? (?:the|an?) ((?:[\w-]+ ){0,4}[\w-]+)")
_JUNIOR = frozenset({"Sr", "Jr", "II", "III"})
_FAMILIES = re.compile(
    r"\w{3,}(?:ov|ev|ova|eva|sky|skaya|ski|enko|yan|dze|shvili|vich|sson|uulu)\Z"
)
_LANDS = re.compile(r"\w{2,}(?:stan|land|burg|grad|abad|ville|shire)\Z")
PERSON, PLACE = EntityKind.PERSON, EntityKind.PLACE
BODY, OTHER = EntityKind.ORGANISATION, EntityKind.OTHER


@dataclass(slots=True)
class Sighting:
    """A spelling over one article.

    Attributes:
        form: as it is written, blanks folded.
        spans: where it stands.
        title: a title before it somewhere, or nothing.
        credited: whether it stands in a credit line after a slash.
    """

    form: str
    spans: list[Span] = field(default_factory=list)
    title: str = ""
    credited: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """Its words that carry a capital."""
        return parts(self.form) or (self.form,)


def kinds(seen: Iterable[Sighting], text: str, known: Known) -> dict[str, Told]:
    """What each spelling may name, and why.

    Args:
        seen: the names of one article.
        text: of the article.
        known: how often annotators marked a spelling as what.
    """
    seen = list(seen)
    found: dict[str, Told] = {}
    people: set[str] = set()
    for each in sorted(seen, key=lambda one: -len(one.words)):  # full names before surnames
        told = _said(each, known) or _itself(each) or _surname(each, people) or _beside(each, text)
        found[each.form] = told or _shape(each)
        if found[each.form][0] is PERSON:
            people.update([w for w in each.words if w not in _JUNIOR][-1:])
    _joined(seen, text, found)
    return found


def _said(each: Sighting, known: Known) -> Told | None:
    """What annotators marked the spelling as, most often."""
    counts = Counter(known.get(each.form, {})).most_common(1)
    return None if not counts else (counts[0][0], f"marked so {_times(counts[0][1])} before")


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def _itself(each: Sighting) -> Told | None:
    """What the name's own words say, or a title before it."""
    return next((told for rule in _OWN if (told := rule(each)) is not None), None)


def _whole(each: Sighting) -> Told | None:
    whole = WHOLE.get(each.form.casefold())
    if whole is not None:
        return EntityKind(whole), "known by its name"
    return (PLACE, "a country or city") if each.form in atlas().places else None


def _titled(each: Sighting) -> Told | None:
    return (PERSON, f"after the title “{each.title}”") if each.title else None


def _by_a_word(each: Sighting) -> Told | None:
    low = [word.casefold() for word in each.words]
    for words, kind in ((BODIES, BODY), (HAPPENINGS, OTHER), (SITES, PLACE)):
        said = next((word for word in reversed(low) if word in words), None)
        if said is not None and (len(low) > 1 or kind is BODY):
            return kind, f"by the word “{said}”"
    return None


def _by_an_end(each: Sighting) -> Told | None:
    first, last = each.words[0], each.words[-1]
    if each.form.startswith(("U.S. ", "U.K. ", "EU ", "UN ")):
        return BODY, f"by “{first}”"
    if last in _JUNIOR:
        return PERSON, f"by “{last}”"
    if first.casefold() in DIRECTIONS and len(each.words) > 1:
        return PLACE, f"by the word “{first}”"
    return None


def _by_a_place(each: Sighting) -> Told | None:
    inside = any(word in atlas().places for word in each.words)
    return (BODY, "a country's or city's name in its own") if inside else None


def _by_letters(each: Sighting) -> Told | None:
    if each.credited:
        return BODY, "in a credit line"
    return (BODY, "capital letters alone") if _ACRONYM.match(each.form) else None


_OWN = (_whole, _titled, _by_a_word, _by_an_end, _by_a_place, _by_letters)


def _surname(each: Sighting, people: set[str]) -> Told | None:
    alone = len(each.words) == 1 and each.form in people
    return (PERSON, "the surname of a full name") if alone else None


def _beside(each: Sighting, text: str) -> Told | None:
    """What stands before and after the name, the kind that is said most often."""
    votes: dict[EntityKind, list[str]] = {}
    for span in each.spans:
        before = text[max(0, span.start - _LOOK) : span.start]
        after = text[span.stop : span.stop + _LOOK]
        for tell in (_before, _after):
            told = tell(before if tell is _before else after, len(each.words))
            if told is not None:
                votes.setdefault(told[0], []).append(told[1])
    if not votes:
        return None
    kind = max(votes, key=lambda one: len(votes[one]))
    return kind, votes[kind][0]


def _before(before: str, size: int) -> Told | None:
    words = _WORD.findall(before.casefold()) if before[-1:].isspace() else []
    if not words:
        return None
    last, again = words[-1], (words[-2] if len(words) > 1 else "")
    if (last in PEOPLE or last in OF_BODIES) and size > 1:
        return PERSON, f"after “{last}”"
    if last in BODY_NOUNS:
        return BODY, f"after “{last}”"
    if before.rstrip()[-1:] == ",":
        return None
    where = again if last == "of" and again in TOWNS else last
    if where in TOWNS or (where in WHERE and size <= _SEVERAL):
        return PLACE, f"after “{where}”"
    return None


def _after(after: str, size: int) -> Told | None:
    told = _described(after) if size > 1 else None
    if told is not None or after[:1] != " ":
        return told
    words = re.split(r"[,.;:]", after, maxsplit=1)[0].split()[:_NEXT] or [""]
    first = words[0]
    noun = next((word for word in words if word in BODY_NOUNS), first)
    for words_of, word, kind, so in (
        (BODY_NOUNS | OF_BODIES, noun, BODY, True),
        (HAPPENED, first, PLACE, True),
        (SPEECH, first, PERSON, size > 1),
        (OUTLETS, first, BODY, size == 1),
    ):
        if so and word in words_of:
            return kind, f"before “{word}”"
    return None


def _described(after: str) -> Told | None:
    """What a person is called after a comma: an age, or `a former …`."""
    if _AGE.match(after):
        return PERSON, "with an age"
    described = _DESCRIBED.match(after)
    said = set() if described is None else set(_WORD.findall(described[1].casefold()))
    noun = min(said & (PEOPLE | TITLES), default=None)
    return None if noun is None else (PERSON, f"called “{noun}”")


def _shape(each: Sighting) -> Told:
    """What its form makes likely, where nothing else speaks."""
    if _LANDS.match(each.words[-1]):
        return PLACE, "by its ending"
    if _SEVERAL <= len(each.words) <= _MOST:
        return PERSON, "two names in a row"
    if _FAMILIES.match(each.form):
        return PERSON, "by its ending"
    return OTHER, "nothing tells what it names"


def _joined(seen: Sequence[Sighting], text: str, found: dict[str, Told]) -> None:
    """A name in brackets after another, or joined to one that is sure, is of its kind."""
    ends = {span.stop: each.form for each in seen for span in each.spans}
    for each in seen:
        for span in each.spans:
            for joint in (" (", " and "):
                one = ends.get(span.start - len(joint))
                if one is None or text[span.start - len(joint) : span.start] != joint:
                    continue
                if found[each.form][1] in _GUESSED and found[one][1] not in _GUESSED:
                    found[each.form] = found[one][0], f"beside “{one}”"


_GUESSED = frozenset({"two names in a row", "nothing tells what it names"})

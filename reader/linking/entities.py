"""Spellings that may name one thing, over all articles: suggestions for a person to judge.

Precision before recall. A surname alone joins a full name only where no second person of that
surname is known; two full names are one only where every word is one; an article that writes
both spellings has two things in mind. Aliases that no spelling gives away ("White House",
"the palace") are for people to make.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from reader.linking.mentions import Name, key, names, set_of
from reader.linking.spellings import NEAR, letters, likeness, sounds
from reader.model.entity import Candidate
from reader.model.text import Passage

FULL = 2  # words of a full name at least
MOST_FULL = 3  # and at most: more are an institution
FIRST_SLACK = 0.02  # of likeness, for a first name beside a surname in another transcription
SEVERAL = 3  # words of its own that an institution's name has at least
MORE = 2  # words that a longer form of it may have more
ALONE = 5  # letters of a single word that may be another one's spelling
ALONE_NEAR = 0.9  # likeness of it: Lucky is no Locke
MIDDLE, SURNAME, BODY, WORDS = 0.9, 0.8, 0.75, 0.7  # scores of what is no likeness
# One body by two translations: an election committee, an election commission.
BODIES = set_of("committee commission council board agency service bureau")
INSTITUTIONS = BODIES | set_of(
    "ministry department court authority party union parliament assembly senate congress "
    "institute organization organisation association federation office centre center"
)
_PLACED = set_of(
    "north south east west northern southern eastern western central new old upper lower great "
    "greater united saint st san santa los las el al republic democratic"
)
_SILENT = str.maketrans("", "", "aeiouyEhXJgkGCS")
_MERGED = str.maketrans({"z": "s", "c": "s", "t": "d", "b": "p", "v": "f"})

Judged = tuple[float, tuple[str, ...]] | None


def candidates(
    texts: Mapping[str, str],
    passages: Sequence[Passage],
    known: Iterable[Sequence[str]] = (),
) -> tuple[Candidate, ...]:
    """Pairs of spellings that may be one, the surest first.

    Args:
        texts: the text of each article by its id.
        passages: where to look for names.
        known: the spellings of each thing that people named. Two of one thing are settled, and
            so are two of different things.
    """
    found = names(texts, passages)
    families = _Families(found)
    settled = {form: number for number, group in enumerate(known) for form in group}
    judged: dict[tuple[str, str], tuple[float, tuple[str, ...]]] = {}
    for one, other in _near(found):
        pair = _main_first(found[one], found[other])
        if one in settled and other in settled:
            continue
        said = _judge(*pair, families)
        if said is not None:
            judged[pair[0].form, pair[1].form] = said
    made = [
        Candidate(
            a,
            b,
            round(score, 3),
            reasons,
            found[a].places[0],
            found[b].places[0],
            found[a].count,
            found[b].count,
        )
        for (a, b), (score, reasons) in judged.items()
    ]
    return tuple(sorted(made, key=lambda each: (-each.score, each.a, each.b)))


def _main_first(one: Name, other: Name) -> tuple[Name, Name]:
    """The fuller name first, then the more used one."""
    ranked = sorted((one, other), key=lambda n: (-len(n.parts), -n.count, n.form))
    return ranked[0], ranked[1]


def _near(found: Mapping[str, Name]) -> Iterator[tuple[str, str]]:
    """Pairs worth a look: those that share a key of some kind."""
    shelves: dict[object, list[str]] = defaultdict(list)
    holders: dict[str, set[str]] = defaultdict(set)
    for form, name in found.items():
        own = name.parts
        if not own:
            continue
        shelves[key(form)].append(form)
        shelves[len(own), _skeleton(own[-1])].append(form)
        if len(own) <= MOST_FULL:
            shelves["last", _skeleton(own[-1])].append(form)
        if len(own) >= SEVERAL:
            plain = [letters(part) for part in own]
            for index, part in enumerate(plain):
                holders[part].add(form)
                if part in BODIES:
                    shelves[*plain[:index], "", *plain[index + 1 :]].append(form)
    seen: set[tuple[str, str]] = set()
    for shelf in shelves.values():
        seen.update(combinations(sorted(set(shelf)), 2))
    for form, name in found.items():
        if len(name.parts) >= SEVERAL:
            wider = set.intersection(*(holders[letters(part)] for part in name.parts)) - {form}
            seen.update((min(form, each), max(form, each)) for each in wider)
    yield from sorted(seen)


def _skeleton(word: str) -> str:
    """The consonants that no transcription changes."""
    return sounds(word).translate(_SILENT).translate(_MERGED)


def _judge(a: Name, b: Name, families: _Families) -> Judged:
    """Whether two names may be one, and why."""
    if key(a.form) == key(b.form):
        # WASHINGTON is nothing to ask about, and neither is a word that is written small.
        asked = a.form.casefold() != b.form.casefold() and "Us" not in {a.form, b.form}
        return (1.0, ("the same letters",)) if asked else None
    if set(a.articles) & set(b.articles) and not _short_form(a, b):
        return None
    one, other = a.parts, b.parts
    if len(one) == len(other):
        return _same_length(a, b, families)
    if len(other) == 1:
        return _surname(a, b, families) if len(one) <= MOST_FULL else None
    if len(one) == MOST_FULL and len(other) == FULL and families.middle(a, b):
        return MIDDLE, ("with a middle name", *_roles(a, b))
    return _institution(a, b)


def _institution(a: Name, b: Name) -> Judged:
    """Whether the words of a body are those of a longer form of its name, in any order."""
    if "/" in a.form and key(b.form) in map(key, a.form.split("/")):
        return WORDS, ("one of the two names",)
    more, fewer = ({letters(part) for part in each.parts} for each in (a, b))
    extra = more - fewer
    whole = len(fewer) >= SEVERAL and fewer <= more and len(extra) <= MORE
    if whole and fewer & INSTITUTIONS and not extra & INSTITUTIONS:
        return WORDS, ("the same words and more",)
    return None


def _short_form(a: Name, b: Name) -> bool:
    """Whether one article may well use both: a full name, then a part of it."""
    return len(a.parts) > len(b.parts)


def _same_length(a: Name, b: Name, families: _Families) -> Judged:
    one, other = a.parts, b.parts
    pairs = list(zip(one, other, strict=True))
    if len(one) >= SEVERAL:
        apart = [pair for pair in pairs if letters(pair[0]) != letters(pair[1])]
        if len(apart) == 1 and {letters(part) for part in apart[0]} <= BODIES:
            return BODY, ("one body by two translations",)
    alike = [likeness(x, y) for x, y in pairs]
    near = min(alike)
    # Yelena, Elena: beside a surname that is transcribed otherwise, too, a little more is let go.
    slack = FIRST_SLACK if len(one) > 1 and letters(one[-1]) != letters(other[-1]) else 0.0
    if min(alike[-1], near + slack) < NEAR:
        return None
    if len(one) == 1:
        if near < ALONE_NEAR or min(len(one[0]), len(other[0])) < ALONE:
            return None
        if not families.one_person(one[0], other[0]) or a.form.isupper() or b.form.isupper():
            return None
    return near, ("spelt alike", *_roles(a, b))


def _surname(full: Name, single: Name, families: _Families) -> Judged:
    """Whether a name of one word is the last word of a full one, and of no other person's."""
    last, word = full.parts[-1], single.parts[0]
    near = likeness(last, word)
    if near < NEAR or letters(full.parts[0]) in _PLACED or not full.person + single.person:
        return None
    if not families.one_person(last, word):
        return None
    if letters(last) == letters(word):
        # Used without any full name somewhere, it may be a place, or somebody else.
        if not all(families.has_full(article, word) for article in single.articles):
            return None
        return SURNAME, ("the surname of the full name", *_roles(full, single))
    if near < ALONE_NEAR or len(word) < ALONE or set(full.articles) & set(single.articles):
        return None
    return SURNAME * near, ("the surname, spelt alike", *_roles(full, single))


def _roles(a: Name, b: Name) -> tuple[str, ...]:
    both = sorted(set(a.roles) & set(b.roles) - {"mr", "mrs", "ms"})
    return (f"both {both[0]}",) if both else ()


class _Families:
    """Full names by their last word, in whatever spelling."""

    def __init__(self, found: Mapping[str, Name]) -> None:
        self._shelves: dict[str, list[Name]] = defaultdict(list)
        self._named: dict[str, tuple[Name, ...]] = {}
        for name in found.values():
            if FULL <= len(name.parts) <= MOST_FULL:
                self._shelves[_skeleton(name.parts[-1])].append(name)

    def named(self, last: str) -> tuple[Name, ...]:
        """The full names of that last word."""
        if last not in self._named:
            shelf = self._shelves.get(_skeleton(last), ())
            self._named[last] = tuple(n for n in shelf if likeness(n.parts[-1], last) >= NEAR)
        return self._named[last]

    def one_person(self, *lasts: str) -> bool:
        """Whether all full names of these last words may be one person's."""
        every = {name.form: name for last in lasts for name in self.named(last)}
        return all(_first_alike(a, b) for a, b in combinations(every.values(), 2))

    def middle(self, longer: Name, shorter: Name) -> bool:
        """Whether a name is another one with a middle name, and the only one that is."""
        first, middle, last = longer.parts
        if not (len(letters(middle)) == 1 or longer.person + shorter.person):
            return False
        if likeness(last, shorter.parts[-1]) < NEAR or not _first_alike(longer, shorter):
            return False
        middles = {
            letters(name.parts[1])[:1]
            for name in self.named(last)
            if len(name.parts) == MOST_FULL and letters(name.parts[0]) == letters(first)
        }
        return len(middles) == 1

    def has_full(self, article: str, last: str) -> bool:
        """Whether an article writes the full name."""
        return any(article in name.articles for name in self.named(last))


def _first_alike(a: Name, b: Name) -> bool:
    one, other = letters(a.parts[0]), letters(b.parts[0])
    if min(len(one), len(other)) == 1:
        return one[:1] == other[:1]
    return likeness(a.parts[0], b.parts[0]) >= NEAR

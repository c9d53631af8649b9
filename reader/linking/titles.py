"""A title for a proposed event: the opening words that hold most of what its passages share."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from reader.linking.languages import happened
from reader.linking.tokens import term
from reader.model.boundaries import words
from reader.model.link import Reason, ReasonKind, Suggestion

MOST_WORDS = 4  # what a line of a list can show
MOST_LETTERS = 64  # code points of a title: a line of a list at 80 columns, with a count
LEAST_LETTERS = 18  # of a clause that says something by itself
LEAD_LETTERS = 40  # of what may stand before the statement: "For his part,", "On Tuesday,"
WHOLE = 1.25  # how much more words count that end where the sentence pauses
NAMED = 1.5  # and those that name somebody: not "But both of them said no"
LITTLE = 3  # letters of a word that no title ends in where it is cut: "in the"
JOINER = ", "
# Where a sentence pauses: at these, before a space, in any script; quotation marks belong to it.
_PAUSE = re.compile(r"[,;:،؛、，；](?=[\s”’\"»])[”’\"»]*|\s[–—-]\s|[。！？؟]|(?<=\w)[.!?][”’\"»]*$")
_EDGES = " \t,;:–—-،؛、，；"


@dataclass(slots=True)
class _Phrase:
    """One phrase over all links of an event."""

    weight: float = 0.0
    places: list[tuple[str, int, str]] = field(default_factory=list)  # article, start, as written


def name(
    links: Sequence[Suggestion],
    common: Mapping[str, int] | None = None,
    quotes: Sequence[str] = (),
) -> str:
    """The opening of one of the passages; without any, the words that the links share.

    Of the passages that is the one whose first words hold the most of what carried the links;
    of equal ones the shorter. A short lead ("On Tuesday,") is left out where more is said then.

    Args:
        links: the suggestions between the passages of the event.
        common: how many links of the whole collection each stem carried (`carried`): a word
            that carries many of them names no event.
        quotes: the words of its passages.
    """
    phrases = _phrases(links, common or {})
    weights: dict[str, float] = defaultdict(float)
    for stems, phrase in phrases.items():
        for stem in stems:
            weights[stem] = max(weights[stem], phrase.weight)
    openings = [opening for quote in quotes for opening in _openings(quote)]
    if openings:
        best = max(openings, key=lambda each: (_told(each, weights), -len(each.words), each.words))
        return _title(best)
    return _shared(phrases)


def carried(links: Iterable[Suggestion]) -> Counter[str]:
    """How many links each stem carried."""
    return Counter(
        stem
        for link in links
        for stem in {stem for reason in _telling(link) for stem in _stems(reason.a)}
    )


# -- what the links share -----------------------------------------------------------------------


def _phrases(
    links: Sequence[Suggestion], common: Mapping[str, int]
) -> dict[tuple[str, ...], _Phrase]:
    phrases: dict[tuple[str, ...], _Phrase] = defaultdict(_Phrase)
    for link in links:
        for reason in _telling(link):
            ends = (
                (link.a.article, reason.span_a.start if reason.span_a else 0, reason.a),
                (link.b.article, reason.span_b.start if reason.span_b else 0, reason.b),
            )
            stems = _stems(min(reason.a, reason.b, key=lambda each: (len(each), each)))
            met = max(common.get(stem, 1) for stem in stems) if stems else 1
            phrases[stems].weight += reason.weight * max(link.score, 0.0) / met**0.5
            phrases[stems].places += ends
    return phrases


def _shared(phrases: Mapping[tuple[str, ...], _Phrase]) -> str:
    """The phrases of most weight, in the order the first article says them."""
    chosen: list[tuple[tuple[str, int], str]] = []
    used: set[str] = set()
    for stems, phrase in sorted(phrases.items(), key=lambda each: (-each[1].weight, each[0])):
        article, start, said = min(phrase.places)
        if used & {*stems, *_stems(said)} or len(chosen) == MOST_WORDS:
            continue
        used |= {*stems, *_stems(said)}
        chosen.append(((article, start), _without_figures(said)))
    label = JOINER.join(" ".join(said.split()) for _, said in sorted(chosen))
    return label[:1].upper() + label[1:]


def _telling(link: Suggestion) -> Iterator[Reason]:
    for reason in link.reasons:
        if reason.kind is not ReasonKind.CONTEXT:
            yield reason


def _stems(phrase: str) -> tuple[str, ...]:
    return tuple(term(span.of(phrase)) for span in words(phrase))


def _without_figures(phrase: str) -> str:
    """`injured 500` -> `injured`, since the others say another number; `2010` stays."""
    kept = [word for word in phrase.split() if not word[0].isdigit()]
    said = [word for word in kept if happened(term(word))]
    return said[-1] if said and len(kept) > 1 else " ".join(kept) or phrase


# -- what a passage opens with ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Opening:
    """What a title can be made of.

    Attributes:
        words: of the passage.
        whole: whether the sentence pauses after them.
        named: whether they hold a name, as far as the script has capital letters.
    """

    words: str
    whole: bool
    named: bool


def _openings(quote: str) -> Iterator[_Opening]:
    said = " ".join(quote.split())
    after = _after_lead(said)
    if after:
        said = said[after:]
    ends, before = [], 0
    for pause in _PAUSE.finditer(said, 0, 2 * MOST_LETTERS):
        if (
            pause.start() - before >= LEAST_LETTERS and pause.start() <= MOST_LETTERS
        ):  # not right after a name that is set in
            ends.append(pause.start())
        before = pause.end()
    if 0 < len(said) <= MOST_LETTERS:
        ends.append(len(said))
    for some in [said[:end] for end in ends] or ([_cut(said)] if said else []):
        named = after > 0 or any(word[0].isupper() for word in some.split()[1:])
        yield _Opening(some, bool(ends), named)


def _after_lead(said: str) -> int:
    """Where the statement begins after a short lead; 0 without one.

    It begins with a name, or it might go on with a list; and it does not pause at once, or the
    name is set in: "The secretary, Jon Sabel, said".
    """
    pauses = list(islice(_PAUSE.finditer(said), 2))
    if not pauses or pauses[0].end() > LEAD_LETTERS:
        return 0
    start = len(said) - len(said[pauses[0].end() :].lstrip(_EDGES))
    soon = len(pauses) > 1 and pauses[1].start() - start < LEAST_LETTERS
    return start if said[start : start + 1].isupper() and not soon else 0


def _cut(said: str) -> str:
    """As many whole words as a title may have."""
    found = [span for span in words(said) if span.stop < MOST_LETTERS]
    while len(found) > 1 and len(found[-1]) <= LITTLE and found[-1].of(said).islower():
        del found[-1]
    return said[: found[-1].stop if found else MOST_LETTERS - 1]


def _told(opening: _Opening, weights: Mapping[str, float]) -> float:
    """How much of what the passages share is in some words."""
    told = sum(weights.get(stem, 0.0) for stem in set(_stems(opening.words)))
    return told * (WHOLE if opening.whole else 1.0) * (NAMED if opening.named else 1.0)


def _title(opening: _Opening) -> str:
    said = _paired(opening.words.strip(_EDGES).rstrip("。").removesuffix("."))
    said = said[:1].upper() + said[1:]
    return said if opening.whole else f"{said}…"


def _paired(said: str) -> str:
    """Without the quotation marks that have lost the other one; apostrophes stay."""
    for opened, closed in ("„“" if "„" in said else "“”", "«»", '""'):
        odd = (
            said.count(opened) % 2 if opened == closed else said.count(opened) - said.count(closed)
        )
        if odd:
            said = said.replace(opened, "").replace(closed, "")
    return said

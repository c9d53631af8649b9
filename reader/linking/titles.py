"""A short label for a proposed event: the words that most of its passages share."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reader.linking.languages import happened
from reader.linking.tokens import term
from reader.model.boundaries import words
from reader.model.link import Reason, ReasonKind, Suggestion

MOST_WORDS = 4  # what a line of a list can show
JOINER = ", "


@dataclass(slots=True)
class _Phrase:
    """One phrase over all links of an event."""

    weight: float = 0.0
    places: list[tuple[str, int, str]] = field(default_factory=list)  # article, start, as written


def name(links: Sequence[Suggestion], common: Mapping[str, int] | None = None) -> str:
    """What the links of one event have in common, in the order the first article says it.

    Args:
        links: the suggestions between the passages of the event.
        common: how many links of the whole collection each stem carried (`carried`): a word
            that carries many of them names no event.
    """
    phrases: dict[tuple[str, ...], _Phrase] = defaultdict(_Phrase)
    for link in links:
        for reason in _telling(link):
            ends = (
                (link.a.article, reason.span_a.start if reason.span_a else 0, reason.a),
                (link.b.article, reason.span_b.start if reason.span_b else 0, reason.b),
            )
            stems = _stems(min(reason.a, reason.b, key=lambda each: (len(each), each)))
            met = max((common or {}).get(stem, 1) for stem in stems) if stems else 1
            phrases[stems].weight += reason.weight * max(link.score, 0.0) / met**0.5
            phrases[stems].places += ends
    chosen: list[tuple[tuple[str, int], str]] = []
    used: set[str] = set()
    for stems, phrase in sorted(phrases.items(), key=lambda each: (-each[1].weight, each[0])):
        article, start, said = min(phrase.places)
        if used & {*stems, *_stems(said)} or len(chosen) == MOST_WORDS:
            continue
        used |= {*stems, *_stems(said)}
        chosen.append(((article, start), _without_figures(said)))
    return _label([said for _, said in sorted(chosen)])


def carried(links: Iterable[Suggestion]) -> Counter[str]:
    """How many links each stem carried."""
    return Counter(
        stem
        for link in links
        for stem in {stem for reason in _telling(link) for stem in _stems(reason.a)}
    )


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


def _label(phrases: Sequence[str]) -> str:
    label = JOINER.join(" ".join(phrase.split()) for phrase in phrases)
    return label[:1].upper() + label[1:]

"""The places behind the figures: what two people marked or judged otherwise, each place once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from reader.model.agreement import (
    DisagreementKind,
    LinkDisagreement,
    MarkDisagreement,
    SharedArticle,
    SharedLink,
    TaggedPlace,
)
from reader.team.spans import Places, shared

Pair = tuple[TaggedPlace | None, TaggedPlace | None]


def over_marks(
    articles: Sequence[SharedArticle], tag: str | None = None
) -> Iterator[MarkDisagreement]:
    """Every place where two people differ, by article, pair and position.

    There are none exactly where strict F1 is 1. Those of the kinds `missing` and `tag` are
    what stands behind the other figures; borders alone hardly move them.

    Args:
        articles: what was done by whom.
        tag: only places that one of them marked with this tag.
    """
    for each in articles:
        for a, b in combinations(sorted(each.marks), 2):
            found = [
                MarkDisagreement(each.article, kind, (a, b), one, other)
                for kind, (one, other) in differing(each.marks[a], each.marks[b])
            ]
            kept = (place for place in found if tag is None or tag in tags_of(place))
            yield from sorted(kept, key=_position)


def tags_of(found: MarkDisagreement) -> frozenset[str]:
    """The tags that a place of differing has on either side."""
    return frozenset(side.tag for side in (found.a, found.b) if side is not None)


def _position(found: MarkDisagreement) -> tuple[int, int, str, str, str]:
    side = found.a or found.b
    assert side is not None
    other = (found.b or side).mark
    return side.span.start, side.span.stop, side.tag, side.mark, other


def differing(
    one: Sequence[TaggedPlace], other: Sequence[TaggedPlace]
) -> list[tuple[DisagreementKind, Pair]]:
    """How two people's marks differ: first the same tag elsewhere, then another tag, then none."""
    left, right = _unmatched(one, other), _unmatched(other, one)
    pairs: dict[Pair, DisagreementKind] = {}
    left, right = _paired(pairs, left, right, one, other)
    mine, yours = Places(left), Places(right)
    for mark in left:
        _note(pairs, mark, _nearest(mark, yours.meeting(mark)))
    for mark in right:
        _note(pairs, _nearest(mark, mine.meeting(mark)), mark)
    return [(kind, pair) for pair, kind in pairs.items()]


def _note(
    pairs: dict[Pair, DisagreementKind], one: TaggedPlace | None, other: TaggedPlace | None
) -> None:
    both = one is not None and other is not None
    pairs[one, other] = DisagreementKind.TAG if both else DisagreementKind.MISSING


def _paired(
    pairs: dict[Pair, DisagreementKind],
    left: Sequence[TaggedPlace],
    right: Sequence[TaggedPlace],
    one: Sequence[TaggedPlace],
    other: Sequence[TaggedPlace],
) -> tuple[list[TaggedPlace], list[TaggedPlace]]:
    """Note the marks that lie over one of the other with the same tag; give the rest."""
    rest: tuple[list[TaggedPlace], list[TaggedPlace]] = [], []
    for side, (marks, theirs) in enumerate(((left, Places(other)), (right, Places(one)))):
        for mark in marks:
            twin = _nearest(mark, [each for each in theirs.meeting(mark) if each.tag == mark.tag])
            # Two marks alike against one: the second has no counterpart, as strict F1 counts.
            if twin is None or twin.spans == mark.spans:
                rest[side].append(mark)
            else:
                pair = (twin, mark) if side else (mark, twin)
                pairs.setdefault(pair, DisagreementKind.BORDERS)
    return rest


def _unmatched(one: Sequence[TaggedPlace], other: Sequence[TaggedPlace]) -> list[TaggedPlace]:
    """Marks without one just alike on the other side."""
    theirs = Counter((each.tag, each.spans) for each in other)
    found = []
    for mark in one:
        if theirs[mark.tag, mark.spans]:
            theirs[mark.tag, mark.spans] -= 1
        else:
            found.append(mark)
    return found


def _nearest(mark: TaggedPlace, meeting: Sequence[TaggedPlace]) -> TaggedPlace | None:
    """The one with most code points in common, of several the first; None of none."""
    return min(meeting, key=lambda each: (-shared(mark, each), each.spans, each.mark), default=None)


def over_links(links: Sequence[SharedLink]) -> Iterator[LinkDisagreement]:
    """Every link that two people judged otherwise."""
    for each in links:
        for a, b in combinations(sorted(each.verdicts), 2):
            if each.verdicts[a] is not each.verdicts[b]:
                yield LinkDisagreement(each, (a, b), each.verdicts[a], each.verdicts[b])

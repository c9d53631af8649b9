"""What there is to decide where several people marked the same articles.

A place is an item: at most one mark of each person, those that lie over each other and say much
the same. Two marks go together the more code points they have in common (Jaccard, 1901) and the
more alike their tags are. Marks with tags of which none is near belong together only if half of
their words are common: a name inside of a claim is a place of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from reader.model.annotation import Annotation, Tag, TagSet
from reader.model.curation import (
    Candidate,
    Decision,
    DoneArticle,
    Item,
    ItemKind,
    Reading,
    curated_id,
)
from reader.model.text import Span, joined

# Of the code points of both, how many two marks with tags that are not near must have in common:
# the border at which more is shared than not.
SAME_PLACE = 0.5
# What tags that are near, and equal ones, weigh beside the share of words: a mark with equal tags
# on half of the words is a better partner than one with other tags on all of them.
NEAR_TAGS, EQUAL_TAGS = 0.5, 0.75
# A share that was written as 0.67 means two of three.
TOLERANCE = 0.005


def items(
    articles: Sequence[DoneArticle],
    tags: TagSet,
    decisions: Mapping[str, Decision],
    standing: Collection[str],
) -> tuple[Item, ...]:
    """Every place of these articles, in their order and then in that of the text.

    Args:
        articles: what several people did.
        tags: the codebook.
        decisions: what is decided, by the id of the mark.
        standing: ids of the marks of the curated layer that are there.
    """
    paths = {tag.id: tags.path(tag) for tag in tags.tags}
    # Where two desks decided otherwise and came together, a mark may stand that nothing made.
    stray = set(standing) - {each.result for each in decisions.values()}
    layer = standing, stray
    found = []
    for each in articles:
        places = [
            _item(each, marks, paths, decisions, layer) for marks in _grouped(each.marks, paths)
        ]
        found += sorted(places, key=lambda item: (item.span, item.id))
    return tuple(found)


def at_least(found: Iterable[Item], share: float) -> tuple[Item, ...]:
    """The open items of which at least such a share of the people says what is proposed."""
    return tuple(x for x in found if x.open and x.share and x.share >= share - TOLERANCE)


def union(found: Iterable[Sequence[Span]]) -> tuple[Span, ...]:
    """The spans that cover all of these, none touching another."""
    return joined(span for spans in found for span in spans)


def narrowest(found: Iterable[Tag], tags: TagSet) -> tuple[Tag, ...]:
    """These tags, each once, without those that another of them refines; by path."""
    return _narrowest(found, {tag.id: tags.path(tag) for tag in tags.tags})


def _narrowest(found: Iterable[Tag], paths: Mapping[str, str]) -> tuple[Tag, ...]:
    named = {paths.get(tag.id, tag.name): tag for tag in found}
    refined = {path for path in named if any(x.startswith(f"{path}/") for x in named)}
    return tuple(named[path] for path in sorted(named.keys() - refined))


def _grouped(marks: Sequence[Annotation], paths: Mapping[str, str]) -> list[list[Annotation]]:
    """The marks by place: the best pairs first, nobody twice in one."""
    group = {mark.id: [mark] for mark in marks}
    for _, a, b in sorted(_pairs(marks, paths)):
        one, other = group[a], group[b]
        people = {mark.annotator.casefold() for mark in (*one, *other)}
        if one is not other and len(people) == len(one) + len(other):
            one += other
            for mark in other:
                group[mark.id] = one
    return list({id(each): each for each in group.values()}.values())


def _pairs(
    marks: Sequence[Annotation], paths: Mapping[str, str]
) -> Iterable[tuple[float, str, str]]:
    """Two marks that may belong together, with how badly they do."""
    ordered = sorted(marks, key=lambda mark: (mark.anchor.span.start, mark.id))
    for index, mark in enumerate(ordered):
        stop = mark.anchor.span.stop
        for other in ordered[index + 1 :]:
            if other.anchor.span.start >= stop:
                break
            if other.annotator.casefold() == mark.annotator.casefold():
                continue
            common = _jaccard(mark.anchor.spans, other.anchor.spans)
            near = _nearness(mark.tags, other.tags, paths)
            if common and (near or common >= SAME_PLACE):
                a, b = sorted((mark.id, other.id))
                yield -(common + near), a, b


def _jaccard(one: Sequence[Span], other: Sequence[Span]) -> float:
    """Common code points of all code points; pieces of a mark do not overlap."""
    meets = (a.meet(b) for a in one for b in other)
    common = sum(len(meet) for meet in meets if meet is not None)
    return common / (sum(map(len, one)) + sum(map(len, other)) - common) if common else 0.0


def _nearness(one: Sequence[Tag], other: Sequence[Tag], paths: Mapping[str, str]) -> float:
    mine, yours = ({paths.get(tag.id, tag.name) for tag in side} for side in (one, other))
    if mine == yours:
        return EQUAL_TAGS
    near = any(
        f"{a}/".startswith(f"{b}/") or f"{b}/".startswith(f"{a}/") for a in mine for b in yours
    )
    return NEAR_TAGS if near else 0.0


def _item(
    done: DoneArticle,
    marks: Sequence[Annotation],
    paths: Mapping[str, str],
    decisions: Mapping[str, Decision],
    layer: tuple[Collection[str], Collection[str]],
) -> Item:
    versions = _versions(marks)
    live = [each for each in marks if not each.deleted]
    proposal = _proposal(_versions(live or marks), paths)
    agreeing = sum(Reading(m.anchor.spans, m.tags).key == proposal.key for m in live)
    held = {mark.id: decisions[mark.id] for mark in marks if mark.id in decisions}
    standing, stray = layer
    astray = curated_id([mark.id for mark in marks]) in stray
    changed = frozenset(
        name
        for mark in marks
        if (name := mark.id) in held
        and (astray or curated_id([name]) in stray or _has_changed(mark, held[name], standing))
    )
    return Item(
        article=done.article,
        kind=_kind(versions, done.people),
        versions=versions,
        people=done.people,
        proposal=proposal,
        share=agreeing / len(done.people),
        decisions=held,
        changed=changed,
    )


def _has_changed(mark: Annotation, decision: Decision, standing: Collection[str]) -> bool:
    gone = decision.result is not None and decision.result not in standing
    return mark.version != decision.version or gone


def _versions(marks: Iterable[Annotation]) -> tuple[Candidate, ...]:
    """Marks that are alike together, those of most people first, then in the order of the text."""
    alike: dict[object, list[Annotation]] = {}
    for mark in sorted(marks, key=lambda each: each.id):
        alike.setdefault(Reading(mark.anchor.spans, mark.tags).key, []).append(mark)
    found = [Candidate(m[0].anchor.spans, m[0].tags, tuple(m)) for m in alike.values()]
    return tuple(sorted(found, key=lambda each: (-len(each.marks), each.spans, each.marks[0].id)))


def _kind(versions: Sequence[Candidate], people: Sequence[str]) -> ItemKind:
    if len(versions) == 1:
        marked = len(versions[0].marks)
        if marked >= len(people):
            return ItemKind.AGREED
        return ItemKind.ALONE if marked == 1 else ItemKind.MISSING
    if len({each.spans for each in versions}) == 1:
        return ItemKind.TAG
    if len({each.key[1] for each in versions}) == 1:
        return ItemKind.BORDERS
    return ItemKind.BOTH


def _proposal(versions: Sequence[Candidate], paths: Mapping[str, str]) -> Reading:
    """The borders of most people, and the tags of more than half of them, else all tags."""
    votes: Counter[tuple[Span, ...]] = Counter()
    for each in versions:
        votes[each.spans] += len(each.marks)

    def rank(spans: tuple[Span, ...]) -> tuple[int, float, int, tuple[Span, ...]]:
        common = sum(count * _jaccard(spans, other) for other, count in votes.items())
        return -votes[spans], -common, -sum(map(len, spans)), spans

    by_id = {tag.id: tag for each in versions for tag in each.tags}
    said = Counter(tag.id for each in versions for tag in each.tags for _ in each.marks)
    half = sum(votes.values()) / 2
    most = [by_id[tag] for tag, count in said.items() if count > half]
    if most:
        most.sort(key=lambda tag: paths.get(tag.id, tag.name))
    return Reading(min(votes, key=rank), tuple(most) or _narrowest(by_id.values(), paths))

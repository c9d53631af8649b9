"""The figures of agreement, for every tag, article, pair of people or stretch of time.

Kappa and alpha need units that somebody who marked nothing there decided on too: sentences. A
sentence has a tag if a mark with it shares a code point with it; where all tags are taken
together, its value is the set of its tags. Unitising runs over code points and sees borders; F1
is over marks and sees no gaps.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations

from reader.model.agreement import (
    Grouping,
    LinkAgreement,
    MarkAgreement,
    SharedArticle,
    SharedLink,
    TaggedPlace,
)
from reader.model.link import Relation, Verdict
from reader.model.text import Span
from reader.team import alpha, clusters, grounds, spans, unitising
from reader.team.disagreements import over_links, over_marks, tags_of
from reader.team.kappa import mean_kappa

Units = list[dict[str, Hashable]]
PAIR_JOINER = " + "
LETTERS = {Grouping.DAY: 10, Grouping.MONTH: 7}  # of an ISO 8601 time that name it


def of_marks(
    articles: Sequence[SharedArticle],
    by: Grouping,
    tag: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[MarkAgreement, ...]:
    """The figures of each group, then those of all together, without a name.

    Args:
        articles: what at least two people did.
        by: what to tell apart.
        tag: only marks with this tag.
        progress: told how many of how many groups are done.
    """
    if not articles:
        return ()
    groups = [(*group, tag) for group in _article_groups(articles, by)]
    if by is Grouping.TAG:
        found = sorted(_by_tag(articles).items())
        groups = [(name, some, name) for name, some in found if tag in {None, name}]
        differing = [tags_of(each) for each in over_marks(articles)]
    figures = []
    for done, (name, some, only) in enumerate([*groups, ("", articles, tag)]):
        if progress is not None:
            progress(done, len(groups) + 1)
        figures.append(_mark_figures(name, some, only))
        if by is Grouping.TAG and name:  # what it differs from has another tag
            behind = sum(name in each for each in differing)
            figures[-1] = replace(figures[-1], disagreements=behind)
    return tuple(figures)


def of_links(links: Sequence[SharedLink], by: Grouping) -> tuple[LinkAgreement, ...]:
    """The same of links that at least two people judged; by tag means by relation."""
    if not links:
        return ()
    groups: dict[str, list[SharedLink]] = {}
    for each in links:
        for name, part in _link_groups(each, by):
            groups.setdefault(name, []).append(part)
    found = [_link_figures(name, groups[name]) for name in sorted(groups)]
    return (*found, _link_figures("", links))


def by_pairs(articles: Sequence[SharedArticle]) -> Iterator[SharedArticle]:
    """Each article once for each two of its people."""
    for each in articles:
        for pair in combinations(sorted(each.marks), 2):
            yield replace(
                each,
                marks={handle: each.marks[handle] for handle in pair},
                times={handle: each.times[handle] for handle in pair},
            )


def period(times: Mapping[str, str], by: Grouping) -> str:
    """The day, week or month in which the last of these people was done.

    >>> period({"ada": "2026-01-01T10:00:00.000Z", "bo": "2025-12-29T09:30:00.000Z"}, Grouping.WEEK)
    '2026-W01'
    """
    last = max(times.values())
    if by is not Grouping.WEEK:
        return last[: LETTERS[by]]
    year, week, _ = date.fromisoformat(last[: LETTERS[Grouping.DAY]]).isocalendar()
    return f"{year}-W{week:02}"


def _by_tag(articles: Sequence[SharedArticle]) -> dict[str, list[SharedArticle]]:
    """By tag all articles, those without it too, with the marks that have it."""
    tags = {mark.tag for each in articles for side in each.marks.values() for mark in side}
    found: dict[str, list[SharedArticle]] = {tag: [] for tag in tags}
    for each in articles:
        sorted_out = {tag: {handle: list[TaggedPlace]() for handle in each.marks} for tag in tags}
        for handle, side in each.marks.items():
            for mark in side:
                sorted_out[mark.tag][handle].append(mark)
        for tag, sides in sorted_out.items():
            marks = {handle: tuple(side) for handle, side in sides.items()}
            found[tag].append(replace(each, marks=marks))
    return found


def _article_groups(
    articles: Sequence[SharedArticle], by: Grouping
) -> list[tuple[str, list[SharedArticle]]]:
    """Articles of their own in the order they are given; pairs and times sorted; no tags."""
    if by is Grouping.TAG:
        return []
    if by is Grouping.ARTICLE:
        return [(each.article, [each]) for each in articles]
    groups: dict[str, list[SharedArticle]] = {}
    for each in by_pairs(articles):
        name = PAIR_JOINER.join(each.marks) if by is Grouping.PAIR else period(each.times, by)
        groups.setdefault(name, []).append(each)
    return sorted(groups.items())


def _link_groups(link: SharedLink, by: Grouping) -> Iterator[tuple[str, SharedLink]]:
    """The groups that a link belongs to; a link between two articles belongs to both."""
    if by is Grouping.TAG:
        yield link.relation.value, link
    elif by is Grouping.ARTICLE:
        for article in sorted({link.a.article, link.b.article}):
            yield article, link
    else:
        for pair in combinations(sorted(link.verdicts), 2):
            part = replace(
                link,
                verdicts={handle: link.verdicts[handle] for handle in pair},
                times={handle: link.times[handle] for handle in pair},
            )
            yield PAIR_JOINER.join(pair) if by is Grouping.PAIR else period(part.times, by), part


def _mark_figures(name: str, articles: Sequence[SharedArticle], tag: str | None) -> MarkAgreement:
    units = _units(articles, tag)
    pairs = [
        tuple(_tagged(side, tag) for side in each.marks.values()) for each in by_pairs(articles)
    ]
    marks = {
        (handle, mark.mark, mark.tag)
        for each in articles
        for handle, side in each.marks.items()
        for mark in _tagged(side, tag)
    }
    return MarkAgreement(
        group=name,
        articles=len({each.article for each in articles}),
        sentences=sum(len(each.sentences) for each in _once(articles)),
        marks=len(marks),
        kappa=mean_kappa(units),
        alpha=alpha.nominal(unit.values() for unit in units),
        unitising=unitising.alpha(_cut(articles, tag)),
        strict=sum((spans.strict(one, other) for one, other in pairs), spans.Found()).f1,
        overlapping=sum((spans.overlapping(one, other) for one, other in pairs), spans.Found()).f1,
        disagreements=sum(1 for _ in over_marks(articles, tag)),
    )


def _once(articles: Sequence[SharedArticle]) -> list[SharedArticle]:
    return list({each.article: each for each in articles}.values())


def _tagged(marks: Sequence[TaggedPlace], tag: str | None) -> list[TaggedPlace]:
    return [mark for mark in marks if tag in {None, mark.tag}]


def _units(articles: Sequence[SharedArticle], tag: str | None) -> Units:
    """For each sentence what everybody said of it: the tag or not, or which tags."""
    units: Units = []
    for each in articles:
        said = {
            handle: grounds.touched(each.sentences, _tagged(marks, tag))
            for handle, marks in each.marks.items()
        }
        units += (
            {handle: found.get(index, frozenset()) for handle, found in said.items()}
            for index in range(len(each.sentences))
        )
    return units


def _cut(articles: Sequence[SharedArticle], tag: str | None) -> Iterator[unitising.Disagreement]:
    """Of each tag and each set of people: what they did together is one continuum."""
    teams: dict[tuple[str, ...], list[SharedArticle]] = {}
    for each in articles:
        teams.setdefault(tuple(sorted(each.marks)), []).append(each)
    for people, done in teams.items():
        continuum = grounds.Continuum(done)
        units: dict[str, dict[str, list[Span]]] = {}
        for each in done:
            for handle in people:
                for mark in _tagged(each.marks[handle], tag):
                    units.setdefault(mark.tag, {}).setdefault(handle, []).extend(
                        continuum.place(each.article, span) for span in mark.spans
                    )
        for cut in units.values():
            yield unitising.disagreement(
                continuum.length, [cut.get(handle, ()) for handle in people]
            )


def _link_figures(name: str, links: Sequence[SharedLink]) -> LinkAgreement:
    return LinkAgreement(
        group=name,
        links=len({each.link for each in links}),
        kappa=mean_kappa([each.verdicts for each in links]),
        alpha=alpha.nominal(each.verdicts.values() for each in links),
        b_cubed=_chained(links).f1,
        disagreements=sum(1 for _ in over_links(links)),
    )


def _chained(links: Sequence[SharedLink]) -> clusters.Cubed:
    """How alike the chains are that each two people confirmed, over links that both judged."""
    total = clusters.Cubed()
    for pair in combinations(sorted({handle for each in links for handle in each.verdicts}), 2):
        judged = [
            each
            for each in links
            if each.relation is Relation.SAME_EVENT and each.verdicts.keys() >= set(pair)
        ]
        ends = {end for each in judged for end in (each.a, each.b)}
        one, other = (
            clusters.chains(
                ends,
                [(x.a, x.b) for x in judged if x.verdicts[handle] is Verdict.CONFIRMED],
            )
            for handle in pair
        )
        total += clusters.b_cubed(one, other)
    return total

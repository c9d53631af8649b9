"""Importing: what came back from a spreadsheet, a script or another desk, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import count

from reader.anchoring import matching, selectors
from reader.desk import comments, people
from reader.desk.context import Context
from reader.exchange import planning
from reader.exchange.values import ImportRow, People
from reader.model.annotation import Anchor, Annotation, TagSet
from reader.model.curation import Decision
from reader.model.history import Gesture
from reader.model.ids import timestamp
from reader.store import annotations as marks
from reader.store import annotators, articles, meta, tags
from reader.store.protocol import Batch, Store

Progress = Callable[[int, int], None]  # told how many of how many rows are placed


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did: counts, and everything that did not come in or stands elsewhere.

    Attributes:
        new, edited, unchanged: how many annotations.
        tags: names of the tags that were made.
        moved: marks that stand elsewhere here, with how sure that is.
        conflicts, orphans: rows that did not come in, and why.
        others: how many rows of each other table came in (`links`, `events`, …).
    """

    new: int = 0
    edited: int = 0
    unchanged: int = 0
    tags: tuple[str, ...] = ()
    moved: tuple[planning.Moved, ...] = ()
    conflicts: tuple[planning.Conflict, ...] = ()
    orphans: tuple[planning.Orphan, ...] = ()
    others: tuple[tuple[str, int], ...] = ()


def take_in(
    context: Context,
    rows: Iterable[ImportRow],
    others: People | None,
    progress: Progress | None = None,
) -> ImportReport:
    """Take everything in as one gesture: one undo takes the whole import back.

    Rows that are edits of somebody else's mark are conflicts: only its maker changes it.
    """
    store = context.store
    gesture = context.gesture()
    taking = people.take_in(store, others or People(), gesture)
    plan = _plan(context, tuple(rows), taking.tags, progress)
    handles = dict.fromkeys(mark.annotator for mark in plan.new)
    batches: list[Batch] = list(taking.batches)  # who has a name comes with it
    batches += [annotators.ensuring(handle, gesture) for handle in handles]
    batches += [tags.adding(tag, gesture) for tag in plan.tags]
    batches += [marks.adding(mark, gesture) for mark in plan.new]
    batches += [marks.editing(old, new, gesture) for old, new in plan.edits]
    behind = len(taking.batches)
    said = others.comments if others is not None else ()
    if said:
        there = {mark.id for mark in (*marks.select(store), *plan.new)}
        comments.take_in(taking, store, said, frozenset(there), gesture)
        batches += taking.batches[behind:]
    batches += _decisions(store, others or People(), plan, taking, gesture)
    if plan.new or plan.edits or plan.tags or taking.batches:
        context.write(gesture, *batches)
    return ImportReport(
        new=len(plan.new),
        edited=len(plan.edits),
        unchanged=len(plan.unchanged),
        tags=tuple(tag.name for tag in plan.tags),
        moved=plan.moved,
        conflicts=(*taking.conflicts, *plan.conflicts),
        orphans=(*taking.orphans, *plan.orphans),
        others=tuple(taking.counts.items()),
    )


def _decisions(
    store: Store, others: People, plan: planning.Plan, taking: people.TakingIn, gesture: Gesture
) -> list[Batch]:
    """What was decided of whose mark, which comes after the marks."""
    if not others.curations:
        return []
    here = marks.load_all(store, _marks_of(others.curations))
    known = {mark.id: mark.annotator for mark in (*here.values(), *plan.new)}
    before = len(taking.batches)
    people.take_decisions(taking, store, others.curations, known, gesture)
    return taking.batches[before:]


def _marks_of(decisions: Iterable[Decision]) -> list[str]:
    named = (name for each in decisions for name in (each.annotation, each.result) if name)
    return list(dict.fromkeys(named))


def _plan(
    context: Context, rows: tuple[ImportRow, ...], codebook: TagSet, progress: Progress | None
) -> planning.Plan:
    store = context.store
    sought = count(1)

    def locate(anchor: Anchor, text: str) -> matching.Located | None:
        if progress is not None:
            progress(next(sought), len(rows))
        return matching.locate(anchor, text)

    texts = articles.texts(store, _articles_of(store, rows))
    checksums = meta.checksums(store)
    return planning.plan(
        rows,
        planning.Desk(
            targets=tuple(planning.Target(a, checksums[a], text) for a, text in texts.items()),
            annotations=_known(store, rows),
            tags=codebook,
            locate=locate,
            describe=selectors.describe,
            ids=context.ids,
            annotator=context.annotator,
            at=timestamp(context.clock()),
        ),
    )


def _articles_of(store: Store, rows: Iterable[ImportRow]) -> tuple[str, ...]:
    """The articles on this desk that the rows name, by id or by checksum of the text."""
    by_checksum = {sha256: article for article, sha256 in meta.checksums(store).items()}
    known = set(by_checksum.values())
    named: dict[str, None] = {}
    for row in rows:
        article = row.mark.article
        if article not in known:
            article = by_checksum.get(row.mark.article_sha256, "")
        if article:
            named[article] = None
    return tuple(named)


def _known(store: Store, rows: Iterable[ImportRow]) -> dict[str, Annotation]:
    """The marks on this desk that have the id of a row, tombstones too."""
    wanted = {row.mark.annotation_id for row in rows}
    both = (*marks.select(store), *marks.select(store, deleted=True))
    return {mark.id: mark for mark in both if mark.id in wanted}

"""The curated layer: decided by one, told to all, kept when new work comes, taken back whole."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from reader.desk.curation import Told
from reader.desk.desk import Desk
from reader.desk.incoming import Reading
from reader.desk.opening import find_desk, handle_of, open_desk
from reader.errors import ConflictError, ReaderError
from reader.exchange.values import ImportRow, People
from reader.model.agreement import Grouping, Scope
from reader.model.article import ReadingState
from reader.model.curation import CURATED, Decision, Item, ItemKind, Outcome, curated_id
from reader.model.finding import Severity
from reader.model.link import LinkEnd, LinkState, Relation, Verdict
from reader.model.text import Span
from reader.store.statements import inserting
from tests.unit.desk.conftest import OpenAs


@pytest.fixture
def three(desk: Desk, open_as: OpenAs) -> tuple[Desk, Desk, Desk]:
    """Ada and bo are done with the first article, and differ; cy decides."""
    bo, cy = open_as("bo"), open_as("cy")
    first = desk.articles.list()[0].id
    for who, places in (
        (desk, [(0, 20, "claim"), (30, 40, "entity/person"), (50, 60, "claim"), (80, 90, "claim")]),
        (bo, [(0, 20, "claim"), (30, 40, "entity/place"), (52, 66, "claim")]),
    ):
        for start, stop, tag in places:
            who.marks.annotate(first, [Span(start, stop)], [tag], note=f"{who.annotator}'s")
        who.articles.set_state(first, ReadingState.DONE)
    return desk, bo, cy


def layer(desk: Desk) -> list[tuple[int, int, str]]:
    marks = sorted(desk.marks.list(annotator=CURATED), key=lambda mark: mark.anchor.span)
    return [
        (m.anchor.span.start, m.anchor.span.stop, "+".join(tag.name for tag in m.tags))
        for m in marks
    ]


def place(desk: Desk, start: int) -> Item:
    return next(item for item in desk.curation.items() if item.span.start == start)


def told(desk: Desk) -> dict[int, tuple[str, str, str]]:
    def words(each: Told) -> tuple[str, str, str]:
        return each.decision.outcome, each.decision.by, each.decision.note

    return {each.mark.anchor.span.start: words(each) for each in desk.curation.told()}


def test_places_are_decided_by_a_third_and_everybody_is_told(
    three: tuple[Desk, Desk, Desk],
) -> None:
    ada, bo, cy = three
    kinds = [item.kind for item in cy.curation.items()]
    assert kinds == [ItemKind.AGREED, ItemKind.TAG, ItemKind.BORDERS, ItemKind.ALONE]
    cy.curation.accept(cy.curation.at_least(1))
    assert layer(cy) == [(0, 20, "claim")]
    (curated,) = cy.marks.list(annotator=CURATED)
    assert (curated.updated_by, curated.note) == ("cy", "ada's\nbo's")
    cy.curation.accept([place(cy, 30)], [1], note="a town")
    cy.curation.merge(place(cy, 50))
    cy.curation.reject([place(cy, 80)], note="not assertable")
    assert layer(cy) == [(0, 20, "claim"), (30, 40, "place"), (50, 66, "claim")]
    assert not any(item.open for item in cy.curation.items())
    assert told(ada) == {
        0: ("accepted", "cy", ""),
        30: ("rejected", "cy", "a town"),
        50: ("merged", "cy", ""),
        80: ("rejected", "cy", "not assertable"),
    }
    assert told(bo)[30] == ("accepted", "cy", "a town")
    assert cy.history.entries(limit=1)[0].table == "curations"
    gestures = dict.fromkeys(
        each.change for each in cy.history.entries() if each.table == "curations"
    )
    labels = [
        cy.history.in_words([e for e in cy.history.entries() if e.change == change])
        for change in gestures
    ]
    assert labels[1] == "curated: 1 accepted, 1 rejected"
    assert labels[3].startswith("curated: rejected “")
    whole = cy.agreement.marks(Grouping.TAG, Scope())[-1]
    assert whole.marks == 7, "the layer is nobody's work"
    pair = cy.agreement.marks(Grouping.TAG, Scope(pair=cy.agreement.pair("bo,curated")))[-1]
    assert pair.marks == 6
    assert pair.strict == pytest.approx(2 / 3)


def test_what_is_decided_stays_when_work_goes_on_and_comes_back_as_changed(
    three: tuple[Desk, Desk, Desk],
) -> None:
    ada, bo, cy = three
    cy.curation.accept(cy.curation.items())
    standing = layer(cy)
    mine = {mark.anchor.span.start: mark for mark in ada.marks.list(annotator="ada")}
    ada.marks.edit(mine[0], note="more")
    ada.marks.delete([mine[80]])
    bo.marks.annotate(mine[50].article, [Span(100, 110)], ["claim"])
    assert layer(cy) == standing
    opened = {i.span.start: i.changed for i in cy.curation.items() if i.open}
    assert opened == {0: {mine[0].id}, 80: {mine[80].id}, 100: frozenset()}
    cy.curation.accept([place(cy, 0), place(cy, 100)])
    cy.curation.reject([place(cy, 80)])
    assert [row[0] for row in layer(cy)] == [0, 30, 52, 100]
    assert not any(item.open for item in cy.curation.items())
    curated = next(m for m in cy.marks.list(annotator=CURATED) if m.anchor.span.start == 0)
    assert curated.note == "more\nbo's"
    assert bo.marks.edit(curated, spans=[Span(0, 18)]).updated_by == "bo", "any curator mends it"


def test_one_undo_takes_a_bulk_back_and_it_can_be_done_again(
    three: tuple[Desk, Desk, Desk],
) -> None:
    _, bo, cy = three
    cy.curation.accept(cy.curation.items())
    standing = layer(cy)
    assert cy.history.undo() is not None
    assert (layer(cy), [item.open for item in cy.curation.items()]) == ([], [True] * 4)
    stale = cy.curation.items()
    cy.curation.accept(stale)
    assert layer(cy) == standing
    assert cy.history.undo() is not None
    assert cy.history.redo() is not None
    assert layer(cy) == standing
    bo.curation.reject(bo.curation.items()[:1])
    assert len(layer(cy)) == len(standing) - 1
    assert bo.history.undo() is not None
    assert layer(cy) == standing


def test_a_disputed_link_is_decided_over_both_and_by_undo_disputed_again(
    three: tuple[Desk, Desk, Desk],
) -> None:
    ada, bo, cy = three
    one, other = (each.id for each in ada.articles.list()[:2])
    link = ada.links.link(LinkEnd(one, Span(0, 9)), LinkEnd(other, Span(0, 9)), Relation.SAME_EVENT)
    bo.links.judge(link, Verdict.REJECTED)
    (item,) = cy.curation.links()
    assert (item.open, dict(item.verdicts)) == (True, {"ada": "confirmed", "bo": "rejected"})
    for verdict, state in (
        (Verdict.CONFIRMED, LinkState.CONFIRMED),
        (Verdict.REJECTED, LinkState.REJECTED),
        (Verdict.UNSURE, LinkState.DISPUTED),
    ):
        cy.curation.judge(item.link, verdict)
        assert cy.links.get(link.id).state is state
        assert not cy.curation.links()[0].open
    ada.marks.annotate(one, [Span(2, 5)], ["claim"])
    (row,) = [r for r in cy.exchange.rows(article=one) if r.mark.anchor.span == Span(2, 5)]
    assert row.context.links == 1
    assert cy.history.undo() is not None
    (row,) = [r for r in cy.exchange.rows(article=one) if r.mark.anchor.span == Span(2, 5)]
    assert row.context.links == 0, "rejected by the layer"
    ada.links.judge(item.link, Verdict.UNSURE)
    bo.links.judge(item.link, Verdict.CONFIRMED)
    assert cy.curation.links() == (), "nobody disputes it any more"


def test_a_file_that_names_a_persons_mark_as_the_curated_one_costs_nobody_a_mark(
    three: tuple[Desk, Desk, Desk],
) -> None:
    ada, bo, cy = three
    mine, theirs = place(cy, 0).marks[0], place(cy, 80).marks[0]
    said = Decision(mine.id, Outcome.ACCEPTED, 1, theirs.id)
    report = cy.exchange.import_rows([], People(curations=(said,)))
    assert [each.why for each in report.orphans] == ["its result is no curated mark, but ada's"]
    store = cy._context.store  # a copy that was merged may hold such a row all the same
    row = {"annotation": mine.id, "decision": "accepted", "decided_version": 1, "result": theirs.id}
    store.write([inserting("curations", row, cy._context.gesture())])
    cy.curation.reject([place(cy, 0)])
    assert theirs.id in {mark.id for mark in ada.marks.list()}
    (row_of_bo,) = [r for r in cy.exchange.rows() if r.mark.anchor.span.start == 52]
    taken = replace(row_of_bo.mark, annotation_id=curated_id([theirs.id]))
    assert cy.exchange.import_rows([ImportRow(0, taken)]).new == 1
    with pytest.raises(ConflictError, match="bo's has the id"):
        cy.curation.accept([place(cy, 80)])
    bo.marks.delete([bo.marks.get(taken.annotation_id)])


def test_nobody_works_as_the_layer() -> None:
    for asked in (CURATED, "CURATED", "\uff23urated"):
        with pytest.raises(ReaderError, match="curated layer"):
            handle_of(asked, {})
        with pytest.raises(ReaderError, match="curated layer"):
            handle_of(None, {"READER_AS": asked})


def test_two_desks_that_decide_alike_come_together_and_differing_words_are_a_conflict(
    three: tuple[Desk, Desk, Desk], tmp_path: Path
) -> None:
    *_, cy = three
    there = tmp_path / "there"
    shutil.copytree(cy.folder, there)
    place_there = find_desk(str(there), environ=os.environ, folder=tmp_path)
    with open_desk(place_there, annotator="di", environ=os.environ) as copy:
        cy.curation.accept([place(cy, 0), place(cy, 30)], [0])
        copy.curation.accept([place(copy, 0)])
        copy.curation.reject([place(copy, 30)], note="no")
        theirs = layer(copy)
    merged = cy.merging.merge(there / "annotations.db")
    assert theirs == [(0, 20, "claim")]
    lost = [each.lost for each in merged.conflicts if each.lost.table == "curations"]
    assert "accepted" in {(each.after or {})["decision"] for each in lost}
    assert all(not item.open for item in [place(cy, 0)]), "both said the same"
    assert place(cy, 30).changed, "the later word is no, and a mark stands"
    cy.curation.reject([place(cy, 30)])
    assert layer(cy) == theirs
    assert not place(cy, 30).open
    assert not any(each.severity is Severity.ERROR for each in cy.care.doctor())


def test_a_mark_moved_by_a_new_version_keeps_its_decision(
    three: tuple[Desk, Desk, Desk],
) -> None:
    ada, bo, cy = three
    cy.curation.accept(cy.curation.items())
    decided = layer(cy)
    old = place(cy, 0).article
    text = "Stop press.\n\n" + cy.articles.get(old).text
    report = cy.articles.add_stream(text.encode(), "x.txt", reading=Reading(version_of=old))
    moved = layer(cy)
    assert [row[0] - 13 for row in moved] == [row[0] for row in decided]
    for who in (ada, bo):
        who.articles.set_state(report.versions[0].article, ReadingState.DONE)
    found = cy.curation.items()
    assert ([item.open for item in found], len(found)) == ([False] * 4, 4)

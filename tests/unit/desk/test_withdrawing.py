"""Articles that are withdrawn: what leaves with them, what stays, and the ways back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reader.desk.desk import Desk
from reader.desk.incoming import AS_IT_IS
from reader.errors import NotFoundError
from reader.model.article import ReadingState
from reader.model.link import LinkEnd, Relation, Verdict
from reader.model.text import Span
from tests.unit.desk.conftest import OpenAs


def test_what_stands_on_a_withdrawn_article_goes_out_of_sight_and_comes_back(desk: Desk) -> None:
    one, two, three = (each.id for each in desk.articles.list()[:3])
    mark = desk.marks.annotate(two, [Span(0, 5)], ["claim"], note="kept")
    ends = [LinkEnd(each, Span(40, 60)) for each in (one, two, three)]
    desk.links.link(ends[0], ends[1], Relation.SAME_EVENT)
    event = desk.events.add("The day", ends)
    alone = desk.events.add("Only there", [ends[1]])
    other = desk.events.add("Another", [LinkEnd(one, Span(100, 120))])
    everything = desk.events.all(known=True)

    [told] = desk.withdrawing.withdraw([two])
    assert (told.article.number, told.versions, told.marks, told.links, told.passages) == (
        *(2, 1, 1, 1, 2),
    )
    assert two not in {each.id for each in desk.articles.list()}
    assert [each.number for each in desk.articles.list()] == [1, 3, 4, 5]
    assert desk.links.all(suggested=False) == ()
    assert not any(two in {s.a.article, s.b.article} for s in desk.links.suggestions())
    kept = {each.id: each for each in desk.events.all(known=True) if not each.proposed}
    assert {end.article for end in kept[event.id].passages} == {one, three}
    assert alone.id not in kept
    with pytest.raises(NotFoundError, match="withdrawn") as caught:
        desk.articles.resolve("2")
    assert caught.value.remedy == "`reader withdraw --back 2` brings it back"

    [row] = [row for row in desk.exchange.rows() if row.mark.annotation_id == mark.id]
    assert row.mark.note == "kept"
    # What is out of sight stays where it is when the event is changed, merged or not.
    together = desk.events.merge(kept[other.id], kept[event.id])
    assert desk.withdrawing.find("2") == two
    [back] = desk.withdrawing.bring_back([two])
    assert (back.article.id, back.marks) == (two, 1)
    held = {each.id: each for each in desk.events.all(known=True)}
    assert {end.article for end in held[together.id].passages} == {one, two, three}
    assert held[alone.id] == next(each for each in everything if each.id == alone.id)
    assert len(desk.links.all(suggested=False)) == 1


def test_undo_and_redo_take_a_withdrawal_back_and_again_whatever_others_did_there(
    desk: Desk, open_as: OpenAs
) -> None:
    two = desk.articles.list()[1].id
    desk.withdrawing.withdraw([two])
    cleo = open_as("cleo")
    cleo.articles.set_state(two, ReadingState.DONE)
    undone = desk.history.undo()
    assert undone is not None
    assert (undone.label.split("“")[0], undone.skipped) == ("withdrew article ", ())
    assert len(desk.articles.list()) == 5
    assert desk.history.redo() is not None
    assert len(cleo.articles.list()) == 4
    # Anybody may bring it back; then the one who withdrew it has nothing to undo there.
    [summary] = cleo.withdrawing.all()
    cleo.withdrawing.bring_back([summary.id])
    left = desk.history.undo()
    assert left is not None
    assert left.skipped
    assert len(desk.articles.list()) == 5


def test_an_article_goes_with_all_its_versions_and_comes_back_with_the_same(
    desk: Desk, tmp_path: Path
) -> None:
    first = desk.articles.list()[0]
    words = desk.articles.get(first.id).text
    for number in range(2):
        path = tmp_path / f"newer-{number}.txt"
        path.write_text(f"{words}\n\nMore of it came in the {number + 1}. hour.\n", "utf-8")
        desk.articles.add([path], reading=replace(AS_IT_IS, version_of=first.id))
    desk.history.undo()  # the third version is taken back, and stays so
    second = desk.versions.newest(first.id)
    desk.marks.annotate(second, [Span(0, 5)])
    [told] = desk.withdrawing.withdraw([first.id])
    assert (told.versions, told.marks, told.article.id) == (2, 1, second)
    assert first.number not in {each.number for each in desk.articles.list(older=True)}
    assert [each.id for each in desk.withdrawing.all()] == [second]
    undone = desk.history.undo()
    assert undone is not None
    assert undone.skipped == ()
    assert desk.versions.newest(first.id) == second
    desk.withdrawing.withdraw([second])
    [back] = desk.withdrawing.bring_back([desk.withdrawing.find("1")])
    assert back.versions == 2
    assert [each.article for each in desk.versions.of(second)] == [first.id, second]
    assert [each.id for each in desk.articles.list() if each.number == 1] == [second]


def test_what_cannot_be_withdrawn_is_refused_and_nothing_changes(desk: Desk) -> None:
    listed = desk.articles.list()
    desk.withdrawing.withdraw([listed[0].id])
    for refused in (
        lambda: desk.withdrawing.withdraw([listed[1].id, listed[0].id]),
        lambda: desk.withdrawing.withdraw(["nothing"]),
        lambda: desk.withdrawing.bring_back([listed[1].id]),
        lambda: desk.withdrawing.find("2"),
    ):
        with pytest.raises(NotFoundError):
            refused()
    assert desk.articles.list() == listed[1:]
    suggestion = next(x for x in desk.links.all() if x.score is not None)
    desk.links.judge(suggestion, Verdict.CONFIRMED)

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.desk.desk import Desk
from reader.errors import AmbiguousError, ConflictError, NotFoundError, ReaderError, SpanError
from reader.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable


def test_a_mark_is_found_again_as_it_was_made(desk: Desk, open_as: Callable[[str], Desk]) -> None:
    article = desk.articles.resolve("2")
    span = desk.marks.place(article, "One person was killed")
    made = desk.marks.annotate(
        article, [span], ["claim", "entity/person"], note="twice?", attributes={"number": "1"}
    )
    found = open_as("bo").marks.of_article(article)
    assert found == (made,)
    assert found[0].anchor.quote == "One person was killed"
    assert [tag.name for tag in found[0].tags] == ["claim", "person"]
    assert (found[0].annotator, found[0].version) == ("ada", 1)


def test_a_mark_of_several_pieces_is_one_mark(desk: Desk) -> None:
    article = desk.articles.resolve("2")
    spans = [desk.marks.place(article, q) for q in ("One person was killed", "590 injured")]
    made = desk.marks.annotate(article, spans, ["claim"])
    assert made.anchor.quote == "One person was killed … 590 injured"


def test_spans_outside_the_text_or_empty_are_refused_with_nothing_written(desk: Desk) -> None:
    article = desk.articles.resolve("1")
    length = len(desk.articles.get(article).text)
    for spans in ([Span(length - 1, length + 1)], [Span(5, 5)], []):
        with pytest.raises(SpanError):
            desk.marks.annotate(article, spans, ["claim"])
    with pytest.raises(NotFoundError):
        desk.marks.annotate(article, [Span(0, 4)], ["no such tag"])
    assert desk.marks.of_article(article) == ()


def test_a_quote_in_several_places_needs_a_number(desk: Desk) -> None:
    article = desk.articles.resolve("5")
    with pytest.raises(AmbiguousError) as caught:
        desk.marks.place(article, "White House")
    assert len(caught.value.choices) == 2
    first, second = (desk.marks.place(article, "White House", n) for n in (1, 2))
    assert first.start < second.start
    with pytest.raises(SpanError):
        desk.marks.place(article, "White House", 3)
    with pytest.raises(SpanError):
        desk.marks.place(article, "Black House")
    with pytest.raises(SpanError) as missed:
        desk.marks.place(article, "white house")
    assert missed.value.remedy == "capitals count: it says “White House”"


def test_an_edit_of_what_somebody_else_changed_since_is_a_conflict(desk: Desk) -> None:
    article = desk.articles.resolve("1")
    mark = desk.marks.annotate(article, [Span(0, 9)], ["claim"])
    desk.marks.edit(mark, note="first")
    with pytest.raises(ConflictError):
        desk.marks.edit(mark, note="second")
    with pytest.raises(ConflictError):
        desk.marks.delete([mark])
    assert desk.marks.get(mark.id).note == "first"


def test_nobody_changes_or_deletes_a_colleagues_mark(
    desk: Desk, open_as: Callable[[str], Desk]
) -> None:
    mark = desk.marks.annotate(desk.articles.resolve("1"), [Span(0, 9)], ["claim"])
    bo = open_as("bo")
    for change in (lambda: bo.marks.edit(mark, note="mine"), lambda: bo.marks.delete([mark])):
        with pytest.raises(ReaderError, match="ada"):
            change()
    assert bo.marks.get(mark.id) == mark


def test_an_edit_moves_borders_tags_and_note_and_undo_brings_all_of_it_back(desk: Desk) -> None:
    article = desk.articles.resolve("1")
    mark = desk.marks.annotate(article, [Span(0, 9)], ["claim"], note="old")
    edited = desk.marks.edit(mark, spans=[Span(0, 20), Span(30, 40)], tags=["entity"], note="new")
    assert edited.version == 2
    undone = desk.history.undo()
    assert undone is not None
    assert undone.skipped == ()
    back = desk.marks.get(mark.id)
    assert (back.anchor, back.tags, back.note) == (mark.anchor, mark.tags, mark.note)
    desk.history.redo()
    again = desk.marks.get(mark.id)
    assert (again.anchor, again.tags, again.note) == (edited.anchor, edited.tags, edited.note)


def test_marks_made_as_one_gesture_are_undone_as_one(desk: Desk) -> None:
    article = desk.articles.resolve("1")
    places = [(article, [Span(n, n + 5)]) for n in (0, 10, 20)]
    desk.marks.annotate_all(places, ["entity"])
    assert len(desk.marks.of_article(article)) == 3
    desk.history.undo()
    assert desk.marks.of_article(article) == ()
    desk.history.redo()
    assert len(desk.marks.of_article(article)) == 3


def test_undo_after_a_restart_leaves_what_a_colleague_did_between(
    desk: Desk, open_as: Callable[[str], Desk]
) -> None:
    article = desk.articles.resolve("1")
    desk.marks.annotate(article, [Span(0, 9)], ["claim"])
    bo = open_as("bo")
    theirs = bo.marks.annotate(article, [Span(10, 20)], ["claim"])
    desk.close()
    ada = open_as("ada")
    assert ada.history.undo() is not None
    assert ada.marks.of_article(article) == (theirs,)
    assert ada.history.redo() is not None
    assert len(ada.marks.of_article(article)) == 2


def test_filters_choose_marks(desk: Desk) -> None:
    first, second = (desk.articles.resolve(n) for n in ("1", "2"))
    claim = desk.marks.annotate(first, [Span(0, 9)], ["claim"])
    person = desk.marks.annotate(second, [Span(0, 9)], ["entity/person"])
    assert desk.marks.list(article=first) == (claim,)
    assert desk.marks.list(tag="entity/person") == (person,)
    assert desk.marks.list(annotator="ADA") == (claim, person)
    assert desk.marks.list(annotator="bo") == ()

"""Chosen gestures taken back, what lost brought back, and what history tells."""

from __future__ import annotations

import pytest

from reader.desk.desk import Desk
from reader.errors import NotFoundError, ReaderError
from reader.model.annotation import Comment
from reader.model.article import BlockVerdict, ReadingState
from reader.model.link import LinkEnd, Relation, Verdict
from reader.model.text import Span
from reader.store import comments
from tests.unit.desk.conftest import OpenAs, OpenCopy


def latest(desk: Desk) -> str:
    """The gesture that was done last."""
    return desk.history.entries(limit=1)[0].change


def test_a_chosen_gesture_is_taken_back_and_the_later_ones_stay(desk: Desk) -> None:
    article = desk.articles.list()[0].id
    first = desk.marks.annotate(article, [Span(0, 9)], note="first")
    chosen = latest(desk)
    second = desk.marks.annotate(article, [Span(10, 19)], note="second")
    done = desk.history.undo(chosen)
    assert done is not None
    assert (done.label, done.left) == ("new annotation “Political”", ())
    assert [mark.id for mark in desk.marks.list()] == [second.id]
    assert chosen in desk.history.taken_back()
    with pytest.raises(ReaderError, match="already"):
        desk.history.undo(chosen)
    assert desk.history.redo(chosen[:30]) is not None
    assert {mark.id for mark in desk.marks.list()} == {first.id, second.id}
    with pytest.raises(ReaderError, match="stands"):
        desk.history.redo(chosen)
    # What was done last is the bringing back.
    assert desk.history.undo() is not None
    assert [mark.id for mark in desk.marks.list()] == [second.id]
    with pytest.raises(NotFoundError):
        desk.history.undo("no such thing")


def test_what_cannot_be_taken_back_is_said_row_by_row_with_who_did_it(
    open_as: OpenAs, desk: Desk
) -> None:
    tags = [desk.tags.add(name) for name in ("one", "two", "three")]
    changes = [latest(desk)]
    desk.tags.edit(tags[0], colour="red")
    changes.append(latest(desk))
    bo = open_as("bo")
    with pytest.raises(ReaderError, match="ada"):
        bo.history.undo(changes[0])
    bo.tags.edit(bo.tags.find("one"), colour="blue")
    before = desk.history.entries()
    done = desk.history.undo(changes[1])
    assert done is not None
    assert done.nothing
    assert done.left == ("changed tag “one”: bo changed it since",)
    assert desk.history.entries() == before
    assert changes[1] not in desk.history.taken_back()
    desk.tags.edit(desk.tags.find("three"), colour="red")
    done = desk.history.undo(changes[0])
    assert done is not None
    assert done.left == ("new tag “three”: you changed it since",)


def test_an_undo_of_a_verdict_names_the_pair(desk: Desk) -> None:
    one, two = (LinkEnd(each.id, Span(0, 9)) for each in desk.articles.list()[:2])
    link = desk.links.link(one, two, Relation.ADDS)
    desk.links.judge(link, Verdict.REJECTED)
    done = desk.history.undo()
    assert done is not None
    assert f"“{link.a.quote}” ⇄ “{link.b.quote}”" in done.label


def test_an_undo_of_what_lost_in_a_merge_says_one_thing(copies: OpenCopy) -> None:
    with copies("ours", "ada") as ours, copies("theirs", "ada") as theirs:
        (mark,) = ours.marks.list()
        ours.marks.edit(mark, note="earlier")
        theirs.marks.edit(mark, note="later")
        ours.merging.merge(theirs.folder)
        done = ours.history.undo()
        assert done is not None
        assert done.nothing
        assert done.left == (
            "changed annotation “Political”: it lost against what you did on another copy",
        )
        assert ours.marks.list()[0].note == "later"


def test_ones_own_side_that_lost_comes_back_with_its_place_as_an_edit(copies: OpenCopy) -> None:
    with copies("ours", "ada") as ours, copies("theirs", "ada") as theirs:
        (mark,) = ours.marks.list()
        ours.marks.edit(mark, note="earlier", spans=[Span(0, 5), Span(10, 20)])
        theirs.marks.edit(mark, note="later", spans=[Span(0, 30)])
        ours.merging.merge(theirs.folder)
        (lost,) = [each.entry for each in ours.history.lost() if each.entry.table == "annotations"]
        (restored,) = ours.history.restore(mark.id)
        assert not restored.copied
        (stands,) = ours.marks.list()
        assert (stands.note, stands.anchor.spans) == ("earlier", (Span(0, 5), Span(10, 20)))
        assert lost.seq not in {each.entry.seq for each in ours.history.lost()}
        assert ours.history.undo() is not None
        assert ours.marks.list()[0].anchor.spans == (Span(0, 30),)
        assert [f for f in ours.care.doctor() if f.severity != "note"] == []
        with pytest.raises(NotFoundError):
            ours.history.restore("0000")


def test_a_colleagues_side_that_lost_comes_back_as_a_copy_of_ones_own(copies: OpenCopy) -> None:
    with copies("ours", "ada") as ours, copies("theirs", "ada") as theirs:
        (mark,) = ours.marks.list()
        ours.marks.edit(mark, note="earlier", spans=[Span(0, 5)])
        theirs.marks.edit(mark, note="later")
        theirs.tags.add("odd one")
        ours.merging.merge(theirs.folder)
    with copies("ours", "bo") as ours:
        (restored,) = ours.history.restore(mark.id)
        assert restored.copied
        found = {each.annotator: each for each in ours.marks.list()}
        assert (found["ada"].note, found["bo"].note) == ("later", "earlier")
        assert found["bo"].anchor.spans == (Span(0, 5),)
        assert found["bo"].tags == found["ada"].tags
        assert ours.history.undo() is not None
        assert [each.annotator for each in ours.marks.list()] == ["ada"]


def test_history_tells_words_tags_note_and_borders_before_and_after(desk: Desk) -> None:
    article = desk.articles.list()[0].id
    mark = desk.marks.annotate(article, [Span(0, 9)], ["claim"], note="as it was")
    desk.marks.edit(mark, spans=[Span(0, 5)], tags=["entity/person"], note="")
    change = latest(desk)
    entries = [each for each in desk.history.entries(row=mark.id) if each.change == change]
    (told,) = desk.history.told(entries)
    found = {(each.field, each.before, each.after) for each in told.alterations}
    assert found == {
        ("note", "as it was", None),
        ("words", "Political", "Polit"),
        ("borders", "0–9", "0–5"),
        ("tag", "claim", None),
        ("tag", None, "entity/person"),
    }
    assert told.end == LinkEnd(article, Span(0, 5))
    desk.marks.delete([desk.marks.get(mark.id)])
    (gone,) = desk.history.told(desk.history.entries(limit=1))
    assert (gone.words, gone.end) == ("deleted annotation “Polit”", told.end)


def test_every_table_that_people_write_is_in_the_history(desk: Desk) -> None:
    one, two = (each.id for each in desk.articles.list()[:2])
    mark = desk.marks.annotate(one, [Span(0, 9)], [desk.tags.add("rumour")])
    link = desk.links.link(LinkEnd(one, Span(0, 9)), LinkEnd(two, Span(0, 9)), Relation.ADDS)
    desk.links.judge(link, Verdict.CONFIRMED)
    desk.events.add("One", [LinkEnd(one, Span(0, 9)), LinkEnd(two, Span(0, 9))])
    desk.articles.set_state(one, ReadingState.DONE)
    desk.stories.add("A story", [one, two])
    desk.articles.correct(one, "title", "Another title")
    desk.articles.flip(one, 0, BlockVerdict.JUNK)
    context = desk._context
    comment = Comment("c", mark.id, "ada", "Says who?")
    context.write(context.gesture(), comments.adding(comment, context.gesture()))
    entries = desk.history.entries()
    assert {
        *("annotations", "annotation_pieces", "annotation_tags", "tags", "links"),
        *("link_verdicts", "events", "event_passages", "readings", "stories", "story_articles"),
        *("article_fields", "block_flips", "comments"),
    } <= {each.table for each in entries}
    for each in entries:
        assert desk.history.told([each])[0].words

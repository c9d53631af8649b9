from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from reader.errors import ConflictError
from reader.model.annotation import Annotation, Tag, TagKind
from reader.model.article import Article, BlockVerdict, ReadingState, Story
from reader.model.link import Event, LinkEnd, LinkState, Relation, Verdict
from reader.model.text import Span
from reader.store import annotations as marks
from reader.store import (
    articles,
    comments,
    events,
    history,
    links,
    opening,
    readings,
    search,
    stories,
    tags,
    undo_stacks,
)
from reader.store.protocol import Batch
from reader.store.sqlite import SqliteStore
from tests.unit.store.making import Maker

Act = Callable[[], history.Undo | None]


@pytest.fixture
def undo(store: SqliteStore, make: Maker) -> Act:
    def act(who: str = "ada") -> history.Undo | None:
        found = history.undoing(store, who, make.gesture(who))
        if found is not None:
            store.write(found.batch)
        return found

    return act


@pytest.fixture
def redo(store: SqliteStore, make: Maker) -> Act:
    def act(who: str = "ada") -> history.Undo | None:
        found = history.redoing(store, who, make.gesture(who))
        if found is not None:
            store.write(found.batch)
        return found

    return act


def notes(store: SqliteStore) -> list[str]:
    return [each.note for each in marks.select(store)]


def test_there_is_nothing_to_undo_on_a_new_desk(undo: Act, redo: Act) -> None:
    assert undo() is None
    assert redo() is None


def test_adding_an_article_is_not_undone(store: SqliteStore, article: Article, undo: Act) -> None:
    assert undo() is None
    assert articles.exists(store, article.id)


def test_a_mark_goes_and_comes_back(
    store: SqliteStore, mark: Annotation, undo: Act, redo: Act
) -> None:
    done = undo()
    assert done is not None
    assert (done.label, done.skipped) == ("new annotation “The ferry”", ())
    assert marks.select(store) == ()
    assert search.search_marks(store, "ferry") == ()
    again = redo()
    assert again is not None
    assert again.label == "new annotation “The ferry”"
    (found,) = marks.select(store)
    assert (found.anchor, found.version) == (mark.anchor, 3)
    assert search.search_marks(store, "ferry") == (mark.id,)
    assert redo() is None


def test_undo_and_redo_walk_the_whole_way(
    store: SqliteStore, mark: Annotation, make: Maker, undo: Act, redo: Act
) -> None:
    for note in ("one", "two", "three"):
        old = marks.load(store, mark.id)
        store.write(marks.editing(old, replace(old, note=note), make.gesture()))
    seen = []
    while undo() is not None:
        seen.append(notes(store))
    assert seen == [["two"], ["one"], [""], []]
    while redo() is not None:
        seen.append(notes(store))
    assert seen[4:] == [[""], ["one"], ["two"], ["three"]]
    assert undo() is not None
    assert notes(store) == ["two"]


@pytest.mark.usefixtures("mark")
def test_a_new_gesture_ends_the_redoing(
    store: SqliteStore, article: Article, make: Maker, undo: Act, redo: Act
) -> None:
    undo()
    store.write(marks.adding(make.annotation(article, (4, 9)), make.gesture()))
    assert redo() is None
    assert undo() is not None
    assert undo() is None


@pytest.mark.usefixtures("mark")
def test_it_works_after_a_restart(path: Path, make: Maker) -> None:
    for step, expected in ((history.undoing, 0), (history.redoing, 1), (history.undoing, 0)):
        store = opening.open_store(path)
        found = step(store, "ada", make.gesture())
        assert found is not None
        store.write(found.batch)
        assert len(marks.select(store)) == expected
        store.close()


@pytest.mark.usefixtures("mark")
def test_everybody_undoes_their_own(
    store: SqliteStore, article: Article, make: Maker, undo: Act
) -> None:
    theirs = make.annotation(article, (4, 9), annotator="bo")
    store.write(marks.adding(theirs, make.gesture("bo")))
    undo()
    assert [each.id for each in marks.select(store)] == [theirs.id]


def test_what_a_colleague_changed_meanwhile_is_left_and_told(
    store: SqliteStore, mark: Annotation, make: Maker, undo: Act, redo: Act
) -> None:
    store.write(marks.editing(mark, replace(mark, note="ada's"), make.gesture("ada")))
    old = marks.load(store, mark.id)
    store.write(marks.editing(old, replace(old, note="bo's"), make.gesture("bo")))
    done = undo()
    assert done is not None
    assert done.skipped == ("changed annotation “The ferry”",)
    assert notes(store) == ["bo's"]
    assert redo() is None
    # The next undo goes on with the gesture before it, which bo's edit covers as well.
    done = undo()
    assert done is not None
    assert done.skipped == ("new annotation “The ferry”",)
    assert notes(store) == ["bo's"]
    assert undo() is None


def test_of_a_gesture_over_many_rows_only_the_touched_one_is_left(
    store: SqliteStore, article: Article, make: Maker, undo: Act, redo: Act
) -> None:
    gesture = make.gesture()
    made = [make.annotation(article, (start, start + 1), note="*") for start in range(40)]
    batch: Batch = []
    for each in made:
        batch += marks.adding(each, gesture)
    store.write(batch)
    third = marks.load(store, made[2].id)
    store.write(marks.editing(third, replace(third, note="bo's"), make.gesture("bo")))
    done = undo()
    assert done is not None
    assert done.label == "new: 40 annotations"
    assert len(done.skipped) == 1
    assert notes(store) == ["bo's"]
    redo()
    assert sorted(notes(store)) == ["*"] * 39 + ["bo's"]


def test_a_mark_with_its_tags_is_left_whole(
    store: SqliteStore, mark: Annotation, make: Maker, undo: Act
) -> None:
    claim = tags.all_tags(store).named("claim")
    store.write(marks.editing(mark, replace(mark, tags=claim), make.gesture()))
    old = marks.load(store, mark.id)
    store.write(marks.editing(old, replace(old, note="bo's"), make.gesture("bo")))
    undo()
    assert marks.load(store, mark.id).tags == claim


def test_pieces_and_tags_come_back_with_an_edit(
    store: SqliteStore, article: Article, make: Maker, undo: Act, redo: Act
) -> None:
    claim, person = (tags.all_tags(store).named(name)[0] for name in ("claim", "person"))
    made = make.annotation(article, (0, 3), (4, 9), tags=[claim])
    store.write(marks.adding(made, make.gesture()))
    before = marks.load(store, made.id)
    shorter = make.annotation(article, (4, 9)).anchor
    wanted = replace(before, anchor=shorter, tags=(person,), note="n", attributes={"a": "b"})
    store.write(marks.editing(before, wanted, make.gesture()))
    after = marks.load(store, made.id)
    for act, expected in ((undo, before), (redo, after), (undo, before)):
        act()
        found = marks.load(store, made.id)
        assert (found.anchor, found.tags, found.note, found.attributes) == (
            expected.anchor,
            expected.tags,
            expected.note,
            expected.attributes,
        )


def test_a_faster_colleague_makes_the_undo_a_conflict_and_not_a_loss(
    store: SqliteStore, mark: Annotation, make: Maker
) -> None:
    planned = history.undoing(store, "ada", make.gesture())
    assert planned is not None
    store.write(marks.editing(mark, replace(mark, note="bo's"), make.gesture("bo")))
    with pytest.raises(ConflictError):
        store.write(planned.batch)
    assert notes(store) == ["bo's"]


def test_an_undo_sent_twice_is_made_once(store: SqliteStore, mark: Annotation, make: Maker) -> None:
    planned = history.undoing(store, "ada", make.gesture())
    assert planned is not None
    store.write(planned.batch)
    store.write(planned.batch)
    assert marks.load(store, mark.id).version == 2


def test_every_kind_of_work_can_be_undone_and_redone(
    store: SqliteStore, article: Article, other: Article, mark: Annotation, make: Maker
) -> None:
    link = make.link((article, 0, 34), (other, 0, 20), Relation.ADDS)
    place = LinkEnd(article.id, Span(0, 9), "The ferry")
    event = Event(make.id(), "departure", (place,))
    story = Story(make.id(), "At sea", (article.id, other.id))
    tag = Tag(make.id(), TagKind.USER, "rumour")
    from reader.model.annotation import Comment

    comment = Comment(make.id(), mark.id, "ada", "hm")
    acts = (
        links.adding(link, g := make.gesture()),
        events.adding(event, make.gesture()),
        stories.adding(story, make.gesture()),
        tags.adding(tag, make.gesture()),
        comments.adding(comment, make.gesture()),
        readings.set_state(article.id, ReadingState.DONE, make.gesture()),
        readings.flipping(article.id, Span(0, 36), BlockVerdict.JUNK, make.gesture()),
        readings.correcting(article.id, "title", "T", make.gesture()),
        articles.withdrawing(store, other.id, make.gesture()),
        links.judging(link, Verdict.UNSURE, make.gesture()),
    )
    assert g.annotator == "ada"

    def state() -> tuple[object, ...]:
        return (
            links.all_links(store),
            events.all_events(store),
            stories.all_stories(store),
            tags.all_tags(store),
            comments.select(store, annotation=mark.id),
            readings.states(store),
            readings.flips(store),
            readings.metadata(store, article.id),
            articles.summaries(store, "ada"),
        )

    def shape(found: tuple[object, ...]) -> str:
        import re

        return re.sub(r"version=\d+", "", repr(found))

    states = [shape(state())]
    for batch in acts:
        store.write(batch)
        states.append(shape(state()))
    for expected in reversed(states[:-1]):
        found = history.undoing(store, "ada", make.gesture())
        assert found is not None
        store.write(found.batch)
        assert shape(state()) == expected
    for expected in states[1:]:
        found = history.redoing(store, "ada", make.gesture())
        assert found is not None
        store.write(found.batch)
        assert shape(state()) == expected


def test_a_link_that_a_colleague_confirmed_stays_theirs(
    store: SqliteStore, article: Article, other: Article, make: Maker, undo: Act
) -> None:
    link = make.link((article, 0, 34), (other, 0, 20))
    store.write(links.adding(link, make.gesture("ada")))
    store.write(links.judging(links.load(store, link.id), Verdict.CONFIRMED, make.gesture("bo")))
    undo()
    found = links.load(store, link.id)
    assert dict(found.verdicts) == {"bo": Verdict.CONFIRMED}
    assert found.state is LinkState.CONFIRMED


def test_history_can_be_asked_by_article_row_and_number(
    store: SqliteStore, article: Article, other: Article, mark: Annotation, make: Maker
) -> None:
    store.write(marks.adding(make.annotation(other, (0, 1)), make.gesture()))
    of_mark = history.entries(store, row=mark.id)
    assert [entry.table for entry in of_mark] == ["annotations", "annotation_pieces"]
    of_article = history.entries(store, article=article.id)
    assert [entry.table for entry in of_article] == ["articles", "annotations", "annotation_pieces"]
    everything = history.entries(store)
    assert history.entries(store, limit=2) == everything[-2:]
    assert history.entries(store, since=everything[-2].seq) == everything[-1:]


def test_an_undo_reaches_the_first_gesture_and_a_redo_the_last(
    store: SqliteStore,
    article: Article,
    make: Maker,
    undo: Act,
    redo: Act,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(undo_stacks, "FIRST_LOOK", 3)
    batch: Batch = []
    for _ in range(20):
        batch += marks.adding(make.annotation(article, (0, 1)), make.gesture())
    store.write(batch)
    for step in (undo, redo, undo):
        for _ in range(20):
            assert step() is not None
        assert step() is None
    assert notes(store) == []

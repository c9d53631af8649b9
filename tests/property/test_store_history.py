"""Whatever people do, undo and redo lead back to where they were, and the file stays sound."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import ConflictError
from reader.model.annotation import Annotation
from reader.model.article import Article
from reader.store import annotations as marks
from reader.store import annotators, articles, chosen, history, opening, soundness, tags
from reader.store.sqlite import SqliteStore
from tests.unit.store.making import TEXT, Maker

SPANS = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda p: (p[0], p[0] + p[1]))
NOTES = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
WHO = st.sampled_from(["ada", "bo"])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), WHO, SPANS, NOTES),
        st.tuples(st.just("edit"), WHO, st.integers(0, 9), SPANS, NOTES),
        st.tuples(st.just("tag"), WHO, st.integers(0, 9), st.integers(0, 5)),
        st.tuples(st.just("delete"), WHO, st.integers(0, 9)),
        st.tuples(st.just("undo"), WHO),
        st.tuples(st.just("redo"), WHO),
    ),
    max_size=25,
)


class Desk:
    """A desk in memory, and what was done there."""

    def __init__(self) -> None:
        self.make = Maker()
        self.store: SqliteStore = opening.memory_store()
        raw, self.article = self.make.article()
        for who in ("ada", "bo"):
            self.store.write(annotators.ensuring(who, self.make.gesture(who)))
        self.store.write(articles.adding(raw, self.article, self.make.gesture()))
        self.codebook = tags.all_tags(self.store).tags

    def mark(self, index: int) -> Annotation | None:
        found = marks.select(self.store)
        return found[index % len(found)] if found else None

    def state(self) -> list[object]:
        """All that stands, without what says how often it was written."""
        return [
            replace(each, version=0, updated_at="", updated_by="")
            for each in marks.select(self.store)
        ]

    def take(self, kind: str, who: str, *given: Any) -> None:
        if kind in {"undo", "redo"}:
            find = history.undoing if kind == "undo" else history.redoing
            undo = find(self.store, who, self.make.gesture(who))
            if undo is not None:
                self.store.write(undo.batch)
            return
        gesture = self.make.gesture(who)
        if kind == "add":
            span, note = given
            made = _mark(self.make, self.article, span, note, who)
            self.store.write(marks.adding(made, gesture))
            return
        old = self.mark(given[0])
        if old is None:
            return
        if kind == "delete":
            self.store.write(marks.deleting(old, gesture))
        elif kind == "tag":
            tag = self.codebook[given[1]]
            kept = tuple(each for each in old.tags if each.id != tag.id)
            wanted = kept if len(kept) < len(old.tags) else (*old.tags, tag)
            self.store.write(marks.editing(old, replace(old, tags=wanted), gesture))
        else:
            made = _mark(self.make, self.article, given[1], given[2], who)
            wanted_mark = replace(old, anchor=made.anchor, note=made.note)
            self.store.write(marks.editing(old, wanted_mark, gesture))


def _mark(make: Maker, article: Article, span: tuple[int, int], note: str, who: str) -> Annotation:
    return make.annotation(article, span, annotator=who, note=note)


@settings(max_examples=40)
@given(STEPS)
def test_the_file_is_sound_whatever_is_done(steps: list[tuple[Any, ...]]) -> None:
    desk = Desk()
    for step in steps:
        desk.take(*step)
    assert list(soundness.symptoms(desk.store)) == []
    desk.store.close()


@settings(max_examples=40)
@given(STEPS.map(lambda steps: [(kind, "ada", *rest) for kind, _, *rest in steps]))
def test_undoing_everything_and_redoing_it_leads_back(steps: list[tuple[Any, ...]]) -> None:
    desk = Desk()
    for step in steps:
        desk.take(*step)
    states = [desk.state()]
    while (undo := history.undoing(desk.store, "ada", desk.make.gesture())) is not None:
        assert undo.skipped == ()
        desk.store.write(undo.batch)
        states.append(desk.state())
    assert states[-1] == []
    for expected in reversed(states[:-1]):
        redo = history.redoing(desk.store, "ada", desk.make.gesture())
        assert redo is not None
        desk.store.write(redo.batch)
        assert desk.state() == expected
    desk.store.close()


@settings(max_examples=20)
@given(STEPS.map(lambda steps: [(kind, "ada", *rest) for kind, _, *rest in steps]), st.randoms())
def test_gestures_taken_back_in_any_order_leave_a_sound_file_and_come_back(
    steps: list[tuple[Any, ...]], rng: Random
) -> None:
    desk = Desk()
    for step in steps:
        if step[0] not in {"undo", "redo"}:
            desk.take(*step)
    before = desk.state()
    done = {each.change for each in history.entries(desk.store) if each.table == "annotations"}
    picked = sorted(done)
    rng.shuffle(picked)
    back = []
    for change in picked:
        undo = chosen.undoing(desk.store, "ada", change, desk.make.gesture())
        assert len(undo.why) == len(undo.skipped)
        if not undo.nothing:
            desk.store.write(undo.batch)
            back.append(change)
    assert list(soundness.symptoms(desk.store)) == []
    assert set(chosen.taken_back(desk.store)) == set(back)
    for change in reversed(back):
        desk.store.write(chosen.redoing(desk.store, "ada", change, desk.make.gesture()).batch)
    assert desk.state() == before
    desk.store.close()


@settings(max_examples=40)
@given(st.integers(0, len(TEXT) + 5), st.integers(1, 30), NOTES)
def test_only_the_words_at_a_place_are_stored_there(start: int, length: int, note: str) -> None:
    desk = Desk()
    stop = start + length
    made = desk.make.annotation(desk.article, (0, 5), note=note)
    batch = marks.adding(made, desk.make.gesture())
    # The same piece, moved: it stands only where the text reads the same.
    moved = [
        (sql, [start if p == 0 and i == 3 else p for i, p in enumerate(params)])
        if "INTO annotation_pieces" in sql
        else (sql, params)
        for sql, params in batch
    ]
    assert stop > start
    try:
        desk.store.write(moved)
    except Exception:  # noqa: BLE001 - whatever refuses it, nothing may be left
        assert marks.select(desk.store) == ()
    else:
        (found,) = marks.select(desk.store)
        assert found.anchor.quote == found.anchor.span.of(desk.article.text)
    desk.store.close()


@settings(max_examples=30)
@given(NOTES, NOTES)
def test_of_two_edits_of_one_version_one_is_told(first: str, second: str) -> None:
    desk = Desk()
    desk.take("add", "ada", (0, 5), "")
    old = desk.mark(0)
    assert old is not None
    desk.store.write(marks.editing(old, replace(old, note=first), desk.make.gesture()))
    try:
        gesture = desk.make.gesture("bo")
        desk.store.write(marks.editing(old, replace(old, note=second), gesture))
    except ConflictError:
        pass
    else:
        raise AssertionError("an edit was lost without a word")
    found = desk.mark(0)
    assert found is not None
    assert len(found.note) == len(first)
    desk.store.close()

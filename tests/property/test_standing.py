"""Who reads only what changed sees at every step what one sees who reads everything."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from reader.desk.desk import Desk
from reader.desk.standing import Standing
from reader.errors import ReaderError
from reader.model.agreement import Scope
from reader.model.text import Span
from reader.store import changed, library
from tests.property import worlds
from tests.property.worlds import ACTS, PEOPLE, Act, World, perform

OF_MARKS = ("mark", "note", "place", "retag", "delete", "comment", "undo", "redo", "state")
acts = st.lists(
    st.builds(
        Act,
        st.sampled_from([*OF_MARKS * 4, *ACTS, "merge", "look"]),
        *[st.integers(0, 1)] * 2,
        *[st.integers(0, 30)] * 2,
    ),
    min_size=6,
    max_size=16,
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return worlds.template(tmp_path_factory.mktemp("template") / "desk")


def check(world: World, told: Sequence[Act]) -> None:
    """Two people work on one desk, and on a copy of it that is merged in at times."""
    here, there = world.copies
    ours, theirs = (world.desk(here, who) for who in PEOPLE)
    shown = tuple(each.id for each in ours.articles.list())
    with ours, theirs:
        standing = ours.standing()
        standing.read(shown)
        for act in told:
            world.now += 1
            if act.what == "look":  # at other articles
                every = [each.id for each in ours.articles.list(older=True)]
                shown = tuple(every[: act.a % (1 + len(every))])
            elif act.what == "merge" or not act.copy:
                _do(world, act, (ours, theirs)[act.who])
            else:
                with world.desk(there, PEOPLE[act.who]) as desk:
                    _do(world, act, desk)
            same(ours, standing, shown)


def _do(world: World, act: Act, desk: Desk) -> None:
    try:
        if act.what == "merge":
            desk.merging.merge(world.copies[1])
        else:
            perform(desk, world, act.what, act.a, act.b)
    except ReaderError:  # what is refused, is refused
        return


def same(desk: Desk, standing: Standing, shown: Sequence[str]) -> None:
    stood = standing.read(shown)
    assert stood.marks == {each: desk.marks.of_article(each) for each in shown}
    assert stood.comments == {each: desk.comments.of_article(each) for each in shown}
    assert stood.decisions == {k: v for x in shown for k, v in desk.curation.decisions(x).items()}
    assert stood.articles == desk.articles.list()


@given(told=acts)
@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    phases=(Phase.explicit, Phase.generate),
)
def test_what_is_kept_is_what_is_there(
    template: Path, monkeypatch: pytest.MonkeyPatch, told: list[Act]
) -> None:
    monkeypatch.setattr(library, "WRITING_PRAGMAS", ("PRAGMA synchronous = OFF",))
    with tempfile.TemporaryDirectory() as scratch:
        check(World(Path(scratch), template, copies=2), told)


def test_only_what_changed_is_read_and_all_of_it_where_history_cannot_tell(
    template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World(tmp_path, template, copies=2)
    with world.desk(world.copies[0], "ada") as ada, world.desk(world.copies[0], "bo") as bo:
        standing, context = ada.standing(), ada._context
        shown = tuple(each.id for each in ada.articles.list())
        perform(bo, world, "mark", 1, 5)
        before = standing.read(shown)
        (kept,) = before.marks[shown[0]]
        bo.comments.add(kept, "is that so?")
        perform(bo, world, "mark", 0, 7)
        stood = standing.read(shown)
        assert stood.alone
        assert any(each is kept for each in stood.marks[shown[0]]), "it was read again"
        assert len(stood.marks[shown[0]]) == len((kept, "bo's"))
        assert stood.marks[shown[1]] is before.marks[shown[1]]

        bo.curation.reject(bo.curation.items(Scope(every=True)))
        assert bo.curation.decisions(shown[0])
        same(ada, standing, shown)
        bo.history.undo()
        same(ada, standing, shown)
        perform(bo, world, "version", 0, 0)
        same(ada, standing, shown)
        ada.marks.annotate(shown[0], [Span(0, 3)])  # an older version: counted with the newest
        same(ada, standing, shown)

        then = changed.point(context.store)
        backup = tmp_path / "backup.db"
        bo.care.backup(backup)
        perform(bo, world, "mark", 0, 9)
        now = changed.point(context.store)
        news = changed.since(context.store, then, now)
        assert news is not None
        assert len(news.marks) == 1
        assert news.articles == {shown[0]}
        standing.read(shown)
        ada.tags.edit(ada.tags.add("rumour"), name="hearsay")
        assert changed.since(context.store, now, changed.point(context.store)) is None, "a tag"
        monkeypatch.setattr(changed, "MOST", 2)
        assert changed.since(context.store, now, changed.point(context.store)) is None, "much"
        monkeypatch.undo()
        standing.read(shown)
        assert bo.care.restore(backup, tmp_path / "aside.db", agreed=True)[1]
        for number in range(12, 18):  # beyond the entry that was the last one
            perform(bo, world, "mark", 0, number)
        same(ada, standing, shown)

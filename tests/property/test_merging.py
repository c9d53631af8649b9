"""Copies of a desk come together in whatever order and however often, and nothing is lost."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from reader.store import library, soundness
from reader.store.opening import open_store
from tests.property import worlds
from tests.property.worlds import ACTS, Act, World, export, work

FIXTURE = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
PHASES = (Phase.explicit, Phase.generate)  # making a world smaller takes minutes
acts = st.lists(
    st.builds(
        Act,
        st.sampled_from([*ACTS, *ACTS, "merge", "merge"]),
        *[st.integers(0, 2)],
        *[st.integers(0, 1)],
        *[st.integers(0, 30)] * 2,
    ),
    min_size=8,
    max_size=24,
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return worlds.template(tmp_path_factory.mktemp("template") / "desk")


@pytest.fixture
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here cuts the power."""
    monkeypatch.setattr(library, "WRITING_PRAGMAS", ("PRAGMA synchronous = OFF",))


def differences(one: Path, other: Path) -> dict[str, set[str]]:
    """What stands on one desk alone, by table."""
    ours, theirs = work(one), work(other)
    found = {name: set(ours[name]) ^ set(theirs[name]) for name in ours}
    return {name: rows for name, rows in found.items() if rows or ours[name] != theirs[name]}


def check(template: Path, acts: list[Act]) -> None:
    """Everything that must hold of three copies."""
    with tempfile.TemporaryDirectory() as scratch:
        world = World(Path(scratch), template, copies=3)
        world.live(acts)
        a, b, c = world.copies
        before = {entry for copy in world.copies for entry in work(copy)["history"]}
        ab, ba = world.merged("ab", a, b), world.merged("ba", b, a)
        assert differences(ab, ba) == {}, "the order of two matters"
        assert export(world, ab) == export(world, ba)
        bc = world.merged("bc", b, c)
        one, other = world.merged("ab-c", ab, c), world.merged("a-bc", a, bc)
        assert differences(one, other) == {}, "the order of three matters"
        assert set(work(one)["history"]) == before, "an entry was lost, or written anew"
        again = world.merged("again", one, c, ab, other)
        assert differences(again, one) == {}, "a second time brings something"
        store = open_store(one / "annotations.db")
        assert list(soundness.symptoms(store)) == []
        store.close()


@pytest.mark.item("algebra")
@pytest.mark.usefixtures("_quick")
@settings(max_examples=4, phases=PHASES, suppress_health_check=FIXTURE)
@given(acts)
def test_copies_come_together_in_any_order_and_nothing_is_lost(
    template: Path, acts: list[Act]
) -> None:
    check(template, acts)


@pytest.mark.item("algebra")
@pytest.mark.long
@pytest.mark.usefixtures("_quick")
@settings(max_examples=150, phases=PHASES, suppress_health_check=FIXTURE)
@given(acts)
def test_a_hundred_and_fifty_worlds_come_together(template: Path, acts: list[Act]) -> None:
    check(template, acts)

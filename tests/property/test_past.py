"""Whatever people did: a desk put back to a moment is the desk that stood there then."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from reader.desk import past
from reader.exchange.folder import write_folder
from reader.model.ids import timestamp
from reader.store.guarded import GUARDED
from reader.store.opening import open_store
from reader.store.protocol import Store
from tests.property.worlds import ACTS, JUDGED, Act, World, template

PHASES = (Phase.explicit, Phase.reuse, Phase.generate)  # a world is too slow to shrink
EACH = st.builds(
    Act,
    what=st.sampled_from((*ACTS, "merge")),
    copy=st.integers(0, 1),
    who=st.integers(0, 1),
    a=st.integers(0, 20),
    b=st.integers(0, 200),
)


@pytest.fixture(scope="module")
def desk_of_all(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return template(tmp_path_factory.mktemp("past") / "desk")


def _rows(store: Store) -> dict[str, list[str]]:
    """All that people made, by table; what only the machine made, its own."""
    found = {}
    for table in GUARDED:
        where = JUDGED if table.name == "links" else "1"
        columns = ", ".join(table.columns)
        rows = store.read(f"SELECT {columns} FROM {table.name} WHERE {where}")
        found[table.name] = sorted(repr(sorted(row.items())) for row in rows)
    return found


def _export(desk: Any, as_of: str | None) -> dict[str, str]:
    files = write_folder(desk.exchange.rows(as_of=as_of), desk.exchange.people(as_of=as_of))
    return {name: "".join(lines) for name, lines in files}


@given(acts=st.lists(EACH, min_size=1, max_size=8), at=st.integers(0, 8))
@settings(max_examples=4, deadline=None, phases=PHASES)
def test_as_of_then_is_what_stood_then_and_as_of_now_what_stands(
    acts: list[Act], at: int, desk_of_all: Path
) -> None:
    with TemporaryDirectory() as name:
        world = World(Path(name), desk_of_all, 2)
        here = world.copies[0]
        world.now = 2_000_000_000  # thirty years on: after the template was made
        before, after = acts[:at], acts[at:]
        world.live(before)
        world.now += 3
        moment = timestamp(world.clock())
        with world.desk(here, "cy") as desk:
            stood = _rows(desk._context.store), _export(desk, None)
        world.now += 3
        world.live(after)
        store = open_store(here / "annotations.db")
        with past.at(store, moment) as then:
            assert _rows(then) == stood[0]
        with past.at(store, "9999") as then:
            assert _rows(then) == _rows(store)
        with past.at(store, "0001") as then:
            assert not any(_rows(then)[x.name] for x in GUARDED if x.name != "tags")
        store.close()
        with world.desk(here, "cy") as desk:
            assert _export(desk, moment) == stood[1]
            assert _export(desk, "9999") == _export(desk, None)

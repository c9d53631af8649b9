"""The power goes while the desk's own batches are written, and the disk is full at any write."""

from __future__ import annotations

import hashlib
import importlib.util
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from reader.errors import ReaderError
from reader.model.finding import Severity
from reader.store import care, library, sqlite
from reader.store.guarded import GUARDED
from reader.store.library import connect_new
from reader.store.opening import open_store
from reader.store.protocol import Statement
from reader.store.sqlite import SqliteStore
from tests.property.worlds import ACTS, Act, World, template
from tests.table import Tell

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("apsw") is None,
    reason="apsw is missing: pip install --editable '.[power]'",
)
NAME = "annotations.db"
TABLES = (*(table.name for table in GUARDED), "articles", "blocks", "history", "undos")
Recorded = Sequence[Sequence[Statement]]


def _run(batch: Sequence[Statement], connection: Any) -> None:
    sqlite._run(connection, batch)


@dataclass(frozen=True)
class Story:
    """A desk, everything that was then written on it, and what it was like after each batch."""

    start: bytes
    batches: Recorded
    states: Sequence[str]


def state(connection: Any) -> str:
    """All rows of all tables of people's work, as one checksum."""
    digest = hashlib.sha256()
    for table in TABLES:
        rows = sorted(map(repr, map(tuple, connection.execute(f"SELECT * FROM {table}"))))
        digest.update(repr(rows).encode())
    return digest.hexdigest()


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    """What the desk writes while two people do one after another all that people do."""
    folder = tmp_path_factory.mktemp("power")
    (folder / "template").mkdir()
    world = World(folder, template(folder / "template"), 1)
    database = world.copies[0] / NAME
    start, batches, states = database.read_bytes(), list[Any](), list[str]()
    write = SqliteStore.write

    def recording(store: SqliteStore, batch: Sequence[Statement]) -> None:
        write(store, batch)
        batches.append(list(batch))

    rng = random.Random(6)
    acts = [
        Act(what, 0, n, rng.randrange(40), rng.randrange(40)) for n, what in enumerate(ACTS * 2)
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SqliteStore, "write", recording)
        world.live(acts)
    replayed = folder / "replayed.db"
    replayed.write_bytes(start)
    with closing(connect_new(replayed)) as connection:
        states.append(state(connection))
        for batch in batches:
            sqlite._transaction(connection, partial(_run, batch))
            states.append(state(connection))
    assert len(set(states)) == len(batches) + 1 > len(ACTS)
    return Story(start, batches, states)


@dataclass
class Machine:
    """A machine whose disk is ours: it opens a desk as the store does, and writes batches."""

    disk: Any
    connection: Any
    done: int = 0

    def write(self, batch: Sequence[Statement]) -> None:
        sqlite._transaction(self.connection, partial(_run, batch))
        self.done += 1


@pytest.fixture
def machine(story: Story) -> Iterator[Machine]:
    from tests.fault import losing_disk

    disk = losing_disk.Disk(**{NAME: story.start})
    vfs = losing_disk.LosingVfs("losing", disk)
    connection = library.prepare(losing_disk.connect(NAME, "losing"), busy_ms=0)
    yield Machine(disk, connection)
    connection.close()
    vfs.unregister()


def found_again(files: Mapping[str, bytes], folder: Path) -> str:
    """The state in which the reader finds a disk after the power came back; it must be sound."""
    for path in folder.iterdir():
        path.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    try:
        with closing(open_store(folder / NAME)) as store:
            ill = [each for each in care.diagnose(store) if each.severity is not Severity.NOTE]
            assert not ill, ill[0]
            return state(store._reader)
    except ReaderError as error:
        return f"damaged: {error}"


def lose_power(story: Story, machine: Machine, folder: Path, every: int) -> Counter[str]:
    """How often what was found, of all that can be found at each `every`th step and each end."""
    from tests.fault.losing_disk import Fate

    rng = random.Random(9)
    found: Counter[str] = Counter()
    folder.mkdir()

    def cut() -> None:
        for fate in Fate:
            state = found_again(machine.disk.without_power(fate, rng), folder)
            done = machine.done
            if state == story.states[done]:
                found["as acknowledged"] += 1
            elif done < len(story.batches) and state == story.states[done + 1]:
                found["with the batch under way"] += 1
            elif state in story.states[:done]:
                found[f"LOST ({fate})"] += 1
            else:
                found[f"TORN ({fate}): {state}"] += 1

    machine.disk.step = lambda number, _: cut() if number % every == 0 else None
    for number, batch in enumerate(story.batches):
        machine.write(batch)
        if number % (every // 10 or 1) == 0:
            cut()  # the moment after the acknowledgement is the one that matters most
    return found


@pytest.mark.item("power")
@pytest.mark.parametrize("every", [300, pytest.param(19, marks=pytest.mark.long)])
def test_what_was_acknowledged_outlives_the_power(
    story: Story, machine: Machine, tmp_path: Path, every: int, tell: Tell
) -> None:
    found = lose_power(story, machine, tmp_path / "after", every)
    assert set(found) <= {"as acknowledged", "with the batch under way"}, found
    tell(
        f"{found.total()} losses of power in {len(story.batches)} batches of the desk",
        f"0 acknowledged lost, 0 torn; {found['with the batch under way']} kept one under way",
    )


@pytest.mark.long
def test_a_store_that_does_not_sync_the_folder_would_lose_what_it_acknowledged(
    story: Story, machine: Machine, tmp_path: Path
) -> None:
    machine.connection.execute("PRAGMA synchronous = FULL")  # a deleted journal may be back
    found = lose_power(story, machine, tmp_path / "after", 180)
    assert [each for each in found if each.startswith("LOST")]
    assert not [each for each in found if each.startswith("TORN")]


@pytest.mark.item("full")
@pytest.mark.parametrize("every", [10, pytest.param(1, marks=pytest.mark.long)])
def test_a_disk_that_is_full_at_any_step_takes_nothing_and_work_goes_on(
    story: Story, machine: Machine, every: int, tell: Tell
) -> None:
    from tests.fault.losing_disk import Full

    refused = 0
    for number, batch in enumerate(story.batches):
        left = 1  # steps that still succeed in this try
        while machine.done == number:
            fail_at = machine.disk.steps + left

            def fill(step: int, needs_room: bool, fail_at: int = fail_at) -> None:
                if step == fail_at and needs_room:
                    raise Full

            machine.disk.step = fill
            with suppress(Full):
                machine.write(batch)
            if machine.done == number:
                refused += 1
                assert state(machine.connection) == story.states[number]
            left += every
    assert refused > len(story.batches)
    assert state(machine.connection) == story.states[-1]
    tell(
        f"a disk full at {refused} steps of {number + 1} batches",
        "0 lost, 0 half done, each done again after",
    )

"""Commands that are killed: what they acknowledged stands, the rest is there whole or not."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from reader.desk.opening import init_desk
from reader.exchange.folder import write_folder
from reader.model.text import Span
from reader.store import opening, soundness
from reader.store.sqlite import SqliteStore
from tests.fault.people import opened
from tests.fault.storm import Process
from tests.fault.test_storms import fill
from tests.table import Tell
from tests.unit.desk import weekly

WORKER = Path(__file__).with_name("people.py")
MARKS = 400  # in the folder that is imported
rounds = pytest.mark.parametrize("rounds", [2, pytest.param(12, marks=pytest.mark.long)])


def killed(
    act: str,
    *arguments: object,
    within: float,
    rng: random.Random,
    after: Callable[[], bool] = lambda: True,
) -> None:
    """Kill a command at some moment `within` so many seconds `after` something has come about."""
    process = Process(act, *arguments, worker=WORKER)
    process.wait_for("ready")
    process.go()
    patience = time.monotonic() + 60
    while not after() and not process.ended() and time.monotonic() < patience:
        time.sleep(0.001)
    time.sleep(rng.uniform(0, within))
    process.kill()


def lines(path: Path) -> list[str]:
    return path.read_text().split() if path.exists() else []


def sound(database: Path, ask: Callable[[SqliteStore], int]) -> int:
    """What a desk answers that must be sound."""
    with closing(opening.open_store(database)) as store:
        assert [each for each in soundness.symptoms(store) if each.code != "search"] == []
        return ask(store)


def count(sql: str) -> Callable[[SqliteStore], int]:
    return lambda store: int(store.read(f"SELECT count(*) AS n FROM {sql}")[0]["n"])


@pytest.mark.item("kill-add")
@rounds
def test_articles_that_were_acknowledged_stand_whole(
    tmp_path: Path, rounds: int, tell: Tell
) -> None:
    rng, pages, acknowledged, cut = random.Random(10), tmp_path / "pages", 0, 0
    weekly.write(pages)
    database = init_desk(tmp_path / "desk").database
    for number in range(rounds):
        ack = tmp_path / f"{number}.ack"
        known, at = sound(database, count("articles")), rng.randrange(1, len(weekly.STORIES))
        killed(
            *("add", database, pages, ack),
            within=0.05,
            rng=rng,
            after=partial(lambda ack, least: len(lines(ack)) >= least, ack, max(known, at)),
        )
        told = set(lines(ack))

        def standing(store: SqliteStore, told: set[str] = told) -> int:
            there = {row["id"] for row in store.read("SELECT id FROM articles")}
            assert told <= there
            bare = "articles WHERE id NOT IN (SELECT article FROM blocks)"
            assert count(bare)(store) == 0
            return len(there)

        there = sound(database, standing)
        acknowledged += len(told)
        cut += there < len(weekly.STORIES)
        if there == len(weekly.STORIES):
            shutil.rmtree(database.parent)
            init_desk(database.parent)
    assert acknowledged
    tell(f"{rounds} kills of `add`", f"0 of {acknowledged} acknowledged lost, {cut} were midway")


@pytest.mark.item("kill-add")
@rounds
def test_an_import_has_brought_all_or_nothing(
    database: Path, tmp_path: Path, rounds: int, tell: Tell
) -> None:
    rng, done = random.Random(11), 0
    empty, folder = tmp_path / "empty.db", tmp_path / "exported"
    shutil.copy(database, empty)
    folder.mkdir()
    with opened(str(database)) as desk:
        article = desk.articles.list()[0].id
        desk.marks.annotate_all([(article, [Span(n % 60, n % 60 + 9)]) for n in range(MARKS)])
        for name, lines in write_folder(desk.exchange.rows(), desk.exchange.people()):
            (folder / name).write_text("".join(lines), "utf-8")
    for _ in range(rounds):
        for path in database.parent.glob("annotations.db*"):
            path.unlink()
        shutil.copy(empty, database)
        journal = database.with_name("annotations.db-journal")
        killed("import", database, folder, within=0.5, rng=rng, after=journal.exists)
        found = sound(database, count("annotations"))
        assert found in {0, MARKS}
        done += found == MARKS
    tell(f"{rounds} kills of an import of {MARKS} marks", f"{done} done, {rounds - done} nothing")


@pytest.mark.item("kill-care")
@rounds
def test_backups_that_take_old_ones_away_leave_the_newest(
    database: Path, tmp_path: Path, rounds: int, tell: Tell
) -> None:
    rng, folder, ack = random.Random(12), tmp_path / "backups", tmp_path / "ack"
    folder.mkdir()
    fill(database, 50)
    for _ in range(rounds):
        before = len(lines(ack)) + rng.randrange(1, 5)
        killed(
            *("rotate", database, folder, ack),
            within=0.2,
            rng=rng,
            after=partial(lambda least: len(lines(ack)) >= least, before),
        )
        assert sound(database, count("annotations")) == 50
        standing = sorted(folder.glob("*.db"))
        told = lines(ack)
        if told:
            assert standing[-1].name >= told[-1]
        for path in standing:
            assert sound(path, count("annotations")) == 50
    assert told
    tell(f"{rounds} kills of backups that keep two", f"{len(told)} told of, the newest whole")

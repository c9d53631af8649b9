"""Articles are judged anew while the process is killed: the blocks of each are of one run."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reader.desk.opening import find_desk, init_desk, open_desk
from reader.model.article import BlockVerdict
from reader.store import opening, soundness
from tests.fault.storm import ROOT
from tests.unit.desk import weekly

WORKER = Path(__file__).with_name("again.py")
FLIPPED = 2  # the block that ada flips in every article


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A desk with eight articles and a flip in each."""
    folder = tmp_path / "desk"
    init_desk(folder, title="A desk")
    place = find_desk(str(folder), environ=os.environ, folder=tmp_path)
    with open_desk(place, annotator="ada", environ=os.environ) as desk:
        for identity, _ in desk.articles.add(weekly.write(tmp_path / "pages")).added:
            desk.articles.flip(identity, FLIPPED, BlockVerdict.ASIDE)
    return folder


def started(mode: str, folder: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, str(WORKER), mode, str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def rules(folder: Path) -> list[set[str]]:
    """The rules of each article's blocks, but for what its source told.

    Every article is whole, and every flip stands.
    """
    place = find_desk(str(folder), environ=os.environ, folder=folder)
    with open_desk(place, annotator="ada", environ=os.environ) as desk:
        articles = [desk.articles.get(each.id) for each in desk.articles.list()]
        for article in articles:
            edges = [0, *(block.span.stop for block in article.blocks)]
            assert edges[:-1] == [block.span.start for block in article.blocks]
            assert edges[-1] == len(article.text)
            assert desk.articles.verdicts(article.id)[FLIPPED] is BlockVerdict.ASIDE
    store = opening.open_store(folder / "annotations.db")
    assert list(soundness.symptoms(store)) == []
    store.close()
    told = [{block.rule for block in article.blocks} for article in articles]
    return [{rule for rule in each if not rule.startswith("repeated")} for each in told]


def test_a_kill_while_articles_are_judged_anew_leaves_each_whole(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rng = random.Random(3)
    before = rules(folder)
    judged, between = 0, 0
    for _ in range(8):
        process = started("loop", folder)
        assert process.stdout is not None
        for _ in range(rng.randrange(1, 13)):  # of eight articles: some in the second round
            assert process.stdout.readline() == "judging\n"
        time.sleep(rng.uniform(0, 0.03))
        process.kill()
        process.communicate()
        now = rules(folder)
        assert all(len(each) == 1 for each, old in zip(now, before, strict=True) if each != old), (
            "blocks of two runs in one article"
        )
        judged += now != before
        between += len(set(map(frozenset, now))) > 1
        before = now
    assert judged
    with capsys.disabled():
        print(f"\n  8 kills: {judged} of them after articles were judged anew, {between} midway")


def test_a_kill_in_mid_transaction_changes_nothing(folder: Path) -> None:
    before = rules(folder)
    process = started("cut", folder)
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL
    assert rules(folder) == before

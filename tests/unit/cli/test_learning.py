from __future__ import annotations

import os
from pathlib import Path

import pytest

from reader.desk.opening import find_desk, init_desk, open_desk
from tests.unit.cli.flood import Desk
from tests.unit.desk.conftest import ARTICLES
from tests.unit.desk.judged import judge_many


@pytest.fixture
def judged(tmp_path: Path) -> Desk:
    """A desk with sixty verdicts by somebody who goes by names."""
    folder = tmp_path / "judged"
    init_desk(folder, title="A desk")
    place = find_desk(str(folder), environ=os.environ, folder=tmp_path)
    with open_desk(place, annotator="ada", environ=os.environ) as desk:
        desk.articles.add(ARTICLES)
        judge_many(desk, 60)
    return Desk(folder)


def test_weights_are_proposed_learnt_explained_and_forgotten(judged: Desk) -> None:
    assert "`reader suggest --learn`" in judged.run("suggest", "--limit", "1").stderr
    said = judged.said("suggest", "--learn", who="bo")
    assert said.startswith("60 judgements: ")
    assert "better: kept" in said
    explained = judged.said("suggest", "--explain")
    assert "in use: learnt from 60 judgements for bo on " in explained
    values = judged.json("suggest", "--explain")
    assert values["figures"]["precision_after"] > values["figures"]["precision_before"]
    assert all(each["used"] == each["taught"] for each in values["weights"])
    assert any(each["used"] != each["default"] for each in values["weights"])
    assert values["learnt"]["annotator"] == "bo"
    assert "learn" not in judged.run("suggest", "--limit", "1").stderr
    assert "default ones again" in judged.run("suggest", "--forget").stderr
    assert "since ada went back to them" in judged.said("suggest", "--explain")
    assert "deleted what the links learnt" in judged.said("undo")
    assert judged.json("suggest", "--explain")["weights"] == values["weights"]
    assert "well" in judged.said("doctor")


def test_a_desk_that_learnt_nothing_says_what_is_missing(desk: Desk) -> None:
    assert "30 more in all" in desk.said("suggest", "--learn")
    assert "nothing was ever learnt" in desk.said("suggest", "--explain")
    assert "learnt nothing" in desk.refused("suggest", "--forget")
    for wrong in (("--learn", "--forget"), ("--explain", "--story", "x"), ("--learn", "--save")):
        assert desk.run("suggest", *wrong).exit_code == 2

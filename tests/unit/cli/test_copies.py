from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.unit.cli.flood import Desk

WIRE = (
    "The old dam above Oldbridge gave way before dawn on Friday and the river Wend flooded the "
    "lower town within an hour, leaving twelve people missing and the railway to the coast cut."
)
OWN = "A dam failed above Oldbridge early on Friday and the river Wend flooded the lower town."
REPORTS = {
    "wire.txt": f"Dam gives way\n\nOLDBRIDGE, March 12 (Reuters) - {WIRE}\n\nSchools are shut.\n",
    "copy.txt": f"Flood in Oldbridge\n\n{WIRE}\n\nOur town hall asks for boats, the mayor said.\n",
    "own.txt": f"Oldbridge under water\n\n{OWN}\n\nTwelve people are missing, the mayor said.\n",
}


@pytest.fixture
def wired(tmp_path: Path, desk: Desk) -> Desk:
    """A desk on which two of three further reports carry one text."""
    for name, text in REPORTS.items():
        (tmp_path / name).write_text(text, "utf-8")
    desk.said("add", *(str(tmp_path / name) for name in REPORTS))
    desk.said("story", "add", "Wire", *REPORTS)
    return desk


def test_copies_name_both_articles_their_shares_and_the_agency(wired: Desk) -> None:
    found = wired.json("copies", "--story", "Wire")
    (copy,) = found["copies"]
    assert copy["a"]["quote"] == copy["b"]["quote"] == WIRE.removesuffix(".")
    assert 0.5 < copy["share_a"] < 1
    assert found["clusters"] == [[copy["a"]["article"], copy["b"]["article"]]]
    assert [credit["agency"] for credit in found["credits"]] == ["Reuters"]
    told = wired.said("copies", "--story", "Wire")
    assert "(Reuters)" in told
    assert WIRE.removesuffix(".") in told


def test_an_event_says_how_many_of_its_sources_are_independent(wired: Desk) -> None:
    (copy,) = wired.json("copies", "--story", "Wire")["copies"]
    twins = [copy["a"]["article"], copy["b"]["article"]]
    (event,) = [
        event
        for event in wired.json("events", "--story", "Wire")
        if {end["article"] for end in event["passages"]} >= set(twins)
    ]
    assert twins in event["sources"]
    assert len(event["sources"]) == 2
    told = wired.said("events", "--story", "Wire")
    assert "2 of 3" in told
    matrix = wired.said("events", "--story", "Wire", "--matrix")
    assert matrix.count("[same text as ") == 2


def test_without_copies_that_is_said_and_every_source_counts(desk: Desk) -> None:
    assert "no copies" in desk.run("copies").stderr
    assert json.loads(desk.said("copies", "--json"))["copies"] == []
    for event in desk.json("events"):
        assert all(len(group) == 1 for group in event["sources"])

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.cli.flood import Desk

A, B = "Sergei Varin", "Sergey Varin"
REPORTS = {
    "one.txt": f"The dam\n\nThe engineer {A} looked at the dam on Monday, and found no crack.\n",
    "two.txt": f"The wall\n\nThey asked {B} about the wall of the dam, and he did not answer.\n",
}


@pytest.fixture
def spelt(tmp_path: Path, desk: Desk) -> Desk:
    """A desk on which two further reports write a name in two ways."""
    for name, text in REPORTS.items():
        (tmp_path / name).write_text(text, "utf-8")
    desk.said("add", *(str(tmp_path / name) for name in REPORTS))
    return desk


def _pairs(desk: Desk) -> list[tuple[str, str]]:
    return [(each["a"], each["b"]) for each in desk.json("entities")["candidates"]]


def test_a_pair_is_suggested_with_its_reasons_and_places(spelt: Desk) -> None:
    (pair,) = [e for e in spelt.json("entities")["candidates"] if (e["a"], e["b"]) == (A, B)]
    assert pair["reasons"] == ["spelt alike"]
    text = spelt.json("show", pair["first_b"]["article"])["text"]
    assert text[pair["first_b"]["start"] : pair["first_b"]["stop"]] == B
    assert f"{A}\t{B}\tsuggested" in spelt.said("entities")


def test_accepted_is_one_thing_until_it_is_undone(spelt: Desk) -> None:
    assert f"{A} = {B}" in spelt.said("entities", "accept", A, B)
    found = spelt.json("entities")
    assert [(each["name"], each["spellings"]) for each in found["entities"]] == [(A, [B])]
    assert (A, B) not in _pairs(spelt)
    spelt.said("undo")
    assert (A, B) in _pairs(spelt)


def test_refused_is_not_asked_again_and_an_alias_needs_no_suggestion(spelt: Desk) -> None:
    assert f"{A} ≠ {B}" in spelt.said("entities", "refuse", A, B)
    assert (A, B) not in _pairs(spelt)
    made = spelt.json("entities", "accept", "Wend", "the river")
    assert (made["name"], made["spellings"]) == ("Wend", ["the river"])


def test_one_spelling_is_no_pair(spelt: Desk) -> None:
    assert "one spelling" in spelt.refused("entities", "accept", A, A.upper())


def test_the_codebook_carries_what_was_said_to_another_desk(spelt: Desk, tmp_path: Path) -> None:
    spelt.said("entities", "accept", A, B)
    codebook = tmp_path / "codebook.csv"
    spelt.said("tags", "export", "-o", str(codebook))
    other = Desk(tmp_path / "other")
    other.said("init", str(other.folder))
    other.said("tags", "import", str(codebook))
    found = other.json("entities")["entities"]
    assert [(each["name"], each["spellings"]) for each in found] == [(A, [B])]
    assert spelt.run("doctor").exit_code == 0

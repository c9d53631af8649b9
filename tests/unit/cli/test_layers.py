from __future__ import annotations

import pytest

from tests.unit.cli.flood import Desk

QUOTES = {"1": "nine people are missing", "2": "dam in the hills gave way"}


@pytest.fixture
def shared(desk: Desk) -> Desk:
    """Three mark and comment on articles 1 and 2; two are done with both, ada with the first."""
    for article, quote in QUOTES.items():
        for who in ("ada", "bo", "cy"):
            mark = desk.mark(article, quote, "--tag", "claim", who=who)
            desk.said("comment", mark, f"{who} on {article}", who=who)
    desk.said("done", "1")
    for who in ("bo", "cy"):
        desk.said("done", "1", who=who)
        desk.said("done", "2", who=who)
    return desk


def test_a_layer_is_mine_anybodys_everybodys_or_the_curated_one(shared: Desk) -> None:
    shared.said("curate", "--accept-above", "0.9")
    for layer, people in {
        "mine": {"ada"},
        "curated": {"curated"},
        "bo": {"bo"},
        "all": {"ada", "bo", "cy", "curated"},
    }.items():
        found = shared.json("annotations", "--layer", layer)
        assert {each["annotator"] for each in found} == people
    assert shared.said("export", "csv", "--layer", "Curated").count(",curated,") == 2
    assert shared.run("annotations", "--layer", "mine", "--annotator", "bo").exit_code == 2


def test_who_works_blind_sees_of_others_what_lies_in_articles_that_are_done(
    shared: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def seen(*arguments: str) -> list[tuple[str, str]]:
        found = shared.json(*arguments)
        return sorted({(each["annotator"], each["article"]) for each in found})

    [one, two] = [each["id"] for each in shared.json("list")[:2]]
    three = [("ada", one), ("bo", one), ("cy", one), ("ada", two)]
    assert seen("annotations", "--blind") == sorted(three)
    assert seen("comments", "--blind") == sorted(three)
    assert len(shared.json("annotations")) == 6
    assert shared.json("agree", "--by", "article")["all"]["articles"] == 2
    monkeypatch.setenv("READER_BLIND", "1")
    assert seen("annotations") == sorted(three)
    assert seen("--blind", "comments", "--article", "2") == [("ada", two)]
    assert shared.json("agree", "--by", "article")["all"]["articles"] == 1
    assert "and you work blind" in shared.refused("events")
    assert "and you work blind" in shared.refused("entities")
    shared.said("done", "2")
    assert len(shared.json("annotations")) == 6
    shared.said("done", "3")
    assert shared.json("entities") is not None

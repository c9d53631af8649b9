"""`reader agree` from two people's marks and verdicts to figures, and from those to the places."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.cli.flood import Desk

COURIER, HERALD = "1", "3"


@pytest.fixture
def read_twice(desk: Desk) -> Desk:
    """Ada and bo are done with the courier; bo alone with the herald, where both marked."""

    def mark(who: str, article: str, quote: str, tag: str) -> None:
        desk.said("annotate", article, "--quote", quote, "--tag", tag, who=who)

    mark("ada", COURIER, "A dam failed above Oldbridge", "claim")
    mark("bo", COURIER, "A dam failed above Oldbridge", "claim")
    mark("ada", COURIER, "nine people are missing", "claim")
    mark("bo", COURIER, "nine people are missing after the flood", "claim")
    mark("ada", COURIER, "Mayor Ilse Brandt", "person")
    mark("bo", COURIER, "Mayor Ilse Brandt", "claim")
    mark("bo", COURIER, "cracks in the dam wall", "claim")
    mark("ada", HERALD, "Twelve people are missing", "claim")
    mark("bo", HERALD, "Twelve people are missing", "claim")
    for who, article in (("ada", COURIER), ("bo", COURIER), ("bo", HERALD)):
        desk.said("done", article, who=who)
    return desk


def figures(desk: Desk, *arguments: str) -> dict[str, Any]:
    found = desk.json("agree", *arguments)
    return {each["group"]: each for each in found["groups"]} | {"": found["all"]}


def test_figures_are_over_what_both_are_done_with(read_twice: Desk) -> None:
    found = figures(read_twice)
    assert set(found) == {"claim", "entity/person", ""}
    claim, person, whole = found["claim"], found["entity/person"], found[""]
    assert (claim["articles"], claim["marks"], person["marks"]) == (1, 6, 1)
    assert claim["strict"] == pytest.approx(2 / 6)
    assert claim["overlapping"] == pytest.approx(2 * (1 * 0.5) / 1.5)
    assert person["strict"] == 0
    assert 0 < claim["unitising"] < 1
    assert 0 < claim["kappa"] < 1
    assert (claim["disagreements"], person["disagreements"], whole["disagreements"]) == (3, 1, 3)
    both = figures(read_twice, "--all")
    assert both["claim"]["articles"] == 2
    assert both["claim"]["strict"] == pytest.approx(4 / 8)


def test_figures_are_told_apart_by_article_pair_and_time(read_twice: Desk) -> None:
    by_pair = figures(read_twice, "--by", "pair")
    assert by_pair["ada + bo"] == by_pair[""] | {"group": "ada + bo"}
    (month,) = set(figures(read_twice, "--by", "month")) - {""}
    (week,) = set(figures(read_twice, "--by", "week")) - {""}
    assert len(month) == len("2026-01")
    assert "-W" in week
    one = figures(read_twice, "--by", "article", "--all", "--article", HERALD, "--tag", "claim")
    assert len(one) == 2
    assert one[""]["strict"] == one[""]["unitising"] == 1
    printed = read_twice.said("agree", "--by", "article").splitlines()
    assert printed[0].split("\t")[:2] == ["article", "articles"]
    assert [line.split("\t")[0] for line in printed[1:]] == ["1 courier.txt", "all"]


def test_each_disagreement_is_listed_with_both_sides_words(read_twice: Desk) -> None:
    found = read_twice.json("agree", "--disagreements")
    assert [(each["kind"], each["a"]["quote"], each["b"]["quote"]) for each in found] == [
        ("tag", "Mayor Ilse Brandt", "Mayor Ilse Brandt"),
        ("borders", "nine people are missing", "nine people are missing after the flood"),
        ("missing", None, "cracks in the dam wall"),
    ]
    text = read_twice.json("show", COURIER)["text"]
    for each in found:
        for side in (each["a"], each["b"]):
            assert side["quote"] is None or text[side["start"] : side["stop"]] == side["quote"]
    (person,) = read_twice.json("agree", "--disagreements", "--tag", "person")
    assert (person["a"]["tag"], person["b"]["tag"]) == ("entity/person", "claim")
    told = read_twice.said("agree", "--disagreements", "--pair", "BO,ada")
    assert "ada: nothing\tbo: claim" in told
    assert read_twice.json("agree", "--disagreements", "--all", "--article", HERALD) == []


def test_verdicts_on_links_are_compared_and_listed(read_twice: Desk) -> None:
    desk = read_twice
    links = [each["id"] for each in desk.json("links")][:2]
    said = (("confirm", "confirm"), ("confirm", "reject"))
    for link, verdicts in zip(links, said, strict=True):
        for who, verdict in zip(("ada", "bo"), verdicts, strict=True):
            desk.said("judge", link, verdict, who=who)
    assert desk.json("agree", "--links") == {"by": "tag", "groups": [], "all": None}
    assert "two people judged" in desk.run("agree", "--links").stderr
    found = figures(desk, "--links", "--all")
    assert set(found) == {"same-event", ""}
    assert (found[""]["links"], found[""]["kappa"], found[""]["disagreements"]) == (2, 0, 1)
    assert 0 < found[""]["b_cubed"] < 1
    (apart,) = desk.json("agree", "--links", "--all", "--disagreements")
    assert apart["verdicts"] == {"ada": "confirmed", "bo": "rejected"}
    assert apart["link"] == links[1]
    assert "bo: rejected" in desk.said("agree", "--links", "--all", "--disagreements")
    by_week = figures(desk, "--links", "--all", "--by", "week")
    assert len(by_week) == 2
    assert "2 links with several verdicts" in desk.run("agree", "--all").stderr


def test_what_cannot_be_compared_is_said(desk: Desk) -> None:
    nothing = desk.run("agree")
    assert (nothing.exit_code, nothing.stdout) == (0, "")
    assert "`reader done ARTICLE`" in nothing.stderr
    assert desk.run("agree", "--links", "--tag", "claim").exit_code == 2
    desk.said("annotate", "1", "--start", "0", "--stop", "5", "--tag", "claim")
    unknown = desk.run("agree", "--pair", "ada,eve")
    assert (unknown.exit_code, "eve" in unknown.stderr) == (1, True)
    assert "ada" in unknown.stderr.splitlines()[1]
    assert desk.run("agree", "--pair", "ada,Ada").exit_code == 1

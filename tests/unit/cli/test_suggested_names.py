from __future__ import annotations

from tests.unit.cli.flood import Desk


def test_names_are_listed_accepted_and_taken_back(desk: Desk) -> None:
    found = desk.json("entities", "suggest", "1")
    assert found
    assert {"article", "start", "stop", "quote", "kind", "why"} == set(found[0])
    text = desk.json("show", "1")["text"]
    assert all(text[each["start"] : each["stop"]] == each["quote"] for each in found)
    name, kind = found[0]["quote"], found[0]["kind"]
    assert f"\t{name}\t{kind}\t" in desk.said("entities", "suggest", "1")
    assert f"entity/{kind}" in desk.said("entities", "suggest", "1", "--accept", name)
    left = desk.json("entities", "suggest", "1")
    assert name not in {each["quote"] for each in left}
    assert len(left) < len(found)
    desk.said("undo")
    assert desk.json("entities", "suggest", "1") == found
    everywhere = desk.json("entities", "suggest")
    assert len({each["article"] for each in everywhere}) > 1
    made = desk.json("entities", "suggest", "--accept", name)
    assert len(made) == sum(each["quote"] == name for each in everywhere)

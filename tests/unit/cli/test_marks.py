from __future__ import annotations

import pytest

from reader.exchange.annotations_csv import COLUMNS
from tests.unit.cli.flood import Desk

MISSING = "Twelve people are missing"


def test_a_mark_is_made_listed_edited_deleted_and_brought_back(desk: Desk) -> None:
    identity = desk.mark("3", MISSING, "--tag", "claim", "--note", "how many?")
    [row] = desk.json("annotations")
    assert tuple(row) == COLUMNS
    assert (row["annotation_id"], row["tag"], row["kind"]) == (identity, "claim", "claim")
    assert (row["quote"], row["note"], row["annotator"]) == (MISSING, "how many?", "ada")
    text = desk.json("show", "3")["text"]
    assert text[row["start"] : row["stop"]] == MISSING

    desk.said("edit", identity[:18], "--note", "", "--tag", "entity/person", "--tag", "claim")
    rows = desk.json("annotations")
    assert [each["tag"] for each in rows] == ["claim", "entity/person"]
    assert {(each["note"], each["version"]) for each in rows} == {("", 2)}

    desk.said("delete", identity[:18])
    assert desk.json("annotations") == []
    desk.said("undo")
    assert len(desk.json("annotations")) == 2
    desk.said("redo")
    assert desk.json("annotations") == []


def test_annotate_prints_the_id_plain_and_as_json(desk: Desk) -> None:
    made = desk.json("annotate", "3", "--start", "0", "--stop", "4")
    assert made["quote"] == desk.json("show", "3")["text"][:4]
    assert desk.json("annotations")[0]["annotation_id"] == made["id"]


def test_a_span_is_neither_trimmed_nor_moved(desk: Desk) -> None:
    text = desk.json("show", "3")["text"]
    start = text.index("\n\n") - 1
    made = desk.json("annotate", "3", "--start", str(start), "--stop", str(start + 3))
    assert made["quote"] == text[start : start + 3]
    assert made["quote"].isspace() is False
    assert made["quote"].endswith("\n")


def test_a_mark_may_have_several_pieces_and_attributes(desk: Desk) -> None:
    desk.said(
        *("annotate", "3", "--piece", "0-3", "--piece", "4-7"),
        *("--attribute", "stance=denies", "--attribute", "by=mayor=x"),
    )
    [row] = desk.json("annotations")
    assert row["pieces"] == "0-3;4-7"
    assert row["attributes"] == {"by": "mayor=x", "stance": "denies"}
    identity = row["annotation_id"]
    desk.said("edit", identity, "--attribute", "by=", "--start", "0", "--stop", "3")
    [row] = desk.json("annotations")
    assert (row["pieces"], row["attributes"], row["version"]) == ("", {"stance": "denies"}, 2)


def test_a_quote_that_stands_in_several_places_lists_them(desk: Desk) -> None:
    result = desk.run("annotate", "3", "--quote", "the river")
    assert result.exit_code == 0
    result = desk.run("annotate", "3", "--quote", "dam")
    assert (result.exit_code, result.stdout) == (1, "")
    lines = result.stderr.splitlines()
    assert lines[0].startswith("reader: ")
    assert [line.split()[0] for line in lines[1:-1]] == ["1", "2"]
    assert "[dam]" in lines[1]
    assert "--number" in lines[-1]
    second = desk.json("annotate", "3", "--quote", "dam", "--number", "2")
    first = desk.json("annotate", "3", "--quote", "dam", "--number", "1")
    assert first["start"] < second["start"]
    assert "2 times" in desk.refused("annotate", "3", "--quote", "dam", "--number", "3")


def test_a_quote_may_differ_in_its_blank_space(desk: Desk) -> None:
    made = desk.json("annotate", "3", "--quote", "flooded the lower   town")
    assert made["quote"] == "flooded the\nlower town"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--start", "0", "--stop", "999999"], "outside"),
        (["--start", "5", "--stop", "5"], ""),
        (["--start", "5", "--stop", "3"], "not a span"),
        (["--quote", "words that are nowhere"], "do not stand"),
        (["--quote", "Twelve", "--tag", "nonesuch"], "no such tag"),
    ],
)
def test_a_mark_that_cannot_be_made_is_refused_in_two_lines(
    desk: Desk, options: list[str], says: str
) -> None:
    assert says in desk.refused("annotate", "3", *options)
    assert desk.json("annotations") == []
    assert desk.json("tags")


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["--start", "1"],
        ["--number", "1", "--start", "1", "--stop", "2"],
        ["--quote", "x", "--start", "1", "--stop", "2"],
        ["--piece", "x"],
        ["--quote", "Twelve", "--attribute", "x"],
    ],
)
def test_wrong_usage_exits_2(desk: Desk, options: list[str]) -> None:
    assert desk.run("annotate", "3", *options).exit_code == 2


def test_filters_choose_marks_with_all_their_tags(desk: Desk) -> None:
    desk.mark("3", MISSING, "--tag", "claim", "--tag", "entity/other")
    desk.mark("3", "Ilse Brandt", "--tag", "entity/person", who="bo")
    desk.mark("1", "nine people are missing")

    def quotes(*options: str) -> list[str]:
        return [row["quote"] for row in desk.json("annotations", *options)]

    assert quotes("--tag", "claim") == [MISSING, MISSING]
    assert quotes("--kind", "entity") == [MISSING, MISSING, "Ilse Brandt"]
    assert quotes("--annotator", "bo") == ["Ilse Brandt"]
    assert quotes("--article", "courier") == ["nine people are missing"]
    assert len(quotes()) == 4
    desk.said("story", "add", "one", "1")
    assert quotes("--story", "one") == ["nine people are missing"]


def test_only_who_made_a_mark_changes_it(desk: Desk) -> None:
    identity = desk.mark("3", MISSING)
    assert "ada" in desk.refused("edit", identity, "--note", "x", who="bo")
    assert "ada" in desk.refused("delete", identity, who="bo")
    assert "no such annotation" in desk.refused("delete", "ffff")


def test_undo_says_when_there_is_nothing(desk: Desk) -> None:
    result = desk.run("undo", who="nobody")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "nothing to undo" in result.stderr
    assert "nothing to redo" in desk.run("redo", who="nobody").stderr


def test_tags_are_added_renamed_merged_and_carried_to_another_desk(
    desk: Desk, other_desk: Desk
) -> None:
    desk.said("tags", "add", "rumour", "--key", "r", "--description", "said by nobody there")
    desk.said("tags", "add", "entity/person/mayor")
    desk.mark("3", MISSING, "--tag", "rumour")
    desk.said("tags", "rename", "rumour", "hearsay")
    paths = {each["tag"]: each for each in desk.json("tags", "list")}
    assert paths["hearsay"]["key"] == "r"
    assert paths["entity/person/mayor"]["kind"] == "entity"
    codebook = desk.folder / "codebook.csv"
    desk.said("tags", "export", "-o", str(codebook))
    other_desk.said("tags", "import", str(codebook))
    assert {each["tag"] for each in other_desk.json("tags")} == set(paths)
    assert "added" not in other_desk.said("tags", "import", str(codebook))
    other_desk.said("tags", "edit", "hearsay", "--description", "other words", "--key", "")
    clash = other_desk.run("tags", "import", str(codebook))
    assert (clash.exit_code, clash.stdout) == (1, "changed hearsay\n")  # the key, which was empty
    assert "conflict  hearsay: description is “other words” here" in clash.stderr
    other_desk.said("tags", "import", str(codebook), "--overwrite")
    assert other_desk.json("tags", "show", "hearsay")["description"] == "said by nobody there"
    other_desk.said("undo")
    assert other_desk.json("tags", "show", "hearsay")["description"] == "other words"
    assert "## hearsay" in desk.said("tags", "export", "--format", "markdown")
    desk.said("tags", "export", "-o", str(codebook.with_suffix(".json")))
    assert "conflict" in other_desk.run("tags", "import", str(codebook.with_suffix(".json"))).stderr
    desk.said("tags", "edit", "hearsay", "--required", "stance", "--required", "by")
    made = desk.run("annotate", "2", "--start", "0", "--stop", "4", "--tag", "hearsay")
    assert "hearsay asks for: stance, by" in made.stderr
    shown = desk.json("tags", "show", "hearsay")
    assert (shown["required"], shown["marks"], len(shown["lacking"])) == (
        ["stance", "by"],
        {"ada": 2},
        2,
    )
    assert "lacking" in desk.said("tags", "show", "hearsay")
    desk.said("tags", "add", "hearsay/leak")
    assert "cannot stand there" in desk.refused("tags", "edit", "hearsay", "--under", "leak")
    assert "cannot stand there" in desk.refused("tags", "edit", "leak", "--under", "claim")
    desk.said("tags", "edit", "leak", "--under", "")
    assert desk.json("tags", "show", "leak")["tag"] == "leak"
    desk.said("tags", "merge", "hearsay", "claim")
    assert desk.json("annotations")[0]["tag"] == "claim"
    assert "hearsay" not in desk.said("tags")


def test_history_tells_who_did_what(desk: Desk) -> None:
    identity = desk.mark("3", MISSING)
    desk.said("edit", identity, "--note", "why")
    entries = desk.json("history", identity)
    assert [each["version"] for each in entries if each["table"] == "annotations"] == [1, 2]
    assert {each["annotator"] for each in entries} == {"ada"}
    assert desk.said("history", "3", "--limit", "1").count("\n") == 2


def test_a_gesture_of_the_history_is_undone_and_redone_by_its_id(desk: Desk) -> None:
    first = desk.mark("3", MISSING, "--note", "first")
    desk.mark("1", "Flood hits")
    change = desk.json("history", first)[0]["change"]
    assert change[:18] in desk.said("history", first)
    assert desk.said("undo", change[:30]).startswith("undone: new annotation")
    assert [row["quote"] for row in desk.json("annotations")] == ["Flood hits"]
    assert "already" in desk.refused("undo", change)
    desk.said("redo", change)
    assert len(desk.json("annotations")) == 2
    assert "only ada" in desk.refused("undo", change, who="bo")
    desk.said("edit", first, "--note", "second")
    left = desk.run("undo", change)
    assert (left.exit_code, left.stdout) == (1, "")
    assert left.stderr == f"left as it is: new annotation “{MISSING}”: you changed it since\n"


def test_marks_are_chosen_by_attribute_and_by_what_they_lack(desk: Desk) -> None:
    desk.said("tags", "edit", "claim", "--required", "stance", "--required", "source")
    whole = desk.mark(
        *("3", MISSING, "--tag", "claim"),
        *("--attribute", "stance=reports", "--attribute", "source=Brandt"),
    )
    half = desk.mark("3", "The mayor said", "--tag", "claim", "--attribute", "stance=denies")
    ids = [row["annotation_id"] for row in desk.json("annotations", "--attribute", "stance")]
    assert ids == [whole, half]
    [row] = desk.json("annotations", "--attribute", "stance=Denies")
    assert row["annotation_id"] == half
    assert desk.json("annotations", "--attribute", "stance=denies", "--attribute", "source") == []
    [row] = desk.json("annotations", "--incomplete")
    assert (row["annotation_id"], row["lacks"]) == (half, ["source"])
    assert (
        desk.said("annotations", "--incomplete")
        .splitlines()[1]
        .endswith("\tstance: denies\tsource")
    )
    assert "stance=" not in desk.said("export", "csv", "--attribute", "stance=affirms")

from __future__ import annotations

import json
import signal
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest
from click.testing import Result

from reader.cli.stopping import stoppable
from tests.unit.cli.flood import REPORTS, Desk, assert_two_lines

MISSING = "Twelve people are missing"
NINE = "nine people are missing"
KEYS = {"article", "start", "stop", "quote"}


def test_suggestions_give_both_passages_and_why(desk: Desk) -> None:
    found = desk.json("suggest")
    assert found
    texts = {each["id"]: desk.json("show", each["id"])["text"] for each in desk.json("list")}
    for each in found:
        for end in (each["a"], each["b"]):
            assert set(end) == KEYS
            assert texts[end["article"]][end["start"] : end["stop"]] == end["quote"]
        assert each["a"]["article"] != each["b"]["article"]
        assert each["score"] > 0
        assert each["reasons"]
    assert [each["score"] for each in found] == sorted(
        (each["score"] for each in found), reverse=True
    )
    assert len(desk.json("suggest", "--limit", "1")) == 1
    assert desk.said("suggest").count("\n") == len(found) + 1


def test_suggesting_writes_only_when_asked_to_save(desk: Desk) -> None:
    before = len(desk.json("history", "--limit", "999"))
    desk.said("suggest")
    assert len(desk.json("history", "--limit", "999")) == before
    assert "saved" in desk.run("suggest", "--save").stderr


def test_a_link_is_made_listed_and_judged(desk: Desk) -> None:
    mark = desk.mark("3", MISSING)
    made = desk.json("link", mark, f"1:{NINE}", "--relation", "contradicts", "--note", "which?")
    assert {made["a"]["quote"], made["b"]["quote"]} == {MISSING, NINE}
    assert (made["state"], made["verdicts"]) == ("confirmed", {"ada": "confirmed"})
    assert made["note"] == "which?"
    assert [each["id"] for each in desk.json("links", "--people")] == [made["id"]]
    desk.said("judge", made["id"][:13], "reject", who="bo")
    [judged] = desk.json("links", "--state", "disputed")
    assert judged["verdicts"] == {"ada": "confirmed", "bo": "rejected"}
    desk.said("judge", made["id"], "clear", who="bo")
    assert desk.json("links", "--people")[0]["state"] == "confirmed"
    assert desk.json("links", "--people", "--article", "2") == []


def test_a_suggestion_is_judged_by_its_id(desk: Desk) -> None:
    suggested = desk.json("suggest")[0]
    desk.said("judge", suggested["id"], "confirm")
    assert desk.json("links", "--state", "confirmed")[0]["id"] == suggested["id"]
    assert suggested["id"] not in {each["id"] for each in desk.json("links", "--queue")}


@pytest.mark.parametrize(
    ("a", "b", "says"),
    [
        ("3:0-4", "3:0-4", "two places"),
        ("3:0-999999", "1:0-4", "outside the text"),
        ("nowhere", "1:0-4", "no such place"),
        ("nowhere:0-4", "1:0-4", "no such article"),
        ("3:words that are nowhere", "1:0-4", "do not stand"),
    ],
)
def test_a_link_that_cannot_be_made_is_refused_in_two_lines(
    desk: Desk, a: str, b: str, says: str
) -> None:
    assert says in desk.refused("link", a, b)


def test_links_are_listed_blind_until_they_are_judged(desk: Desk) -> None:
    found = desk.json("links", "--queue")[0]
    desk.said("judge", found["id"], "reject", who="bo")
    [bare] = [x for x in desk.json("links", "--queue", "--blind") if x["id"] == found["id"]]
    assert (bare["score"], bare["band"], bare["reasons"], bare["verdicts"]) == (None, None, [], {})
    assert desk.json("links", "--blind") == []
    desk.said("judge", found["id"], "confirm")
    [judged] = desk.json("links", "--blind")
    assert judged["verdicts"] == {"ada": "confirmed", "bo": "rejected"}


def test_an_unknown_link_and_a_wrong_verdict(desk: Desk) -> None:
    assert "no such link" in desk.refused("judge", "ffffffff-ffff", "confirm")
    assert desk.run("judge", "ffff", "maybe").exit_code == 2


def test_events_give_their_passages_links_and_contrasts(desk: Desk) -> None:
    events = desk.json("events")
    assert events
    for event in events:
        assert len({end["article"] for end in event["passages"]}) > 1
        assert all(set(end) == KEYS for end in event["passages"])
        for link in event["links"]:
            assert set(link) == {"a", "b", "score", "reasons"}
    assert events[0]["proposed"] is True


def test_figures_that_disagree_are_shown_with_both_quotes(desk: Desk) -> None:
    [contrast] = [each for event in desk.json("events") for each in event["contrasts"]]
    assert [contrast[side]["quote"] for side in "ab"] == [MISSING, NINE]
    assert contrast["a"]["passage"].startswith("Twelve people are missing, Mayor")
    assert set(contrast) == {"kind", "subject", "a", "b"}
    listed = {each["id"]: each["path"] for each in desk.json("list")}
    for side in (contrast["a"], contrast["b"]):
        assert side["path"] == listed[side["article"]]
        text = desk.json("show", side["article"])["text"]
        assert text[side["start"] : side["stop"]] == side["quote"]
        assert text[side["passage_start"] : side["passage_stop"]] == side["passage"]
    assert "≠" in desk.said("events")


def test_the_matrix_has_a_column_for_each_source(desk: Desk) -> None:
    head, *rows = desk.said("events", "--matrix").splitlines()
    columns = head.split("\t")
    assert columns[0] == "number"
    assert "2 The Gazette" in columns
    assert all(len(row.split("\t")) == len(columns) for row in rows)
    assert any("silent here" in row for row in rows)
    assert rows[-1].split("\t")[1] == "only this source says"


GERMAN = (
    "Wasser über Oldbridge\n\nDer alte Damm über Oldbridge ist am Freitag vor Tagesanbruch "
    "gebrochen. Zwölf Menschen werden vermisst, sagte die Bürgermeisterin der Stadt.\n"
)


def test_a_source_in_another_language_is_not_called_silent_nor_the_only_one(desk: Desk) -> None:
    before = desk.said("events", "--matrix").count("silent here")
    path = desk.folder.parent / "wasser.txt"
    path.write_text(GERMAN, "utf-8")
    desk.said("add", str(path))
    head, *rows = (line.split("\t") for line in desk.said("events", "--matrix").splitlines())
    column = head.index("4 wasser.txt")
    assert sum(row.count("silent here") for row in rows) == before
    assert {row[column] for row in rows if row[0]} == {"other language"}
    (said,) = {row[1] for row in rows if not row[0] and row[column]}
    assert said == "compared with none: no other source is in this language"
    page = desk.said("events", "--matrix", "--format", "html")
    assert page.count('class="silent">silent here<') == before
    assert "passages, compared with none: no other source is in this language" in page


def test_the_matrix_goes_to_a_file_in_the_form_of_its_name(desk: Desk) -> None:
    files = {name: desk.folder.parent / f"story.{name}" for name in ("html", "md", "csv")}
    for path in files.values():
        assert desk.run("events", "--matrix", "-o", str(path)).stdout == ""
    page, table, sheet = (path.read_text("utf-8") for path in files.values())
    assert page == desk.said("events", "--format", "html")
    assert "<h1" in page
    assert table.startswith("| number | event |")
    assert sheet.startswith("number,event,sources,")
    for told in (page, table, sheet):
        assert "silent here" in told
    desk.said("story", "add", "Oldbridge", "1", "2", "3")
    assert "<title>Oldbridge: events over sources</title>" in desk.said(
        "events", "--matrix", "--format", "html"
    )
    assert "cannot be written" in desk.refused("events", "-o", str(desk.folder / "no" / "x.csv"))


def test_an_event_is_kept_named_split_merged_and_taken_back(desk: Desk) -> None:
    places = ["3:gave way before dawn", "1:A dam failed", "3:Rescue boats", "1:Boats searched"]
    desk.said("event", "add", "The dam breaks", *places)
    desk.said("event", "name", "The dam breaks", "The dam", "--date", "2021-03-12")
    kept = desk.json("events")[0]
    assert (kept["title"], kept["proposed"], kept["happened_on"]) == (
        "The dam",
        False,
        "2021-03-12",
    )
    desk.said("event", "split", "1", "The search", "3:Rescue boats", "1:Boats searched")
    titles = [each["title"] for each in desk.json("events") if not each["proposed"]]
    assert sorted(titles) == ["The dam", "The search"]
    desk.said("event", "merge", "The dam", "The search")
    kept = [each for each in desk.json("events") if not each["proposed"]]
    assert [len(each["passages"]) for each in kept] == [4]
    desk.said("event", "remove", "The dam", "1:Boats searched")
    desk.said("event", "add", "Boats", "1:Boats searched")
    desk.said("event", "move", "The dam", "1:Boats searched")
    kept = [each for each in desk.json("events") if not each["proposed"]]
    assert [len(each["passages"]) for each in kept] == [4]
    desk.said("event", "delete", "The dam")
    assert all(each["proposed"] for each in desk.json("events"))
    assert "no such event" in desk.refused("event", "delete", "zzz")


def document(name: str, text: str) -> dict[str, object]:
    passages, start = [], 0
    for number, line in enumerate(text.split("\n")):
        if line:
            stop = start + len(line)
            passages.append({"id": f"{name}:{number}", "start": start, "end": stop, "scored": True})
        start += len(line) + 1
    return {"doc": name, "topic": "t", "text": text, "passages": passages}


def test_documents_of_a_file_are_linked_without_a_desk(
    tmp_path: Path, reader: Callable[..., Result]
) -> None:
    source, target = tmp_path / "docs.jsonl", tmp_path / "links.jsonl"
    documents = [document(name, REPORTS[name]) for name in ("herald.txt", "courier.txt")]
    source.write_text("".join(f"{json.dumps(each)}\n" for each in documents), "utf-8")
    result = reader("suggest", "--input", str(source), "--output", str(target))
    assert (result.exit_code, result.stdout) == (0, "")
    pairs = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
    assert {"passage_a", "passage_b", "score", "reasons"} <= set(pairs[0])
    counts = [len(each["passages"]) for each in documents]  # type: ignore[arg-type]  # a list
    assert len(pairs) == counts[0] * counts[1]


def test_a_document_that_is_not_whole_leaves_nothing_behind(
    tmp_path: Path, reader: Callable[..., Result]
) -> None:
    source, target = tmp_path / "docs.jsonl", tmp_path / "links.jsonl"
    source.write_text('{"doc": "a", "text": "b"}\n', "utf-8")
    result = reader("suggest", "--input", str(source), "--output", str(target))
    assert result.exit_code == 1
    assert_two_lines(result.stderr)
    assert [path.name for path in tmp_path.iterdir()] == ["docs.jsonl"]
    assert reader("suggest", "--input", str(source)).exit_code == 2


def test_who_stops_suggesting_is_told_how_far_it_came(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.cli.suggest_command.stoppable", lambda: nullcontext(lambda: True))
    result = desk.run("suggest", "--save")
    assert result.exit_code == 130
    assert "stopped when 0%" in result.stderr
    assert "nothing was saved" in result.stderr


def test_one_ctrl_c_asks_and_a_second_one_ends() -> None:
    with stoppable() as stop:
        assert not stop()
        signal.raise_signal(signal.SIGINT)
        assert stop()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler

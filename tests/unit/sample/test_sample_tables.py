"""The texts of the sample desk: what stands in the corpus, and the tables that build the marks."""

from __future__ import annotations

import hashlib
import tomllib
from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from reader.model.annotation import TagKind
from reader.model.ids import timestamp
from reader.model.link import Relation, Verdict
from reader.model.text import Span

CORPUS = Path(__file__).parents[3] / "corpus"
SAMPLE = CORPUS / "sample"
ROOT_TAGS = {
    *("claim", "entity"),
    *(f"entity/{kind}" for kind in ("person", "place", "organisation", "other")),
}
MARKDOWN_MARKS = ("**", "[", "](", "<")  # the reading of a file may take them away
UUID_VERSION_AT = 14  # the digit of a UUID's text that names its version

Entry = dict[str, Any]


def table(name: str) -> list[Entry]:
    """The entries of one table of the sample."""
    plural = {"story": "stories"}.get(name, f"{name}s")
    content = tomllib.loads((SAMPLE / f"{plural}.toml").read_text(encoding="utf-8"))
    assert list(content) == [name]
    entries: list[Entry] = content[name]
    return entries


def sources() -> list[Entry]:
    content = tomllib.loads((CORPUS / "SOURCES.toml").read_text(encoding="utf-8"))
    entries: list[Entry] = content["article"]
    return entries


@cache
def text_of(file: str) -> str:
    return (CORPUS / file).read_bytes().decode("utf-8")


def places(quote: str, text: str) -> list[int]:
    return [start for start in range(len(text)) if text.startswith(quote, start)]


def spans_of(annotation: Entry) -> list[Span]:
    """Where a mark stands in the file: of its pieces, each follows the one before."""
    text = text_of(annotation["article"])
    if "quote" in annotation:
        start = places(annotation["quote"], text)[annotation.get("number", 1) - 1]
        return [Span(start, start + len(annotation["quote"]))]
    spans: list[Span] = []
    for piece in annotation["pieces"]:
        start = text.index(piece, spans[-1].stop if spans else 0)
        spans.append(Span(start, start + len(piece)))
    return spans


def tagged(annotations: list[Entry], root: str) -> list[Entry]:
    return [each for each in annotations if any(tag.split("/")[0] == root for tag in each["tags"])]


def ends() -> list[Entry]:
    """Every passage that a link or an event names."""
    links = [link[side] for link in table("link") for side in "ab"]
    return links + [passage for event in table("event") for passage in event["passages"]]


def test_sources_name_every_file_of_the_corpus_with_its_checksum() -> None:
    found = {path.name: path.read_bytes() for path in CORPUS.glob("*.txt")}
    named = {entry["file"]: entry["sha256"] for entry in sources()}
    assert named == {name: hashlib.sha256(content).hexdigest() for name, content in found.items()}
    assert len(named) == 5


def test_sources_say_nothing_that_the_text_does_not_show() -> None:
    shown = ("title", "byline", "source", "url")
    silent = {"The Moscow Times"}  # said by the address alone
    for entry in sources():
        values = {entry[name] for name in shown if name in entry} - silent
        assert [value for value in values if value not in text_of(entry["file"])] == []


def test_print_headline_and_page_clock_are_neither_title_nor_date() -> None:
    by_number = {entry["file"][:3]: entry for entry in sources()}
    assert {"title", "date"}.isdisjoint(by_number["000"])
    assert {"title", "date", "source"}.isdisjoint(by_number["002"])


def test_the_sample_has_the_marks_that_were_promised() -> None:
    annotations = table("annotation")
    assert len(tagged(annotations, "claim")) >= 30
    assert len(tagged(annotations, "entity")) >= 35
    assert {each["annotator"] for each in annotations} == {"sample-a", "sample-b"}
    by_annotator = {
        handle: {each["article"] for each in annotations if each["annotator"] == handle}
        for handle in ("sample-a", "sample-b")
    }
    assert len(by_annotator["sample-a"] & by_annotator["sample-b"]) >= 3
    assert len(by_annotator["sample-a"] | by_annotator["sample-b"]) == 5


def test_one_mark_has_pieces_one_no_tag_one_two_tags_and_one_a_number() -> None:
    annotations = table("annotation")
    assert any(len(each.get("pieces", ())) == 2 for each in annotations)
    assert any(each["tags"] == [] for each in annotations)
    assert any(len(each["tags"]) == 2 for each in annotations)
    assert any(each.get("number", 1) > 1 for each in annotations)
    assert any("note" in each for each in annotations)
    assert any("\n" in each.get("quote", "") for each in annotations)


def test_eight_places_are_marked_by_both_with_different_borders() -> None:
    annotations = table("annotation")
    first = [each for each in annotations if each["annotator"] == "sample-a"]
    second = [each for each in annotations if each["annotator"] == "sample-b"]
    crossing = {
        one["id"]
        for one in first
        for other in second
        if one["article"] == other["article"] and spans_of(one) != spans_of(other)
        if any(a.overlaps(b) for a in spans_of(one) for b in spans_of(other))
    }
    assert len(crossing) >= 8


@pytest.mark.parametrize("annotation", table("annotation"), ids=lambda entry: str(entry["id"]))
def test_a_quote_stands_in_its_file_and_number_says_which(annotation: Entry) -> None:
    text = text_of(annotation["article"])
    assert ("quote" in annotation) != ("pieces" in annotation)
    quotes = annotation.get("pieces", [annotation.get("quote")])
    counts = [len(places(quote, text)) for quote in quotes]
    if "number" in annotation:
        assert 1 <= annotation["number"] <= counts[0]
        assert counts[0] > 1
    else:
        assert counts == [1] * len(quotes)
    assert [span.of(text) for span in spans_of(annotation)] == quotes
    assert all(quote == quote.strip() for quote in quotes)
    assert not any(mark in quote for quote in quotes for mark in MARKDOWN_MARKS)


def made_at(uuid7: str) -> str:
    """The time that a UUIDv7 carries in its first 48 bits."""
    milliseconds = int(uuid7.replace("-", "")[:12], 16)
    return timestamp(datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=milliseconds))


def test_ids_are_uuid7_unique_and_in_the_order_of_time() -> None:
    everything = []
    for name in ("tag", "annotation", "event", "story"):
        ids = [entry["id"] for entry in table(name)]
        assert all(one < other for one, other in pairwise(ids))
        assert all(each[UUID_VERSION_AT] == "7" for each in ids)
        assert [made_at(each) for each in ids] == [entry["created_at"] for entry in table(name)]
        everything += ids
    assert max(Counter(everything).values()) == 1


def test_tags_of_marks_stand_in_the_codebook_with_what_they_require() -> None:
    required: dict[str, list[str]] = {path: [] for path in ROOT_TAGS}
    for tag in table("tag"):
        assert TagKind(tag["kind"])
        assert tag["description"]
        assert tag.get("parent", "claim") in required
        path = "/".join(part for part in (tag.get("parent"), tag["name"]) if part)
        required[path] = tag.get("required", [])
    for annotation in table("annotation"):
        for tag in annotation["tags"]:
            missing = set(required[tag]) - set(annotation.get("attributes", {}))
            assert not missing, annotation["id"]


def test_twelve_links_are_judged_one_is_disputed_and_one_unsure() -> None:
    links = table("link")
    handles = {entry["handle"] for entry in table("annotator")}
    verdicts = [{each["verdict"] for each in link["verdicts"]} for link in links]
    assert len(links) >= 12
    assert all(verdicts)
    assert {Verdict.CONFIRMED, Verdict.REJECTED} in verdicts
    assert {Verdict.UNSURE} in verdicts
    assert {Verdict.REJECTED} in verdicts
    wanted = {Relation.SAME_EVENT, Relation.CONTRADICTS, Relation.SUPPORTS, Relation.ADDS}
    assert {link["relation"] for link in links} == wanted
    for link in links:
        assert link["a"]["article"] != link["b"]["article"]
        judges = [each["annotator"] for each in link["verdicts"]]
        assert len(judges) == len(set(judges))
        assert {*judges, link.get("annotator", judges[0])} <= handles


@pytest.mark.parametrize("end", ends(), ids=lambda end: str(end["quote"])[:30])
def test_the_end_of_a_link_is_one_whole_sentence(end: Entry) -> None:
    text = text_of(end["article"])
    (start,) = places(end["quote"], text)
    before, after = text[:start], text[start + len(end["quote"]) :]
    assert before == "" or before[-1].isspace()
    assert after == "" or after[0].isspace()
    assert end["quote"].rstrip("”\"'").endswith((".", "!", "?"))


def test_two_events_are_told_by_several_articles_and_one_story_holds_all() -> None:
    events = table("event")
    assert len(events) >= 2
    for event in events:
        assert len({passage["article"] for passage in event["passages"]}) >= 3
    (story,) = table("story")
    assert story["articles"] == sorted(entry["file"] for entry in sources())

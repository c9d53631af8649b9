"""The gold lists and the made-up stories: every quote stands where the list says.

A run of words (`quote`) stands once in its file and lies inside one sentence; a `figure` stands
once inside its quote. Of a story in tests/cases/stories:

`[[partner]]`    two sentences that tell the same event
`[[contrast]]`   figures or statements that disagree: to be shown
`[[agreement]]`  figures that differ, or look different, without disagreeing: not to be shown
`[[apart]]`      sentences alike in words that tell two events: never to be linked strongly
`[[names]]`      the spellings of one name
`silent = true`  no contrast at all may be shown in that story
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from reader.model.link import ContrastKind

ROOT = Path(__file__).parents[3]
CORPUS = ROOT / "corpus"
GOLD = ROOT / "tests" / "cases" / "linking_gold"
STORIES = sorted(path.parent for path in (ROOT / "tests/cases/stories").glob("*/expected.toml"))
FEWEST_WORDS = 6  # of a run of words that names a passage of the corpus
PAIRS = ("partner", "contrast", "agreement", "apart", "other")

Entry = dict[str, Any]


@cache
def load(path: Path) -> Entry:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def pairs(content: Entry) -> Iterator[Entry]:
    for name in PAIRS:
        yield from content.get(name, ())


def misplaced(side: Entry, folder: Path) -> str | None:
    """What is wrong with one side of a pair, or None."""
    count = (folder / side["file"]).read_text(encoding="utf-8").count(side["quote"])
    if count != 1:
        return f"stands {count} times in {side['file']}: {side['quote']}"
    if "figure" in side and side["quote"].count(side["figure"]) != 1:
        return f"{side['figure']!r} is not once in: {side['quote']}"
    return None


def faults(content: Entry, folder: Path) -> list[str]:
    """Every misplaced quote, and every pair inside one file."""
    found = [misplaced(pair[side], folder) for pair in pairs(content) for side in "ab"]
    found += [
        f"both in {pair['a']['file']}"
        for pair in pairs(content)
        if pair["a"]["file"] == pair["b"]["file"]
    ]
    return [fault for fault in found if fault]


def test_thirty_passages_of_all_five_articles_have_partners() -> None:
    passages = load(GOLD / "partners.toml")["passage"]
    assert len(passages) == 30
    assert all(passage["partners"] for passage in passages)
    per_file = Counter(passage["file"] for passage in passages)
    assert sorted(per_file) == sorted(path.name for path in CORPUS.glob("*.txt"))
    assert min(per_file.values()) >= 5


@pytest.mark.parametrize("passage", load(GOLD / "partners.toml")["passage"])
def test_partners_stand_in_other_files_and_are_named_once(passage: Entry) -> None:
    others = [*passage["partners"], *passage.get("also", ())]
    for side in [passage, *others]:
        assert misplaced(side, CORPUS) is None
    assert all(len(side["quote"].split()) >= FEWEST_WORDS for side in [passage, *others])
    assert all(side["file"] != passage["file"] for side in others)
    assert max(Counter(side["quote"] for side in others).values()) == 1


def test_partners_hold_in_either_direction() -> None:
    passages = {each["quote"]: each for each in load(GOLD / "partners.toml")["passage"]}
    for name in ("partners", "also"):
        for quote, passage in passages.items():
            for partner in passage.get(name, ()):
                other = passages.get(partner["quote"])
                back = [] if other is None else [each["quote"] for each in other.get(name, ())]
                assert other is None or quote in back


def test_contrasts_of_the_corpus_stand_in_their_files() -> None:
    content = load(GOLD / "contrasts.toml")
    assert faults(content, CORPUS) == []
    assert len(content["contrast"]) >= 17
    assert {"quantity", "polarity"} == {each["kind"] for each in content["contrast"]}


def test_there_are_eight_stories_of_the_promised_sorts() -> None:
    assert len(STORIES) >= 8
    kinds = Counter(each["kind"] for path in STORIES for each in expected(path).get("contrast", ()))
    assert set(ContrastKind) == {ContrastKind(kind) for kind in kinds}
    assert any(expected(path).get("apart") for path in STORIES)
    assert any(expected(path).get("names") for path in STORIES)
    assert any(expected(path)["language"] != "en" for path in STORIES)
    assert any(expected(path)["silent"] for path in STORIES)


def expected(folder: Path) -> Entry:
    return load(folder / "expected.toml")


@pytest.mark.parametrize("folder", STORIES, ids=lambda path: path.name)
def test_a_story_has_three_short_articles_and_its_quotes_stand_in_them(folder: Path) -> None:
    articles = sorted(folder.glob("*.txt"))
    assert len(articles) == 3
    assert all(60 <= len(path.read_text(encoding="utf-8").split()) <= 200 for path in articles)
    content = expected(folder)
    assert faults(content, folder) == []
    assert len(content["partner"]) >= 5
    assert bool(content.get("contrast")) != content["silent"]
    for contrast in content.get("contrast", ()):
        assert contrast["subject"]
        assert ContrastKind(contrast["kind"])
        assert {"figure"} <= contrast["a"].keys() & contrast["b"].keys()


@pytest.mark.parametrize("folder", STORIES, ids=lambda path: path.name)
def test_every_spelling_of_a_name_stands_in_another_article(folder: Path) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    for name in expected(folder).get("names", ()):
        holders = [
            {index for index, text in enumerate(texts) if spelling in text}
            for spelling in name["spellings"]
        ]
        assert [len(each) for each in holders] == [1] * len(holders)
        assert len(set.union(*holders)) == len(holders)

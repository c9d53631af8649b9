"""The five articles, line by line, against labels written by eye; and what is known of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.cleaning.pipeline import clean
from reader.cleaning.views import body_text, kept_lines
from reader.intake.files import read
from reader.model.article import Article, BlockKind, BlockVerdict, Category

ROOT = Path(__file__).parents[3]
CORPUS = ROOT / "corpus"
GOLD = ROOT / "tests" / "cases" / "cleaning" / "corpus.gold"


def read_gold() -> dict[str, dict[int, tuple[str, str]]]:
    gold: dict[str, dict[int, tuple[str, str]]] = {}
    name = ""
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        if line.endswith(".txt"):
            name = line
            gold[name] = {}
        elif line and not line.startswith("#"):
            number, verdict, category = line.split()
            gold[name][int(number)] = (verdict, category)
    return gold


LABELS = read_gold()


def article(name: str) -> Article:
    return clean(read(CORPUS / name))


def starting(prefix: str) -> Article:
    return article(next(name for name in LABELS if name.startswith(prefix)))


@pytest.mark.parametrize("name", LABELS)
def test_every_line_has_the_verdict_and_category_that_a_person_gave_it(name: str) -> None:
    made = article(name)
    start, seen = 0, {}
    for number, line in enumerate(made.text.split("\n"), start=1):
        if line.strip():
            first = start + len(line) - len(line.lstrip())
            block = next(block for block in made.blocks if block.span.holds(first))
            seen[number] = (block.verdict.value, block.category.value)
        start += len(line) + 1
    assert seen == LABELS[name]


@pytest.mark.parametrize("name", LABELS)
def test_the_lines_kept_are_the_lines_labelled_body(name: str) -> None:
    kept = {number for number, keep in enumerate(kept_lines(article(name)), start=1) if keep}
    assert kept == {number for number, label in LABELS[name].items() if label[0] == "body"}


@pytest.mark.parametrize("name", LABELS)
def test_not_one_sentence_of_the_body_is_lost(name: str) -> None:
    made = article(name)
    lines = made.text.split("\n")
    words = " ".join(body_text(made).text.split())
    for number, (verdict, _) in LABELS[name].items():
        line = " ".join(lines[number - 1].split())
        if verdict == "body" or len(line.split()) > 3:  # a label may be a word of the body, too
            assert (line in words) == (verdict == "body"), number


def test_a_sentence_broken_by_a_blank_line_is_one_block() -> None:
    made = starting("004")
    broken = [block for block in made.blocks if "\n\n" in block.span.of(made.text).strip()]
    assert len(broken) == 1
    assert broken[0].verdict is BlockVerdict.BODY


def test_sub_headings_are_headings_of_the_body() -> None:
    made = starting("004")
    found = [block for block in made.blocks if block.category is Category.SUBHEADING]
    assert [block.kind for block in found] == [BlockKind.HEADING] * 2
    assert found[1].span.of(made.text).strip() == "'Jeenbekov out'"


KNOWN: dict[str, dict[str, str | None]] = {
    "000": {"title": None, "byline": "Thomas Grove", "date": None, "source": "Dow Jones"},
    "001": {"date": None, "byline": None, "source": None, "section": "World News"},
    "002": {"title": None, "date": None, "byline": None, "source": None, "url": None},
    "003": {"date": "2020-10-05T21:40", "source": "rt.com", "byline": None, "url": None},
    "004": {"date": "2020-10-06", "source": "themoscowtimes.com", "byline": "Tolkun Namatbayeva"},
}


@pytest.mark.parametrize("prefix", KNOWN)
def test_metadata_is_right_and_what_is_not_known_is_none(prefix: str) -> None:
    metadata = starting(prefix).metadata
    for name, value in KNOWN[prefix].items():
        found = metadata.value(name)
        assert found is None if value is None else found is not None and found.startswith(value)
    assert metadata.value("language") == "en"


@pytest.mark.parametrize("prefix", ["001", "003", "004"])
def test_the_title_is_the_headline_of_the_page(prefix: str) -> None:
    made = starting(prefix)
    titles = [block for block in made.blocks if block.category is Category.TITLE]
    assert [block.span.of(made.text).strip() for block in titles] == [made.title]


def test_the_fixed_text_of_plain_text_is_the_decoded_text() -> None:
    for name in LABELS:
        decoded = (CORPUS / name).read_text(encoding="utf-8")
        made = article(name)
        assert made.text.count("\n") == decoded.count("\n")
        if "](" not in decoded and "<http" not in decoded:
            assert made.text == decoded

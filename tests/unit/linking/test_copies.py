"""What is copied is found to the word, and what is only shared is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reader.linking.copies import find, sources
from reader.model.copied import Copied
from reader.model.link import LinkEnd
from reader.model.text import Span

CASES = Path(__file__).parents[2] / "cases" / "copies"
DAM = (
    "The old dam above Oldbridge gave way before dawn on Friday and the river Wend flooded the "
    "lower town within an hour, leaving twelve people missing and the railway to the coast cut."
)
SCHOOLS = (
    "Schools stay closed on Monday because the army has set up its kitchens in the gymnasium of "
    "the largest of them, and parents were asked to keep their children at home for a week."
)


def _cases(name: str) -> list[tuple[str, dict[str, str], list[str]]]:
    text = (CASES / name).read_text("utf-8")
    found = []
    for case in text.split("\n---")[:-1]:
        title, *parts = re.split(r"^=== (\w+)\n", case.partition("title: ")[2], flags=re.MULTILINE)
        texts = dict(zip(parts[::2], parts[1::2], strict=True))
        copied = re.findall(r"^copied: (.+)", case, flags=re.MULTILINE)
        last = list(texts)[-1]
        texts[last] = texts[last].partition("copied: ")[0]
        found.append((title.strip(), texts, copied))
    return found


def _found(texts: dict[str, str]) -> Copied:
    """With lines that begin with `junk: ` outside of the bodies."""
    bodies = {
        name: [
            Span(*line.span())
            for line in re.finditer(r".+", text)
            if not line[0].startswith("junk: ")
        ]
        for name, text in texts.items()
    }
    return find(texts, bodies)


NOOP, COPIED = _cases("noop.txt"), _cases("copied.txt")


@pytest.mark.parametrize("case", NOOP, ids=[case[0] for case in NOOP])
def test_nothing_is_copied(case: tuple[str, dict[str, str], list[str]]) -> None:
    found = _found(case[1])
    assert (found.copies, found.clusters) == ((), ())


@pytest.mark.parametrize("case", COPIED, ids=[case[0] for case in COPIED])
def test_a_copy_is_found_to_the_word(case: tuple[str, dict[str, str], list[str]]) -> None:
    _, texts, copied = case
    found = _found(texts)
    assert [copy.a.quote for copy in found.copies] == copied
    for copy in found.copies:
        assert copy.b.span.of(texts["b"]) == copy.b.quote
    assert found.clusters == (("a", "b"),)


def test_what_the_page_carries_counts_where_nobody_says_what_the_body_is() -> None:
    (title, texts, _) = NOOP[-1]
    assert title == "a footer that the cleaner put aside"
    assert find(texts).copies


def test_the_share_of_either_article_is_told() -> None:
    found = find({"a": DAM, "b": f"{SCHOOLS} {DAM}"})
    assert found.shares["a", "b"] == 1.0
    assert 0.45 < found.shares["b", "a"] < 0.55


def test_a_cluster_goes_by_way_of_others_and_leaves_the_rest_out() -> None:
    texts = {"a": DAM, "b": f"{DAM} {SCHOOLS}", "c": SCHOOLS, "d": "The sea was calm."}
    assert find(texts).clusters == (("a", "b", "c"),)


def test_of_many_holders_every_one_is_in_the_cluster() -> None:
    texts = {f"n{number:02}": f"{DAM} Number {number}." for number in range(40)}
    (cluster,) = find(texts).clusters
    assert cluster == tuple(texts)


def test_articles_that_share_the_copied_passage_are_one_source() -> None:
    texts = {"a": DAM, "b": f"Our view. {DAM}", "c": "A dam failed above Oldbridge on Friday."}
    ends = [LinkEnd(name, Span(text.index("dam"), len(text)), "") for name, text in texts.items()]
    copied = find(texts)
    assert sources(ends, copied) == (("a", "b"), ("c",))
    assert sources(ends, Copied()) == (("a",), ("b",), ("c",))


def test_a_copy_elsewhere_in_the_articles_leaves_their_sources_independent() -> None:
    texts = {"a": f"{DAM} The mayor resigned.", "b": f"{DAM} Mayor Brandt has left her office."}
    ends = [LinkEnd(name, Span(len(DAM) + 1, len(text)), "") for name, text in texts.items()]
    assert sources(ends, find(texts)) == (("a",), ("b",))


def test_empty_and_short_articles_are_no_trouble() -> None:
    assert find({}).copies == ()
    assert find({"a": "", "b": "Two words"}).copies == ()

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.cleaning.page import see
from reader.cleaning.page_features import PAGE_NAMES, page_rows
from reader.cleaning.page_walk import read_page
from reader.cleaning.plain import read_plain
from reader.cleaning.text_features import TEXT_NAMES, text_rows
from reader.cleaning.trees import Forest
from reader.cleaning.weights import weights

FEATURES = 3
VALUES = st.sampled_from([-1.0, 0.0, 0.25, 0.5, 1.0])
TREES = st.recursive(
    st.sampled_from([-0.5, 0.125, 0.75]),
    lambda inner: st.tuples(st.integers(0, FEATURES - 1), VALUES, inner, inner).map(list),
    max_leaves=15,
)


def walked(tree: Any, row: list[float]) -> float:
    while isinstance(tree, list):
        feature, threshold, left, right = tree
        tree = left if row[feature] <= threshold else right
    return float(tree)


@settings(max_examples=200)
@given(st.lists(TREES, min_size=1, max_size=5), st.lists(VALUES, min_size=3, max_size=3))
def test_all_trees_at_once_say_what_each_says_walked_down(
    trees: list[Any], row: list[float]
) -> None:
    wanted = 1 / (1 + math.exp(-sum(walked(tree, row) for tree in trees)))
    (chance,) = Forest(["a", "b", "c"], trees).chances([row])
    assert chance == pytest.approx(wanted)


def test_no_rows_have_no_chances() -> None:
    assert Forest(["a"], [[0, 0.5, -1.0, 1.0]]).chances([]) == []


@pytest.mark.parametrize(("name", "names"), [("page", PAGE_NAMES), ("text", TEXT_NAMES)])
def test_the_shipped_trees_read_the_features_that_are_measured(
    name: str, names: tuple[str, ...]
) -> None:
    assert weights(name).forest.names == names


def test_a_row_has_a_value_for_every_name() -> None:
    reading = read_page("<body><nav>Home</nav><article><p>One.</p><p>Two.</p></article></body>")
    tables = weights("page").tables
    assert {len(row) for row in page_rows(see(reading), tables)} == {len(PAGE_NAMES)}
    page = see(read_plain("A line.\n\nAnother one."))
    assert [len(row) for row in text_rows(page, {}, {})] == [len(TEXT_NAMES)] * 2


def test_only_the_blocks_asked_for_have_rows_and_these_are_the_same() -> None:
    page = see(read_page("<body><h1>One</h1><p>Two words.</p><p>Three more words.</p></body>"))
    tables = weights("page").tables
    assert page_rows(page, tables, asked=[0, 2]) == page_rows(page, tables)[::2]

"""Spellings of one name are near each other, and those of two names are not."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.linking.spellings import NEAR, likeness

CASES = tomllib.loads(
    (Path(__file__).parents[2] / "cases/entities/spellings.toml").read_text("utf-8")
)


def _near(pair: list[str]) -> bool:
    one, other = (each.replace("-", " ").split() for each in pair)
    return len(one) == len(other) and all(
        likeness(a, b) >= NEAR for a, b in zip(one, other, strict=True)
    )


@pytest.mark.parametrize("pair", CASES["same"], ids=" = ".join)
def test_one_name_in_two_spellings(pair: list[str]) -> None:
    assert _near(pair)


@pytest.mark.parametrize("pair", CASES["different"], ids=" / ".join)
def test_two_names_that_look_alike(pair: list[str]) -> None:
    assert not _near(pair)


@given(st.text(max_size=12), st.text(max_size=12))
def test_the_order_is_nothing_and_a_word_is_like_itself(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, one) == 1

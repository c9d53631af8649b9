"""Control characters: found by the fast look at bytes wherever the slow one finds them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model.text import REPLACEMENT, count_controls, without_controls

SLOW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


@pytest.mark.parametrize("around", ["", "ab", "éà", "\u0480\u4e00", "\U0001f600"])
def test_each_control_is_replaced_and_nothing_else(around: str) -> None:
    for code in [*range(0x120), 0x2028, 0xD7FF, 0xD800, 0xDFFF, 0xE000, 0x10FFFF]:
        text = around + chr(code) + around
        assert without_controls(text) == SLOW.sub(REPLACEMENT, text)
        assert count_controls(text) == len(SLOW.findall(text))


@settings(max_examples=200)
@given(st.text(st.characters(codec=None), max_size=30))
def test_any_text_is_replaced_one_for_one(text: str) -> None:
    assert without_controls(text) == SLOW.sub(REPLACEMENT, text)
    assert count_controls(text) == len(SLOW.findall(text))

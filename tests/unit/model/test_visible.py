from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wcwidth import wcwidth

from reader.model.visible import escaped, visible


@pytest.mark.item("terminal")
@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        ("\x1b]52;c;cHduZWQ=\x07", "␛]52;c;cHduZWQ=␇"),
        ("\x1b[31mred", "␛[31mred"),
        ("\x9b31mred", "�31mred"),
        ("\x90+q\x9c", "�+q�"),
        ("\x1b]8;;file:///etc/passwd\x1b\\", "␛]8;;file:///etc/passwd␛\\"),
        ("over\rwritten\b", "over␍written␈"),
        ("nul\0del\x7f", "nul␀del␡"),
        ("\u202eevil\u2066", "⇆evil⇆"),
        ("zero\u200bwidth\ufeff", "zero¦width¦"),
        ("\U000e0041\U000e007f", "¦¦"),
        ("lone\ud800surrogate\udfff", "lone�surrogate�"),
        ("soft\xadhyphen\u2028line", "soft¬hyphen␤line"),
        ("a\u200db", "a¦b"),
        ("\u200dx", "¦x"),
    ],
)
def test_what_could_steer_a_terminal_is_shown(given_text: str, shown: str) -> None:
    assert visible(given_text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "plain words, “quotes” – and dashes…",
        "👩\u200d👩\u200d👧\u200d👦 and ❤\ufe0f\u200d🔥",
        "می\u200cخواهم",
        "Кыргызстан 吉尔吉斯斯坦 e\u0301",
        "a\xa0no-break space",
    ],
)
def test_writing_stays_as_it_is(text: str) -> None:
    assert visible(text) == text


def test_lines_keep_their_feeds_and_tabs_only_when_asked() -> None:
    assert visible("a\n\tb\r") == "a␊␉b␍"
    assert visible("a\n\tb\r", lines=True) == "a\n\tb␍"


@pytest.mark.item("terminal")
@settings(max_examples=200)
@given(st.text(st.characters(codec=None)))
def test_offsets_hold_and_nothing_hidden_is_left(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert visible(shown) == shown
    assert all(wcwidth(new) == 1 for old, new in zip(text, shown, strict=True) if old != new)
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or "\ud800" <= c <= "\udfff" for c in shown)


@settings(max_examples=200)
@given(st.text(st.characters(codec=None)))
def test_escaped_json_says_the_same_and_hides_nothing(text: str) -> None:
    source = escaped(json.dumps([text], ensure_ascii=False, indent=1))
    assert json.loads(source) == [text]
    assert visible(source, lines=True) == source

from __future__ import annotations

import pytest

from reader.tui.titling import LONGEST, has_title, titled


@pytest.mark.parametrize(
    ("story", "done", "title"),
    [
        ("Oldbridge, 12 March", "", "Oldbridge, 12 March – reader"),
        ("Oldbridge", "45 %", "45 % · Oldbridge – reader"),
        ("", "", "reader"),
        ("", "5 %", "5 % · reader"),
        ("two\n lines", "", "two lines – reader"),
        ("an\x1b]0;evil\x07", "", "an␛]0;evil␇ – reader"),
        ("\x9d2;evil\x9c", "", "�2;evil� – reader"),
        ("x" * 500, "", "x" * (LONGEST - 1) + "… – reader"),
    ],
)
def test_a_title_is_one_short_line_that_nothing_breaks_out_of(
    story: str, done: str, title: str
) -> None:
    assert titled(story, done) == f"\x1b]2;{title}\x07"


@pytest.mark.parametrize(
    ("term", "has"),
    [("xterm-256color", True), ("tmux-256color", True), ("linux", False), ("", False)],
)
def test_consoles_that_would_write_it_out_have_none(term: str, *, has: bool) -> None:
    assert has_title({"TERM": term}) is has
    assert not has_title({})

from __future__ import annotations

import pytest
from textual.theme import BUILTIN_THEMES, Theme

from reader.model.annotation import Annotator
from reader.model.colours import COLOURS
from reader.tui.contrast import READABLE, contrast
from reader.tui.hues import HUE_NAMES
from reader.tui.looks import Run
from reader.tui.palette import ThemePalette
from reader.tui.people import here, named
from reader.tui.rows import ACCENT, QUIET
from reader.tui.themes import OWN
from reader.tui.widgets.inking import theme_rgb

PEOPLE = {
    "bo": Annotator("1", "Bo", "Bo Lind", "teal"),
    "cy": Annotator("2", "cy", "", "no colour of ours"),
}
_THEMES = [theme for theme in (*BUILTIN_THEMES.values(), *OWN) if not theme.ansi]


def words(runs: tuple[Run, ...]) -> str:
    return "".join(text for text, _ in runs)


def test_the_palette_has_every_colour_that_a_name_may_be_given() -> None:
    assert set(HUE_NAMES) == set(COLOURS)


@pytest.mark.parametrize("theme", _THEMES, ids=lambda theme: theme.name)
def test_a_name_in_its_colour_can_be_read_in_every_theme(theme: Theme) -> None:
    palette = ThemePalette(*theme_rgb(theme.to_color_system().generate()))
    for colour in COLOURS:
        people = {"bo": Annotator("1", "bo", "", colour)}
        paint = palette.paint(named("bo", people)[1])
        assert isinstance(paint.fg, tuple)
        assert isinstance(paint.bg, tuple)
        assert contrast(paint.fg, paint.bg) >= READABLE, colour


def test_people_are_named_as_they_call_themselves() -> None:
    assert named("BO", PEOPLE, QUIET)[0] == "Bo Lind"
    assert named("BO", PEOPLE, QUIET)[1].line == HUE_NAMES.index("teal")
    assert named("cy", PEOPLE, QUIET) == ("cy", QUIET)
    assert named("di\x1b", {}, QUIET) == ("di␛", QUIET)


@pytest.mark.parametrize(
    ("readers", "full", "short"),
    [
        ([], "", ""),
        ([("bo", "③")], "Bo Lind is here, reading ③", "Bo Lind is here"),
        ([("cy", "")], "cy is here", "cy is here"),
        ([("bo", "③"), ("cy", "①")], "Bo Lind ③ and cy ① are here", "Bo Lind and cy are here"),
        (
            [("a", "①"), ("b", ""), ("c", "②"), ("d", "")],
            "a ①, b, c ② and d are here",
            "a, b, c and d are here",
        ),
        (
            [(each, "①") for each in "abcde"],
            "a ①, b ①, c ① and 2 more are here",
            "a, b, c and 2 more are here",
        ),
    ],
)
def test_who_is_here_in_words(readers: list[tuple[str, str]], full: str, short: str) -> None:
    found = here(readers, PEOPLE, ACCENT)
    assert tuple(map(words, found)) == (full, short)

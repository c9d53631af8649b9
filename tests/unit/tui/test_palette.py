"""Every text can be read, in every theme; shapes survive where colours do not."""

from __future__ import annotations

import itertools

import pytest
from rich._palettes import STANDARD_PALETTE
from textual.theme import BUILTIN_THEMES, Theme

from reader.tui.contrast import READABLE, VISIBLE, Rgb, blend, coloured, contrast, readable
from reader.tui.few_colours import ShapePalette, SixteenPalette
from reader.tui.hues import HUES
from reader.tui.looks import NO_HUE, Cursor, Ink, Look, Wash
from reader.tui.palette import Paint, ThemePalette
from reader.tui.widgets.inking import theme_rgb

_HUES = range(len(HUES))
_THEMES = [theme for theme in BUILTIN_THEMES.values() if not theme.ansi]


def _palette(theme: Theme) -> ThemePalette:
    return ThemePalette(*theme_rgb(theme.to_color_system().generate()))


def _rgb(paint: Paint) -> tuple[Rgb, Rgb]:
    assert isinstance(paint.fg, tuple)
    assert isinstance(paint.bg, tuple)
    return paint.fg, paint.bg


def _sixteen(number: int) -> Rgb:
    red, green, blue = STANDARD_PALETTE[number]
    return red, green, blue


@pytest.mark.parametrize("theme", _THEMES, ids=lambda theme: theme.name)
def test_every_text_can_be_read_in_every_theme(theme: Theme) -> None:
    palette = _palette(theme)
    inks = (Ink.BODY, Ink.TITLE, Ink.HEADING, Ink.ASIDE, Ink.LINK)
    hues, both = (NO_HUE, *_HUES), (False, True)
    washed = [Look(i, line=n, wash=w) for i, n, w in itertools.product(inks, hues, Wash)]
    marked = [
        Look(tint=tint, line=line, lifted=lifted, hollow=hollow)
        for tint, line, lifted, hollow in itertools.product(hues, hues, both, both)
    ]
    for look in washed + marked:
        assert contrast(*_rgb(palette.paint(look))) >= READABLE, look


@pytest.mark.parametrize("theme", _THEMES, ids=lambda theme: theme.name)
def test_what_stands_beside_the_text_can_be_seen_in_every_theme(theme: Theme) -> None:
    palette = _palette(theme)
    quiet = [Look(ink) for ink in (Ink.JUNK, Ink.LABEL, Ink.COUNT, Ink.LINK_FAINT, Ink.NOTICE)]
    badges = [Look(Ink.BADGE, line=hue, hollow=hollow) for hue in _HUES for hollow in (False, True)]
    column = [
        Look(ink, line=line, thumb=thumb)
        for ink in (Ink.TRACK_HIT, Ink.TRACK_LINK, Ink.TRACK_LINK_FAINT, Ink.TRACK)
        for line in (NO_HUE, *_HUES)
        for thumb in (False, True)
    ]
    cursors = [Look(cursor=cursor, tint=hue) for cursor in Cursor for hue in _HUES]
    for look in (*quiet, *badges, *column, *cursors):
        assert contrast(*_rgb(palette.paint(look))) >= VISIBLE, look


@pytest.mark.parametrize("theme", _THEMES, ids=lambda theme: theme.name)
def test_a_tint_is_seen_beside_the_paper_and_the_lifted_one_beside_the_tint(theme: Theme) -> None:
    palette = _palette(theme)
    for hue in _HUES:
        tint, lifted = palette.tint(hue), palette.tint(hue, lifted=True)
        assert contrast(tint, palette.background) > 1.08
        assert contrast(lifted, tint) > 1.12


def test_no_two_hues_have_the_same_tint() -> None:
    palette = _palette(BUILTIN_THEMES["textual-dark"])
    assert len({palette.tint(hue) for hue in _HUES}) == len(HUES)


@pytest.mark.parametrize("dark", [True, False])
def test_sixteen_colours_can_be_read_wherever_both_are_named(dark: bool) -> None:
    palette = SixteenPalette(dark=dark)
    for tint, wash, cursor in itertools.product((NO_HUE, *_HUES), Wash, Cursor):
        paint = palette.paint(Look(tint=tint, wash=wash, cursor=cursor))
        if isinstance(paint.fg, int) and isinstance(paint.bg, int):
            fg, bg = _sixteen(paint.fg), _sixteen(paint.bg)
            assert contrast(fg, bg) >= VISIBLE, (tint, wash, cursor)


@pytest.mark.parametrize("palette", [SixteenPalette(dark=True), SixteenPalette(dark=False)])
def test_sixteen_colours_tell_apart_what_a_reader_must(palette: SixteenPalette) -> None:
    looks = [
        Look(),
        Look(tint=0),
        Look(line=0),
        Look(tint=0, lifted=True),
        Look(tint=0, hollow=True),
        Look(wash=Wash.REASON),
        Look(wash=Wash.HIT),
        Look(wash=Wash.CURRENT_HIT),
        Look(wash=Wash.SELECTED),
        Look(cursor=Cursor.ACTIVE),
        Look(Ink.LINK),
        Look(Ink.LINK_FAINT),
    ]
    assert len({palette.paint(look) for look in looks}) == len(looks)


def test_without_colours_shapes_are_left() -> None:
    palette = ShapePalette()
    looks = {
        "text": Look(),
        "claim": Look(tint=0),
        "entity": Look(line=0),
        "unsaved claim": Look(tint=0, hollow=True),
        "active claim": Look(tint=0, lifted=True),
        "selected": Look(wash=Wash.SELECTED),
        "aside": Look(Ink.ASIDE),
    }
    paints = {name: palette.paint(look) for name, look in looks.items()}
    assert len(set(paints.values())) == len(looks)
    assert all(paint.fg is paint.bg is None for paint in paints.values())
    assert paints["claim"].bold
    assert paints["entity"].underline
    assert paints["selected"].reverse


def test_the_cursor_is_seen_on_a_selection_without_colours() -> None:
    palette = ShapePalette()
    selected = palette.paint(Look(wash=Wash.SELECTED))
    assert palette.paint(Look(wash=Wash.SELECTED, cursor=Cursor.ACTIVE)).reverse != selected.reverse


def test_an_ink_is_moved_no_further_than_it_must_be() -> None:
    paper = (40, 40, 40)
    assert readable((230, 230, 230), paper) == (230, 230, 230)
    assert READABLE <= contrast(readable((90, 90, 90), paper), paper) < READABLE + 1.5
    assert readable((0, 0, 0), (119, 119, 119), 20) in {(0, 0, 0), (255, 255, 255)}


def test_colours_mix_and_come_back() -> None:
    assert blend((10, 200, 30), (90, 90, 90), 0) == (10, 200, 30)
    assert blend((10, 200, 30), (90, 90, 90), 1) == (90, 90, 90)
    grey = coloured(0.5, 0, 123)
    assert max(grey) - min(grey) <= 1

"""What the screens are made of: lines cut to cells, passages in context, lists."""

from __future__ import annotations

from functools import partial

from hypothesis import given, settings
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.color import Color
from textual.content import Content
from textual.theme import BUILTIN_THEMES

from reader.desk.telling import Alteration, Told
from reader.model.attributes import Choice
from reader.model.text import Span
from reader.tui.contrast import contrast
from reader.tui.keymap import KeyMap
from reader.tui.screens.gestures import Done, lines_of
from reader.tui.screens.help import HelpScreen
from reader.tui.screens.suggestion_lines import around
from reader.tui.widgets.bars import KeyLine
from reader.tui.widgets.cells import clipped, fitted, one_line, two_ends, wrapped
from reader.tui.widgets.form_fields import ChoiceField
from reader.tui.widgets.listing import Entry, Listing
from reader.tui.widgets.passage_view import ShownPassage, passage_lines, quoted
from tests.tui.screen_host import shown, until

WORDS = st.text(alphabet="ab —界\n\t'é", max_size=120)


@given(WORDS, st.integers(0, 60))
@settings(max_examples=200)
def test_a_fitted_line_has_exactly_its_width(words: str, width: int) -> None:
    assert fitted(one_line(words), width).cell_length == width


@given(WORDS, WORDS, st.integers(8, 60))
@settings(max_examples=200)
def test_both_ends_of_a_line_fit(left: str, right: str, width: int) -> None:
    line = two_ends(Content(one_line(left)), Content(one_line(right)), width)
    assert line.cell_length == width


@given(WORDS, st.integers(4, 40), st.integers(1, 5))
@settings(max_examples=200)
def test_wrapped_lines_fit_and_say_when_more_follows(words: str, width: int, most: int) -> None:
    text = Content(one_line(words))
    lines = wrapped(text, width, most)
    assert len(lines) <= most
    assert all(line.cell_length <= width for line in lines)
    assert lines[-1].plain.endswith("…") == (len(wrapped(text, width)) > most)


def test_the_fields_of_a_change_stand_whole_in_a_column_of_their_own() -> None:
    done = Done("9 Oct", "12:00", "ada", "moved it", "update")
    change = Alteration("place in the story", "4", "2")
    told = Told("story_articles", "r", "moved an article", (change,), None)
    entry = lines_of(done, [told])[-1]
    (wide,), narrow = entry.draw(80, None), entry.draw(40, None)
    assert wide.plain == "  place in the story  4 → 2"
    assert narrow[0].plain == "  place in t… 4 → 2"


def test_choices_are_set_in_rows_that_leave_no_sign_without_its_word() -> None:
    choices = [Choice(word, word[0], word) for word in ("affirms", "denies", "reports")]
    field = ChoiceField(choices)
    rows = [[each.value for each in row] for row in field.rows(19)]
    assert rows == [["affirms", "denies"], ["reports"]]
    assert [len(row) for row in field.rows(18)] == [1, 1, 1]
    assert [len(row) for row in field.rows(1)] == [1, 1, 1]


def test_a_clipped_text_ends_at_a_word() -> None:
    assert clipped("one two three", 9) == "one two…"
    assert clipped("one two", 7) == "one two"
    assert clipped("onetwothree", 6) == "onetw…"


@given(WORDS, st.integers(0, 100), st.integers(0, 20), st.integers(12, 50))
@settings(max_examples=200)
def test_what_is_picked_out_of_a_passage_stays_picked_out(
    words: str, start: int, length: int, width: int
) -> None:
    start = min(start, len(words))
    hit = Span(start, min(len(words), start + length))
    lines = quoted(words, [hit], width)
    assert all(line.cell_length <= width for line in lines)
    picked = "".join(
        line.plain[span.start : span.end]
        for line in lines
        for span in line.spans
        if span.style == ".hit"
    )
    assert "".join(picked.split()) == "".join(one_line(hit.of(words)).split())


@given(WORDS, WORDS, WORDS, st.integers(12, 80), st.integers(1, 30))
@settings(max_examples=200)
def test_a_passage_in_context_fits_its_room(
    before: str, quote: str, after: str, width: int, height: int
) -> None:
    shown = ShownPassage("source", "title", before, quote, after)
    lines = passage_lines(shown, width, height)
    assert len(lines) <= height
    assert all(line.cell_length <= width for line in lines)


def test_passages_side_by_side_begin_in_the_same_row() -> None:
    first = ShownPassage("a", "", "", "short", "after " * 200)
    second = ShownPassage("b", "", "before " * 200, "long " * 60, "")
    rows = [
        next(n for n, line in enumerate(passage_lines(a, 60, 24, b)) if line.plain.startswith("▌"))
        for a, b in ((first, second), (second, first))
    ]
    assert rows[0] == rows[1]


def test_the_words_around_a_passage_come_from_the_body_alone() -> None:
    text = "Menu. First one. It burnt.  Then rain. Buy now. Later."
    blocks = [Span(6, 26), Span(28, 39), Span(48, 54)]
    span = Span(17, 26)
    assert span.of(text) == "It burnt."
    assert around(text, blocks, span) == ("First one.", "Then rain.\nLater.")


class _Lists(App[None]):
    def __init__(self, entries: list[Entry]) -> None:
        super().__init__()
        self.rows = entries

    def compose(self) -> ComposeResult:
        yield Listing()


def _row(words: str, height: int, width: int, _at: int | None) -> list[Content]:
    return [fitted(f"{words} {line}", width) for line in range(height)]


async def test_the_cursor_skips_headings_and_stays_in_sight() -> None:
    entries = [
        Entry(partial(_row, f"{n}", 1 + n % 3), key=n, pickable=n % 4 != 0, height=None, gap=n % 2)
        for n in range(60)
    ]
    app = _Lists(entries)
    async with app.run_test(size=(30, 8)) as pilot:
        listing = app.query_one(Listing)
        listing.show(entries)
        seen = []
        for move in ((1,) * 50, (-1,) * 20):
            for step in move:
                listing.move(step)
                await pilot.pause()
                assert listing.current is not None
                assert listing.current.pickable
                seen.append(listing.index)
                top, height = listing.scroll_offset.y, listing.size.height
                start = listing._starts[listing.index]
                assert top <= start
                assert start + 1 <= top + height
        assert len(set(seen)) > 40
        listing.last()
        assert listing.index == 59
        listing.first()
        assert listing.index == 1
        assert listing.scroll_offset.y == 0
        listing.page(1)
        assert listing.index > 1
        here = listing.index
        listing.page(-1)
        assert listing.index < here


async def test_an_empty_list_takes_every_key() -> None:
    app = _Lists([])
    async with app.run_test(size=(30, 8)):
        listing = app.query_one(Listing)
        listing.show([])
        for act in (listing.first, listing.last):
            act()
        listing.move(1)
        listing.page(-1)
        listing.across(1)
        listing.go(3)
        assert listing.current is None
        assert [listing.render_line(y).cell_length for y in range(8)] == [30] * 8


async def test_a_click_on_a_key_does_what_the_key_does() -> None:
    screen = HelpScreen(KeyMap())
    async with shown(screen, size=(80, 24)) as (app, pilot):
        keys = screen.query_one(KeyLine)
        place = keys.render().plain.index("close")
        await pilot.click(KeyLine, offset=(place, 0))
        assert await until(lambda: app.result is None)


async def test_every_ink_can_be_read_in_every_theme() -> None:
    screen = HelpScreen(KeyMap())
    async with shown(screen, size=(80, 24)) as (app, pilot):
        for theme in BUILTIN_THEMES:
            if theme.startswith("ansi"):
                continue
            app.theme = theme
            await pilot.pause()
            paper = Color.parse(app.theme_variables["background"])
            for ink in ("quiet", "faint", "key", "sign", "alarm", "good"):
                colour = screen.get_visual_style(ink, partial=True).foreground
                assert colour is not None
                assert contrast(colour.rgb, paper.rgb) >= 4.5, (theme, ink)

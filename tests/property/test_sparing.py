"""What stands on the terminal after any pictures is the last picture, cell by cell."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from reader.tui.cell_rows import cells_of
from reader.tui.sparing import Standing

WIDTH, HEIGHT = 24, 10
WORDS = ("ferry", "sank", "a", "語語", "—", "e\u0301te", "", "  ", "news of the day")
STYLES = tuple(map(Style.parse, ("none", "bold red", "on blue", "italic red on blue", "dim")))
CODES = re.compile(r"\x1b\[([0-9;]*)([HmMLrX])")


class Terminal:
    """Cells and their colours, as the few sequences that are written change them."""

    def __init__(self) -> None:
        self.cells = [[(" ", "")] * WIDTH for _ in range(HEIGHT)]
        self.look: frozenset[str] = frozenset()

    def feed(self, data: str) -> None:
        x = y = at = 0
        top, bottom = 0, HEIGHT - 1
        while at < len(data):
            code = CODES.match(data, at)
            if code is None:
                text = data[at : (data + "\x1b").index("\x1b", at)]
                for cell in cells_of(text)[0]:
                    self.cells[y][x] = (cell, self._drawn(cell))
                    x += 1
                at += len(text)
                continue
            at = code.end()
            numbers = [int(each) for each in code[1].split(";") if each]
            if code[2] == "H":
                y, x = numbers[0] - 1, numbers[1] - 1
            elif code[2] == "X":
                self.cells[y][x : x + numbers[0]] = [("?", "")] * numbers[0]
            elif code[2] == "m":
                self._colour(code[1] or "0")
            elif code[2] == "r":
                top, bottom = (numbers[0] - 1, numbers[1] - 1) if numbers else (0, HEIGHT - 1)
                x = y = 0
            else:
                rows = self.cells[top : bottom + 1]
                new = [[("?", "")] * WIDTH for _ in range(numbers[0])]
                moved = [*rows[numbers[0] :], *new] if code[2] == "M" else [*new, *rows]
                self.cells[top : bottom + 1] = moved[: len(rows)]

    def _drawn(self, cell: str) -> str:
        return ";".join(sorted(self.look)) if cell else ""

    def _colour(self, codes: str) -> None:
        for code in codes.split(";"):
            kind = {"3": "fore", "4": "back"}.get(code[0] if len(code) > 1 else "", code)
            if code == "0":
                self.look = frozenset()
            else:
                kept = {e for e in self.look if not e.startswith(f"{kind}=")}
                self.look = frozenset({*kept, f"{kind}={code}"})


def line(words: list[tuple[str, int]]) -> Strip:
    segments = [Segment(text, STYLES[number]) for text, number in words]
    return Strip(segments).adjust_cell_length(WIDTH)


lines = st.lists(st.tuples(st.sampled_from(WORDS), st.integers(0, 4)), max_size=3).map(line)
pictures = st.one_of(
    st.tuples(st.just("all"), st.lists(lines, min_size=HEIGHT, max_size=HEIGHT)),
    st.tuples(st.integers(-3, 3), st.lists(lines, min_size=3, max_size=3)),  # scrolled
    st.tuples(st.just("some"), st.dictionaries(st.integers(0, HEIGHT - 1), lines, max_size=3)),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(pictures, min_size=1, max_size=5))
def test_only_what_changed_is_written_and_all_of_it(made: list[tuple[object, object]]) -> None:
    terminal, standing = Terminal(), Standing()
    console = Console(color_system="standard", force_terminal=True)
    rows = [line([(f"row {y} of the first picture", 0)]) for y in range(HEIGHT)]
    for how, what in [("all", rows), *made]:
        if isinstance(how, int) and isinstance(what, list):
            new = what[: abs(how)]
            rows = [*rows[how:], *new] if how > 0 else [*new, *rows[: HEIGHT - len(new)]]
        elif isinstance(what, dict):
            rows = [what.get(y, row) for y, row in enumerate(rows)]
        elif isinstance(what, list):
            rows = what
        everything = LayoutUpdate([[row] for row in rows], Region(0, 0, WIDTH, HEIGHT))
        some = isinstance(what, dict) and what
        spans = [(y, 0, WIDTH) for y in sorted(what)] if isinstance(what, dict) else []
        part = ChopsUpdate([{0: row} for row in rows], spans, [[WIDTH]] * HEIGHT)
        picture = standing.sparing(part if some else everything, (WIDTH, HEIGHT))
        terminal.feed(picture.render_segments(console))
        whole = Terminal()
        for y, row in enumerate(rows):
            whole.feed(f"\x1b[{y + 1};1H{row.render(console)}")
        assert terminal.cells == whole.cells
        again = standing.sparing(everything, (WIDTH, HEIGHT))
        assert again.render_segments(console) == ""


def test_a_step_writes_the_cursor_and_a_scrolled_page_its_new_row() -> None:
    console, standing, size = Console(color_system="truecolor"), Standing(), (80, 24)
    words = "the ferry sank off the coast and nobody was hurt by it as far as is known"
    text = [f"{row} {words}" for row in range(60)]

    def written(top: int, cursor: int) -> int:
        rows = [Strip([Segment(text[top + y].ljust(80))]) for y in range(24)]
        under = text[top + 5].ljust(80)
        reverse = Style(reverse=True)
        rows[5] = Strip(
            [
                Segment(under[:cursor]),
                Segment(under[cursor], reverse),
                Segment(under[cursor + 1 :]),
            ]
        )
        update = LayoutUpdate([[row] for row in rows], Region(0, 0, 80, 24))
        return len(standing.sparing(update, size).render_segments(console))

    assert written(0, 3) > 24 * 70
    assert written(0, 4) < 40
    assert written(1, 4) < 160  # one row, and two cells of the cursor
    standing.forget()
    assert written(1, 4) > 24 * 70


def test_where_no_widget_is_drawn_what_stands_stays() -> None:
    console, standing, size = Console(color_system="standard"), Standing(), (WIDTH, 1)
    chops = {0: Strip([Segment("ferry")]), 5: None, 9: Strip([Segment("sank".ljust(15))])}
    update = LayoutUpdate([chops.values()], Region(0, 0, WIDTH, 1))  # type: ignore[list-item]  # Textual's, too
    terminal = Terminal()
    terminal.feed(standing.sparing(update, size).render_segments(console))
    drawn = "".join(cell for cell, _ in terminal.cells[0])
    assert drawn == "ferry    sank".ljust(WIDTH)


def test_behind_a_cluster_that_may_be_drawn_too_wide_the_row_is_written_anew() -> None:
    console, standing, size = Console(color_system="standard"), Standing(), (WIDTH, 1)

    def written(text: str) -> str:
        chops = {0: Strip([Segment(text)]), 6: Strip([Segment("| a card".ljust(WIDTH - 6))])}
        update = ChopsUpdate([chops], [(0, 0, 6)], [[6, WIDTH]])
        return str(standing.sparing(update, size).render_segments(console))

    whole = [Strip([Segment("ferry ")]), Strip([Segment("| a card".ljust(WIDTH - 6))])]
    standing.sparing(LayoutUpdate([whole], Region(0, 0, WIDTH, 1)), size).render_segments(console)
    assert "card" not in written("sinks ")
    assert "card" in written("\N{FAMILY}\ufe0f sa ")


def test_where_a_card_was_closed_its_edge_cuts_no_wide_character_in_two() -> None:
    console, standing, size = Console(color_system="standard"), Standing(), (WIDTH, 1)
    terminal = Terminal()
    words = Strip([Segment("a語語b".ljust(WIDTH - 2))])
    card = [Strip([Segment("a ")]), Strip([Segment("|card|")]), Strip([Segment(" " * 16)])]
    terminal.feed(
        standing.sparing(LayoutUpdate([card], Region(0, 0, WIDTH, 1)), size).render_segments(
            console
        )
    )
    update = ChopsUpdate([{0: words}], [(0, 2, 8)], [[WIDTH]])
    terminal.feed(standing.sparing(update, size).render_segments(console))
    assert "".join(cell for cell, _ in terminal.cells[0]).rstrip() == "a語語b"

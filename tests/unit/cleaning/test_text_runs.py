"""Lines seen together: pieces of a sentence, entries of a list, numbers of a series."""

from __future__ import annotations

from reader.cleaning.page import Page, see
from reader.cleaning.plain import read_plain
from reader.cleaning.text_runs import RUN_NAMES, is_prose, pieces_of, run_rows

CUT = """Home
The pilots of Port Elm said in
a statement
on Sunday that they would go on
with their
strike
until the end of the month.
Share
"""
RANKING = "\n".join(
    ["The ten best harbours of the coast, in the order of their depth, were named on Monday."]
    + [f"{number}. Harbour of Elm {number}\nDepth: {number} m" for number in range(1, 6)]
    + ["Contact"]
)


def page_of(text: str) -> Page:
    return see(read_plain(text))


def values(text: str, name: str, stretch: tuple[int, int]) -> list[float]:
    page = page_of(text)
    pieces = pieces_of(page, "en")
    rows = run_rows(page, pieces, is_prose(page, pieces), stretch)
    return [row[RUN_NAMES.index(name)] for row in rows]


def test_a_sentence_cut_at_its_links_is_seen_as_one() -> None:
    page = page_of(CUT)
    pieces = pieces_of(page, "en")
    assert pieces[1:7] == [(1, 6)] * 6
    assert is_prose(page, pieces) == [False, *[True] * 6, False]


def test_lines_apart_are_no_pieces_of_each_other() -> None:
    page = page_of("The pilots of Port Elm said in\n\na statement\n")
    assert pieces_of(page, "en") == [(0, 0), (1, 1)]


def test_a_label_is_no_piece_of_the_line_below() -> None:
    page = page_of("Published:\non Sunday\nShare\nThe end.")
    assert pieces_of(page, "en") == [(0, 0), (1, 1), (2, 2), (3, 3)]


def test_the_numbers_of_a_ranking_make_a_series() -> None:
    assert values(RANKING, "in_series", (0, 0)) == [0.0, *[1.0] * 9, 0.0, 0.0]
    assert values(RANKING, "numbered", (0, 0))[1:4] == [1.0, 0.0, 1.0]


def test_two_numbers_are_no_series() -> None:
    assert set(values("1. One\n2. Two\nand more", "in_series", (0, 0))) == {0.0}


def test_lines_that_open_alike_are_counted() -> None:
    counts = values("Depth is 3 m\nDepth is 4 m\nThe end", "opening_count", (0, 0))
    assert counts[0] == counts[1] > counts[2] == 0.0


def test_how_far_a_line_is_set_in_is_counted_from_where_the_prose_is() -> None:
    prose = "    The harbour of Port Elm was closed on Sunday after a crane fell across it."
    assert values(f"{prose}\n        Menu\nEnd", "indent_off", (0, 0)) == [0, 4, -4]

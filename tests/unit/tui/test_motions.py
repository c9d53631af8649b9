"""Where each motion leads, on a page one can see."""

from __future__ import annotations

import pytest

from reader.model.text import Span
from reader.tui.motions import Motions, Place
from reader.tui.viewing import Role, ShownBlock
from reader.tui.wrapping import wrap

#       0123456789012345678901234567890123456789
TEXT = "The ferry sank. Nobody was hurt.\n\nWAIT\n\nIt will not sail on."
SHOWN = [
    ShownBlock(Span(0, 32), 0, Role.BODY),
    ShownBlock(Span(40, 60), 2, Role.BODY),
]


@pytest.fixture
def motions() -> Motions:
    """Rows: `The ferry ` `sank. ` `Nobody was ` `hurt.` blank `It will ` `not sail ` `on.`."""
    return Motions(wrap(TEXT, SHOWN, 10), page_rows=4)


@pytest.mark.parametrize(
    ("command", "start", "count", "offset"),
    [
        ("move.right", 0, None, 1),
        ("move.right", 31, None, 40),  # over the hidden block
        ("move.left", 40, None, 31),
        ("move.left", 0, None, 0),
        ("move.right", 59, 3, 59),
        ("move.word", 0, None, 4),
        ("move.word", 0, 3, 16),
        ("move.word", 27, None, 40),
        ("move.word", 57, None, 59),
        ("move.word-back", 6, None, 4),
        ("move.word-back", 4, None, 0),
        ("move.word-back", 40, None, 27),
        ("move.word-end", 0, None, 2),
        ("move.word-end", 2, None, 8),
        ("move.sentence", 0, None, 16),
        ("move.sentence", 20, None, 40),
        ("move.sentence", 40, None, 59),
        ("move.sentence-back", 20, None, 16),
        ("move.sentence-back", 16, None, 0),
        ("move.sentence-back", 40, None, 16),
        ("move.paragraph", 5, None, 40),
        ("move.paragraph-back", 45, None, 40),
        ("move.paragraph-back", 40, None, 0),
        ("move.row-start", 6, None, 0),
        ("move.row-end", 2, None, 9),
        ("move.top", 50, None, 0),
        ("move.bottom", 5, None, 59),
        ("move.top", 5, 2, 40),
        ("move.bottom", 5, 99, 40),
    ],
)
def test_a_motion_leads_where_it_says(
    motions: Motions, command: str, start: int, count: int | None, offset: int
) -> None:
    place = motions.go(command, Place(start), count)
    assert place is not None
    assert place.offset == offset


def test_moves_by_row_aim_at_the_cell_they_came_from(motions: Motions) -> None:
    place = motions.go("move.down", Place(8))
    assert place == Place(15, 8)  # `sank. ` is shorter: its last cell, the goal kept
    assert place is not None
    assert motions.go("move.down", place) == Place(24, 8)


def test_a_blank_row_is_stepped_over(motions: Motions) -> None:
    assert motions.go("move.down", Place(27)) == Place(40, 0)
    assert motions.go("move.up", Place(40)) == Place(27, 0)


def test_a_page_keeps_two_rows_in_sight(motions: Motions) -> None:
    place = motions.go("move.page-down", Place(0))
    assert place is not None
    assert motions.layout.row_of(place.offset) == 2


def test_the_end_of_a_row_stays_the_end_in_other_rows(motions: Motions) -> None:
    end = motions.go("move.row-end", Place(0))
    assert end is not None
    below = motions.go("move.down", end)
    assert below is not None
    assert below.offset == 15


def test_what_is_no_motion_is_left_to_others(motions: Motions) -> None:
    assert motions.go("mark.claim", Place(0)) is None
    assert motions.go("move.sideways", Place(0)) is None


def test_an_empty_page_goes_nowhere() -> None:
    motions = Motions(wrap("", (), 10))
    assert motions.go("move.word", Place(0)) == Place(0)
    assert motions.settle(7) == 0


def test_an_offset_inside_a_cluster_or_hidden_settles_on_the_page(motions: Motions) -> None:
    assert motions.settle(35) == 31
    assert motions.settle(38) == 40
    family = "a\U0001f468\u200d\U0001f469 b"
    joined = Motions(wrap(family, [ShownBlock(Span(0, len(family)), 0, Role.BODY)], 10))
    assert joined.settle(3) == 1

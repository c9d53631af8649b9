from __future__ import annotations

from reader.model.text import Span
from reader.tui.aligning import Alignment, Anchor
from reader.tui.viewing import Role, ShownBlock
from reader.tui.wrapping import Layout, wrap

ROW = 10  # code points of a row; the last one is the space it ends with


def page(rows: int) -> Layout:
    """A page of one paragraph with rows that are all of one length."""
    text = " ".join(["nine-word"] * rows)
    return wrap(text, [ShownBlock(Span(0, len(text)), 0, Role.BODY)], ROW - 1)


def rows(start: int, stop: int) -> Span:
    return Span(start * ROW, stop * ROW - 1)


def walk(alignment: Alignment, count: int) -> list[int | None]:
    """The row beside each row; None where the other page stays."""
    found = [alignment.at(row * ROW) for row in range(count)]
    return [None if each is None or each.held else each.row for each in found]


def test_a_passage_stands_beside_its_partner_row_by_row_as_far_as_that_goes() -> None:
    alignment = Alignment([Anchor(rows(2, 6), rows(10, 12))], page(8), page(20))
    assert walk(alignment, 8) == [8, 9, 10, 11, 11, 11, 12, 13]
    beside = alignment.at(2 * ROW + 5)
    assert beside is not None
    assert (beside.row, beside.offset) == (10, 100)


def test_between_two_passages_in_order_the_rows_are_spread() -> None:
    anchors = [Anchor(rows(0, 1), rows(0, 1)), Anchor(rows(4, 5), rows(12, 13))]
    assert walk(Alignment(anchors, page(6), page(20)), 6) == [0, 3, 6, 9, 12, 13]


def test_between_two_passages_the_other_way_round_the_page_stays() -> None:
    anchors = [Anchor(rows(1, 2), rows(12, 13)), Anchor(rows(4, 5), rows(3, 4))]
    assert walk(Alignment(anchors, page(6), page(20)), 6) == [11, 12, None, None, 3, 4]


def test_at_either_end_it_stays_inside_the_text() -> None:
    alignment = Alignment([Anchor(rows(3, 4), rows(1, 2))], page(9), page(3))
    assert walk(alignment, 9) == [0, 0, 0, 1, 2, 2, 2, 2, 2]


def test_of_two_that_overlap_the_surer_one_counts() -> None:
    sure, unsure = Anchor(rows(2, 4), rows(9, 10), (0, 1)), Anchor(rows(1, 3), rows(0, 1), (2, 1))
    found = Alignment([unsure, sure], page(6), page(12)).at(2 * ROW)
    assert found is not None
    assert found.anchor is sure


def test_where_nothing_is_linked_nothing_stands_beside() -> None:
    assert Alignment([], page(3), page(3)).at(5) is None
    assert Alignment([Anchor(rows(0, 1), Span(0, 4))], page(3), wrap("", (), 10)).at(5) is None

from __future__ import annotations

from reader.tui.place_marks import PlaceMark, offset_in, read


def test_a_place_moves_with_its_words_and_else_stays_inside_the_text() -> None:
    mark = PlaceMark("a", 10, 3, "gave way")
    assert offset_in(mark, "The dam — gave way.") == 10
    assert offset_in(mark, "gave way. At dawn the old dam gave way.") == 0
    assert offset_in(mark, "On Friday the old dam gave way. It gave way.") == 22
    assert offset_in(mark, "It held.") == 7
    assert offset_in(mark, "") == 0


def test_what_makes_no_sense_in_the_file_is_left_out() -> None:
    good = {"article": "x", "offset": 1, "row": 2, "words": "w" * 99}
    found = read(
        {
            "a": good,
            "B": good,
            "ab": good,
            "c": 3,
            "d": good | {"offset": -1},
            "e": good | {"row": ""},
        }
    )
    assert found == {"a": PlaceMark("x", 1, 2, "w" * 48)}
    assert read([1]) == {}

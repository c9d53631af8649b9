"""Finding by a few letters."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.tui.fuzzy import match

PATHS = st.text(alphabet="abcde/- ", max_size=24)
TYPED = st.text(alphabet="abcde/", min_size=1, max_size=6)


def holds(letters: str, words: str) -> bool:
    rest = iter(words)
    return all(letter in rest for letter in letters)


@given(TYPED, PATHS)
@settings(max_examples=300)
def test_a_path_fits_when_it_holds_the_letters_in_their_order(typed: str, path: str) -> None:
    found = match(typed, path)
    assert (found is not None) == holds(typed, path)
    if found is not None:
        assert "".join(path[place] for place in found.places) == typed
        assert list(found.places) == sorted(set(found.places))


def test_letters_in_a_row_beat_scattered_ones() -> None:
    together, scattered = match("ers", "entity/person"), match("ers", "entity/reports")
    assert together is not None
    assert scattered is not None
    assert together.score > scattered.score


def test_the_start_of_a_part_beats_its_middle() -> None:
    start, middle = match("lace", "entity/lace"), match("lace", "entity/place")
    assert start is not None
    assert middle is not None
    assert start.score > middle.score


def test_of_two_that_fit_alike_the_shorter_one_is_better() -> None:
    short, long = match("claim", "claim"), match("claim", "claim/casualties")
    assert short is not None
    assert long is not None
    assert short.score > long.score


def test_case_is_ignored_and_nothing_typed_fits_everything() -> None:
    assert match("CLA", "claim") is not None
    assert match("  ", "claim") is not None
    assert match("x", "claim") is None
    assert match("x", "") is None

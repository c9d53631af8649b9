from __future__ import annotations

import time

import pytest

from reader.anchoring.carrying import Carried, Comparison, Fate
from reader.anchoring.comparing import runs
from reader.model.text import Span

MAYOR = "The mayor resigned on Monday after the vote was lost."
COUNCIL = "The council met at once and chose a new chair from its own rows."
STREETS = "Hundreds gathered in the streets and cheered until the evening came."
OLD = f"{MAYOR}\n\n{COUNCIL}\n\n{STREETS}"


def _carried(quote: str, new: str, old: str = OLD) -> Carried:
    start = old.index(quote)
    return Comparison(old, new).carry([Span(start, start + len(quote))])


def _words(carried: Carried, new: str) -> list[str]:
    return [span.of(new) for span in carried.spans]


def test_a_mark_behind_a_new_paragraph_only_shifts() -> None:
    new = f"Update: the count goes on tonight.\n\n{OLD}"
    carried = _carried("chose a new chair", new)
    assert (carried.fate, _words(carried, new)) == (Fate.EXACT, ["chose a new chair"])


def test_a_paragraph_that_moved_takes_its_marks_along() -> None:
    new = f"{STREETS}\n\n{MAYOR}\n\n{COUNCIL}"
    carried = _carried("gathered in the streets", new)
    assert (carried.fate, _words(carried, new)) == (Fate.MOVED, ["gathered in the streets"])


def test_a_misprint_mended_inside_a_mark_is_an_edit_with_the_new_words() -> None:
    old = OLD.replace("resigned", "resinged")
    carried = _carried("The mayor resinged on Monday", OLD, old)
    assert (carried.fate, _words(carried, OLD)) == (Fate.EDITED, ["The mayor resigned on Monday"])
    assert 0.9 < carried.score < 1


def test_a_figure_that_changed_at_the_end_of_a_mark_is_taken_whole() -> None:
    old = "Officials said they had counted 590 injured.\n"
    new = "Officials said they had counted 1,200 injured.\n"
    carried = _carried("counted 590", new, old)
    assert (carried.fate, _words(carried, new)) == (Fate.EDITED, ["counted 1,200"])


def test_words_that_were_cut_out_are_lost() -> None:
    assert _carried("chose a new chair", f"{MAYOR}\n\n{STREETS}").fate is Fate.LOST


def test_the_other_place_of_the_same_words_is_not_taken_for_a_mark_that_was_cut() -> None:
    sentence = "Nobody was hurt in the fire, the mayor said."
    old = f"{sentence}\n\n{COUNCIL}\n\n{sentence} He left.\n"
    new = f"{sentence}\n\n{COUNCIL}\n\nHe left.\n"
    start = old.rindex(sentence)
    carried = Comparison(old, new).carry([Span(start, start + len(sentence))])
    assert carried.fate is Fate.LOST


def test_a_sentence_rewritten_in_its_place_is_lost() -> None:
    new = OLD.replace(COUNCIL, "Its members will not talk to reporters before the weekend ends.")
    assert _carried(COUNCIL, new).fate is Fate.LOST


def test_a_short_word_does_not_cling_to_the_same_word_of_another_sentence() -> None:
    new = OLD.replace(COUNCIL, "Police closed a bridge; traffic was led over its neighbour.")
    start = OLD.index(" a new chair") + 1
    assert Comparison(OLD, new).carry([Span(start, start + 1)]).fate is Fate.LOST


def test_blank_space_that_changed_is_no_edit() -> None:
    new = OLD.replace("council met at once", "council\nmet at  once")
    carried = _carried("The council met at once", new)
    assert (carried.fate, _words(carried, new)) == (Fate.EXACT, ["The council\nmet at  once"])


def test_a_mark_in_pieces_is_lost_with_one_of_them() -> None:
    pieces = [Span(OLD.index(w), OLD.index(w) + len(w)) for w in ("The mayor", "a new chair")]
    both = Comparison(OLD, f"Later.\n\n{OLD}").carry(pieces)
    assert [span.start for span in both.spans] == [span.start + 8 for span in pieces]
    assert Comparison(OLD, f"{MAYOR}\n\n{STREETS}").carry(pieces).fate is Fate.LOST


def test_pieces_that_changed_places_are_lost() -> None:
    pieces = [Span(0, len(MAYOR)), Span(OLD.index(STREETS), len(OLD))]
    new = f"{STREETS}\n\n{COUNCIL}\n\n{MAYOR}"
    assert Comparison(OLD, new).carry(pieces).fate is Fate.LOST


@pytest.mark.parametrize(("old", "new"), [("", ""), ("", "word"), ("word", "")])
def test_nothing_has_nothing_in_common(old: str, new: str) -> None:
    assert runs(old, new) == ()


def test_what_survives_of_a_block_is_counted() -> None:
    compared = Comparison(OLD, f"Later.\n\n{OLD}")
    assert compared.surviving(Span(0, len(MAYOR)), Span(8, 8 + len(MAYOR))) == len(MAYOR)
    assert compared.surviving(Span(0, len(MAYOR)), Span(0, 8)) == 0


def test_a_long_text_is_compared_by_what_differs() -> None:
    def page(step: int) -> str:
        return "".join(
            f"Line {n} says {n * 7919 % 10007} of {'more' if n % step else 'less'} things.\n"
            for n in range(20_000)
        )

    begun = time.process_time()
    found = runs(page(11), page(13))
    # Quadratic work on 20,000 lines takes minutes; a bound this wide only tells the two apart.
    assert time.process_time() - begun < 20
    assert sum(run.length for run in found) > 0.9 * len(page(11))

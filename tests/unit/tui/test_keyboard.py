"""Counts and keys in a row."""

from __future__ import annotations

import pytest

from reader.tui.keyboard import MAX_COUNT, Keyboard
from reader.tui.keys import Context

READING = (Context.READING,)
Commands = list[tuple[str, int | None]]


def _typed(keys: list[str], contexts: tuple[Context, ...] = READING) -> Commands:
    keyboard = Keyboard()
    strokes = [keyboard.feed(key, contexts) for key in keys]
    return [(stroke.command, stroke.times) for stroke in strokes if stroke.command is not None]


@pytest.mark.parametrize(
    ("keys", "commands"),
    [
        ("j", [("move.down", None)]),
        ("3w", [("move.word", 3)]),
        ("10j", [("move.down", 10)]),
        ("0", [("move.row-start", None)]),
        ("gg", [("move.top", None)]),
        ("12gg", [("move.top", 12)]),
        ("ga", [("go.articles", None)]),
        ("2jj", [("move.down", 2), ("move.down", None)]),
        ("gzj", [("move.down", None)]),  # a slip after g does nothing
        ("3#j", [("move.down", None)]),
    ],
)
def test_keys_come_to_commands(keys: str, commands: Commands) -> None:
    assert _typed(list(keys)) == commands


def test_what_waits_is_shown_and_escape_forgets_it_first() -> None:
    keyboard = Keyboard()
    assert keyboard.feed("4", READING).pending == "4"
    assert keyboard.feed("g", READING).pending == "4g"
    assert keyboard.feed("escape", READING).command is None
    assert keyboard.pending == ""
    assert keyboard.feed("escape", READING).command == "back"


def test_a_digit_is_a_tag_while_something_is_selected() -> None:
    keyboard = Keyboard()
    stroke = keyboard.feed("3", (Context.SELECTION, Context.READING))
    assert (stroke.command, stroke.key) == ("mark.recent", "3")


def test_two_keys_in_a_row_wait_over_one_that_others_have() -> None:
    both = (Context.SELECTION, Context.READING)
    assert _typed(["i", "w", "a", '"'], both) == [
        ("object.word", None),
        ("object.quotation", None),
    ]
    assert _typed(["i"]) == [("view.names", None)]  # nothing is selected: nothing waits


def test_the_same_key_means_other_things_elsewhere() -> None:
    assert _typed(["x"]) == [("mark.delete", None)]
    assert _typed(["x"], (Context.JUDGING,)) == [("judge.reject", None)]
    assert _typed(["enter"], (Context.BOUNDARY, Context.READING)) == [("border.keep", None)]


def test_a_cat_on_the_digits_is_no_count_of_billions() -> None:
    assert _typed([*"99999999999999", "j"]) == [("move.down", MAX_COUNT)]


def test_unknown_keys_come_to_nothing() -> None:
    assert _typed(["f1", "€", "ctrl+x"]) == []

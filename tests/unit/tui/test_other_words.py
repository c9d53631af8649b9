"""What people type to find a command, and the command they mean."""

from __future__ import annotations

import pytest

from reader.tui.keymap import KeyMap
from reader.tui.keys import Context
from reader.tui.other_words import _OTHER_WORDS, fits

# A newcomer typed these and was shown commands that hold the same letters strewn about, or none.
SOUGHT = {
    "export": "export",
    "save": "export",
    "csv": "export",
    "filter": "filter",
    "colleague": "view.layer",
    "team": "view.layer",
    "people": "view.layer",
    "theme": "theme",
    "colour": "theme",
    "quit": "quit",
    "exit": "quit",
    "undo": "undo",
    "side by": "pane.split",
    "open art": "go.articles",
    "compare": "go.events",
    "boundary": "border.start",
    "search all": "go.search",
    "codebook": "go.tags",
    "events": "go.events",
}
OFFERED = frozenset({Context.READING, Context.ANYWHERE})
COMMANDS = {each.id: each.does for each in KeyMap().commands if each.context in OFFERED}


@pytest.mark.parametrize(("typed", "command"), SOUGHT.items())
def test_a_newcomers_word_finds_the_command(typed: str, command: str) -> None:
    worth = {name: fits(typed, name, does) for name, does in COMMANDS.items()}
    found = sorted((each for each in worth if worth[each]), key=lambda each: -worth[each])
    assert command in found[:4], found


def test_other_words_are_of_commands_that_there_are() -> None:
    assert set(_OTHER_WORDS) <= COMMANDS.keys()


@pytest.mark.parametrize("typed", ["zzz", "xp", "", "  ", "undo zzz"])
def test_what_begins_no_word_fits_nothing(typed: str) -> None:
    assert not any(fits(typed, name, does) for name, does in COMMANDS.items())

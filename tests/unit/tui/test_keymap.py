"""The table of keys holds together, and people can change it."""

from __future__ import annotations

import pytest
from textual.keys import _character_to_key

from reader.errors import FormatError
from reader.tui import footers
from reader.tui.footers import FOOTERS, Footer
from reader.tui.keymap import KeyMap, key_name, shown_key, strokes_of
from reader.tui.keys import COMMANDS, Context


def test_the_table_has_no_clash_and_no_key_that_terminals_keep() -> None:
    assert KeyMap().commands == COMMANDS
    assert KeyMap((*COMMANDS,)).commands == COMMANDS  # looked through, which a start does not do


WITH_KEYS = [command for command in COMMANDS if command.keys]


def test_ids_are_unique_and_every_command_has_words() -> None:
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)
    for command in COMMANDS:
        assert command.does
        assert command.group


@pytest.mark.parametrize("context", FOOTERS)
def test_the_footer_has_at_most_ten_entries_and_knows_its_commands(context: Context) -> None:
    footer = KeyMap().footer(context)
    assert 0 < len(footer) <= 10
    assert all(keys and word for keys, word in footer)


@pytest.mark.parametrize(
    "words",
    [
        footers.KEPT_EVENT,
        footers.QUOTE_OF_EVENT,
        footers.SAID_ALONE,
        footers.NO_EVENT,
        footers.NOTHING_LEFT,
        footers.NOTHING_TO_CURATE,
    ],
)
def test_footers_of_places_know_their_commands_too(words: Footer) -> None:
    footer = KeyMap().line(words)
    assert len(footer) == len(words) <= 10
    assert all(keys and word for keys, word in footer)


def test_the_help_names_every_command_that_has_a_key() -> None:
    rows = [row for _, group in KeyMap().help() for row in group]
    assert len(rows) == len(WITH_KEYS)


def test_two_commands_on_one_key_are_refused_with_both_names() -> None:
    with pytest.raises(FormatError, match=r"mark\.claim and mark\.entity are both on 'e'") as error:
        KeyMap().remapped({"mark.claim": ["e"]})
    assert error.value.remedy is not None


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"mark.claim": ["g"]}, "both on 'g'"),  # others start with it
        ({"mark.claim": ["u"]}, "both on 'u'"),  # undo is on anywhere
        ({"mark.claim": ["3"]}, "is a count"),
        ({"mark.claim": ["f5"]}, "never reaches"),
        ({"mark.claim": ["ctrl+s"]}, "never reaches"),
        ({"mark.claim": ["ctrl+shift+c"]}, "never reaches"),
        ({"mark.claim": ["ctrl+enter"]}, "never reaches"),
        ({"mark.klaim": ["c"]}, "no command is called"),
    ],
)
def test_keys_that_cannot_work_are_refused(keys: dict[str, list[str]], words: str) -> None:
    with pytest.raises(FormatError, match=words):
        KeyMap().remapped(keys)


def test_keys_may_be_swapped_and_taken_away() -> None:
    keymap = KeyMap().remapped({"mark.claim": ["e"], "mark.entity": ["c"], "link.peek": []})
    assert (keymap.shown("mark.claim"), keymap.shown("mark.entity")) == ("e", "c")
    assert keymap.shown("link.peek") == ""
    assert all(word != "K" for word, _ in keymap.footer(Context.READING))
    assert len([row for _, rows in keymap.help() for row in rows]) == len(WITH_KEYS) - 1


def test_a_selection_gives_digits_another_meaning_and_the_rest_stays() -> None:
    strokes = KeyMap().strokes((Context.SELECTION, Context.READING))
    assert strokes["3",].id == "mark.recent"
    assert strokes["j",].id == "move.down"


@pytest.mark.parametrize(
    ("written", "shown"),
    [("g_a", "ga"), ("ctrl+d", "^d"), ("shift+tab", "⇧Tab"), ("space", "Space"), ("+", "+")],
)
def test_keys_are_shown_as_people_write_them(written: str, shown: str) -> None:
    assert shown_key(written) == shown


def test_numbered_keys_are_shown_as_a_range() -> None:
    assert KeyMap().shown("mark.recent") == "1…9"
    assert KeyMap().shown("pane.number") == "Alt+1…9"


@pytest.mark.parametrize(
    ("key", "character", "name"),
    [
        ("left_parenthesis", "(", "("),
        ("G", "G", "G"),
        ("shift+g", "G", "G"),
        ("space", " ", "space"),
        ("enter", "\r", "enter"),
        ("tab", "\t", "tab"),
        ("escape", "\x1b", "escape"),
        ("ctrl+d", "\x04", "ctrl+d"),
        ("alt+1", "1", "alt+1"),
        ("shift+left", None, "shift+left"),
        ("pagedown", None, "pagedown"),
        ("plus", "+", "+"),
        ("é", "é", "é"),
    ],
)
def test_a_key_of_the_terminal_has_its_name_in_the_table(
    key: str, character: str | None, name: str
) -> None:
    assert key_name(key, character) == name


def test_every_key_of_the_table_is_one_that_a_terminal_can_report() -> None:
    for command in COMMANDS:
        for key in command.keys:
            for stroke in strokes_of(key):
                if len(stroke) == 1:
                    assert key_name(_character_to_key(stroke), stroke) == stroke

"""Sets of keys for hands that another program has taught hold together."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.errors import FormatError
from reader.tui import settings
from reader.tui.keyboard import Keyboard
from reader.tui.keys import COMMANDS, Context
from reader.tui.profiles import PROFILES
from reader.tui.settings import keymap_of, with_profile

NEEDED = ("back", "help", "quit", "undo", "redo", "mark.claim", "mark.entity", "mark.tag")


@pytest.mark.parametrize("name", PROFILES)
def test_a_profile_names_commands_there_are_has_no_clash_and_loses_nothing(name: str) -> None:
    keymap = keymap_of(name)
    assert set(PROFILES[name].keys) <= {command.id for command in COMMANDS}
    lost = [
        given.id
        for given, own in zip(COMMANDS, keymap.commands, strict=True)
        if given.keys and not own.keys and not given.id.startswith("object.")
    ]
    assert lost == []
    assert all(keymap.shown(command) for command in NEEDED)


@pytest.mark.parametrize(
    ("profile", "typed", "commands"),
    [
        ("slate", "ji;o", ["move.left", "move.up", "move.right", "move.down"]),
        ("slate", "mkl/", ["edge.start-out", "edge.start-in", "edge.stop-in", "edge.stop-out"]),
        ("slate", "3o", ["move.down"]),
        ("slate", "\\np", ["search", "next", "previous"]),
        (
            "slate",
            "uU[]{}",
            ["mark.delete", "undo", "pane.previous", "pane.next", "move.page-up", "move.page-down"],
        ),
        ("vim", "eE", ["move.word-end", "mark.entity"]),
        ("vim", "zzztzb", ["scroll.middle", "scroll.top", "scroll.bottom"]),
        ("vim", "dd", ["mark.delete"]),
    ],
)
def test_keys_of_a_profile_come_to_its_commands(
    profile: str, typed: str, commands: list[str]
) -> None:
    keyboard = Keyboard(keymap_of(profile))
    strokes = [keyboard.feed(key, (Context.READING,)) for key in typed]
    assert [stroke.command for stroke in strokes if stroke.command] == commands


def test_space_and_a_letter_label_as_slate_does() -> None:
    keyboard = Keyboard(keymap_of("slate"))
    found = [keyboard.feed(key, (Context.SELECTION, Context.READING)) for key in ("space", "a")]
    assert found[-1].command == "mark.claim"


def test_ones_own_keys_lie_over_the_profile_and_clash_with_it_as_with_the_table(
    tmp_path: Path,
) -> None:
    path = tmp_path / "config.toml"
    path.write_text('profile = "slate"\n[keys]\n"mark.claim" = "B"\n', "utf-8")
    found = settings.load(path)
    assert (found.problems, found.profile) == ((), "slate")
    assert found.keymap.shown("mark.claim") == "B"
    assert found.keymap.shown("move.left") == "j"
    path.write_text('profile = "slate"\n[keys]\n"mark.claim" = "o"\n', "utf-8")
    clashing = settings.load(path)
    assert "both on 'o'" in str(clashing.problems[0])
    assert clashing.keymap == keymap_of("slate")


def test_a_profile_that_there_is_not_is_answered_with_the_nearest(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('profile = "slaet"\nmouse = false\n', "utf-8")
    found = settings.load(path)
    assert (found.profile, found.mouse) == (None, False)
    assert "'slate'" in str(found.problems[0].remedy)
    with pytest.raises(FormatError, match="no profile 'emacs'"):
        keymap_of("emacs")


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("", "slate", 'profile = "slate"\n'),
        ('theme = "nord"\n', "vim", 'profile = "vim"\ntheme = "nord"\n'),
        ('# a\nprofile="vim" # b\n[keys]\n', "slate", 'profile = "slate"\n# a\n[keys]\n'),
        ('profile = "vim"\n[keys]\nprofile = 1\n', None, "[keys]\nprofile = 1\n"),
    ],
)
def test_choosing_a_profile_changes_one_line(text: str, name: str | None, said: str) -> None:
    assert with_profile(text, name) == said

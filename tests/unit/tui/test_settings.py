"""The file of settings: what people write holds, and what is wrong is said without harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.errors import FormatError
from reader.tui import settings
from reader.tui.key_words import written_key
from reader.tui.keymap import KeyMap
from reader.tui.settings import Settings


def loaded(folder: Path, text: str) -> Settings:
    path = folder / "config.toml"
    path.write_text(text, "utf-8")
    return settings.load(path)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        *(("C", "C"), ("(", "("), ("é", "é"), ("_", "_"), ("+", "+")),
        *(("esc", "escape"), ("Enter", "enter"), ("PgDn", "pagedown"), (" ", "space")),
        *(("Ctrl+D", "ctrl+d"), ("^d", "ctrl+d"), ("alt+1", "alt+1"), ("shift+a", "A")),
        *(("shift+left", "shift+left"), ("ctrl+home", "ctrl+home")),
        *(("ga", "g_a"), ("g a", "g_a"), ("g_a", "g_a"), ("'?", "'_?"), ("g enter", "g_enter")),
    ],
)
def test_keys_are_read_as_people_write_them(written: str, key: str) -> None:
    assert written_key(written) == key


@pytest.mark.parametrize(
    ("written", "remedy"),
    [("entr", "'enter'"), ("ctlr+d", "'ctrl+d'"), ("ctrl+pgdwn", "'ctrl+pagedown'"), ("", "`ga`")],
)
def test_a_key_that_there_is_not_is_answered_with_the_nearest(written: str, remedy: str) -> None:
    with pytest.raises(FormatError, match="there is no key") as error:
        written_key(written)
    assert remedy in str(error.value.remedy)


def test_without_a_file_the_table_holds(tmp_path: Path) -> None:
    found = settings.load(tmp_path / "none.toml")
    assert (found.keymap, found.problems, found.changed, found.told) == (KeyMap(), (), (), None)


def test_keys_theme_and_mouse_are_taken_from_the_file(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        '\ufefftheme = "nord"\nmouse = false\n[keys]\n"mark.claim" = "e"\n'
        'mark.entity = ["c", "^y"]\n"place.set" = "`"\n"link.peek" = []\n',
    )
    assert (found.problems, found.theme, found.mouse) == ((), "nord", False)
    assert found.changed == ("mark.claim", "mark.entity", "link.peek", "place.set")
    assert found.keymap.find("mark.entity").keys == ("c", "ctrl+y")
    assert len(found.keymap.find("place.set").keys) == 26
    assert found.keymap.shown("place.set") == "`a…z"


@pytest.mark.parametrize(
    ("text", "said", "remedy"),
    [
        ('[keys]\n"mark.claim" = "e"', "mark.claim and mark.entity are both on 'e'", "another key"),
        ('[keys]\n"mark.clam" = "C"', "no command is called 'mark.clam'", "'mark.claim'"),
        ('[keys]\n"mark.claim" = "spcae"', "there is no key 'spcae': mark.claim", "'space'"),
        ('[keys]\n"mark.claim" = "ctrl+i"', "'ctrl+i' is the same as 'tab'", "another key"),
        ('[keys]\n"mark.claim" = 3', "a key such as", ""),
        ('[keys]\n"pane.number" = "p"', "end with the digit", "alt+1"),
        ('[keys]\n"place.go" = "ctrl+e"', "waits for a letter", "one character"),
        ('[keys]\n"quit" = []', "it needs a key: quit", "free"),
        ("keys = 3", "a table of commands", ""),
        ('colour = "red"', "there is no setting 'colour'", "config"),
        ("mouse = 1", "true or false: mouse", ""),
        ("theme = 1", "a theme is a name", ""),
        ("[keys", "at end of document", "quotation marks"),
    ],
)
def test_what_is_wrong_is_said_with_a_remedy_and_the_table_holds(
    tmp_path: Path, text: str, said: str, remedy: str
) -> None:
    found = loaded(tmp_path, text)
    assert said in str(found.problems[0])
    assert remedy in str(found.problems[0].remedy or "")
    assert found.keymap == KeyMap()
    assert found.told is not None
    assert "\n" not in found.told


def test_a_file_that_is_none_or_no_text_is_no_reason_to_die(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    assert "no file" in str(settings.load(tmp_path / "folder").problems[0])
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\x00")
    assert settings.load(tmp_path / "bytes").problems


def test_theme_and_mouse_hold_where_a_key_is_wrong(tmp_path: Path) -> None:
    found = loaded(tmp_path, 'theme = "nord"\nmouse = false\n[keys]\n"mark.claim" = "g"')
    assert (found.theme, found.mouse, len(found.problems)) == ("nord", False, 1)


def test_the_template_switched_on_is_the_table(tmp_path: Path) -> None:
    lines = [line.removeprefix('# "') for line in settings.template()]
    text = "\n".join(f'"{line}' if " = [" in line else line for line in lines)
    found = loaded(tmp_path, text)
    assert (found.problems, found.changed) == ((), ())
    assert '"mark.claim" = ["c"]' in text


def test_the_file_lies_where_the_system_says(monkeypatch: pytest.MonkeyPatch) -> None:
    here = settings.settings_file({"XDG_CONFIG_HOME": "/etc/mine"})
    assert here == Path("/etc/mine/synoptic-reader/config.toml")
    monkeypatch.delenv("XDG_CONFIG_HOME")
    assert settings.settings_file({"XDG_CONFIG_HOME": "relative"}).is_absolute()

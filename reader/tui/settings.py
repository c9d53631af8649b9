"""What people set in one file: whose keys, other keys, a theme, the mouse.

The file is theirs: it is read at the start, and written by nothing but `reader config profile`,
which changes one line of it. Whatever is wrong with it is
said, and the rest of it holds; of the keys, all or none, since half of a swap is a clash.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from reader.errors import FormatError
from reader.model.values import dataclass, field, replace
from reader.tui.key_words import written_key
from reader.tui.keymap import KeyMap, strokes_of
from reader.tui.keys import COMMANDS
from reader.tui.place_marks import LETTERS
from reader.tui.profiles import PROFILES

FILE_NAME = "config.toml"
ENTRIES = ("profile", "theme", "mouse", "keys")
_LETTERED = frozenset({"place.set", "place.go"})  # a key, and then any letter
_NUMBERED = frozenset({"mark.recent", "pane.number"})  # the digit says which
_NEEDED = ("back", "help", "quit")  # without these nobody finds out again


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds.

    Attributes:
        path: of the file, whether there is one or not; None where nobody looked.
        keymap: the table of keys in force.
        profile: the name of a set of keys that lies under the user's own, or None.
        theme: the name of a theme, or None for the one of the last time.
        mouse: whether the reader takes the mouse.
        problems: what of the file does not hold, and why.
    """

    path: Path | None = None
    keymap: KeyMap = field(default_factory=KeyMap)
    profile: str | None = None
    theme: str | None = None
    mouse: bool = True
    problems: tuple[FormatError, ...] = ()

    @property
    def changed(self) -> tuple[str, ...]:
        """The ids of commands with other keys than the table gives them."""
        pairs = zip(COMMANDS, self.keymap.commands, strict=True)
        return tuple(own.id for given, own in pairs if given.keys != own.keys)

    @property
    def told(self) -> str | None:
        """What is wrong with the file, on one line, or None."""
        if not self.problems:
            return None
        first = self.problems[0]
        more = f" (and {len(self.problems) - 1} more)" if len(self.problems) > 1 else ""
        return f"{FILE_NAME}: {first}{more} · `reader config check` says what to do"


def settings_file(environ: Mapping[str, str] = os.environ) -> Path:
    """Where the file is, or would be."""
    said = Path(environ.get("XDG_CONFIG_HOME", ""))
    if said.is_absolute():  # the standard: a relative one is to be ignored
        return said / "synoptic-reader" / FILE_NAME
    from platformdirs import user_config_path  # noqa: PLC0415 - a start with XDG set does without

    return user_config_path("synoptic-reader", appauthor=False) / FILE_NAME


def load(path: Path) -> Settings:
    """What the file says; what is wrong with it is among the problems."""
    if not path.exists():
        return Settings(path)
    if not path.is_file():
        return Settings(path, problems=(FormatError("this is no file", where=str(path)),))
    import tomllib  # noqa: PLC0415 - most people have no such file

    try:
        found = tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        words = f"it cannot be read ({error.strerror})"
        return Settings(path, problems=(FormatError(words, where=str(path)),))
    except (ValueError, RecursionError) as error:  # no TOML, or no UTF-8
        remedy = 'as in `[keys]` and `"mark.claim" = "B"`: both sides in quotation marks'
        return Settings(path, problems=(FormatError(str(error), remedy=remedy),))
    return _settings(path, found)


def checked(settings: Settings, themes: Iterable[str]) -> Settings:
    """The same with what only the screen knows: whether there is a theme of that name.

    Args:
        settings: as they were read.
        themes: the names of all that there are.
    """
    known = set(themes)
    if settings.theme is None or settings.theme in known:
        return settings
    wrong = no_theme(settings.theme, known)
    return replace(settings, problems=(*settings.problems, wrong))


def no_theme(name: str, known: Iterable[str]) -> FormatError:
    """What to say of a theme that there is not."""
    known = sorted(known)
    import difflib  # noqa: PLC0415 - loaded when somebody errs

    close = difflib.get_close_matches(name, known, 1)
    remedy = f"did you mean {close[0]!r}?" if close else f"there are: {', '.join(known)}"
    return FormatError(f"there is no theme {name!r}", where="theme", remedy=remedy)


def _settings(path: Path, found: Mapping[str, Any]) -> Settings:
    problems = [
        FormatError(f"there is no setting {name!r}", remedy=_nearest(name, ENTRIES))
        for name in found
        if name not in ENTRIES
    ]
    theme, mouse, keys = found.get("theme"), found.get("mouse", True), found.get("keys", {})
    if theme is not None and not isinstance(theme, str):
        problems.append(FormatError("a theme is a name", where="theme"))
        theme = None
    if not isinstance(mouse, bool):
        problems.append(FormatError("true or false", where="mouse"))
        mouse = True
    profile = found.get("profile")
    if profile is not None and profile not in PROFILES:
        problems.append(no_profile(profile))
        profile = None
    keymap = keymap_of(profile)
    wrong = len(problems)
    wanted = dict(_wanted(keys, problems))
    if len(problems) == wrong:
        try:
            keymap = keymap.remapped(wanted)
        except FormatError as error:
            problems.append(error)
    return Settings(path, keymap, profile, theme, mouse, tuple(problems))


def keymap_of(profile: str | None) -> KeyMap:
    """The table with the keys of a profile, or as it stands.

    Raises:
        FormatError: there is no such profile.
    """
    if profile is None:
        return KeyMap()
    if profile not in PROFILES:
        raise no_profile(profile)
    return KeyMap().remapped({name: keys.split() for name, keys in PROFILES[profile].keys.items()})


def no_profile(name: object) -> FormatError:
    """What to say of a profile that there is not."""
    import difflib  # noqa: PLC0415 - loaded when somebody errs

    close = difflib.get_close_matches(str(name), PROFILES, 1, cutoff=0.5)
    remedy = f"did you mean {close[0]!r}?" if close else f"there are: {', '.join(PROFILES)}"
    return FormatError(f"there is no profile {name!r}", where="profile", remedy=remedy)


def with_profile(text: str, name: str | None) -> str:
    r"""What the file says, with another profile or with none; its other lines stay as they are.

    >>> with_profile('# mine\n[keys]\n"copy" = "y"\n', "slate")
    'profile = "slate"\n# mine\n[keys]\n"copy" = "y"\n'
    """
    lines = text.removeprefix("\ufeff").splitlines(keepends=True)
    tables = (n for n, line in enumerate(lines) if line.lstrip().startswith("["))
    top = next(tables, len(lines))  # what stands under a heading belongs to it
    kept = [line for line in lines[:top] if line.split("=")[0].strip() != "profile"]
    said = [] if name is None else [f'profile = "{name}"\n']
    return "".join([*said, *kept, *lines[top:]])


def _wanted(keys: Any, problems: list[FormatError]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Commands with their keys as the table writes them; what is wrong goes to the problems."""
    if not isinstance(keys, dict):
        problems.append(FormatError("a table of commands and keys", where="keys"))
        return
    known = [command.id for command in COMMANDS]
    for name, value in _flat(keys):
        if name not in known:
            what = f"no command is called {name!r}"
            problems.append(FormatError(what, where="keys", remedy=_nearest(name, known)))
            continue
        given = [value] if isinstance(value, str) else value
        if not isinstance(given, list) or not all(isinstance(each, str) for each in given):
            problems.append(
                FormatError('a key such as "C", or several: ["C", "ctrl+d"]', where=name)
            )
            continue
        try:
            yield name, _keys_of(name, given)
        except FormatError as error:
            problems.append(FormatError(error.what, where=name, remedy=error.remedy))


def _flat(keys: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """Names with dots, whether the file has them in quotation marks or not."""
    for name, value in keys.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{name}.")
        else:
            yield above + name, value


def _keys_of(name: str, given: Iterable[str]) -> tuple[str, ...]:
    keys = [written_key(each) for each in given]
    if name in _LETTERED:
        if any(len(key) > 1 for key in keys):
            raise FormatError(
                "it waits for a letter", remedy="give the one character that stands before it"
            )
        keys = [f"{key}_{letter}" for key in keys for letter in LETTERS]
    if name in _NUMBERED and not all(strokes_of(key)[-1][-1] in "123456789" for key in keys):
        raise FormatError(
            "its keys end with the digit that is meant", remedy="as in alt+1, alt+2, …"
        )
    if name in _NEEDED and not keys:
        raise FormatError("it needs a key", remedy="give it any that is free")
    return tuple(dict.fromkeys(keys))


def _nearest(name: str, known: Iterable[str]) -> str:
    import difflib  # noqa: PLC0415 - loaded when somebody errs

    close = difflib.get_close_matches(name, list(known), 1, cutoff=0.5)
    return f"did you mean {close[0]!r}?" if close else "`reader config` lists them all"


def template() -> Iterator[str]:
    """The lines of a file that says what holds without one, each of them switched off."""
    yield "# Settings of the reader. Take the # off a line to change what it says."
    yield ""
    yield '# profile = "slate"'
    yield '# theme = "nord"'
    yield "# mouse = false"
    yield ""
    yield "[keys]"
    group = ""
    for command in COMMANDS:
        if command.group != group:
            group = command.group
            yield f"# -- {group}"
        keys = command.keys
        if command.id in _LETTERED:
            keys = tuple(dict.fromkeys(strokes_of(key)[0] for key in keys))
        listed = ", ".join(json.dumps(key) for key in keys)
        yield f'# "{command.id}" = [{listed}]  # {command.does}'

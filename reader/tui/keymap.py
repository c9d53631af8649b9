"""The table of keys in force: the user's own keys applied, clashes refused, words for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from reader.errors import FormatError
from reader.model.values import dataclass, replace
from reader.tui.footers import FOOTERS
from reader.tui.keys import COMMANDS, Command, Context

# Terminals, multiplexers and flow control keep these; binding them would do nothing.
_TAKEN_CTRL = frozenset("abgotnsq")
# To a terminal these are one and the same key.
_SAME = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+[": "escape", "ctrl+h": "backspace"}
_COUNTS = frozenset("123456789")
# Contexts that lie over another one and may give its keys a meaning of their own.
_OVERLAYS = frozenset({Context.BOUNDARY, Context.SELECTION})
_DIGITS = frozenset({Context.SELECTION, Context.CURATING})  # where a digit is no count
# Lists with keys of their own.
_LISTS = frozenset({Context.ARTICLES, Context.EVENTS, Context.HISTORY, Context.TAGS})
_PAGED = frozenset({Context.LIST, Context.HISTORY, Context.TAGS})  # with pages that Space turns

_SHOWN = {
    "enter": "⏎",
    "tab": "Tab",
    "shift+tab": "⇧Tab",
    "escape": "Esc",
    "space": "Space",
    "backspace": "⌫",
    "delete": "Del",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
}


@dataclass(frozen=True, slots=True)
class KeyMap:
    """Commands with the keys they have now.

    Attributes:
        commands: in the order of the table.
    """

    commands: tuple[Command, ...] = COMMANDS

    def __post_init__(self) -> None:
        """Refuse keys that clash or cannot work; our own table has none (a test looks)."""
        if self.commands is COMMANDS:
            return
        for command in self.commands:
            for key in command.keys:
                _check_key(command, key)
        # Only what begins with the same key can clash: few of ten thousand pairs.
        firsts = [{strokes_of(key)[0] for key in command.keys} for command in self.commands]
        for index, command in enumerate(self.commands):
            for further, other in enumerate(self.commands[index + 1 :], index + 1):
                if not firsts[index].isdisjoint(firsts[further]):
                    _check_pair(command, other)

    def remapped(self, keys: Mapping[str, Sequence[str]]) -> KeyMap:
        """The table with other keys for some commands.

        Args:
            keys: ids of commands with the keys they shall have instead; none takes them away.

        Raises:
            FormatError: an unknown command, a key that cannot work, or two commands that
                would share one.
        """
        known = {command.id for command in self.commands}
        for name in keys:
            if name not in known:
                import difflib  # noqa: PLC0415 - loaded when somebody errs

                close = difflib.get_close_matches(name, known, 1, cutoff=0.5)
                raise FormatError(
                    f"no command is called {name!r}",
                    where="keys",
                    remedy=f"did you mean {close[0]!r}?" if close else "`reader config` lists them",
                )
        return KeyMap(
            tuple(
                replace(command, keys=tuple(keys.get(command.id, command.keys)))
                for command in self.commands
            )
        )

    def find(self, name: str) -> Command:
        """The command with that id."""
        return next(command for command in self.commands if command.id == name)

    def strokes(self, contexts: Iterable[Context]) -> dict[tuple[str, ...], Command]:
        """What the keys mean while these contexts are on; the first context wins.

        Where it has two keys in a row, what begins with the first of them waits for the second.
        """
        found: dict[tuple[str, ...], Command] = {}
        for context in contexts:
            begun = {strokes[:1] for strokes in found if len(strokes) > 1}
            for command in self.commands:
                if command.context is context:
                    for key in command.keys:
                        strokes = strokes_of(key)
                        if strokes not in begun:
                            found.setdefault(strokes, command)
        return found

    def shown(self, name: str, *, every: bool = False) -> str:
        """The first key of a command (or every one) as people write it, or empty."""
        keys = self.find(name).keys
        if len(keys) > 3 and len({key[:-1] for key in keys}) == 1:  # noqa: PLR2004 - numbered keys, as a range
            return f"{shown_key(keys[0])}…{shown_key(keys[-1])[-1]}"
        return " ".join(shown_key(key) for key in (keys if every else keys[:1]))

    def footer(self, context: Context) -> tuple[tuple[str, str], ...]:
        """Keys and words for the footer, at most ten; commands without a key are left out."""
        return self.line(FOOTERS.get(context, ()))

    def line(self, words: Iterable[tuple[str, tuple[str, ...]]]) -> tuple[tuple[str, str], ...]:
        """The same for words, each with the commands whose first key it stands beside."""
        entries = []
        for word, names in words:
            keys = "/".join(shown for name in names if (shown := self.shown(name)))
            if keys:
                entries.append((keys, word))
        return tuple(entries)

    def help(
        self, contexts: Iterable[Context] = tuple(Context)
    ) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
        """Groups, each with its rows of keys and words, in the order of the table."""
        wanted = set(contexts)
        groups: dict[str, list[tuple[str, str]]] = {}
        for command in self.commands:
            if command.context in wanted and command.keys:
                row = (self.shown(command.id, every=True), command.does)
                groups.setdefault(command.group, []).append(row)
        return tuple((group, tuple(rows)) for group, rows in groups.items())


def strokes_of(key: str) -> tuple[str, ...]:
    """The single keys of one entry of the table.

    >>> strokes_of("g_a"), strokes_of("ctrl+d"), strokes_of("_")
    (('g', 'a'), ('ctrl+d',), ('_',))
    """
    return tuple(key.split("_")) if "_" in key.strip("_") else (key,)


def shown_key(key: str) -> str:
    """A key as people write it.

    >>> shown_key("g_a"), shown_key("ctrl+d"), shown_key("shift+left"), shown_key("space_a")
    ('ga', '^d', '⇧←', '␣a')
    """
    strokes = strokes_of(key)
    if len(strokes) == 1:
        return _shown_stroke(key)
    return "".join("␣" if each == "space" else _shown_stroke(each) for each in strokes)


def _shown_stroke(stroke: str) -> str:
    if stroke in _SHOWN:
        return _SHOWN[stroke]
    modifier, plus, rest = stroke.partition("+")
    if not plus or not rest:
        return stroke
    return {"ctrl": "^", "shift": "⇧", "alt": "Alt+"}.get(modifier, modifier) + _shown_stroke(rest)


def key_name(key: str, character: str | None) -> str:
    """What the table calls a key that the terminal reports.

    Args:
        key: Textual's name of it (`left_parenthesis`, `shift+left`).
        character: what it writes, or None.

    >>> key_name("left_parenthesis", "("), key_name("alt+1", "1"), key_name("space", " ")
    ('(', 'alt+1', 'space')
    """
    if "+" in key[:-1] and key.partition("+")[0] in {"ctrl", "alt", "shift", "super", "meta"}:
        typed = character is not None and len(character) == 1 and character.isprintable()
        if not (key.startswith("shift+") and typed and character not in {None, " "}):
            return key
    if character is not None and len(character) == 1 and character.isprintable():
        return "space" if character == " " else character
    return key


def _check_key(command: Command, key: str) -> None:
    for stroke in strokes_of(key):
        modifier, plus, rest = stroke.partition("+")
        lost = plus and modifier == "ctrl" and (rest in _TAKEN_CTRL or "+" in rest or not rest)
        if lost or stroke == "ctrl+enter" or (len(stroke) > 1 and stroke[1:].isdigit()):
            raise FormatError(
                f"{key!r} never reaches a program in every terminal",
                where=command.id,
                remedy="choose another key",
            )
        if stroke in _SAME:
            raise FormatError(
                f"{stroke!r} is the same as {_SAME[stroke]!r} to a terminal",
                where=command.id,
                remedy="choose another key",
            )
    if strokes_of(key)[0] in _COUNTS and command.context not in _DIGITS:
        raise FormatError(
            f"{key!r} is a count", where=command.id, remedy="choose a key that is no digit"
        )


def _check_pair(one: Command, other: Command) -> None:
    """Refuse a key that two commands would share, or that another one starts with."""
    if not _meet(one.context, other.context):
        return
    over = one.context is not other.context and {one.context, other.context} & _OVERLAYS
    others = [(second, strokes_of(second)) for second in other.keys]
    for key in one.keys:
        a = strokes_of(key)
        for second, b in others:
            same = a == b and not over
            longer = one if len(a) > len(b) else other
            waits = over and longer.context in _OVERLAYS  # and the shorter one has to, meanwhile
            if same or (len(a) != len(b) and a[: len(b)] == b[: len(a)] and not waits):
                raise FormatError(
                    f"{one.id} and {other.id} are both on {shown_key(min(key, second, key=len))!r}",
                    where="keys",
                    remedy=f"give one of them another key ({one.does}; {other.does})",
                )


def _meet(one: Context, other: Context) -> bool:
    """Whether two contexts can be on at a time."""
    if one is other or Context.ANYWHERE in {one, other}:
        return True
    if Context.PAGES in {one, other}:
        return bool({one, other} & _PAGED)
    if Context.LIST in {one, other}:
        return one in _LISTS or other in _LISTS
    return {one, other} <= {Context.READING, *_OVERLAYS}

"""Keys as people write them in the file of settings: `C`, `ctrl+d`, `esc`, `ga`."""

from __future__ import annotations

from reader.errors import FormatError

NAMES = (
    *("enter", "tab", "escape", "space", "backspace", "delete", "insert"),
    *("home", "end", "pageup", "pagedown", "left", "right", "up", "down"),
)
ALIASES = {
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "ins": "insert",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "page-up": "pageup",
    "page-down": "pagedown",
}
MODIFIERS = ("ctrl", "alt", "shift")
_PAIR = 2  # keys in a row that may be written without anything between


def written_key(text: str) -> str:
    """What the table of keys calls a key that somebody wrote.

    Raises:
        FormatError: there is no such key; the nearest one is named.

    >>> written_key("esc"), written_key("^d"), written_key("g a"), written_key("ga")
    ('escape', 'ctrl+d', 'g_a', 'g_a')
    """
    found = _stroke(text)
    if found is None:
        parts = text.split("_") if "_" in text.strip("_") else text.split()
        if len(parts) == 1 and len(text) == _PAIR:
            parts = list(text)
        strokes = [_stroke(part) for part in parts]
        if len(parts) > 1 and all(strokes):
            found = "_".join(stroke for stroke in strokes if stroke)
    if found is None:
        raise FormatError(f"there is no key {text!r}", remedy=_nearest(text))
    return found


def _stroke(text: str) -> str | None:
    """One key, or None when it is none."""
    if len(text) == 1:
        return "space" if text == " " else text if text.isprintable() else None
    lowered = text.lower()
    if lowered in NAMES or lowered in ALIASES:
        return ALIASES.get(lowered, lowered)
    if text.startswith("^") and len(text) == _PAIR and text[1].isalpha():
        return f"ctrl+{text[1].lower()}"
    modifier, plus, rest = text.partition("+")
    modifier, under = modifier.lower(), _stroke(rest) if rest else None
    if not plus or modifier not in MODIFIERS or under is None:
        return None
    if modifier == "shift" and len(under) == 1:
        return under.upper()
    return f"{modifier}+{under.lower() if modifier == 'ctrl' else under}"


def _nearest(text: str) -> str:
    """The key that was probably meant, or how keys are written."""
    modifier, plus, rest = text.rpartition("+")
    import difflib  # noqa: PLC0415 - loaded when somebody errs

    close = difflib.get_close_matches(rest.lower(), [*NAMES, *ALIASES], 1)
    if close:
        return f"did you mean {modifier + plus + ALIASES.get(close[0], close[0])!r}?"
    close = difflib.get_close_matches(modifier.lower(), MODIFIERS, 1)
    if close and rest:
        return f"did you mean {close[0] + plus + rest!r}?"
    return "a character, `ctrl+d`, `alt+1`, `enter`, `pagedown`; two in a row: `ga`"

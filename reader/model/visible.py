"""What a terminal may be shown: control and format characters made visible, one for one.

Texts come from web pages, and titles, names and file names from anybody. An escape
sequence among them can change the colours, set the clipboard or move the cursor; a bidi
override can make a line read as something else. Every string that was not written in this
project passes `visible` on its way to a screen. The result has as many code points as the
text, and each stand-in takes one cell, so that offsets and columns hold.

What stands in: `␀`…`␟` and `␡` for C0 and DEL (`␛` is ESC), `�` for C1 and lone surrogates,
`⇆` for bidi controls, `␤` for the line and paragraph separators, `¬` for the soft hyphen,
`¦` for every other invisible character (zero-width, filler, tag). U+200C and U+200D stay
where scripts and emoji need them: between two characters that are neither ASCII nor
invisible. Variation selectors and combining marks stay.
"""

from __future__ import annotations

import json
import re

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_JOINERS = "\u200c\u200d"
# Default_Ignorable_Code_Point of Unicode 16 without variation selectors, joiners and bidi
# controls, and with the interlinear annotation characters, which no terminal shows either.
_INVISIBLE = (
    "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff"
    "\uffa0\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff"
)
_ANY = f"\\x00-\\x1f\\x7f-\\x9f\xad{_BIDI}\u2028\u2029{_INVISIBLE}\ud800-\udfff"
_UNJOINING = f"\\x00-\\x7f{_ANY}{_JOINERS}"  # no joiner has work beside one of these
_HIDDEN = re.compile(f"[{_ANY}]|(?<![^{_UNJOINING}])[{_JOINERS}]|[{_JOINERS}](?![^{_UNJOINING}])")
_IS_BIDI = re.compile(f"[{_BIDI}]")

_PICTURES = 0x2400  # U+2400 SYMBOL FOR NULL; the others of C0 follow in their order
_LAST_C0 = 0x1F
_DELETE = 0x7F
_LAST_C1 = 0x9F
_FIRST_SURROGATE, _LAST_SURROGATE = 0xD800, 0xDFFF


def visible(text: str, *, lines: bool = False) -> str:
    r"""The text with every control and format character as a visible one.

    Args:
        text: anything.
        lines: keep line feeds and tabs, for a text that is printed over several lines.

    >>> visible("a\x1b[31mb\u202ec")
    'a␛[31mb⇆c'
    >>> visible("one\ntwo"), visible("one\ntwo", lines=True)
    ('one␊two', 'one\ntwo')
    """
    if text.isascii() and text.isprintable():
        return text
    return _HIDDEN.sub(_kept_lines if lines else _stand_in, text)


def escaped(source: str) -> str:
    r"""JSON with the same characters as escapes: nothing is lost, and nothing is hidden.

    >>> print(escaped('{"a": "\u202e"}'))
    {"a": "\u202e"}
    """
    return _HIDDEN.sub(lambda match: match[0] if match[0] == "\n" else _escape(match), source)


def _escape(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1]


def _kept_lines(match: re.Match[str]) -> str:
    """The stand-in of a character, or itself for a line feed or tab."""
    return match[0] if match[0] in "\n\t" else _stand_in(match)


def _stand_in(match: re.Match[str]) -> str:
    """What is shown for one hidden character."""
    character = match[0]
    code = ord(character)
    if code <= _LAST_C0:
        return chr(_PICTURES + code)
    if code == _DELETE:
        return "␡"
    if code <= _LAST_C1 or _FIRST_SURROGATE <= code <= _LAST_SURROGATE:
        return "�"
    if _IS_BIDI.match(character):
        return "⇆"
    return {"\xad": "¬", "\u2028": "␤", "\u2029": "␤"}.get(character, "¦")

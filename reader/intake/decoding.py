"""Bytes -> text: which encoding, and what had to be repaired to read it.

In order: a byte order mark, the page's own declaration, UTF-8, a guess. A declaration is
believed only if the bytes bear it out, because servers and templates declare what their
pages stopped being years ago.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from reader.errors import SourceError
from reader.intake.mojibake import unscramble
from reader.model.article import LEFT_BROKEN, REPAIRED
from reader.model.text import REPLACEMENT, count_controls, without_controls

MAX_CONTROL_SHARE = 0.05  # more control characters than this is no text (issue 2, "Bad input")
MAX_GUESS_BYTES = 200_000  # the guess is made on this much: it costs 1 s a MB, and agrees
DECLARATION_BYTES = 4_096  # browsers look for a charset in the first 1,024; pages are lax
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with the shorter one
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARATION = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,400}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""",
    re.IGNORECASE,
)
# What a browser reads under these names (WHATWG Encoding Standard): Windows' superset.
_BROWSER_NAMES = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}
# What pages without a declaration are found in; Macintosh and mainframe encodings fit any
# bytes, and were guessed for short Western texts.
_GUESSES = [
    *("cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258"),
    *("iso8859_2", "iso8859_15", "koi8_r", "koi8_u", "cp874"),
    *("shift_jis", "euc_jp", "iso2022_jp", "gb18030", "big5", "euc_kr"),
]


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was read with, and a line for each kind of repair."""

    text: str
    encoding: str
    repairs: tuple[str, ...] = ()


def decode(content: bytes, declared: str | None = None, *, repair: bool = False) -> Decoded:
    """The text of `content`: newlines as LF, control characters as U+FFFD.

    Args:
        content: the bytes as they came.
        declared: an encoding that came with them (a server's header), or None: then a
            declaration inside the bytes is looked for.
        repair: whether letters that were decoded twice are mended, or only told of.

    Raises:
        SourceError: more than 5 % of it are control characters: it is no text.
    """
    text, encoding, repairs = _decoded(content, declared)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    mended, lines = unscramble(text)  # before the controls: some are halves of letters
    text = mended if repair else text
    controls = count_controls(mended)
    if controls > MAX_CONTROL_SHARE * len(mended):
        raise SourceError(
            f"{controls / len(mended):.0%} control characters: not a text",
            remedy="add text, Markdown or HTML; save it as UTF-8",
        )
    if not repair and lines:
        controls = count_controls(text)
    if controls:
        text = without_controls(text)
        repairs.append(f"{controls} control characters replaced by {REPLACEMENT}")
    if lines:
        ending = REPAIRED if repair else LEFT_BROKEN
        repairs.append(f"letters in {lines} line{'s' * (lines > 1)} {ending}")
    return Decoded(text, encoding, tuple(repairs))


def declaration(content: bytes) -> str | None:
    """The encoding that the head of a page declares, as Python's codec name, or None."""
    found = _DECLARATION.search(content[:DECLARATION_BYTES])
    return None if found is None else codec_name(found.group(1).decode("ascii", "replace"))


def codec_name(label: str) -> str | None:
    """Python's name for an encoding label, or None where it knows none.

    >>> codec_name("ISO-8859-1"), codec_name("x-nonsense")
    ('cp1252', None)
    """
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        return None
    name = _BROWSER_NAMES.get(name, name)
    try:  # "hex", "rot13" and others are codecs too, but not of texts: they refuse this
        return name if b"a".decode(name) else None
    except (LookupError, ValueError, TypeError):
        return name if name.startswith(("utf-16", "utf-32")) else None  # one byte is too short


def _decoded(content: bytes, declared: str | None) -> tuple[str, str, list[str]]:
    """Text, encoding and repairs, by the first of the ways that works."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _with_repairs(content, encoding)
    unmarked = _unmarked_utf16(content)
    if unmarked is not None:
        return _with_repairs(content, unmarked)
    with_it = codec_name(declared) if declared else None
    inside = declaration(content)
    declared = with_it or inside
    for trial in ("utf-8", with_it, inside):  # valid UTF-8 is not so by chance
        text = None if trial is None else _strictly(content, trial)
        if trial is not None and text is not None:
            return text, trial, _contradictions(trial, with_it, inside, content)
    if _mostly_utf8(content):
        return _with_repairs(content, "utf-8")
    guess = _guessed(content)
    if guess is None:
        return _with_repairs(content, declared or "utf-8")
    text, encoding, repairs = _with_repairs(content, guess)
    why = f"declared as {declared}, but" if declared else "not UTF-8;"
    return text, encoding, [f"{why} read as {encoding}, which is a guess", *repairs]


def _contradictions(
    encoding: str, with_it: str | None, inside: str | None, content: bytes
) -> list[str]:
    """What the server and the page declare that is not so, as far as it makes a difference."""
    if content.isascii():
        return []
    wrong = dict.fromkeys(each for each in (with_it, inside) if each not in {None, encoding})
    return [f"declared as {each}, but read as {encoding}" for each in wrong]


def _strictly(content: bytes, encoding: str) -> str | None:
    """The text, or None where a byte does not fit."""
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _with_repairs(content: bytes, encoding: str) -> tuple[str, str, list[str]]:
    """The text with what does not fit replaced, and that said."""
    text = content.decode(encoding, "replace")
    name = encoding.removesuffix("-sig")
    broken = text.count(REPLACEMENT) - content.decode(encoding, "ignore").count(REPLACEMENT)
    if broken <= 0:
        return text, name, []
    return text, name, [f"{broken} invalid bytes of {name} replaced by {REPLACEMENT}"]


def _unmarked_utf16(content: bytes) -> str | None:
    """UTF-16 without a mark: every second byte of western text is zero."""
    head = content[: DECLARATION_BYTES & ~1]
    half = len(head) // 2
    if half < 4:  # noqa: PLR2004  # two characters prove nothing
        return None
    if head[1::2].count(0) > 0.4 * half and head[0::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if head[0::2].count(0) > 0.4 * half and head[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def _mostly_utf8(content: bytes) -> bool:
    """Whether it is UTF-8 with some damage, rather than another encoding.

    Of another encoding nearly no byte above 127 forms a valid sequence; of damaged UTF-8
    nearly all do.
    """
    ascii_only = content.translate(None, bytes(range(0x80, 0x100)))
    high = len(content) - len(ascii_only)
    kept = len(content.decode("utf-8", "ignore").encode()) - len(ascii_only)
    return kept >= 0.6 * high > 0


def _guessed(content: bytes) -> str | None:
    """charset-normalizer's best guess on a sample, as Python's codec name."""
    # Imported here: it costs 25 ms, and nine files in ten never come this far.
    from charset_normalizer import from_bytes  # noqa: PLC0415  # see above

    best = from_bytes(content[:MAX_GUESS_BYTES], cp_isolation=_GUESSES).best()
    return None if best is None else codec_name(best.encoding)

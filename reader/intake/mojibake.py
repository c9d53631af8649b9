"""Letters that were decoded twice: `Ã©` for `é`, `РџС` for `П`; found, and mended on request.

UTF-8 was read as Windows' Western, Central European or Cyrillic encoding (or as Latin-1), and
written as UTF-8 again, once or several times. What can be such a letter is found by a quick
look; whether it is one is ftfy's judgement (Robyn Speer, 2019), which takes a reading only if
the text gets more plausible by it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ftfy import TextFixerConfig

MIN_LETTERS = 2  # one may be a quotation; two are an accident
_WINDOWS = ("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257")


def _as_read(first: int, last: int) -> str:
    """What bytes of that range are read as, by any of the encodings, for a set of `re`."""
    found = {
        bytes([each]).decode(encoding, "ignore") or chr(each)
        for encoding in _WINDOWS
        for each in range(first, last + 1)
    }
    found |= {chr(each) for each in range(first, last + 1)}  # Latin-1
    return "".join(re.escape(each) for each in sorted(found))


# A lead byte of UTF-8 and a byte that goes on, both as some encoding reads them; where the
# second was lost on the way, U+FFFD or a plain space (once 0xA0) stands for it.
_SUSPECT = re.compile(f"[{_as_read(0xC2, 0xF4)}][{_as_read(0x80, 0xBF)}\ufffd]")


def unscramble(text: str) -> tuple[str, int]:
    """The text with its letters as they were meant, and in how many lines there were such.

    (text, 0) where nothing is wrong, as far as can be told.

    >>> unscramble("L’hôtel, c’est là")
    ('L’hôtel, c’est là', 0)
    """
    lines = text.split("\n")
    suspects = [at for at, line in enumerate(lines) if _SUSPECT.search(line)]
    if not suspects:
        return text, 0
    from ftfy import fix_text  # noqa: PLC0415  # 50 ms, and nearly no text comes this far

    plan = _plan()
    mended = 0
    letters = 0
    for at in suspects:
        line = fix_text(lines[at], plan)
        if line != lines[at]:
            letters += len(_SUSPECT.findall(lines[at]))
            lines[at] = line
            mended += 1
    return ("\n".join(lines), mended) if letters >= MIN_LETTERS else (text, 0)


@lru_cache(maxsize=1)
def _plan() -> TextFixerConfig:
    """Encodings alone: quotes, ligatures, widths and accents are the writer's own."""
    from ftfy import TextFixerConfig  # noqa: PLC0415  # see above

    return TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_c1_controls=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=False,
        remove_control_chars=False,
        normalization=None,
        max_decode_length=1_000_000,  # code points of a line that are judged as one
        explain=False,
    )

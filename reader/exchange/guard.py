"""The formula guard: cells that a spreadsheet would run are put behind a `'`.

A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@`, a tab, a carriage return or a
fullwidth `＝` for a formula, some of them after dropping zero-width characters, and a quote
from a web page can begin with any of them (OWASP, "CSV Injection"). One `'` goes before
such a cell on the way out and comes off on the way in. A cell that already begins with `'`
and a formula gets one more, so that every text comes back as it was; a cell that begins with
`'` and a word is left alone.
"""

from __future__ import annotations

import re

_ZERO_WIDTH = "\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
_FORMULA = rf"[{_ZERO_WIDTH}]*[=+\-@\t\r＝]"
_TO_GUARD = re.compile(f"'*{_FORMULA}")
_GUARDED = re.compile(f"'+{_FORMULA}")


def guard(cell: str) -> str:
    """The cell as a spreadsheet may see it.

    >>> guard("=HYPERLINK(1)"), guard("'Out now', she said"), guard("'=1")
    ("'=HYPERLINK(1)", "'Out now', she said", "''=1")
    """
    return f"'{cell}" if _TO_GUARD.match(cell) else cell


def unguard(cell: str) -> str:
    """The cell as it was before `guard`; what was never guarded stays.

    >>> unguard("'=HYPERLINK(1)"), unguard("'Out now', she said")
    ('=HYPERLINK(1)', "'Out now', she said")
    """
    return cell[1:] if _GUARDED.match(cell) else cell

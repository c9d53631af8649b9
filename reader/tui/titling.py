"""The title of the terminal's window: what is read, and how far long work is.

The title that was there is kept on the terminal's own stack meanwhile and comes back at the end.
Both are of xterm's control sequences (OSC 2; CSI 22 ; 2 t and 23 ; 2 t), which others have taken
over or pass over; the consoles of Linux and FreeBSD know none of them and would write them out.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from reader.model.visible import visible

NAME = "reader"
LONGEST = 80  # code points: tabs and lists of windows show far less
_MUTE = ("linux", "dumb", "cons", "vt100", "vt220")  # how the names of terminals begin
KEEP, GIVE_BACK = "\x1b[22;2t", "\x1b[23;2t"


def has_title(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether the terminal has a title to be set."""
    name = environ.get("TERM", "")
    return bool(name) and not name.startswith(_MUTE)


def titled(story: str, done: str = "") -> str:
    r"""What sets the title.

    Args:
        story: what is read.
        done: how far work under way is; empty when none is.

    >>> titled("Oldbridge", "40 %")
    '\x1b]2;40 % · Oldbridge – reader\x07'
    """
    words = visible(" ".join(story.split()))
    words = words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"
    parts = [done, f"{words} – {NAME}" if words else NAME]
    return f"\x1b]2;{' · '.join(filter(None, parts))}\x07"

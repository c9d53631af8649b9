"""Clusters that terminals do not agree about, each held to the cells that it was given.

An emoji with a variation selector or a skin tone, a family, a flag, a conjunct of Devanagari:
what a library counts as two cells, one terminal draws in one and the next in four, and the rest
of the row, with the pane beside it, is elsewhere. So the cursor is kept before such a cluster,
its cells are blanked, it is drawn, and the cursor goes from where it was kept to where the next
one belongs. What a terminal draws too wide is covered by what follows.
"""

from __future__ import annotations

import re
from functools import lru_cache

from reader.tui.clusters import clusters

# Joiners, the emoji selector, flag letters and skin tones; the scripts whose letters join into
# one cluster or have vowels with a width of their own (tmux 3.3a takes three cells for some of
# two in Devanagari, Bengali and Khmer).
_DOUBTFUL = re.compile(
    "[\u200c\u200d\ufe0f\u20e3\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff"
    "\u0900-\u0dff\u0f00-\u109f\u1780-\u17ff\u1900-\u1cff\ua800-\ua8ff\ua930-\uaaff\uabc0-\uabff"
    "\U00011000-\U00011fff]"
)
# What is no text: titles and the like, whole, other sequences, control characters.
_SEQUENCE = re.compile(
    r"(\x1b[\]P_^X][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b\[[0-?]*[ -/]*[@-~]"
    r"|\x1b[ -/]*[0-~]|[\x00-\x1f])"
)
_KEEP, _RETURN = "\x1b7", "\x1b8"


def is_doubtful(text: str) -> bool:
    """Whether terminals disagree about the width of something in a text."""
    return _DOUBTFUL.search(text) is not None


def steady(data: str) -> str:
    """What is written to a terminal, with every doubtful cluster in its cells."""
    if data.isascii() or _DOUBTFUL.search(data) is None:
        return data
    return "".join(
        part if part[:1] < " " or _DOUBTFUL.search(part) is None else _held(part)
        for part in _SEQUENCE.split(data)
    )


@lru_cache(maxsize=1024)  # rows are written again and again
def _held(text: str) -> str:
    """A text between two sequences."""
    made: list[str] = []
    for cluster in clusters(text, 0, len(text)):
        drawn = text[cluster.start : cluster.stop]
        if len(drawn) > 1 and _DOUBTFUL.search(drawn):
            blank = " " * cluster.cells
            drawn = f"{_KEEP}{blank}{_RETURN}{drawn}{_RETURN}\x1b[{cluster.cells}C"
        made.append(drawn)
    return "".join(made)

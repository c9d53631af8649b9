"""Tags with more attributes than any person or program writes, cut before they are parsed."""

from __future__ import annotations

import re
from itertools import islice

# The parser compares each attribute of a tag with all before it: 7 ms for 2,000 of them, 0.6 s
# for 16,000, half a minute for 100,000. Pages of frameworks have some 60 in a tag.
MAX_ATTRIBUTES = 2_000
_MIN_LENGTH = 3 * MAX_ATTRIBUTES  # code points of a tag that can hold more
# Possessive: what is read is never given back, so that a quote without an end costs nothing.
_TAG = re.compile(r"""[a-zA-Z](?:[^>"']++|"[^"]*+"|'[^']*+')*+""")
_ATTRIBUTE = re.compile(r"""[^\s/>="']++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"']++))?+""")


def trimmed(source: str) -> str:
    """`source`, each tag without the attributes that are too many."""
    pieces = source.split("<")
    if max(map(len, pieces)) < _MIN_LENGTH:
        return source
    return "<".join([pieces[0], *map(_trim, pieces[1:])])


def _trim(piece: str) -> str:
    """What stands behind a `<` up to the next one."""
    if len(piece) < _MIN_LENGTH:
        return piece
    tag = _TAG.match(piece)
    if tag is None or len(tag.group()) < _MIN_LENGTH:
        return piece
    behind = next(islice(_ATTRIBUTE.finditer(piece, 0, tag.end()), MAX_ATTRIBUTES + 1, None), None)
    return piece if behind is None else piece[: behind.start()] + piece[tag.end() :]

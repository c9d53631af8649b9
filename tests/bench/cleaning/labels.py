"""Which blocks of a page are body, by its gold text or by what extractors agree on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from rapidfuzz.distance import LCSseq

_TOKEN = re.compile(r"\w+")
_WIDE = re.compile("([\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])")
_SHINGLE = 4
_MAX_TOKENS = 40_000


def tokens(text: str) -> list[str]:
    """The words of a text in lower case, CJK by character."""
    return [word.lower() for word in _TOKEN.findall(_WIDE.sub(r" \1 ", text))]


def covered(blocks: Sequence[str], gold: str) -> list[float]:
    """The share of each block's tokens that the gold text holds.

    A token counts where one of the four-token shingles over it stands in the gold. A block
    that stands twice on the page counts where the longest common sequence runs through it.
    """
    words = [tokens(block) for block in blocks]
    page = [word for each in words for word in each]
    wanted = tokens(gold)
    shingles = {tuple(wanted[at : at + _SHINGLE]) for at in range(len(wanted) - _SHINGLE + 1)}
    hit = bytearray(len(page))
    for at in range(len(page) - _SHINGLE + 1):
        if tuple(page[at : at + _SHINGLE]) in shingles:
            hit[at : at + _SHINGLE] = b"\1" * _SHINGLE
    aligned = bytearray(len(page))
    if len(page) < _MAX_TOKENS:
        for block in LCSseq.opcodes(page, wanted):
            if block.tag == "equal":
                length = block.src_end - block.src_start
                aligned[block.src_start : block.src_end] = b"\1" * length
    copies = Counter(tuple(each) for each in words)
    found, at = [], 0
    for each in words:
        stop = at + len(each)
        count = sum(hit[at:stop])
        if copies[tuple(each)] > 1 and len(page) < _MAX_TOKENS:
            count = min(count, sum(aligned[at:stop]))
        found.append(count / len(each) if each else 0.0)
        at = stop
    return found

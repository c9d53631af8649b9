"""Layers: one annotator's marks, everybody's, or those that a team agreed on.

The curated layer is that of an annotator with a reserved handle: it is shown, exported and
compared like anybody's.
"""

from __future__ import annotations

from reader.model.curation import CURATED

ALL, MINE = "all", "mine"


def maker_of(layer: str, annotator: str) -> str | None:
    """The handle of whose marks a layer holds; None for everybody's.

    Args:
        layer: `all`, `mine`, `curated` or a handle.
        annotator: the handle of who asks.
    """
    word = layer.strip()
    if word.casefold() == ALL:
        return None
    return {MINE: annotator, CURATED: CURATED}.get(word.casefold(), word)

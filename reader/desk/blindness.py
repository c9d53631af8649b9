"""Blind work: what one may see of links before one has judged them oneself.

Who judges blind sees the two passages and nothing that others or the machine say of them.
What one has judged is open: only then can one learn from the others.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from reader.model.link import Link, LinkState


def has_judged(link: Link, annotator: str) -> bool:
    """Whether this annotator has a verdict on a link, or made it."""
    me = annotator.casefold()
    makers = () if link.annotator is None else (link.annotator,)
    return any(each.casefold() == me for each in (*link.verdicts, *makers))


def open_to(links: Iterable[Link], annotator: str) -> tuple[Link, ...]:
    """The links that a blind annotator sees whole: those they have judged or made."""
    return tuple(link for link in links if has_judged(link, annotator))


def veiled(link: Link, annotator: str) -> Link:
    """A pair to be judged blind: its two passages alone, unless it is judged already."""
    if has_judged(link, annotator):
        return link
    return replace(
        link,
        state=LinkState.SUGGESTED,
        verdicts={},
        score=None,
        band=None,
        reasons=(),
        annotator=None,
        method="",
        note="",
        created_at="",
    )

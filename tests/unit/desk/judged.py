"""Verdicts on the suggestions of a desk by somebody of a decided taste, in one write."""

from __future__ import annotations

from reader.desk.desk import Desk
from reader.linking.scoring import METHOD
from reader.model.link import Link, Suggestion, Verdict
from reader.store import links as rows

NAMES, NUMBERS = 1, 2  # of the parts of a score
LIKED = 50  # hundredths of a point


def likes_names(link: Link | Suggestion) -> bool:
    """Whether names and numbers carry something of a suggestion."""
    return link.parts[NAMES] + link.parts[NUMBERS] > LIKED


def judge_many(desk: Desk, count: int, *, parts: bool = True) -> None:
    """Judge the best suggestions of each kind, half confirmed and half rejected.

    Args:
        desk: with articles.
        count: of verdicts.
        parts: whether what the scores were made of is stored with them.
    """
    suggested = [link for link in desk.links.all() if link.parts]
    yes = [link for link in suggested if likes_names(link)][: count // 2]
    no = [link for link in suggested if not likes_names(link)][: count - len(yes)]
    context = desk._context  # one write instead of a hundred: it is nothing but faster
    gesture = context.gesture()
    context.write(
        gesture,
        *(
            rows.judging(link, verdict, gesture, method=METHOD if parts else None)
            for some, verdict in ((yes, Verdict.CONFIRMED), (no, Verdict.REJECTED))
            for link in some
        ),
    )

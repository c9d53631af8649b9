"""Two copies of one row, and which of them stands: the same on whichever side it is asked.

The history of a merged desk is the entries of both sides, and a row is the entry with the
highest head. Both are a union and a maximum, so that the order in which copies come together
does not matter, and neither does how often. What is not the maximum stays in history.

An edit against a deletion follows the same rule, since a deletion is a version like any other:
the side that went through more versions stands, of equally many the later one. A mark that was
edited after a colleague's copy lost it comes back; one that was deleted last is gone, and the
edit is listed as lost. Neither is thrown away.
"""

from __future__ import annotations

from reader.model.merging import Decision, Head


def decide(ours: Head | None, theirs: Head | None, known_there: bool, known_here: bool) -> Decision:
    """What becomes of one row; a head is None where the machine made the row and nobody edited.

    Args:
        ours: the head on this side.
        theirs: the head on the other side.
        known_there: whether the other side's history has our head.
        known_here: whether our history has theirs.

    >>> old, new = Head(1, "2024-03-09", "a"), Head(2, "2024-03-10", "b")
    >>> decide(old, new, known_there=True, known_here=False)
    Decision(take=True, conflict=False)
    >>> decide(new, Head(2, "2024-03-11", "c"), known_there=False, known_here=False)
    Decision(take=True, conflict=True)
    """
    if ours is None or theirs is None:
        return Decision(take=theirs is not None)
    return Decision(
        take=theirs > ours,
        conflict=theirs != ours and not known_there and not known_here,
    )

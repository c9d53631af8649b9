"""What carried a suggestion: where its words stand in a passage, and the strongest of them."""

from __future__ import annotations

from collections.abc import Sequence

from reader.model.link import LinkEnd, Reason
from reader.model.text import Span

MOST_WORDS = 5  # reasons named


def hits(reasons: Sequence[Reason], end: LinkEnd, *, first: bool) -> tuple[Span, ...]:
    """What carried the score, in code points of one passage.

    Args:
        reasons: of the link.
        end: the passage.
        first: whether it is the first end of the link.
    """
    found = (reason.span_a if first else reason.span_b for reason in reasons)
    inside = (span.meet(end.span) for span in found if span is not None)
    start = end.span.start
    return tuple(Span(s.start - start, s.stop - start) for s in inside if s is not None)


def strongest(reasons: Sequence[Reason]) -> list[str]:
    """The words that carried most, as they stand in the first passage, each once."""
    heaviest = sorted(reasons, key=lambda reason: -reason.weight)[:MOST_WORDS]
    return list(dict.fromkeys(" ".join(reason.a.split()) for reason in heaviest))

"""What a desk learnt from verdicts on links, and what they were about."""

from __future__ import annotations

from collections.abc import Mapping

from reader.model.link import LinkEnd
from reader.model.values import dataclass


@dataclass(frozen=True, slots=True)
class Judged:
    """One annotator's yes or no to one link.

    Attributes:
        a, b: the ends as they are now.
        linked: whether it was confirmed; otherwise it was rejected.
        parts: what the score was made of at that moment, in hundredths of a point; empty where
            that is not known.
    """

    a: LinkEnd
    b: LinkEnd
    linked: bool
    parts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Learnt:
    """What a desk learnt, as it stands in its file.

    Attributes:
        method: the scorer that it was learnt for; another one does not heed it.
        weights: factors of the parts of a score and the constant, by name.
        figures: what spoke for it: counts, and how well unseen judgements were foretold.
        annotator: who had it learnt, the last time.
        at: when, UTC, ISO 8601.
        version: of the row.
        forgotten: whether somebody went back to the defaults since.
    """

    method: str
    weights: Mapping[str, float]
    figures: Mapping[str, float]
    annotator: str = ""
    at: str = ""
    version: int = 0
    forgotten: bool = False

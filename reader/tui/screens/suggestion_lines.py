"""What is said of a suggested link: its band, what carried it, the verdict, the words around."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from reader.model.link import Band, Link, LinkEnd, Reason, ReasonKind, Verdict
from reader.model.text import Span
from reader.tui.widgets.cells import clipped, one_line

AROUND = 1500  # code points of an article's body shown on each side of a passage at most
_METERS = {Band.STRONG: "●●●", Band.LIKELY: "●●○", Band.WEAK: "●○○"}
_KINDS = {
    ReasonKind.NAME: "names",
    ReasonKind.NUMBER: "numbers",
    ReasonKind.WORD: "words",
    ReasonKind.LOOKALIKE: "spelt alike",
    ReasonKind.CONTEXT: "nearby",
}
_SAID = {
    Verdict.CONFIRMED: ("✓ same event", ".good"),
    Verdict.REJECTED: ("✗ not the same", ".alarm"),
    Verdict.UNSURE: ("? not sure", ".key"),
}


def why(link: Link, verdict: Verdict | None = None) -> Content:
    """The verdict if there is one, the band, the score, and what carried it, heaviest first."""
    parts: list[str | tuple[str, str]] = []
    if verdict is not None:
        parts += [_SAID[verdict], "   "]
    if link.band is not None:
        parts += [(f"{_METERS[link.band]} ", ".sign"), (link.band.value, ".loud")]
    if link.score is not None:
        parts.append((f" {link.score:.1f}", ".quiet"))
    for kind, words in _grouped(link.reasons):
        parts += ["   ", (f"{kind} ", ".quiet"), words]
    return Content.assemble(*parts)


def echo(link: Link, verdict: Verdict, undo: str) -> Content:
    """What was said last, and the key that takes it back."""
    quote = clipped(one_line(link.a.quote).strip('“”"'), 50)
    return Content.assemble(
        _SAID[verdict], (f"  “{quote}”   ", ".quiet"), (undo, ".key"), (" undo", ".quiet")
    )


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


def around(text: str, blocks: Sequence[Span], span: Span, most: int = AROUND) -> tuple[str, str]:
    """What a body says right before and right after a passage, a paragraph a line.

    Args:
        text: of the article.
        blocks: where the blocks of its body stand, in order.
        span: the passage.
        most: code points on each side.
    """
    before, after = "", ""
    for block in blocks:
        if block.start < span.start:
            before += "\n" + _folded(text[block.start : min(block.stop, span.start)])
        if block.stop > span.stop and len(after) < most:
            after += "\n" + _folded(text[max(block.start, span.stop) : block.stop])
    return before.strip()[-most:], clipped(after.strip(), most)


def _folded(paragraph: str) -> str:
    return " ".join(paragraph.split())


def _grouped(reasons: Sequence[Reason]) -> list[tuple[str, str]]:
    """Kinds of reasons, heaviest first, each with its words."""
    groups: dict[ReasonKind, list[str]] = {}
    for reason in sorted(reasons, key=lambda each: -each.weight):
        a, b = one_line(reason.a), one_line(reason.b)
        words = a if a.casefold() == b.casefold() or not b else f"{a} ~ {b}"
        groups.setdefault(reason.kind, []).append(words)
    return [(_KINDS[kind], ", ".join(dict.fromkeys(words))) for kind, words in groups.items()]

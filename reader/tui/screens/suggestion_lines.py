"""What is said of a suggested link: its band, what carried it, the verdict, the words around."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from reader.model.link import Band, Link, Reason, ReasonKind, Verdict
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


Parts = list[str | tuple[str, str]]


def why(
    link: Link, verdict: Verdict | None = None, *, copied: bool = False, me: str = ""
) -> Content:
    """Verdicts if there are any, the band, the score, and what carried it, heaviest first.

    Args:
        link: that is judged.
        verdict: of who judges.
        copied: whether both passages are one text.
        me: the handle of who judges.
    """
    groups: list[Parts] = []
    if verdict is not None:
        groups.append([_SAID[verdict]])
    if copied:
        groups.append([("= same text", ".key")])
    groups += [_strength(link), *_others(link, me)]
    groups += [[(f"{kind} ", ".quiet"), words] for kind, words in _grouped(link.reasons)]
    return _spaced(groups)


def blind(key: str, *, copied: bool = False) -> Content:
    """What stands in the place of `why` until one has judged."""
    groups: list[Parts] = [[("blind", ".key")]]
    if copied:
        groups.append([("= same text", ".key")])
    groups.append([("what others and the machine say shows once you have judged", ".quiet")])
    groups.append([(key, ".key"), (" shows all", ".quiet")])
    return _spaced(groups)


def echo(link: Link, verdict: Verdict, undo: str, *, me: str, blind: bool = False) -> Content:
    """What was said last, what others say of it, and the key that takes it back.

    Args:
        link: that was judged.
        verdict: the one given.
        undo: the key.
        me: the handle of who judged.
        blind: whether one learns only now what others and the machine say.
    """
    quote = clipped(one_line(link.a.quote).strip('“”"'), 50)
    groups: list[Parts] = [[_SAID[verdict]], *_others(link, me)]
    if blind:
        if len(groups) == 1:
            groups.append([("nobody else has judged it", ".quiet")])
        groups.append([("suggested ", ".quiet"), *_strength(link)])
    groups += [[(undo, ".key"), (" undo", ".quiet")], [(f"“{quote}”", ".quiet")]]
    return _spaced(groups)


def _spaced(groups: Sequence[Parts]) -> Content:
    parts: Parts = []
    for group in groups:
        parts += ["   ", *group] if parts and group else group
    return Content.assemble(*parts)


def _strength(link: Link) -> Parts:
    """The band and the score."""
    parts: Parts = []
    if link.band is not None:
        parts += [(f"{_METERS[link.band]} ", ".sign"), (link.band.value, ".loud")]
    if link.score is not None:
        parts.append((f" {link.score:.1f}", ".quiet"))
    return parts


def _others(link: Link, me: str) -> list[Parts]:
    """What each of the others says."""
    return [
        [(f"{one_line(who)} ", ".quiet"), _SAID[said]]
        for who, said in sorted(link.verdicts.items())
        if who.casefold() != me.casefold()
    ]


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

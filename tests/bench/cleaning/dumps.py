"""A page as plain text, in two of the ways that text is scraped."""

from __future__ import annotations

from itertools import pairwise

from reader.cleaning.reading import Reading
from reader.model.article import BlockKind, StyleKind
from reader.model.text import Span

Dump = tuple[str, list[int]]  # a text, and the block that each of its lines is from


def cut_at_marks(page: Reading) -> Dump:
    """Each piece of text on a line of its own, as most scrapers leave it: cut at every mark."""
    lines: list[str] = []
    owners: list[int] = []
    for index, draft in enumerate(page.drafts):
        cuts = {draft.span.start, draft.span.stop}
        for style in page.styles:
            if draft.span.covers(style.span):
                cuts |= {style.span.start, style.span.stop}
        places = sorted(cuts)
        for start, stop in pairwise(places):
            for piece in page.text[start:stop].split("\n"):
                if piece.strip():
                    lines.append(piece.strip())
                    owners.append(index)
    return "\n".join(lines), owners


def as_markdown(page: Reading) -> Dump:
    """Headings, items and links with their marks, a blank line between blocks."""
    lines: list[str] = []
    owners: list[int] = []
    for index, draft in enumerate(page.drafts):
        lead = ""
        if draft.kind is BlockKind.HEADING:
            lead = "#" * max(1, draft.level) + " "
        elif draft.kind is BlockKind.LIST_ITEM:
            lead = "  " * (max(1, draft.level) - 1) + "* "
        if lines and not (lead.endswith("* ") and lines[-1].lstrip().startswith("* ")):
            lines.append("")
            owners.append(index)
        lines.append(lead + " ".join(_linked(page, draft.span).split()))
        owners.append(index)
    return "\n".join(lines), owners


def _linked(page: Reading, span: Span) -> str:
    """The words of a block with its links written out."""
    parts: list[str] = []
    done = span.start
    for style in page.styles:
        whole = style.kind is StyleKind.LINK and span.covers(style.span)
        if whole and style.span.start >= done and style.target:
            words = style.span.of(page.text)
            parts += [page.text[done : style.span.start], f"[{words}]({style.target})"]
            done = style.span.stop
    return "".join([*parts, page.text[done : span.stop]])

"""How tags are shown in lists: badge and hue, the branches of the tree, counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual.color import Color
from textual.content import Content
from textual.style import Style

from reader.model.annotation import Tag, TagKind, TagSet
from reader.model.visible import visible
from reader.tui.dressing import hue_of_tag
from reader.tui.hues import HUE_NAMES
from reader.tui.looks import Ink, Look
from reader.tui.widgets.cells import beside, fitted, one_line
from reader.tui.widgets.inking import Inks

BADGES = {TagKind.CLAIM: "C", TagKind.ENTITY: "E"}
NUMBER_CELLS, LACKS_CELLS, KEY_CELLS, COLOUR_CELLS = 6, 6, 4, 14
NAME_CELLS = (16, 36)  # of the tree, at least and at most
DESCRIBED = 84  # cells of a line from which on it says when to use the tag


@dataclass(frozen=True, slots=True)
class TagRow:
    """A tag in the tree.

    Attributes:
        tag, path: as the codebook has it.
        branch: the lines of the tree before its name.
        marks: how many carry it.
        lacking: how many of these lack what it asks for.
    """

    tag: Tag
    path: str
    branch: str
    marks: int = 0
    lacking: int = 0


def tree(tags: TagSet, uses: Mapping[str, int], lacking: Mapping[str, int]) -> tuple[TagRow, ...]:
    """The tags with those below them, in the order of the codebook."""
    known = {tag.id for tag in tags.tags}
    below: dict[str | None, list[Tag]] = {}
    for tag in tags.tags:
        below.setdefault(tag.parent if tag.parent in known else None, []).append(tag)
    rows: list[TagRow] = []

    def walk(parent: str | None, lead: str) -> None:
        group = below.pop(parent, [])
        for tag in group:
            last = tag is group[-1]
            branch = "" if parent is None else f"{lead}{'└' if last else '├'} "
            rows.append(
                TagRow(
                    *(tag, tags.path(tag), branch),
                    *(uses.get(tag.id, 0), lacking.get(tag.id, 0)),
                )
            )
            walk(tag.id, "" if parent is None else f"{lead}{' ' if last else '│'} ")

    walk(None, "")
    return tuple(rows)


def badge(tag: Tag, tags: TagSet, inks: Inks) -> Content:
    """The letter of a tag as the margin has it, in its hue."""
    hue = hue_of_tag(tag, tags)
    letter = BADGES.get(tag.kind, visible(tag.name[:1].upper()))
    return Content.styled(letter, style_of(Look(Ink.BADGE, line=hue), inks))


def style_of(look: Look, inks: Inks) -> Style:
    """A look as a piece of content is styled."""
    style = inks.style(look)
    paper = None
    if style.bgcolor is not None and look.tint >= 0:
        paper = Color.from_rich_color(style.bgcolor)
    return Style(
        foreground=Color.from_rich_color(style.color),
        background=paper,
        bold=style.bold,
        underline=style.underline,
        reverse=style.reverse,
    )


def swatch(hue: int, inks: Inks) -> Content:
    """A hue as claims and entities have it."""
    claim = style_of(Look(Ink.BODY, tint=hue), inks)
    entity = style_of(Look(Ink.BODY, line=hue), inks)
    return Content.assemble(
        ("●", style_of(Look(Ink.BADGE, line=hue), inks)),
        "  ",
        (" a claim ", claim),
        "  ",
        ("an entity", entity),
    )


def heading(width: int, name_cells: int) -> Content:
    """What stands above the columns."""
    cells = [
        fitted("tag", name_cells + 2),
        fitted("marks", NUMBER_CELLS, right=True),
        fitted("lack", LACKS_CELLS, right=True),
        fitted("key", KEY_CELLS),
        fitted("colour", COLOUR_CELLS),
    ]
    if width >= DESCRIBED:
        cells.append(Content("when to use it"))
    return fitted(Content.styled(beside(cells).plain, ".quiet"), width)


def line(row: TagRow, tags: TagSet, inks: Inks, width: int, name_cells: int) -> Content:
    """One tag as a row."""
    tag = row.tag
    name = Content.assemble(
        badge(tag, tags, inks), " ", (row.branch, ".rule"), (one_line(tag.name), ".loud")
    )
    hue = hue_of_tag(tag, tags)
    colour = Content.assemble(
        ("● ", style_of(Look(Ink.BADGE, line=hue), inks)),
        (HUE_NAMES[hue], "" if tag.colour else ".quiet"),
    )
    marks = Content.styled(str(row.marks) if row.marks else "·", "" if row.marks else ".faint")
    lacks = Content.styled(f"! {row.lacking}" if row.lacking else "", ".alarm")
    cells = [
        fitted(name, name_cells + 2),
        fitted(marks, NUMBER_CELLS, right=True),
        fitted(lacks, LACKS_CELLS, right=True),
        fitted(Content.styled(visible(tag.key or ""), ".key"), KEY_CELLS),
        fitted(colour, COLOUR_CELLS),
    ]
    if width >= DESCRIBED:
        cells.append(Content.styled(one_line(tag.description), ".quiet"))
    return fitted(beside(cells), width)


def name_cells(rows: Sequence[TagRow], width: int) -> int:
    """Cells for the tree of names."""
    least, most = NAME_CELLS
    wanted = max((len(row.branch) + len(row.tag.name) for row in rows), default=least)
    return max(least, min(most, wanted, width - 46))


def told(row: TagRow) -> tuple[str, str, str]:
    """Three lines about a tag: its place, when to use it, what it fits and asks for."""
    tag = row.tag
    root = row.path.partition("/")[0] == tag.kind.value
    kind = "" if root or tag.kind is TagKind.USER else f" · {tag.kind}"
    asked = f" · asks for {', '.join(tag.required)}" if tag.required else ""
    example = f"for example: {tag.example}" if tag.example else ""
    return (
        one_line(f"{row.path}{kind}{asked}"),
        one_line(tag.description) or "no word yet on when to use it",
        one_line(example),
    )

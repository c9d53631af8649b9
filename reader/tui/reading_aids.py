"""What the source's structure looks like on the page: numbers, verse, tables, pictures.

Everything here is drawn and nothing is text: a table's cells stand in columns although single
tabs part them, the number of an item and the sign of a picture have no offsets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from reader.model.article import Block, BlockKind, BlockVerdict, Category, Style, StyleKind
from reader.model.text import Span
from reader.model.values import dataclass, field, replace
from reader.tui.tables import Table, table_of
from reader.tui.viewing import BAR, BULLET, Role, ShownBlock

PICTURE, PLAYER = "▣", "▶"
_RULE = "─" * 12
_MOST_LEAD = 24  # cells before a line of code
_MOST = 3  # pictures in a row that are each drawn; of a gallery the rest are counted
_HUNG = frozenset((StyleKind.IMAGE, StyleKind.EMBED, StyleKind.RULE))
_OF_BLOCKS = frozenset(
    (
        StyleKind.NUMBER,
        StyleKind.CONTINUED,
        StyleKind.TERM,
        StyleKind.DEFINITION,
        StyleKind.HEADER,
    )
)
_APART = frozenset((Category.CAPTION, Category.EMBED, Category.FOOTNOTE))
_CAPTIONS = frozenset((Category.CAPTION, Category.CREDIT))
_IN_LINES = frozenset((BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.LIST_ITEM))


@dataclass(frozen=True, slots=True)
class Aids:
    """What styles say of whole blocks, by where these start.

    Attributes:
        told: what a block is.
        hung: what stands before it.
        breaks: where lines end as the source means it, ascending.
    """

    told: Mapping[int, Mapping[StyleKind, str | None]] = field(default_factory=dict)
    hung: Mapping[int, Sequence[Style]] = field(default_factory=dict)
    breaks: frozenset[int] = frozenset()


def aids_of(styles: Iterable[Style]) -> Aids:
    """What the styles of an article say of its blocks."""
    told: dict[int, dict[StyleKind, str | None]] = {}
    hung: dict[int, list[Style]] = {}
    breaks = []
    for style in styles:
        kind = style.kind
        if kind is StyleKind.BREAK:
            breaks.append(style.span.start)
        elif kind in _OF_BLOCKS and (style.target or kind is not StyleKind.NUMBER):
            told.setdefault(style.span.start, {})[kind] = style.target
        elif kind in _HUNG and (style.label is not None or kind is StyleKind.RULE):
            hung.setdefault(style.span.start, []).append(style)
    return Aids(told, hung, frozenset(breaks))


def with_aids(
    text: str, blocks: Sequence[Block], shown: Sequence[ShownBlock], aids: Aids, columns: int
) -> tuple[ShownBlock, ...]:
    """The blocks on a page, dressed as their structure is.

    Args:
        text: of the article.
        blocks: of the article.
        shown: those on the page.
        aids: what is known of them.
        columns: cells for the text.
    """
    dressed: list[ShownBlock] = []
    before: ShownBlock | None = None
    marks: dict[int, str] = {}  # of the open list items, by level
    at = 0
    while at < len(shown):
        block = blocks[shown[at].block]
        if block.kind is BlockKind.TABLE:
            stop = at + 1
            while stop < len(shown) and _same_table(text, blocks, shown[stop - 1], shown[stop]):
                stop += 1
            heads = [StyleKind.HEADER in aids.told.get(s.span.start, ()) for s in shown[at:stop]]
            table = table_of(text, [each.span for each in shown[at:stop]], heads)
            dressed.extend(_rows(table, shown[at:stop], columns))
        else:
            stop = at + 1
            each = _run_on(blocks, before, shown[at]) if before else shown[at]
            dressed.extend(_block(text, block, each, aids, marks))
        before = shown[stop - 1]
        first = shown[at].span.start
        if first in aids.hung:
            place = len(dressed) - 1
            while place > 0 and dressed[place].span.start > first:
                place -= 1
            dressed[place] = _hung(text, dressed[place], aids.hung[first], block)
        at = stop
    return tuple(dressed)


def _same_table(text: str, blocks: Sequence[Block], before: ShownBlock, after: ShownBlock) -> bool:
    """Whether two blocks on the page are rows of one table, dressed alike."""
    if blocks[after.block].kind is not BlockKind.TABLE or before.role is not after.role:
        return False
    return "\n\n" not in text[before.span.stop : after.span.start]


def _rows(table: Table, shown: Sequence[ShownBlock], columns: int) -> Iterator[ShownBlock]:
    """A table in columns where it fits, else with a line for each cell."""
    lead = max(each.first_indent for each in shown)
    stops = table.stops(columns - lead)
    for index, row in enumerate(shown):
        strong = table.heads[index]
        cells = table.rows[index]
        if stops is None:
            for number, cell in enumerate(cells):
                name = table.name_of(cell.column) if number and not strong else ""
                yield replace(
                    row,
                    span=cell.span,
                    bar=row.bar + ("  " if number else ""),
                    label=(row.label if not number else "") or name,
                    gap=not number and (row.gap or index > 0),
                    strong=strong or not number,
                )
            continue
        starts = [lead + each for each in table.places(index, stops)]
        pad = starts[0] - row.first_indent if starts else 0
        after_head = index > 0 and table.heads[index - 1] and not strong
        yield replace(
            row,
            bullet=" " * pad,
            gap=row.gap and not index,
            cells=tuple(starts[1:]),
            strong=strong,
            above=("─" * min(table.width(stops), columns),) if after_head else (),
        )


def _block(
    text: str, block: Block, shown: ShownBlock, aids: Aids, marks: dict[int, str]
) -> Iterator[ShownBlock]:
    """A block that is no table, line by line where its breaks are meant."""
    told = aids.told.get(shown.span.start, {})
    if block.verdict is BlockVerdict.BODY and block.category in _APART:
        label = "" if shown.above else block.category.value
        shown = replace(shown, bar=BAR, label=label)
    if block.kind is BlockKind.CODE:
        shown = replace(shown, bullet=_lead(text, shown.span.start))
    elif block.kind is BlockKind.LIST_ITEM and shown.bullet:
        shown = _item(block, shown, told, marks)
    elif block.kind is not BlockKind.LIST_ITEM:
        marks.clear()
    if StyleKind.TERM in told:
        shown = replace(shown, strong=True)
    elif StyleKind.DEFINITION in told:
        shown = replace(shown, bullet="    ", gap=False)
    lines = [shown.span]
    if aids.breaks and block.kind in _IN_LINES:
        lines = list(_lines(text, shown.span, aids.breaks))
    yield replace(shown, span=lines[0])
    for line in lines[1:]:
        bullet = " " * len(shown.bullet)
        yield replace(shown, span=line, label="", bullet=bullet, gap=False)


def _run_on(blocks: Sequence[Block], before: ShownBlock, shown: ShownBlock) -> ShownBlock:
    """A further paragraph of a quotation or post: the bar before it runs on, the label is said."""
    above, block = blocks[before.block], blocks[shown.block]
    if above.verdict is not block.verdict or not shown.gap:
        return shown
    if block.category in _APART and above.category is block.category:
        return replace(shown, gap=False, above=(BAR.rstrip(),))
    if above.kind is block.kind is BlockKind.QUOTE and shown.bar and before.bar:
        return replace(shown, gap=False, above=(shown.bar.rstrip(),))
    return shown


def _lead(text: str, start: int) -> str:
    """The blank space before the words of a line of code."""
    line = text.rfind("\n", 0, start) + 1
    lead = text[line:start].expandtabs(4)
    return lead[:_MOST_LEAD] if lead.isspace() else ""


def _item(
    block: Block,
    shown: ShownBlock,
    told: Mapping[StyleKind, str | None],
    marks: dict[int, str],
) -> ShownBlock:
    """A list item with its number; what goes on with one has its indentation."""
    level = max(1, block.level)
    for deeper in [each for each in marks if each > level]:
        del marks[deeper]
    if StyleKind.CONTINUED in told and level in marks:
        return replace(shown, bullet=" " * len(marks[level]))
    number = told.get(StyleKind.NUMBER)
    before = marks.get(level, "").strip(" .")
    if before and before != (str(int(number) - 1) if number else BULLET.strip()):
        shown = replace(shown, gap=True)  # another list begins
    above = max((each for each in marks if each < level), default=0)
    lead = " " * len(marks[above]) if above else shown.bullet.removesuffix(BULLET)
    marks[level] = lead + (f"{number}. " if number else BULLET)
    return replace(shown, bullet=marks[level])


def _lines(text: str, span: Span, breaks: frozenset[int]) -> Iterator[Span]:
    """A block cut where its lines end; no line is blank."""
    start = span.start
    at = text.find("\n", start, span.stop)
    while at >= 0:
        if at in breaks and text[start:at].strip() and text[at : span.stop].strip():
            yield _bare(text, Span(start, at))
            start = at + 1
        at = text.find("\n", at + 1, span.stop)
    yield _bare(text, Span(start, span.stop))


def _bare(text: str, span: Span) -> Span:
    """A span without the blank space around its words."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))


def _hung(text: str, shown: ShownBlock, hung: Sequence[Style], block: Block) -> ShownBlock:
    """A block with what stands before it, in the view that shows articles as articles."""
    if shown.role is Role.JUNK:
        return shown
    words = " ".join(shown.span.of(text).split()).casefold()
    pictures = [style for style in hung if style.kind is StyleKind.IMAGE]
    rows = [_RULE] if any(style.kind is StyleKind.RULE for style in hung) else []
    if len(pictures) == 1 and block.category in _CAPTIONS and shown.label:
        label = (pictures[0].label or "").casefold()
        if not label or label in words or words in label:  # the caption says what it shows
            shown = replace(shown, label=f"{PICTURE} {shown.label}")
            pictures = []
    rows += [_named(PICTURE, style.label or "picture") for style in pictures[:_MOST]]
    if len(pictures) > _MOST:
        rows.append(_named(PICTURE, f"{len(pictures) - _MOST} more"))
    rows += [_named(PLAYER, s.label or "") for s in hung if s.kind is StyleKind.EMBED]
    if not rows:
        return shown
    if shown.bar == BAR and block.category in _CAPTIONS:
        rows = [row if row == _RULE else BAR + row for row in rows]
    else:
        rows.append("")
    return replace(shown, above=(*rows, *shown.above), gap=True)


def _named(sign: str, label: str) -> str:
    return f"{sign} {' '.join(label.split())}"

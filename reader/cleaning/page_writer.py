"""What a walk over a page writes: the text block by block, with kinds, styles and places."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from reader.cleaning.page_links import leads_back
from reader.cleaning.page_tables import Grid
from reader.cleaning.reading import Draft, Element
from reader.model.article import BlockKind, Style, StyleKind
from reader.model.text import Span

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_KINDLY = {*_HEADINGS, "li", "tr", "blockquote", "pre"}  # tags that say of what kind a block is
_SPACE = re.compile(r"[ \t\n\r\f]+")
_SENTENCE_END = re.compile("[.!?\u2026\u3002\uff01\uff1f\u061f][\"'\u201d\u2019)]*\\s*$")
_CLOSE = frozenset((BlockKind.LIST_ITEM, BlockKind.TABLE))  # a line break between two of them
_AROUND = {
    BlockKind.LIST_ITEM: frozenset(("ul", "ol", "menu")),
    BlockKind.TABLE: frozenset(("table",)),
}
_LISTS = _AROUND[BlockKind.LIST_ITEM]
_DEFINED = {"dt": StyleKind.TERM, "dd": StyleKind.DEFINITION}
_MARKED = re.compile(r"(?:[*+\u2022\u25aa\u25e6\u2023-]|\d{1,3}[.)])\s")
_MAX_HUNG = 30  # pictures, rules and notes before one block; a page of nothing else has thousands


@dataclass(slots=True)
class _Run:
    """An open inline element: where in the open block it began."""

    kind: StyleKind
    target: str | None
    start: int


@dataclass(slots=True)
class PageWriter:
    """What has been read so far; one block is open at a time."""

    parts: list[str] = field(default_factory=list)  # of the text, finished
    length: int = 0
    drafts: list[Draft] = field(default_factory=list)
    styles: list[Style] = field(default_factory=list)
    stack: list[Element] = field(default_factory=list)
    preserved: int = 0  # open `<pre>` elements
    _open: list[str] = field(default_factory=list)  # of the block that is being read
    _open_length: int = 0
    _blank: bool = True  # whether the open block ends in blank space (or is empty)
    _cells: int = 0
    _runs: list[_Run] = field(default_factory=list)  # open now
    _ended: list[tuple[int, int, StyleKind, str | None]] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)  # of the elements so far
    called: set[str] = field(default_factory=set)  # places in the page that links lead to
    starts: dict[int, int] = field(default_factory=dict)  # numbers that lists and items claim
    defining: int = 0  # open lists of definitions
    grids: list[Grid] = field(default_factory=list)  # of the open tables
    _hung: list[tuple[StyleKind, str | None, str | None]] = field(default_factory=list)
    _quoted: list[bool] = field(default_factory=list)  # of the open `<q>`: whether marked by us
    _lead: int = 0  # columns before the first words of the open row
    _heads: int = 0  # of the cells, those that head a column or row
    _items: set[int] = field(default_factory=set)  # list items that have begun
    _counts: dict[int, int] = field(default_factory=dict)  # the last number of each list
    _around: Element | None = None  # the list or table of the last block

    def add(self, words: str) -> None:
        """Put text into the open block, blank space folded as a browser does."""
        preserved = self.preserved
        if not preserved:
            if words.isspace() and words.isascii():  # most of what stands between two tags
                if self._blank:
                    return
                words = " "
            elif "  " in words or "\n" in words or not words.isprintable():
                words = _SPACE.sub(" ", words)
        if self._blank and not (preserved and self._open):
            words = words.lstrip(" \t\n")
        if words:
            self._append(words)
            self._blank = words[-1] in " \t\n"

    def break_line(self) -> None:
        """`<br>`: the block ends where a sentence ends, else only the line does."""
        tail = "".join(self._open[-3:])
        if _SENTENCE_END.search(tail[-20:]) or tail.endswith("\n"):
            self.flush()
        elif self._open:
            at = self._open_length
            self._append("\n")
            self._blank = True
            self._ended.append((at, at + 1, StyleKind.BREAK, None))

    def begin_cell(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        """`<td>`: a tab for each column from the cell before it."""
        columns = self.grids[-1].begin_cell(attributes) if self.grids else 1
        if self._open:
            self._append("\t" * columns)
            self._blank = True
        else:
            self._lead += columns
        self._cells += 1
        self._heads += tag == "th"

    def hang(self, kind: StyleKind, target: str | None = None, label: str | None = None) -> None:
        """Let the block that is open, or else the next one, carry what stands here."""
        if len(self._hung) < _MAX_HUNG:
            self._hung.append((kind, target, label))

    def leave_figure(self) -> None:
        """`</figure>`: a picture below its caption belongs to it all the same."""
        pictures = [each for each in self._hung if each[0] is StyleKind.IMAGE]
        last = self.drafts[-1] if self.drafts else None
        place = None if last is None else last.place
        if not pictures or last is None or place is None:
            return
        if any(each is self.stack[-1] for each in place.chain()):
            self._hung = [each for each in self._hung if each not in pictures]
            self.styles.extend(Style(last.span, *each) for each in pictures)

    def open_quote(self, *, bare: bool) -> None:
        """`<q>`: the mark that a browser draws, where none is written out."""
        self._quoted.append(bare)
        if bare:
            self._append("\u201c")
            self._blank = False

    def close_quote(self) -> None:
        """`</q>`: the mark at its end, unless a block ended inside it."""
        if self._quoted.pop() and self._open:
            self._append("\u201d")
            self._blank = False

    def begin_run(self, kind: StyleKind, target: str | None) -> None:
        """Open an inline element."""
        self._runs.append(_Run(kind, target, self._open_length))

    def end_run(self) -> None:
        """Close the innermost inline element."""
        run = self._runs.pop()
        if run.kind is StyleKind.LINK and run.target and run.target[1:] in self.ids:
            self._drop_back(run)
        if run.start < self._open_length:
            self._ended.append((run.start, self._open_length, run.kind, run.target))

    def _drop_back(self, run: _Run) -> None:
        """Take back the sign of a link that leads from a note to where it is called."""
        words = "".join(self._open)
        if run.target is None or run.target[0] != "#" or not leads_back(words[run.start :]):
            return
        kept = words[: run.start]
        self._open = [kept] if kept else []
        self._open_length = run.start
        self._blank = not kept or kept[-1] in " \t\n"
        self._ended = [each for each in self._ended if each[1] <= run.start]

    def flush(self) -> None:
        """End the open block, if there is anything in it."""
        if not self._open:  # then no run has gone on, and blank space is all that was read
            self._cells = 0
            return
        words = "".join(self._open)
        if not words.isspace():
            for run in self._runs:
                self._ended.append((run.start, self._open_length, run.kind, run.target))
            self._write(words)
        self._open.clear()
        self._ended.clear()
        for run in self._runs:
            run.start = 0
        self._open_length = self._cells = self._lead = self._heads = 0
        self._blank = True

    def _append(self, words: str) -> None:
        """Put words at the end of the open block."""
        self._open.append(words)
        self._open_length += len(words)

    def _write(self, words: str) -> None:
        """Append a block to the text, with its draft and styles."""
        bare = words.strip()
        lead = len(words) - len(words.lstrip())
        kind, level = self._kind()
        close = self._is_close(kind)
        gap = ("\n" if close else "\n\n") if self.drafts else ""
        if kind is BlockKind.TABLE:
            gap += "\t" * self._lead
        self.parts.append(gap)
        self.length += len(gap)
        start, stop = self.length, self.length + len(bare)
        linked = 0
        for first, last, style, target in self._ended:
            begin, end = start + max(0, first - lead), min(stop, start + last - lead)
            if begin < end:
                self.styles.append(Style(Span(begin, end), style, target))
                linked += (end - begin) * (style is StyleKind.LINK)
        self._tell(Span(start, stop), kind, bare)
        self.parts.append(bare)
        self.length = stop
        place = self.stack[-1] if self.stack else None
        said = None if place is None else place.said
        span = Span(start, stop)
        self.drafts.append(Draft(span, kind, level, min(linked, len(bare)), said, place))

    def _is_close(self, kind: BlockKind) -> bool:
        """Whether a block stands in the same list or table as the one before it."""
        around = None
        if kind in _CLOSE:
            tags = _AROUND[kind]
            chain = [each for each in self.stack if each.tag in tags]
            around = (chain[0] if kind is BlockKind.LIST_ITEM else chain[-1]) if chain else None
        before, self._around = self._around, around
        return bool(self.drafts) and kind is self.drafts[-1].kind and around is before is not None

    def _tell(self, span: Span, kind: BlockKind, words: str) -> None:
        """Note of a block what its kind does not say, and what it carries."""
        told: list[tuple[StyleKind, str | None, str | None]] = self._hung
        if kind is BlockKind.LIST_ITEM:
            told += self._item(words)
        elif kind is BlockKind.TABLE:
            if self._heads == self._cells or any(each.tag == "thead" for each in self.stack[-3:]):
                told.append((StyleKind.HEADER, None, None))
        elif self.defining and kind is BlockKind.PARAGRAPH:
            tag = next((each.tag for each in reversed(self.stack) if each.tag in _DEFINED), "")
            if tag:
                told.append((_DEFINED[tag], None, None))
        self.styles.extend(Style(span, *each) for each in told)
        told.clear()

    def _item(self, words: str) -> list[tuple[StyleKind, str | None, str | None]]:
        """The number of a list item that begins; that a block goes on with one.

        An item without a number whose words begin as a plain text's items do is told from them.
        """
        at = next((i for i in range(len(self.stack) - 1, -1, -1) if self.stack[i].tag == "li"), -1)
        item = self.stack[at]
        if item.number in self._items:
            return [(StyleKind.CONTINUED, None, None)]
        self._items.add(item.number)
        around = next((each for each in reversed(self.stack[:at]) if each.tag in _LISTS), None)
        if around is None or around.tag != "ol":
            return [(StyleKind.NUMBER, None, None)] if _MARKED.match(words) else []
        count = self._counts.get(around.number, self.starts.get(around.number, 1) - 1) + 1
        count = self._counts[around.number] = self.starts.get(item.number, count)
        return [(StyleKind.NUMBER, str(count), None)]

    def _kind(self) -> tuple[BlockKind, int]:
        """The kind of the open block, from the elements around it."""
        for frame in reversed(self.stack):
            if frame.tag not in _KINDLY:
                continue
            if frame.tag in _HEADINGS:
                return BlockKind.HEADING, _HEADINGS[frame.tag]
            if frame.tag == "li":
                depth = sum(each.tag in {"ul", "ol"} for each in self.stack)
                return BlockKind.LIST_ITEM, max(1, depth)
            if frame.tag == "tr" and (self._cells > 1 or self._lead):
                return BlockKind.TABLE, 0
            if frame.tag == "blockquote":
                return BlockKind.QUOTE, 0
            if frame.tag == "pre":
                return BlockKind.CODE, 0
        return BlockKind.PARAGRAPH, 0

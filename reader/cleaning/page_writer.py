"""What a walk over a page writes: the text block by block, with kinds, styles and places."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from reader.cleaning.reading import Draft, Element
from reader.model.article import BlockKind, Style, StyleKind
from reader.model.text import Span

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_KINDLY = {*_HEADINGS, "li", "tr", "blockquote", "pre"}  # tags that say of what kind a block is
_SPACE = re.compile(r"[ \t\n\r\f]+")
_SENTENCE_END = re.compile("[.!?\u2026\u3002\uff01\uff1f\u061f][\"'\u201d\u2019)]*\\s*$")
_CLOSE = frozenset((BlockKind.LIST_ITEM, BlockKind.TABLE))  # a line break between two of them


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
            self._append("\n")
            self._blank = True

    def begin_cell(self) -> None:
        """`<td>`: a tab between two cells of a row."""
        if self._open and not self._blank:
            self._append("\t")
            self._blank = True
        self._cells += 1

    def begin_run(self, kind: StyleKind, target: str | None) -> None:
        """Open an inline element."""
        self._runs.append(_Run(kind, target, self._open_length))

    def end_run(self) -> None:
        """Close the innermost inline element."""
        run = self._runs.pop()
        if run.start < self._open_length:
            self._ended.append((run.start, self._open_length, run.kind, run.target))

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
        self._open_length = self._cells = 0
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
        if self.drafts:
            close = kind is self.drafts[-1].kind and kind in _CLOSE
            gap = "\n" if close else "\n\n"
            self.parts.append(gap)
            self.length += len(gap)
        start, stop = self.length, self.length + len(bare)
        linked = 0
        for first, last, style, target in self._ended:
            begin, end = start + max(0, first - lead), min(stop, start + last - lead)
            if begin < end:
                self.styles.append(Style(Span(begin, end), style, target))
                linked += (end - begin) * (style is StyleKind.LINK)
        self.parts.append(bare)
        self.length = stop
        place = self.stack[-1] if self.stack else None
        said = None if place is None else place.said
        span = Span(start, stop)
        self.drafts.append(Draft(span, kind, level, min(linked, len(bare)), said, place))

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
            if frame.tag == "tr" and self._cells > 1:
                return BlockKind.TABLE, 0
            if frame.tag == "blockquote":
                return BlockKind.QUOTE, 0
            if frame.tag == "pre":
                return BlockKind.CODE, 0
        return BlockKind.PARAGRAPH, 0

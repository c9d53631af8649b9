"""HTML -> fixed text and drafts: the tree is walked once, what is no text is dropped."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from reader.cleaning.declared import Declarations
from reader.cleaning.reading import Draft, Place, Reading
from reader.cleaning.wordsets import word_set
from reader.model.article import BlockKind, Category, Style, StyleKind
from reader.model.text import Span, without_controls

_DROPPED = word_set(
    """script style svg noscript template iframe object embed canvas audio video map math button
    input select textarea option datalist form-field head"""
)
_INLINE = word_set(
    """a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q rb rp rt
    ruby s samp small span strike strong sub sup time tt u var wbr nobr picture source img"""
)
_STYLED = {
    **dict.fromkeys(("em", "i", "cite", "dfn"), StyleKind.EMPHASIS),
    **dict.fromkeys(("strong", "b"), StyleKind.STRONG),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), StyleKind.CODE),
    "a": StyleKind.LINK,
}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SPACE = re.compile(r"[ \t\n\r\f]+")
_MARK = re.compile(r"[a-z]+")
_MAX_MARKS = 200  # code points of a class attribute that are read; some hold a whole design
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_EMBED_MARKS = frozenset(("twitter", "tweet", "instagram", "tiktok", "bluesky", "mastodon"))
_SENTENCE_END = re.compile("[.!?\u2026\u3002\uff01\uff1f\u061f][\"'\u201d\u2019)]*\\s*$")
MAX_DEPTH = 2_000  # elements inside each other; the parser's time grows with its square
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]{0,40})[^<>]{0,4000}>")
_VOID = word_set("""area base br col hr img input link meta param source track wbr p li""")


@dataclass(slots=True)
class _Frame:
    """An open element: what of it concerns the text inside."""

    tag: str
    number: int
    marks: frozenset[str]
    said: Category | None = None


@dataclass(slots=True)
class _Walk:
    """What the walk has gathered so far; one block is open at a time."""

    parts: list[str] = field(default_factory=list)  # of the text, finished
    length: int = 0
    drafts: list[Draft] = field(default_factory=list)
    styles: list[Style] = field(default_factory=list)
    open: list[str] = field(default_factory=list)  # of the block that is being read
    open_length: int = 0
    linked: int = 0
    blank: bool = True  # whether the open block ends in blank space (or is empty)
    stack: list[_Frame] = field(default_factory=list)
    held: list[tuple[int, int, StyleKind, str | None]] = field(default_factory=list)
    cells: int = 0

    def add(self, words: str) -> None:
        """Put text into the open block, blank space folded as a browser does."""
        preserved = any(frame.tag in {"pre", "listing"} for frame in self.stack[-4:])
        folded = words if preserved else _SPACE.sub(" ", words)
        if self.blank:
            folded = folded.lstrip(" \t\n") if not (preserved and self.open) else folded
        if folded:
            self.open.append(folded)
            self.open_length += len(folded)
            self.blank = folded[-1] in " \t\n"

    def break_line(self) -> None:
        """`<br>`: the block ends where a sentence ends, else only the line does."""
        tail = "".join(self.open[-3:])
        if _SENTENCE_END.search(tail) or tail.endswith("\n"):
            self.flush()
        elif self.open:
            self.open.append("\n")
            self.open_length += 1
            self.blank = True

    def flush(self) -> None:
        """End the open block, if there is anything in it."""
        words = "".join(self.open)
        bare = words.strip()
        if bare:
            lead = len(words) - len(words.lstrip())
            kind, level = self._kind()
            if self.drafts:
                both = kind is self.drafts[-1].kind and kind in {
                    BlockKind.LIST_ITEM,
                    BlockKind.TABLE,
                }
                gap = "\n" if both else "\n\n"
                self.parts.append(gap)
                self.length += len(gap)
            start = self.length
            self.parts.append(bare)
            self.length += len(bare)
            self.drafts.append(
                Draft(
                    Span(start, self.length),
                    kind,
                    level,
                    min(self.linked, len(bare)),
                    self._said(),
                    self._place(),
                )
            )
            for first, last, style, target in self.held:
                begin = start + max(0, first - lead)
                end = start + min(len(bare), last - lead)
                if begin < end:
                    self.styles.append(Style(Span(begin, end), style, target))
        self.open.clear()
        self.held.clear()
        self.open_length = self.linked = self.cells = 0
        self.blank = True

    def _kind(self) -> tuple[BlockKind, int]:
        """The kind of the open block, from the elements around it."""
        depth = 0
        for frame in reversed(self.stack):
            if frame.tag in _HEADINGS:
                return BlockKind.HEADING, _HEADINGS[frame.tag]
            if frame.tag == "li":
                depth = sum(each.tag in {"ul", "ol"} for each in self.stack)
                return BlockKind.LIST_ITEM, max(1, depth)
            if frame.tag == "tr" and self.cells > 1:
                return BlockKind.TABLE, 0
            if frame.tag == "blockquote":
                return BlockKind.QUOTE, 0
            if frame.tag == "pre":
                return BlockKind.CODE, 0
        return BlockKind.PARAGRAPH, 0

    def _said(self) -> Category | None:
        """What the nearest element that says anything says."""
        return next((frame.said for frame in reversed(self.stack) if frame.said), None)

    def _place(self) -> Place:
        """Where the open block stands."""
        return Place(
            tuple(frame.tag for frame in self.stack),
            tuple(frame.number for frame in self.stack),
            tuple(frame.marks for frame in self.stack),
        )


def read_page(source: str) -> Reading:
    """The reading of an HTML page: what a browser would show, cut at its blocks."""
    tree = LexborHTMLParser(_flattened(source))
    walk, declared = _Walk(), Declarations()
    root = tree.root
    if root is not None:
        _traverse(root, walk, declared)
    walk.flush()
    text = without_controls("".join(walk.parts))
    styles = tuple(sorted(walk.styles, key=lambda style: (style.span.start, -style.span.stop)))
    return Reading(text, tuple(walk.drafts), styles, declared.fields())


def _traverse(root: LexborNode, walk: _Walk, declared: Declarations) -> None:
    """Visit every node once, without recursion: pages may be nested as deep as they like."""
    number = 0
    pending: list[tuple[LexborNode | None, tuple[str, int] | None]] = [(root, None)]
    while pending:
        node, closing = pending.pop()
        if closing is not None:
            _leave(closing, walk)
            continue
        if node is None:
            continue
        pending.append((node.next if node is not root else None, None))
        tag = node.tag or ""
        if node.is_text_node:
            walk.add(node.text_content or "")
            continue
        if not node.is_element_node or _skipped(node, tag, walk, declared):
            continue
        number += 1
        began = _enter(node, tag, number, walk)
        pending.append((None, (tag, began)))
        pending.append((node.first_child, None))


def _skipped(node: LexborNode, tag: str, walk: _Walk, declared: Declarations) -> bool:
    """Whether an element holds no text to read; what it declares is kept."""
    if tag in {"meta", "link", "title"} or (tag == "script" and node.attributes.get("type")):
        declared.take(node, tag)
        return True
    if tag == "br":
        walk.break_line()
        return True
    if tag == "hr":
        walk.flush()
        return True
    if tag == "head":
        return False
    if tag in _DROPPED:
        return True
    attributes = node.attributes
    if tag in {"html", "time", "h1"}:
        declared.take(node, tag)
    return (
        "hidden" in attributes
        or (attributes.get("aria-hidden") == "true"
        and tag not in {"span", "a"})
        or _HIDDEN.search(attributes.get("style") or "") is not None
    )


def _enter(node: LexborNode, tag: str, number: int, walk: _Walk) -> int:
    """Open an element; where in the open block it began."""
    if tag in {"html", "body", "head"}:
        return 0
    attributes = node.attributes
    if tag in {"td", "th"}:
        if walk.open and not walk.blank:
            walk.open.append("\t")
            walk.open_length += 1
            walk.blank = True
        walk.cells += 1
    elif tag not in _INLINE:
        walk.flush()
    named = " ".join(
        (attributes.get(name) or "")[:_MAX_MARKS] for name in ("class", "id", "role", "itemprop")
    )
    marks = frozenset(_MARK.findall(_parted(named)))
    walk.stack.append(_Frame(tag, number, marks, _said(tag, marks, attributes)))
    if tag == "img" and (attributes.get("alt") or "").strip() and walk.open:
        walk.held.append(
            (walk.open_length, walk.open_length, StyleKind.IMAGE, attributes.get("src"))
        )
    if tag == "a":
        target = attributes.get("href")
        walk.held.append((walk.open_length, -1, StyleKind.LINK, None if target == "#" else target))
    return walk.open_length


def _leave(closing: tuple[str, int], walk: _Walk) -> None:
    """Close an element: end its block, or note its style."""
    tag, began = closing
    if tag in {"html", "body", "head"}:
        if tag == "body":
            walk.flush()
        return
    if tag not in _INLINE and tag not in {"td", "th"}:
        walk.flush()
    walk.stack.pop()
    kind = _STYLED.get(tag)
    if kind is StyleKind.LINK:
        for index in range(len(walk.held) - 1, -1, -1):
            first, last, style, target = walk.held[index]
            if last == -1:
                walk.held[index] = (first, walk.open_length, style, target)
                walk.linked += walk.open_length - first
                break
    elif kind is not None and walk.open_length > began:
        walk.held.append((began, walk.open_length, kind, None))


def _parted(marks: str) -> str:
    """Class names as words: `articleBody-inner` is `article body inner`."""
    return re.sub(r"([a-z])([A-Z])", r"\1 \2", marks).lower()


def _said(tag: str, marks: frozenset[str], attributes: dict[str, str | None]) -> Category | None:
    """What an element says of the text in it."""
    if tag == "figcaption":
        return Category.CAPTION
    if tag == "nav" or attributes.get("role") == "navigation":
        return Category.NAVIGATION
    if (
        tag in {"blockquote", "div"}
        and marks & _EMBED_MARKS
        and marks & {"tweet", "media", "embed"}
    ):
        return Category.EMBED
    if attributes.get("rel") == "author" or attributes.get("itemprop") == "author":
        return Category.BYLINE
    if tag == "time":
        return None
    return None


def _flattened(source: str) -> str:
    """`source` without the tags that open deeper than `MAX_DEPTH` elements.

    The parser needs 24 s for 100,000 `<div>` inside each other, and 10 ms for 2,000.
    """
    if source.count("<") <= MAX_DEPTH:
        return source
    depth = 0

    def keep(found: re.Match[str]) -> str:
        nonlocal depth
        if found.group(2).lower() in _VOID:
            return found.group()
        if found.group(1):
            depth -= depth > 0
            return found.group() if depth < MAX_DEPTH else " "
        depth += 1
        return found.group() if depth <= MAX_DEPTH else " "

    return _TAG.sub(keep, source)

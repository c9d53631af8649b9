"""HTML -> fixed text and drafts: the tree is walked once, what is no text is dropped."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from reader.cleaning.declared import Declarations
from reader.cleaning.page_limits import trimmed
from reader.cleaning.page_writer import PageWriter
from reader.cleaning.reading import Element, Reading
from reader.cleaning.wordsets import word_set
from reader.model.article import Category, StyleKind
from reader.model.text import without_controls

_DROPPED = word_set(
    """script style svg noscript template iframe object embed canvas audio video map math
    button input select textarea option datalist"""
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
_ROOTS = frozenset(("html", "body", "head"))
_CELLS = frozenset(("td", "th"))
_DECLARING = frozenset(("meta", "link", "title", "script"))
_TELLING = frozenset(("html", "time", "h1"))  # they declare, and hold text
_SAYING = frozenset(("figcaption", "nav"))
_WORD = re.compile(r"[a-z]+")
_CAMEL = re.compile(r"([a-z])([A-Z])")
_MARKING = ("class", "id", "role", "itemprop")
_ROLES = frozenset(("role", "itemprop"))
_TEXTLESS = _DROPPED | _DECLARING | {"br", "hr"}
_MIN_TEXT = 600  # code points; a notice that scripts are needed has some hundred
_NOSCRIPT = re.compile("<noscript", re.IGNORECASE)
_MAX_MARKS = 200  # code points of a class that are read; some hold a whole design
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_POSTING = frozenset(("twitter", "tweet", "instagram", "tiktok", "bluesky", "mastodon"))
_POSTS = frozenset(("blockquote", "div"))
_NETWORK = re.compile("tw|inst|tik|blu|mast")
_POSTED = frozenset(("tweet", "media", "embed"))
# The parser's time grows with the square of the depth: 24 s for 100,000 `<div>` inside each
# other, 60 ms for 5,000. A page over that is cut at the depth where browsers stop (Blink: 512).
MAX_NESTED = 5_000
MAX_DEPTH = 512
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]{0,40})[^<>]{0,4000}>")
_UNCLOSED = word_set(
    "area base br col dd dt hr img input li link meta option p source td th tr wbr"
)


def read_page(source: str) -> Reading:
    """The reading of an HTML page: what a browser would show, cut at its blocks.

    A page that shows next to nothing without scripts may keep its text for those who have
    none: then `<noscript>` is read, too.
    """
    tree = LexborHTMLParser(_flattened(trimmed(source)))
    reading = _read(tree, _TEXTLESS)
    if len(reading.text) < _MIN_TEXT and _NOSCRIPT.search(source):
        other = _read(tree, _TEXTLESS - {"noscript"})
        return other if len(other.text) > _MIN_TEXT else reading
    return reading


def _read(tree: LexborHTMLParser, textless: frozenset[str]) -> Reading:
    """The reading of a tree without the elements that hold no text."""
    writer, declared = PageWriter(), Declarations()
    if tree.root is not None:
        _traverse(tree.root, writer, declared, textless)
    writer.flush()
    text = without_controls("".join(writer.parts))
    styles = sorted(writer.styles, key=lambda style: (style.span.start, -style.span.stop))
    return Reading(
        text,
        tuple(writer.drafts),
        tuple(styles),
        fields=declared.fields(),
        days=declared.days(),
        locale=declared.locale,
        declared=(declared.body, declared.lead),
    )


def _traverse(
    root: LexborNode, writer: PageWriter, declared: Declarations, textless: frozenset[str]
) -> None:
    """Visit every node once, without recursion."""
    number = 0
    pending: list[LexborNode | str | None] = [root]  # a string: the element to close
    while pending:
        node = pending.pop()
        if node is None:
            continue
        if isinstance(node, str):
            _leave(node, writer)
            continue
        if node is not root:
            pending.append(node.next)
        tag = node.tag or ""
        if tag == "-text":
            writer.add(node.text_content or "")
            continue
        if tag in textless or not tag[:1].isalpha():  # `-comment` and the like are no elements
            _pass(node, tag, writer, declared)
            continue
        attributes = node.attributes
        if tag not in _ROOTS and attributes and _is_hidden(tag, attributes):
            continue
        if tag in _TELLING or (attributes and _declares(tag, attributes)):
            declared.take(node, tag)
        if tag not in _ROOTS:
            number += 1
            _enter(tag, attributes, number, writer)
        pending += (tag, node.first_child)


def _pass(node: LexborNode, tag: str, writer: PageWriter, declared: Declarations) -> None:
    """An element that holds no text to read: what it declares or divides is kept."""
    if tag in _DECLARING:
        declared.take(node, tag)
    elif tag == "br":
        writer.break_line()
    elif tag == "hr":
        writer.flush()


def _declares(tag: str, attributes: dict[str, str | None]) -> bool:
    """Whether an element that holds text may say what it is: microdata, RDFa, an author's link."""
    if "itemprop" in attributes or "property" in attributes:
        return True
    if tag != "a":
        return False
    return "author" in (attributes.get("rel") or "") or "/author/" in (attributes.get("href") or "")


def _is_hidden(tag: str, attributes: dict[str, str | None]) -> bool:
    """Whether a browser would not show the element."""
    if "hidden" in attributes:
        return True
    if attributes.get("aria-hidden") == "true" and tag not in _INLINE:
        return True
    style = attributes.get("style")
    return style is not None and _HIDDEN.search(style) is not None


def _enter(tag: str, attributes: dict[str, str | None], number: int, writer: PageWriter) -> None:
    """Open an element."""
    if tag in _CELLS:
        writer.begin_cell()
    elif tag not in _INLINE:
        writer.flush()
        writer.preserved += tag == "pre"
    parent = writer.stack[-1] if writer.stack else None
    named, said = "", None
    if attributes or tag in _SAYING:
        get = attributes.get
        roled = not _ROLES.isdisjoint(attributes)
        if roled:
            named = "\n".join([(get(name) or "")[:_MAX_MARKS] for name in _MARKING])
        else:
            named = f"{(get('class') or '')[:_MAX_MARKS]}\n{(get('id') or '')[:_MAX_MARKS]}"
        posts = tag in _POSTS and _NETWORK.search(named.lower()) is not None
        if posts or roled or tag in _SAYING or "rel" in attributes:
            said = _said(tag, named, attributes)
    if said is None and parent is not None:
        said = parent.said
    writer.stack.append(Element(tag, number, named, parent, said))
    kind = _STYLED.get(tag)
    if kind is not None:
        target = attributes.get("href") if kind is StyleKind.LINK else None
        writer.begin_run(kind, None if target in {"", "#"} else target)


def _leave(tag: str, writer: PageWriter) -> None:
    """Close an element: end its block, or its style."""
    if tag in _ROOTS:
        writer.flush()
        return
    if tag not in _INLINE and tag not in _CELLS:
        writer.flush()
        writer.preserved -= tag == "pre"
    if tag in _STYLED:
        writer.end_run()
    writer.stack.pop()


def _said(tag: str, named: str, attributes: dict[str, str | None]) -> Category | None:
    """What an element says of the text in it."""
    if tag == "figcaption":
        return Category.CAPTION
    if tag == "nav" or attributes.get("role") == "navigation":
        return Category.NAVIGATION
    if tag in _POSTS:
        marks = set(_WORD.findall(_CAMEL.sub(r"\1 \2", named).lower()))
        if marks & _POSTING and marks & _POSTED:
            return Category.EMBED
    if attributes.get("rel") == "author" or attributes.get("itemprop") == "author":
        return Category.BYLINE
    return None


def _flattened(source: str) -> str:
    """`source`, without the deepest tags if it is nested beyond all reason."""
    if source.count("<") <= MAX_NESTED:
        return source
    deepest, depth = 0, 0
    for found in _TAG.finditer(source):
        depth = max(0, depth + _step(found))
        deepest = max(deepest, depth)
    if deepest <= MAX_NESTED:
        return source
    depth = 0

    def keep(found: re.Match[str]) -> str:
        nonlocal depth
        step = _step(found)
        inside = max(depth, depth + step) <= MAX_DEPTH
        depth = max(0, depth + step)
        return found.group() if inside else " "

    return _TAG.sub(keep, source)


def _step(tag: re.Match[str]) -> int:
    """How much deeper a tag leads: 1, 0 or -1. Scripts and slips make this an estimate."""
    if tag.group(2).lower() in _UNCLOSED or tag.group().endswith("/>"):
        return 0
    return -1 if tag.group(1) else 1

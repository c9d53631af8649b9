"""HTML -> fixed text and drafts: the tree is walked once, what is no text is dropped."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from reader.cleaning.declared import Declarations
from reader.cleaning.page_limits import trimmed
from reader.cleaning.page_links import base_of, settled
from reader.cleaning.page_pictures import POSTS, picture, player
from reader.cleaning.page_tables import Grid
from reader.cleaning.page_writer import PageWriter
from reader.cleaning.reading import Element, Reading
from reader.cleaning.wordsets import word_set
from reader.model.article import Category, StyleKind
from reader.model.text import without_controls

_DROPPED = word_set(
    """script style svg noscript template iframe object embed canvas audio video map math rp rt
    button input select textarea option datalist"""
)
_INLINE = word_set(
    """a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q rb
    ruby s samp small span strike strong sub sup time tt u var wbr nobr picture source img"""
)
_STYLED = {
    **dict.fromkeys(("em", "i", "cite", "dfn"), StyleKind.EMPHASIS),
    **dict.fromkeys(("strong", "b"), StyleKind.STRONG),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), StyleKind.CODE),
    "sup": StyleKind.SUPERSCRIPT,
    "sub": StyleKind.SUBSCRIPT,
    "a": StyleKind.LINK,
}
_ROOTS = frozenset(("html", "body", "head"))
_CELLS = frozenset(("td", "th"))
_DECLARING = frozenset(("meta", "link", "title", "script"))
_TELLING = frozenset(("html", "time", "h1", "q"))  # they say something, and hold text
_SAYING = frozenset(("figcaption", "nav"))
_WORD = re.compile(r"[a-z]+")
_CAMEL = re.compile(r"([a-z])([A-Z])")
_MARKING = ("class", "id", "role", "itemprop")
_BACKS = word_set("mw-cite-backlink footnote-backref footnote-back reversefootnote doc-backlink")
_KEPT_COUNT = frozenset(("table", "tr", "pre", "dl"))
_NUMBERED = frozenset(("ol", "li"))
_PICTURES = frozenset(("img", "amp-img"))
_PLAYERS = frozenset(("iframe", "video", "audio"))
_QUOTES = frozenset("\"'\u201c\u2018\u201e\u00ab\u300c\u201a")
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


def read_page(source: str, address: str = "") -> Reading:
    """The reading of an HTML page: what a browser would show, cut at its blocks.

    A page that shows next to nothing without scripts may keep its text for those who have
    none: then `<noscript>` is read, too.

    Args:
        source: the page.
        address: where it came from, if that is known: its links are relative to it.
    """
    tree = LexborHTMLParser(_flattened(trimmed(source)))
    reading = _read(tree, _TEXTLESS, address)
    if len(reading.text) < _MIN_TEXT and _NOSCRIPT.search(source):
        other = _read(tree, _TEXTLESS - {"noscript"}, address)
        return other if len(other.text) > _MIN_TEXT else reading
    return reading


def _read(tree: LexborHTMLParser, textless: frozenset[str], address: str) -> Reading:
    """The reading of a tree without the elements that hold no text."""
    writer, declared = PageWriter(), Declarations()
    if tree.root is not None:
        _traverse(tree.root, writer, declared, textless)
    writer.flush()
    text = without_controls("".join(writer.parts))
    styles = sorted(writer.styles, key=lambda style: (style.span.start, -style.span.stop))
    fields = declared.fields()
    element = tree.css_first("base[href]") if tree.root is not None else None
    base = base_of(element.attributes.get("href") if element else None, address, fields)
    led, drafts = settled(text, styles, writer.drafts, base)
    return Reading(
        text,
        drafts,
        led,
        fields=fields,
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
            _tell(node, tag, writer, declared)
        if tag not in _ROOTS:
            number += 1
            _enter(tag, attributes, number, writer)
        pending += (tag, node.first_child)


def _tell(node: LexborNode, tag: str, writer: PageWriter, declared: Declarations) -> None:
    """An element that says something beside its text: `<q>` has marks that a browser draws."""
    if tag != "q":
        declared.take(node, tag)
    else:
        words = (node.text(deep=True) or "").strip()
        writer.open_quote(bare=bool(words) and words[0] not in _QUOTES)


def _pass(node: LexborNode, tag: str, writer: PageWriter, declared: Declarations) -> None:
    """An element that holds no text to read: what it declares or divides is kept."""
    if tag in _DECLARING:
        declared.take(node, tag)
    elif tag == "br":
        writer.break_line()
    elif tag == "hr":
        writer.flush()
        writer.hang(StyleKind.RULE)
    elif tag in _PLAYERS:
        _hang(StyleKind.EMBED, player(tag, node.attributes), writer)


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
    if attributes.get("class") in _BACKS or attributes.get("role") == "doc-backlink":
        return True  # it leads from a note to where it is called
    style = attributes.get("style")
    return style is not None and _HIDDEN.search(style) is not None


def _enter(tag: str, attributes: dict[str, str | None], number: int, writer: PageWriter) -> None:
    """Open an element."""
    if tag in _CELLS:
        writer.begin_cell(tag, attributes)
    elif tag not in _INLINE:
        writer.flush()
        if tag in _KEPT_COUNT:
            _open(tag, writer)
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
    if attributes:
        _note(tag, attributes, number, writer)
    kind = _STYLED.get(tag)
    if kind is not None:
        target = attributes.get("href") if kind is StyleKind.LINK else None
        writer.begin_run(kind, None if target in {"", "#"} else target)


def _open(tag: str, writer: PageWriter) -> None:
    """Open an element that says how what is in it is read."""
    if tag == "table":
        writer.grids.append(Grid())
    elif tag == "tr":
        if writer.grids:
            writer.grids[-1].begin_row()
    else:
        writer.preserved += tag == "pre"
        writer.defining += tag == "dl"


def _close(tag: str, writer: PageWriter) -> None:
    """Close such an element."""
    if tag == "table":
        writer.grids.pop()
    else:
        writer.preserved -= tag == "pre"
        writer.defining -= tag == "dl"


def _note(tag: str, attributes: dict[str, str | None], number: int, writer: PageWriter) -> None:
    """What an element's attributes say beside its name: places, numbers, pictures, posts."""
    place = attributes.get("id")
    if place:
        writer.ids.add(place)
        if place in writer.called:
            writer.hang(StyleKind.NOTE, f"#{place}")
    if tag == "a":
        target = attributes.get("href") or ""
        name = attributes.get("name")
        if name and name != place and name in writer.called:
            writer.hang(StyleKind.NOTE, f"#{name}")
        elif target[:1] == "#":
            writer.called.add(target[1:])
    elif tag in _PICTURES:
        framed = any(each.tag == "figure" for each in writer.stack[-6:])
        _hang(StyleKind.IMAGE, picture(attributes, framed=framed), writer)
    elif tag in _NUMBERED:
        value = attributes.get("start" if tag == "ol" else "value") or ""
        if value.isdecimal():
            writer.starts[number] = int(value[:9])
    else:
        post = tag if tag in POSTS else attributes.get("class")
        if post in POSTS:
            _hang(StyleKind.EMBED, player(post, attributes), writer)


def _hang(kind: StyleKind, hung: tuple[str, str] | None, writer: PageWriter) -> None:
    """Let the next block carry a picture or player."""
    if hung is not None:
        writer.hang(kind, *hung)


def _leave(tag: str, writer: PageWriter) -> None:
    """Close an element: end its block, or its style."""
    if tag in _ROOTS:
        writer.flush()
        return
    if tag not in _INLINE and tag not in _CELLS:
        writer.flush()
        if tag in _KEPT_COUNT:
            _close(tag, writer)
        elif tag == "figure":
            writer.leave_figure()
    if tag in _STYLED:
        writer.end_run()
    elif tag == "q":
        writer.close_quote()
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

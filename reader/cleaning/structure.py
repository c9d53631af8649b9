"""The kept blocks as Markdown: headings, lists, quotes, tables, emphasis, links.

The blocks are first written as the plainest HTML that says what they are (list items and
cells put back into their list and table), and markdownify turns that into Markdown: it
escapes what Markdown would read as a mark. On the blocks alone it costs some 2 ms; on the
whole page it is slow, and no cleaner. A paragraph without any style is only escaped: a third
of all blocks are such, and each would cost 100 us to be written as HTML, read and written.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from html import escape
from itertools import groupby

from markdownify import MarkdownConverter

from reader.cleaning.markup import read_markup
from reader.cleaning.reading import Draft
from reader.model.article import (
    Article,
    Block,
    BlockKind,
    BlockVerdict,
    MediaType,
    RawArticle,
    Style,
    StyleKind,
)

_TAGS = {StyleKind.EMPHASIS: "em", StyleKind.STRONG: "strong", StyleKind.CODE: "code"}
_MARKS = str.maketrans("", "", "#>*+-\u2022 \t")  # at the start of a line of plain text
_MAX_DEPTH = 5  # of styles inside each other; a page that breaks its tags nests them without end
_GAP = "\x01"  # stands in no text: controls are replaced when an article comes in
_Kept = tuple[Block, Draft | None]


def to_markdown(
    article: Article,
    raw: RawArticle | None = None,
    verdicts: Sequence[BlockVerdict] | None = None,
    *,
    asides: bool = False,
) -> str:
    """The article's body as Markdown, with its title on top if asides are wanted.

    Args:
        article: the article.
        raw: what it was made from, if at hand: then numbered lists and header rows, which
            the blocks do not know, are kept as they are in its markup.
        verdicts: one for each block, in place of the cleaner's own.
        asides: whether titles, captions and the like are written, too.
    """
    wanted = {BlockVerdict.BODY, BlockVerdict.ASIDE} if asides else {BlockVerdict.BODY}
    drafts = _drafts(article, raw)
    kept: list[_Kept] = [
        (block, drafts[index])
        for index, block in enumerate(article.blocks)
        if (block.verdict if verdicts is None else verdicts[index]) in wanted
    ]
    converter = MarkdownConverter(heading_style="ATX", bullets="-")
    html: list[str] = []
    parts: list[str] = []  # in the place of HTML a gap, until all of it is converted
    for plain, group in groupby(kept, key=lambda each: _is_plain(each[0], article)):
        if plain:
            words = (" ".join(_words(block, article).split()) for block, _ in group)
            parts.extend(_escaped_marks(converter, each) for each in words)
        else:
            by_kind = groupby(group, key=lambda each: each[0].kind)
            html.append("".join(_group(kind, list(some), article) for kind, some in by_kind))
            parts.append(_GAP)
    converted = iter(converter.convert(_GAP.join(html)).split(_GAP))
    written = [next(converted).strip("\n") if part == _GAP else part for part in parts]
    return "\n\n".join(part for part in written if part).strip() + "\n"


def _escaped_marks(converter: MarkdownConverter, words: str) -> str:
    """A text in which nothing is a mark of Markdown any more."""
    return str(converter.escape(words, set()))  # type: ignore[attr-defined]  # its stubs lack it


def _is_plain(block: Block, article: Article) -> bool:
    """Whether a block is a paragraph in which no style begins."""
    if block.kind is not BlockKind.PARAGRAPH:
        return False
    styles = article.styles
    first = bisect_left(styles, block.span.start, key=lambda style: style.span.start)
    return first == len(styles) or styles[first].span.start >= block.span.stop


def _drafts(article: Article, raw: RawArticle | None) -> Sequence[Draft | None]:
    """The draft behind each block, where the source still reads as the article does."""
    if raw is not None and raw.media_type is MediaType.HTML:
        reading = read_markup(raw)
        if reading.text == article.text and len(reading.drafts) == len(article.blocks):
            return reading.drafts
    return [None] * len(article.blocks)


def _group(kind: BlockKind, group: Sequence[_Kept], article: Article) -> str:
    """Blocks of one kind in a row, as HTML."""
    if kind is BlockKind.LIST_ITEM:
        return _list(group, article)
    if kind is BlockKind.TABLE:
        return "<table>" + "".join(_row(*each, article) for each in group) + "</table>"
    if kind is BlockKind.QUOTE:
        inner = "".join(f"<p>{_inline(block, article)}</p>" for block, _ in group)
        return f"<blockquote>{inner}</blockquote>"
    if kind is BlockKind.CODE:
        return "".join(f"<pre>{escape(_words(block, article))}</pre>" for block, _ in group)
    if kind is BlockKind.HEADING:
        tags = [f"h{min(6, max(1, block.level))}" for block, _ in group]
        lines = zip(tags, group, strict=True)
        return "".join(f"<{tag}>{_inline(block, article)}</{tag}>" for tag, (block, _) in lines)
    return "".join(f"<p>{_inline(block, article)}</p>" for block, _ in group)


def _list(group: Sequence[_Kept], article: Article) -> str:
    """List items put back into lists, by their levels."""
    parts: list[str] = []
    stack: list[str] = []
    for block, draft in group:
        level = max(1, block.level)
        tag = _list_tag(draft)
        while len(stack) > level:
            parts.append(f"</li></{stack.pop()}>")
        if len(stack) == level:
            parts.append("</li>")
        while len(stack) < level:
            stack.append(tag)
            parts.append(f"<{tag}>" + ("<li>" if len(stack) < level else ""))
        parts.append(f"<li>{_inline(block, article)}")
    parts.extend(f"</li></{tag}>" for tag in reversed(stack))
    return "".join(parts)


def _list_tag(draft: Draft | None) -> str:
    """`ol` where the innermost list around a draft is numbered."""
    tags = () if draft is None or draft.place is None else draft.place.tags
    return next((tag for tag in reversed(tags) if tag in {"ul", "ol"}), "ul")


def _row(block: Block, draft: Draft | None, article: Article) -> str:
    """A row of a table; its cells stand between tabs."""
    tags = () if draft is None or draft.place is None else draft.place.tags
    cell = "th" if "thead" in tags else "td"
    cells = (escape(words.strip()) for words in _words(block, article).split("\t"))
    return "<tr>" + "".join(f"<{cell}>{words}</{cell}>" for words in cells) + "</tr>"


def _words(block: Block, article: Article) -> str:
    """The words of a block, without the blank space around them."""
    return block.span.of(article.text).strip()


def _inline(block: Block, article: Article) -> str:
    """The words of a block with its styles as HTML; the line's own mark is taken off."""
    text = article.text
    start, stop = block.span.start, block.span.stop
    words = text[start:stop]
    start += len(words) - len(words.lstrip())
    stop -= len(words) - len(words.rstrip())
    start = _behind_mark(text, start, stop, block.kind)
    styles = article.styles
    first = bisect_left(styles, start, key=lambda style: style.span.start)
    behind = bisect_left(styles, stop, lo=first, key=lambda style: style.span.start)
    inside = [style for style in styles[first:behind] if style.span.stop <= stop]
    return _styled(text, start, stop, inside)


def _behind_mark(text: str, start: int, stop: int, kind: BlockKind) -> int:
    """Where the words begin behind a `#`, `*`, `>` or number that plain text keeps."""
    if kind not in {BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.QUOTE}:
        return start
    first, _, rest = text[start : min(stop, start + 80)].partition(" ")
    is_mark = not first.translate(_MARKS) or (kind is BlockKind.LIST_ITEM and first[-1] in ".)")
    return start + len(first) + len(rest) - len(rest.lstrip()) + 1 if rest and is_mark else start


def _styled(text: str, start: int, stop: int, styles: Sequence[Style], depth: int = 0) -> str:
    """A stretch of text as HTML; styles are sorted, and those that cross another are left out."""
    if depth == _MAX_DEPTH:
        return _escaped(text[start:stop])
    parts: list[str] = []
    at = start
    index = 0
    while index < len(styles):
        style = styles[index]
        index += 1
        if style.span.start < at:
            continue
        inner = []
        while index < len(styles) and style.span.covers(styles[index].span):
            inner.append(styles[index])
            index += 1
        parts.append(_escaped(text[at : style.span.start]))
        words = _styled(text, style.span.start, style.span.stop, inner, depth + 1)
        parts.append(_wrapped(style, words))
        at = style.span.stop
    parts.append(_escaped(text[at:stop]))
    return "".join(parts)


def _wrapped(style: Style, words: str) -> str:
    """Words in the element of their style; a link that leads nowhere is none."""
    if style.kind is StyleKind.LINK:
        return f'<a href="{escape(style.target)}">{words}</a>' if style.target else words
    if style.kind is StyleKind.IMAGE:
        return f'<img src="{escape(style.target or "")}" alt="{words}">'
    tag = _TAGS[style.kind]
    return f"<{tag}>{words}</{tag}>"


def _escaped(text: str) -> str:
    """Text for HTML, blank space folded."""
    lead = " " if text[:1].isspace() else ""
    tail = " " if text.strip() and text[-1:].isspace() else ""
    return lead + escape(" ".join(text.split())) + tail

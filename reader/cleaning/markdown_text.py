"""Markdown -> fixed text and drafts: marks become structure, and are gone from the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from reader.cleaning.front_matter import find_front_matter
from reader.cleaning.page_walk import read_page
from reader.cleaning.plain import MAX_LINES, read_plain
from reader.cleaning.reading import Draft, Reading
from reader.model.article import BlockKind, Category, MetadataField, Style, StyleKind
from reader.model.text import Span, without_controls

# markdown-it needs time that grows with the square of a line of brackets: 0.4 s for 10,000
# of them, 40 s for 100,000. No paragraph that a person wrote is as long as this.
MAX_PARAGRAPH = 20_000  # code points
# The same with stars and underscores: some 4 ns for each pair of marks in a paragraph, so that
# many paragraphs of many marks are bounded together, at two seconds.
MAX_PAIRS = 500_000_000
_MARKS = "[*_`"
MAX_NESTING = 20  # of lists and quotes; markdown-it's own limit
_OPENING = {
    "em_open": StyleKind.EMPHASIS,
    "strong_open": StyleKind.STRONG,
    "link_open": StyleKind.LINK,
}
_BREAKS = {"softbreak": "\n", "hardbreak": "\n"}
# Links that run a script lead nowhere for a reader, and markdown-it leaves their marks in the text.
_DEAD = re.compile(
    r"\]\(\s{0,3}(?:javascript|vbscript|data):"
    r"(?:[^()\\\n]|\\.|\((?:[^()\\\n]|\\.){0,200}\)){0,4000}\)",
    re.IGNORECASE,
)
_FOOTNOTE = re.compile(r"\[\^[^\]\s\[^]{1,40}\](?::[ \t]?)?")  # a mark, or the label of a note
_TAGS = re.compile(r"<br\s*/?>", re.IGNORECASE)


@dataclass(slots=True)
class _Writer:
    """The text so far, and what stands in it."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    drafts: list[Draft] = field(default_factory=list)
    styles: list[Style] = field(default_factory=list)

    def block(self, words: str, draft: Draft, styles: Sequence[Style]) -> None:
        """Append a block; `styles` count from the start of `words`."""
        bare = words.strip()
        if not bare:
            return
        if self.drafts:
            both = draft.kind is self.drafts[-1].kind
            gap = "\n" if both and draft.kind in {BlockKind.LIST_ITEM, BlockKind.TABLE} else "\n\n"
            self.parts.append(gap)
            self.length += len(gap)
        lead = len(words) - len(words.lstrip())
        start, stop = self.length, self.length + len(bare)
        linked = 0
        for style in styles:
            first = max(start, start + style.span.start - lead)
            last = min(stop, start + style.span.stop - lead)
            if first < last:
                self.styles.append(replace(style, span=Span(first, last)))
                leads = style.kind is StyleKind.LINK and style.target is not None
                linked += (last - first) * leads
        self.parts.append(bare)
        self.length = stop
        self.drafts.append(replace(draft, span=Span(start, stop), linked=min(linked, len(bare))))

    def page(self, source: str) -> None:
        """Append a piece of HTML, as a page would show it."""
        reading = read_page(source)
        for draft in reading.drafts:
            inside = [
                replace(
                    style,
                    span=Span(
                        style.span.start - draft.span.start, style.span.stop - draft.span.start
                    ),
                )
                for style in reading.styles
                if draft.span.covers(style.span)
            ]
            self.block(draft.span.of(reading.text), replace(draft, place=None), inside)


def read_markdown(source: str) -> Reading:
    """The reading of a Markdown file; what no person wrote is read as plain text."""
    if not source.isascii():
        source = source.removeprefix("\ufeff")
    if _is_beyond_reason(source):
        return read_plain(source)
    writer = _Writer()
    fields: tuple[MetadataField, ...] = ()
    front = find_front_matter(source)
    if front is not None:
        fields = front.fields
        draft = Draft(Span(0, 0), BlockKind.CODE, said=Category.FRONT_MATTER)
        writer.block(source[: front.stop], draft, ())
        source = source[front.stop :]
    source = _DEAD.sub("](#)", source)
    markdown = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING}).enable(
        ["table", "strikethrough"]
    )
    _blocks(markdown.parse(source), writer)
    text = without_controls("".join(writer.parts))
    styles = sorted(writer.styles, key=lambda style: (style.span.start, -style.span.stop))
    return Reading(text, tuple(writer.drafts), tuple(styles), fields)


def _is_beyond_reason(source: str) -> bool:
    """Whether a text has more lines, longer paragraphs or more marks than markdown-it can bear."""
    if source.count("\n") > MAX_LINES:
        return True
    paragraphs = re.split(r"\n[ \t]*\n", source)
    if max(map(len, paragraphs), default=0) > MAX_PARAGRAPH:
        return True
    return sum(sum(map(each.count, _MARKS)) ** 2 for each in paragraphs) > MAX_PAIRS


def _blocks(tokens: Sequence[Token], writer: _Writer) -> None:
    """Write a block for each token that holds words."""
    around: list[Token] = []
    cells: list[str] = []
    for token in tokens:
        if token.nesting == 1:
            around.append(token)
        elif token.nesting == -1:
            around.pop()
            if token.type == "tr_close":
                writer.block("\t".join(cells), Draft(Span(0, 0), BlockKind.TABLE), ())
                cells.clear()
        elif token.type == "inline":
            words, styles = _words(token.children or [])
            if around and around[-1].type in {"td_open", "th_open"}:
                cells.append(words.strip())
            else:
                draft = _draft(around)
                if _is_picture(token.children or []):
                    draft = replace(draft, said=Category.CAPTION)
                writer.block(words, draft, styles)
        elif token.type in {"fence", "code_block"}:
            writer.block(token.content.strip("\n"), Draft(Span(0, 0), BlockKind.CODE), ())
        elif token.type == "html_block":
            writer.page(token.content)


def _draft(around: Sequence[Token]) -> Draft:
    """A draft whose kind follows from the tokens around it."""
    lists = 0
    kind, level = BlockKind.PARAGRAPH, 0
    for token in around:
        if token.type == "heading_open":
            return Draft(Span(0, 0), BlockKind.HEADING, int(token.tag[1:]))
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            lists += 1
            kind, level = BlockKind.LIST_ITEM, lists
        elif token.type == "blockquote_open" and not lists:
            kind = BlockKind.QUOTE
    return Draft(Span(0, 0), kind, level)


def _is_picture(children: Sequence[Token]) -> bool:
    """Whether nothing stands in a paragraph but a picture, whose description is its words."""
    said = [token.type for token in children if not token.content.isspace()]
    return bool(said) and {*said} <= {"image", "softbreak"}


def _words(children: Sequence[Token]) -> tuple[str, list[Style]]:
    """The words of an inline token and their styles, counted from its start."""
    parts: list[str] = []
    styles: list[Style] = []
    length = 0
    open_marks: list[tuple[int, StyleKind, str | None]] = []
    for token in children:
        words = ""
        if token.type in _OPENING:
            target = str(token.attrs.get("href") or "")
            open_marks.append(
                (length, _OPENING[token.type], None if target in {"", "#"} else target)
            )
        elif token.type in {"em_close", "strong_close", "link_close"} and open_marks:
            start, kind, address = open_marks.pop()
            if start < length:
                styles.append(Style(Span(start, length), kind, address))
        elif token.type == "image":
            words = "".join(child.content for child in token.children or [])
            if words:
                source = str(token.attrs.get("src") or "") or None
                styles.append(Style(Span(length, length + len(words)), StyleKind.IMAGE, source))
        elif token.type == "code_inline":
            words = token.content
            styles.append(Style(Span(length, length + len(words)), StyleKind.CODE))
        elif token.type == "html_inline":
            words = "\n" if _TAGS.match(token.content) else ""
        elif token.type == "text":
            words = _FOOTNOTE.sub("", token.content) if "[^" in token.content else token.content
        else:
            words = _BREAKS.get(token.type, token.content)
        parts.append(words)
        length += len(words)
    return "".join(parts), styles

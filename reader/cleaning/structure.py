"""The kept blocks as Markdown: headings, lists, quotes, tables, notes, pictures, emphasis, links.

What an element becomes is markdownify's to say: its converter is asked about each of them.
Its parser is passed by, for the blocks and their styles are a tree already, and so most of its
time is saved. It escapes too little (`[x](y)`, `<b>`, `1.`), so the escapes are ours: whoever
reads the Markdown finds the words of the article, and no mark that is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, cast

from markdownify import MarkdownConverter

from reader.cleaning.kept_blocks import Kept, kept_block
from reader.cleaning.markdown_blocks import (
    Item,
    definition_lines,
    fenced,
    list_lines,
    names_columns,
    table_lines,
)
from reader.cleaning.markdown_marks import as_address, at_line_starts, escaped, folded, stands
from reader.model.article import (
    Article,
    BlockKind,
    BlockVerdict,
    Category,
    Style,
    StyleKind,
)
from reader.model.text import Span

_Convert = Callable[[Mapping[str, str] | None, str, set[str]], str]
_LINE_MARKS = {  # at the start of a line of plain text, which keeps them
    BlockKind.HEADING: re.compile(r"#{1,6}\s+(?=\S)"),
    BlockKind.LIST_ITEM: re.compile(r"(?:[*+\u2022\u25aa\u25e6\u2023-]|\d{1,3}[.)])\s+(?=\S)"),
    BlockKind.QUOTE: re.compile(r">\s*(?=\S)"),
}
_NUMBER = re.compile(r"(\d{1,3})[.)]")
_MAX_DEPTH = 5  # of styles inside each other; a page that breaks its tags nests them without end
_NOTE_CALL = re.compile(r"\[\^[^\]]+\]")
_NO_NAME = re.compile(r"[^\w]+")
_OWN_MARK = re.compile(r"[.):]?\s+")
_HTML = {StyleKind.EMPHASIS: "em", StyleKind.STRONG: "strong"}
_TAGS = {**_HTML, StyleKind.SUPERSCRIPT: "sup", StyleKind.SUBSCRIPT: "sub"}
_BELOW_PICTURES = frozenset((Category.CAPTION, Category.CREDIT))


def to_markdown(
    article: Article,
    verdicts: Sequence[BlockVerdict] | None = None,
    *,
    asides: bool = False,
) -> str:
    """The article's body as Markdown.

    Args:
        article: the article.
        verdicts: one for each block, in place of the cleaner's own.
        asides: whether titles, captions, pictures, posts and players are written, too, each
            where it stands in the page.
    """
    wanted = {BlockVerdict.BODY, BlockVerdict.ASIDE} if asides else {BlockVerdict.BODY}
    kept = [
        kept_block(article, block, verdict)
        for block, verdict in zip(
            article.blocks, verdicts or [b.verdict for b in article.blocks], strict=True
        )
        if verdict in wanted
    ]
    return _Writer(article.text, [each for each in kept if len(each.span)], hung=asides).written()


@cache
def _converter(tag: str) -> _Convert:
    """How markdownify writes an element: from its attributes, its words, the tags around it."""
    converter: Any = MarkdownConverter(
        heading_style="atx", autolinks=False, sub_symbol="<sub>", sup_symbol="<sup>"
    )
    return cast(
        "Callable[[Mapping[str, str] | None, str, set[str]], str]", converter.get_conv_fn(tag)
    )


def _as(tag: str, words: str, attributes: Mapping[str, str] | None = None) -> str:
    """Words as the Markdown of an element."""
    return _converter(tag)(attributes, words, set())


@dataclass(slots=True)
class _Writer:
    """Writes kept blocks one after the other, lists and tables in one go."""

    text: str
    kept: Sequence[Kept]
    hung: bool
    names: dict[str, str] = field(default_factory=dict)  # of the notes that are kept
    calls: dict[str, str] = field(default_factory=dict)  # the words that call them first

    def written(self) -> str:
        """All of it."""
        self._name_notes()
        parts: list[str] = []
        at = 0
        while at < len(self.kept):
            stop = at + 1
            while stop < len(self.kept) and self._goes_on(self.kept[stop - 1], self.kept[stop]):
                stop += 1
            group = self.kept[at:stop]
            if self.hung:
                parts.extend(_picture(style) for each in group for style in each.hung)
            parts.extend(self._group(group))
            at = stop
        while parts and parts[0] == "---":
            del parts[0]
        return "\n\n".join(part for part in parts if part) + "\n"

    def _goes_on(self, before: Kept, after: Kept) -> bool:
        """Whether two blocks are written together."""
        kind = after.block.kind
        if before.block.kind is not kind:
            return False
        if self._note_of(after) or self._note_of(before):
            return self._note_of(after) is None and StyleKind.CONTINUED in after.told
        if before.apart is not after.apart:
            return False
        if kind is BlockKind.TABLE:
            return "\n\n" not in self.text[before.span.stop : after.span.start]
        if kind is BlockKind.PARAGRAPH:
            return StyleKind.DEFINITION in after.told and bool(
                {StyleKind.TERM, StyleKind.DEFINITION} & before.told.keys()
            )
        return kind in {BlockKind.LIST_ITEM, BlockKind.QUOTE}

    def _group(self, group: Sequence[Kept]) -> Iterator[str]:
        """Blocks that belong together, as paragraphs of Markdown."""
        first, kind = group[0], group[0].block.kind
        note = self._note_of(first)
        if note is not None:
            yield self._note(note, group)
        elif first.apart is Category.EMBED or kind is BlockKind.QUOTE:
            paragraphs = "\n\n".join(self._lines(each) for each in group)
            yield _as("blockquote", paragraphs).strip()
        elif kind is BlockKind.LIST_ITEM:
            yield list_lines([self._item(each) for each in group])
        elif kind is BlockKind.TABLE:
            yield from self._table(group)
        elif kind is BlockKind.CODE:
            yield fenced(self.text[first.span.start : first.span.stop])
        elif kind is BlockKind.HEADING:
            words = self._lines(first).replace("  \n", " ")
            yield _as(f"h{max(1, first.block.level)}", words).strip()
        elif len(group) > 1:
            yield definition_lines([self._lines(each) for each in group])
        else:
            words = self._lines(first)
            plain = first.apart not in _BELOW_PICTURES or "\n" in words or "*" in words
            yield words if plain else _as("em", words)

    # -- notes -----------------------------------------------------------------------------

    def _name_notes(self) -> None:
        """Name each note that is kept as the words that call it do."""
        noted = {each.told[StyleKind.NOTE] for each in self.kept if StyleKind.NOTE in each.told}
        if not noted:
            return
        for each in self.kept:
            for style in each.inline:
                target = style.target
                if style.kind is StyleKind.FOOTNOTE and target in noted and target is not None:
                    name = _NO_NAME.sub("-", style.span.of(self.text)).strip("-")
                    if target not in self.names:
                        self.calls[target] = style.span.of(self.text)
                        taken = not name or name in self.names.values()
                        self.names[target] = f"n{len(self.names) + 1}" if taken else name

    def _note_of(self, kept: Kept) -> str | None:
        """The name of the note that a block is, or None."""
        return self.names.get(kept.told.get(StyleKind.NOTE) or "")

    def _note(self, name: str, group: Sequence[Kept]) -> str:
        """A note and its further paragraphs; its own mark is its name."""
        first, target = group[0], group[0].told[StyleKind.NOTE]
        start = first.span.start
        mark = self.calls.get(target or "", "")
        own = next((s for s in first.inline if s.kind is StyleKind.FOOTNOTE), None)
        if own is not None and own.span.start == start and own.target == target:
            mark = own.span.of(self.text)
        if mark and self.text.startswith(mark, start):
            found = _OWN_MARK.match(self.text, start + len(mark), first.span.stop)
            start = found.end() if found else start
        inline = tuple(style for style in first.inline if style.span.start >= start)
        words = self._lines(replace(first, span=Span(start, first.span.stop), inline=inline))
        paragraphs = [words, *[self._lines(each) for each in group[1:]]]
        return f"[^{name}]: " + "\n\n".join(paragraphs).replace("\n", "\n    ")

    # -- lists and tables ------------------------------------------------------------------

    def _item(self, kept: Kept) -> Item:
        """An item of a list."""
        number = kept.told.get(StyleKind.NUMBER)
        if not kept.told.keys() & {StyleKind.NUMBER, StyleKind.CONTINUED}:
            mark = self.text[kept.span.start : kept.span.start + 5].split(" ", 1)[0]
            found = _NUMBER.fullmatch(mark)
            if found is not None and self._behind_mark(kept) > kept.span.start:
                number = found[1]
        return Item(
            self._lines(kept),
            max(1, kept.block.level),
            number,
            continued=StyleKind.CONTINUED in kept.told,
        )

    def _table(self, group: Sequence[Kept]) -> Iterator[str]:
        """A table; what is one only to lay out a page is paragraphs."""
        rows = [self._cells(each) for each in group]
        headed = StyleKind.HEADER in group[0].told or names_columns(rows)
        laid_out = len(rows) == 1 or all(sum(map(bool, cells)) <= 1 for cells in rows)
        if laid_out and not headed:
            for cells in rows:
                yield from (at_line_starts(cell) for cell in cells if cell)
        else:
            yield table_lines(rows, headed=headed)

    def _cells(self, kept: Kept) -> list[str]:
        """The cells of a row; those before its first words are empty."""
        text, start = self.text, kept.span.start
        before = text[max(0, start - 200) : start]
        cells = [""] * (len(before) - len(before.rstrip("\t")))
        for words in text[start : kept.span.stop].split("\t"):
            stop = start + len(words)
            inside = [s for s in kept.inline if start <= s.span.start and s.span.stop <= stop]
            cells.append(folded_lines(self._styled(start, stop, inside)))
            start = stop + 1
        return cells

    # -- words -----------------------------------------------------------------------------

    def _lines(self, kept: Kept) -> str:
        """The words of a block with its styles; the mark of its line in plain text is taken off."""
        start, stop = self._behind_mark(kept), kept.span.stop
        inline = kept.inline
        if not inline:
            return at_line_starts(escaped(folded(self.text[start:stop])).strip())
        if start > kept.span.start:
            inline = tuple(style for style in inline if style.span.start >= start)
        return at_line_starts(folded_lines(self._styled(start, stop, inline)))

    def _behind_mark(self, kept: Kept) -> int:
        """Where words begin behind a `#`, `*`, `>` or number that plain text keeps."""
        start, kind = kept.span.start, kept.block.kind
        if kind not in _LINE_MARKS or kept.told.keys() & {StyleKind.NUMBER, StyleKind.CONTINUED}:
            return start
        found = _LINE_MARKS[kind].match(self.text, start, kept.span.stop)
        return start if found is None else found.end()

    def _styled(self, start: int, stop: int, styles: Sequence[Style], depth: int = 0) -> str:
        """A stretch of text; styles are sorted, and those that cross another are left out."""
        text = self.text
        if depth == _MAX_DEPTH:
            return escaped(folded(text[start:stop]))
        made = ""
        at = start
        index = 0
        while index < len(styles):
            style = styles[index]
            index += 1
            if style.span.start < at:
                continue
            end, inner = style.span.stop, []
            while index < len(styles) and styles[index].span.start < end:
                if styles[index].span.stop <= end:
                    inner.append(styles[index])
                index += 1
            while index < len(styles) and _joins(style, styles[index], end):
                end = styles[index].span.stop
                index += 1
            made += escaped(folded(text[at : style.span.start]))
            made = self._wrapped(style, Span(style.span.start, end), inner, made, depth)
            at = end
        return made + escaped(folded(text[at:stop]))

    def _wrapped(
        self, style: Style, span: Span, inner: Sequence[Style], made: str, depth: int
    ) -> str:
        """What was made so far, and a stretch in the marks of its style behind it."""
        kind, text = style.kind, self.text
        if kind is StyleKind.BREAK:
            return made.rstrip(" ") + "\n"
        if kind is StyleKind.CODE:
            return made + _as("code", folded(span.of(text)))
        inner = [each for each in inner if each.kind is not kind]
        words = self._styled(span.start, span.stop, inner, depth + 1)
        if kind is StyleKind.FOOTNOTE:
            name = self.names.get(style.target or "")
            return made + words if name is None else f"{made}[^{name}]"
        if kind in {StyleKind.LINK, StyleKind.IMAGE}:
            return _linked(style, words, made)
        if kind is StyleKind.SUPERSCRIPT and _NOTE_CALL.fullmatch(words):
            return made + words
        marked = _as(_TAGS[kind], words)
        if kind in _HTML and not stands(marked, made, text[span.stop : span.stop + 1]):
            bare = words.strip()
            tag = _HTML[kind]
            marked = words.replace(bare, f"<{tag}>{bare}</{tag}>", 1) if bare else words
        return made + (marked or words)


def folded_lines(words: str) -> str:
    """Lines without blank space at their ends."""
    return "\n".join(folded(line).strip() for line in words.split("\n")) if words else words


def _joins(style: Style, after: Style, end: int) -> bool:
    """Whether a style goes on with one that ends where it starts, as if it were one."""
    return (
        after.span.start == end
        and after.kind is style.kind
        and after.target == style.target
        and style.kind in _HTML
    )


def _linked(style: Style, words: str, made: str) -> str:
    """A link, or the words that stand for a picture; an address is needed."""
    if not style.target or not words.strip():
        return made + words
    if "![" not in words:
        words = re.sub(r"(?<!\\)[\[\]]", r"\\\g<0>", words)
    if style.kind is StyleKind.IMAGE:
        return f"{made}![{words.strip()}]({as_address(style.target)})"
    if made.endswith("!"):
        made = made[:-1] + "\\!"
    return made + _as("a", words, {"href": as_address(style.target)})


def _picture(style: Style) -> str:
    """What stands before a block and is no text."""
    if style.kind is StyleKind.RULE:
        return "---"
    label = re.sub(r"[\[\]]", r"\\\g<0>", escaped(style.label or ""))
    if style.kind is StyleKind.IMAGE:
        return f"![{label}]({as_address(style.target or '')})"
    return f"[\u25b6 {label}]({as_address(style.target)})" if style.target else f"\u25b6 {label}"

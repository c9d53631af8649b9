"""Which kind of source it is: by the name first, then by what stands in it."""

from __future__ import annotations

import re
from pathlib import PurePath

from reader.model.article import MediaType

_SUFFIXES = {
    **dict.fromkeys((".html", ".htm", ".xhtml", ".shtml"), MediaType.HTML),
    **dict.fromkeys((".md", ".markdown", ".mdown", ".mkd"), MediaType.MARKDOWN),
    **dict.fromkeys((".txt", ".text", ".asc"), MediaType.TEXT),
}
_HEAD = 20_000  # code points that are looked at
_PAGE_START = re.compile(
    r"\ufeff?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<(/?)(p|div|a|span|h[1-6]|ul|li|article|section|table|br|img)\b[^<>]{0,400}>")
_MIN_TAGS = 6  # a text may quote a tag or two; a fragment of a page closes what it opens
_FRONT_MATTER = re.compile(
    r"\ufeff?---[ \t]*\n(?:[\w-]+[ \t]*:.*\n|[ \t#-].*\n|\n){1,100}---[ \t]*\n"
)
_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)
_STRUCTURE = re.compile(r"^(?:#{1,6} \S|[*+-] {1,3}\S|> ?\S|```)", re.MULTILINE)
_INLINE = re.compile(r"\]\([^()\s]{0,500}\)|\*\*\S[^*\n]{0,200}\*\*")
_MIN_STRUCTURE = 3  # lines with a mark; one `#` may be a hashtag, and one `-` a dash


def sniff(name: str, text: str) -> MediaType:
    """The media type of a source by its name and text.

    A name says Markdown or HTML and is believed. `.txt` or no suffix may be anything: a page
    saved under a wrong name is HTML, a text with front matter or with headings and links
    throughout is Markdown; a few inline marks in a text do not make it Markdown, because
    reading plain text never loses anything.

    >>> [sniff("a.md", "x").name, sniff("a.txt", "<!DOCTYPE html>").name, sniff("-", "x").name]
    ['MARKDOWN', 'HTML', 'TEXT']
    """
    path = re.split(r"[?#]", name)[0] if "://" in name else name
    by_name = _SUFFIXES.get(PurePath(path.removesuffix(".gz")).suffix.lower())
    if by_name in {MediaType.HTML, MediaType.MARKDOWN}:
        return by_name
    head = text[:_HEAD]
    if _looks_like_html(head):
        return MediaType.HTML
    if _looks_like_markdown(head):
        return MediaType.MARKDOWN
    return MediaType.TEXT


def _looks_like_html(head: str) -> bool:
    """A page's first tag, or many tags of which some are closed again."""
    if _PAGE_START.match(head):
        return True
    closing = [found.group(1) for found in _TAG.finditer(head)]
    return head.lstrip("\ufeff \t\n").startswith("<") and (
        len(closing) >= _MIN_TAGS and "/" in closing
    )


def _looks_like_markdown(head: str) -> bool:
    """Front matter, or headings with other marks of structure and inline ones."""
    if _FRONT_MATTER.match(head):
        return True
    return (
        _HEADING.search(head) is not None
        and _INLINE.search(head) is not None
        and len(_STRUCTURE.findall(head)) >= _MIN_STRUCTURE
    )

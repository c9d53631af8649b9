"""What a page's links lead to: addresses made whole, notes and what refers to them.

A note is known by both its ends: words that look like a note's mark lead to a place further
down, and what stands there is the note. What leads nowhere on its own (a script, a place in
the page) is words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from reader.cleaning.reading import Draft
from reader.model.article import Category, MetadataField, Style, StyleKind
from reader.model.text import Span

_MARK = re.compile(
    r"[\[(]?\s*(?:\d{1,4}|[a-z]|[ivxlc]{1,6}|[*\u2020\u2021\u00a7\u00b6]{1,4}"
    r"|(?:note|nb|fn|ref|n)\.?\s*\d{1,3})\s*[\])]?[.:]?",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\[.*\]|[*\u2020\u2021\u00a7\u00b6]+")
_NOTELIKE = re.compile(r"#.{0,40}?(?:fn|note|cite|ref|ftn|edn)", re.IGNORECASE)
_BACK = re.compile(r"(?:[\s\u2191\u21a9\u21d1\u21b5\u2934\u23ce^\ufe0e\ufe0f]|jump (?:up|back))*")
_FOLLOWED = frozenset(("http", "https", "mailto", "tel", "ftp"))
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]{0,20}:")
_PLACES = frozenset((StyleKind.LINK, StyleKind.IMAGE, StyleKind.EMBED))


def leads_back(words: str) -> bool:
    """Whether a link from a note to where it is called says nothing but that."""
    return _BACK.fullmatch(words.casefold()) is not None


def settled(
    text: str, styles: Sequence[Style], drafts: Sequence[Draft], base: str
) -> tuple[tuple[Style, ...], tuple[Draft, ...]]:
    """Styles with whole addresses, and footnotes at both their ends; drafts that say so.

    Args:
        text: of the page.
        styles: sorted; a link into the page has its `#place`, and a `NOTE` lies on each block
            that a link before it leads to.
        drafts: of the page.
        base: what relative addresses are relative to, or nothing.
    """
    places = {style.target: style.span for style in styles if style.kind is StyleKind.NOTE}
    raised = {style.span for style in styles if style.kind is StyleKind.SUPERSCRIPT}
    called = {
        style.target
        for style in styles
        if style.target in places and _calls(text, style, places[style.target], raised)
    }
    notes = {span.start: target for target, span in places.items() if target in called}
    found = []
    for style in styles:
        target = style.target
        if style.kind is StyleKind.NOTE:
            if notes.get(style.span.start) == target:
                found.append(style)
        elif target is None or target[:4] == "http" or style.kind not in _PLACES:
            found.append(style)
        elif target[:1] != "#":
            found.append(replace(style, target=absolute(target, base)))
        elif target in called and _calls(text, style, places[target], raised):
            found.append(replace(style, kind=StyleKind.FOOTNOTE))
        elif style.span.start in notes and _MARK.fullmatch(style.span.of(text)):
            own = notes[style.span.start]  # the note's number leads back to where it is called
            found.append(replace(style, kind=StyleKind.FOOTNOTE, target=own))
        else:
            found.append(replace(style, target=None))
    if not notes:
        return tuple(found), tuple(drafts)
    told = [
        replace(draft, said=Category.FOOTNOTE)
        if draft.span.start in notes and draft.said is None
        else draft
        for draft in drafts
    ]
    return tuple(found), tuple(told)


def _calls(text: str, style: Style, note: Span, raised: set[Span]) -> bool:
    """Whether a link looks like the mark of a note further down."""
    if style.kind is not StyleKind.LINK or style.span.start >= note.start:
        return False
    words = style.span.of(text)
    if _MARK.fullmatch(words) is None:
        return False
    return (
        style.span in raised
        or _BRACKETED.fullmatch(words) is not None
        or _NOTELIKE.match(style.target or "") is not None
    )


def base_of(written: str | None, given: str, fields: Sequence[MetadataField]) -> str:
    """What a page's relative addresses are relative to, or nothing.

    Args:
        written: of its `<base>`, if it has one.
        given: where the page came from, if that is known.
        fields: what the page declares of itself: its own address may be among it.
    """
    own = given or next((field.value for field in fields if field.name == "url"), "")
    return absolute(written.strip(), own) or own if written else own


def absolute(target: str, base: str) -> str | None:
    """An address made whole; None where it leads nowhere that can be read.

    >>> absolute("../b.html", "https://x.example/a/c/")
    'https://x.example/a/b.html'
    >>> absolute("javascript:void(0)", "https://x.example/") is None
    True
    """
    target = target.strip()
    scheme = _SCHEME.match(target)
    if scheme is not None:
        return target if scheme.group()[:-1].lower() in _FOLLOWED else None
    if not target or target[0] == "#":
        return None
    try:
        whole = urljoin(base, target) if base else target
        return whole if not base or urlsplit(whole).netloc else None
    except ValueError:  # `//[` is no address
        return None

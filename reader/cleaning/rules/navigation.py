"""Menus, section labels, breadcrumbs, at the head and foot of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.cleaning.lexicon import NAVIGATION, SECTIONS, is_section
from reader.cleaning.page import Finding, Line, Page, junk
from reader.model.article import BlockKind, Category

_CRUMBS = re.compile(r"\s[>\u00bb\u203a/|\u2022\u00b7]\s")
# How long it takes to read or to hear: `4 min read`, `Listen to article`, `(3 minutes)`.
_READING_TIME = re.compile(
    r"^\W*(?:(?:estimated )?(?:reading|read|listening) time\W*)?"
    r"\d{1,3}[\s-]*(?:min|mins|minutes?)\b"
    r"(?:\s+(?:read|listen|watch))?\W*$"
    r"|^\W*listen(?: to)?(?: this| the)? (?:article|story)\W*$",
    re.IGNORECASE,
)
_TIMING = frozenset("0erl")
_MIN_MENU = 3  # section labels in a row: a menu; one or two say where the article stands
_LABELS = SECTIONS | NAVIGATION.core
_MAX_LABEL_WORDS = 5
_MAX_MENU_WORDS = 60


def find(page: Page) -> Iterator[Finding]:
    """Labels outside the text; inside it only what is a menu by every word."""
    menu = _menu_lines(page)
    for line in page.unsaid:
        inside = page.first <= line.index <= page.last
        if line.prose:
            continue
        if not inside and is_section(line.words) and not _CRUMBS.search(line.text):
            in_foot = line.index > page.last >= 0
            category = Category.NAVIGATION if in_foot or line.index in menu else Category.SECTION
            yield junk(line, category, 0.92)
        elif (
            (line.lead in _TIMING and _READING_TIME.match(line.text))
            or _is_menu(line)
            or (not inside and NAVIGATION.speaks(line.words, most=_MAX_LABEL_WORDS))
        ):
            yield junk(line, Category.NAVIGATION, 0.9)


def _menu_lines(page: Page) -> frozenset[int]:
    """The lines of the head that stand in a run of labels."""
    found: set[int] = set()
    run: list[int] = []
    for line in (*page.head, None):
        if line is not None and _is_label(line):
            run.append(line.index)
            continue
        if len(run) >= _MIN_MENU:
            found.update(run)
        run = []
    return frozenset(found)


def _is_label(line: Line) -> bool:
    """Whether a line may be an entry of a menu."""
    return is_section(line.words) or (
        len(line.words) <= 3  # noqa: PLR2004
        and (line.kind is BlockKind.LIST_ITEM or line.linked > 0.5 or NAVIGATION.speaks(line.words))  # noqa: PLR2004
    )


def _is_menu(line: Line) -> bool:
    """Several labels on one line, with signs between them or made of nothing else."""
    words = line.words
    if not 3 <= len(words) <= _MAX_MENU_WORDS or line.sentence:  # noqa: PLR2004
        return False
    known = sum([word in _LABELS for word in words])
    if known <= 1:  # too few for either
        return False
    parts = _CRUMBS.split(line.text)
    if len(parts) >= _MIN_MENU and all(len(part.split()) <= 3 for part in parts):  # noqa: PLR2004
        return known >= len(parts) / 2
    return len(words) >= 5 and known >= 0.8 * len(words)  # noqa: PLR2004

"""Captions and credits of pictures.

A credit is known by its form. A caption is the sentence right above a credit, or one that
ends in a credit, or one that begins with a label. A caption reads like a sentence of the
article, so whatever speaks for a report (a quotation, a verb of saying, length) keeps it in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.cleaning.credits import AGENCIES, inline_credit, is_credit
from reader.cleaning.lexicon import any_of
from reader.cleaning.page import Finding, Line, Page, aside
from reader.cleaning.wordsets import word_set
from reader.model.article import BlockKind, Category

_LABEL = re.compile(
    r"^\W{0,2}(?:(?:image|photo|picture|media|video|figure)\s+captions?\b|caption\s*:|(?:file"
    r"|stock)\s+(?:photo|image|picture|pic)\b"
    r"|(?:file|photo|image|picture|pictured|illustration|video|foto|фото|bild)\s*(?::|\u2014|\u2013"
    r"|--|\s-\s|\|)\s*\S|\((?:file|photo|image|picture)\b)",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"^\W*(?:images?|photos?|pictures?|videos?|slideshow|gallery|audio|play video|view gallery)"
    r"(?:\s+\d+(?:\s+(?:of|/)\s+\d+)?)?\W*$",
    re.IGNORECASE,
)
_LEADS = frozenset("ipmvfcsbga\u0444")  # of the two forms above
_CREDITING = frozenset("fschlmpigvbzk\u0444\u5199\uc0ac\u56fe\u0635\u0639")  # of credit labels
_MAX_WORDS = 60
_MAX_LONE_WORDS = 45  # without a label or a credit of its own: captions of the agencies have 25
_MAX_SMALL_WORDS = 2  # `for`, `via`: names and agencies are capitalised
_MIN_SLASHED_WORDS = 4  # a name and an agency; a band or an alternative has two
_SAYING = word_set(
    """according added adding afirmou afirmó dedi deklarował detto dichiarato dijo disse dit
    déclaré erklärte expliqué gesagt indiqué poinformował powiedział řekl sade said sagde sagte
    says siger skriver säger sier söyledi açıkladı teilte tells told zei айтты білдірді билдирди
    деді деди заявил заявила заявив отметил повідомив рассказал розповів сказал сказала сказав
    сообщил сообщила сообщили اعلن قال وقال گفت"""
)
_GOES_ON = word_set("he she they but however meanwhile it")


def find(page: Page) -> Iterator[Finding]:
    """Credits, and the captions that belong to them."""
    for line in page.unsaid:
        if line.kind in {BlockKind.HEADING, BlockKind.LIST_ITEM}:
            continue
        above = page.at(line.index - 1)
        labelled = line.lead in _LEADS
        if labelled and _ALONE.match(line.text):
            yield aside(line, Category.CAPTION)
        elif labelled and _LABEL.match(line.text) and len(line.words) <= _MAX_WORDS:
            category = Category.CREDIT if _is_credit_only(line) else Category.CAPTION
            yield aside(line, category)
        elif line.length <= 160 and _may_credit(line) and is_credit(line.text):  # noqa: PLR2004
            captioned = above is not None and _can_be_caption(above)
            if captioned or _is_sure(line):
                yield aside(line, Category.CREDIT)
            if captioned and above is not None:
                yield aside(above, Category.CAPTION, 0.8)
        elif len(line.words) <= _MAX_WORDS and inline_credit(line.text) is not None:
            yield aside(line, Category.CAPTION)


def _may_credit(line: Line) -> bool:
    """Whether a line has what every credit has: a label's letter, a sign, or an agency."""
    text = line.text
    return (
        line.lead in _CREDITING
        or "/" in text
        or "|" in text
        or text.startswith("©")
        or any_of(line.words, AGENCIES)
    )


def _is_credit_only(line: Line) -> bool:
    """Whether what follows a label is a name and no description."""
    small = [word for word in line.text.split()[1:] if word[:1].islower()]
    return is_credit(line.text) and len(small) <= _MAX_SMALL_WORDS


def _is_sure(line: Line) -> bool:
    """Whether a credit names an agency or says what it is, and so needs no caption above."""
    small = {word.strip("'\u2019") for word in line.words}
    labelled = re.match(
        r"\W*(?:photo|image|picture|credit|illustration|file|courtesy|foto|фото|\u00a9)",
        line.text,
        re.IGNORECASE,
    )
    slashed = "/" in line.text and len(line.words) >= _MIN_SLASHED_WORDS
    return any_of(small, AGENCIES) or labelled is not None or slashed


def _can_be_caption(line: Line) -> bool:
    """Whether the line above a credit can be what the picture shows."""
    words = line.words
    if not 3 <= len(words) <= _MAX_LONE_WORDS or line.kind is BlockKind.HEADING:  # noqa: PLR2004
        return False
    quoted = any(sign in line.text for sign in ('"', "\u201c", "\u00bb"))
    return (
        not quoted
        and line.kind is BlockKind.PARAGRAPH
        and not any_of(words, _SAYING)
        and words[0] not in _GOES_ON
        and line.sentence
    )

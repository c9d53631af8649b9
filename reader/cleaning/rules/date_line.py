"""Lines that say when the article was published, and labels that lost their date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from reader.cleaning.dates import WEEKDAYS, find_dates
from reader.cleaning.lexicon import any_of
from reader.cleaning.page import Finding, Line, Page, aside, junk
from reader.cleaning.set_phrases import words_of_topic
from reader.cleaning.wordsets import word_set
from reader.model.article import Category

_LABEL = word_set(
    """published posted updated modified created publication date released issued edited revised
    veröffentlicht aktualisiert stand publié mis jour publicado actualizado pubblicato
    aggiornato gepubliceerd publicerad uppdaterad opublikowano опубликовано"""
)
_FILLER = word_set(
    """a am an and at by first last le à um uhr on p pm m s t the time was original originally
    article story this of uk et est edt cet cest gmt utc bst ist msk pst pdt ct cdt mt local am h
    min mins minutes minute read ago hours hour days day el il den uur kl г"""
)
_AGO = re.compile(
    r"^(?:\w+ ){0,2}(?:\d+|an?|one|two|three|a few) (?:seconds?|min(?:ute)?s?|hours?|hrs?|days?"
    r"|weeks?|months?|years?) ago$",
    re.IGNORECASE,
)
_TIME = re.compile(r"\b\d{1,2}[:.h]\d{2}(?::\d{2})?\b")
_WORD = re.compile(r"[^\W\d_]+")
_MAX_WORDS = 24
_MAX_LABEL_WORDS = 4


def find(page: Page) -> Iterator[Finding]:
    """Date lines are asides; a label alone is junk."""
    label_before = -2
    for line in page.unsaid:
        if len(line.words) > _MAX_WORDS:
            continue
        if is_date_line(line):
            yield aside(line, Category.DATE)
        elif line.words[-1:] == ("ago",) and _AGO.match(line.text):
            label_before = line.index
            yield junk(line, Category.DATE_LABEL, 0.85)
        elif _is_label(line, after_label=label_before == line.index - 1):
            label_before = line.index
            yield junk(line, Category.DATE_LABEL, 0.9)


def is_date_line(line: Line) -> bool:
    """Whether the line is a date, its label, and nothing else."""
    found = find_dates(line.text)
    if not found:
        return False
    rest = line.text
    for dated in reversed(found):
        rest = rest[: dated.start] + " " + rest[dated.stop :]
    rest = _TIME.sub(" ", rest)
    return all(word.casefold() in _known() for word in _WORD.findall(rest))


@cache
def _known() -> frozenset[str]:
    """What may stand beside a date in its line, in any language."""
    return frozenset(_LABEL | _FILLER | WEEKDAYS | words_of_topic("published"))


def _is_label(line: Line, *, after_label: bool) -> bool:
    """`Published`, `Last updated:`; a lone `on` or `at` only below another label."""
    words = line.words
    if not 0 < len(words) <= _MAX_LABEL_WORDS or line.text.endswith("."):
        return False
    if "published" in line.topics:
        return True
    if any_of(words, _LABEL):
        return all(word in _LABEL or word in _FILLER for word in words)
    return after_label and len(words) == 1 and words[0] in {"on", "at", "by", "am", "le", "el"}

"""Pleas to subscribe to a newsletter, get notifications, or follow a channel."""

from __future__ import annotations

from collections.abc import Iterator

from reader.cleaning.lexicon import any_of
from reader.cleaning.page import Finding, Line, Page, junk
from reader.cleaning.wordsets import word_set
from reader.model.article import Category

_MAX_WORDS = 60
_TOPIC = word_set(
    """alerts briefing bulletin digest inbox newsletter newsletters notifications
    subscribe unsubscribe whatsapp telegram podcast"""
)
_SURE = word_set("inbox newsletter newsletters unsubscribe")
_ASKING = word_set(
    """click download enter follow get join keep never register sign subscribe stay want receive
    start try tap discover enjoy don't"""
)
_YOU = frozenset(("you", "your", "our", "us"))
_SENT = word_set("channel channels delivered notified alerts")
_SAYING = word_set("said says told according")


def find(page: Page) -> Iterator[Finding]:
    """Lines that ask the reader to sign up."""
    for line in page.unsaid:
        if _asks(line):
            yield junk(line, Category.NEWSLETTER, 0.9)


def _asks(line: Line) -> bool:
    """An imperative near the start, the reader addressed, a thing to be sent."""
    words = line.words
    if not 2 <= len(words) <= _MAX_WORDS or not any_of(words, _TOPIC):  # noqa: PLR2004
        return False
    if any_of(words, _SAYING) or line.text.startswith(('"', "\u201c")):
        return False
    asked = any_of(words[:6], _ASKING)
    sure = any_of(words, _SURE)
    if len(words) <= 8 and sure and not line.prose:  # noqa: PLR2004  # a label or button
        return asked or any_of(words, _YOU) or line.chrome > 0.3  # noqa: PLR2004
    if line.prose and not sure:  # how to use an app is an article, too
        return words[0] in _ASKING and any_of(words, _SENT) and any_of(words, _YOU)
    return (asked and any_of(words, _YOU)) or (sure and "your" in words)

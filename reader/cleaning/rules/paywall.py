"""Notes on cookies, subscriptions, browsers and ad blockers."""

from __future__ import annotations

from collections.abc import Iterator

from reader.cleaning.lexicon import any_of
from reader.cleaning.page import Finding, Line, Page, junk
from reader.cleaning.wordsets import word_set
from reader.model.article import Category

_MAX_WORDS = 90
_COOKIES = word_set("cookie cookies gdpr javascript adblock adblocker captcha")
_SITE = word_set(
    """accept agree browser browsing consent enable disable experience policy preferences privacy
    site turn use using website"""
)
_PAY = word_set(
    """subscribe subscriber subscribers subscription subscriptions membership paywall premium trial
    donate donation"""
)
_MATTER = _COOKIES | _PAY
_OFFER = word_set(
    """access account already article articles cancel continue free full journalism limit login
    month monthly offer premium read reading remaining support unlimited unlock week"""
)
_YOU = word_set("you your our us we you're you've")
_SAYING = word_set("said says told")
_MIN_OFFER = 2


def find(page: Page) -> Iterator[Finding]:
    """Lines with which the site speaks of itself to its visitor."""
    for line in page.unsaid:
        if _speaks_of_site(line):
            yield junk(line, Category.PAYWALL, 0.9)


def _speaks_of_site(line: Line) -> bool:
    """The visitor is addressed, and the matter is the site's."""
    words = line.words
    if len(words) > _MAX_WORDS or not any_of(words, _MATTER):
        return False
    if any_of(words, _SAYING) or line.text.startswith(('"', "\u201c")):
        return False
    if not any_of(words, _YOU):
        return line.chrome > 0.5  # noqa: PLR2004
    if any_of(words, _COOKIES):
        return len({*words} & _SITE) >= _MIN_OFFER
    return any_of(words, _PAY) and len({*words} & _OFFER) >= _MIN_OFFER

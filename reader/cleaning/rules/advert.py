"""Adverts and the labels around them."""

from __future__ import annotations

from collections.abc import Iterator

from reader.cleaning.lexicon import AD
from reader.cleaning.page import Finding, Page, junk
from reader.model.article import Category


def find(page: Page) -> Iterator[Finding]:
    """Lines made of nothing but the words of an advert's label."""
    for line in page.unsaid:
        if AD.speaks(line.words):
            yield junk(line, Category.AD, 0.96)

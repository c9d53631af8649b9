"""Copies: what the articles of a desk carry of one text, and which agencies they credit."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence

from reader.desk.articles import Articles
from reader.model.article import BlockVerdict, Category
from reader.model.copied import Copied
from reader.model.link import LinkEnd
from reader.model.text import Span

_PICTURES = frozenset({Category.CAPTION, Category.CREDIT})  # a credit there is the picture's


class Copies:
    """What the articles of a desk have of each other."""

    def __init__(self, articles: Articles) -> None:
        self._articles = articles
        self._found: tuple[str, Copied] | None = None
        self._finding = threading.Lock()

    def all(self, *, story: str | None = None) -> Copied:
        """Shared runs between the bodies, with this annotator's flips; kept in memory."""
        from reader.linking import copies, wire_credits

        with self._finding:
            key = hashlib.sha256()
            bodies: dict[str, list[Span]] = {}
            shown: dict[str, list[Span]] = {}
            for summary in self._articles.list(story):
                if summary.withdrawn:
                    continue
                blocks = self._articles.blocks(summary.id)
                verdicts = self._articles.verdicts(summary.id)
                judged = list(zip(blocks, verdicts, strict=True))
                bodies[summary.id] = [b.span for b, v in judged if v is BlockVerdict.BODY]
                shown[summary.id] = [
                    block.span
                    for block, verdict in judged
                    if block.category is Category.COPYRIGHT
                    or (verdict is not BlockVerdict.JUNK and block.category not in _PICTURES)
                ]
                key.update(f"{summary.id} {bodies[summary.id]} {shown[summary.id]}".encode())
            if self._found is None or self._found[0] != key.hexdigest():
                texts = {each: self._articles.get(each).text for each in bodies}
                credited = [
                    credit
                    for each, text in texts.items()
                    for credit in wire_credits.credited(each, text, shown[each])
                ]
                self._found = key.hexdigest(), copies.find(texts, bodies, credited)
            return self._found[1]

    def same_text(self, a: LinkEnd, b: LinkEnd) -> bool:
        """Whether two passages are one text, by a look at their two articles alone."""
        from reader.linking import copies

        texts, bodies = {}, {}
        for article in (a.article, b.article):
            texts[article] = self._articles.get(article).text
            judged = zip(
                self._articles.blocks(article), self._articles.verdicts(article), strict=True
            )
            bodies[article] = [block.span for block, v in judged if v is BlockVerdict.BODY]
        found = copies.find(texts, bodies)
        return a.article != b.article and len(copies.sources((a, b), found)) == 1

    def sources(
        self, events: Sequence[Sequence[LinkEnd]], *, story: str | None = None
    ) -> tuple[tuple[tuple[str, ...], ...], ...]:
        """Of the passages of each event its independent sources: groups that tell one text."""
        from reader.linking import copies

        found = self.all(story=story)
        return tuple(copies.sources(passages, found) for passages in events)

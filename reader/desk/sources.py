"""What a desk learns of its sources: each new article is judged with those before it, and they
with it.

The source of an article is what its metadata say, a person's word first, else the host of its
address; without either it has none, and nothing is learnt. A folder is no source: what is kept
together here is told by different papers.
"""  # noqa: D205  # one sentence

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.desk.context import Context
from reader.model.article import Article, Block, BlockVerdict
from reader.store import articles as rows
from reader.store import readings
from reader.store import sources as source_rows
from reader.store.protocol import Batch

if TYPE_CHECKING:
    from reader.cleaning.evidence import Shelf
    from reader.cleaning.sightings import Sighting

MOST_ARTICLES = 50  # of one source that are looked at, the last ones
LOOKED_THROUGH = 1_000  # articles of the desk among which they are sought, the last ones
_REMEMBERED = 1_000  # articles whose sightings are kept in memory; some 20 kB each


@dataclass(frozen=True, slots=True)
class _Known:
    """What is kept in memory of a stored article."""

    sighting: Sighting
    body: frozenset[str]  # the fingerprints of its body blocks


def source_of(source: str | None, url: str | None) -> str | None:
    """The name that articles of one source have in common, or None.

    >>> source_of("The  Paper", None), source_of(None, "https://www.example.org/a/b")
    ('the paper', 'example.org')
    """
    if source and source.strip():
        return " ".join(source.split()).casefold()
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


class Sources:
    """The sources of a desk."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._known: dict[str, _Known] = {}

    def forget(self) -> None:
        """Drop what is kept in memory."""
        self._known.clear()

    def judged(self, article: Article) -> Article:
        """The article with what the desk holds of its source taken into account.

        Args:
            article: as the cleaner judged it by itself; on the desk already, or not.
        """
        from reader.cleaning import evidence

        others = self._others(article)
        if not others:
            return article
        shelf = self._shelf(others, article)
        kept = source_rows.worked_on(self._context.store, article.id)
        found = shelf.evidence(len(others))
        return replace(article, blocks=evidence.weigh(article.text, article.blocks, found, kept))

    def rejudging(self, article: Article) -> Batch:
        """The statements that judge earlier articles of its source with a new one's blocks.

        Only those that hold as body what the new one holds too; body can become junk by that,
        and nothing else changes: `again` weighs everything.
        """
        from reader.cleaning import evidence

        others = self._others(article)
        if not others:
            return []
        shelf = self._shelf(others, article)
        new = self._look(article).sighting.blocks.keys()
        store = self._context.store
        batch: Batch = []
        for index, other in enumerate(others):
            if new.isdisjoint(self._of(other).body):
                continue
            old = rows.load(store, other)
            kept = source_rows.worked_on(store, other)
            blocks = evidence.weigh(old.text, old.blocks, shelf.evidence(index), kept)
            if blocks != old.blocks:
                batch += rows.rejudging(other, blocks)
                self._known.pop(other, None)
        return batch

    def _others(self, article: Article) -> list[str]:
        """The last articles of the same source, the oldest first."""
        known = article.metadata
        source = source_of(known.value("source"), known.value("url"))
        if source is None:
            return []
        last = source_rows.last(self._context.store, LOOKED_THROUGH)
        same = [
            each
            for each, name, url in last
            if each != article.id and source_of(name, url) == source
        ]
        return same[:MOST_ARTICLES][::-1]

    def _shelf(self, others: Sequence[str], article: Article) -> Shelf:
        """The others and, behind them, the article."""
        from reader.cleaning.evidence import Shelf

        sightings = [self._of(other).sighting for other in others]
        return Shelf((*sightings, self._look(article).sighting), self._flips(others))

    def _flips(self, articles: Sequence[str]) -> list[tuple[int, str, str, BlockVerdict]]:
        """Everybody's flips in these articles, with the words of the block."""
        store = self._context.store
        found = []
        for index, article in enumerate(articles):
            flips = readings.flips(store, article)
            text = rows.texts(store, [article])[article] if flips else ""
            found += [(index, f.span.of(text), f.annotator, f.verdict) for f in flips]
        return found

    def _of(self, article: str) -> _Known:
        found = self._known.get(article)
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            found = self._known[article] = self._look(rows.load(self._context.store, article))
        return found

    @staticmethod
    def _look(article: Article) -> _Known:
        from reader.cleaning.sightings import fingerprint, sight

        body = (fingerprint(b.span.of(article.text)) for b in article.blocks if _is_body(b))
        return _Known(sight(article.text, article.blocks), frozenset(filter(None, body)))


def _is_body(block: Block) -> bool:
    return block.verdict is BlockVerdict.BODY

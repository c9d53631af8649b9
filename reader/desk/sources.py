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
from reader.model.article import Article, BlockVerdict
from reader.store import articles as rows
from reader.store import readings
from reader.store import sources as source_rows
from reader.store.protocol import Batch

if TYPE_CHECKING:
    from reader.cleaning.evidence import Evidence, Shelf
    from reader.cleaning.sightings import Sighting

MOST_ARTICLES = 50  # of one source that are looked at, the last ones
LOOKED_THROUGH = 1_000  # articles of the desk among which they are sought, the last ones
_REMEMBERED = 1_000  # articles whose sightings are kept in memory; some 20 kB each


@dataclass(frozen=True, slots=True)
class _Known:
    """What is kept in memory of a stored article."""

    sighting: Sighting
    body: dict[str, float]  # the fingerprints of its body blocks, and how sure each is


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
        self._in_hand: tuple[Article, Sighting] | None = None

    def forget(self) -> None:
        """Drop what is kept in memory."""
        self._known.clear()

    def judged(self, article: Article) -> Article:
        """The article with what the desk holds of its source taken into account.

        Args:
            article: as the cleaner judged it by itself; on the desk already, or not.
        """
        beside = self._beside(article)
        return article if beside is None else self._weighed(article, *beside)

    def taken_in(self, article: Article) -> tuple[Article, Batch]:
        """A new article judged so, and the statements that judge earlier ones with it.

        Of those only what the new one holds too is looked at; body can become junk by that,
        and nothing else changes: `again` weighs everything.
        """
        beside = self._beside(article)
        if beside is None:
            return article, []
        others, shelf = beside
        batch: Batch = []
        for index, other in enumerate(others):
            if self._may_fall(other, shelf.evidence(index), article):
                old = rows.load(self._context.store, other)
                new = self._weighed(old, others, shelf, index)
                if new.blocks != old.blocks:
                    batch += rows.rejudging(other, new.blocks)
                    self._known.pop(other, None)
        return self._weighed(article, others, shelf), batch

    def _weighed(
        self, article: Article, others: Sequence[str], shelf: Shelf, index: int | None = None
    ) -> Article:
        """An article with the evidence on it; without an index it stands behind the others."""
        from reader.cleaning.evidence import weigh

        found = shelf.evidence(len(others) if index is None else index)
        kept = source_rows.worked_on(self._context.store, article.id)
        return replace(article, blocks=weigh(article.text, article.blocks, found, kept))

    def _may_fall(self, other: str, evidence: Evidence, new: Article) -> bool:
        """Whether a body block of an earlier article stands in the new one and might be junk."""
        body = self._of(other).body
        shared = body.keys() & self._sighted(new).blocks.keys()
        return any(evidence.may_condemn(key, body[key]) for key in shared)

    def _beside(self, article: Article) -> tuple[tuple[str, ...], Shelf] | None:
        """The others of its source, and all of them side by side, the article last."""
        from reader.cleaning.evidence import Shelf

        others = self._others(article)
        if not others:
            return None
        sightings = [self._of(other).sighting for other in others]
        return others, Shelf((*sightings, self._sighted(article)), self._flips(others))

    def _others(self, article: Article) -> tuple[str, ...]:
        """The last articles of the same source, the oldest first."""
        known = article.metadata
        source = source_of(known.value("source"), known.value("url"))
        if source is None:
            return ()
        last = source_rows.last(self._context.store, LOOKED_THROUGH)
        same = [
            each
            for each, name, url in last
            if each != article.id and source_of(name, url) == source
        ]
        return tuple(same[:MOST_ARTICLES][::-1])

    def _flips(self, articles: Sequence[str]) -> list[tuple[int, str, str, BlockVerdict]]:
        """Everybody's flips in these articles, with the words of the block."""
        store = self._context.store
        flips = readings.flips_of(store, articles)
        texts = rows.texts(store, sorted({flip.article for flip in flips}))
        index = {article: n for n, article in enumerate(articles)}
        return [
            (index[f.article], f.span.of(texts[f.article]), f.annotator, f.verdict) for f in flips
        ]

    def _sighted(self, article: Article) -> Sighting:
        """The sighting of the article in hand, kept as long as it is."""
        from reader.cleaning.sightings import sight

        if self._in_hand is None or self._in_hand[0] is not article:
            self._in_hand = (article, sight(article.text, article.blocks))
        return self._in_hand[1]

    def _of(self, article: str) -> _Known:
        found = self._known.get(article)
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            found = self._known[article] = _look(rows.load(self._context.store, article))
        return found


def _look(article: Article) -> _Known:
    """What is kept of a stored article."""
    from reader.cleaning.sightings import fingerprint, sight

    body: dict[str, float] = {}
    for block in article.blocks:
        if block.verdict is BlockVerdict.BODY:
            key = fingerprint(block.span.of(article.text))
            if key is not None:
                body[key] = min(block.confidence, body.get(key, 1.0))
    return _Known(sight(article.text, article.blocks), body)

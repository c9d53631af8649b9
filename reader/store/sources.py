"""What the desk holds of one source: its last articles, and what people did in one of them."""

from __future__ import annotations

from reader.model.text import Span
from reader.store.protocol import Store

# The value an article goes by, as in the view `article_heads`: a person's word first. By the
# index on (article, field), for the last articles only: some 5 us each.
_LAST = """SELECT a.id,
    (SELECT value FROM article_fields
      WHERE article = a.id AND field = 'source' AND deleted_at IS NULL
      ORDER BY annotator IS NULL, CASE WHEN annotator IS NULL THEN '' ELSE updated_at END DESC,
        confidence DESC, ordinal LIMIT 1) AS source,
    (SELECT value FROM article_fields
      WHERE article = a.id AND field = 'url' AND deleted_at IS NULL
      ORDER BY annotator IS NULL, CASE WHEN annotator IS NULL THEN '' ELSE updated_at END DESC,
        confidence DESC, ordinal LIMIT 1) AS url
  FROM articles AS a
  WHERE a.withdrawn_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM articles AS later WHERE later.supersedes = a.id)
  ORDER BY a.rid DESC LIMIT ?"""
_WORKED_ON = """SELECT p.start, p.stop FROM annotations AS n
    JOIN annotation_pieces AS p ON p.annotation = n.id AND p.deleted_at IS NULL
    WHERE n.article = ?1 AND n.deleted_at IS NULL
  UNION SELECT a_start, a_stop FROM links
    WHERE a_article = ?1 AND deleted_at IS NULL AND annotator IS NOT NULL
  UNION SELECT b_start, b_stop FROM links
    WHERE b_article = ?1 AND deleted_at IS NULL AND annotator IS NOT NULL
  UNION SELECT start, stop FROM event_passages WHERE article = ?1 AND deleted_at IS NULL"""


def last(store: Store, limit: int) -> tuple[tuple[str, str | None, str | None], ...]:
    """The last articles to arrive, the newest first: id, source and address.

    Articles that were withdrawn, or that a newer version stands for, are left out.
    """
    return tuple((row["id"], row["source"], row["url"]) for row in store.read(_LAST, (limit,)))


def worked_on(store: Store, article: str) -> tuple[Span, ...]:
    """The places of an article that anybody marked, linked, or counts to an event."""
    rows = store.read(_WORKED_ON, (article,))
    return tuple(Span(row["start"], row["stop"]) for row in rows)

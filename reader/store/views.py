"""The views: what all verdicts say of a link, and the rows of the CSV.

In the CSV an event or a link is named beside each annotation that shares a code point with
it; links are those that somebody has confirmed. The word of the curated layer decides over
everybody's. CROSS JOIN keeps SQLite walking from the
annotation outwards.
"""

from __future__ import annotations

# The value an article goes by: a person's word first (the newest), then by confidence. Reading
# an `Article` and asking its metadata gives the same.
_BEST = """(SELECT value FROM article_fields
      WHERE article = a.id AND field = '{field}' AND deleted_at IS NULL
      ORDER BY annotator IS NULL, CASE WHEN annotator IS NULL THEN '' ELSE updated_at END DESC,
        confidence DESC, ordinal LIMIT 1)"""

VIEWS = (
    (
        "CREATE VIEW article_heads AS\n  SELECT a.id AS article,\n"  # noqa: S608 - constants
        f"    coalesce({_BEST.format(field='title')}, a.name) AS title,\n"
        f"    {_BEST.format(field='source')} AS source,\n"
        f"    substr({_BEST.format(field='date')}, 1, 10) AS published\n"
        "  FROM articles AS a"
    ),
    # 16 levels: a codebook deeper than that is a circle.
    """CREATE VIEW tag_paths AS
  WITH RECURSIVE up (tag, parent, path, depth) AS (
    SELECT id, parent, name, 1 FROM tags
    UNION ALL
    SELECT up.tag, tags.parent, tags.name || '/' || up.path, up.depth + 1
    FROM up JOIN tags ON tags.id = up.parent WHERE up.depth < 16)
  SELECT tag, path FROM up WHERE parent IS NULL""",
    """CREATE VIEW link_state AS
  SELECT l.id AS link,
    CASE
      WHEN coalesce(sum(v.annotator = 'curated' AND v.verdict = 'confirmed'), 0) > 0
        THEN 'confirmed'
      WHEN coalesce(sum(v.annotator = 'curated' AND v.verdict = 'rejected'), 0) > 0
        THEN 'rejected'
      WHEN coalesce(sum(v.verdict = 'confirmed'), 0) > 0
        AND coalesce(sum(v.verdict = 'rejected'), 0) > 0 THEN 'disputed'
      WHEN coalesce(sum(v.verdict = 'confirmed'), 0) > 0 THEN 'confirmed'
      WHEN coalesce(sum(v.verdict = 'rejected'), 0) > 0 THEN 'rejected'
      ELSE 'suggested'
    END AS state,
    count(v.verdict) AS verdicts
  FROM links AS l
  LEFT JOIN link_verdicts AS v ON v.link = l.id AND v.deleted_at IS NULL
  WHERE l.deleted_at IS NULL
  GROUP BY l.id""",
    """CREATE VIEW annotations_export AS
  SELECT n.id AS annotation_id,
    n.article AS article,
    a.text_sha256 AS article_sha256,
    h.title AS title,
    coalesce(h.source, '') AS source,
    coalesce(h.published, '') AS published,
    (SELECT min(start) FROM annotation_pieces
      WHERE annotation = n.id AND deleted_at IS NULL) AS start,
    (SELECT max(stop) FROM annotation_pieces
      WHERE annotation = n.id AND deleted_at IS NULL) AS stop,
    (SELECT CASE WHEN count(*) > 1 THEN group_concat(start || '-' || stop, ';') ELSE '' END
      FROM (SELECT start, stop FROM annotation_pieces
        WHERE annotation = n.id AND deleted_at IS NULL ORDER BY ordinal)) AS pieces,
    (SELECT group_concat(quote, ' … ') FROM (SELECT quote FROM annotation_pieces
        WHERE annotation = n.id AND deleted_at IS NULL ORDER BY ordinal)) AS quote,
    n.prefix AS prefix,
    n.suffix AS suffix,
    coalesce(t.kind, '') AS kind,
    coalesce(w.path, '') AS tag,
    n.attributes AS attributes,
    n.note AS note,
    coalesce((SELECT group_concat(title, '; ') FROM (SELECT DISTINCT e.title
        FROM annotation_pieces AS p
        CROSS JOIN event_passages AS s ON s.article = n.article AND s.start < p.stop
          AND s.stop > p.start AND s.deleted_at IS NULL
        JOIN events AS e ON e.id = s.event AND e.deleted_at IS NULL
        WHERE p.annotation = n.id AND p.deleted_at IS NULL ORDER BY e.title)), '') AS event,
    coalesce((SELECT group_concat(id, ' ') FROM (SELECT DISTINCT l.id
        FROM annotation_pieces AS p
        CROSS JOIN links AS l ON (
          (l.a_article = n.article AND l.a_start < p.stop AND l.a_stop > p.start)
          OR (l.b_article = n.article AND l.b_start < p.stop AND l.b_stop > p.start))
        WHERE p.annotation = n.id AND p.deleted_at IS NULL AND l.deleted_at IS NULL
          AND EXISTS (SELECT 1 FROM link_verdicts AS v WHERE v.link = l.id
            AND v.verdict = 'confirmed' AND v.deleted_at IS NULL)
          AND NOT EXISTS (SELECT 1 FROM link_verdicts AS v WHERE v.link = l.id
            AND v.annotator = 'curated' AND v.verdict = 'rejected' AND v.deleted_at IS NULL)
        ORDER BY l.id)), '') AS links,
    n.annotator AS annotator,
    n.created_at AS created_at,
    n.updated_at AS updated_at,
    n.version AS version
  FROM annotations AS n
  JOIN articles AS a ON a.id = n.article
  JOIN article_heads AS h ON h.article = n.article
  LEFT JOIN annotation_tags AS g ON g.annotation = n.id AND g.deleted_at IS NULL
    AND EXISTS (SELECT 1 FROM tags WHERE id = g.tag AND deleted_at IS NULL)
  LEFT JOIN tags AS t ON t.id = g.tag
  LEFT JOIN tag_paths AS w ON w.tag = t.id
  WHERE n.deleted_at IS NULL""",
)

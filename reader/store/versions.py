"""Versions of an article: which one replaced which, and what still stands on an older one.

`articles.supersedes` is what was found when the article came in, and never changes. A person's
word stands over it, like every correction: a field `version-of` with the id of the version
before, or empty for none. So undo, history, export and import know it already.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reader.errors import NotFoundError
from reader.model.article import VERSION_OF
from reader.model.history import Gesture
from reader.store.protocol import Batch, Store
from reader.store.readings import correcting
from reader.store.statements import updating

# `chain` numbers each article's versions from 1 below the number of the first; what points in a
# circle, or at an article that is not here, is no part of it.
CHAINS = f"""before (article, rid, previous, withdrawn) AS (
    SELECT v.id, v.rid, nullif(coalesce((SELECT f.value FROM article_fields AS f
        WHERE f.article = v.id AND f.field = '{VERSION_OF}' AND f.deleted_at IS NULL
        ORDER BY f.updated_at DESC LIMIT 1), v.supersedes), ''), v.withdrawn_at
    FROM articles AS v),
  chain (article, number, version, previous, withdrawn) AS (
    SELECT article, rid, 1, NULL, withdrawn FROM before WHERE previous IS NULL
    UNION ALL
    SELECT b.article, c.number, c.version + 1, b.previous, b.withdrawn
    FROM chain AS c JOIN before AS b ON b.previous = c.article)"""  # noqa: S608 - constants
# The articles that a newer version stands for.
SUPERSEDED = (
    f"(WITH RECURSIVE {CHAINS} SELECT previous FROM chain"  # noqa: S608 - constants
    " WHERE previous IS NOT NULL AND withdrawn IS NULL)"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that a page coming in may be a version of: the newest of its own."""

    article: str
    path: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an article.

    Attributes:
        article: its id.
        number: of the article in the list, which all its versions share.
        version: from 1.
        previous: the id of the version before.
        withdrawn: whether it was taken back.
    """

    article: str
    number: int
    version: int
    previous: str | None
    withdrawn: bool


def candidates(store: Store) -> tuple[Candidate, ...]:
    """Every article that stands in the list, with the address and the path it is known by."""
    rows = store.read(
        "SELECT a.id, a.path, (SELECT value FROM article_fields AS f"  # noqa: S608 - constants
        " WHERE f.article = a.id AND f.field = 'url' AND f.deleted_at IS NULL"
        " ORDER BY f.annotator IS NULL, f.confidence DESC, f.ordinal LIMIT 1) AS url"
        f" FROM articles AS a WHERE a.withdrawn_at IS NULL AND a.id NOT IN {SUPERSEDED}"
        " ORDER BY a.rid"
    )
    return tuple(Candidate(row["id"], row["path"], row["url"]) for row in rows)


def all_versions(store: Store) -> tuple[Version, ...]:
    """Every version of every article that has more than one, oldest first."""
    rows = store.read(
        f"WITH RECURSIVE {CHAINS} SELECT * FROM chain WHERE number IN"  # noqa: S608 - constants
        " (SELECT number FROM chain WHERE version > 1) ORDER BY number, version, withdrawn DESC"
    )
    return tuple(
        Version(
            row["article"],
            row["number"],
            row["version"],
            row["previous"],
            row["withdrawn"] is not None,
        )
        for row in rows
    )


def previous(store: Store, article: str) -> str | None:
    """The id of the version before, or None where there is none."""
    for each in all_versions(store):
        if each.article == article:
            return each.previous
    return None


def superseded(store: Store) -> Mapping[str, str]:
    """The articles that a newer version stands for -> the newest of them."""
    standing = [each for each in all_versions(store) if not each.withdrawn]
    newer = {each.previous: each.article for each in standing if each.previous is not None}
    found = {}
    for old in newer:
        newest = old
        while newest in newer:
            newest = newer[newest]
        found[old] = newest
    return found


def withdrawn(store: Store, article: str) -> bool | None:
    """Whether the article was withdrawn; None where it is not on the desk."""
    rows = store.read("SELECT withdrawn_at FROM articles WHERE id = ?", (article,))
    return rows[0]["withdrawn_at"] is not None if rows else None


def touching(store: Store, article: str, gesture: Gesture) -> Batch:
    """Note on the old version that it is replaced: of two who do it at once, one is refused.

    Raises:
        NotFoundError: there is no such article.
    """
    rows = store.read("SELECT version FROM articles WHERE id = ?", (article,))
    if not rows:
        raise NotFoundError("there is no such article", where=article)
    return [updating("articles", {"id": article}, {}, int(rows[0]["version"]), gesture)]


def saying(article: str, old: str, gesture: Gesture) -> Batch:
    """A person's word on which version an article replaces; empty for none."""
    return correcting(article, VERSION_OF, old, gesture)

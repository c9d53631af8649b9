"""Versions of an article: which one replaced which, and what still stands on an older one.

`articles.supersedes` is what was found when the article came in, and never changes. A person's
word stands over it, like every correction: a field `version-of` with the id of the version
before, or empty for none. So undo, history, export and import know it already.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from reader.errors import NotFoundError
from reader.model.article import VERSION_OF
from reader.model.history import Gesture
from reader.model.values import dataclass
from reader.store.protocol import Batch, Store
from reader.store.readings import correcting
from reader.store.statements import updating


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that a page coming in may be a version of: the newest of its own."""

    article: str
    path: str | None
    url: str | None
    raw_sha256: str


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an article.

    Attributes:
        article: its id.
        number: of the article in the list, which all its versions share.
        version: from 1.
        previous: the id of the version before.
        withdrawn: whether it was taken back.
        purged: whether its text was taken out for good; the versions around it stand.
    """

    article: str
    number: int
    version: int
    previous: str | None
    withdrawn: bool
    purged: bool = False


def candidates(store: Store) -> tuple[Candidate, ...]:
    """Every article that stands in the list, with the address and the path it is known by."""
    replaced = superseded(store)
    rows = store.read(
        "SELECT a.id, a.path, a.raw_sha256, (SELECT value FROM article_fields AS f"
        " WHERE f.article = a.id AND f.field = 'url' AND f.deleted_at IS NULL"
        " ORDER BY f.annotator IS NULL, f.confidence DESC, f.ordinal LIMIT 1) AS url"
        " FROM articles AS a WHERE a.withdrawn_at IS NULL ORDER BY a.rid"
    )
    return tuple(
        Candidate(row["id"], row["path"], row["url"], row["raw_sha256"])
        for row in rows
        if row["id"] not in replaced
    )


def all_versions(store: Store) -> tuple[Version, ...]:
    """Every version of every article that has more than one, oldest first.

    What points in a circle, or at an article that is not here, is a version of nothing.
    """
    before = _before(store)
    if not before:
        return ()
    named = json.dumps(sorted({*before, *before.values()}))
    rows = store.read(
        "SELECT id, rid, withdrawn_at, EXISTS (SELECT 1 FROM purges AS p"
        " WHERE p.article = articles.id AND p.deleted_at IS NULL) AS purged FROM articles"
        " WHERE id IN (SELECT value FROM json_each(?)) ORDER BY rid",
        (named,),
    )
    known = {row["id"]: row for row in rows}
    after: dict[str, list[str]] = {}
    for article in known:
        if article in before:
            after.setdefault(before[article], []).append(article)
    found = []
    for first in known:
        if before.get(first) is None:
            waiting = [(first, 1)] if first in after else []
            while waiting:
                article, version = waiting.pop(0)
                gone = known[article]["withdrawn_at"] is not None
                earlier = before.get(article)
                number = known[first]["rid"]
                purged = bool(known[article]["purged"])
                found.append(Version(article, number, version, earlier, gone, purged))
                waiting += [(each, version + 1) for each in after.get(article, ())]
    return tuple(sorted(found, key=lambda each: (each.number, each.version, not each.withdrawn)))


def _before(store: Store) -> dict[str, str]:
    """The version before, by article: a person's latest word, else what was found at first."""
    rows = store.read(
        "SELECT id, supersedes FROM articles WHERE supersedes IS NOT NULL ORDER BY rid"
    )
    before = {row["id"]: row["supersedes"] for row in rows}
    said = store.read(
        "SELECT article, value FROM article_fields"
        " WHERE field = ? AND deleted_at IS NULL ORDER BY updated_at",
        (VERSION_OF,),
    )
    before |= {row["article"]: row["value"] for row in said}
    return {article: old for article, old in before.items() if old}


def previous(store: Store, article: str) -> str | None:
    """The id of the version before, or None where there is none."""
    for each in all_versions(store):
        if each.article == article:
            return each.previous
    return None


def superseded(store: Store, versions: Sequence[Version] | None = None) -> Mapping[str, str]:
    """The articles that a newer version stands for -> the newest of them.

    Args:
        store: the desk's.
        versions: all of them, where they are known.
    """
    every = all_versions(store) if versions is None else versions
    standing = [each for each in every if not each.withdrawn]
    before = {each.article: each.previous for each in every if each.purged}
    newer = {}
    for each in standing:
        old = each.previous
        while old is not None:  # a version without its text hides none that stands before it
            newer[old] = each.article
            old = before.get(old)
    found = {}
    for old in newer:
        newest = old
        while newest in newer:
            newest = newer[newest]
        found[old] = newest
    return found


def older(store: Store) -> str:
    """The ids of the articles that a newer version stands for, as JSON: for `json_each`."""
    return json.dumps(sorted(superseded(store)))


def withdrawn(store: Store, article: str) -> bool | None:
    """Whether the article was withdrawn; None where it is not on the desk."""
    rows = store.read("SELECT withdrawn_at FROM articles WHERE id = ?", (article,))
    return rows[0]["withdrawn_at"] is not None if rows else None


def gone(store: Store) -> Mapping[str, str]:
    """The articles that were withdrawn -> when; versions that were taken back among them."""
    rows = store.read("SELECT id, withdrawn_at FROM articles WHERE withdrawn_at IS NOT NULL")
    return {row["id"]: row["withdrawn_at"] for row in rows}


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

"""Articles, their blocks and what is known of them: the rows."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from reader.errors import NotFoundError
from reader.model.article import (
    Article,
    ArticleSummary,
    Block,
    BlockKind,
    BlockVerdict,
    Category,
    MediaType,
    MetadataField,
    RawArticle,
    ReadingState,
    Style,
    StyleKind,
)
from reader.model.history import Gesture
from reader.model.text import Span
from reader.store.protocol import Batch, Row, Statement, Store
from reader.store.readings import metadata
from reader.store.statements import ensuring, storable, updating
from reader.store.versions import Version, all_versions, superseded

_SUMMARIES = """SELECT a.id, a.rid, a.name, a.path, a.words, a.withdrawn_at,
    h.title, h.source, h.published, coalesce(r.state, 'to-read') AS state, s.ordinal AS place,
    (SELECT count(*) FROM annotations AS n
      WHERE n.article = a.id AND n.deleted_at IS NULL) AS marks
  FROM articles AS a
  JOIN article_heads AS h ON h.article = a.id
  LEFT JOIN readings AS r ON r.article = a.id AND r.annotator = ? AND r.deleted_at IS NULL
  LEFT JOIN story_articles AS s ON s.article = a.id AND s.story = ? AND s.deleted_at IS NULL"""
_KINDS = frozenset(kind.value for kind in StyleKind)


def adding(raw: RawArticle, article: Article, gesture: Gesture) -> Batch:
    """A new article with its blocks and what is known of it.

    An article that is here already stays as it is; one that was withdrawn comes back.
    """
    values = {
        "id": article.id,
        "name": storable(article.name),
        "path": None if article.path is None else storable(article.path),
        "media_type": raw.media_type.value,
        "encoding": raw.encoding,
        "parser": article.parser,
        "raw_sha256": article.raw_sha256,
        "text_sha256": article.text_sha256,
        "words": body_words(article),
        "supersedes": article.supersedes,
        "created_at": gesture.at,
        "repairs": json.dumps(raw.repairs, ensure_ascii=False),
        "styles": json.dumps([_style_row(style) for style in article.styles], ensure_ascii=False),
        "text": article.text,
        "raw": raw.content,
    }
    batch = [ensuring("articles", values, gesture), _back(article.id, gesture)]
    batch.append(
        (
            (
                "INSERT INTO articles_fts (rowid, text) SELECT rid, text FROM articles"
                " WHERE id = ? AND change = ? AND version = 1"
            ),
            (article.id, gesture.change),
        )
    )
    batch += [_block(article.id, n, block) for n, block in enumerate(article.blocks)]
    batch += [
        _field(article.id, n, entry, gesture) for n, entry in enumerate(article.metadata.fields)
    ]
    return batch


def rejudging(article: str, blocks: Sequence[Block]) -> Batch:
    """Other blocks in place of those an article has: the machine's rows, and without history."""
    emptied: Statement = ("DELETE FROM blocks WHERE article = ?", (article,))
    return [emptied, *(_block(article, n, block) for n, block in enumerate(blocks))]


def body_words(article: Article) -> int:
    """How many words the body has, as the cleaner sees it."""
    from reader.model.boundaries import words  # noqa: PLC0415 - 10 ms that reading does without

    return sum(
        len(words(article.text, block.span))
        for block in article.blocks
        if block.verdict is BlockVerdict.BODY
    )


def withdrawing(store: Store, article: str, gesture: Gesture) -> Batch:
    """The article hidden from work; its marks stay with it."""
    version = _version(store, article)
    return [updating("articles", {"id": article}, {"withdrawn_at": gesture.at}, version, gesture)]


def returning(article: str, gesture: Gesture) -> Batch:
    """A withdrawn article back on the list; one that is there stays as it is."""
    return [_back(article, gesture)]


def repairs(store: Store, article: str) -> tuple[str, ...]:
    """What had to be repaired to read an article, a line each; none where there is no article."""
    found = store.read("SELECT repairs FROM articles WHERE id = ?", (article,))
    return tuple(json.loads(found[0]["repairs"])) if found else ()


def exists(store: Store, article: str) -> bool:
    """Whether the article is on this desk, withdrawn or not."""
    return bool(store.read("SELECT 1 AS one FROM articles WHERE id = ?", (article,)))


def load(store: Store, article: str, near: Span | None = None) -> Article:
    """One article whole.

    Args:
        store: the desk's.
        article: its id.
        near: only the blocks that share a code point with this.

    Raises:
        NotFoundError: there is none of that id.
    """
    rows = store.read(
        "SELECT id, raw_sha256, text, text_sha256, name, path, parser, supersedes, styles"
        " FROM articles WHERE id = ?",
        (article,),
    )
    if not rows:
        raise NotFoundError("there is no such article", where=article)
    row = rows[0]
    return Article(
        id=row["id"],
        raw_sha256=row["raw_sha256"],
        text=row["text"],
        text_sha256=row["text_sha256"],
        name=row["name"],
        path=row["path"],
        parser=row["parser"],
        blocks=_blocks(store, article, near),
        styles=_styles(json.loads(row["styles"])),
        metadata=metadata(store, article),
        supersedes=row["supersedes"],
    )


def texts(store: Store, articles: Sequence[str]) -> dict[str, str]:
    """The fixed texts of some articles, by id."""
    found = {}
    for article in articles:
        for row in store.read("SELECT text FROM articles WHERE id = ?", (article,)):
            found[article] = row["text"]
    return found


def raw_bytes(store: Store, article: str) -> bytes:
    """The bytes the article was made from.

    Raises:
        NotFoundError: there is none of that id.
    """
    rows = store.read("SELECT raw FROM articles WHERE id = ?", (article,))
    if not rows:
        raise NotFoundError("there is no such article", where=article)
    return bytes(rows[0]["raw"])


def came_as(store: Store, article: str) -> tuple[str, str | None, MediaType, str]:
    """What an article came in as: its name, its path, its kind, its encoding.

    Raises:
        NotFoundError: there is none of that id.
    """
    rows = store.read(
        "SELECT name, path, media_type, encoding FROM articles WHERE id = ?", (article,)
    )
    if not rows:
        raise NotFoundError("there is no such article", where=article)
    row = rows[0]
    return row["name"], row["path"], MediaType(row["media_type"]), row["encoding"]


def order(store: Store) -> tuple[str, ...]:
    """The ids of what stands in the list, in its order; of 10,000 articles in 30 ms."""
    every = all_versions(store)
    places = {each.article: (each.number, each.version) for each in every}
    replaced = superseded(store, every)
    rows = store.read("SELECT id, rid FROM articles WHERE withdrawn_at IS NULL ORDER BY rid")
    found = [
        (places.get(row["id"], (row["rid"], 1)), row["id"])
        for row in rows
        if row["id"] not in replaced
    ]
    return tuple(article for _, article in sorted(found))


def numbered(store: Store, number: int) -> str | None:
    """The id of the article that stands in the list under a number, without reading the list."""
    every = all_versions(store)
    replaced = superseded(store, every)
    for each in every:
        if each.number == number and not each.withdrawn and each.article not in replaced:
            return each.article
    rows = store.read("SELECT id FROM articles WHERE rid = ? AND withdrawn_at IS NULL", (number,))
    known = {each.article for each in every}
    return next((str(row["id"]) for row in rows if row["id"] not in known), None)


def summaries(
    store: Store,
    annotator: str,
    *,
    story: str | None = None,
    withdrawn: bool = False,
    older: bool = False,
    only: Sequence[str] | None = None,
) -> tuple[ArticleSummary, ...]:
    """What a list shows of each article, by number; of a story, in its order.

    Args:
        store: the desk's.
        annotator: the handle of who asks: the reading state is theirs.
        story: only the articles of that story (its id).
        withdrawn: withdrawn ones too.
        older: versions that a newer one stands for, too.
        only: only these (their ids); then nobody counts what they have lost.
    """
    sql = _SUMMARIES
    params: tuple[str | None, ...] = (storable(annotator), story)
    if only is not None:
        sql += " WHERE a.id IN (SELECT value FROM json_each(?))"
        params = (*params, json.dumps(list(only)))
    rows = store.read(sql, params)
    every = all_versions(store)
    known = {each.article: each for each in every}
    replaced = superseded(store, every)
    lost: dict[str, int] = {}
    for row in rows:
        if row["id"] in replaced:
            newest = replaced[row["id"]]
            lost[newest] = lost.get(newest, 0) + row["marks"]
    found = [
        (row["place"], _summary(row, known.get(row["id"]), row["id"] in replaced, lost))
        for row in rows
        if (story is None or row["place"] is not None)
        and (withdrawn or row["withdrawn_at"] is None)
        and (older or row["id"] not in replaced)
    ]
    found.sort(key=lambda each: (each[0] or 0, each[1].number, each[1].version))
    return tuple(summary for _, summary in found)


def _version(store: Store, article: str) -> int:
    rows = store.read("SELECT version FROM articles WHERE id = ?", (article,))
    if not rows:
        raise NotFoundError("there is no such article", where=article)
    return int(rows[0]["version"])


def _back(article: str, gesture: Gesture) -> Statement:
    """A withdrawn article back on the list; one whose text was purged stays away."""
    return (
        (
            "UPDATE articles SET withdrawn_at = NULL, version = version + 1, change = ?,"
            " updated_by = ?, updated_at = ? WHERE id = ? AND withdrawn_at IS NOT NULL"
            " AND id NOT IN (SELECT article FROM purges WHERE deleted_at IS NULL)"
        ),
        (gesture.change, gesture.annotator, gesture.at, article),
    )


def _block(article: str, ordinal: int, block: Block) -> Statement:
    return (
        (
            "INSERT INTO blocks (article, ordinal, start, stop, kind, verdict, category, rule,"
            " confidence, level) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (article, ordinal) DO NOTHING"
        ),
        (
            article,
            ordinal,
            block.span.start,
            block.span.stop,
            block.kind.value,
            block.verdict.value,
            block.category.value,
            block.rule,
            block.confidence,
            block.level,
        ),
    )


def _field(article: str, ordinal: int, entry: MetadataField, gesture: Gesture) -> Statement:
    """A field as it was found: the machine's row, without a signature."""
    values = {
        "id": f"{article}:{entry.name}:{ordinal}",
        "article": article,
        "field": entry.name,
        "ordinal": ordinal,
        "value": storable(entry.value),
        "origin": entry.origin,
        "confidence": entry.confidence,
    }
    return ensuring("article_fields", values, None, gesture.at)


def _blocks(store: Store, article: str, near: Span | None = None) -> tuple[Block, ...]:
    rows = store.read(
        "SELECT * FROM blocks WHERE article = ? AND start < ? AND stop > ? ORDER BY ordinal",
        (article, sys.maxsize if near is None else near.stop, -1 if near is None else near.start),
    )
    return tuple(
        Block(
            span=Span(row["start"], row["stop"]),
            kind=BlockKind(row["kind"]),
            verdict=BlockVerdict(row["verdict"]),
            category=Category(row["category"]),
            rule=row["rule"],
            confidence=row["confidence"],
            level=row["level"],
        )
        for row in rows
    )


def _summary(
    row: Row, version: Version | None, replaced: bool, lost: Mapping[str, int]
) -> ArticleSummary:
    return ArticleSummary(
        id=row["id"],
        number=row["rid"] if version is None else version.number,
        name=row["name"],
        path=row["path"],
        title=row["title"],
        source=row["source"],
        published=row["published"] or None,  # a person may say that nobody knows it
        words=row["words"],
        marks=row["marks"],
        state=ReadingState(row["state"]),
        withdrawn=row["withdrawn_at"] is not None,
        version=1 if version is None else version.version,
        superseded=replaced,
        lost=lost.get(row["id"], 0),
    )


def _style_row(style: Style) -> list[Any]:
    row = [style.span.start, style.span.stop, style.kind.value, _storable(style.target)]
    return row if style.label is None else [*row, _storable(style.label)]


def _storable(words: str | None) -> str | None:
    return None if words is None else storable(words)


def _styles(rows: list[list[Any]]) -> tuple[Style, ...]:
    """The styles of an article, but for those of a kind that only a newer reader knows."""
    return tuple(
        Style(Span(start, stop), StyleKind(kind), target, more[0] if more else None)
        for start, stop, kind, target, *more in rows
        if kind in _KINDS
    )

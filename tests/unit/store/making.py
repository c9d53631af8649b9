"""Made-up things to write on a desk, with ids and times that only go forward."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from reader.model.annotation import Anchor, Annotation, Piece, Tag
from reader.model.article import (
    Article,
    Block,
    BlockKind,
    BlockVerdict,
    Category,
    MediaType,
    Metadata,
    MetadataField,
    RawArticle,
    Style,
    StyleKind,
)
from reader.model.history import Gesture
from reader.model.ids import article_id, timestamp, uuid7
from reader.model.link import Link, LinkEnd, Relation, link_key
from reader.model.text import Span

TEXT = (
    "The ferry left the island at dawn.\n\n"
    "Some 40 passengers were on board, the harbour master said.\n\n"
    "Share this page"
)


class Maker:
    """Makes values; `seed` keeps the ids of two makers apart."""

    def __init__(self, seed: int = 0) -> None:
        self.seed = seed
        self.count = 0

    def id(self) -> str:
        self.count += 1
        return uuid7(1_700_000_000_000 + self.count, self.seed)

    def at(self) -> str:
        return timestamp(datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=self.count))

    def gesture(self, annotator: str = "ada") -> Gesture:
        return Gesture(self.id(), annotator, self.at())

    def article(self, text: str = TEXT, name: str = "ferry.txt") -> tuple[RawArticle, Article]:
        content = text.encode()
        digest = hashlib.sha256(content).hexdigest()
        raw = RawArticle(content, digest, name, f"corpus/{name}", MediaType.TEXT, text, "utf-8")
        cut = text.rfind("\n\n") + 2 if "\n\n" in text else len(text)
        blocks = [_block(0, cut, BlockVerdict.BODY, Category.TEXT)]
        if cut < len(text):
            blocks.append(_block(cut, len(text), BlockVerdict.JUNK, Category.SHARE))
        fields = (
            MetadataField("title", f"Title of {name}", "line", 0.8),
            MetadataField("title", "A worse title", "meta", 0.3),
            MetadataField("date", "2020-10-06T09:00", "line", 0.9),
            MetadataField("source", "The Harbour Post", "meta", 0.7),
        )
        return raw, Article(
            id=article_id(digest, digest),
            raw_sha256=digest,
            text=text,
            text_sha256=digest,
            name=name,
            path=f"corpus/{name}",
            parser="test-1",
            blocks=tuple(blocks),
            styles=(Style(Span(4, 9), StyleKind.LINK, "https://example.org/ferry"),),
            metadata=Metadata(fields),
        )

    def annotation(
        self,
        article: Article,
        *spans: tuple[int, int],
        tags: Sequence[Tag] = (),
        annotator: str = "ada",
        **more: Any,
    ) -> Annotation:
        pieces = tuple(Piece(Span(*span), article.text[slice(*span)]) for span in spans)
        start, stop = pieces[0].span.start, pieces[-1].span.stop
        anchor = Anchor(
            pieces, article.text[max(0, start - 32) : start], article.text[stop : stop + 32]
        )
        return Annotation(self.id(), article.id, anchor, tuple(tags), annotator, **more)

    def link(
        self,
        a: tuple[Article, int, int],
        b: tuple[Article, int, int],
        relation: Relation = Relation.SAME_EVENT,
        **more: Any,
    ) -> Link:
        one, two = (LinkEnd(x.id, Span(s, t), x.text[s:t]) for x, s, t in (a, b))
        return Link(link_key(one, two, relation), one, two, relation, **more)


def _block(start: int, stop: int, verdict: BlockVerdict, category: Category) -> Block:
    return Block(Span(start, stop), BlockKind.PARAGRAPH, verdict, category, "a-rule", 0.9)

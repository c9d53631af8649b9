"""Made-up desks to measure on: any number of articles of any length, with any number of marks.

Written straight into a desk's file by the statements of the store, in a few large writes; what
stands in it is what the reader itself would have written, history and search included.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from reader.anchoring.selectors import describe
from reader.model.annotation import Annotation, Tag, TagKind, TagSet
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
    Story,
)
from reader.model.history import Gesture
from reader.model.ids import article_id, timestamp, uuid7
from reader.model.link import Event, LinkEnd
from reader.model.text import Span
from reader.store import annotations as marking
from reader.store import annotators, articles, events, opening, stories, tags
from reader.store.protocol import Batch
from reader.store.sqlite import SqliteStore
from reader.store.statements import putting

WHEN = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
AT_ONCE = 2_000  # marks of one write
ANNOTATORS = ("ada", "bo", "cy")
SHELVES, SHELF = 20, 50  # stories, and articles of each


@cache
def stock() -> tuple[str, ...]:
    """The made-up words of all articles."""
    chance = random.Random(5)
    return tuple(
        "".join(chance.choices("etaoinshrdlu", k=chance.randint(2, 9))) for _ in range(3000)
    )


def article(words: int, name: str) -> Article:
    """A made-up article of that many words, in sentences and paragraphs."""
    chance = random.Random(name)
    parts, blocks, start = [], [], 0
    while words > 0:
        part = ""
        for _ in range(chance.randint(3, 6)):
            count = min(words, chance.randint(8, 18))
            if count:
                part += " ".join(chance.choices(stock(), k=count)).capitalize() + ". "
                words -= count
        part = part.rstrip() + "\n\n"
        parts.append(part)
        span = Span(start, start + len(part))
        blocks.append(
            Block(span, BlockKind.PARAGRAPH, BlockVerdict.BODY, Category.TEXT, "made", 1.0)
        )
        start += len(part)
    text = "".join(parts)
    sha = hashlib.sha256(text.encode()).hexdigest()
    title = MetadataField("title", f"What was said of {name}", "made", 1.0)
    source = MetadataField("source", f"The {name.partition('-')[0].capitalize()} Post", "made", 1.0)
    return Article(
        article_id(sha, sha),
        sha,
        text,
        sha,
        f"{name}.txt",
        None,
        "made",
        tuple(blocks),
        metadata=Metadata((title, source)),
    )


def spans(length: int, count: int) -> Iterator[Span]:
    """Marks all over a text, three over each place, the first over its first words."""
    step = length / count
    for index in range(count):
        start = int(index * step)
        yield Span(start, min(length, max(start + 1, int(start + 3 * max(step, 20)))))


class Maker:
    """Fills one desk.

    Args:
        folder: where it shall stand; made here.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        (folder / "corpus").mkdir()
        database = folder / "annotations.db"
        opening.create(database, {"title": folder.name})
        self.store: SqliteStore = opening.open_store(database)
        self._made = 0
        gesture = self._gesture(ANNOTATORS[0])
        batch: Batch = []
        for handle in ANNOTATORS:
            batch += annotators.ensuring(handle, gesture)
        self.store.write(batch)
        self.tags = self._tags()

    def _id(self) -> str:
        self._made += 1
        return uuid7(int(WHEN.timestamp() * 1000) + self._made, self._made)

    def _gesture(self, who: str) -> Gesture:
        return Gesture(self._id(), who, timestamp(WHEN), None)

    def _tags(self) -> Sequence[Tag]:
        found: TagSet = tags.all_tags(self.store)
        return found.tags[:2]

    def add(self, made: Article, marks: int = 0) -> None:
        """An article with its marks, by turns of two kinds and three annotators."""
        self.add_all([(made, marks)])

    def add_all(self, made: Sequence[tuple[Article, int]]) -> None:
        """Articles, each with its number of marks."""
        batch: Batch = []
        for each, count in made:
            batch += articles.adding(_raw(each), each, self._gesture(ANNOTATORS[0]))
            for index, span in enumerate(spans(len(each.text), count) if count else ()):
                who = ANNOTATORS[index % len(ANNOTATORS)]
                gesture = self._gesture(who)
                mark = Annotation(
                    id=self._id(),
                    article=each.id,
                    anchor=describe([span], each.text),
                    tags=(self.tags[index % 2],),
                    annotator=who,
                    created_at=gesture.at,
                    updated_at=gesture.at,
                    updated_by=who,
                )
                batch += marking.adding(mark, gesture)
                if len(batch) > AT_ONCE * 10:
                    self.store.write(batch)
                    batch = []
        self.store.write(batch)

    def close(self) -> None:
        """Let go of the file."""
        self.store.close()


def _raw(made: Article) -> RawArticle:
    return RawArticle(
        made.text.encode(), made.raw_sha256, made.name, None, MediaType.TEXT, made.text, "utf-8"
    )


def several(folder: Path, count: int, words: int, marks: int) -> None:
    """A desk of articles of that many words with that many marks each."""
    maker = Maker(folder)
    for name in ("first-tale", "second-tale", "third-tale", "fourth-tale")[:count]:
        maker.add(article(words, name), marks)
    maker.close()


def pair(folder: Path, words: int, marks: int) -> None:
    """A desk of two such articles."""
    several(folder, 2, words, marks)


def many(folder: Path, count: int, words: int, marks: int) -> None:
    """A desk of many articles of that many words, with `marks` marks in all."""
    maker = Maker(folder)
    each = marks // count
    for first in range(0, count, 500):
        maker.add_all(
            [
                (replace(article(words, f"tale-{n}")), each)
                for n in range(first, min(count, first + 500))
            ]
        )
    maker.close()


def crowded(folder: Path, codes: int, told: int) -> None:
    """A desk with more tags, one more on each mark, and kept events of three passages each.

    Args:
        folder: of a desk that was made here.
        codes: how many tags.
        told: how many events.
    """
    store = opening.open_store(folder / "annotations.db")
    ids = (uuid7(int(WHEN.timestamp() * 1000) + 1_000_000_000 + n, n) for n in range(1 << 40))
    gesture = Gesture(next(ids), ANNOTATORS[0], timestamp(WHEN), None)
    made = [Tag(next(ids), TagKind.USER, f"code {n}") for n in range(codes)]
    store.write([statement for tag in made for statement in tags.adding(tag, gesture)])
    marks = [row["id"] for row in store.read("SELECT id FROM annotations ORDER BY id")]
    for first in range(0, len(marks), AT_ONCE):
        batch: Batch = []
        for n, mark in enumerate(marks[first : first + AT_ONCE], first):
            key = {"annotation": mark, "tag": made[n % codes].id}
            batch += putting(
                "annotation_tags", key, {"ordinal": 1}, replace(gesture, change=next(ids))
            )
        store.write(batch)
    every = store.read("SELECT id, substr(text, 1, 40) AS quote FROM articles ORDER BY rid")
    batch = []
    for n in range(told):
        three = [every[(n * 3 + k) % len(every)] for k in range(3)]
        ends = tuple(LinkEnd(row["id"], Span(0, 40), row["quote"]) for row in three)
        event = Event(next(ids), f"what came to pass {n}", ends, proposed=False)
        batch += events.adding(event, replace(gesture, change=next(ids)))
    store.write(batch)
    batch = []
    for n in range(SHELVES):
        there = tuple(row["id"] for row in every[n * SHELF : (n + 1) * SHELF])
        batch += stories.adding(Story(next(ids), f"shelf {n}", there), gesture)
    store.write(batch)
    store.close()

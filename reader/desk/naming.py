"""Names that are suggested as entities: found in the texts, and kept by nobody but people.

Nothing here is stored before somebody accepts it; then it is a mark as any other. What people
marked before with the same spelling says most of what a name is.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.desk.articles import Articles
from reader.desk.context import Context
from reader.desk.marks import Marks
from reader.desk.tags import Tags
from reader.errors import ReaderError
from reader.model.annotation import Annotation, Tag, TagKind, TagSet
from reader.model.article import Block
from reader.model.entity import EntityKind, SuggestedEntity
from reader.store import annotations as rows

if TYPE_CHECKING:
    from reader.linking.name_kinds import Sighting

_KEPT = 64  # articles whose names are remembered
Known = dict[str, dict[EntityKind, int]]


class Naming:
    """Names of a desk's articles that may be marked as entities."""

    def __init__(self, context: Context, articles: Articles, tags: Tags, marks: Marks) -> None:
        self._context = context
        self._articles = articles
        self._tags = tags
        self._marks = marks
        self._found: dict[str, tuple[tuple[Block, ...], tuple[Sighting, ...]]] = {}
        self._finding = threading.Lock()

    def suggested(self, articles: Sequence[str]) -> dict[str, tuple[SuggestedEntity, ...]]:
        """The names of these articles, in reading order, marked or not.

        The names are kept in memory until the blocks of their article have changed; what each
        may name is told anew, for every mark that is made tells more.
        """
        from reader.linking.suggested import sightings, suggested

        with self._finding:
            known = self._known()
            found = {}
            for article in articles:
                blocks, text = self._articles.blocks(article), self._articles.get(article).text
                held = self._found.pop(article, None)
                if held is None or held[0] != blocks:
                    held = blocks, sightings(text, blocks)
                self._found[article] = held
                found[article] = suggested(article, text, held[1], known)
            while len(self._found) > max(_KEPT, len(articles)):
                del self._found[next(iter(self._found))]
            return found

    def open(self, article: str) -> tuple[SuggestedEntity, ...]:
        """The names of an article over which no entity is marked, by whomever."""
        return unmarked(self.suggested((article,))[article], self._marks.of_article(article))

    def accept(self, articles: Sequence[str], quote: str) -> tuple[Annotation, ...]:
        """Mark all places of articles that are suggested with these words; one undo.

        Raises:
            ReaderError: no such name is suggested.
        """
        found = [
            each
            for article in articles
            for each in self.open(article)
            if each.place.quote.split() == quote.split()
        ]
        if not found:
            raise ReaderError(
                "no such name is suggested",
                where=quote,
                remedy="`reader entities suggest` lists them",
            )
        tag = tag_of(self._tags.all(), found[0].kind)
        places = [(each.place.article, (each.place.span,)) for each in found]
        return self._marks.annotate_all(places, (tag or TagKind.ENTITY.value,))

    def _known(self) -> Known:
        """How often a spelling was marked as what."""
        tags = self._tags.all()
        kinds = {tag.id: kind for tag in tags.tags if (kind := kind_of(tags, tag)) is not None}
        known: Known = defaultdict(dict)
        for quote, tag, times in rows.spellings(self._context.store):
            if tag in kinds:
                counts = known[" ".join(quote.split())]
                counts[kinds[tag]] = counts.get(kinds[tag], 0) + times
        return dict(known)


def kind_of(tags: TagSet, tag: Tag) -> EntityKind | None:
    """The kind that a tag of entities says, itself or by what it stands below."""
    path = tags.path(tag)
    for kind in EntityKind:
        if path == kind.tag or path.startswith(f"{kind.tag}/"):
            return kind
    return None


def tag_of(tags: TagSet, kind: EntityKind) -> Tag | None:
    """The tag of a kind; of entities in general where the codebook has it no more."""
    by_path = {tags.path(tag): tag for tag in tags.tags}
    return by_path.get(kind.tag) or by_path.get(TagKind.ENTITY.value)


def unmarked(
    found: Sequence[SuggestedEntity], marks: Sequence[Annotation]
) -> tuple[SuggestedEntity, ...]:
    """The suggested names that share no code point with a mark of an entity."""
    entities = [m for m in marks if any(tag.kind is TagKind.ENTITY for tag in m.tags)]
    taken = sorted(span for mark in entities for span in mark.anchor.spans)
    left, at = [], 0
    furthest = 0  # where the marks that begin before a name stop
    for each in found:
        while at < len(taken) and taken[at].start < each.place.span.stop:
            furthest = max(furthest, taken[at].stop)
            at += 1
        if furthest <= each.place.span.start:
            left.append(each)
    return tuple(left)

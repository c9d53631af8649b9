"""Entities: spellings that name one thing, as suggested and as people have them.

What people say lives in the codebook. A thing is a tag under `entity/named`: its name is the
spelling it is called by, and `example`, the words a tag fits, lists the others. To refuse two
spellings is to say that they name two things: each is a tag of its own. So history, undo,
export and import of the codebook hold for both, and `*` can mark with such a tag.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from reader.desk.articles import Articles
from reader.desk.context import Context
from reader.desk.links import Links
from reader.desk.named import HOME, SEPARATOR, entities, entity
from reader.desk.tags import Tags
from reader.errors import ReaderError
from reader.model.annotation import Tag, TagKind
from reader.model.entity import Candidate, Entity, aliases
from reader.model.history import Gesture
from reader.model.ids import root_tag_id
from reader.model.text import Span
from reader.store import tags as rows
from reader.store.protocol import Batch

SLASH = " – "  # in the name of a tag


class Entities:
    """The things that the articles of a desk name."""

    def __init__(self, context: Context, articles: Articles, tags: Tags, links: Links) -> None:
        self._context = context
        self._articles = articles
        self._tags = tags
        self._links = links
        self._found: tuple[str, tuple[Candidate, ...]] | None = None
        self._finding = threading.Lock()

    # -- reading ---------------------------------------------------------------------------

    def all(self) -> tuple[Entity, ...]:
        """The things that people named, in the order of the codebook."""
        return entities(self._tags.all())

    def aliases(self) -> Mapping[str, str]:
        """The name of the thing that each other spelling names."""
        return aliases(self.all())

    def named(self, spelling: str) -> Entity | None:
        """The thing of that spelling, or None."""
        return next((each for each in self.all() if spelling in each.all), None)

    def spellings(self, spelling: str) -> tuple[str, ...]:
        """A spelling, and the others of the thing it names if people named it."""
        held = self.named(" ".join(spelling.split()))
        return (spelling,) if held is None else held.all

    def standing(self, spellings: Sequence[str], text: str) -> tuple[Span, ...]:
        """Where a text names a thing by any of these spellings."""
        from reader.linking import mentions

        return mentions.standing(spellings, text)

    def beginning(self, most: int) -> tuple[Candidate, ...]:
        """What `candidates` finds in so many articles, which are looked through at once."""
        from reader.linking import entities as spellings

        passages = self._links.passages(first=most)
        texts = self._links.texts(passage.article for passage in passages)
        return spellings.candidates(texts, passages, [each.all for each in self.all()])

    def candidates(
        self, *, story: str | None = None, stop: Callable[[], bool] | None = None
    ) -> tuple[Candidate, ...]:
        """Pairs of spellings that may be one and that nobody settled, the surest first.

        Kept in memory until articles, verdicts or what people said have changed.
        """
        from reader.linking import entities as spellings

        with self._finding:
            passages = self._links.passages(story)
            known = [each.all for each in self.all()]
            key = hashlib.sha256(repr(known).encode())
            for passage in passages:
                key.update(passage.id.encode())
            if self._found is None or self._found[0] != key.hexdigest():
                if stop is not None and stop():
                    return ()
                texts = self._links.texts(passage.article for passage in passages)
                self._found = key.hexdigest(), spellings.candidates(texts, passages, known)
            return self._found[1]

    # -- writing ---------------------------------------------------------------------------

    def accept(self, a: str, b: str) -> Entity:
        """Say that two spellings name one thing, called `a` unless it has a name already.

        Where both name things already, the two become one; marks with the second's tag move.

        Raises:
            ReaderError: a spelling is unfit, or they are one spelling.
        """
        a, b = _two(a, b)
        one, other = self.named(a), self.named(b)
        if one is not None and other is not None and one.id == other.id:
            return one
        gesture = self._context.gesture()
        home, under = self._home(gesture)
        if one is not None and other is not None:
            tag, batch = self._edited(one, (*one.spellings, *other.all), gesture)
            batch += rows.merging(self._context.store, self._tag(other), tag, gesture)[0]
        elif one is not None:
            tag, batch = self._edited(one, (*one.spellings, b), gesture)
        elif other is not None:
            tag, batch = self._edited(other, (*other.spellings, a), gesture)
        else:
            tag, batch = self._new(a, (b,), home, gesture)
        self._context.write(gesture, under, batch)
        return entity(tag)

    def refuse(self, a: str, b: str) -> tuple[Entity, Entity]:
        """Say that two spellings name two things.

        Raises:
            ReaderError: as in `accept`.
        """
        a, b = _two(a, b)
        one, other = self.named(a), self.named(b)
        if one is not None and other is not None and one.id != other.id:
            return one, other
        gesture = self._context.gesture()
        home, under = self._home(gesture)
        batch: Batch = []
        if one is not None and other is not None:
            leaves = a if b == one.name else b
            rest = tuple(each for each in one.spellings if each != leaves)
            kept, batch = self._edited(one, rest, gesture)
            fresh, more = self._new(leaves, (), home, gesture)
            pair = (fresh, kept) if leaves == a else (kept, fresh)
            batch += more
        else:
            tags = []
            for spelling, held in ((a, one), (b, other)):
                if held is None:
                    tag, more = self._new(spelling, (), home, gesture)
                    batch += more
                else:
                    tag = self._tag(held)
                tags.append(tag)
            pair = (tags[0], tags[1])
        self._context.write(gesture, under, batch)
        return entity(pair[0]), entity(pair[1])

    def _home(self, gesture: Gesture) -> tuple[Tag, Batch]:
        """The tag under which things stand, and what makes it where there is none yet."""
        tags = self._tags.all()
        found = next((tag for tag in tags.tags if tags.path(tag) == HOME), None)
        if found is not None:
            return found, []
        parent, _, name = HOME.rpartition("/")
        said = "Things known by name. Example: the other spellings of each."
        tag = Tag(root_tag_id(HOME), TagKind.ENTITY, name, root_tag_id(parent), said)
        return tag, rows.rooting(tag, gesture)

    def _tag(self, held: Entity) -> Tag:
        return next(tag for tag in self._tags.all().tags if tag.id == held.id)

    def _new(
        self, name: str, spellings: tuple[str, ...], home: Tag, gesture: Gesture
    ) -> tuple[Tag, Batch]:
        # A slash parts the names of a path: the spelling itself stands among the others then.
        if "/" in name:
            name, spellings = name.replace("/", SLASH), (name, *spellings)
        tag = Tag(self._context.ids(), home.kind, name, home.id, example=SEPARATOR.join(spellings))
        return tag, rows.adding(tag, gesture)

    def _edited(
        self, held: Entity, spellings: tuple[str, ...], gesture: Gesture
    ) -> tuple[Tag, Batch]:
        old = self._tag(held)
        rest = dict.fromkeys(each for each in spellings if each != old.name)
        new = replace(old, example=SEPARATOR.join(rest), version=old.version + 1)
        return new, rows.editing(old, new, gesture)


def _two(a: str, b: str) -> tuple[str, str]:
    """Two spellings as they are kept, blanks folded."""
    a, b = " ".join(a.split()), " ".join(b.split())
    for spelling in (a, b):
        if not spelling or not spelling.isprintable() or SEPARATOR.strip() in spelling:
            raise ReaderError(
                "a spelling is printable words without a semicolon", where=repr(spelling)
            )
    if a.casefold() == b.casefold():
        raise ReaderError("these are one spelling", where=a, remedy="name two")
    return a, b

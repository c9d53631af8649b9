"""Tags: the codebook of a desk."""

from __future__ import annotations

from dataclasses import replace

from reader.desk.context import Context
from reader.errors import AmbiguousError, NotFoundError, ReaderError
from reader.model.annotation import Tag, TagKind, TagSet
from reader.store import tags as rows


class Tags:
    """The codebook."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def all(self) -> TagSet:
        """Every tag, root tags first."""
        return rows.all_tags(self._context.store)

    def find(self, word: str) -> Tag:
        """The tag with that name, path (`entity/person`) or id.

        Raises:
            NotFoundError: there is none.
            AmbiguousError: several have that name.
        """
        tags = self.all()
        found = tuple(tag for tag in tags.tags if tag.id == word) or tags.named(word)
        if not found:
            raise NotFoundError(
                "no such tag", where=word, remedy=f"`reader tags add {word}` makes it"
            )
        if len(found) > 1:
            raise AmbiguousError(
                f"{len(found)} tags have that name",
                where=word,
                choices=tuple(tags.path(tag) for tag in found),
                remedy="give the whole path",
            )
        return found[0]

    def add(
        self,
        name: str,
        *,
        parent: str | None = None,
        description: str = "",
        example: str = "",
        colour: str | None = None,
        key: str | None = None,
        required: tuple[str, ...] = (),
    ) -> Tag:
        """A new tag; under a parent it is of the parent's kind.

        `name` may be a path, whose last part is new: `entity/person/minister`.

        Raises:
            ReaderError: there is one of that name at that place, or the name is empty.
        """
        if parent is None and "/" in name:
            parent, name = name.rsplit("/", 1)
        name = name.strip()
        tags = self.all()
        over = self.find(parent) if parent is not None else None
        if not name or not name.isprintable():
            raise ReaderError("a tag needs a printable name", where=repr(name))
        kind = over.kind if over is not None else TagKind.USER
        over_id = over.id if over is not None else None
        twins = [t for t in tags.named(name) if t.parent == over_id]
        if twins:
            raise ReaderError(
                "there is a tag of that name already",
                where=tags.path(twins[0]),
                remedy="use it, or choose another name",
            )
        gesture = self._context.gesture()
        tag = Tag(
            self._context.ids(), kind, name, over_id, description, example, colour, key, required
        )
        self._context.write(gesture, rows.adding(tag, gesture))
        return tag

    def edit(
        self,
        tag: Tag,
        *,
        name: str | None = None,
        description: str | None = None,
        example: str | None = None,
        colour: str | None = None,
        key: str | None = None,
    ) -> Tag:
        """Change what is given of a tag.

        Raises:
            ConflictError: somebody changed it since it was read.
        """
        new = replace(
            tag,
            name=tag.name if name is None else name.strip(),
            description=tag.description if description is None else description,
            example=tag.example if example is None else example,
            colour=tag.colour if colour is None else colour,
            key=tag.key if key is None else key,
            version=tag.version + 1,
        )
        if not new.name or not new.name.isprintable():
            raise ReaderError("a tag needs a printable name", where=repr(name))
        gesture = self._context.gesture()
        self._context.write(gesture, rows.editing(tag, new, gesture))
        return new

    def merge(self, tag: Tag, into: Tag) -> int:
        """Put `into` in the place of `tag` on every mark, and retire `tag`; how many marks moved.

        Raises:
            ReaderError: a root tag cannot be merged away.
        """
        if tag.parent is None and tag.kind is not TagKind.USER:
            raise ReaderError("this tag exists on every desk", where=tag.name)
        gesture = self._context.gesture()
        batch, moved = rows.merging(self._context.store, tag, into, gesture)
        self._context.write(gesture, batch)
        return moved

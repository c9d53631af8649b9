"""Tags: the codebook of a desk."""

from __future__ import annotations

from dataclasses import replace

from reader.desk.choosing import only
from reader.desk.context import Context
from reader.errors import ReaderError
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
        named = tags.named(word)
        found = (
            tuple(tag for tag in tags.tags if tag.id == word)
            or tuple(tag for tag in named if tags.path(tag).casefold() == word.casefold())
            or named
        )
        if len({tags.path(tag).casefold() for tag in found}) == 1:
            # A user's tag that an import named like a root tag does not take the word from it.
            found = tuple(tag for tag in found if tag.kind is not TagKind.USER) or found
        return only(
            found,
            word,
            nouns=("tag", "tags"),
            none=f"`reader tags add {word}` makes it",
            several="give the whole path",
            line=tags.path,
        )

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
            ReaderError: there is one of that name at that place, or name or key are unfit.
        """
        if parent is None and "/" in name:
            parent, name = name.rsplit("/", 1)
        name = name.strip()
        _refuse_unfit(name, key)
        tags = self.all()
        over = self.find(parent) if parent is not None else None
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
            ReaderError: name or key are unfit.
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
        # What stands already is left in peace: another desk's codebook may have brought it in.
        _refuse_unfit(None if new.name == tag.name else new.name, key)
        gesture = self._context.gesture()
        self._context.write(gesture, rows.editing(tag, new, gesture))
        return new

    def merge(self, tag: Tag, into: Tag) -> int:
        """Put `into` in the place of `tag` on every mark, and retire `tag`; how many marks moved.

        Raises:
            ReaderError: a root tag cannot be merged away, and no tag into itself.
        """
        if tag.id == into.id:
            raise ReaderError(
                "a tag cannot be merged with itself", where=tag.name, remedy="name two tags"
            )
        if tag.parent is None and tag.kind is not TagKind.USER:
            raise ReaderError("this tag exists on every desk", where=tag.name)
        gesture = self._context.gesture()
        batch, moved = rows.merging(self._context.store, tag, into, gesture)
        self._context.write(gesture, batch)
        return moved


def _refuse_unfit(name: str | None, key: str | None) -> None:
    """Refuse a new name that could not be said as part of a path, and a key that is none."""
    if name is not None and (not name or not name.isprintable() or "/" in name):
        raise ReaderError(
            "a tag needs a printable name",
            where=repr(name),
            remedy="a `/` stands only between a tag and the one it refines",
        )
    if key and (len(key) > 1 or key.isspace() or not key.isprintable()):
        raise ReaderError(
            "a key is a single character", where=repr(key), remedy="choose a letter or a digit"
        )

"""Tags: the codebook of a desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from reader.desk.choosing import only
from reader.desk.context import Context
from reader.errors import ReaderError
from reader.model.annotation import Tag, TagKind, TagSet
from reader.model.attributes import lacking
from reader.model.values import dataclass, replace
from reader.store import annotations as marks
from reader.store import tags as rows

if TYPE_CHECKING:
    from reader.exchange.codebook import Entry, Plan


@dataclass(frozen=True, slots=True)
class TagUse:
    """What the codebook says of a tag, and who uses it.

    Attributes:
        tag, path: as the codebook has it.
        below: the paths of the tags right below.
        marks: how many carry it, by handle.
        lacking: the ids of those without an attribute that it asks for.
    """

    tag: Tag
    path: str
    below: tuple[str, ...]
    marks: Mapping[str, int]
    lacking: tuple[str, ...]


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
            none=_remedy(word),
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
        _refuse_taken(tags, key)
        over = self.find(parent) if parent is not None else None
        kind = over.kind if over is not None else TagKind.USER
        over_id = over.id if over is not None else None
        gesture = self._context.gesture()
        tag = Tag(
            self._context.ids(), kind, name, over_id, description, example, colour, key, required
        )
        _refuse_twin(tags, tag)
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
        required: tuple[str, ...] | None = None,
        under: str | None = None,
    ) -> Tag:
        """Change what is given of a tag; an empty colour or key is none.

        `under` is the tag it refines from now on, as a person names it; empty for none.

        Raises:
            ConflictError: somebody changed it since it was read.
            NotFoundError, AmbiguousError: no such tag to stand under, or several.
            ReaderError: name, key or place are unfit.
        """
        new = replace(
            tag,
            name=tag.name if name is None else name.strip(),
            description=tag.description if description is None else description,
            example=tag.example if example is None else example,
            colour=tag.colour if colour is None else colour or None,
            key=tag.key if key is None else key or None,
            required=tag.required if required is None else required,
            parent=tag.parent if under is None else self._place(tag, under),
            version=tag.version + 1,
        )
        # What stands already is left in peace: another desk's codebook may have brought it in.
        _refuse_unfit(None if new.name == tag.name else new.name, key)
        tags = self.all()
        _refuse_taken(tags, None if key == tag.key else key)
        if (new.name.casefold(), new.parent) != (tag.name.casefold(), tag.parent):
            _refuse_twin(tags, new)
        gesture = self._context.gesture()
        self._context.write(gesture, rows.editing(tag, new, gesture))
        return new

    def _place(self, tag: Tag, under: str) -> str | None:
        """The id of the tag to stand under: of the same kind, and not below the tag itself."""
        tags = self.all()
        over = self.find(under) if under else None
        if over is None:
            kind, line = TagKind.USER, []
        else:
            kind, line = over.kind, [over]
            by_id = {each.id: each for each in tags.tags}
            while line[-1].parent in by_id and len(line) <= len(by_id):
                line.append(by_id[str(line[-1].parent)])
        if kind is not tag.kind or tag.id in {each.id for each in line}:
            raise ReaderError(
                "a tag cannot stand there",
                where=tags.path(tag),
                remedy=f"put it under another of the kind {tag.kind}, and not below itself",
            )
        return None if over is None else over.id

    def uses(self) -> dict[str, int]:
        """How many marks carry each tag, by its id; tags without any are left out."""
        return rows.uses(self._context.store)

    def about(self, tag: Tag) -> TagUse:
        """What the codebook says of a tag, and the marks that carry it."""
        tags = self.all()
        found = marks.select(self._context.store, tag=tag.id)
        counts: dict[str, int] = {}
        for mark in found:
            counts[mark.annotator] = counts.get(mark.annotator, 0) + 1
        return TagUse(
            tag=tag,
            path=tags.path(tag),
            below=tuple(tags.path(each) for each in tags.tags if each.parent == tag.id),
            marks=dict(sorted(counts.items())),
            lacking=tuple(mark.id for mark in found if lacking((tag,), mark.attributes)),
        )

    def take_in(self, entries: Sequence[Entry], *, overwrite: bool = False) -> Plan:
        """Take a codebook in as one gesture; what came of it.

        Args:
            entries: what a file says of tags.
            overwrite: where desk and file both say something, the file's word stands.

        Raises:
            ConflictError: somebody changed a tag meanwhile; nothing was taken in.
        """
        from reader.exchange import codebook

        done = codebook.plan(self.all(), entries, self._context.ids, overwrite=overwrite)
        gesture = self._context.gesture()
        batches = [rows.adding(tag, gesture) for tag, _ in done.added]
        batches += [rows.editing(old, new, gesture) for old, new in done.edited]
        if batches:
            self._context.write(gesture, *batches)
        return done

    def merge(self, tag: Tag, into: Tag) -> int:
        """Put `into` in the place of `tag` on every mark, and retire `tag`; how many marks moved.

        Tags below `tag` are below `into` from then on.

        Raises:
            ReaderError: a root tag cannot be merged away, no tag into itself, and none whose
                narrower tags have no place there.
        """
        if tag.id == into.id:
            raise ReaderError(
                "a tag cannot be merged with itself", where=tag.name, remedy="name two tags"
            )
        if tag.parent is None and tag.kind is not TagKind.USER:
            raise ReaderError("this tag exists on every desk", where=tag.name)
        moving = self._rehung(tag, into)
        gesture = self._context.gesture()
        batches = [rows.editing(old, new, gesture) for old, new in moving]
        batch, moved = rows.merging(self._context.store, tag, into, gesture)
        self._context.write(gesture, *batches, batch)
        return moved

    def _rehung(self, tag: Tag, into: Tag) -> list[tuple[Tag, Tag]]:
        """The tags right below one that is merged away, as they are and as they will be."""
        tags = self.all()
        below = [each for each in tags.tags if each.parent == tag.id]
        taken = {each.name.casefold() for each in tags.tags if each.parent == into.id}
        for each in below:
            if each.id != into.id and (each.kind is not into.kind or each.name.casefold() in taken):
                raise ReaderError(
                    "a tag below it has no place there",
                    where=tags.path(each),
                    remedy=f"merge or rename it first, or put it elsewhere than {tags.path(tag)}",
                )
        return [
            (
                each,
                replace(
                    each,
                    parent=tag.parent if each.id == into.id else into.id,
                    version=each.version + 1,
                ),
            )
            for each in below
        ]

    def delete(self, tag: Tag) -> None:
        """Take a tag that nobody uses out of the codebook.

        Raises:
            ReaderError: marks carry it, tags stand below it, or it is on every desk.
            ConflictError: somebody changed it since it was read.
        """
        tags = self.all()
        used = self.uses().get(tag.id, 0)
        below = [tags.path(each) for each in tags.tags if each.parent == tag.id]
        what = remedy = ""
        if tag.parent is None and tag.kind is not TagKind.USER:
            what, remedy = "this tag exists on every desk", "tags of your own can be deleted"
        elif used:
            what = f"{used} {'mark carries' if used == 1 else 'marks carry'} this tag"
            remedy = "merge it into another, or take it off these marks first"
        elif below:
            what, remedy = f"{', '.join(below)} stands below this tag", "put it elsewhere first"
        if what:
            raise ReaderError(what, where=tags.path(tag), remedy=remedy)
        gesture = self._context.gesture()
        self._context.write(gesture, rows.deleting(tag, gesture))


def _refuse_twin(tags: TagSet, new: Tag) -> None:
    """Refuse a name that stands at that place already."""
    for each in tags.tags:
        same = each.name.casefold() == new.name.casefold() and each.parent == new.parent
        if same and each.id != new.id:
            raise ReaderError(
                "there is a tag of that name already",
                where=tags.path(each),
                remedy="use it, choose another name, or merge the two",
            )


def _refuse_taken(tags: TagSet, key: str | None) -> None:
    """Refuse the key of another tag."""
    for each in tags.tags:
        if key and each.key == key:
            raise ReaderError(
                f"the key {key} is that of another tag",
                where=tags.path(each),
                remedy="choose another, or take it from that one first",
            )


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


def _remedy(word: str) -> str:
    """What to do about a tag that is not there: of a word that can be none, nothing is made."""
    listed = "`reader tags list` names them"
    whole = all(part.strip() and part.isprintable() for part in word.split("/"))
    return f"{listed}; `reader tags add {word}` makes it" if whole else listed

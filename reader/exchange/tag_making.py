"""Tags that a file names by kind and path: found in the codebook, or made."""

from __future__ import annotations

from collections.abc import Iterable

from reader.model.annotation import Tag, TagKind, TagSet
from reader.model.ids import IdSource

TagKey = tuple[TagKind | None, str]


class TagMaker:
    """Finds tags by kind and path, and makes those that are missing."""

    def __init__(self, tags: TagSet, ids: IdSource) -> None:
        self._known = {(tag.kind, tags.path(tag)): tag for tag in tags.tags}
        self._ids = ids
        self.made: list[Tag] = []

    def tag(self, kind: TagKind | None, path: str) -> Tag:
        """The tag; of a path without a kind, the one that has it, else a user's."""
        kind = self._kind(kind, path)
        found = self._known.get((kind, path))
        if found is not None:
            return found
        over, slash, name = path.rpartition("/")
        if not over or not name:
            over, slash, name = "", "", path
        parent = self.tag(kind, over).id if slash else None
        tag = Tag(self._ids(), kind, name, parent)
        self._known[kind, path] = tag
        self.made.append(tag)
        return tag

    def same(self, tags: Iterable[Tag], pairs: Iterable[TagKey]) -> bool:
        """Whether kinds and paths name exactly these tags."""
        named = [self._known.get((self._kind(kind, path), path)) for kind, path in pairs]
        return {tag.id for tag in tags} == {tag.id if tag else None for tag in named}

    def _kind(self, kind: TagKind | None, path: str) -> TagKind:
        """The kind that is meant: of a path without one, the one that has it, else a user's."""
        return kind or next((k for k, known in self._known if known == path), TagKind.USER)

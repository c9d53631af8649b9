"""The tags used last, each with a digit that stays its own while it is among them."""

from __future__ import annotations

from collections.abc import Sequence

from reader.model.annotation import Tag, TagSet

MOST_RECENT = 9  # there are no more digits


class RecentTags:
    """Up to nine tags.

    Args:
        tags: the codebook; before anything was used, its tags with a key of their own count.
        kept: ids of those used on earlier days.
    """

    def __init__(self, tags: TagSet, kept: Sequence[str] = ()) -> None:
        known = {tag.id: tag for tag in tags.tags}
        keyed = sorted((tag for tag in tags.tags if tag.key), key=lambda tag: tag.key or "")
        used = [known[each] for each in kept if each in known]
        self._tags = (used or keyed)[:MOST_RECENT]
        self._order = [tag.id for tag in self._tags]  # the one used longest ago last

    @property
    def tags(self) -> tuple[Tag, ...]:
        """By digit."""
        return tuple(self._tags)

    @property
    def ids(self) -> list[str]:
        """By digit, to be kept or shown."""
        return [tag.id for tag in self._tags]

    def at(self, digit: int) -> Tag | None:
        """The tag of a digit."""
        return self._tags[digit - 1] if 1 <= digit <= len(self._tags) else None

    def use(self, tag: Tag) -> None:
        """A tag was used: where it is new, it takes the place of the one used longest ago."""
        places = [each.id for each in self._tags]
        if tag.id in places:
            self._tags[places.index(tag.id)] = tag
        elif len(self._tags) < MOST_RECENT:
            self._tags.append(tag)
        else:
            self._tags[places.index(self._order[-1])] = tag
        present = {each.id for each in self._tags}
        self._order = [tag.id, *(e for e in self._order if e != tag.id and e in present)]

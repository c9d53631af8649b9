"""The things that people named, as they stand in the codebook: tags under `entity/named`."""

from __future__ import annotations

from collections.abc import Mapping

from reader.model.annotation import Tag, TagSet
from reader.model.entity import Entity, aliases
from reader.store.protocol import Store
from reader.store.tags import all_tags

HOME = "entity/named"  # the tag under which things stand
SEPARATOR = "; "  # between the spellings in `example`


def entities(tags: TagSet) -> tuple[Entity, ...]:
    """The things of a codebook, in its order."""
    return tuple(entity(tag) for tag in tags.tags if tags.path(tag).startswith(f"{HOME}/"))


def entity(tag: Tag) -> Entity:
    """The thing that a tag under `HOME` stands for."""
    spellings = (each.strip() for each in tag.example.split(SEPARATOR.strip()))
    return Entity(tag.id, tag.name, tuple(each for each in spellings if each), tag.version)


def known_aliases(store: Store) -> Mapping[str, str]:
    """The name of the thing that each other spelling of a desk names."""
    return aliases(entities(all_tags(store)))

"""A thing in the world under its spellings, and two spellings that may be one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from reader.model.link import LinkEnd
from reader.model.values import dataclass


class EntityKind(StrEnum):
    """What a name may name; each is the tag `entity/…` that every desk has."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    OTHER = "other"

    @property
    def tag(self) -> str:
        """The path of its tag in the codebook."""
        return f"entity/{self.value}"


@dataclass(frozen=True, slots=True)
class SuggestedEntity:
    """A name found in a text, for a person to accept; nothing of it is stored before.

    Attributes:
        place: where it stands.
        kind: what it may name.
        why: what tells the kind, in words.
    """

    place: LinkEnd
    kind: EntityKind
    why: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that people named.

    Attributes:
        id: of its tag in the codebook.
        name: the spelling it is called by.
        spellings: the other ones.
        version: of the tag.
    """

    id: str
    name: str
    spellings: tuple[str, ...] = ()
    version: int = 1

    @property
    def all(self) -> tuple[str, ...]:
        """Every spelling, its name first."""
        return (self.name, *self.spellings)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two spellings that may name one thing; for a person to accept or refuse.

    Attributes:
        a: the fuller or more used one, by which the thing would be called.
        b: the other one.
        score: 0..1; an order, no probability.
        reasons: why, in words.
        first_a: where `a` stands first.
        first_b: where `b` stands first.
        count_a: how often `a` stands in the texts.
        count_b: how often `b` does.
    """

    a: str
    b: str
    score: float
    reasons: tuple[str, ...]
    first_a: LinkEnd
    first_b: LinkEnd
    count_a: int = 1
    count_b: int = 1


def aliases(entities: Sequence[Entity]) -> Mapping[str, str]:
    """The name of the thing that each other spelling names."""
    return {spelling: entity.name for entity in entities for spelling in entity.spellings}


def implied(said: Iterable[tuple[str, str, bool]], a: str, b: str) -> bool | None:
    """Whether two spellings are one thing by what was said of others; None where it is open.

    Args:
        said: pairs of spellings, and whether they are one thing.
        a: one spelling.
        b: another one.

    >>> implied([("A", "B", True), ("B", "C", True), ("C", "D", False)], "A", "C")
    True
    >>> implied([("A", "B", True), ("B", "D", False)], "A", "D")
    False
    """
    every = list(said)
    group: dict[str, str] = {}

    def root(spelling: str) -> str:
        while spelling in group:
            spelling = group[spelling]
        return spelling

    for one, other, same in every:
        if same and root(one) != root(other):
            group[root(one)] = root(other)
    if root(a) == root(b):
        return True
    wanted = {root(a), root(b)}
    apart = any(not same and {root(one), root(other)} == wanted for one, other, same in every)
    return False if apart else None

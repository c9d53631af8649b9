"""Copies of a desk that come together: the values that the rooms speak of them with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from reader.model.history import HistoryEntry


@dataclass(frozen=True, slots=True, order=True)
class Head:
    """Where a row stands: of two heads the higher one wins, on whichever side it was made.

    Attributes:
        version: of the row; more edits win over fewer.
        at: when it was written: of equally many edits the later one wins.
        change: the gesture, so that no two heads are equal.
    """

    version: int
    at: str
    change: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a row that both sides have.

    Attributes:
        take: whether theirs takes the place of ours.
        conflict: whether each side wrote it without knowing of the other's version.
    """

    take: bool
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class TagEntry:
    """One version of a tag, as history has it.

    Attributes:
        tag: the id of the tag that it was written on.
        head: its place among the versions; a root tag that nobody edited has version 0.
        kind, name, parent: what the tag is known by.
        live: whether the tag stands after it.
        root: whether every desk has this tag.
    """

    tag: str
    head: Head
    kind: str
    name: str
    parent: str | None
    live: bool
    root: bool = False


@dataclass(frozen=True, slots=True)
class TagPlace:
    """How a tag stands once copies have come together.

    Attributes:
        members: the ids that mean this tag, its own among them.
        head: the entry that it is written from: (tag, version, change).
        parent: the id of the broader tag.
        live: whether it stands.
    """

    members: tuple[str, ...]
    head: TagEntry
    parent: str | None
    live: bool


@dataclass(frozen=True, slots=True)
class Rules:
    """What decides; pure functions that the store is given.

    Attributes:
        decide: (ours, theirs, whether their history knows ours, whether ours knows theirs).
        unify: every version of every tag -> the tags, by the id each goes by.
    """

    decide: Callable[[Head | None, Head | None, bool, bool], Decision]
    unify: Callable[[Iterable[TagEntry]], Mapping[str, TagPlace]]


@dataclass(frozen=True, slots=True)
class Conflict:
    """One row that both sides changed apart from each other.

    Attributes:
        stands, lost: the two versions, as history has them.
        ours: whether the one that stands was written on this side.
        label: what was changed, in a few words.
    """

    stands: HistoryEntry
    lost: HistoryEntry
    ours: bool
    label: str = ""


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge brought.

    Attributes:
        entries: how many entries of history were new here.
        new, changed: how many rows of each table.
        people: how many entries are each annotator's, by handle.
        unified: names of tags that were made on both sides and are one now.
        purged: names of articles whose text was taken out here, since it was there.
        conflicts: rows that both sides changed; the first thousand.
        conflicts_count: how many there are.
        change: the gesture that the merge is known by; None where nothing was new.
    """

    entries: int = 0
    new: Mapping[str, int] = field(default_factory=dict)
    changed: Mapping[str, int] = field(default_factory=dict)
    people: Mapping[str, int] = field(default_factory=dict)
    unified: tuple[str, ...] = ()
    purged: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    conflicts_count: int = 0
    change: str | None = None

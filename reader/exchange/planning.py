"""What an import would do to a desk, decided before anything is written.

Pure: the desk gives what it holds and how to find a quote again, and carries the plan out in
one transaction. A row with the id and the version of a mark on the desk and other content was
edited in the file: an edit, if the mark is of who imports. The same content is nothing new,
whatever its version, so that the same file twice changes nothing. Everything else that meets
a mark of its id is a conflict and is listed, never guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from reader.exchange.tag_making import TagKey, TagMaker
from reader.exchange.values import ImportRow, MarkRow
from reader.model.annotation import Anchor, Annotation, Tag, TagSet
from reader.model.curation import CURATED
from reader.model.ids import IdSource
from reader.model.text import Span
from reader.model.values import dataclass, replace

EXACT = "exact"


class Place(Protocol):
    """Where an anchor was found again, how (`exact`, `moved`, `fuzzy`), and how sure (0..1)."""

    @property
    def spans(self) -> tuple[Span, ...]:
        """The span of each piece."""
        ...

    @property
    def how(self) -> str:
        """`exact`, `moved` or `fuzzy`."""
        ...

    @property
    def score(self) -> float:
        """0..1."""
        ...


Locate = Callable[[Anchor, str], Place | None]
Describe = Callable[[Sequence[Span], str], Anchor]


@dataclass(frozen=True, slots=True)
class Target:
    """An article that marks may be put on."""

    article: str
    text_sha256: str
    text: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A row that meets a mark on the desk and cannot be an edit of it."""

    line: int
    annotation: str
    why: str


@dataclass(frozen=True, slots=True)
class Orphan:
    """A row whose article or words are not on the desk: listed aloud, not imported."""

    line: int
    annotation: str
    article: str
    quote: str
    why: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A mark that stands elsewhere here than in the file."""

    line: int
    annotation: str
    how: str
    score: float
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import does.

    Attributes:
        new: marks to add, with author, times and version of the file.
        edits: the mark as it is, and as it becomes (its version one higher).
        unchanged: ids that are on the desk with the same content.
        tags: to create first, parents before children.
        moved: marks that were found elsewhere, with how and how sure.
        conflicts, orphans: what is not imported, and why.
    """

    new: tuple[Annotation, ...] = ()
    edits: tuple[tuple[Annotation, Annotation], ...] = ()
    unchanged: tuple[str, ...] = ()
    tags: tuple[Tag, ...] = ()
    moved: tuple[Moved, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    orphans: tuple[Orphan, ...] = ()


@dataclass(frozen=True, slots=True)
class Desk:
    """What the planner has to know.

    Attributes:
        targets: every article.
        annotations: every mark by id, tombstones too.
        tags: the codebook.
        locate: of `anchoring`, which this room may not import.
        describe: likewise.
        ids: for tags that are made.
        annotator: who imports: edits marks of their own, and made those of rows without a name.
        at: when.
    """

    targets: Iterable[Target]
    annotations: Mapping[str, Annotation]
    tags: TagSet
    locate: Locate
    describe: Describe
    ids: IdSource
    annotator: str
    at: str


def plan(rows: Iterable[ImportRow], desk: Desk) -> Plan:
    """What importing these rows does to the desk."""
    planner = _Planner(desk)
    for group in _grouped(rows).values():
        planner.take(group)
    return planner.plan()


def _grouped(rows: Iterable[ImportRow]) -> dict[str, list[ImportRow]]:
    """The rows of each annotation."""
    groups: dict[str, list[ImportRow]] = {}
    for row in rows:
        groups.setdefault(row.mark.annotation_id, []).append(row)
    return groups


class _Planner:
    """Collects the plan, one annotation at a time."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        targets = tuple(desk.targets)
        self._by_sha = {target.text_sha256: target for target in reversed(targets)}
        self._by_id = {target.article: target for target in targets}
        self._tags = TagMaker(desk.tags, desk.ids)
        self._new: list[Annotation] = []
        self._edits: list[tuple[Annotation, Annotation]] = []
        self._unchanged: list[str] = []
        self._moved: list[Moved] = []
        self._conflicts: list[Conflict] = []
        self._orphans: list[Orphan] = []

    def plan(self) -> Plan:
        return Plan(
            tuple(self._new),
            tuple(self._edits),
            tuple(self._unchanged),
            tuple(self._tags.made),
            tuple(self._moved),
            tuple(self._conflicts),
            tuple(self._orphans),
        )

    def take(self, group: Sequence[ImportRow]) -> None:
        """Decide on the rows of one annotation."""
        first = group[0]
        differing = _disagreement(group)
        if differing is not None:
            column, line = differing
            self._conflict(first, f"lines {first.line} and {line} disagree on its {column}")
            return
        target = self._by_id.get(first.mark.article) or self._by_sha.get(first.mark.article_sha256)
        if target is None:
            self._orphan(first, "no such article on this desk")
            return
        if not target.text:  # it was purged: a mark that is here stands by its quote alone
            old = self._desk.annotations.get(first.mark.annotation_id)
            same = old is not None and old.anchor.quote == first.mark.anchor.quote
            if old is None or not same or not self._settle(group, target.article, old.anchor):
                self._orphan(first, "the text of its article was removed")
            return
        place = self._desk.locate(first.mark.anchor, target.text)
        if place is None:
            self._orphan(first, "its words are not in the article")
            return
        anchor = self._desk.describe(place.spans, target.text)
        if self._settle(group, target.article, anchor) and place.how != EXACT:
            self._moved.append(
                Moved(
                    first.line,
                    first.mark.annotation_id,
                    str(place.how),
                    place.score,
                    first.mark.anchor.quote,
                    anchor.quote,
                )
            )

    def _settle(self, group: Sequence[ImportRow], article: str, anchor: Anchor) -> bool:
        """Take a mark whose place is known as new, edited or unchanged; whether it came in."""
        first = group[0]
        mark = first.mark
        pairs = dict.fromkeys((row.mark.kind, row.mark.tag) for row in group if row.mark.tag)
        old = self._desk.annotations.get(mark.annotation_id)
        if old is None:
            self._new.append(self._annotation(mark, article, anchor, self._made(pairs)))
            return True
        why = _why_not(old, mark, article)
        same = _same_content(old, anchor, mark) and self._tags.same(old.tags, pairs)
        if why is None and same:
            self._unchanged.append(old.id)
            return True
        if why is None and old.version != mark.version:
            why = f"the file has version {mark.version}, the desk {old.version}"
        own = old.annotator.casefold() in {self._desk.annotator.casefold(), CURATED}
        if why is None and not own:
            why = f"it is {old.annotator}'s, and only {old.annotator} edits it"
        if why is not None:
            self._conflict(first, why)
            return False
        self._edits.append((old, self._edited(old, mark, anchor, self._made(pairs))))
        return True

    def _made(self, pairs: Iterable[TagKey]) -> tuple[Tag, ...]:
        # Only for marks that come in: a conflict must not leave tags behind.
        return tuple(self._tags.tag(kind, path) for kind, path in pairs)

    def _annotation(
        self, mark: MarkRow, article: str, anchor: Anchor, tags: tuple[Tag, ...]
    ) -> Annotation:
        annotator = mark.annotator or self._desk.annotator
        created_at = mark.created_at or self._desk.at
        return Annotation(
            id=mark.annotation_id,
            article=article,
            anchor=anchor,
            tags=tags,
            annotator=annotator,
            note=mark.note,
            attributes=dict(mark.attributes),
            created_at=created_at,
            updated_at=mark.updated_at or created_at,
            version=mark.version,
            updated_by=annotator,
        )

    def _edited(
        self, old: Annotation, mark: MarkRow, anchor: Anchor, tags: tuple[Tag, ...]
    ) -> Annotation:
        return replace(
            old,
            anchor=anchor,
            tags=tags,
            note=mark.note,
            attributes=dict(mark.attributes),
            version=old.version + 1,
            updated_at=self._desk.at,
            updated_by=self._desk.annotator,
        )

    def _conflict(self, row: ImportRow, why: str) -> None:
        self._conflicts.append(Conflict(row.line, row.mark.annotation_id, why))

    def _orphan(self, row: ImportRow, why: str) -> None:
        mark = row.mark
        self._orphans.append(
            Orphan(row.line, mark.annotation_id, mark.article, mark.anchor.quote, why)
        )


def _disagreement(group: Sequence[ImportRow]) -> tuple[str, int] | None:
    """The first column, and the line, in which rows of one annotation contradict the first."""
    first = group[0].mark
    for row in group[1:]:
        for name in MarkRow.__dataclass_fields__:
            if name not in {"kind", "tag"} and getattr(row.mark, name) != getattr(first, name):
                return name, row.line
    return None


def _why_not(old: Annotation, mark: MarkRow, article: str) -> str | None:
    """Why the row cannot be an edit of the mark, whatever it says; None when it can."""
    if old.deleted:
        return "it was deleted on the desk"
    if old.article != article:
        return "on the desk it stands in another article"
    if mark.annotator and old.annotator.casefold() != mark.annotator.casefold():
        return f"on the desk it is {old.annotator}'s, in the file {mark.annotator}'s"
    if mark.created_at and old.created_at != mark.created_at:
        return "it was made at another time, so it is another mark with the same id"
    return None


def _same_content(old: Annotation, anchor: Anchor, mark: MarkRow) -> bool:
    """Whether place, note and attributes are those of the mark on the desk."""
    same_place = old.anchor.spans == anchor.spans
    return same_place and old.note == mark.note and dict(old.attributes) == dict(mark.attributes)

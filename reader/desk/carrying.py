"""Everything that people made on one version of an article, brought to the next."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from reader.anchoring import selectors
from reader.anchoring.carrying import Carried, Comparison, Fate
from reader.model.annotation import Annotation
from reader.model.article import METADATA_FIELDS, Article, Block, BlockVerdict, ReadingState
from reader.model.history import Gesture
from reader.model.link import LinkEnd
from reader.store import annotations as marks
from reader.store import assignments, curations, events, links, readings, stories
from reader.store.protocol import Batch, Store

# A block is the same block if half of each of the two is in the other.
SAME_BLOCK = 0.5


@dataclass(frozen=True, slots=True)
class Edit:
    """A mark some of whose words the outlet changed: before, after, how alike they are (0..1)."""

    annotation: str
    before: str
    after: str
    score: float


@dataclass(slots=True)
class Load:
    """What is carried, and what stays behind.

    Attributes:
        batch: the statements.
        fates: how many marks had which fate.
        edits: the marks whose words changed.
        lost: marks that stay on the old version.
        links, passages, flips: how many were carried.
        lost_links, lost_passages, lost_flips: how many stay behind.
    """

    batch: Batch = field(default_factory=list)
    fates: dict[Fate, int] = field(default_factory=dict)
    edits: list[Edit] = field(default_factory=list)
    lost: list[Annotation] = field(default_factory=list)
    links: int = 0
    passages: int = 0
    flips: int = 0
    lost_links: int = 0
    lost_passages: int = 0
    lost_flips: int = 0


class Carrier:
    """Carries from one version to the next, by the diff of the two texts."""

    def __init__(self, old: Article, new: Article, compared: Comparison | None = None) -> None:
        self.compared = compared or Comparison(old.text, new.text)
        self._old = old
        self._new = new

    def load(self, store: Store, gesture: Gesture) -> Load:
        """What has to be written; nothing is written yet.

        Args:
            store: the desk's.
            gesture: of who brings the new version in.
        """
        load = Load()
        self._marks(load, store, gesture)
        self._links(load, store, gesture)
        self._events(load, store, gesture)
        self._flips(load, store, gesture)
        self._readings(load, store, gesture)
        self._corrections(load, store, gesture)
        for story in stories.all_stories(store):
            if self._old.id in story.articles:
                named = tuple(self._new.id if a == self._old.id else a for a in story.articles)
                new = replace(story, articles=tuple(dict.fromkeys(named)))
                load.batch += stories.editing(story, new, gesture)
        for each in assignments.all_assignments(store):
            if each.article == self._old.id:
                new_one = replace(each, article=self._new.id)
                load.batch += assignments.assigning(new_one, gesture)
                load.batch += assignments.unassigning(each, gesture)
        return load

    def place(self, end: LinkEnd) -> LinkEnd | None:
        """An end of a link, or a passage of an event, in the new text; None where it is lost."""
        if end.article != self._old.id:
            return end
        found = self.compared.carry([end.span])
        if found.fate is Fate.LOST:
            return None
        return LinkEnd(self._new.id, found.spans[0], found.spans[0].of(self._new.text))

    def moved(self, mark: Annotation) -> tuple[Carried, Annotation]:
        """What becomes of a mark, and the mark as it stands then; unchanged where it is lost."""
        found = self.compared.carry(mark.anchor.spans)
        if found.fate is Fate.LOST:
            return found, mark
        anchor = selectors.describe(found.spans, self._new.text)
        return found, replace(mark, article=self._new.id, anchor=anchor)

    def _marks(self, load: Load, store: Store, gesture: Gesture) -> None:
        for mark in marks.of_article(store, self._old.id):
            found, new = self.moved(mark)
            load.fates[found.fate] = load.fates.get(found.fate, 0) + 1
            if found.fate is Fate.LOST:
                load.lost.append(mark)
                continue
            if found.fate is Fate.EDITED:
                load.edits.append(Edit(mark.id, mark.anchor.quote, new.anchor.quote, found.score))
            load.batch += marks.editing(mark, new, gesture)
            if found.fate is not Fate.EDITED:  # what was decided of the same words holds on
                load.batch += curations.following(mark.id, mark.version, gesture)

    def _links(self, load: Load, store: Store, gesture: Gesture) -> None:
        for link in links.all_links(store, self._old.id, judged=True):
            a, b = self.place(link.a), self.place(link.b)
            if a is None or b is None or a == b:
                load.lost_links += 1
                continue
            load.links += 1
            load.batch += links.moving(link, a, b, gesture)

    def _events(self, load: Load, store: Store, gesture: Gesture) -> None:
        for event in events.all_events(store):
            if all(end.article != self._old.id for end in event.passages):
                continue
            there = [(end, self.place(end)) for end in event.passages]
            mine = [(old, new) for old, new in there if old.article == self._old.id]
            load.lost_passages += sum(new is None for _, new in mine)
            load.passages += sum(new is not None for _, new in mine)
            if any(new is not None for _, new in mine):
                ends = dict.fromkeys(new or old for old, new in there)
                load.batch += events.editing(event, replace(event, passages=tuple(ends)), gesture)

    def _flips(self, load: Load, store: Store, gesture: Gesture) -> None:
        taken = {(each.span, each.annotator) for each in readings.flips(store, self._new.id)}
        for flip in readings.flips(store, self._old.id):
            block = self._same_block(flip.span.start)
            behalf = replace(gesture, behalf=flip.annotator)
            if block is None or (block.span, flip.annotator) in taken:
                load.lost_flips += 1
                continue
            taken.add((block.span, flip.annotator))
            load.flips += 1
            load.batch += readings.flipping(self._new.id, block.span, flip.verdict, behalf)
            load.batch += readings.flipping(self._old.id, flip.span, None, behalf)

    def _same_block(self, start: int) -> Block | None:
        """The new text's block that is the old one which starts there."""
        old = next((each for each in self._old.blocks if each.span.start == start), None)
        if old is None:
            return None
        new = max(
            self._new.blocks,
            key=lambda each: self.compared.surviving(old.span, each.span),
            default=None,
        )
        if new is None:
            return None
        both = self.compared.surviving(old.span, new.span)
        return new if both >= SAME_BLOCK * max(len(old.span), len(new.span)) else None

    def _readings(self, load: Load, store: Store, gesture: Gesture) -> None:
        """How far everybody is: who was done has something new to read, if the body changed."""
        changed = _body(self._old) != _body(self._new)
        here = {who for _, who in readings.states(store, self._new.id)}
        for (_, who), said in readings.states(store, self._old.id).items():
            if who not in here:
                again = said is ReadingState.DONE and changed
                state = ReadingState.READING if again else said
                behalf = replace(gesture, behalf=who)
                load.batch += readings.set_state(self._new.id, state, behalf)

    def _corrections(self, load: Load, store: Store, gesture: Gesture) -> None:
        """What people corrected holds for the new version too, from when it was said."""
        said = readings.corrections(store)
        here = {(field, who) for article, field, _, who, _ in said if article == self._new.id}
        for article, name, value, who, at in said:
            ours = article == self._old.id and name in METADATA_FIELDS and (name, who) not in here
            if ours:
                then = replace(gesture, behalf=who, at=at)
                load.batch += readings.correcting(self._new.id, name, value, then)


def _body(article: Article) -> list[str]:
    """The words of the body, as the cleaner sees it."""
    return [
        word
        for block in article.blocks
        if block.verdict is BlockVerdict.BODY
        for word in block.span.of(article.text).split()
    ]

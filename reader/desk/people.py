"""What people made besides marks, as one value: gathered for an export, taken in by an import.

What is on the desk already stays as it is. A row that says something else under the same id
is a conflict and is listed; what hangs on an article that is not here is an orphan.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reader.exchange.planning import Conflict, Orphan
from reader.exchange.values import ArticleRow, Correction, People, Reading
from reader.model.annotation import Tag, TagSet
from reader.model.curation import Decision, is_curated
from reader.model.history import Gesture
from reader.model.link import Event, Link, LinkEnd, link_key
from reader.model.text import Span
from reader.model.values import dataclass, field, replace
from reader.store import annotations as marks
from reader.store import (
    annotators,
    articles,
    assignments,
    comments,
    curations,
    events,
    links,
    meta,
    readings,
    stories,
    tags,
)
from reader.store.protocol import Batch, Store


def gather(store: Store, handle: str) -> People:
    """Everything people made besides marks, as it stands in the store."""
    every = articles.summaries(store, handle, withdrawn=True, older=True)
    checksums = meta.checksums(store)
    raws = meta.raw_checksums(store)
    return People(
        tags=tags.all_tags(store),
        annotators=annotators.all_annotators(store),
        comments=comments.select(store),
        links=links.all_links(store, judged=True),
        # Their passages by article, not by its number, which each copy of a desk has its own of.
        events=tuple(_in_order(event) for event in events.all_events(store)),
        stories=stories.all_stories(store),
        assignments=assignments.all_assignments(store),
        flips=readings.flips(store),
        readings=tuple(
            Reading(article, who, state)
            for (article, who), state in sorted(readings.states(store).items())
        ),
        corrections=tuple(Correction(*said) for said in readings.corrections(store)),
        articles=tuple(
            ArticleRow(
                each.id,
                checksums[each.id],
                raws[each.id],
                each.name,
                each.title,
                each.source or "",
                each.published or "",
                "withdrawn" if each.withdrawn else "",
            )
            for each in every
        ),
        curations=_whole(store),
    )


def _whole(store: Store) -> tuple[Decision, ...]:
    """What was decided of marks that are exported, and made marks that are."""
    live = {mark.id for mark in marks.select(store)}
    return tuple(
        replace(each, by="", at="", row_version=1)
        for name, each in curations.all_decisions(store).items()
        if not each.undone and name in live and (each.result is None or each.result in live)
    )


@dataclass(slots=True)
class TakingIn:
    """The statements that bring such a value in, and what does not come in.

    Attributes:
        batches: to be written in this order.
        counts: how many of each kind came in.
        conflicts, orphans: what did not.
        tags: the codebook as it will be.
        texts: of the articles on the desk that a place is said to lie in.
        quotes: of the places that stand in a text that was purged.
    """

    tags: TagSet
    texts: Mapping[str, str] = field(default_factory=dict)
    quotes: dict[tuple[str, Span], str] = field(default_factory=dict)
    batches: list[Batch] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    orphans: list[Orphan] = field(default_factory=list)

    def came(self, kind: str, batch: Batch) -> None:
        """Note one thing that comes in."""
        self.batches.append(batch)
        self.counts[kind] = self.counts.get(kind, 0) + 1

    def clash(self, kind: str, name: str) -> None:
        """Note one thing that the desk has otherwise."""
        self.conflicts.append(Conflict(0, name, f"this {kind} stands on the desk otherwise"))

    def lost(self, kind: str, article: str, what: str) -> None:
        """Note one thing whose article is not here."""
        self.orphans.append(Orphan(0, kind, article, what, "no such article on this desk"))

    def without_mark(self, mark: str, what: str) -> None:
        """Note one thing that is about a mark that is not here."""
        self.orphans.append(Orphan(0, mark, "", what, "its mark is not on this desk"))

    def misplaced(self, kind: str, article: str, what: str) -> None:
        """Note one thing whose words do not stand at its place."""
        self.orphans.append(Orphan(0, kind, article, what, "its words are not at that place"))


def take_in(store: Store, people: People, gesture: Gesture) -> TakingIn:
    """What bringing `people` in would write; nothing is written yet."""
    known = set(meta.checksums(store))
    places = [end for link in people.links for end in (link.a, link.b)]
    places += [end for event in people.events for end in event.passages]
    named = known & {end.article for end in places}
    named |= known & {flip.article for flip in people.flips}
    taking = TakingIn(tags.all_tags(store), articles.texts(store, sorted(named)))
    if not all(taking.texts.values()):
        standing = [end for x in links.all_links(store) for end in (x.a, x.b)]
        standing += [end for event in events.all_events(store) for end in event.passages]
        taking.quotes = {
            (x.article, x.span): x.quote for x in standing if not taking.texts.get(x.article)
        }
    for who in people.annotators:
        if annotators.find(store, who.handle) is None:
            taking.came("annotators", annotators.adding(who, gesture))
    _tags(taking, people.tags, gesture)
    _stories(taking, store, people, known, gesture)
    _assignments(taking, store, people, known, gesture)
    _links(taking, store, people, gesture)
    _events(taking, store, people, gesture)
    _readings(taking, store, people, known, gesture)
    return taking


def on_behalf(gesture: Gesture, handle: str | None) -> Gesture:
    """The gesture as that of another annotator, for whom a row is brought in."""
    return gesture if not handle else replace(gesture, behalf=handle)


def _tags(taking: TakingIn, wanted: TagSet, gesture: Gesture) -> None:
    """New tags, parents first; one of the same kind and path is the same tag."""
    here = taking.tags
    by_id = {tag.id: tag for tag in here.tags}
    by_path = {(tag.kind, here.path(tag).casefold()): tag for tag in here.tags}
    renamed: dict[str, str] = {}
    added: list[Tag] = []
    for tag in wanted.tags:
        twin = by_path.get((tag.kind, wanted.path(tag).casefold()))
        if twin is not None:
            renamed[tag.id] = twin.id
        elif tag.id in by_id:
            taking.clash("tag", wanted.path(tag))
        else:
            parent = tag.parent
            new = replace(tag, parent=renamed.get(parent, parent) if parent else None)
            added.append(new)
            taking.came("tags", tags.adding(new, gesture))
    taking.tags = TagSet((*here.tags, *added))


def _stories(
    taking: TakingIn, store: Store, people: People, known: set[str], gesture: Gesture
) -> None:
    here = {story.id: story for story in stories.all_stories(store)}
    for story in people.stories:
        for article in story.articles:
            if article not in known:
                taking.lost("story", article, story.title)
        new = replace(story, articles=tuple(a for a in story.articles if a in known))
        old = here.get(story.id)
        if old is None:
            taking.came("stories", stories.adding(new, gesture))
        elif replace(old, version=0) != replace(new, version=0):
            taking.clash("story", story.title)


def _assignments(
    taking: TakingIn, store: Store, people: People, known: set[str], gesture: Gesture
) -> None:
    """Who reads what; one that stands already stays as it is."""
    here = {
        (x.story, x.article, x.annotator.casefold()): x for x in assignments.all_assignments(store)
    }
    told = {story.id for story in (*stories.all_stories(store), *people.stories)}
    for each in people.assignments:
        old = here.get((each.story, each.article, each.annotator.casefold()))
        if each.article not in known:
            taking.lost("assignment", each.article, each.annotator)
        elif each.story not in told:
            taking.orphans.append(
                Orphan(0, "assignment", each.article, each.annotator, "no such story on this desk")
            )
        elif old is None:
            taking.came("assignments", assignments.assigning(each, gesture))
        elif (old.due, old.note) != (each.due, each.note):
            taking.clash("assignment", each.annotator)


def _links(taking: TakingIn, store: Store, people: People, gesture: Gesture) -> None:
    # By their ends: a link whose text has a new version keeps the id of its first places.
    here = {link_key(x.a, x.b, x.relation): x for x in links.all_links(store)}
    for each in people.links:
        ends = _ends_here(taking, "link", (each.a, each.b))
        if ends is None:
            continue
        old = here.get(link_key(ends[0], ends[1], each.relation))
        link = replace(each, id=each.id if old is None else old.id, a=ends[0], b=ends[1])
        said = {} if old is None else {h.casefold(): v for h, v in old.verdicts.items()}
        batch: Batch = []
        if link.annotator and (old is None or old.annotator is None):
            batch += links.making(link, on_behalf(gesture, link.annotator))
        for handle, verdict in link.verdicts.items():
            held = said.get(handle.casefold())
            if held is None:
                batch += annotators.ensuring(handle, gesture)
                batch += links.judging(link, verdict, on_behalf(gesture, handle))
            elif held is not verdict:
                taking.clash("verdict", f"{handle}: {link.a.quote[:40]}")
        if batch:
            taking.came("links", [*_ensuring(link, gesture), *batch])


def _ensuring(link: Link, gesture: Gesture) -> Batch:
    return annotators.ensuring(link.annotator, gesture) if link.annotator else []


def _events(taking: TakingIn, store: Store, people: People, gesture: Gesture) -> None:
    here = {event.id: event for event in events.all_events(store)}
    for each in people.events:
        passages = _ends_here(taking, "event", each.passages)
        if passages is None:
            continue
        event = replace(each, passages=passages)
        old = here.get(event.id)
        if old is None:
            taking.came("events", events.adding(event, gesture))
        elif _in_order(replace(old, version=0)) != _in_order(replace(event, version=0)):
            taking.clash("event", event.title)


def _in_order(event: Event) -> Event:
    return replace(event, passages=tuple(sorted(event.passages)))


def _readings(
    taking: TakingIn, store: Store, people: People, known: set[str], gesture: Gesture
) -> None:
    """Flips, states and corrections: each is one annotator's word, theirs alone."""
    flipped = {
        (each.article, each.span, each.annotator.casefold()): each.verdict
        for each in readings.flips(store)
    }
    for flip in people.flips:
        key = (flip.article, flip.span, flip.annotator.casefold())
        if flip.article not in known:
            taking.lost("flip", flip.article, f"{flip.span.start}-{flip.span.stop}")
        elif key not in flipped and flip.span.stop > len(taking.texts[flip.article]):
            taking.misplaced("flip", flip.article, f"{flip.span.start}-{flip.span.stop}")
        elif key not in flipped:
            batch = readings.flipping(
                flip.article, flip.span, flip.verdict, on_behalf(gesture, flip.annotator)
            )
            taking.came("flips", [*annotators.ensuring(flip.annotator, gesture), *batch])
        elif flipped[key] is not flip.verdict:
            taking.clash("flip", f"{flip.annotator}: {flip.span.start}-{flip.span.stop}")
    states = {(a, who.casefold()): s for (a, who), s in readings.states(store).items()}
    for each in people.readings:
        held = states.get((each.article, each.annotator.casefold()))
        if each.article not in known:
            taking.lost("reading", each.article, each.state)
        elif held is None:
            batch = readings.set_state(each.article, each.state, on_behalf(gesture, each.annotator))
            taking.came("readings", [*annotators.ensuring(each.annotator, gesture), *batch])
        elif held is not each.state:
            taking.clash("reading state", each.annotator)
    _corrections(taking, store, people.corrections, known, gesture)


def _corrections(
    taking: TakingIn,
    store: Store,
    corrections: Iterable[Correction],
    known: set[str],
    gesture: Gesture,
) -> None:
    said: dict[str, Mapping[tuple[str, str], str]] = {}
    for each in corrections:
        if each.article not in known:
            taking.lost("correction", each.article, each.value)
            continue
        if each.article not in said:
            said[each.article] = {
                (entry.name, entry.annotator.casefold()): entry.value
                for entry in readings.metadata(store, each.article).fields
                if entry.annotator is not None
            }
        held = said[each.article].get((each.field, each.annotator.casefold()))
        if held is None:
            # At its own time: where several corrected one field, the newest word holds here too.
            then = replace(on_behalf(gesture, each.annotator), at=each.updated_at or gesture.at)
            batch = readings.correcting(each.article, each.field, each.value, then)
            taking.came("corrections", [*annotators.ensuring(each.annotator, gesture), *batch])
        elif held != each.value:
            taking.clash("correction", f"{each.annotator}: {each.field}")


def take_decisions(
    taking: TakingIn,
    store: Store,
    decisions: Iterable[Decision],
    known: Mapping[str, str],
    gesture: Gesture,
) -> None:
    """Decisions, once the marks are known that they are about.

    Args:
        taking: what they are added to.
        store: the desk's.
        decisions: what was decided elsewhere.
        known: the marks that are here, or come in: whose each is.
        gesture: of who imports.
    """
    rows = curations.all_decisions(store)
    for each in decisions:
        old = rows.get(each.annotation)
        what = f"{each.outcome} {each.annotation}"
        if not {each.annotation, each.result or each.annotation} <= known.keys():
            taking.orphans.append(Orphan(0, "decision", "", what, "no such annotation here"))
        elif is_curated(known[each.annotation]):
            why = "a mark of the curated layer is not decided on"
            taking.orphans.append(Orphan(0, "decision", "", what, why))
        elif each.result is not None and not is_curated(known[each.result]):
            why = f"its result is no curated mark, but {known[each.result]}'s"
            taking.orphans.append(Orphan(0, "decision", "", what, why))
        elif old is None or old.undone:
            taking.came("decisions", curations.deciding(each, old, gesture))
        elif _said_of(old) != _said_of(each):
            taking.clash("decision", each.annotation)


def _said_of(decision: Decision) -> tuple[object, ...]:
    return decision.outcome, decision.version, decision.result, decision.note


def _ends_here(taking: TakingIn, kind: str, ends: Iterable[LinkEnd]) -> tuple[LinkEnd, ...] | None:
    """The places with their words, or None when one of them is not on this desk."""
    found = []
    missing = False
    for end in ends:
        text = taking.texts.get(end.article)
        if text is None:
            taking.lost(kind, end.article, end.quote)
        elif not text and taking.quotes.get((end.article, end.span)) == end.quote:
            found.append(end)
            continue
        elif end.span.stop > len(text) or end.quote not in {"", end.span.of(text)}:
            taking.misplaced(kind, end.article, end.quote)
        else:
            found.append(replace(end, quote=end.span.of(text)))
            continue
        missing = True
    return None if missing else tuple(found)

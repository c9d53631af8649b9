"""Curation: one layer made of several, place by place, and what became of whose mark."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from reader.anchoring import selectors
from reader.desk.agreement import Agreement
from reader.desk.articles import Articles
from reader.desk.choosing import only
from reader.desk.context import Context
from reader.desk.links import Links
from reader.desk.tags import Tags
from reader.errors import ConflictError, ReaderError
from reader.model.agreement import Scope
from reader.model.annotation import Annotation, Tag
from reader.model.curation import (
    CURATED,
    Candidate,
    Decision,
    DoneArticle,
    Item,
    LinkItem,
    Outcome,
    Reading,
    curated_id,
    is_curated,
)
from reader.model.history import Gesture
from reader.model.link import Link, Verdict
from reader.model.values import dataclass, replace
from reader.store import annotations as mark_rows
from reader.store import curations
from reader.store import links as link_rows
from reader.store.protocol import Batch

SEVERAL = 2  # people whose marks there is something to decide between
FEW = 1_000  # articles whose marks are read one by one; from there on all marks are as soon


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a mark: the decision on it, and the curated mark, if one stands."""

    mark: Annotation
    decision: Decision
    result: Annotation | None


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be written of one item: curated marks, and what is decided of each mark."""

    item: Item
    results: tuple[Annotation, ...]
    decided: tuple[tuple[Annotation, Outcome, str | None], ...]


class Curation:
    """The curated layer of a desk. Who decides is the annotator that the desk was opened by."""

    def __init__(
        self,
        context: Context,
        articles: Articles,
        tags: Tags,
        links: Links,
        agreement: Agreement,
    ) -> None:
        self._context = context
        self._articles = articles
        self._tags = tags
        self._links = links
        self._agreement = agreement

    # -- reading ---------------------------------------------------------------------------

    def items(self, scope: Scope | None = None) -> tuple[Item, ...]:
        """Every place that there is or was to decide on, by article and position.

        Of articles that two or more people are done with; with `every` of those that two
        touched. A tag in the scope means places that somebody tagged so.
        """
        from reader.team import curation

        scope = scope or Scope()
        codebook = self._tags.all()
        decisions = self._decisions()
        done, standing = self._done(scope, decisions)
        found = curation.items(done, codebook, decisions, standing)
        if scope.tag is None:
            return found
        return tuple(
            item
            for item in found
            if any(codebook.path(tag) == scope.tag for v in item.versions for tag in v.tags)
        )

    def find(self, words: Sequence[str]) -> tuple[Item, ...]:
        """Each the place with a mark of that id, or the only one with a mark whose id starts so.

        Looked for where two are done, then where two touched the article.

        Raises:
            NotFoundError, AmbiguousError: none, or several.
        """
        found: tuple[Item, ...] = ()
        for every in (False, True):
            found += self.items(Scope(every=every))
            if all(any(_named(item, word) for item in found) for word in words):
                break
        named = {item.id: item for item in (_named_alone(found, word) for word in words)}
        return tuple(named.values())

    def at_least(self, share: float, scope: Scope | None = None) -> tuple[Item, ...]:
        """The open places of which such a share of the people says what is proposed, 0..1."""
        from reader.team import curation

        return curation.at_least(self.items(scope), share)

    def decisions(self, article: str) -> Mapping[str, Decision]:
        """What was decided of the marks of one article, by their ids."""
        return curations.of_article(self._context.store, article)

    def told(self, annotator: str | None = None) -> tuple[Told, ...]:
        """What became of somebody's marks, one's own unless said otherwise, the newest first."""
        me = (annotator or self._context.annotator).casefold()
        decisions = self._decisions()
        results = [each.result for each in decisions.values() if each.result is not None]
        marks = mark_rows.load_all(self._context.store, [*decisions, *dict.fromkeys(results)])
        found = [
            Told(marks[name], each, _live(marks.get(each.result or "")))
            for name, each in decisions.items()
            if marks[name].annotator.casefold() == me
        ]
        return tuple(sorted(found, key=lambda t: (t.decision.at, t.mark.id), reverse=True))

    def links(self, scope: Scope | None = None) -> tuple[LinkItem, ...]:
        """Links that one confirmed and another rejected, decided or not, in reading order."""
        scope = scope or Scope()
        times = link_rows.verdict_times(self._context.store)
        inside = {each.id for each in self._articles.list(scope.story)}
        found = []
        for link in self._links.all(suggested=False):
            ends = {link.a.article, link.b.article}
            if not ends <= inside or (scope.article is not None and scope.article not in ends):
                continue
            item = _link_item(link, times)
            if {Verdict.CONFIRMED, Verdict.REJECTED} <= set(item.verdicts.values()):
                found.append(item)
        return tuple(sorted(found, key=lambda item: (item.link.a, item.link.b, item.id)))

    def _decisions(self) -> dict[str, Decision]:
        every = curations.all_decisions(self._context.store)
        return {name: each for name, each in every.items() if not each.undone}

    def _done(
        self, scope: Scope, decisions: Mapping[str, Decision]
    ) -> tuple[list[DoneArticle], Collection[str]]:
        """What several people did, and which marks stand in the curated layer."""
        store = self._context.store
        doers = self._agreement.doers(scope)
        worked = [each for each, people in doers.items() if len(people) >= SEVERAL]
        if len(worked) > FEW:
            live = mark_rows.select(store, article=scope.article)
        else:
            live = tuple(m for each in worked for m in mark_rows.of_article(store, each))
        standing = {mark.id for mark in live if is_curated(mark.annotator)}
        known = {mark.id for mark in live}
        away = [
            name
            for name, each in decisions.items()
            if name not in known and each.outcome is not Outcome.REJECTED
        ]
        gone = [mark for mark in mark_rows.load_all(store, away).values() if mark.deleted]
        by_article: dict[str, list[Annotation]] = {}
        for mark in (*live, *gone):
            by_article.setdefault(mark.article, []).append(mark)
        found = []
        for summary in self._articles.list(scope.story) if worked else ():
            people = sorted(doers.get(summary.id, ()), key=str.casefold)
            if len(people) < SEVERAL or scope.article not in {None, summary.id}:
                continue
            named = {handle.casefold() for handle in people}
            marks = [m for m in by_article.get(summary.id, ()) if m.annotator.casefold() in named]
            found.append(DoneArticle(summary.id, tuple(people), tuple(marks)))
        return found, standing

    # -- deciding --------------------------------------------------------------------------

    def accept(
        self, items: Sequence[Item], versions: Sequence[int] | None = None, *, note: str = ""
    ) -> tuple[Annotation, ...]:
        """Let what is proposed stand, or some of the versions, each for itself; one gesture.

        Of the other versions those with the same tags are merged into what stands, the rest is
        rejected.

        Args:
            items: places as they were looked at.
            versions: indices into `Item.versions`; None for the proposal.
            note: why.

        Raises:
            ConflictError: somebody decided meanwhile; nothing was written.
        """
        return self.accept_each([(item, versions) for item in items], note=note)

    def accept_each(
        self, chosen: Sequence[tuple[Item, Sequence[int] | None]], *, note: str = ""
    ) -> tuple[Annotation, ...]:
        """The same with versions of its own for each place."""
        return self._write([self._accepting(*each) for each in chosen], note)

    def merge(
        self, item: Item, tags: Sequence[Tag] | None = None, *, note: str = ""
    ) -> tuple[Annotation, ...]:
        """Make one mark of all versions: their borders together, and these tags, or all."""
        from reader.team import curation

        marks = [mark for mark in item.marks if not mark.deleted] or list(item.marks)
        if tags is None:
            tags = curation.narrowest((t for m in marks for t in m.tags), self._tags.all())
        spans = curation.union(mark.anchor.spans for mark in marks)
        return self._write([self._merging(item, Reading(spans, tuple(tags)))], note)

    def reject(self, items: Sequence[Item], *, note: str = "") -> None:
        """Let nothing stand at these places; one gesture."""
        plans = [_Plan(x, (), tuple((m, Outcome.REJECTED, None) for m in x.marks)) for x in items]
        self._write(plans, note)

    def judge(self, link: Link, verdict: Verdict | None) -> None:
        """Decide on a link over what everybody says; None takes that back."""
        gesture = replace(self._context.gesture(), behalf=CURATED)
        batch = [*curations.layer(gesture), *link_rows.judging(link, verdict, gesture)]
        self._context.write(gesture, batch)

    def _accepting(self, item: Item, versions: Sequence[int] | None) -> _Plan:
        if versions is None:
            alike = [n for n, x in enumerate(item.versions) if x.key == item.proposal.key]
            if not alike:
                return self._merging(item, item.proposal)
            versions = alike
        if not versions or not set(versions) <= set(range(len(item.versions))):
            raise ReaderError(
                f"this place has {len(item.versions)} versions", where=item.quote[:40]
            )
        chosen = [item.versions[index] for index in versions]
        results = {each.key: self._copy(each) for each in chosen}
        by_tags = {each.key[1]: results[each.key].id for each in reversed(chosen)}
        decided: list[tuple[Annotation, Outcome, str | None]] = []
        for each in item.versions:
            result = results.get(each.key)
            near = by_tags.get(each.key[1])
            for mark in each.marks:
                if result is not None:
                    decided.append((mark, Outcome.ACCEPTED, result.id))
                elif near is not None:
                    decided.append((mark, Outcome.MERGED, near))
                else:
                    decided.append((mark, Outcome.REJECTED, None))
        return _Plan(item, tuple(results.values()), tuple(decided))

    def _copy(self, version: Candidate) -> Annotation:
        """The curated mark of marks that are alike; it has the id that the oldest one gives."""
        first = version.marks[0]
        made = self._made(version.marks, [first.id])
        return replace(made, anchor=first.anchor, tags=first.tags)

    def _merging(self, item: Item, reading: Reading) -> _Plan:
        marks = [mark for mark in item.marks if not mark.deleted] or list(item.marks)
        text = self._articles.get(item.article).text
        made = replace(
            self._made(marks, [mark.id for mark in marks]),
            anchor=selectors.describe(reading.spans, text),
            tags=reading.tags,
        )
        return _Plan(item, (made,), tuple((mark, Outcome.MERGED, made.id) for mark in item.marks))

    def _made(self, marks: Sequence[Annotation], sources: Sequence[str]) -> Annotation:
        """A mark of the layer with all notes and attributes of these; the oldest word wins."""
        attributes: dict[str, str] = {}
        for mark in reversed(marks):
            attributes |= mark.attributes
        return replace(
            marks[0],
            id=curated_id(sources),
            annotator=CURATED,
            note="\n".join(dict.fromkeys(mark.note for mark in marks if mark.note)),
            attributes=attributes,
            version=1,
            updated_by=self._context.annotator,
            deleted=False,
        )

    # -- writing ---------------------------------------------------------------------------

    def _write(self, plans: Sequence[_Plan], note: str) -> tuple[Annotation, ...]:
        store = self._context.store
        gesture = self._context.gesture()
        rows = curations.all_decisions(store)
        self._refuse_faster(plans, rows)
        results = {each.id: each for plan in plans for each in plan.results}
        decided = {mark.id: d for plan in plans for mark, *d in plan.decided}
        before = [rows[name].result or "" for name in decided if name in rows]
        before += [curated_id([name]) for name in decided]
        before += [curated_id([mark.id for mark, *_ in plan.decided]) for plan in plans]
        here = mark_rows.load_all(store, [*results, *dict.fromkeys(before)])
        batches: list[Batch] = [curations.layer(gesture)]
        batches += [_standing(new, here.get(name), gesture) for name, new in results.items()]
        for plan in plans:
            for mark, outcome, result in plan.decided:
                new = Decision(mark.id, outcome, mark.version, result, note)
                batches.append(curations.deciding(new, rows.get(mark.id), gesture))
        others = {x.result for name, x in rows.items() if name not in decided and not x.undone}
        for name, old in here.items():
            stands = name in results or name in others or old.deleted
            # A file that came in may name a person's mark as the curated one.
            if not stands and is_curated(old.annotator):
                batches.append(mark_rows.deleting(old, gesture))
        self._context.write(gesture, *batches)
        return tuple(mark_rows.load_all(store, list(results)).values())

    def _refuse_faster(self, plans: Sequence[_Plan], rows: Mapping[str, Decision]) -> None:
        """Refuse to decide over what a colleague decided since the places were looked at."""
        me = self._context.annotator.casefold()
        for plan in plans:
            for mark in plan.item.marks:
                known, row = plan.item.decisions.get(mark.id), rows.get(mark.id)
                unseen = row is not None and not row.undone and row != known
                if row is not None and unseen and row.by.casefold() != me:
                    raise ConflictError(
                        f"{row.by} {row.outcome} it meanwhile",
                        where=" ".join(plan.item.quote.split())[:40],
                        remedy="look at it as it is now, then decide again",
                    )


def _named(item: Item, word: str) -> bool:
    return any(mark.id.startswith(word.lower()) for mark in item.marks)


def _named_alone(items: Sequence[Item], word: str) -> Item:
    fitting = {item.id: item for item in reversed(items) if _named(item, word)}
    return only(
        list(fitting.values()),
        word,
        nouns=("place to decide on", "places"),
        none="`reader curate` lists them",
        several="give more of the id",
        line=lambda item: f"{item.id}  {' '.join(item.quote.split())}",
    )


def _standing(new: Annotation, old: Annotation | None, gesture: Gesture) -> Batch:
    """What makes a mark stand in the layer as it shall."""
    if old is None:
        return mark_rows.adding(replace(new, created_at=gesture.at, updated_at=gesture.at), gesture)
    if not is_curated(old.annotator):
        raise ConflictError(
            f"a mark of {old.annotator}'s has the id that the curated one would have",
            where=old.id,
            remedy=f"it came in from a file; only {old.annotator} takes it away",
        )
    same = (old.anchor, old.tags, old.note, old.attributes, old.deleted)
    if same == (new.anchor, new.tags, new.note, new.attributes, False):
        return []
    return mark_rows.editing(old, new, gesture)


def _live(mark: Annotation | None) -> Annotation | None:
    return None if mark is None or mark.deleted else mark


def _link_item(link: Link, times: Mapping[tuple[str, str], str]) -> LinkItem:
    """A link with what people say, and the word of the layer."""
    verdicts = {who: said for who, said in link.verdicts.items() if not is_curated(who)}
    word = _curated(link.verdicts.items())
    if word is None:
        return LinkItem(link, verdicts)
    handle, decided = word
    since = times.get((link.id, handle), "")
    changed = any(
        said is not decided and times.get((link.id, who), "") > since
        for who, said in verdicts.items()
    )
    return LinkItem(link, verdicts, decided, changed)


def _curated(verdicts: Iterable[tuple[str, Verdict]]) -> tuple[str, Verdict] | None:
    return next((each for each in verdicts if is_curated(each[0])), None)

"""Assigning: the articles of a story given to annotators, what each has done, what is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from reader.desk.articles import Articles
from reader.desk.context import Context
from reader.desk.stories import Stories
from reader.errors import NotFoundError, ReaderError
from reader.model.article import ArticleSummary, Assignment, ReadingState, Story
from reader.model.ids import is_handle, timestamp
from reader.model.values import dataclass, replace
from reader.store import annotators, readings
from reader.store import assignments as rows
from reader.team.sharing_out import share_out

DAY_LENGTH = len("2020-10-06")


@dataclass(frozen=True, slots=True)
class Reader:
    """One who has an article, and how far they are.

    Attributes:
        annotator: the handle.
        state: how far.
        due: a day, or empty.
        overdue: whether that day is past and they are not done.
        note: what they were told.
    """

    annotator: str
    state: ReadingState
    due: str = ""
    overdue: bool = False
    note: str = ""

    @property
    def done(self) -> bool:
        """Whether nothing is left to them here."""
        return self.state is ReadingState.DONE


@dataclass(frozen=True, slots=True)
class Share:
    """What one annotator has of a story: counts of articles, and of their marks on these."""

    annotator: str
    assigned: int
    done: int
    reading: int
    overdue: int
    marks: int

    @property
    def left(self) -> int:
        """How many they are not done with."""
        return self.assigned - self.done


@dataclass(frozen=True, slots=True)
class StoryWork:
    """How far a story is.

    Attributes:
        story: which.
        people: everybody who has some of it, by handle.
        articles: each article with who has it, in the story's order.
    """

    story: Story
    people: tuple[Share, ...]
    articles: tuple[tuple[ArticleSummary, tuple[Reader, ...]], ...]


class Assigning:
    """Who reads what on a desk."""

    def __init__(self, context: Context, articles: Articles, stories: Stories) -> None:
        self._context = context
        self._articles = articles
        self._stories = stories

    # -- reading ---------------------------------------------------------------------------

    def all(self, story: Story | None = None) -> tuple[Assignment, ...]:
        """Every assignment, or those of one story."""
        every = rows.all_assignments(self._context.store)
        return tuple(x for x in every if story is None or x.story == story.id)

    def readers(self, story: Story | None = None) -> Mapping[str, tuple[Reader, ...]]:
        """Who has each article, by article; those that nobody has are not there.

        Somebody who has it in several stories is told of once, with the earliest day.
        """
        given = self.all(story)
        states = self._states() if given else {}
        found: dict[str, dict[str, Reader]] = {}
        for each in given:
            here = found.setdefault(each.article, {})
            key = each.annotator.casefold()
            state = states.get((each.article, key), ReadingState.TO_READ)
            said = here.get(key)
            due = min((x for x in (each.due, said.due if said else "") if x), default="")
            note = each.note or (said.note if said else "")
            late = bool(due) and due < self._today() and state is not ReadingState.DONE
            here[key] = Reader(each.annotator, state, due, late, note)
        return {
            article: tuple(sorted(here.values(), key=lambda reader: reader.annotator.casefold()))
            for article, here in found.items()
        }

    def mine(self, *, left: bool = False) -> tuple[str, ...]:
        """The articles at work that were given to who asks; with `left`, those not done."""
        me = self._context.annotator.casefold()
        found = {
            article
            for article, here in self.readers().items()
            for each in here
            if each.annotator.casefold() == me and not (left and each.done)
        }
        listed = self._articles.list() if found else ()
        return tuple(each.id for each in listed if each.id in found)

    def work(self, story: Story) -> StoryWork:
        """How far a story is: each annotator's share, and each article's readers."""
        readers = self.readers(story)
        marks = rows.marks_by(self._context.store)
        listed = tuple((x, readers.get(x.id, ())) for x in self._articles.list(story.id))
        shares: dict[str, Share] = {}
        for summary, here in listed:
            for each in here:
                key = each.annotator.casefold()
                old = shares.get(key) or Share(each.annotator, 0, 0, 0, 0, 0)
                shares[key] = replace(
                    old,
                    assigned=old.assigned + 1,
                    done=old.done + each.done,
                    reading=old.reading + (each.state is ReadingState.READING),
                    overdue=old.overdue + each.overdue,
                    marks=old.marks + marks.get((summary.id, key), 0),
                )
        return StoryWork(story, tuple(shares[key] for key in sorted(shares)), listed)

    # -- writing ---------------------------------------------------------------------------

    def assign(
        self,
        story: Story,
        people: Sequence[str],
        articles: Sequence[str] = (),
        *,
        each: int | None = None,
        due: str = "",
        note: str = "",
    ) -> tuple[Assignment, ...]:
        """Give articles of a story to annotators, as one gesture.

        Args:
            story: whose.
            people: their handles.
            articles: ids; all of the story where none are named.
            each: share them out evenly so that so many read each, what stands included; where
                not given, everybody named gets all.
            due: a day by which they are to be done, or empty.
            note: what to tell them.

        Returns:
            What is new, or was given another day or note.

        Raises:
            ReaderError: no such person can be, no such day, an article that is not in the
                story, or too few people.
        """
        due = _day(due)
        chosen = self._chosen(story, articles)
        named = {self._known(who).casefold(): self._known(who) for who in people}
        held = {(x.article, x.annotator.casefold()): x for x in self.all(story)}
        if each is None:
            pairs = tuple((article, who) for article in chosen for who in named)
        else:
            pairs = self._shared(chosen, tuple(named), each, held)
        new = []
        for article, who in pairs:
            old = held.get((article, who))
            wanted = Assignment(story.id, article, named[who], due, note.strip())
            if old is not None:
                wanted = replace(old, due=due or old.due, note=wanted.note or old.note)
            if wanted != old:
                new.append(wanted)
        if new:
            gesture = self._context.gesture()
            self._context.write(gesture, *(rows.assigning(x, gesture) for x in new))
        return tuple(new)

    def unassign(
        self, story: Story, people: Sequence[str] = (), articles: Sequence[str] = ()
    ) -> tuple[Assignment, ...]:
        """Take articles of a story from annotators, as one gesture; what they made stays.

        Args:
            story: whose.
            people: from whom; from everybody where none are named.
            articles: which; all where none are named.
        """
        wanted = {who.casefold() for who in people}
        gone = tuple(
            x
            for x in self.all(story)
            if (not wanted or x.annotator.casefold() in wanted)
            and (not articles or x.article in set(articles))
        )
        if gone:
            gesture = self._context.gesture()
            self._context.write(gesture, *(rows.unassigning(x, gesture) for x in gone))
        return gone

    # -- beside ----------------------------------------------------------------------------

    def _chosen(self, story: Story, articles: Sequence[str]) -> tuple[str, ...]:
        listed = [each.id for each in self._articles.list(story.id)]
        for article in articles:
            if article not in listed:
                raise NotFoundError(
                    "this article is not in the story",
                    where=f"{self._articles.get(article).title}: {story.title}",
                    remedy=f'`reader story add "{story.title}" ARTICLE` puts it there',
                )
        return tuple(each for each in listed if not articles or each in set(articles))

    def _shared(
        self,
        chosen: Sequence[str],
        people: Sequence[str],
        each: int,
        held: Mapping[tuple[str, str], Assignment],
    ) -> tuple[tuple[str, str], ...]:
        for article in chosen:
            readers = {who for here, who in held if here == article} | set(people)
            if len(readers) < each:
                raise ReaderError(
                    f"{each} are to read each article, and {len(readers)} could",
                    where=", ".join(people),
                    remedy="name more people, or a smaller number",
                )
        return share_out(chosen, people, each, held)

    def _known(self, handle: str) -> str:
        handle = handle.strip()
        if not is_handle(handle):
            raise ReaderError(
                "this cannot be the name of an annotator",
                where=repr(handle),
                remedy="name them as they do with --as, several with commas: ada,bo",
            )
        found = annotators.find(self._context.store, handle)
        return handle if found is None else found.handle

    def _states(self) -> dict[tuple[str, str], ReadingState]:
        states = readings.states(self._context.store)
        return {(article, who.casefold()): state for (article, who), state in states.items()}

    def _today(self) -> str:
        return timestamp(self._context.clock())[:DAY_LENGTH]


def _day(written: str) -> str:
    """A day as it is kept, `2020-10-06`, or empty."""
    written = written.strip()
    if not written:
        return ""
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError as error:
        raise ReaderError("not a day", where=written, remedy="write it as 2020-10-06") from error

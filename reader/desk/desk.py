"""One opened desk: its verbs by subject, and what the screen asks of it as a whole.

Each group of verbs is loaded when it is first asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from reader.desk.articles import Articles
from reader.desk.blindness import Sight, sight_of
from reader.desk.context import Context
from reader.desk.lazily import lazily
from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.desk.agreement import Agreement
    from reader.desk.annotators import Annotators
    from reader.desk.assigning import Assigning
    from reader.desk.care import Care
    from reader.desk.comments import Comments
    from reader.desk.copies import Copies
    from reader.desk.curation import Curation
    from reader.desk.entities import Entities
    from reader.desk.events import Events
    from reader.desk.exchange import Exchange
    from reader.desk.history import History
    from reader.desk.links import Links
    from reader.desk.marks import Marks
    from reader.desk.merging import Merging
    from reader.desk.naming import Naming
    from reader.desk.presence import Presence
    from reader.desk.purging import Purging
    from reader.desk.standing import Standing
    from reader.desk.stories import Stories
    from reader.desk.tags import Tags
    from reader.desk.versions import Versions
    from reader.desk.withdrawing import Withdrawing


class Desk:
    """Every verb of the tool on one folder with corpus/ and annotations.db.

    Every verb may be called from any thread; a verb that writes returns when it is on disk.

    Attributes:
        folder: the desk's folder.
        database: the file that is, or at the first write will be, written to.
        sample: whether it is the sample of a checkout, or somebody's copy of it.
    """

    def __init__(self, context: Context, *, folder: Path, database: Path, sample: bool) -> None:
        self._context = context
        self.folder = folder
        self.database = database
        self.sample = sample
        self.articles = Articles(context, folder)
        self._seen = context.store.watch()

    # -- verbs by subject ------------------------------------------------------------------

    @lazily
    def tags(self) -> Tags:
        """The codebook."""
        from reader.desk.tags import Tags

        return Tags(self._context)

    @lazily
    def marks(self) -> Marks:
        """Everybody's annotations."""
        from reader.desk.marks import Marks

        return Marks(self._context, self.articles, self.tags)

    @lazily
    def comments(self) -> Comments:
        """What annotators say of marks."""
        from reader.desk.comments import Comments

        return Comments(self._context, self.marks)

    @lazily
    def links(self) -> Links:
        """Links and suggestions."""
        from reader.desk.links import Links

        return Links(self._context, self.articles)

    @lazily
    def entities(self) -> Entities:
        """Names, and who is meant by them."""
        from reader.desk.entities import Entities

        return Entities(self._context, self.articles, self.tags, self.links)

    @lazily
    def naming(self) -> Naming:
        """Names that may be marked as entities."""
        from reader.desk.naming import Naming

        return Naming(self._context, self.articles, self.tags, self.marks)

    @lazily
    def copies(self) -> Copies:
        """What was copied from what."""
        from reader.desk.copies import Copies

        return Copies(self.articles)

    @lazily
    def events(self) -> Events:
        """What several articles tell."""
        from reader.desk.events import Events

        return Events(self._context, self.articles, self.links, self.copies)

    @lazily
    def stories(self) -> Stories:
        """Articles that are read together."""
        from reader.desk.stories import Stories

        return Stories(self._context, self.articles)

    @lazily
    def assigning(self) -> Assigning:
        """Who is to read what."""
        from reader.desk.assigning import Assigning

        return Assigning(self._context, self.articles, self.stories)

    @lazily
    def purging(self) -> Purging:
        """Articles that are removed for good."""
        from reader.desk.purging import Purging

        return Purging(self._context, self.articles, self.withdrawing, self.folder)

    @lazily
    def history(self) -> History:
        """Who did what when, undo and redo."""
        from reader.desk.history import History

        return History(self._context)

    @lazily
    def exchange(self) -> Exchange:
        """What goes out and comes in."""
        from reader.desk.exchange import Exchange

        return Exchange(self._context, self.articles, self.tags, self.stories)

    @lazily
    def care(self) -> Care:
        """Looking after the file."""
        from reader.desk.care import Care

        return Care(self._context)

    @lazily
    def annotators(self) -> Annotators:
        """Who works here."""
        from reader.desk.annotators import Annotators

        return Annotators(self._context)

    @lazily
    def presence(self) -> Presence:
        """Who is here at this moment."""
        from reader.desk.presence import Presence

        return Presence(self._context)

    @lazily
    def versions(self) -> Versions:
        """Articles that were scraped again."""
        from reader.desk.versions import Versions

        return Versions(self._context)

    @lazily
    def withdrawing(self) -> Withdrawing:
        """Articles that are taken from the desk."""
        from reader.desk.withdrawing import Withdrawing

        return Withdrawing(self._context, self.articles)

    @lazily
    def merging(self) -> Merging:
        """Desks that become one."""
        from reader.desk.merging import Merging

        return Merging(self._context, self.articles)

    @lazily
    def agreement(self) -> Agreement:
        """How far annotators agree."""
        from reader.desk.agreement import Agreement

        return Agreement(self._context, self.articles, self.tags, self.links)

    @lazily
    def curation(self) -> Curation:
        """One layer made of several."""
        from reader.desk.curation import Curation

        return Curation(self._context, self.articles, self.tags, self.links, self.agreement)

    # -- the desk as a whole ---------------------------------------------------------------

    @property
    def annotator(self) -> str:
        """The handle of who works here."""
        return self._context.annotator

    def sight(self, *, blind: bool) -> Sight:
        """What this annotator may see of others' work: all of it, or as one who works blind."""
        listed = self.articles.list(older=True) if blind else ()
        return sight_of(self.annotator, listed, blind=blind)

    @property
    def read_only(self) -> str | None:
        """Why nothing can be written here, one line; None when it can."""
        return self._context.store.read_only if self._context.materialise is None else None

    def notices(self) -> tuple[str, ...]:
        """Lines to say to the user, each given once."""
        lines = tuple(self._context.notices)
        self._context.notices.clear()
        return lines

    def changed(self) -> bool:
        """Whether somebody else has written since this was last asked.

        Raises:
            DeskError: the file is gone or damaged.
        """
        token = self._context.store.watch()
        changed = token != self._seen
        self._seen = token
        if changed:
            self.articles.forget()
        return changed

    def standing(self) -> Standing:
        """For one who asks again and again how some articles stand."""
        from reader.desk.standing import Standing

        return Standing(self._context, self.articles)

    @contextmanager
    def earlier(self, *, moment: str | None = None, last: int | None = None) -> Iterator[Desk]:
        """The desk as it stood: everything can be asked of it, and nothing written.

        Args:
            moment: a day (its end) or a time, as a person writes it.
            last: the number of the last entry of history that had come by then, instead.

        Raises:
            ReaderError: that is no day, no article was here by then, or the desk is of a kind
                that cannot be copied.
        """
        from reader.desk import past

        when = None if moment is None else past.moment_of(moment)
        with past.at(self._context.store, when, last) as copy:
            context = Context(copy, self.annotator)
            then = Desk(context, folder=self.folder, database=self.database, sample=False)
            if not then.articles.list(older=True):
                raise ReaderError(
                    "there was no article on this desk then",
                    where=moment or "",
                    remedy="`reader history` tells when the first one came",
                )
            yield then

    def stood_for(self, then: Desk, articles: Sequence[str]) -> tuple[str, ...]:
        """Of these articles those that were on the desk then, in the versions of that time.

        All that were there, where it was none of them.
        """
        there = {each.id for each in then.articles.list() if not each.withdrawn}
        found: dict[str, None] = {}
        for each in articles:
            at: str | None = each
            while at is not None and at not in there:
                at = self.versions.previous(at)
            if at is not None:
                found[at] = None
        return tuple(found) or tuple(x.id for x in then.articles.list() if x.id in there)

    def close(self) -> None:
        """Let go of the file."""
        self._context.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

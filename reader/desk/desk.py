"""One opened desk: its verbs by subject, and what the screen asks of it as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from reader.desk import past
from reader.desk.agreement import Agreement
from reader.desk.annotators import Annotators
from reader.desk.articles import Articles
from reader.desk.assigning import Assigning
from reader.desk.blindness import Sight, sight_of
from reader.desk.care import Care
from reader.desk.comments import Comments
from reader.desk.context import Context
from reader.desk.copies import Copies
from reader.desk.curation import Curation
from reader.desk.entities import Entities
from reader.desk.events import Events
from reader.desk.exchange import Exchange
from reader.desk.history import History
from reader.desk.links import Links
from reader.desk.marks import Marks
from reader.desk.merging import Merging
from reader.desk.presence import Presence
from reader.desk.purging import Purging
from reader.desk.stories import Stories
from reader.desk.tags import Tags
from reader.desk.versions import Versions
from reader.desk.withdrawing import Withdrawing
from reader.errors import ReaderError


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
        self.tags = Tags(context)
        self.marks = Marks(context, self.articles, self.tags)
        self.comments = Comments(context, self.marks)
        self.links = Links(context, self.articles)
        self.entities = Entities(context, self.articles, self.tags, self.links)
        self.copies = Copies(self.articles)
        self.events = Events(context, self.articles, self.links, self.copies)
        self.stories = Stories(context, self.articles)
        self.assigning = Assigning(context, self.articles, self.stories)
        self.history = History(context)
        self.exchange = Exchange(context, self.articles, self.tags, self.stories)
        self.care = Care(context)
        self.annotators = Annotators(context)
        self.presence = Presence(context)
        self.versions = Versions(context)
        self.withdrawing = Withdrawing(context, self.articles)
        self.purging = Purging(context, self.articles, self.withdrawing, folder)
        self.merging = Merging(context, self.articles)
        self.agreement = Agreement(context, self.articles, self.tags, self.links)
        self.curation = Curation(context, self.articles, self.tags, self.links, self.agreement)
        self._seen = context.store.watch()

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

"""Withdrawing: an article leaves the work, with all that stands on it, and may come back.

It is a tombstone on the article and nothing else. Its marks, links and passages stay in the file
as they are, and are seen again when it comes back; meanwhile exports write its marks and say that
it was withdrawn.
"""

from __future__ import annotations

from collections.abc import Sequence

from reader.desk.articles import Articles
from reader.desk.choosing import meant
from reader.desk.context import Context
from reader.errors import NotFoundError
from reader.model.article import ArticleSummary
from reader.model.history import Gesture
from reader.model.values import dataclass
from reader.store import annotations as marks
from reader.store import articles as rows
from reader.store import events, links, purges, versions
from reader.store.protocol import Batch
from reader.store.purges import told as removed


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """An article that went or came back, and what went or came with it.

    Attributes:
        article: as it was listed.
        versions: how many versions of it.
        marks: everybody's, on all of them.
        links: that people made or judged, with an end there.
        passages: of kept events.
    """

    article: ArticleSummary
    versions: int
    marks: int
    links: int
    passages: int


class Withdrawing:
    """Which articles of a desk were withdrawn, and the way there and back."""

    def __init__(self, context: Context, articles: Articles) -> None:
        self._context = context
        self._articles = articles

    def all(self) -> tuple[ArticleSummary, ...]:
        """The articles that were withdrawn, the newest version of each, by number."""
        every = self._articles.list(older=True, withdrawn=True)
        at_work = {each.number for each in every if not each.withdrawn}
        gone = versions.gone(self._context.store)
        newest: dict[int, ArticleSummary] = {}
        for each in every:
            if each.withdrawn and each.number not in at_work:
                held = newest.get(each.number)
                if held is None or _last(each, gone[each.id]) > _last(held, gone[held.id]):
                    newest[each.number] = each
        return tuple(newest[number] for number in sorted(newest))

    def find(self, word: str) -> str:
        """The id of the withdrawn article that a person means, as `Articles.resolve` reads it.

        Raises:
            NotFoundError, AmbiguousError: none that was withdrawn fits, or several do.
        """
        return meant(word, self.all(), "`reader list --withdrawn` shows what was withdrawn")

    def withdraw(self, articles: Sequence[str]) -> tuple[Withdrawal, ...]:
        """Take articles out of the work, with all their versions, as one gesture.

        Args:
            articles: ids; of any version.

        Raises:
            NotFoundError: one is not on the desk, or was withdrawn already.
            ConflictError: somebody changed one meanwhile; none was withdrawn.
        """
        self._context.writable_store()
        listed = {each.id: each for each in self._articles.list(older=True)}
        stored = listed.keys() - self._context.unstored.keys()
        found = []
        for article in dict.fromkeys(articles):
            if article not in stored:
                raise NotFoundError(
                    "this article is not on the desk", where=article, remedy="`reader list` does"
                )
            number = listed[article].number
            found.append([x for x in listed.values() if x.number == number and x.id in stored])
        told = tuple(self.told(each) for each in _unlike(found))
        store, gesture = self._context.store, self._context.gesture()
        batches = [
            rows.withdrawing(store, version.id, gesture)
            for each in _unlike(found)
            for version in each
        ]
        self._write(gesture, batches)
        return told

    def bring_back(self, articles: Sequence[str]) -> tuple[Withdrawal, ...]:
        """Put withdrawn articles back to work, each with the versions that went with it.

        Args:
            articles: ids, as `find` gives them.

        Raises:
            NotFoundError: one was not withdrawn, or its text was purged.
        """
        store = self._context.writable_store()
        listed = {each.id: each for each in self._articles.list(older=True, withdrawn=True)}
        gone, purged = versions.gone(store), purges.all_purges(store)
        found = []
        for article in dict.fromkeys(articles):
            if article in purged:
                raise NotFoundError(
                    removed(purged[article]),
                    where=listed[article].title,
                    remedy="`reader list --withdrawn` shows what was withdrawn",
                )
            if article not in gone:
                raise NotFoundError(
                    "this article was not withdrawn", where=article, remedy="it is on the list"
                )
            number, at = listed[article].number, gone[article]
            # A version that was taken back earlier stays so.
            same = [x for x in listed.values() if x.number == number and gone.get(x.id) == at]
            same = [each for each in same if each.id not in purged]
            found.append(same)
        gesture = self._context.gesture()
        told = tuple(self.told(each) for each in _unlike(found))
        batches = [
            rows.returning(version.id, gesture) for each in _unlike(found) for version in each
        ]
        self._write(gesture, batches)
        return told

    def _write(self, gesture: Gesture, batches: Sequence[Batch]) -> None:
        self._context.write(gesture, *batches)
        self._articles.forget()

    def told(self, every: Sequence[ArticleSummary]) -> Withdrawal:
        """What stands on versions of one article."""
        store = self._context.store
        ids = {each.id for each in every}
        judged = links.all_links(store, judged=True)
        passages = [end for event in events.all_events(store) for end in event.passages]
        return Withdrawal(
            article=max(every, key=lambda each: each.version),
            versions=len(every),
            marks=sum(len(marks.of_article(store, each)) for each in ids),
            links=sum(x.a.article in ids or x.b.article in ids for x in judged),
            passages=sum(end.article in ids for end in passages),
        )


def _last(each: ArticleSummary, at: str) -> tuple[str, int]:
    return at, each.version


def _unlike(found: Sequence[list[ArticleSummary]]) -> list[list[ArticleSummary]]:
    """Every article once, whichever of its versions were named."""
    return list({each[0].number: each for each in found}.values())

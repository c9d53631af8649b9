"""Purging: the bytes and the words of an article taken out of the file, for good.

What people made stays, with the words it quotes; that an article stood here, who took its text
out, when and why, stays too. Nothing here brings the text back, not even the same file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from reader.desk.articles import Articles
from reader.desk.choosing import meant
from reader.desk.context import Context
from reader.desk.withdrawing import Withdrawal, Withdrawing
from reader.errors import DeskError, NotFoundError, ReaderError
from reader.model.article import ArticleSummary
from reader.model.values import dataclass
from reader.store import annotators, purges
from reader.store import articles as rows
from reader.store.purges import Purge
from reader.store.sqlite import SqliteStore

__all__ = ("Purge", "Purging", "Taking")

BACKUPS_NAME = "backups"  # the folder beside the desk where `reader backup` puts them


@dataclass(frozen=True, slots=True)
class Taking:
    """What a purge takes out of one version of an article, and what it leaves.

    Attributes:
        went: the version, with the marks, links and passages that keep their quotes.
        raw_bytes: of what was scraped.
        code_points: of the text.
        others: the versions of the same article that keep their text.
        file: where the scraped file still stands, or None.
    """

    went: Withdrawal
    raw_bytes: int
    code_points: int
    others: tuple[ArticleSummary, ...]
    file: Path | None


class Purging:
    """Which texts of a desk were taken out, and taking them out."""

    def __init__(
        self, context: Context, articles: Articles, withdrawing: Withdrawing, folder: Path
    ) -> None:
        self._context = context
        self._articles = articles
        self._withdrawing = withdrawing
        self._folder = folder

    def all(self) -> Mapping[str, Purge]:
        """Every purge, by article."""
        return purges.all_purges(self._context.store)

    def told(self, article: str) -> str | None:
        """When the text of an article was removed, by whom and why; None where it was not."""
        purge = self.all().get(article)
        return None if purge is None else purges.told(purge)

    def find(self, word: str) -> str:
        """The id of the article that a person means, at work or withdrawn; `2@1` is a version.

        Raises:
            NotFoundError, AmbiguousError: none fits, or several do.
        """
        try:
            return self._articles.resolve(word)
        except NotFoundError:
            if "@" in word:
                return meant(word, self._articles.list(older=True, withdrawn=True))
            return self._withdrawing.find(word)

    def backups(self) -> tuple[Path, ...]:
        """The backups beside the desk's file, which keep what they hold."""
        path = self._file().path
        return () if path is None else tuple(sorted((path.parent / BACKUPS_NAME).glob("*.db")))

    def plan(self, articles: Sequence[str], *, versions: bool = False) -> tuple[Taking, ...]:
        """What a purge would take; nothing is written.

        Args:
            articles: ids; of the newest version, or of an older one, which goes alone.
            versions: all versions of each.

        Raises:
            NotFoundError: one is not on the desk.
            ReaderError: the text of one was taken out before.
        """
        every = self._articles.list(older=True, withdrawn=True)
        listed = {x.id: x for x in every if x.id not in self._context.unstored}
        done = self.all()
        chosen: dict[str, ArticleSummary] = {}
        for article in articles:
            if article not in listed:
                raise NotFoundError(
                    "this article is not on the desk", where=article, remedy="`reader list` does"
                )
            number = listed[article].number
            same = [x for x in listed.values() if x.number == number and x.id not in done]
            if article in done and not (versions and same):
                raise ReaderError(
                    purges.told(done[article]),
                    where=listed[article].title,
                    remedy="there is nothing left to take out",
                )
            wanted = same if versions else [listed[article]]
            chosen |= {each.id: each for each in wanted}
        return tuple(self._taking(each, chosen, listed, done) for each in chosen.values())

    def purge(
        self, articles: Sequence[str], reason: str = "", *, versions: bool = False
    ) -> tuple[Taking, ...]:
        """Take the bytes, the text and its styles out of the file, as one gesture, for good.

        The newest version of an article leaves the work with all the others; an older one alone.

        Args:
            articles: as `plan` takes them.
            reason: why; it stays.
            versions: all versions of each.

        Raises:
            NotFoundError, ReaderError: as `plan` does.
            ConflictError: somebody changed one meanwhile; none was purged.
        """
        self._context.writable_store()
        taken = self.plan(articles, versions=versions)
        store, gesture = self._file(), self._context.gesture()
        chosen = [each.went.article for each in taken]
        heads = {each.number for each in chosen if not each.superseded}
        every = self._articles.list(older=True)
        ids = {each.id for each in chosen}
        batch = annotators.ensuring(gesture.annotator, gesture)
        for each in every:
            if each.id in ids or each.number in heads:
                batch += rows.withdrawing(store, each.id, gesture)
        purges.purge(store, [each.id for each in chosen], reason.strip(), gesture, batch)
        self._articles.forget()
        return taken

    def _taking(
        self,
        each: ArticleSummary,
        chosen: Mapping[str, ArticleSummary],
        listed: Mapping[str, ArticleSummary],
        done: Mapping[str, Purge],
    ) -> Taking:
        raw_bytes, code_points = purges.sizes(self._context.store, each.id)
        path = None if each.path is None else self._folder / each.path
        return Taking(
            went=self._withdrawing.told([each]),
            raw_bytes=raw_bytes,
            code_points=code_points,
            others=tuple(
                x
                for x in listed.values()
                if x.number == each.number and x.id not in chosen and x.id not in done
            ),
            file=path if path is not None and path.is_file() else None,
        )

    def _file(self) -> SqliteStore:
        store = self._context.store
        if not isinstance(store, SqliteStore):
            raise DeskError("this desk is not a file", remedy="purge on a copy that is one")
        return store

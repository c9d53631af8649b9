"""Articles: what comes onto a desk, what it is called, and what a person says of its blocks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from reader.desk.choosing import fitting, is_number, meant
from reader.desk.context import Context
from reader.desk.flipping import laid_over
from reader.desk.incoming import AS_IT_IS, Incoming, Reading
from reader.desk.opened import Opened
from reader.desk.verdicts import Verdicts
from reader.errors import AlreadyHereError, NotFoundError, ReaderError, SourceError
from reader.model.article import (
    Article,
    ArticleSummary,
    Block,
    BlockVerdict,
    RawArticle,
    ReadingState,
)
from reader.model.history import Gesture
from reader.model.text import Span
from reader.model.values import replace
from reader.store import articles as rows
from reader.store import purges, readings, search, stories, versions
from reader.store.protocol import Batch

if TYPE_CHECKING:
    from reader.desk.arriving import AddReport, Refused, TakenIn

# What to say of a page that scripts fill in, or that stands behind a banner.
NO_BODY = "nothing in it reads as an article; look at it with a browser, and save it there"
CACHED_ARTICLES = 32  # texts never change, so the last few are kept in memory


class Articles(Verdicts):
    """The articles of a desk."""

    def __init__(self, context: Context, folder: Path) -> None:
        super().__init__(context)
        self._folder = folder
        self._opened = Opened(context)
        self._load = lru_cache(maxsize=CACHED_ARTICLES)(self._read)

    # -- finding ---------------------------------------------------------------------------

    def list(
        self, story: str | None = None, *, older: bool = False, withdrawn: bool = False
    ) -> tuple[ArticleSummary, ...]:
        """Every article of the desk or of one story, in order of arrival.

        Articles that were read at once and never marked stand last.

        Args:
            story: the id of one.
            older: the versions that newer ones stand for, too.
            withdrawn: what was withdrawn, too.
        """
        store = self._context.store
        listed = rows.summaries(
            store, self._context.annotator, story=story, older=older, withdrawn=withdrawn
        )
        if story is not None:
            return listed
        number = max((each.number for each in listed), default=0)
        fresh = [article for _, article in self._context.unstored.values()]
        return (*listed, *(_summary(article, number + n) for n, article in enumerate(fresh, 1)))

    def order(self) -> tuple[str, ...]:
        """The ids of what `list` gives, in its order, without looking at each."""
        return (*rows.order(self._context.store), *self._context.unstored)

    def some(self, articles: Sequence[str]) -> tuple[ArticleSummary, ...]:
        """What `list` says of these, older versions and all but for the marks they lost."""
        if any(article in self._context.unstored for article in articles):
            return tuple(each for each in self.list(older=True) if each.id in articles)
        store = self._context.store
        return rows.summaries(store, self._context.annotator, older=True, only=articles)

    def resolve(self, word: str) -> str:
        """The id of the article that a person means by `word`, of those that are at work.

        An id or a prefix of one, a number in the list, a file name, or words of the title and
        the source. `2@1` is the first version of article 2; a file name that only an older
        version has means the newest.

        Raises:
            NotFoundError: nothing fits.
            AmbiguousError: several fit.
        """
        if is_number(word):
            found_at_once = rows.numbered(self._context.store, int(word))
            if found_at_once is not None:
                return found_at_once
        try:
            return meant(word, self.list(older=True))
        except NotFoundError:
            found = fitting(word, self.list(older=True, withdrawn=True))
            if not found:
                raise
            purge = purges.all_purges(self._context.store).get(found[0].id)
            if purge is not None:
                raise NotFoundError(
                    purges.told(purge),
                    where=found[0].title,
                    remedy="`reader list --withdrawn` shows what was withdrawn",
                ) from None
            raise NotFoundError(
                "this article was withdrawn",
                where=found[0].title,
                remedy=f"`reader withdraw --back {found[0].number}` brings it back",
            ) from None

    def get(self, article: str) -> Article:
        """The article with that id, verdicts as the cleaner gave them.

        Raises:
            NotFoundError: there is none.
        """
        held = self._context.unstored.get(article)
        return held[1] if held is not None else self._load(article)

    def _read(self, article: str) -> Article:
        return rows.load(self._context.store, article)

    def glimpse(self, article: str, near: Span) -> tuple[Article, tuple[Block, ...]]:
        """An article with its whole text, and only those of its blocks that meet a span.

        The blocks come twice: as the cleaner judged them in the article, and with this
        annotator's flips.
        """
        if article in self._context.unstored:
            return self.get(article), self.blocks(article)
        found = rows.load(self._context.store, article, near)
        return found, laid_over(found.text, found.blocks, self._own_flips(article))

    def forget(self) -> None:
        """Drop what is kept in memory: metadata or blocks changed, here or by somebody else."""
        self._load.cache_clear()

    def search(self, query: str, *, limit: int = 200) -> tuple[search.Hit, ...]:
        """Places of the articles that hold every word of the query, best article first."""
        return search.search(self._context.store, query, limit=limit)

    # -- coming in -------------------------------------------------------------------------

    def add(
        self,
        paths: Sequence[Path],
        *,
        reading: Reading = AS_IT_IS,
        story: str | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> AddReport:
        """Take files and folders in; each comes in whole or not at all.

        A page whose address or path an article on the desk has already becomes its new
        version, if it has enough of its words.

        Args:
            paths: files, or folders to be searched for files.
            reading: what the user says of how they are read.
            story: the id of a story that they are to join.
            progress: told how many of how many files are done.
        """
        from reader.desk.arriving import Refused
        from reader.intake import files

        found, refusals = files.gather(paths)
        sources = [Incoming(str(path), partial(self._raw, path, reading)) for path in found]
        came = self.add_each(sources, reading=reading, story=story, progress=progress)
        refused = (*(Refused(each.name, each.error) for each in refusals), *came.refused)
        return replace(came, refused=refused)

    def add_each(
        self,
        sources: Sequence[Incoming],
        *,
        reading: Reading = AS_IT_IS,
        story: str | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> AddReport:
        """Take in what `incoming` names: pages of the web, mostly. One refused, the others go on.

        Args:
            sources: each is read when it is its turn.
            reading: whether they are articles of their own, or versions of which.
            story: the id of a story that they are to join.
            progress: told how many of how many are done.
        """
        from reader.desk.arriving import Refused, report

        refused: list[Refused] = []
        taken: list[tuple[TakenIn, str]] = []
        repairs: list[tuple[str, str]] = []
        interrupted = False
        for number, source in enumerate(sources):
            if progress is not None:
                progress(number, len(sources))
            try:
                raw = source.read()
                each = self._take_in(raw, story, reading)
            except ReaderError as error:
                refused.append(Refused(source.name, error))
                continue
            except KeyboardInterrupt:  # what came so far is on the desk, and is to be told
                interrupted = True
                break
            taken.append((each, raw.name))
            repairs += [(raw.name, line) for line in raw.repairs]
            if each.new and not self._has_body(each.article):
                repairs.append((raw.name, NO_BODY))
        if progress is not None:
            progress(len(sources), len(sources))
        return replace(report(taken, refused, repairs), interrupted=interrupted)

    def add_stream(
        self, content: bytes, name: str, *, reading: Reading = AS_IT_IS, story: str | None = None
    ) -> AddReport:
        """Take in what came over standard input, as `add` does.

        Raises:
            SourceError: it cannot become an article.
        """
        from reader.desk.arriving import report
        from reader.intake import files

        raw = files.read_stream(content, name, media_type=reading.media_type, repair=reading.repair)
        taken = self._take_in(raw, story, reading)
        return report([(taken, raw.name)], [], [(raw.name, line) for line in raw.repairs])

    def repairs(self, article: str) -> tuple[str, ...]:
        """What had to be repaired to read an article, or is broken in it, a line each."""
        held = self._context.unstored.get(article)
        return held[0].repairs if held is not None else rows.repairs(self._context.store, article)

    def preview(self, path: Path) -> str:
        """Read a file at once, without storing it; the first mark stores all files read so.

        Raises:
            SourceError: it cannot become an article.
        """
        raw = self._raw(path)
        article = self._sources.judged(self._cleaned(raw))
        self._refuse_purged(article)
        if not rows.exists(self._context.store, article.id):
            self._context.unstored[article.id] = (raw, article)
            found = self._versions.match(article)
            if found is not None and found.same:
                self._context.notices.append(self._opened.newer(article.id, raw.name))
        return article.id

    def storing(self, article: str, gesture: Gesture) -> Batch:
        """The statements that store what was only read so far; none if the article is stored."""
        return self._opened.storing(article, gesture)

    def stored(self, article: str) -> None:
        """Note that `storing` has been carried out."""
        self._opened.stored(article)

    def _raw(self, path: Path, reading: Reading = AS_IT_IS) -> RawArticle:
        """The file, with what a SOURCES.toml beside it knows of these very bytes."""
        from reader.intake import files, sources

        raw = files.read(path, media_type=reading.media_type, repair=reading.repair)
        listed = sources.read_sources(path.absolute().parent)
        return replace(raw, hints={**raw.hints, **sources.hints_for(path, raw.sha256, listed)})

    def _cleaned(self, raw: RawArticle) -> Article:
        from reader.cleaning import pipeline

        article = pipeline.clean(raw)
        if raw.path is None:
            return article
        path = Path(raw.path).absolute()
        folder = self._folder.absolute()
        shown = path.relative_to(folder) if path.is_relative_to(folder) else path
        return replace(article, path=shown.as_posix())

    def _has_body(self, article: str) -> bool:
        return any(block.verdict is BlockVerdict.BODY for block in self.get(article).blocks)

    def _take_in(self, raw: RawArticle, story: str | None, reading: Reading) -> TakenIn:
        taken = self._come_in(raw, self._cleaned(raw), reading)
        self._context.unstored.pop(taken.article, None)
        if taken.carried is not None:
            self.forget()
        if story is not None:
            self._join(story, taken.article)
        return taken

    def _come_in(self, raw: RawArticle, article: Article, reading: Reading) -> TakenIn:
        from reader.desk.arriving import TakenIn

        store = self._context.store
        self._refuse_purged(article)
        if reading.version_of is not None:
            carried = self._versions.supersede(
                reading.version_of, raw, self._sources.judged(article)
            )
            return TakenIn(article.id, new=True, carried=carried)
        if versions.withdrawn(store, article.id) is False:
            return TakenIn(article.id, new=False)
        found = None if reading.new else self._versions.match(article)
        if found is not None and found.same:
            try:
                judged = self._sources.judged(article)
                carried = self._versions.supersede(found.article, raw, judged)
            except AlreadyHereError:  # another process brought it in while we read it
                return TakenIn(article.id, new=False)
            return TakenIn(article.id, new=True, carried=carried)
        gone = versions.withdrawn(store, article.id)
        if gone is False:  # brought in meanwhile: what it replaced is no candidate any more
            return TakenIn(article.id, new=False)
        if gone and self._versions.previous(article.id) is not None:
            self._versions.bring_back(raw, article)
        else:
            gesture = self._context.gesture()
            article, earlier = self._sources.taken_in(article)
            self._context.write(gesture, rows.adding(raw, article, gesture), earlier)
            if earlier:
                self._load.cache_clear()
        return TakenIn(article.id, new=True, apart=None if found is None else found.article)

    def _refuse_purged(self, article: Article) -> None:
        """Refuse bytes and texts that were taken out for good, under whatever name they come."""
        purge = purges.barring(self._context.store, article.raw_sha256, article.text_sha256)
        if purge is not None:
            raise SourceError(
                f"it is not taken in again: {purges.told(purge)}",
                where=article.name,
                remedy="a purge holds for good; `reader list --withdrawn` shows what was withdrawn",
            )

    def _join(self, story: str, article: str) -> None:
        old = stories.load(self._context.store, story)
        if article not in old.articles:
            new = replace(old, articles=(*old.articles, article))
            gesture = self._context.gesture()
            self._context.write(gesture, stories.editing(old, new, gesture))

    # -- a person's word -------------------------------------------------------------------

    def correct(self, article: str, field: str, value: str) -> None:
        """Correct one thing that is known of an article, see `correct_all`."""
        self.correct_all(article, {field: value})

    def correct_all(self, article: str, values: Mapping[str, str]) -> dict[str, str]:
        """Correct what is known of an article, by field; what was known before stays in history.

        Returns:
            The values as they are kept: dates as ISO 8601, blank space folded. An empty one
            says that nobody knows.

        Raises:
            NotFoundError: there is no such field.
            ReaderError: a field cannot hold its value; then none was corrected.
        """
        from reader.desk.corrections import corrected

        kept = {field: corrected(field, value) for field, value in values.items()}
        gesture = readings.counting(self._context.store, [article], self._context.gesture())
        corrections = [
            readings.correcting(article, field, value, gesture) for field, value in kept.items()
        ]
        self._context.write(gesture, self.storing(article, gesture), *corrections)
        self.stored(article)
        self.forget()
        return kept

    def set_state(self, article: str, state: ReadingState) -> None:
        """Say how far this annotator is with an article."""
        gesture = self._context.gesture()
        self._context.write(
            gesture,
            self.storing(article, gesture),
            readings.set_state(article, state, gesture),
        )
        self.stored(article)


def _summary(article: Article, number: int) -> ArticleSummary:
    return ArticleSummary(
        id=article.id,
        number=number,
        name=article.name,
        path=article.path,
        title=article.title,
        source=article.metadata.value("source"),
        published=article.metadata.value("date"),
        words=rows.body_words(article),
        marks=0,
    )

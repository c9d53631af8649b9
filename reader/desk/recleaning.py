"""Stored articles judged anew: by the cleaner of today, and with what the desk knows by now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from reader.desk.context import Context
from reader.desk.sources import Sources
from reader.desk.versions import Carried, Versions
from reader.model.article import (
    FETCHED,
    LISTED,
    REPAIRED,
    Article,
    BlockVerdict,
    Metadata,
    RawArticle,
)
from reader.store import articles as rows


class Outcome(StrEnum):
    """What came of judging an article anew."""

    SAME = "same"
    JUDGED = "judged anew"
    NEW_VERSION = "read otherwise: a new version"  # the text itself changed; marks went along


@dataclass(frozen=True, slots=True)
class Judged:
    """One article that was judged anew.

    Attributes:
        article: its id.
        outcome: what came of it.
        junk: blocks that are junk now and were not.
        text: blocks that were junk and are not any more.
        carried: of a new version, what became of people's work.
    """

    article: str
    outcome: Outcome
    junk: int = 0
    text: int = 0
    carried: Carried | None = None


class Recleaning:
    """Judges stored articles anew."""

    def __init__(self, context: Context, sources: Sources, versions: Versions) -> None:
        self._context = context
        self._sources = sources
        self._versions = versions

    def again(
        self, articles: Sequence[str], progress: Callable[[int, int], None] | None = None
    ) -> tuple[Judged, ...]:
        """Judge articles anew, each in one transaction.

        The blocks are the machine's and are replaced; people's flips stand beside them and are
        laid over whatever blocks there are.

        Args:
            articles: ids.
            progress: told how many of how many are done.
        """
        found = []
        for number, article in enumerate(articles):
            if progress is not None:
                progress(number, len(articles))
            found.append(self._judge(article))
        return tuple(found)

    def raw(self, article: str) -> RawArticle:
        """The bytes an article was made from, read as they were then."""
        from reader.intake import files

        store = self._context.store
        name, path, media_type, encoding = rows.came_as(store, article)
        content = rows.raw_bytes(store, article)
        mended = any(line.endswith(REPAIRED) for line in rows.repairs(store, article))
        return files.read_stream(
            content, name, path=path, media_type=media_type, charset=encoding, repair=mended
        )

    def today(self, old: Article) -> Article:
        """A stored article as it would come in today; what is known of it stays as it is."""
        from reader.cleaning import pipeline

        article = pipeline.clean(self.raw(old.id))
        return self._sources.judged(replace(article, metadata=old.metadata))

    def _judge(self, article: str) -> Judged:
        old = rows.load(self._context.store, article)
        new = self.today(old)
        if new.text != old.text:
            return self._read_otherwise(old)
        if new.blocks == old.blocks:
            return Judged(article, Outcome.SAME)
        gesture = self._context.gesture()
        self._context.write(gesture, rows.rejudging(article, new.blocks))
        junk, was = _junk(new), _junk(old)
        return Judged(article, Outcome.JUDGED, len(junk - was), len(was - junk))

    def _read_otherwise(self, old: Article) -> Judged:
        """An article of which today's reading has another text: a new version of it.

        Its offsets are other ones, so that marks are carried over. What was known from beside
        the source, which its bytes do not hold, stays known.
        """
        from reader.cleaning import pipeline

        raw = self.raw(old.id)
        article = pipeline.clean(raw)
        beside = [e for e in old.metadata.fields if e.origin in {LISTED, FETCHED}]
        fields = (*beside, *article.metadata.fields)
        article = replace(article, path=old.path, metadata=Metadata(fields))
        carried = self._versions.supersede(old.id, raw, self._sources.judged(article))
        return Judged(old.id, Outcome.NEW_VERSION, carried=carried)


def _junk(article: Article) -> set[str]:
    """The words of the blocks that are junk."""
    return {
        b.span.of(article.text).strip() for b in article.blocks if b.verdict is BlockVerdict.JUNK
    }

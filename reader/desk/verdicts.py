"""What is said of the blocks of articles: by the cleaner, by people, and why."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from reader.desk.context import Context
from reader.desk.flipping import laid_over, rewriting
from reader.desk.lazily import lazily
from reader.model.article import Article, ArticleSummary, Block, BlockVerdict, Flip
from reader.model.history import Gesture
from reader.store import readings
from reader.store.protocol import Batch

if TYPE_CHECKING:
    from reader.desk.recleaning import Judged, Recleaning
    from reader.desk.sources import Sources
    from reader.desk.versions import Versions
    from reader.model.explanation import BlockReason


class Verdicts(ABC):
    """The verbs of a desk on the blocks of its articles; the half of `Articles` about them."""

    def __init__(self, context: Context) -> None:
        self._context = context

    @lazily
    def _sources(self) -> Sources:
        from reader.desk.sources import Sources

        return Sources(self._context)

    @lazily
    def _versions(self) -> Versions:
        from reader.desk.versions import Versions

        return Versions(self._context)

    @lazily
    def _recleaning(self) -> Recleaning:
        from reader.desk.recleaning import Recleaning

        return Recleaning(self._context, self._sources, self._versions)

    @abstractmethod
    def get(self, article: str) -> Article:
        """The article with that id."""

    @abstractmethod
    def list(self, story: str | None = None) -> tuple[ArticleSummary, ...]:
        """Every article."""

    @abstractmethod
    def forget(self) -> None:
        """Drop what is kept in memory."""

    @abstractmethod
    def storing(self, article: str, gesture: Gesture) -> Batch:
        """The statements that store an article that was only read so far."""

    @abstractmethod
    def stored(self, article: str) -> None:
        """Note that `storing` has been carried out."""

    def blocks(self, article: str) -> tuple[Block, ...]:
        """The blocks, with this annotator's flips in place of the cleaner's verdicts."""
        found = self.get(article)
        return laid_over(found.text, found.blocks, self._own_flips(article))

    def flips(self, article: str) -> tuple[Flip, ...]:
        """Everybody's words on the blocks of an article, in the order of the text."""
        if article in self._context.unstored:
            return ()
        return readings.flips(self._context.store, article)

    def _own_flips(self, article: str) -> tuple[Flip, ...]:
        me = self._context.annotator.casefold()
        return tuple(flip for flip in self.flips(article) if flip.annotator.casefold() == me)

    def why(self, article: str, blocks: Iterable[int] | None = None) -> tuple[BlockReason, ...]:
        """Why blocks of an article are judged as they are; the page is read once more for it.

        Args:
            article: its id.
            blocks: their indices, or None for all of them.
        """
        from reader.desk.reasons import reasons_of

        found = self.get(article)
        held = self._context.unstored.get(article)
        raw = self._recleaning.raw(article) if held is None else held[0]
        today = self._recleaning.today(found) if held is None else found
        return reasons_of(raw, found, today, self.blocks(article), self.flips(article), blocks)

    def verdicts(self, article: str) -> tuple[BlockVerdict, ...]:
        """The verdict of each block, flips included."""
        return tuple(block.verdict for block in self.blocks(article))

    def flip(self, article: str, index: int, verdict: BlockVerdict | None) -> Block:
        """Set the verdict of one block for this annotator; None goes back to the cleaner's.

        Args:
            article: its id.
            index: of the block, from 0.
            verdict: body, aside, junk, or None.
        """
        gesture = self._context.gesture()
        found = self.get(article)
        own = self._own_flips(article)
        new = rewriting(found.text, found.blocks, own, index, verdict)
        self._context.write(
            gesture,
            self.storing(article, gesture),
            *(readings.flipping(article, span, None, gesture) for span in new.gone),
            *(readings.flipping(article, span, said, gesture) for span, said in new.put),
        )
        self.stored(article)
        return self.blocks(article)[index]

    def again(
        self,
        articles: Sequence[str] | None = None,
        *,
        progress: Callable[[int, int], None] | None = None,
    ) -> tuple[Judged, ...]:
        """Judge stored articles with today's cleaner and what the desk knows by now.

        Args:
            articles: ids, or None for all of the desk.
            progress: told how many of how many are done.
        """
        every = [each.id for each in self.list()] if articles is None else articles
        stored = [each for each in every if each not in self._context.unstored]
        judged = self._recleaning.again(stored, progress)
        self._sources.forget()
        self.forget()
        return judged

"""Exchange: what goes out of a desk as text, and comes back in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from pathlib import Path

from reader.desk import exporting, importing, past, people
from reader.desk.articles import Articles
from reader.desk.context import Context
from reader.desk.stories import Stories
from reader.desk.tags import Tags
from reader.exchange.values import ExportRow, ImportRow, People
from reader.model.annotation import TagKind
from reader.store import articles


class Exchange:
    """Export and import of a desk."""

    def __init__(self, context: Context, articles: Articles, tags: Tags, stories: Stories) -> None:
        self._context = context
        self._articles = articles
        self._tags = tags
        self._stories = stories

    def rows(
        self,
        *,
        article: str | None = None,
        annotator: str | None = None,
        tag: str | None = None,
        kind: str | None = None,
        story: str | None = None,
        clean_offsets: bool = False,
        as_of: str | None = None,
        attributes: Mapping[str, str | None] | None = None,
        incomplete: bool = False,
        paged: bool = False,
    ) -> Iterator[ExportRow]:
        """The annotations of one moment, a row for each tag, sorted by annotation and tag.

        Read from a snapshot, so that nobody waits while the rows are used.

        Args:
            article: only of that article (its id).
            annotator: only of that handle.
            tag: only with that tag, as a person names it.
            kind: only with a tag of that kind.
            story: only on articles of that story (its id).
            clean_offsets: say where each mark stands in the clean text too.
            as_of: the state at that moment, as `past.moment_of` gives it, instead of now.
            attributes: only with these, of that value where one is given.
            incomplete: only those that lack an attribute which a tag of theirs asks for.
            paged: of no one moment, but at once: page by page from the desk itself, where a
                copy of a gigabyte takes seconds. What comes meanwhile may be among them.
        """
        tag = self._tags.find(tag).id if tag is not None else None
        me = self._context.annotator
        live = paged and as_of is None
        moment = nullcontext(self._context.store) if live else past.at(self._context.store, as_of)
        with moment as store:
            inside = None
            if story is not None:
                inside = frozenset(x.id for x in articles.summaries(store, me, story=story))
            if article is not None:
                inside = frozenset({article}) if inside is None else inside & {article}
            wanted = exporting.Filter(
                articles=inside,
                annotator=annotator,
                tag=tag,
                kind=TagKind(kind) if kind is not None else None,
                attributes=attributes or {},
                incomplete=incomplete,
            )
            yield from exporting.export_rows(store, wanted, handle=me, clean_offsets=clean_offsets)

    def keep_csv(self, folder: Path, *, annotator: str | None = None) -> tuple[Path, int]:
        """Write the annotations as CSV to a new file; its path, and how many there are.

        The file is `marks.csv`, or `marks-2.csv` and so on where there is one already.

        Args:
            folder: where.
            annotator: only of that handle.

        Raises:
            ReaderError: it cannot be written there.
        """
        from reader.exchange.annotations_csv import write_annotations

        ids: set[str] = set()

        def counted() -> Iterator[ExportRow]:
            for row in self.rows(annotator=annotator):
                ids.add(row.mark.annotation_id)
                yield row

        return exporting.keep(write_annotations(counted()), folder, "marks", ".csv"), len(ids)

    def people(self, *, as_of: str | None = None) -> People:
        """What people made besides annotations, now or as of a moment."""
        if as_of is None:
            return people.gather(self._context.store, self._context.annotator)
        with past.at(self._context.store, as_of) as store:
            return people.gather(store, self._context.annotator)

    def import_rows(
        self,
        rows: Iterable[ImportRow],
        others: People | None = None,
        *,
        progress: importing.Progress | None = None,
    ) -> importing.ImportReport:
        """Take annotations, and what else people made, in as one gesture.

        What is here already is nothing new; what clashes or has no place is listed.
        """
        report = importing.take_in(self._context, rows, others, progress)
        self._articles.forget()
        return report

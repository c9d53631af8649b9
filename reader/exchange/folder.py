"""A folder of tables: everything that people made on a desk, and what it was made on.

| file | a row per | imported |
|---|---|---|
| annotations.csv | annotation and tag | yes |
| tags.csv | tag, parents first | yes |
| comments.csv | comment on an annotation | yes |
| links.csv | link and verdict | yes |
| events.csv | event and passage | yes |
| stories.csv | story and article | yes |
| assignments.csv | article of a story and who is to read it | yes |
| flips.csv | block whose verdict somebody turned | yes |
| readings.csv | article and annotator | yes |
| corrections.csv | field of an article that somebody corrected | yes |
| curations.csv | mark that something was decided of | yes |
| annotators.csv | annotator with a name or colour | yes |
| articles.csv | article: what the ids mean | no, it informs |

Every row that hangs on an article also knows its id alone: the id is made of the two
checksums in articles.csv, so it means the same text on every desk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reader.exchange import curations_csv, links_csv
from reader.exchange import people_csv as tables
from reader.exchange.annotations_csv import read_annotations, write_annotations
from reader.exchange.rfc4180 import BOM, Record, line_of, records
from reader.exchange.values import ExportRow, ImportRow, People
from reader.model.annotation import Tag, TagSet

ANNOTATIONS = "annotations.csv"


@dataclass(frozen=True, slots=True)
class Table:
    """One file: its name, columns, the rows of the values, and the values of its rows."""

    name: str
    columns: tuple[str, ...]
    rows: Callable[[Any], Iterator[tuple[str, ...]]]
    values: Callable[[Iterable[Record]], tuple[Any, ...]]
    of: Callable[[People], Iterable[Any]]


TABLES = (
    Table(
        "tags.csv",
        tables.TAG_COLUMNS,
        tables.tag_rows,
        tables.read_tags,
        lambda people: tables.with_paths(people.tags),
    ),
    Table(
        "comments.csv",
        tables.COMMENT_COLUMNS,
        tables.comment_rows,
        tables.read_comments,
        lambda people: sorted(people.comments, key=lambda comment: comment.id),
    ),
    Table(
        "links.csv",
        links_csv.LINK_COLUMNS,
        links_csv.link_rows,
        links_csv.read_links,
        lambda people: sorted(people.links, key=lambda link: link.id),
    ),
    Table(
        "events.csv",
        links_csv.EVENT_COLUMNS,
        links_csv.event_rows,
        links_csv.read_events,
        lambda people: sorted(people.events, key=lambda event: event.id),
    ),
    Table(
        "stories.csv",
        tables.STORY_COLUMNS,
        tables.story_rows,
        tables.read_stories,
        lambda people: sorted(people.stories, key=lambda story: story.id),
    ),
    Table(
        "assignments.csv",
        tables.ASSIGNMENT_COLUMNS,
        tables.assignment_rows,
        tables.read_assignments,
        lambda people: sorted(
            people.assignments, key=lambda x: (x.story, x.article, x.annotator.casefold())
        ),
    ),
    Table(
        "flips.csv",
        tables.FLIP_COLUMNS,
        tables.flip_rows,
        tables.read_flips,
        lambda people: sorted(people.flips, key=lambda f: (f.article, f.span, f.annotator)),
    ),
    Table(
        "readings.csv",
        tables.READING_COLUMNS,
        tables.reading_rows,
        tables.read_readings,
        lambda people: sorted(people.readings, key=lambda each: (each.article, each.annotator)),
    ),
    Table(
        "corrections.csv",
        tables.CORRECTION_COLUMNS,
        tables.correction_rows,
        tables.read_corrections,
        lambda people: sorted(
            people.corrections, key=lambda each: (each.article, each.field, each.annotator)
        ),
    ),
    Table(
        "curations.csv",
        curations_csv.CURATION_COLUMNS,
        curations_csv.curation_rows,
        curations_csv.read_curations,
        lambda people: sorted(people.curations, key=lambda each: each.annotation),
    ),
    Table(
        "annotators.csv",
        tables.ANNOTATOR_COLUMNS,
        tables.annotator_rows,
        tables.read_annotators,
        lambda people: sorted(
            # A handle alone says nothing that the other tables do not say.
            (each for each in people.annotators if each.name or each.colour),
            key=lambda each: each.handle.casefold(),
        ),
    ),
    Table(
        "articles.csv",
        tables.ARTICLE_COLUMNS,
        tables.article_rows,
        tables.read_articles,
        lambda people: sorted(people.articles, key=lambda each: each.article),
    ),
)


def write_folder(
    annotations: Iterable[ExportRow],
    people: People,
    *,
    clean_offsets: bool = False,
    bom: bool = False,
    raw: bool = False,
) -> Iterator[tuple[str, Iterator[str]]]:
    """Each file's name and its lines; to be consumed one after the other.

    Args:
        annotations: sorted by annotation_id and tag.
        people: everything else, in any order.
        clean_offsets: as in `write_annotations`.
        bom: likewise.
        raw: likewise.
    """
    yield (
        ANNOTATIONS,
        write_annotations(annotations, clean_offsets=clean_offsets, bom=bom, raw=raw),
    )
    for table in TABLES:
        yield table.name, _lines(table, people, bom=bom, raw=raw)


def _lines(table: Table, people: People, *, bom: bool, raw: bool) -> Iterator[str]:
    yield (BOM if bom else "") + line_of(table.columns)
    for value in table.of(people):
        for row in table.rows(value):
            yield line_of(row, raw=raw)


def read_folder(
    files: Mapping[str, str], *, raw: bool = False
) -> tuple[tuple[ImportRow, ...], People]:
    """What the files of such a folder hold; files that are missing or not ours are passed over.

    Args:
        files: text by file name.
        raw: they were written with `raw`.

    Raises:
        FormatError: says file, line and column.
    """
    found: dict[str, tuple[Any, ...]] = {}
    for table in TABLES:
        with tables.naming(table.name):
            rows = records(files.get(table.name, line_of(table.columns)), raw=raw)
            found[table.name] = table.values(rows)
    with tables.naming(ANNOTATIONS):
        text = files.get(ANNOTATIONS)
        marks = tuple(read_annotations(text, raw=raw)) if text is not None else ()
    tags: tuple[Tag, ...] = found["tags.csv"]
    return marks, People(
        tags=TagSet(tags),
        annotators=found["annotators.csv"],
        comments=found["comments.csv"],
        links=found["links.csv"],
        events=found["events.csv"],
        stories=found["stories.csv"],
        assignments=found["assignments.csv"],
        flips=found["flips.csv"],
        readings=found["readings.csv"],
        corrections=found["corrections.csv"],
        articles=found["articles.csv"],
        curations=found["curations.csv"],
    )

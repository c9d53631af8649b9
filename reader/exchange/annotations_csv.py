"""The CSV of annotations: an export that is also an import.

One row per annotation and tag, an untagged annotation has a row too; sorted by
annotation_id and tag; times in UTC, ISO 8601. `start` and `stop` span all pieces, `pieces`
is `start-stop;start-stop` where there are several and empty where there is one, `quote` is
the words of the pieces joined by ` … `. Offsets are code points of the article's text.
`title`, `source`, `published`, `event`, `links` (and `clean_start`, `clean_stop`)
inform, and are ignored on import.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from reader.errors import FormatError
from reader.exchange.checking import unfit_cell
from reader.exchange.rfc4180 import BOM, MOST_DIGITS, Record, line_of, records
from reader.exchange.values import ExportRow, ImportRow, MarkRow, named
from reader.model.annotation import PIECE_JOINER, Anchor, Piece, TagKind
from reader.model.text import Span

COLUMNS = (
    "annotation_id",
    "article",
    "article_sha256",
    "title",
    "source",
    "published",
    "start",
    "stop",
    "pieces",
    "quote",
    "prefix",
    "suffix",
    "kind",
    "tag",
    "attributes",
    "note",
    "event",
    "links",
    "annotator",
    "created_at",
    "updated_at",
    "version",
)
CLEAN_COLUMNS = ("clean_start", "clean_stop")
NEEDED = ("article", "start", "quote")


def values_of(row: ExportRow, *, clean_offsets: bool = False) -> dict[str, Any]:
    """One row by column, numbers as numbers: what `--json` prints and the CSV writes."""
    mark, context = row.mark, row.context
    spans = mark.anchor.spans
    cells = (
        mark.annotation_id,
        mark.article,
        mark.article_sha256,
        context.title,
        context.source,
        context.published,
        mark.anchor.span.start,
        mark.anchor.span.stop,
        ";".join(f"{span.start}-{span.stop}" for span in spans) if len(spans) > 1 else "",
        mark.anchor.quote,
        mark.anchor.prefix,
        mark.anchor.suffix,
        mark.kind.value if mark.kind else "",
        mark.tag,
        dict(sorted(mark.attributes.items())),
        mark.note,
        context.event,
        context.links,
        mark.annotator,
        mark.created_at,
        mark.updated_at,
        mark.version,
    )
    values = dict(zip(COLUMNS, cells, strict=True))
    if clean_offsets:
        values["clean_start"] = context.clean.start if context.clean else None
        values["clean_stop"] = context.clean.stop if context.clean else None
    return values


def write_annotations(
    rows: Iterable[ExportRow], *, clean_offsets: bool = False, bom: bool = False, raw: bool = False
) -> Iterator[str]:
    """The lines of the file, each with its line end; as lazy as `rows`.

    Args:
        rows: sorted by annotation_id and tag.
        clean_offsets: add `clean_start` and `clean_stop`.
        bom: begin with a byte order mark, for spreadsheets that take UTF-8 for Latin-1.
        raw: leave out the formula guard.

    Raises:
        ValueError: the rows are not sorted, which is a bug of the caller.
    """
    columns = COLUMNS + CLEAN_COLUMNS if clean_offsets else COLUMNS
    yield (BOM if bom else "") + line_of(columns)
    last = ("", "")
    for row in rows:
        here = (row.mark.annotation_id, row.mark.tag)
        if here < last:
            msg = f"rows out of order: {here} after {last}"
            raise ValueError(msg)
        last = here
        yield line_of(map(_cell, values_of(row, clean_offsets=clean_offsets).values()), raw=raw)


def _cell(value: str | int | dict[str, str] | None) -> str:
    """One value as the text of a cell."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True) if value else "{}"
    return "" if value is None else str(value)


def read_annotations(lines: str | Iterable[str], *, raw: bool = False) -> Iterator[ImportRow]:
    """The rows of a file, in its order.

    Columns that are not ours are ignored. Those of `NEEDED` must be there, every other may be
    missing: a table made by hand or by a script of `article,start,quote,tag` can be imported.

    Args:
        lines: the text of the file, whole or in pieces.
        raw: the file was written with `raw`.

    Raises:
        FormatError: says the line and the column.
    """
    for record in records(lines, needed=NEEDED, raw=raw):
        mark = _mark(record)
        unfit = unfit_cell(mark)
        if unfit is not None:
            raise record.wrong(*unfit)
        yield ImportRow(record.line, named(mark))


def _mark(record: Record) -> MarkRow:
    kind, tag = record["kind"].strip(), record["tag"]
    if kind and kind not in set(TagKind):
        kinds = ", ".join(TagKind)
        raise record.wrong("kind", f"no such kind of tag: {kind[:40]!r}", f"use one of {kinds}")
    if kind and not tag:
        raise record.wrong("tag", "a kind without a tag")
    return MarkRow(
        annotation_id=record["annotation_id"].strip(),
        article=record["article"].strip(),
        article_sha256=record["article_sha256"].strip().casefold(),
        anchor=_anchor(record),
        kind=TagKind(kind) if kind else None,
        tag=tag,
        annotator=record["annotator"],
        note=record["note"],
        attributes=attributes_of(record["attributes"], record),
        created_at=record["created_at"].strip(),
        updated_at=record["updated_at"].strip(),
        version=max(1, record.integer("version", 1)),
    )


def _anchor(record: Record) -> Anchor:
    """The anchor as the row tells it; the quote wins where it disagrees with the offsets."""
    quote = record["quote"]
    if not quote:
        raise record.wrong("quote", "an empty quote")
    start = record.integer("start", 0)
    spans = _spans(record) or (Span(start, start + len(quote)),)
    quotes = split_quote(quote, spans)
    if quotes is None:
        raise record.wrong(
            "quote", f"not the words of {len(spans)} pieces", f"join pieces by {PIECE_JOINER!r}"
        )
    try:
        pieces = tuple(
            Piece(Span(span.start, span.start + len(words)), words)
            for span, words in zip(spans, quotes, strict=True)
        )
        return Anchor(pieces, record["prefix"], record["suffix"])
    except ValueError as error:
        raise record.wrong("pieces", str(error)) from error


def _spans(record: Record) -> tuple[Span, ...]:
    """The cell `pieces`, none where it is empty."""
    spans = []
    for piece in record["pieces"].split(";") if record["pieces"].strip() else ():
        start, _, stop = piece.strip().partition("-")
        digits = piece.isascii() and start.isdigit() and stop.isdigit()
        if not digits or len(piece) > 2 * MOST_DIGITS or int(start) > int(stop):
            raise record.wrong(
                "pieces", f"not a piece: {piece[:40]!r}", "write `start-stop;start-stop`"
            )
        spans.append(Span(int(start), int(stop)))
    return tuple(spans)


def split_quote(quote: str, spans: tuple[Span, ...]) -> tuple[str, ...] | None:
    """The words of each piece: cut by the lengths of the spans, else at the joiner.

    >>> split_quote("one … two … three", (Span(0, 3), Span(9, 20)))
    ('one', 'two … three')
    """
    parts, place = [], 0
    for span in spans:
        parts.append(quote[place : place + len(span)])
        place += len(span) + len(PIECE_JOINER)
    if PIECE_JOINER.join(parts) == quote and [len(each) for each in parts] == list(map(len, spans)):
        return tuple(parts)
    if len(spans) == 1:
        return (quote,)
    cut = quote.split(PIECE_JOINER)
    return tuple(cut) if len(cut) == len(spans) and all(cut) else None


def attributes_of(cell: str, record: Record) -> dict[str, str]:
    """A cell of JSON as pairs of text.

    Raises:
        FormatError: not an object of strings.
    """
    if not cell.strip():
        return {}
    try:
        found = json.loads(cell)
    except (ValueError, RecursionError) as error:
        raise record.wrong("attributes", f"not JSON: {error}") from error
    if not isinstance(found, dict) or not all(isinstance(each, str) for each in found.values()):
        raise record.wrong("attributes", 'not an object of strings such as {"stance": "denies"}')
    return found


def text_of(content: bytes, name: str | None = None) -> str:
    """A file's bytes as text: UTF-8, with or without BOM.

    Raises:
        FormatError: they are not UTF-8; says the line.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise FormatError(
            f"not UTF-8 in line {line}", where=name, remedy="save it as `CSV UTF-8`"
        ) from error

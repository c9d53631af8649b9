"""JSON Lines: the lossless twin of the CSV, one annotation a line with all its tags.

Keys are the columns of the CSV, except that `pieces` is a list of `{start, stop, quote}`, and
`tags` a list of `{kind, tag}` in the place of `kind` and `tag`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby, pairwise
from typing import Any

from reader.errors import FormatError
from reader.exchange.annotations_csv import values_of
from reader.exchange.checking import unfit_cell
from reader.exchange.rfc4180 import MEND, MOST_DIGITS, writable
from reader.exchange.values import ExportRow, ImportRow, MarkRow, named
from reader.model.annotation import Anchor, Piece, TagKind
from reader.model.text import Span

LARGEST = 10**MOST_DIGITS


def write_jsonl(rows: Iterable[ExportRow], *, clean_offsets: bool = False) -> Iterator[str]:
    r"""A line of JSON for each annotation, each with its `\n`; as lazy as `rows`.

    Args:
        rows: sorted by annotation_id and tag.
        clean_offsets: add `clean_start` and `clean_stop`.
    """
    for _, group in groupby(rows, key=lambda row: row.mark.annotation_id):
        each = tuple(group)
        values = values_of(each[0], clean_offsets=clean_offsets)
        values["pieces"] = [
            {"start": piece.span.start, "stop": piece.span.stop, "quote": piece.quote}
            for piece in each[0].mark.anchor.pieces
        ]
        del values["kind"], values["tag"]
        values["tags"] = [
            {"kind": row.mark.kind, "tag": row.mark.tag} for row in each if row.mark.tag
        ]
        yield writable(json.dumps(values, ensure_ascii=False)) + "\n"


def read_jsonl(lines: Iterable[str]) -> Iterator[ImportRow]:
    """The rows of a file, one for each annotation and tag; blank lines are skipped.

    Args:
        lines: with or without their line ends.

    Raises:
        FormatError: says the line and the key.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            values = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise FormatError(f"not JSON: {error}", where=f"line {number}", remedy=MEND) from error
        if not isinstance(values, dict):
            raise FormatError("not a JSON object", where=f"line {number}", remedy=MEND)
        tags = _tags(values, number)
        mark = named(_mark(values, number, " ".join(tag for _, tag in tags)))
        for kind, tag in tags or [(None, "")]:
            tagged = replace(mark, kind=kind, tag=tag)
            unfit = unfit_cell(tagged)
            if unfit is not None:
                raise _wrong(number, *unfit)
            yield ImportRow(number, tagged)


def _wrong(number: int, key: str, what: str) -> FormatError:
    return FormatError(what, where=f"line {number}, key {key}", remedy=MEND)


def _tags(values: dict[str, Any], number: int) -> list[tuple[TagKind | None, str]]:
    tags = []
    given = values.get("tags") or []
    for each in given if isinstance(given, list) else [None]:
        if not (isinstance(each, dict) and isinstance(each.get("tag"), str) and each["tag"]):
            raise _wrong(number, "tags", 'not a list of {"kind": "claim", "tag": "claim"}')
        kind = each.get("kind")
        if kind is not None and kind not in set(TagKind):
            raise _wrong(number, "tags", f"no such kind of tag: {str(kind)[:40]!r}")
        tags.append((TagKind(kind) if kind is not None else None, each["tag"]))
    return tags


def _mark(values: dict[str, Any], number: int, tag: str) -> MarkRow:
    def text(key: str) -> str:
        found = values.get(key, "")
        if not isinstance(found, str):
            raise _wrong(number, key, "not a string")
        return found

    attributes = values.get("attributes", {})
    if not isinstance(attributes, dict) or not all(isinstance(v, str) for v in attributes.values()):
        raise _wrong(number, "attributes", "not an object of strings")
    version = values.get("version", 1)
    if type(version) is not int or not 1 <= version < LARGEST:
        raise _wrong(number, "version", "not a whole number from 1")
    return MarkRow(
        annotation_id=text("annotation_id"),
        article=text("article"),
        article_sha256=text("article_sha256"),
        anchor=Anchor(_pieces(values, number), text("prefix"), text("suffix")),
        kind=None,
        tag=tag,
        annotator=text("annotator"),
        note=text("note"),
        attributes=attributes,
        created_at=text("created_at"),
        updated_at=text("updated_at"),
        version=version,
    )


def _pieces(values: dict[str, Any], number: int) -> tuple[Piece, ...]:
    """The pieces; without them `start` and `quote` make one."""
    given = values.get("pieces") or [
        {"start": values.get("start", 0), "quote": values.get("quote", "")}
    ]
    pieces = []
    for each in given if isinstance(given, list) else [None]:
        quote = each.get("quote") if isinstance(each, dict) else None
        start = each.get("start") if isinstance(each, dict) else None
        if not (isinstance(quote, str) and quote and type(start) is int and 0 <= start < LARGEST):
            raise _wrong(number, "pieces", 'not a list of {"start": 0, "stop": 4, "quote": "word"}')
        pieces.append(Piece(Span(start, start + len(quote)), quote))
    for before, after in pairwise(pieces):
        if before.span.stop > after.span.start:
            raise _wrong(number, "pieces", "pieces overlap or run backwards")
    return tuple(pieces)

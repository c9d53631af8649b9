"""What a row may not say, whoever wrote it: names and times that a desk could not live with."""

from __future__ import annotations

from datetime import date, datetime

from reader.exchange.values import MarkRow
from reader.model.annotation import TagKind
from reader.model.ids import is_handle

NO_HANDLE = "a handle is up to 64 printable characters without blank space"
LONGEST_ID = 64  # a UUID has 36; ids made by other programs are taken as they are
ROOTS = frozenset((TagKind.CLAIM, TagKind.ENTITY))


def unfit_cell(mark: MarkRow) -> tuple[str, str] | None:
    """The column of a row that cannot come in, and why; None when all are fit."""
    if not (mark.annotation_id.isprintable() and len(mark.annotation_id) <= LONGEST_ID):
        return "annotation_id", f"not an id: {mark.annotation_id[:40]!r}"
    if mark.annotator and not is_handle(mark.annotator):
        return "annotator", f"{NO_HANDLE}: {mark.annotator[:40]!r}"
    for column, time in (("created_at", mark.created_at), ("updated_at", mark.updated_at)):
        if time and not is_time(time):
            return column, f"not a time such as 2024-03-09T09:30:00.000Z: {time[:40]!r}"
    return unfit_tag(mark.kind, mark.tag)


def unfit_tag(kind: TagKind | None, path: str) -> tuple[str, str] | None:
    """What is wrong with a tag, with the name of its column; None when nothing is."""
    if not path:
        return None
    parts = path.split("/")
    if not all(part.strip() and part.isprintable() for part in parts):
        return "tag", f"not a tag: {path[:40]!r}"
    root = parts[0].casefold()
    if kind in ROOTS and root != kind:
        return "kind", f"a tag of the kind {kind} is `{kind}` or stands under it: {path[:40]!r}"
    return None


def is_day(text: str) -> bool:
    """Whether a text is a day in ISO 8601, as in 2024-03-09."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def is_time(text: str) -> bool:
    """Whether a text is a time in ISO 8601."""
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True

"""What SQLite says when it fails -> one of our errors, with what to do about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from reader.errors import (
    BusyDeskError,
    ConflictError,
    DamagedDeskError,
    DeskError,
    FullDeskError,
    NotADeskError,
    ReaderError,
    ReadOnlyDeskError,
    SpanError,
)
from reader.store.library import SqlError

# What the rows of a table are called where people read it.
NOUNS = {
    "annotators": "annotator",
    "articles": "article",
    "purges": "purge",
    "article_fields": "correction",
    "block_flips": "verdict on a block",
    "readings": "reading state",
    "stories": "story",
    "story_articles": "story",
    "assignments": "assignment",
    "tags": "tag",
    "annotations": "annotation",
    "annotation_pieces": "annotation",
    "annotation_tags": "annotation",
    "comments": "comment",
    "curations": "decision",
    "links": "link",
    "link_verdicts": "verdict on a link",
    "link_parts": "verdict on a link",
    "learnt_weights": "what the links learnt",
    "events": "event",
    "event_passages": "event",
    "history": "entry of history",
    "undos": "undo",
}
_RAISED = re.compile(r"^(conflict|exists|frozen|kept|span|unsigned): (\w+)$")
_AGAIN = "look at it as it is now, then do it again"


def translate(error: SqlError, where: str) -> ReaderError | None:
    """The error to raise instead, or None for one that is a defect of ours.

    Args:
        error: as SQLite raised it.
        where: the file.
    """
    message = str(error)
    name = getattr(error, "sqlite_errorname", None) or ""
    guarded = _guarded(message, where) or _constrained(name, message, where)
    if guarded is not None:
        return guarded
    if "Could not decode to UTF-8" in message:
        return damaged(where, "text in it is not UTF-8")
    if "invalid fts5 file format" in message:  # it stands in the file, and its code says only ERROR
        return damaged(where, "a search table is of no known format")
    return _engine(name, message, where)


@contextmanager
def told(where: str) -> Iterator[None]:
    """What SQLite raises while a file is opened, as an error of ours.

    Args:
        where: the file.
    """
    try:
        yield
    except UnicodeDecodeError as error:  # a message that quotes damaged bytes
        raise damaged(where, "text in it is not UTF-8") from error
    except SqlError as error:
        translated = translate(error, where)
        if translated is None:
            translated = NotADeskError(f"the database cannot be read ({error})", where=where)
        raise translated from error


def damaged(where: str, why: str) -> DamagedDeskError:
    """The error for a file that SQLite or a checksum calls damaged."""
    return DamagedDeskError(
        f"the database is damaged ({why})",
        where=where,
        remedy="keep the file, run `reader doctor` on a copy, and restore the last backup",
    )


def _guarded(message: str, where: str) -> ReaderError | None:
    """What one of our triggers refused."""
    found = _RAISED.match(message)
    if found is None:
        return None
    kind, table = found.groups()
    noun = NOUNS.get(table, table)
    if kind == "span":
        return SpanError(f"the quote is not the words at its place ({noun})", where=where)
    said = {
        "conflict": f"the {noun} was changed by somebody else since it was read",
        "exists": f"there is already such a row ({noun})",
        "frozen": f"this cannot be changed once it stands ({noun})",
        "kept": f"the {noun} is still needed and stays",
        "unsigned": f"an edit names neither its gesture nor its annotator ({noun})",
    }
    return ConflictError(said[kind], where=where, remedy=_AGAIN if kind == "conflict" else None)


def _constrained(name: str, message: str, where: str) -> ReaderError | None:
    """What a constraint of a table refused."""
    if name in {"SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"}:
        return ConflictError("there is already such a row", where=where, remedy=_AGAIN)
    if name == "SQLITE_CONSTRAINT_FOREIGNKEY":
        return ConflictError("it refers to something that is not on this desk", where=where)
    if name == "SQLITE_CONSTRAINT_CHECK" and re.search(r"\b(a_|b_)?st(art|op)\b", message):
        return SpanError("a span is empty, or starts before the text", where=where)
    return None


def _engine(name: str, message: str, where: str) -> DeskError | None:
    """What the file, the disk or another process refused."""
    if name == "SQLITE_READONLY_ROLLBACK":
        return cut_off(where)
    if name.startswith("SQLITE_CORRUPT") or "malformed" in message:
        return damaged(where, message)
    makers: dict[str, Callable[[], DeskError]] = {
        "SQLITE_BUSY": lambda: busy(where),
        "SQLITE_LOCKED": lambda: busy(where),
        "SQLITE_FULL": lambda: full(where),
        "SQLITE_READONLY": lambda: read_only(where, "the file or its folder is write-protected"),
        "SQLITE_PERM": lambda: read_only(where, "the file or its folder is write-protected"),
        "SQLITE_NOTADB": lambda: _not_ours(where),
        "SQLITE_CANTOPEN": lambda: _unopened(where),
        "SQLITE_IOERR": lambda: _disk_failed(where, message),
    }
    for beginning, maker in makers.items():
        if name.startswith(beginning):
            return maker()
    return None


def _not_ours(where: str) -> NotADeskError:
    return NotADeskError(
        "this is not a database of the reader",
        where=where,
        remedy="name another file, or make a desk with `reader init`",
    )


def _unopened(where: str) -> DeskError:
    return DeskError(
        "the database, or the journal beside it, cannot be opened",
        where=where,
        remedy="check that the folder is there and may be written by you (`reader doctor`)",
    )


def _disk_failed(where: str, message: str) -> DeskError:
    return DeskError(
        f"the disk failed ({message}); nothing was written",
        where=where,
        remedy="check the disk and its free space, then try again",
    )


def busy(where: str) -> BusyDeskError:
    """The error for a lock that somebody held longer than we wait."""
    return BusyDeskError(
        "somebody else holds the database for longer than we wait; nothing was written",
        where=where,
        remedy="try again in a moment; `reader doctor` shows what holds it",
    )


def full(where: str) -> FullDeskError:
    """The error for a disk, or a limit on file sizes, that is reached."""
    return FullDeskError(
        "there is no space left; nothing was written",
        where=where,
        remedy="free some space on the disk, then do it again",
    )


def read_only(where: str, why: str) -> ReadOnlyDeskError:
    """The error for a write to what can only be read."""
    return ReadOnlyDeskError(
        f"nothing can be written here: {why}",
        where=where,
        remedy="copy the desk to a place of your own, or ask for the right to write",
    )


def cut_off(where: str) -> ReadOnlyDeskError:
    """The error for a write that was cut off, on media where it cannot be taken back."""
    return ReadOnlyDeskError(
        "a write was cut off here, and taking it back needs the right to write",
        where=where,
        remedy="copy the database together with its `-journal` file and open the copy",
    )

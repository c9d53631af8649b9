"""What can go wrong, as one tree.

Every error says three things: what happened, where, and what to do about it.
A class of its own exists only where somebody catches it differently.

    ReaderError
    ├── SourceError        a file or page cannot become an article
    ├── FormatError        a file to import is not in the format it should be in
    ├── NotFoundError      no such article, annotation, tag, link, story or event
    ├── AmbiguousError     a name or a quote fits several things (they are listed)
    ├── AlreadyHereError   a page that comes in is a version of that article already
    ├── SpanError          a span lies outside the text, or is empty where it may not be
    ├── ConflictError      the row was changed by somebody else since it was read
    └── DeskError          the desk or its database cannot be used
        ├── NotADeskError      no desk there, or a database that is not ours
        ├── NewerDeskError     made by a newer version than this one
        ├── DamagedDeskError   SQLite or a checksum says the file is damaged
        ├── BusyDeskError      somebody held the lock longer than we wait
        ├── ReadOnlyDeskError  the desk can be read, not written
        └── FullDeskError      no space left for a write

Bugs are not wrapped: an exception from outside this tree is a defect, and is shown whole.
"""

from __future__ import annotations


class ReaderError(Exception):
    """Anything a user can meet and act on.

    Args:
        what: what happened, one line, no full stop.
        where: the file, article or row it happened to, or None.
        remedy: what the user can do now, one line, or None.
    """

    def __init__(self, what: str, *, where: str | None = None, remedy: str | None = None) -> None:
        super().__init__(what, where, remedy)
        self.what = what
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        """What and where, on one line."""
        return self.what if self.where is None else f"{self.what}: {self.where}"


class SourceError(ReaderError):
    """A file or page cannot become an article (missing, empty, binary, too large, …)."""


class FormatError(ReaderError):
    """A file to import is not in the format it should be in."""


class NotFoundError(ReaderError):
    """No such article, annotation, tag, link, story or event."""


class AlreadyHereError(ReaderError):
    """A page that comes in is on the desk already, as a version of that article."""


class AmbiguousError(ReaderError):
    """A name or a quote fits several things.

    Args:
        choices: a line for each thing that fits, in reading order.
    """

    def __init__(
        self,
        what: str,
        *,
        choices: tuple[str, ...],
        where: str | None = None,
        remedy: str | None = None,
    ) -> None:
        super().__init__(what, where=where, remedy=remedy)
        self.choices = choices


class SpanError(ReaderError):
    """A span lies outside the text, or is empty where it may not be."""


class ConflictError(ReaderError):
    """The row was changed by somebody else since it was read; nothing was written."""


class DeskError(ReaderError):
    """The desk or its database cannot be used."""


class NotADeskError(DeskError):
    """There is no desk, or the database is not one of ours."""


class NewerDeskError(DeskError):
    """The database was made by a newer version than this one."""


class DamagedDeskError(DeskError):
    """SQLite, or a checksum of our own, says that the file is damaged."""


class BusyDeskError(DeskError):
    """Somebody held the lock longer than we wait; nothing was written."""


class ReadOnlyDeskError(DeskError):
    """The desk can be read, not written."""


class FullDeskError(DeskError):
    """No space left for a write; nothing was written."""

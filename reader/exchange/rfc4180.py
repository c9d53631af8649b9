r"""Lines of cells and back (RFC 4180): what every table of ours is written in.

Written: a header, `,`, CRLF after every line as the RFC says, quotes around a cell that holds
a comma, a quote, a line break or blank space at an end. Read: CRLF, LF or CR, a BOM, and `;`
or a tab for the comma, since spreadsheets save that way in half of Europe. The standard
library's reader is not used: it stops at fields over 128 KiB unless a global is changed, and
cannot say in which column it stopped.

Neither NUL nor a lone surrogate can stand in a file: written, they become U+FFFD, as at
intake; read, they are an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from reader.errors import FormatError
from reader.exchange.guard import guard, unguard

LINE_END = "\r\n"
BOM = "\ufeff"
DELIMITERS = (",", ";", "\t")
MOST_DIGITS = 9  # of an offset or a version: no text is as long, nobody edits as often
MEND = "mend it there, or take the row out"

_ODD = re.compile('[,"\r\n\0\ud800-\udfff]')
_TO_QUOTE = re.compile(r'[,"\r\n]|\A\s|\s\Z')
_NEVER = re.compile("[\0\ud800-\udfff]")
_LINE_BREAK = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Record:
    """One line of a table by column; `line` is where it begins in the file, from 1."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """The cell of a column, empty where the table has no such column."""
        return self.cells.get(column, "")

    def wrong(self, column: str, what: str, remedy: str | None = None) -> FormatError:
        """An error that says where this cell stands."""
        where = f"line {self.line}, column {column}"
        return FormatError(what, where=where, remedy=remedy or MEND)

    def integer(self, column: str, default: int | None = None) -> int:
        """The cell as a whole number from 0.

        Raises:
            FormatError: it is not one, or it is empty and has no default.
        """
        cell = self[column].strip()
        if not cell and default is not None:
            return default
        if not (cell.isascii() and cell.isdigit()):
            raise self.wrong(column, f"not a whole number: {cell[:40]!r}")
        if len(cell) > MOST_DIGITS:
            raise self.wrong(column, f"too large a number: {cell[:40]}")
        return int(cell)


def line_of(cells: Iterable[str], *, raw: bool = False) -> str:
    r"""One line of a table with its line end.

    Args:
        cells: in the order of the columns.
        raw: without the formula guard.

    >>> line_of(["1", "=2+3", "one, two"])
    '1,\'=2+3,"one, two"\r\n'
    """
    return ",".join([_written(cell, raw=raw) for cell in cells]) + LINE_END


def writable(text: str) -> str:
    """The text with what no UTF-8 text file can hold replaced, one for one."""
    return _NEVER.sub("\ufffd", text)


def _written(cell: str, *, raw: bool) -> str:
    # Most cells of an export are ids, numbers, words or empty: they take a short way, which
    # halves the time of the whole.
    if not cell or (cell[0].isalnum() and not cell[-1].isspace() and not _ODD.search(cell)):
        return cell
    return _quoted(writable(cell if raw else guard(cell)))


def _quoted(cell: str) -> str:
    if _TO_QUOTE.search(cell):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def records(
    lines: str | Iterable[str], *, needed: Iterable[str] = (), raw: bool = False
) -> Iterator[Record]:
    """The lines of a table below its header.

    Args:
        lines: the text of the file, whole or in pieces; line breaks kept.
        needed: columns that must be there.
        raw: the file was written without the formula guard.

    Raises:
        FormatError: no header, a needed column missing, a line of another length, a quote
            that never closes, text behind a closing quote, or NUL.
    """
    text = (lines if isinstance(lines, str) else "".join(lines)).removeprefix(BOM)
    rows = _rows(text, _delimiter(text))
    header = [cell.strip().casefold() for cell in next(rows, (1, []))[1]]
    missing = [column for column in needed if column not in header]
    if missing:
        raise FormatError(
            f"no column {', '.join(missing)} in the header",
            where="line 1",
            remedy="the first line names the columns, as `reader export csv` writes them",
        )
    doubled = [column for at, column in enumerate(header) if column in header[:at]]
    if doubled:
        raise FormatError(
            f"column {doubled[0]} stands twice in the header",
            where="line 1",
            remedy="take one of the two out",
        )
    for line, cells in rows:
        if len(cells) != len(header):
            raise FormatError(
                f"{len(cells)} cells where the header has {len(header)}",
                where=f"line {line}",
                remedy='put `"` around a cell that holds a separator or a line break',
            )
        values = cells if raw else [unguard(c) if c[:1] == "'" else c for c in cells]
        yield Record(line, dict(zip(header, values, strict=True)))


def _delimiter(text: str) -> str:
    """What separates the cells of the first line: what occurs most often in it."""
    header = _LINE_BREAK.split(text, maxsplit=1)[0]
    return max(DELIMITERS, key=header.count)


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each line of cells with the number of the line it begins on; blank lines skipped."""
    field = re.compile(
        f'(?:"([^"]*(?:""[^"]*)*)"|([^"{delimiter}\\r\\n][^{delimiter}\\r\\n]*)?)'
        f"({delimiter}|\\r\\n|\\n|\\r|\\Z)"
    )
    place, line, cells, begun = 0, 1, list[str](), 1
    never = _NEVER.search(text) is not None
    while place < len(text) or cells:
        match = field.match(text, place)
        if match is None:
            raise _broken(text, place, line, len(cells) + 1)
        quoted, plain, end = match.groups()
        cell = (plain or "") if quoted is None else quoted
        if never and _NEVER.search(cell):
            what = "a NUL or half a surrogate pair"
            raise FormatError(what, where=f"line {line}, cell {len(cells) + 1}", remedy=MEND)
        if quoted is not None:
            cell = cell.replace('""', '"')
            line += sum(1 for _ in _LINE_BREAK.finditer(cell))
        cells.append(cell)
        place = match.end()
        if end == delimiter:
            continue
        if len(cells) > 1 or cell or quoted is not None:
            yield begun, cells
        line += 1
        cells, begun = [], line


def _broken(text: str, place: int, line: int, number: int) -> FormatError:
    """What is wrong with the cell that begins at `place`, which can only be its quotes."""
    closing = re.compile('"[^"]*(?:""[^"]*)*"').match(text, place)
    if closing is None:
        return FormatError(
            "a quote that never closes",
            where=f"line {line}, cell {number}",
            remedy='close it with `"`, and write `""` for a quote inside',
        )
    return FormatError(
        "text behind a closing quote",
        where=f"line {line + len(_LINE_BREAK.findall(closing[0]))}, cell {number}",
        remedy='write `""` for a quote inside a quoted cell',
    )

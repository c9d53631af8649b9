"""JSON Lines in and out, one line at a time, compressed or not."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from reader.cli.sources import refuse_endless, unreadable
from reader.errors import FormatError

MAX_LINE = 64 * 1024 * 1024  # twice the largest page that is taken in as a file


def json_lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The number of each line from 1 and the object it holds; blank lines are skipped.

    Raises:
        SourceError: the file cannot be read.
        FormatError: a line is no JSON object in UTF-8.
    """
    refuse_endless(path, streamed=True)
    number = 0
    try:
        with _opened(path) as file:
            for number, line in enumerate(_lines(file), 1):
                if len(line) > MAX_LINE:
                    raise FormatError(
                        f"a line of over {MAX_LINE / 1e6:.0f} million characters",
                        where=f"{path}, line {number}",
                        remedy="one JSON object a line, with a line break after each",
                    )
                if line.strip():
                    yield number, _object(line, path, number)
    except (UnicodeDecodeError, lzma.LZMAError, EOFError) as error:
        raise FormatError(
            "not JSON Lines in UTF-8" if path.suffix != ".xz" else "not a whole .xz file",
            where=f"{path}, after line {number}",
            remedy="give a file of one JSON object a line, plain or .xz",
        ) from error
    except OSError as error:
        raise unreadable(path, error) from error


def _lines(file: TextIO) -> Iterator[str]:
    """The lines, none much longer than the limit: a small .xz can hold one of many GB."""
    return iter(lambda: file.readline(MAX_LINE + 1), "")


def _opened(path: Path) -> TextIO:
    if path.suffix == ".xz":
        return lzma.open(path, "rt", encoding="utf-8-sig", newline="\n")
    return path.open(encoding="utf-8-sig", newline="\n")


def _object(line: str, path: Path, number: int) -> dict[str, Any]:
    try:
        found = json.loads(line, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise FormatError(
            f"not JSON: {error}", where=f"{path}, line {number}", remedy="one JSON object a line"
        ) from error
    if not isinstance(found, dict):
        raise FormatError(
            "not a JSON object", where=f"{path}, line {number}", remedy="one JSON object a line"
        )
    return found


def _refuse(word: str) -> None:
    """`NaN` and its like: Python reads them, JSON has none (RFC 8259, section 6)."""
    msg = f"{word} is not a number"
    raise ValueError(msg)


def as_line(value: dict[str, Any]) -> str:
    """A value as a line of a file; half a surrogate pair has no place in UTF-8."""
    line = json.dumps(value, ensure_ascii=False) + "\n"
    return line.encode("utf-8", "replace").decode()

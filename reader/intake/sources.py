"""`SOURCES.toml`: what a person knows of the files beside it.

    [[article]]
    file = "some-page.txt"
    sha256 = "…"            # of the bytes; where it differs, the entry is about another file
    title = "…"             # any field of an article's metadata; what is not known is absent
    date = "2019-05-03"

Unknown keys are ignored, so that a folder may keep notes of its own there.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path
from typing import Any

from reader.errors import SourceError
from reader.model.article import METADATA_FIELDS

SOURCES_NAME = "SOURCES.toml"
MAX_SOURCES_BYTES = 4_000_000  # some 10,000 entries


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """What is known of one file.

    Attributes:
        file: its name, relative to the folder of the list.
        sha256: of its bytes, or None where nobody wrote it down.
        hints: metadata by field name.
    """

    file: str
    sha256: str | None = None
    hints: Mapping[str, str] = field(default_factory=dict)


def read_sources(folder: Path) -> Mapping[str, SourceEntry]:
    """The entries of the `SOURCES.toml` in `folder`, by file name; none where there is none.

    Raises:
        SourceError: the list is not TOML, or not a list of articles.
    """
    path = folder / SOURCES_NAME
    try:
        if not path.is_file():
            return {}
        if path.stat().st_size > MAX_SOURCES_BYTES:
            raise SourceError("too large for a list of sources", where=str(path))
        content = path.read_bytes()
    except OSError as error:
        raise SourceError("cannot be read", where=str(path), remedy=error.strerror) from error
    return parse_sources(content, where=str(path))


def parse_sources(content: bytes, *, where: str | None = None) -> Mapping[str, SourceEntry]:
    """The entries in the bytes of a list of sources, by file name.

    Raises:
        SourceError: it is not UTF-8, not TOML, or `article` is not a list of tables.
    """
    try:
        table = tomllib.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        remedy = f"mend it ({error}) or move it away"
        raise SourceError("not a list of sources", where=where, remedy=remedy) from error
    entries = table.get("article", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        remedy = "write one [[article]] table for each file"
        raise SourceError("not a list of sources", where=where, remedy=remedy)
    made = (_entry(entry) for entry in entries)
    return {entry.file: entry for entry in made if entry is not None}


def hints_for(path: Path, sha256: str, sources: Mapping[str, SourceEntry]) -> Mapping[str, str]:
    """What `sources` knows of the file at `path`; nothing where the bytes are others."""
    entry = sources.get(path.name)
    if entry is None or (entry.sha256 is not None and entry.sha256.lower() != sha256):
        return {}
    return entry.hints


def _entry(entry: Mapping[str, Any]) -> SourceEntry | None:
    """One entry, or None where it names no file. Dates of TOML become ISO 8601."""
    file = entry.get("file")
    if not isinstance(file, str) or not file:
        return None
    hints = {}
    for name in METADATA_FIELDS:
        value = entry.get(name)
        if isinstance(value, date | time):  # a datetime is a date
            value = value.isoformat()
        if isinstance(value, str) and value.strip():
            hints[name] = value.strip()
    sha256 = entry.get("sha256")
    return SourceEntry(file, sha256 if isinstance(sha256, str) and sha256 else None, hints)

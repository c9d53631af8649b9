"""Files that a command writes: aside first, then renamed, so that none is ever half there."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from reader.errors import ReaderError


@contextmanager
def written_aside(path: Path) -> Iterator[TextIO]:
    r"""A text file in UTF-8, as written with `\n` or `\r\n`; it appears whole or not at all.

    Raises:
        ReaderError: it cannot be written there.
    """
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with beside.open("x", encoding="utf-8", newline="") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        raise cannot_write(path, error) from error
    finally:
        with contextlib.suppress(OSError):
            beside.unlink()


def cannot_write(path: Path, error: OSError) -> ReaderError:
    """What to say when a file cannot be written."""
    return ReaderError(
        f"cannot be written ({error.strerror or error})",
        where=str(path),
        remedy="choose a place that you may write to and that has room",
    )

"""Files that a command reads as data: bounded, and never one that has no end or no writer."""

from __future__ import annotations

import stat
from pathlib import Path

from reader.errors import SourceError

# The table of 200,000 annotations, the largest desk tried, takes 140 MB.
MAX_BYTES = 1024 * 1024 * 1024
SHELL_PIPES = ("/dev/fd/", "/dev/stdin", "/proc/self/fd/")  # `reader import <(…)`: both ends open


def refuse_endless(path: Path, *, streamed: bool = False) -> None:
    """Refuse a device, which may have no end, and a named pipe, which may have no writer.

    Args:
        path: of the file.
        streamed: it is read line by line, as pipes are: then a named one is meant.

    Raises:
        SourceError: it is one, or is not there.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError as error:
        raise SourceError("no such file", where=str(path), remedy="check the name") from error
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error
    piped = stat.S_ISFIFO(mode) and (streamed or str(path).startswith(SHELL_PIPES))
    if stat.S_ISREG(mode) or piped:
        return
    if stat.S_ISDIR(mode):
        raise SourceError("a folder, not a file", where=str(path), remedy="name the file in it")
    raise SourceError(
        "not a regular file (pipe, device or socket)",
        where=str(path),
        remedy="save it to a file first",
    )


def bytes_of(path: Path) -> bytes:
    """What a file holds.

    Raises:
        SourceError: it cannot be read, or is too large.
    """
    refuse_endless(path)
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise unreadable(path, error) from error
    if len(content) > MAX_BYTES:
        raise SourceError(
            f"too large (the limit is {MAX_BYTES / 1e9:.1f} GB)",
            where=str(path),
            remedy="cut it into several files",
        )
    return content


def unreadable(path: Path, error: OSError | ValueError) -> SourceError:
    """What to say of a file that the system does not let us read."""
    reason = getattr(error, "strerror", None) or str(error)
    return SourceError(
        f"cannot be read ({reason})",
        where=str(path),
        remedy="check its name and its permissions",
    )

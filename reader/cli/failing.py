"""How a command fails: two lines on stderr and a status, never a traceback.

The first line says what happened and where, the last what to do about it; a name or quote
that fits several things has them listed between. A bug is not wrapped: it is shown whole.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

from reader.errors import AmbiguousError, ReaderError
from reader.model.visible import visible

ERROR, USAGE, INTERRUPTED = 1, 2, 130  # 130: as a shell reports Ctrl-C
SHOWN_LENGTH = 300  # code points of what a file or person said that an error repeats
NO_REMEDY = "`reader --help` lists the commands, `reader COMMAND --help` explains one"


def complain(error: ReaderError) -> None:
    """Say what went wrong, where, and what to do now, on stderr."""
    where = "" if error.where is None else f": {_short(error.where)}"
    lines = [f"reader: {_short(error.what)}{where}"]
    if isinstance(error, AmbiguousError):
        lines += [f"  {_short(choice)}" for choice in error.choices]
    lines.append(f"  {_short(error.remedy or NO_REMEDY)}")
    print("\n".join(lines), file=sys.stderr)


def _short(text: str) -> str:
    shown = visible(text)
    return shown if len(shown) <= SHOWN_LENGTH else f"{shown[:SHOWN_LENGTH]}…"


def status_of(work: Callable[[], int | None]) -> int:
    """Do the work; the exit status, with every error a user can meet said on stderr."""
    try:
        status = work() or 0
        sys.stdout.flush()
    except ReaderError as error:
        complain(error)
        return ERROR
    except BrokenPipeError:
        _hush()
        return ERROR
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return INTERRUPTED
    except OSError as error:
        if error.errno == errno.ENOSPC and not error.filename:
            complain(ReaderError("no space left to write to", remedy="make room and try again"))
            return ERROR
        raise
    return status


def _hush() -> None:
    """Send what is still buffered nowhere, so that nothing complains at the very end."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def make_printable() -> None:
    """Let any text be printed, whatever the locale can hold, and a closed stream be silent."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by who started us: `reader list >&-`
            stream = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115  # to the end
            setattr(sys, name, stream)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def working_folder() -> Path:
    """The folder that the command was started in.

    Raises:
        ReaderError: it is gone, or we may not know it.
    """
    try:
        return Path.cwd()
    except OSError as error:
        raise ReaderError(
            f"the current folder cannot be used ({error.strerror})",
            remedy="change to another folder first",
        ) from error

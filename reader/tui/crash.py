"""What is left of a reader that a bug ended: a file that tells how, and two lines that name it.

The report is made to be passed on: it says where in the code it was, what the program ran on and
the last keys, but no variable's value and nothing that was typed into a field, since these are
words of articles and notes. Standard library only, for it must work when little else does.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from reader import __version__
from reader.model.visible import visible

FOLDER = "reports"  # beside the file of what is kept between two times
KEPT = 10  # reports: the newest
TRAIL = 40  # keys that a report tells of
TYPED = "…"  # stands for any key that was typed into a field
_TOLD = ("TERM", "COLORTERM", "TERM_PROGRAM", "TMUX", "NO_COLOR", "LANG", "LC_ALL", "SSH_TTY")


class Trail:
    """The last keys, so that somebody else can go the same way; never what a field was told."""

    def __init__(self) -> None:
        self._keys: deque[str] = deque(maxlen=TRAIL)

    def add(self, key: str, *, typing: bool) -> None:
        """A key was pressed, perhaps into a field."""
        if not typing:
            self._keys.append(key)
        elif not self._keys or self._keys[-1] != TYPED:
            self._keys.append(TYPED)

    def __str__(self) -> str:
        return " ".join(self._keys) or "none"


def report(
    bug: BaseException,
    *,
    at: datetime,
    facts: Mapping[str, object],
    environ: Mapping[str, str] = os.environ,
) -> str:
    """The text of a report.

    Args:
        bug: what nobody expected, with its traceback.
        at: when.
        facts: what else is known: the size of the screen, the last keys.
        environ: of the process; only what says how a terminal draws is told.
    """
    import platform  # noqa: PLC0415 - few starts end here

    known = {
        "reader": __version__,
        "when": at.isoformat(timespec="seconds"),
        "Python": f"{platform.python_version()} on {platform.platform()}",
        **facts,
        "terminal": " ".join(f"{name}={environ[name]}" for name in _TOLD if name in environ),
    }
    width = max(map(len, known))
    lines = [f"{name:<{width}}  {visible(str(value))}" for name, value in known.items()]
    return "\n".join([*lines, "", *traceback.format_exception(bug)])


def keep(text: str, folder: Path, at: datetime) -> Path | None:
    """Keep a report for its owner's eyes alone, and only the newest; None where that failed.

    Args:
        text: of the report.
        folder: for reports, made if need be.
        at: when; names the file.
    """
    path = folder / f"{at:%Y-%m-%dT%H-%M-%S}-{os.getpid()}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with open(path, "x", encoding="utf-8", errors="backslashreplace", opener=_private) as file:
            file.write(text)
    except OSError:
        return None
    for old in sorted(folder.glob("*.txt"))[:-KEPT]:
        with suppress(OSError):
            old.unlink()
    return path


def tell(bug: BaseException, path: Path | None, *, lost: int = 0) -> None:
    """Say on stderr what happened, how many writes are lost, and where the report is."""
    what = visible("".join(traceback.format_exception_only(bug)).strip().splitlines()[-1])
    kept = f"not saved: {lost}, named below" if lost else "everything you did is saved"
    if path is None:
        where = "no report could be kept; what it would say:"
    else:
        where = f"what a developer needs to mend it: {str(path).replace(str(Path.home()), '~')}"
    with suppress(OSError, ValueError):  # the terminal may be gone
        sys.stderr.write(f"reader: ended by a bug of its own: {what}\n  {kept}; {where}\n")
        if path is None:
            traceback.print_exception(bug)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)

"""The permissions by which a team shares a desk: what they are, what they should be.

The folder is the group's, with the bit by which new files in it are the group's too (2770), and
the database and its lock may be read and written by the group (0660). Whatever the umask of a
user, SQLite gives a journal the permissions of the database.
"""

from __future__ import annotations

import grp
import os
import shlex
import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from reader.errors import DeskError
from reader.store import seats
from reader.store.waiting import SUFFIX

FOLDER_MODE, FILE_MODE = 0o2770, 0o660


@dataclass(frozen=True, slots=True)
class Shared:
    """What was done to share a desk, and what somebody else has to do.

    Attributes:
        done: a line for each change.
        undone: what could not be changed, and the command by which its owner or root does it.
        group: the group that the desk is shared with.
    """

    done: tuple[str, ...]
    undone: tuple[tuple[str, str], ...]
    group: str


def share(database: Path, group: str | None) -> Shared:
    """Let a group read and write a desk.

    Args:
        database: the desk's file.
        group: its name; the one that the folder has where none is given.

    Raises:
        DeskError: there is no such group, or everybody may enter the folder, like `/tmp`.
    """
    folder = database.parent
    if folder.stat().st_mode & stat.S_ISVTX:
        raise DeskError(
            "this folder is for everybody and cannot be a team's",
            where=str(folder),
            remedy="move the desk into a folder of its own",
        )
    number = folder.stat().st_gid if group is None else _number(group)
    name = group or _name(number)
    lock = Path(f"{database}{SUFFIX}")
    if not lock.exists():
        _make(lock)
    done: list[str] = []
    undone: list[tuple[str, str]] = []
    here = Path(f"{database}{seats.SUFFIX}")
    for path in (folder, database, lock, here):
        wanted = FOLDER_MODE if path in {folder, here} else FILE_MODE
        if path.exists() and not path.is_symlink():
            _settle(path, wanted, (number, name), done, undone)
    return Shared(tuple(done), tuple(undone), name)


def _settle(
    path: Path,
    wanted: int,
    group: tuple[int, str],
    done: list[str],
    undone: list[tuple[str, str]],
) -> None:
    """Give a file or folder its group and permissions; what was done, or not, is added."""
    (number, name) = group
    quoted = shlex.quote(str(path))
    if path.stat().st_gid != number:
        try:
            os.chown(path, -1, number)
        except OSError as failure:
            what = f"{path} is not the group's ({failure.strerror})"
            undone.append((what, f"sudo chgrp {shlex.quote(name)} {quoted}"))
        else:
            done.append(f"{path}: group {name}")
    was = stat.S_IMODE(path.stat().st_mode)
    if was == wanted:
        return
    why = "refused"
    try:
        path.chmod(wanted)
    except OSError as failure:
        why = str(failure.strerror)
    # Of a group that is not ours, the system drops the bit without a word.
    if stat.S_IMODE(path.stat().st_mode) == wanted:
        done.append(f"{path}: {was:04o} → {wanted:04o}")
    else:
        what = f"{path} has the permissions {was:04o} ({why})"
        undone.append((what, f"sudo chmod {wanted:04o} {quoted}"))


def _make(lock: Path) -> None:
    """The queue's file, made now so that it has the right permissions from the start."""
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW
    try:
        descriptor = os.open(lock, flags, FILE_MODE)
    except OSError:
        return  # the first who may write makes it
    with suppress(OSError):
        os.fchmod(descriptor, FILE_MODE)  # whatever the umask
    os.close(descriptor)


def _number(group: str) -> int:
    try:
        return grp.getgrnam(group).gr_gid
    except KeyError as error:
        raise DeskError(
            "there is no such group",
            where=group,
            remedy=f"sudo groupadd {shlex.quote(group)}, then usermod -aG for each of the team",
        ) from error


def _name(number: int) -> str:
    try:
        return grp.getgrgid(number).gr_name
    except KeyError:
        return str(number)

"""Permissions as `doctor` looks at them: the bit that keeps somebody out, by its name.

A desk counts as shared where a group may write, and the folder hands its group on (2770) or the
group is not the private one of its owner. Many systems give every user such a group, and there a
desk of one's own has nearly the same bits as a team's.
"""

from __future__ import annotations

import grp
import os
import pwd
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from reader.model.finding import Finding, Severity
from reader.store import seats
from reader.store.remedies import command, desk_of
from reader.store.waiting import SUFFIX as LOCK

_LETTERS = {"r": 4, "w": 2, "x": 1}
_HANDS_GROUP_ON = sys.platform != "darwin"  # there, new files have the folder's group anyway


@dataclass(frozen=True, slots=True)
class _Need:
    """What a group needs of a file or folder, and what for."""

    path: Path
    bits: str
    what_for: str


def findings(database: Path) -> Iterator[Finding]:
    """The bits that keep colleagues or oneself out, or let everybody in."""
    yield from mine(database)
    file, folder = database.stat(), database.parent.stat()
    sticky = bool(folder.st_mode & stat.S_ISVTX)  # `/tmp`: nobody's to share
    for path, found in ((database, file), (database.parent, folder)):
        if found.st_mode & stat.S_IWOTH and not (sticky and path == database.parent):
            what = f"everybody on this machine may write {_noun(path, database)}: o+w is set"
            yield _warning(f"{what} ({_octal(found)})", path, command("chmod", "o-w", path))
    if not sticky and _is_shared(file, folder):
        yield from _for_the_team(database, folder)
    yield from _lock(database, file)


def _for_the_team(database: Path, folder: os.stat_result) -> Iterator[Finding]:
    """What a member of the group could not do."""
    share = command("reader", "share", desk_of(database))
    team = group_name(folder.st_gid)
    here = Path(f"{database}{seats.SUFFIX}")
    needs = [
        _Need(database, "rw", "write the database"),
        _Need(database.parent, "rwx", "make a journal beside the database"),
    ]
    if here.is_dir() and not here.is_symlink():
        needs.append(_Need(here, "rwx", "be seen to be here"))
    for need in needs:
        found = need.path.stat()
        if found.st_gid != folder.st_gid:
            theirs = group_name(found.st_gid)
            what = f"it is of the group {theirs}, and its folder of {team}"
            yield _warning(what, need.path, share)
        missing = _missing(found.st_mode >> 3, need.bits)
        if missing:
            what = f"the group {team} may not {need.what_for}: g+{missing} is missing"
            yield _warning(f"{what} ({_octal(found)})", need.path, share)
    if _HANDS_GROUP_ON and not folder.st_mode & stat.S_ISGID:
        what = "what one makes here is not the group's: g+s is missing"
        yield _warning(f"{what} ({_octal(folder)})", database.parent, share)
    yield from _way(database, folder.st_gid, team)


def _way(database: Path, group: int, team: str) -> Iterator[Finding]:
    """The folders on the way that a member of the group could not enter."""
    for parent in database.parent.resolve().parents:
        found = parent.stat()
        by_group = found.st_gid == group and found.st_mode & stat.S_IXGRP
        if by_group or found.st_mode & stat.S_IXOTH or _has_acl(parent):
            continue
        bit = "g+x" if found.st_gid == group else "o+x"
        what = f"a member of the group {team} cannot enter this folder on the way: {bit} is missing"
        remedy = _changing(parent, found, bit)
        what = f"{what} ({_octal(found)})"
        yield Finding("way", what, str(parent), remedy, Severity.WARNING)


def _lock(database: Path, file: os.stat_result) -> Iterator[Finding]:
    """What is wrong with the writers' queue: without it they go on, but out of turn."""
    lock = Path(f"{database}{LOCK}")
    try:
        found = lock.lstat()
    except OSError:
        return
    remedy = command("rm", lock)
    if not stat.S_ISREG(found.st_mode):
        yield _warning("this is no file, so writers do not queue", lock, remedy)
    elif (file.st_mode ^ found.st_mode) & 0o060:
        what = f"the lock file has other permissions ({_octal(found)}) than the database"
        yield _warning(f"{what} ({_octal(file)})", lock, remedy)
    elif found.st_gid != file.st_gid and file.st_mode & stat.S_IWGRP:
        what = f"the lock file is of the group {group_name(found.st_gid)}, the database of"
        yield _warning(f"{what} {group_name(file.st_gid)}", lock, remedy)
    elif os.access(database, os.W_OK) and not os.access(lock, os.R_OK | os.W_OK):
        what = f"the lock file is {user_name(found.st_uid)}'s ({_octal(found)}), and not yours to"
        yield _warning(f"{what} open", lock, remedy)


def mine(database: Path) -> Iterator[Finding]:
    """What keeps oneself from reading or writing, by the bit."""
    folder = database.parent
    for path, bits, what_for in (
        (database, "r", "read the database"),
        (database, "w", "write the database"),
        (folder, "wx", "make a journal beside the database"),
    ):
        try:
            found = path.stat()
        except OSError:
            return
        if all(os.access(path, getattr(os, f"{bit.upper()}_OK")) for bit in bits):
            continue
        who, shift = _class_of(found)
        missing = _missing(found.st_mode >> shift, bits)
        if not missing:  # a read-only mount, an immutable file, a list of access rights
            yield _warning(f"you may not {what_for}: {_beyond_bits(path)}", path, "")
            continue
        what = f"you may not {what_for}: {who}+{missing} is missing ({_octal(found)})"
        yield _warning(what, path, _letting_in(database, path, who, missing))


def blocked(database: Path) -> Finding | None:
    """The first folder on the way that oneself cannot enter, or None."""
    for parent in reversed(database.absolute().parents):
        try:
            found = parent.stat()
        except OSError:
            return None
        if stat.S_ISDIR(found.st_mode) and not os.access(parent, os.X_OK):
            who, _ = _class_of(found)
            what = f"you cannot enter this folder on the way to the desk: {who}+x is missing"
            remedy = _changing(parent, found, f"{who}+x")
            return Finding("way", f"{what} ({_octal(found)})", str(parent), remedy, Severity.ERROR)
    return None


def _changing(path: Path, found: os.stat_result, bits: str) -> str:
    """The command by which a file or folder gets other bits."""
    words = ["chmod", bits, str(path)]
    return command(*(words if found.st_uid == os.geteuid() else ["sudo", *words]))


def _letting_in(database: Path, path: Path, who: str, missing: str) -> str:
    """The command by which somebody gets a right that is missing."""
    found = path.stat()
    if who == "u":
        return _changing(path, found, f"u+{missing}")
    if who == "o" and not _missing(found.st_mode >> 3, missing):
        join = command("sudo", "usermod", "-aG", group_name(found.st_gid), user_name(os.geteuid()))
        return f"{join}, then log in anew"
    return f"{user_name(found.st_uid)} can: {command('reader', 'share', desk_of(database))}"


def _is_shared(file: os.stat_result, folder: os.stat_result) -> bool:
    hands_on = bool(folder.st_mode & stat.S_ISGID)
    return any(
        found.st_mode & stat.S_IWGRP and (hands_on or not is_private(found.st_gid, found.st_uid))
        for found in (file, folder)
    )


def is_private(group: int, user: int) -> bool:
    """Whether a group is a user's own, as many systems make one for each."""
    return group_name(group) == user_name(user)


def group_name(number: int) -> str:
    """What a group is called; its number where it has no name."""
    with suppress(KeyError, OSError):
        return grp.getgrgid(number).gr_name
    return str(number)


def user_name(number: int) -> str:
    """What a user is called; the number where there is no name."""
    with suppress(KeyError, OSError):
        return pwd.getpwuid(number).pw_name
    return str(number)


def _class_of(found: os.stat_result) -> tuple[str, int]:
    """The letter of the bits that count for oneself, and how far left they stand."""
    if found.st_uid == os.geteuid():
        return "u", 6
    if found.st_gid in {os.getegid(), *os.getgroups()}:
        return "g", 3
    return "o", 0


def _missing(mode: int, bits: str) -> str:
    return "".join(bit for bit in bits if not mode & _LETTERS[bit])


def _beyond_bits(path: Path) -> str:
    """Why something is refused that the bits allow."""
    with suppress(OSError):
        if os.statvfs(path).f_flag & os.ST_RDONLY:
            return "the file system is mounted read-only"
    return "the bits allow it, the system refuses it"


def _has_acl(path: Path) -> bool:
    """Whether a list of access rights decides, which the bits do not show."""
    if not hasattr(os, "getxattr"):
        return False
    try:
        return bool(os.getxattr(path, "system.posix_acl_access"))
    except OSError:
        return False


def _octal(found: os.stat_result) -> str:
    return f"{stat.S_IMODE(found.st_mode):04o}"


def _noun(path: Path, database: Path) -> str:
    return "the database" if path == database else "its folder"


def _warning(what: str, path: Path, remedy: str) -> Finding:
    return Finding("permissions", what, str(path), remedy, Severity.WARNING)

"""Where a desk lies: network and synchronised folders break the locks, and are recognised.

Asked before connecting. On such a place two writers can both believe that they hold the lock,
or a service copies the file in the middle of a write; what one of them wrote is then lost.
"""

from __future__ import annotations

from pathlib import Path

# Types of file systems that lie on another machine, as Linux names them.
_REMOTE = frozenset(
    (
        *("nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ncpfs", "9p", "ceph", "lustre"),
        *("glusterfs", "davfs", "fuse.glusterfs", "fuse.davfs2"),
        *("fuse.sshfs", "fuse.rclone", "fuse.s3fs"),
    )
)
# And those that lie on a disk, or in the memory, of this one.
LOCAL = frozenset(
    (
        *("ext2", "ext3", "ext4", "xfs", "btrfs", "zfs", "f2fs", "jfs", "bcachefs", "reiserfs"),
        *("apfs", "hfs", "ntfs3", "fuseblk", "exfat", "vfat", "tmpfs", "ramfs", "overlay"),
    )
)
# Folder names and files by which services that synchronise folders are known.
_SYNCED_FOLDERS = ("dropbox", "onedrive", "google drive", "googledrive", "icloud drive")
_SYNCED_FOLDERS_EXACT = frozenset({"mobile documents", "nextcloud", "owncloud", "pcloud drive"})
_SYNCED_MARKS = (".stfolder", ".dropbox", ".sync", ".nextcloudsync.log")
_MOUNTS = Path("/proc/self/mountinfo")
_ESCAPES = {"\\040": " ", "\\011": "\t", "\\012": "\n", "\\134": "\\"}


def unsafe(path: Path, mounts: str | None = None) -> str | None:
    """Why nobody should write at `path`, one line, or None where it is safe.

    Args:
        path: of the database.
        mounts: the text of `/proc/self/mountinfo`; read where not given.
    """
    folder = path.absolute().parent.resolve()
    kind = file_system(path, mounts)
    if kind in _REMOTE:
        return f"it lies on a network folder ({kind}), where locks cannot be trusted"
    for part in (folder, *folder.parents):
        name = part.name.casefold()
        if name.startswith(_SYNCED_FOLDERS) or name in _SYNCED_FOLDERS_EXACT:
            return f"it lies in a synchronised folder ({part.name})"
        for mark in _SYNCED_MARKS:
            if (part / mark).exists():
                return f"it lies in a synchronised folder ({part.name} holds {mark})"
    return None


def file_system(path: Path, mounts: str | None = None) -> str:
    """The type of the file system that holds the folder of `path`, or nothing if untold.

    Args:
        path: of the database.
        mounts: the text of `/proc/self/mountinfo`; read where not given.
    """
    folder = path.absolute().parent.resolve()
    if mounts is None:
        mounts = _MOUNTS.read_text("utf-8", "surrogateescape") if _MOUNTS.exists() else ""
    best, kind = -1, ""
    for line in mounts.splitlines():
        left, separator, right = line.partition(" - ")
        fields = left.split()
        if not separator or len(fields) < 5:  # noqa: PLR2004 - the mount point is the fifth
            continue
        point = fields[4]
        for escape, character in _ESCAPES.items():
            point = point.replace(escape, character)
        # A later mount on the same point covers the earlier one.
        if folder.is_relative_to(point) and len(point) >= best:
            best, kind = len(point), right.split()[0]
    return kind

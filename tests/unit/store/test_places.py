from __future__ import annotations

from pathlib import Path

import pytest

from reader.store import places

MOUNTS = """\
21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 21 0:40 / /mnt/team rw,relatime shared:9 - nfs4 server:/team rw
41 40 0:41 / /mnt/team/local rw - xfs /dev/sdb1 rw
42 21 0:42 / /mnt/with\\040space rw - cifs //server/share rw
43 21 0:43 / /home/ada/remote rw - fuse.sshfs server: rw
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/mnt/team/desk/annotations.db", "nfs4"),
        ("/mnt/team/local/desk/annotations.db", None),
        ("/mnt/teamwork/annotations.db", None),
        ("/mnt/with space/annotations.db", "cifs"),
        ("/home/ada/remote/annotations.db", "fuse.sshfs"),
        ("/home/ada/annotations.db", None),
    ],
)
def test_network_folders_are_known_by_their_mount(path: str, kind: str | None) -> None:
    said = places.unsafe(Path(path), MOUNTS)
    assert said == (
        None
        if kind is None
        else f"it lies on a network folder ({kind}), where locks cannot be trusted"
    )


@pytest.mark.parametrize(
    "folder", ["Dropbox", "Dropbox (Personal)", "OneDrive - The Paper", "Nextcloud", "Google Drive"]
)
def test_synchronised_folders_are_known_by_their_names(tmp_path: Path, folder: str) -> None:
    desk = tmp_path / folder / "story"
    desk.mkdir(parents=True)
    assert places.unsafe(desk / "annotations.db", "") == (
        f"it lies in a synchronised folder ({folder})"
    )


def test_and_by_what_they_hold(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    desk = tmp_path / "story"
    desk.mkdir()
    said = places.unsafe(desk / "annotations.db", "")
    assert said == f"it lies in a synchronised folder ({tmp_path.name} holds .stfolder)"


def test_a_plain_folder_is_safe(tmp_path: Path) -> None:
    assert places.unsafe(tmp_path / "annotations.db") is None

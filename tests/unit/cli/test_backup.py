from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.cli.flood import Desk


def test_backups_in_a_folder_are_named_by_the_moment_and_rotated(
    desk: Desk, tmp_path: Path
) -> None:
    said = desk.said("backup", "--keep", "2")
    made = Path(said.strip().split(" to ")[1])
    assert made.parent == desk.folder / "backups"
    older = made.with_name(made.name[:-19] + "20000101T000000Z.db")
    for name in (older, older.with_name(older.name.replace("2000", "2001"))):
        name.write_bytes(made.read_bytes())
    desk.mark("3", "Twelve people are missing")
    assert f"removed {older}" in desk.said("backup", str(made.parent), "--keep", "2")
    assert len(list(made.parent.iterdir())) == 2
    for wrong in ("0", "x", "30w", "-1"):
        assert desk.run("backup", "--keep", wrong).exit_code == 2
    assert desk.run("backup", str(tmp_path / "a.db"), "--keep", "1").exit_code == 2
    (tmp_path / "none").mkdir()
    assert "removed" not in desk.said("backup", str(tmp_path / "none"))


def test_a_restore_tells_what_would_go_keeps_it_and_merges_it_back(
    desk: Desk, tmp_path: Path
) -> None:
    early = tmp_path / "early.db"
    desk.mark("3", "Twelve people are missing")
    desk.said("backup", str(early))
    desk.said("restore", str(early))  # nothing would go: nobody has to agree
    for kept in desk.folder.glob("annotations.before-*"):
        kept.unlink()
    desk.mark("3", "gave way before dawn", who="bo")
    before = desk.json("annotations")
    asked = desk.run("restore", str(early))
    assert asked.exit_code == 1
    assert "would be gone: 1 mark of bo, " in asked.stdout
    assert "--yes" in asked.stderr
    assert desk.json("annotations") == before
    assert not list(desk.folder.glob("annotations.before-*"))
    assert "no longer there: 1 mark of bo" in desk.said("restore", str(early), "--yes")
    assert len(desk.json("annotations")) == len(before) - 1
    (kept,) = desk.folder.glob("annotations.before-*")
    assert "new: 1 mark" in desk.said("merge", str(kept))
    assert desk.json("annotations") == before
    assert desk.said("doctor").splitlines()[-1].startswith("all is well")


@pytest.mark.parametrize("ill", ["gone", "zeros", "text", "journal"])
def test_a_desk_that_cannot_be_read_is_restored(desk: Desk, tmp_path: Path, ill: str) -> None:
    good, database = tmp_path / "good.db", desk.folder / "annotations.db"
    desk.mark("3", "Twelve people are missing")
    desk.said("backup", str(good))
    marks = desk.json("annotations")
    content = database.read_bytes()
    if ill == "text":
        database.write_text("no database")
    elif ill == "zeros":
        database.write_bytes(bytes(8192) + content[8192:])
    else:
        database.unlink()
        if ill == "journal":  # of the file that is gone: it must not be rolled into the new one
            Path(f"{database}-journal").write_bytes(content[:4096])
    if ill in {"text", "zeros"}:
        assert "the desk cannot be read" in desk.run("restore", str(good)).stdout
        broken = database.read_bytes()
        desk.said("restore", str(good), "--yes")
        (kept,) = desk.folder.glob("annotations.before-*")
        assert kept.read_bytes() == broken
    else:
        desk.said("restore", str(good))
    assert desk.json("annotations") == marks
    assert not Path(f"{database}-journal").exists()
    assert desk.said("doctor").splitlines()[-1].startswith("all is well")


def test_what_is_no_sound_backup_is_not_restored(desk: Desk, tmp_path: Path) -> None:
    desk.mark("3", "Twelve people are missing")
    database, bad = desk.folder / "annotations.db", tmp_path / "bad.db"
    desk.said("backup", str(bad))
    content = bad.read_bytes()
    bad.write_bytes(content.replace(b"gave way before dawn", b"gave way before dusk"))
    before = database.read_bytes()
    for file in (bad, database, tmp_path / "none.db", tmp_path):
        desk.refused("restore", str(file), "--yes")
    assert database.read_bytes() == before


def test_a_desk_is_shared_and_says_what_changed(desk: Desk) -> None:
    desk.folder.chmod(0o755)
    (desk.folder / "annotations.db").chmod(0o644)
    said = desk.said("share").splitlines()
    assert f"{desk.folder}: 0755 → 2770" in said
    assert f"{desk.folder / 'annotations.db'}: 0644 → 0660" in said
    assert len(desk.said("share", str(desk.folder)).splitlines()) == 1
    assert "groupadd" in desk.refused("share", "--group", "no-such-group-here")

"""Files that a command must not write over, and files that never end."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from reader.cli import jsonl_files
from reader.cli.aside import written_aside
from reader.cli.jsonl_files import json_lines
from reader.errors import FormatError, ReaderError
from tests.unit.cli.flood import Desk


@pytest.mark.parametrize(
    "command",
    [
        ["export", "jsonl", "-o", "{}"],
        ["export", "csv", "-o", "{}"],
        ["tags", "export", "-o", "{}"],
        ["clean", "--input", "{}.jsonl", "--output", "{}"],
        ["suggest", "--input", "{}.jsonl", "--output", "{}"],
    ],
    ids=lambda command: " ".join(command[:2]),
)
def test_no_command_writes_over_a_desk(desk: Desk, command: list[str]) -> None:
    identity = desk.mark("1", "Boats searched")
    database = desk.folder / "annotations.db"
    Path(f"{database}.jsonl").write_text("")
    assert "a database stands there" in desk.refused(*(w.format(database) for w in command))
    assert [row["annotation_id"] for row in desk.json("annotations")] == [identity]


def test_a_desk_of_another_name_is_told_by_the_files_beside_it(tmp_path: Path) -> None:
    (tmp_path / "marks").write_text("a database")
    (tmp_path / "marks-lock").touch()
    with pytest.raises(ReaderError, match="a database"), written_aside(tmp_path / "marks"):
        pass
    assert (tmp_path / "marks").read_text() == "a database"


def test_a_pipe_stays_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    found: list[str] = []
    reading = threading.Thread(target=lambda: found.append((tmp_path / "pipe").read_text()))
    reading.start()
    with written_aside(tmp_path / "pipe") as file:
        file.write("through")
    reading.join(timeout=10)
    assert found == ["through"]
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "link.csv").symlink_to(tmp_path / "far" / "marks.csv")
    with written_aside(tmp_path / "link.csv") as file:
        file.write("marks")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "far" / "marks.csv").read_text() == "marks"


@pytest.mark.parametrize("name", ["loop", ".", "none/x"])
def test_where_nothing_can_be_written_is_said(tmp_path: Path, name: str) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(ReaderError, match="cannot be written"), written_aside(tmp_path / name):
        pass


@pytest.mark.parametrize("command", [["import"], ["tags", "import"]], ids=["import", "tags import"])
@pytest.mark.parametrize("kind", ["device", "pipe", "folder"])
def test_what_has_no_end_is_not_imported(
    desk: Desk, tmp_path: Path, command: list[str], kind: str
) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "empty").mkdir()
    path = {
        "device": "/dev/zero",
        "pipe": str(tmp_path / "pipe"),
        "folder": str(tmp_path / "empty"),
    }
    assert "Traceback" not in desk.refused(*command, path[kind])
    assert len(desk.json("tags")) == 6  # the roots of a new desk


def test_a_line_without_an_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl_files, "MAX_LINE", 100)
    (tmp_path / "in.jsonl").write_text('{"id": 1}\n' + " " * 1000)
    with pytest.raises(FormatError, match="a line of over"):
        list(json_lines(tmp_path / "in.jsonl"))


def test_a_device_is_no_file_of_lines() -> None:
    with pytest.raises(ReaderError, match="not a regular file"):
        list(json_lines(Path("/dev/zero")))


def test_a_byte_order_mark_before_the_lines_is_no_part_of_them(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(b'\xef\xbb\xbf{"id": 1}\n')
    assert list(json_lines(tmp_path / "in.jsonl")) == [(1, {"id": 1})]


@pytest.mark.parametrize("content", [None, "no header of ours\n"])
def test_a_desk_is_not_made_for_an_import_that_cannot_be_read(
    desk: Desk, tmp_path: Path, content: str | None
) -> None:
    if content is not None:
        (tmp_path / "in.csv").write_text(content)
    desk.refused("init", str(tmp_path / "new"), "--from", str(tmp_path / "in.csv"))
    assert not (tmp_path / "new").exists()


def test_a_relative_data_folder_is_ignored() -> None:
    from reader.desk.opening import data_folder

    assert data_folder({"XDG_DATA_HOME": "somewhere"}).is_absolute()

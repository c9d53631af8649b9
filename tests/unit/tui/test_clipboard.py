from __future__ import annotations

from pathlib import Path

import pytest

from reader.tui import clipboard


def program(folder: Path, name: str, body: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n", "utf-8")
    path.chmod(0o755)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return tmp_path


def test_the_first_way_that_works_is_taken_and_named(folder: Path) -> None:
    program(folder, "pbcopy", "exit 1")
    program(folder, "wl-copy", f"cat > {folder}/copied")
    environ = {"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}
    assert clipboard.copy("flood ✓", environ) == "wl-copy"
    assert (folder / "copied").read_text("utf-8") == "flood ✓"


def test_without_a_way_there_is_none(folder: Path) -> None:
    program(folder, "wl-copy", "exit 0")  # no display to copy to
    assert clipboard.rungs({}) == ()
    assert clipboard.copy("x", {}) is None
    assert (folder / "wl-copy").exists()

"""The start: a picture before Textual, the same picture from Textual, and no key lost between."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest

from tests.tui.launching import ALL, FIRST, TAKEN, TEXTUAL, Reader
from tests.tui.made_up import opened

LOOKS = {
    "dark": ((80, 24), "reader-dark", ALL),
    "light": ((160, 45), "solarized-light", {"TERM": "tmux-256color"}),
    "sixteen": ((100, 30), None, {"TERM": "linux"}),
    "none": ((59, 14), None, {**ALL, "NO_COLOR": "1"}),
}


@pytest.mark.parametrize("look", LOOKS)
def test_no_cell_changes_when_textual_takes_over(
    sample_desk: Path, tmp_path: Path, look: str
) -> None:
    size, theme, environ = LOOKS[look]
    kept = tmp_path / "home" / "synoptic-reader" / "session.json"
    kept.parent.mkdir(parents=True)
    kept.write_text(json.dumps({"format": 1, "theme": theme, "desks": {}}), "utf-8")
    with Reader(sample_desk, tmp_path / "home", size, begins=False, environ=environ) as reader:
        reader.until(FIRST)
        before, after = reader.screen(TEXTUAL), reader.screen(FIRST, TEXTUAL)
    assert before.display[-1].strip() or size[1] < 15
    assert sum(len(row.split()) for row in before.display) > 60
    assert after.changed == []
    assert after.buffer == before.buffer
    assert (after.cursor.x, after.cursor.y) == (before.cursor.x, before.cursor.y)
    assert reader.written.count(TAKEN) == 1
    assert reader.written.index(FIRST) < 40_000
    coloured = {cell.bg for row in before.buffer.values() for cell in row.values()}
    assert len(coloured) > 1 or look == "none"


def test_keys_are_answered_before_textual_is_there_and_the_others_wait_in_order(
    folder: Path, tmp_path: Path
) -> None:
    with opened(folder) as desk:
        known = {mark.id for mark in desk.marks.list()}
    with Reader(folder, tmp_path / "home", hold=0.8) as reader:
        reader.press(b"2")  # before there is a picture: the count of the next key
        reader.until_painted()
        start = len(reader.written)
        reader.press(b")\t))")
        reader.until(lambda: len(reader.written) > start)
        reader.resize((120, 34))
        reader.press(b"])")  # not for the launcher; from here on all wait
        reader.until(TEXTUAL)
        reader.press(b")c")
        reader.until(FIRST)
        before, after = reader.screen(TEXTUAL), reader.screen(FIRST, TEXTUAL)
        assert after.changed == []
        assert before.buffer == after.buffer
        reader.until(b"claim:")
        reader.signal(signal.SIGTERM)
        assert reader.end() == 128 + signal.SIGTERM
    with opened(folder) as desk:
        [made] = [mark for mark in desk.marks.list(annotator="ada") if mark.id not in known]
    assert made.anchor.quote.startswith("Boats searched")


@pytest.mark.parametrize(
    ("hold", "since", "key"),
    [(5.0, TAKEN, b""), (0.0, TEXTUAL, b""), (5.0, TAKEN, b"jjq")],
    ids=["a signal before Textual", "a signal while it takes over", "quit before Textual"],
)
def test_an_end_in_the_first_moments_gives_the_terminal_back_and_keeps_the_place(
    folder: Path, tmp_path: Path, hold: float, since: bytes, key: bytes
) -> None:
    with Reader(folder, tmp_path / "home", hold=hold) as reader:
        reader.until(since)
        if key:
            reader.press(key)
        else:
            reader.signal(signal.SIGHUP)
        assert reader.end() == (0 if key else 128 + signal.SIGHUP)
        assert reader.is_given_back()
        assert (TEXTUAL in reader.written) is (hold == 0)
    kept = json.loads((tmp_path / "home" / "synoptic-reader" / "session.json").read_text("utf-8"))
    [session] = kept["desks"].values()
    offset, row = session["places"][session["active"]] if hold else (0, 0)
    assert (offset > 0, row >= 0) == (bool(key), True)

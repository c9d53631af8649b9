from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reader.tui import crash

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def _bug() -> ValueError:
    words = "what a source said in confidence"
    try:
        words.index("?")
    except ValueError as error:
        return error
    raise AssertionError


def test_a_report_tells_the_way_and_no_words() -> None:
    trail = crash.Trail()
    for key, typing in (("j", False), ("M", False), ("s", True), ("o", True), ("enter", False)):
        trail.add(key, typing=typing)
    environ = {"TERM": "xterm\x1b[2J", "PASSWORD": "secret"}
    text = crash.report(_bug(), at=NOON, facts={"keys": trail}, environ=environ)
    assert "j M … enter" in text
    assert "in _bug" in text
    assert "in confidence" not in text
    assert "secret" not in text
    assert "\x1b" not in text


def test_the_newest_reports_stay_and_are_private(tmp_path: Path) -> None:
    kept = [
        crash.keep("words", tmp_path / "reports", NOON + timedelta(hours=hour))
        for hour in range(crash.KEPT + 3)
    ]
    left = sorted((tmp_path / "reports").iterdir())
    assert left == kept[3:]
    assert all(path.stat().st_mode & 0o077 == 0 for path in left)


def test_a_report_that_cannot_be_kept_is_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "reports").write_text("in the way", "utf-8")
    assert crash.keep("words", tmp_path / "reports", NOON) is None
    crash.tell(_bug(), None, lost=2)
    said = capsys.readouterr().err
    assert "not saved: 2" in said
    assert "in _bug" in said

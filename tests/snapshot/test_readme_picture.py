from __future__ import annotations

from pathlib import Path

import pytest

from tests.snapshot.readme_picture import PICTURE, picture
from tests.snapshot.stopped_clock import on_a_still_day


async def test_the_picture_in_the_readme_is_what_the_reader_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_a_still_day(monkeypatch)
    kept = PICTURE.read_text("utf-8")
    assert await picture(tmp_path) == kept, "python -m tests.snapshot.readme_picture makes it anew"

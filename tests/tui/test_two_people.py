from __future__ import annotations

import subprocess
import sys
from asyncio import to_thread
from pathlib import Path
from time import monotonic

import pytest

from reader.desk.desk import Desk
from reader.tui.screens import news, reading
from tests.tui.driving import driving
from tests.tui.made_up import opened, span_of

ROOT = Path(__file__).resolve().parents[2]
MARKING = """
import sys
from asyncio import to_thread
from pathlib import Path
from tests.tui.made_up import opened, span_of
with opened(Path(sys.argv[1]), "bo") as desk:
    article = desk.articles.list()[0].id
    desk.marks.annotate(article, [span_of(desk, article, "Rescue boats")], ["claim"])
"""


async def test_what_another_process_marks_shows_with_the_name(folder: Path, desk: Desk) -> None:
    async with driving(desk) as driver:
        before = len(driver.pane.page.marks)
        await to_thread(
            subprocess.run,
            [sys.executable, "-c", MARKING, str(folder)],
            cwd=ROOT,
            check=True,
            stdin=subprocess.DEVNULL,
        )
        await driver.until(lambda: len(driver.pane.page.marks) == before + 1, "bo's mark")
        assert "bo marked “Rescue boats”" in driver.status
        assert driver.reading.news.here() == "bo is here"


async def test_two_readers_on_one_file_see_each_other(folder: Path, desk: Desk) -> None:
    with opened(folder, "bo") as other:
        async with driving(desk) as driver:
            article = driver.article
            mark = other.marks.annotate(article, [span_of(other, article, "forty soldiers")], [])

            def shown() -> bool:
                return any(each.id == mark.id for each in driver.pane.page.marks)

            await driver.until(shown, "the mark")
            driver.go("Rescue boats")
            await driver.press("c")
            await driver.saved()
            assert any(q.startswith("Rescue boats") for q in driver.quotes())
            assert other.changed()
            other.marks.delete([mark])
            await driver.until(lambda: not shown(), "the mark to go")
            assert "bo deleted" in driver.status


async def test_a_colleague_who_quit_is_not_here_any_more_after_twenty_seconds(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = [0.0]
    monkeypatch.setattr(news, "monotonic", lambda: monotonic() + later[0])
    with opened(folder) as desk:
        async with driving(desk) as driver:
            with opened(folder, "bo") as bo:
                article = bo.articles.list()[0].id
                bo.marks.annotate(article, [bo.marks.place(article, "Piet Ranke", 1)], ["claim"])
            await driver.until(lambda: driver.reading.news.here() == "bo is here", "bo")
            later[0] = 20.0 - reading.HEADER_S
            assert driver.reading.news.here() is None

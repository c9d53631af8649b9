from __future__ import annotations

import subprocess
import sys
from asyncio import to_thread
from pathlib import Path

import pytest

from reader.desk.desk import Desk
from reader.model.presence import Present
from reader.store import presence, seats
from reader.tui.hues import HUE_NAMES
from reader.tui.widgets.header import Header
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


async def test_the_header_names_who_is_here_and_what_they_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.desk.presence.BEAT_S", 0.05)
    machine = presence.this_machine()
    with opened(folder, "bo") as bo, opened(folder) as desk:
        bo.annotators.introduce(name="Bo Lind", colour="teal")
        herald, courier = (each.id for each in bo.articles.list()[:2])
        others = {
            who: seats.Seat(bo.database, Present(who, machine.host, 1, "", None, machine.pids))
            for who in ("bo", "cy", "ADA")
        }
        async with driving(desk) as driver:
            header = driver.reading.query_one(Header)
            others["ADA"].keep(courier)  # in another window
            others["bo"].keep(herald)
            await driver.until(lambda: "Bo Lind is here, reading ①" in header.words, "bo")
            (look,) = [x for words, x in driver.reading.news.here()[0] if words == "Bo Lind"]
            assert look.line == HUE_NAMES.index("teal")
            others["cy"].keep(None)
            others["bo"].keep(courier)
            await driver.until(lambda: "Bo Lind ② and cy are here" in header.words, "cy")
            driver.reading.place.blind = True  # names may show, work not
            driver.reading.show_header()
            assert "Bo Lind and cy are here" in header.words
            driver.reading.place.blind = False
            await driver.pilot.resize_terminal(80, 24)
            await driver.until(lambda: "Bo Lind and cy are here" in header.words, "few columns")
            assert {each.handle for each in bo.presence.all()} == {"ada", "ADA", "bo", "cy"}
            for seat in others.values():
                seat.leave()
            await driver.until(lambda: "here" not in header.words, "them to leave")
        assert await to_thread(lambda: not list(folder.glob("*-here")))

"""What changed, and marks without a place: what the screen shows and what it opens."""

from __future__ import annotations

from pathlib import Path

from reader.model.link import LinkEnd
from reader.tui.keyboard import Stroke
from reader.tui.screens.versions import VersionsScreen
from reader.tui.widgets.listing import Listing
from tests.tui.driving import driving
from tests.tui.made_up import REPORTS, made, opened, span_of
from tests.tui.screen_host import NOTHING, shown, until

EVENING = (
    REPORTS["herald.txt"]
    .replace("Twelve people", "Nineteen people")
    .replace("Schools in Oldbridge stay closed on Monday. The army", "The army")
)


def _two_versions(folder: Path) -> Path:
    made(folder)
    with opened(folder, "ada", "later") as desk:
        herald = desk.articles.resolve("1")
        desk.marks.annotate(herald, [span_of(desk, herald, "Schools in Oldbridge")], ["claim"])
        (folder / "corpus" / "herald.txt").write_text(EVENING, "utf-8")
        (came,) = desk.articles.add([folder / "corpus" / "herald.txt"]).versions
        assert len(came.lost) == 1
    return folder


def _words(listing: Listing) -> str:
    lines = [line.plain for each in listing.entries for line in each.draw(listing.room, None)]
    return "\n".join(lines)


async def test_the_screen_shows_lost_marks_and_changed_words(tmp_path: Path) -> None:
    with opened(_two_versions(tmp_path / "desk")) as desk:
        screen = VersionsScreen(desk, desk.articles.resolve("1"))
        async with shown(screen, size=(80, 30)) as (app, pilot):
            listing = screen.query_one(Listing)
            assert await until(lambda: bool(listing.entries))
            told = _words(listing)
            assert "1 mark without a place in this version" in told
            assert "“Schools in Oldbridge”" in told
            assert "[−Twelve−]{+Nineteen+} people" in told
            assert "unchanged …" in told
            await pilot.press("enter")
            assert await until(lambda: app.result is not NOTHING)
            assert isinstance(app.result, LinkEnd)
            assert app.result.article == desk.articles.resolve("1@1")
            assert app.result.quote == "Schools in Oldbridge"


async def test_an_article_of_one_version_says_so(tmp_path: Path) -> None:
    with opened(made(tmp_path / "desk")) as desk:
        screen = VersionsScreen(desk, desk.articles.resolve("2"))
        async with shown(screen, size=(60, 20)):
            listing = screen.query_one(Listing)
            assert await until(lambda: bool(listing.entries))
            assert "only one version" in _words(listing)


async def test_a_new_version_that_comes_in_takes_the_place_of_the_old_pane(tmp_path: Path) -> None:
    folder = made(tmp_path / "desk")
    with opened(folder) as desk, opened(folder, "bo", "late") as bo:
        async with driving(desk, size=(80, 30)) as driver:
            old = driver.article
            (folder / "corpus" / "herald.txt").write_text(EVENING, "utf-8")
            (came,) = bo.articles.add([folder / "corpus" / "herald.txt"]).versions
            await driver.until(lambda: driver.article == came.article, "the new version")
            assert old not in driver.reading.place.arrangement.articles
            await driver.until(
                lambda: len(driver.reading.place.marks(came.article)) == 3, "the marks"
            )
            title = driver.reading.place.columns[came.article].title_bar
            await driver.until(lambda: "version 2" in title.words, "the title line")
            bo.withdrawing.withdraw([came.article])
            await driver.until(lambda: driver.article != came.article, "another article")
            assert old not in driver.reading.place.arrangement.articles
            assert "withdrawn: " in driver.status
            bo.withdrawing.withdraw([each.id for each in bo.articles.list()])
            await driver.until(
                lambda: driver.reading.place.arrangement.active is None, "nothing left to read"
            )


async def test_the_palette_command_opens_what_changed_and_enter_the_old_place(
    tmp_path: Path,
) -> None:
    with opened(_two_versions(tmp_path / "desk")) as desk:
        async with driving(desk, size=(110, 30)) as driver:
            new = driver.article
            driver.reading.do(Stroke("go.versions"))
            await driver.until(lambda: isinstance(driver.app.screen, VersionsScreen))
            screen = driver.app.screen
            await driver.until(lambda: any(x.entries for x in screen.query(Listing)), "the list")
            await driver.press("enter")
            await driver.until(lambda: driver.article != new, "the old version")
            assert driver.article == desk.articles.resolve("1@1")
            title = driver.reading.place.columns[driver.article].title_bar
            await driver.until(lambda: "older version" in title.words, "the title line")

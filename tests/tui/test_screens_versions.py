"""What changed, and marks without a place: what the screen shows and what it opens."""

from __future__ import annotations

from pathlib import Path

from reader.model.link import LinkEnd
from reader.tui.screens.versions import VersionsScreen
from reader.tui.widgets.listing import Listing
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

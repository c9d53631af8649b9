"""Reports in many scripts, side by side: no column moves, and the mouse finds every letter."""

from __future__ import annotations

from pathlib import Path

from reader.desk.opening import init_desk
from reader.tui.clusters import clusters
from reader.tui.widgets.article_pane import ArticlePane
from reader.tui.widgets.listing import Listing
from tests.tui.driving import driving
from tests.tui.made_up import opened

SCRIPTS = Path(__file__).resolve().parents[1] / "cases" / "scripts"


def _cells(drawn: str) -> int:
    """How wide a line is, its spaces counted one by one."""
    words = drawn.split(" ")
    return len(words) - 1 + sum(c.cells for word in words for c in clusters(word, 0, len(word)))


async def test_many_scripts_stand_in_their_columns_and_under_the_mouse(tmp_path: Path) -> None:
    place = init_desk(tmp_path / "scripts", title="Scripts")
    with opened(place.folder) as desk:
        desk.articles.add(sorted(SCRIPTS.glob("*.md")))
        async with driving(desk, size=(160, 45)) as driver:
            for pane in driver.app.screen.query(ArticlePane):
                lines = [strip.text for strip in pane.render_lines(pane.size.region)]
                assert {_cells(line) for line in lines} == {pane.size.width}
            pane = driver.pane
            text, page = pane.page.text, pane.page
            word = text.index("المدينة", 60)
            row = page.scene.layout.row_of(word)
            at = page.text_column + page.columns(row).cell_of(word)
            assert page.row_runs(row)
            await driver.pilot.mouse_down(pane, offset=(at, row))
            assert page.reading.cursor == word
            await driver.pilot.hover(pane, offset=(at - 6, row))
            await driver.pilot.mouse_up(pane, offset=(at - 6, row))
            assert page.selection is not None
            assert page.selection.of(text) == "المدينة"
            await driver.press("escape")
            before = page.columns(row).cell_of(page.reading.cursor)
            await driver.press("l")  # on in the text, which is to the left
            assert page.columns(row).cell_of(page.reading.cursor) == before - 1
            await driver.press("g", "a")
            listing = driver.app.screen.query_one(Listing)
            await driver.until(lambda: bool(listing.size.height and listing.entries))
            lines = [strip.text for strip in listing.render_lines(listing.size.region)]
            states = [_cells(line[: line.index("to read")]) for line in lines if "to read" in line]
            assert len(states) == 3
            assert len(set(states)) == 1
            assert any("قوف" in line for line in lines)  # which is read the other way round

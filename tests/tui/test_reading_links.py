from __future__ import annotations

from pathlib import Path

from reader.desk.desk import Desk
from reader.model.article import BlockVerdict, ReadingState
from reader.model.link import LinkState, Relation
from reader.model.synopsis import MatrixRow
from reader.tui.screens.entities import EntitiesScreen
from reader.tui.screens.events import EventsScreen
from reader.tui.screens.synopsis import shown_first
from reader.tui.viewing import ViewMode
from reader.tui.widgets.listing import Listing
from tests.tui.driving import driving


async def test_enter_goes_to_the_linked_passage_on_the_same_row_and_minus_comes_back(
    desk: Desk,
) -> None:
    async with driving(desk) as driver:
        first = driver.article
        driver.go("Twelve people are missing")
        await driver.pilot.pause(0.1)
        row, cursor = driver.pane.cursor_row, driver.pane.cursor
        await driver.press("enter")
        text = desk.articles.get(driver.article).text
        assert driver.article != first
        assert text[driver.pane.cursor :].startswith("nine people are missing")
        assert driver.pane.cursor_row == row or driver.pane.scroll_offset.y == 0
        await driver.press("minus")
        assert (driver.article, driver.pane.cursor) == (first, cursor)
        await driver.until(lambda: driver.status.endswith("⏎"), "the links are explained again")
        width = driver.app.size.width  # the ⏎ at the end of the status row is a key to click on
        await driver.pilot.click("#status", offset=(width - 2, 0))
        await driver.until(lambda: driver.article != first, "the other end, by mouse")


async def test_enter_goes_to_the_note_that_is_called_and_from_it_back(
    desk: Desk, tmp_path: Path
) -> None:
    page = tmp_path / "notes.html"
    page.write_text(
        """<article><h1>The Wend and its dams</h1><p>The river has had nine dams since the war, and
        one of them gave way on Friday.<sup><a href="#n1" id="r1">7</a></sup></p>
        <p>Nobody knows how long the others will hold, the office said on Monday morning.</p>
        <ol><li id="n1">Counted by the office itself. <a href="#r1">\u21a9</a></li></ol>
        </article>""",
        "utf-8",
    )
    desk.articles.add([page])
    async with driving(desk, desk.articles.resolve("notes.html")) as driver:
        text = desk.articles.get(driver.article).text
        call, note = text.index("7"), text.index("Counted")
        driver.pane.jump_to(call, flash=False)
        await driver.press("enter")
        assert driver.pane.cursor == note
        await driver.press("enter")
        assert driver.pane.cursor == call
        await driver.press("minus", "minus")
        assert driver.pane.cursor == call


async def test_suggested_passages_have_the_same_letter_in_both_panes(desk: Desk) -> None:
    async with driving(desk) as driver:
        weave = driver.reading.place.weave
        suggested = [x for x in weave.links if x.state is LinkState.SUGGESTED]
        assert suggested
        link = suggested[0]
        for end in (link.a, link.b):
            drawn = {x.letter for x in weave.pane_links(end.article) if x.span == end.span}
            assert weave.letter(link) in drawn


async def test_a_followed_link_shows_why_in_both_panes_and_is_judged_without_leaving(
    desk: Desk,
) -> None:
    async with driving(desk) as driver:
        place = driver.reading.place
        here = next(
            end
            for x in place.weave.links
            for end in (x.a, x.b)
            if end.article == driver.article
            and place.weave.partners(end.article, end.span.start)[0][0].reasons
        )
        driver.pane.jump_to(here.span.start, flash=False)
        await driver.press("enter")
        followed = place.article
        lit = {article: column.pane.page.reasons for article, column in place.columns.items()}
        assert set(lit) >= {here.article, followed}
        for article in (here.article, followed):
            text = desk.articles.get(str(article)).text.casefold()
            words = {text[span.start : span.stop] for span in lit[str(article)]}
            assert words
            reasons = {r.a.casefold() for x in place.weave.links for r in x.reasons}
            reasons |= {r.b.casefold() for x in place.weave.links for r in x.reasons}
            assert {" ".join(each.split()) for each in words} <= reasons
        assert "because of" in driver.status
        await driver.press("A")
        await driver.saved()
        assert "confirmed" in driver.status
        judged = [x for x in desk.links.all(suggested=False) if x.score is not None or x.verdicts]
        fresh = [x for x in judged if x.relation is Relation.SAME_EVENT]
        assert [dict(x.verdicts) for x in fresh] == [{"ada": "confirmed"}]
        assert {fresh[0].a.article, fresh[0].b.article} == {here.article, followed}
        await driver.press("minus")
        assert not any(column.pane.page.reasons for column in place.columns.values())
        await driver.press("K")
        assert place.columns[here.article].pane.page.reasons
        await driver.press("escape", "u")
        await driver.saved()
        await driver.until(
            lambda: all(
                x.relation is not Relation.SAME_EVENT for x in desk.links.all(suggested=False)
            ),
            "undo",
        )
        driver.pane.jump_to(here.span.start, flash=False)
        await driver.press("X")
        await driver.saved()
        states = {x.state for x in desk.links.all(suggested=False) if x.verdicts}
        assert LinkState.REJECTED in states


async def test_escape_goes_back_to_the_events_where_one_left_them(desk: Desk) -> None:
    async with driving(desk) as driver:
        await driver.press("g", "e")
        events = driver.app.screen
        assert isinstance(events, EventsScreen)
        await driver.until(lambda: bool(events.query_one("#table", Listing).entries), "events")
        table = events.query_one("#table", Listing)
        keys = [entry.key for entry in table.entries]
        row, key = next((n, key) for n, key in enumerate(keys) if isinstance(key, MatrixRow))
        end = shown_first(key, next(iter(key.cells)))
        column = [x.id for x in desk.articles.list()].index(end.article)
        table.go(row, column)
        await driver.press("enter")
        assert driver.article == end.article
        assert end.span.holds(driver.pane.cursor)
        await driver.press("escape")
        again = driver.app.screen
        assert isinstance(again, EventsScreen)
        assert again.at == (row, column)
        await driver.press("escape", "g", "b", "g", "e")
        assert len(driver.app.screen_stack) == 1
        assert "gb" in driver.status


async def test_a_link_is_tied_with_two_keys(desk: Desk) -> None:
    async with driving(desk) as driver:
        await driver.select("Schools in Oldbridge")
        await driver.press("L", "tab", "tab")
        await driver.select("Schools will stay closed")
        await driver.press("L")
        await driver.saved()
        made = [x for x in desk.links.all(suggested=False) if x.relation is Relation.SAME_EVENT]
        assert {x.quote for x in (made[0].a, made[0].b)} == {
            "Schools in Oldbridge",
            "Schools will stay closed",
        }
        assert made[0].state is LinkState.CONFIRMED


async def test_a_link_can_be_tied_as_something_else(desk: Desk) -> None:
    async with driving(desk) as driver:
        await driver.select("inspected in autumn")
        await driver.press("L", "tab")
        await driver.select("warned of cracks")
        await driver.press("R")
        await driver.pilot.pause()
        await driver.press("j", "j", "enter")
        await driver.saved()
        relations = {
            x.relation for x in desk.links.all(suggested=False) if "cracks" in x.a.quote + x.b.quote
        }
        assert relations == {Relation.CONTRADICTS}


async def test_escape_drops_the_first_end(desk: Desk) -> None:
    async with driving(desk) as driver:
        before = len(desk.links.all(suggested=False))
        await driver.press("L", "escape", "tab", "L", "escape")
        await driver.saved()
        assert len(desk.links.all(suggested=False)) == before


async def test_the_block_under_the_cursor_is_flipped_and_taken_back(desk: Desk) -> None:
    async with driving(desk) as driver:
        driver.go("Farmers upstream")
        index = next(
            n
            for n, block in enumerate(driver.pane.page.blocks)
            if block.span.holds(driver.pane.cursor)
        )
        await driver.press("exclamation_mark")
        await driver.saved()
        assert desk.articles.verdicts(driver.article)[index] is BlockVerdict.JUNK
        await driver.until(
            lambda: driver.pane.page.blocks[index].verdict is BlockVerdict.JUNK, "the pane"
        )
        await driver.press("u")
        await driver.saved()
        assert desk.articles.verdicts(driver.article)[index] is BlockVerdict.BODY


async def test_the_view_changes_what_is_shown_and_nothing_stored(desk: Desk) -> None:
    async with driving(desk) as driver:
        rows = driver.pane.page.height
        await driver.press("Z")
        assert driver.pane.view_mode is ViewMode.DIMMED
        assert driver.pane.page.height >= rows
        await driver.press("Z", "Z")
        assert driver.pane.page.height == rows


async def test_an_article_is_done_and_not_done(desk: Desk) -> None:
    async with driving(desk) as driver:
        await driver.press("g", "d")
        await driver.saved()
        assert desk.articles.list()[0].state is ReadingState.DONE
        await driver.until(lambda: "not done" not in driver.status, "status")
        place = driver.reading.place
        await driver.until(
            lambda: (
                (s := place.summary(driver.article)) is not None and s.state is ReadingState.DONE
            ),
            "the reading",
        )
        await driver.press("g", "d")
        await driver.saved()
        assert desk.articles.list()[0].state is ReadingState.READING


async def test_a_search_lights_up_while_one_types_and_n_goes_on(desk: Desk) -> None:
    async with driving(desk) as driver:
        await driver.press("slash", *"dam")
        assert len(driver.pane.page.hits) == 3
        await driver.press("enter", "n")
        text = desk.articles.get(driver.article).text
        assert text[driver.pane.cursor :].lower().startswith("dam")
        await driver.press("escape")
        assert not driver.pane.page.hits


async def test_a_search_that_is_left_goes_back_to_where_it_began(desk: Desk) -> None:
    async with driving(desk) as driver:
        driver.go("Schools in Oldbridge")
        cursor = driver.pane.cursor
        await driver.press("slash", *"dam", "escape")
        assert driver.pane.cursor == cursor
        assert not driver.pane.page.hits


async def test_blind_mode_hides_what_others_did_and_what_is_suggested(desk: Desk) -> None:
    async with driving(desk) as driver:
        place = driver.reading.place
        await driver.press("g", "b")
        assert {m.annotator for a in place.columns for m in place.marks(a)} == {"ada"}
        assert all(x.state is not LinkState.SUGGESTED for x in place.weave.links)
        await driver.press("g", "b")
        assert {m.annotator for a in place.columns for m in place.marks(a)} == {"ada", "bo"}


async def test_marks_are_filtered_by_annotator(desk: Desk) -> None:
    async with driving(desk) as driver:
        place = driver.reading.place
        await driver.press("f", "j", "j", "enter")
        assert {m.annotator for a in place.columns for m in place.marks(a)} == {"bo"}
        await driver.press("f", "g", "g", "enter")
        assert {m.annotator for a in place.columns for m in place.marks(a)} == {"ada", "bo"}


async def test_gn_opens_the_spellings_and_closes_again_and_says_why_it_is_closed_to_blind_eyes(
    desk: Desk,
) -> None:
    async with driving(desk) as driver:
        await driver.press("g", "b", "g", "n")
        assert driver.app.screen is driver.reading
        assert driver.status.startswith("these names are suggestions and others' verdicts: gb")
        await driver.press("g", "b")
        await driver.press("g", "n")
        await driver.until(lambda: isinstance(driver.app.screen, EntitiesScreen))
        await driver.press("q")
        await driver.until(lambda: not isinstance(driver.app.screen, EntitiesScreen))
        assert driver.app.screen is driver.reading

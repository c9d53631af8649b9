from __future__ import annotations

from reader.desk.desk import Desk
from reader.model.link import Relation, Verdict
from reader.tui.widgets.header import Header
from tests.tui.driving import Driver, driving
from tests.tui.made_up import end_of

LOW = (100, 12)  # so low that pages scroll


def screen_row(driver: Driver, article: str, words: str) -> int:
    """The row of the screen that words of an article are in."""
    pane = driver.reading.place.columns[article].pane
    start = driver.desk.marks.place(article, words, 1).start
    return pane.page.scene.layout.row_of(start) - pane.scroll_offset.y


async def rest(driver: Driver) -> None:
    await driver.pilot.pause(0.08)


async def test_the_partner_comes_to_the_row_of_the_cursor_and_unlocked_panes_stay(
    desk: Desk,
) -> None:
    herald, courier, _ = (each.id for each in desk.articles.list())
    trains = end_of(desk, courier, "Trains to the coast do not")
    for here, there in (("The army sent", trains), ("Farmers upstream spoke", trains)):
        link = desk.links.link(end_of(desk, herald, here), there, Relation.SAME_EVENT)
        if here.startswith("Farmers"):
            desk.links.judge(link, Verdict.REJECTED)
    async with driving(desk, size=LOW) as driver:
        place = driver.reading.place
        other = place.columns[courier].pane
        driver.go("The army sent")
        await rest(driver)
        before = other.scroll_offset.y
        await driver.press("\\")
        assert "locked" in driver.reading.query_one(Header).words
        assert other.scroll_offset.y > before
        assert screen_row(driver, courier, "Trains to the coast") == driver.pane.cursor_row
        assert desk.articles.get(courier).text[other.cursor :].startswith("Trains")
        # A step inside of the passage moves the other pane no further.
        top = other.scroll_offset.y
        await driver.press("l", "l")
        await rest(driver)
        assert other.scroll_offset.y == top
        # The wheel keeps both together.
        driver.go("Twelve people are missing")
        await rest(driver)
        assert screen_row(driver, courier, "nine people are missing") == driver.pane.cursor_row
        # To the other pane, and nothing moves; a step there, and the first one follows.
        own = place.columns[herald].pane
        tops = own.scroll_offset.y, other.scroll_offset.y
        await driver.press("tab")
        await rest(driver)
        assert (own.scroll_offset.y, other.scroll_offset.y) == tops
        driver.go("Trains to the coast")
        await rest(driver)
        assert screen_row(driver, herald, "The army sent") == driver.pane.cursor_row
        # Unlocked, each pane stays where it is.
        await driver.press("\\")
        tops = own.scroll_offset.y, own.cursor
        await driver.press("g", "g")
        await rest(driver)
        assert (own.scroll_offset.y, own.cursor) == tops
        assert "locked" not in driver.reading.query_one(Header).words
        assert own.page.scene.beside is other.page.scene.beside is None


async def test_a_silent_article_stays_and_says_so_and_blind_eyes_follow_no_suggestion(
    desk: Desk,
) -> None:
    herald, courier, gazette = (each.id for each in desk.articles.list())
    desk.links.link(
        end_of(desk, herald, "The army sent forty soldiers"),
        end_of(desk, courier, "Two helicopters and forty"),
        Relation.SAME_EVENT,
    )
    async with driving(desk, size=(190, 12)) as driver:
        place = driver.reading.place
        suggested = {each.id for each in place.weave.links if not each.verdicts}
        assert suggested
        await driver.press("\\")
        driver.go("The army sent forty soldiers")
        await rest(driver)
        told = {end.article for _, end in place.weave.partners(herald, driver.pane.cursor)}
        assert told == {courier}
        title = place.columns[gazette].title_bar
        assert "silent here" in title.words
        assert "silent here" not in place.columns[courier].title_bar.words
        await driver.press("g", "b")
        await rest(driver)
        assert not place.weave.anchors(herald, gazette, "ada")
        await driver.press("k", "k", "k", "k")
        await rest(driver)
        assert "nothing linked" in title.words
        await driver.press("q")
        await driver.until(lambda: not driver.app.is_running, "the end")
    async with driving(desk, size=(190, 12)) as driver:
        assert "locked" in driver.reading.query_one(Header).words


async def test_on_one_pane_the_next_article_opens_at_the_same_event(desk: Desk) -> None:
    herald, courier, _ = (each.id for each in desk.articles.list())
    warned = end_of(desk, courier, "Engineers had warned")
    desk.links.link(end_of(desk, herald, "The army sent"), warned, Relation.SAME_EVENT)
    async with driving(desk, size=(80, 12)) as driver:
        await driver.press("\\")
        driver.go("The army sent")
        await rest(driver)
        row = driver.pane.cursor_row
        await driver.press("tab")
        await rest(driver)
        assert driver.article == courier
        assert screen_row(driver, courier, "Engineers had warned") == row
        assert desk.articles.get(courier).text[driver.pane.cursor :].startswith("Engineers")
        # Wider: the step in the second made it the leader, and the first comes beside it.
        await driver.pilot.resize_terminal(120, 12)
        await rest(driver)
        await driver.press("k", "j", "shift+tab", "Z")
        await rest(driver)
        assert driver.reading.place.arrangement.visible == (herald, courier)
        assert screen_row(driver, herald, "The army sent") == screen_row(
            driver, courier, "Engineers had warned"
        )

from __future__ import annotations

from pathlib import Path

from textual.widgets import Static, TextArea

from reader.desk.desk import Desk
from reader.model.annotation import TagKind
from tests.tui.driving import driving
from tests.tui.made_up import opened


async def test_c_marks_the_sentence_as_a_claim(desk: Desk) -> None:
    async with driving(desk) as driver:
        driver.go("Rescue boats")
        await driver.press("c")
        await driver.saved()
        mark = driver.marks()[-1]
        assert mark.anchor.quote.startswith("Rescue boats")
        assert mark.anchor.quote.endswith("until noon.")
        assert mark.tags[0].kind is TagKind.CLAIM
        assert "Rescue boats" in driver.status


async def test_e_marks_the_name_under_the_cursor(desk: Desk) -> None:
    async with driving(desk) as driver:
        driver.go("Piet Ranke")
        await driver.press("e")
        await driver.saved()
        assert driver.quotes()[-1] == "Piet Ranke"
        assert driver.marks()[-1].tags[0].kind is TagKind.ENTITY


async def test_a_selection_by_keys_is_marked_without_its_blank_ends(desk: Desk) -> None:
    async with driving(desk) as driver:
        driver.go("Rescue boats")
        await driver.press("v", "w", "w", "h", "c")
        await driver.saved()
        assert driver.quotes()[-1] == "Rescue boats"
        assert driver.pane.selection is None


async def test_a_drag_of_the_mouse_is_marked(desk: Desk) -> None:
    async with driving(desk) as driver:
        span = driver.go("Rescue boats")
        await driver.pilot.pause()
        row = driver.pane.cursor_row
        left = driver.pane.page.text_column
        layout = driver.pane.page.scene.layout
        column = left + span.start - layout.span_of(layout.row_of(span.start)).start
        await driver.pilot.mouse_down(driver.pane, offset=(column, row))
        await driver.pilot.hover(driver.pane, offset=(column + 5, row))
        await driver.pilot.mouse_up(driver.pane, offset=(column + 5, row))
        await driver.press("c")
        await driver.saved()
        assert driver.quotes()[-1] == "Rescue"


async def test_the_same_mark_is_not_made_twice(desk: Desk) -> None:
    async with driving(desk) as driver:
        before = len(driver.marks())
        driver.go("Rescue boats")
        await driver.press("c")
        await driver.saved()
        await driver.press("c")
        await driver.saved()
        assert len(driver.marks()) == before + 1
        assert "already" in driver.status


async def test_a_new_tag_is_made_by_typing_its_name(desk: Desk) -> None:
    async with driving(desk) as driver:
        await driver.select("forty soldiers")
        await driver.press("t", *"help", "enter")
        await driver.saved()
        mark = driver.marks()[-1]
        assert (mark.anchor.quote, [tag.name for tag in mark.tags]) == ("forty soldiers", ["help"])
        await driver.select("two helicopters")
        await driver.press("full_stop")
        await driver.saved()
        assert [tag.name for tag in driver.marks()[-1].tags] == ["help"]
        await driver.select("Schools")
        await driver.press("1")
        await driver.saved()
        assert [tag.name for tag in driver.marks()[-1].tags] == ["help"]


async def test_a_note_is_written_on_the_mark(desk: Desk) -> None:
    async with driving(desk) as driver:
        driver.go("Ilse Brandt")
        await driver.press("M")
        await driver.press("ctrl+end", *"2020", "enter")
        await driver.pilot.pause()
        await driver.saved()
        (mark,) = [mark for mark in driver.marks() if mark.anchor.quote == "Ilse Brandt"]
        assert "2020" in mark.note


async def test_a_deleted_mark_comes_back_by_undo_and_goes_by_redo(desk: Desk) -> None:
    async with driving(desk) as driver:
        driver.go("Ilse Brandt")
        await driver.press("x")
        await driver.saved()
        assert "Ilse Brandt" not in driver.quotes()
        await driver.press("u")
        await driver.saved()
        assert "Ilse Brandt" in driver.quotes()
        await driver.press("ctrl+r")
        await driver.saved()
        assert "Ilse Brandt" not in driver.quotes()


async def test_undo_after_a_restart_leaves_what_a_colleague_did_meanwhile(folder: Path) -> None:
    with opened(folder) as desk:
        async with driving(desk) as driver:
            driver.go("Rescue boats")
            await driver.press("c")
            await driver.saved()
    with opened(folder, "bo") as bo:
        article = bo.articles.list()[0].id
        bo.marks.annotate(article, [bo.marks.place(article, "Schools in Oldbridge")], ["claim"])
    with opened(folder) as desk:
        async with driving(desk) as driver:
            await driver.press("u")
            await driver.saved()
            assert not [quote for quote in driver.quotes() if quote.startswith("Rescue")]
            assert "Schools in Oldbridge" in driver.quotes("bo")
            assert "took back" in driver.status


async def test_nobody_changes_a_colleague_s_mark(desk: Desk) -> None:
    async with driving(desk) as driver:
        await driver.press("tab")
        driver.go("river Wend")
        await driver.press("x")
        await driver.saved()
        assert "river Wend" in driver.quotes("bo")
        assert "bo's" in driver.status


async def test_overlapping_marks_are_cycled(desk: Desk) -> None:
    async with driving(desk) as driver:
        driver.go("above Oldbridge gave")
        await driver.pilot.pause(0.1)
        first = driver.pane.active_mark
        assert "1 of 2 here" in driver.status
        await driver.press("right_square_bracket")
        assert driver.pane.active_mark not in {None, first}
        assert "2 of 2 here" in driver.status


async def test_a_border_is_moved_word_by_word(desk: Desk) -> None:
    async with driving(desk) as driver:
        driver.go("Ilse Brandt")
        await driver.press("less_than_sign", "b", "enter")
        await driver.saved()
        assert "Mayor Ilse Brandt" in driver.quotes()


async def test_a_second_piece_is_added_to_a_mark(desk: Desk) -> None:
    async with driving(desk) as driver:
        driver.go("Ilse Brandt")
        await driver.press("plus")
        await driver.select("The mayor")
        await driver.press("plus")
        await driver.saved()
        assert "Ilse Brandt … The mayor" in driver.quotes()


async def test_all_equal_places_are_marked_as_one_gesture(desk: Desk) -> None:
    async with driving(desk) as driver:
        before = len(driver.marks())
        driver.go("Ilse Brandt")
        await driver.press("asterisk")
        assert "2 places in 2 articles" in driver.status
        await driver.press("enter")
        await driver.saved()
        assert driver.quotes().count("Ilse Brandt") == 3
        await driver.press("u")
        await driver.saved()
        assert len(driver.marks()) == before


async def test_equal_places_are_also_those_of_an_accepted_spelling(desk: Desk) -> None:
    desk.entities.accept("Ilse Brandt", "The mayor")
    async with driving(desk) as driver:
        before = len(driver.marks())
        driver.go("Ilse Brandt")
        await driver.press("asterisk")
        assert "or 1 other spelling" in driver.status
        await driver.press("enter")
        await driver.saved()
        assert driver.quotes().count("Ilse Brandt") == 3
        assert "The mayor" in driver.quotes()
        await driver.press("u")
        await driver.saved()
        assert len(driver.marks()) == before


async def test_escape_marks_none_of_the_equal_places(desk: Desk) -> None:
    async with driving(desk) as driver:
        before = driver.quotes()
        driver.go("Ilse Brandt")
        await driver.press("asterisk", "escape", "enter")
        await driver.saved()
        assert driver.quotes() == before


async def test_a_name_marked_inside_a_claim_is_what_x_deletes(desk: Desk) -> None:
    async with driving(desk) as driver:
        before = driver.quotes()
        driver.go("Oldbridge gave way before dawn")
        await driver.press("e")
        await driver.saved()
        assert driver.quotes() == [*before, "Oldbridge"]
        await driver.press("x")
        await driver.saved()
        assert driver.quotes() == before


async def test_keys_typed_before_the_mark_is_saved_act_on_it(desk: Desk) -> None:
    async with driving(desk) as driver:
        before = driver.quotes()
        driver.go("Oldbridge gave way before dawn")
        await driver.pilot.press("e", "x", "e", "M")
        await driver.press(*"town", "enter")
        await driver.pilot.pause()
        await driver.saved()
        assert driver.quotes() == [*before, "Oldbridge"]
        assert [mark.note for mark in driver.marks()] == ["", "since 2016", "town"]


async def test_a_tag_selected_inside_a_claim_is_what_keys_act_on(desk: Desk) -> None:
    async with driving(desk) as driver:
        before = driver.marks()
        await driver.select("old dam")
        await driver.press("t", *"to-check", "enter")
        await driver.saved()
        await driver.press("greater_than_sign", "E", "enter")
        await driver.saved()
        assert driver.marks()[:-1] == before
        assert driver.quotes()[-1] == "old dam above"
        await driver.press("plus")
        await driver.select("Friday")
        await driver.press("plus")
        await driver.saved()
        assert driver.marks()[:-1] == before
        assert driver.quotes()[-1] == "old dam above … Friday"


async def test_one_s_own_innermost_mark_comes_before_a_colleague_s(desk: Desk) -> None:
    async with driving(desk) as driver:
        driver.go("above Oldbridge gave")  # bo's mark lies within ada's
        await driver.pilot.pause(0.1)
        mark = driver.reading.place.active_mark()
        assert mark is not None
        assert mark.annotator == "ada"
        driver.go("Oldbridge gave way before dawn")
        await driver.press("e", "l", "l")
        await driver.saved()
        driver.go("dam above Oldbridge gave")
        driver.go("Oldbridge gave way before dawn")
        mark = driver.reading.place.active_mark()
        assert mark is not None
        assert mark.anchor.quote == "Oldbridge"


async def test_repeating_takes_a_name_after_a_name_and_a_sentence_after_one(desk: Desk) -> None:
    async with driving(desk) as driver:
        driver.go("Piet Ranke")
        await driver.press("e")
        driver.go("Nora Finch")
        await driver.press("full_stop")
        await driver.saved()
        assert driver.quotes()[-1] == "Nora Finch"
        driver.go("Rescue boats")
        await driver.press("c")
        driver.go("Schools in Oldbridge")
        await driver.press("full_stop")
        await driver.saved()
        assert driver.quotes()[-1] == "Schools in Oldbridge stay closed on Monday."


async def test_equal_places_of_a_selection_take_the_tag_used_last(desk: Desk) -> None:
    async with driving(desk) as driver:
        driver.go("Piet Ranke")
        await driver.press("e")
        await driver.select("dam above")  # within a claim, and no mark itself
        await driver.press("asterisk")
        assert "as entity · " in driver.status
        await driver.press("enter")
        await driver.saved()
        made = [mark for mark in driver.marks() if mark.anchor.quote.casefold() == "dam above"]
        assert {tag.kind for mark in made for tag in mark.tags} == {TagKind.ENTITY}


async def test_equal_places_of_a_colleague_s_mark_say_whose_tag_they_take(desk: Desk) -> None:
    async with driving(desk) as driver:
        await driver.press("tab")
        driver.go("river Wend")
        await driver.press("asterisk")
        assert "entity/place, bo's tag" in driver.status


async def test_one_equal_place_is_one_place_in_one_article(desk: Desk) -> None:
    async with driving(desk) as driver:
        await driver.select("forty soldiers and two helicopters")
        await driver.press("asterisk")
        assert "marks 1 place in 1 article as" in driver.status


async def test_equal_places_ask_for_a_tag_where_none_was_used(folder: Path) -> None:
    with opened(folder, "cy") as desk:
        async with driving(desk) as driver:
            await driver.select("forty soldiers and two helicopters")
            await driver.press("asterisk")
            await driver.press(*"to-check", "enter")
            await driver.pilot.pause()
            assert "as to-check" in driver.status
            await driver.press("enter")
            await driver.saved()
            assert driver.quotes("cy") == ["forty soldiers and two helicopters"]


async def test_a_note_changed_elsewhere_meanwhile_is_not_overwritten(
    desk: Desk, folder: Path
) -> None:
    async with driving(desk) as driver:
        driver.go("Ilse Brandt")
        await driver.press("M")
        await driver.press("ctrl+end", *" mine")
        with opened(folder) as elsewhere:
            (mark,) = [m for m in elsewhere.marks.list(annotator="ada") if m.note]
            elsewhere.marks.edit(mark, note="theirs")
        await driver.press("enter")
        await driver.until(lambda: bool(driver.app.screen.query("#theirs")), "both texts")
        assert "theirs" in str(driver.app.screen.query_one("#theirs", Static).content)
        assert driver.app.screen.query_one(TextArea).text == "since 2016 mine"
        assert [m.note for m in driver.marks() if m.note] == ["theirs"]
        await driver.press("enter")
        await driver.until(
            lambda: [m.note for m in driver.marks() if m.note] == ["since 2016 mine"], "mine"
        )

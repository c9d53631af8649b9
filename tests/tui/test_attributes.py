"""Attributes filled in by keys alone: choices by letter, free text, what is asked for."""

from __future__ import annotations

from reader.desk.desk import Desk
from reader.tui.screens.attribute_form import AttributeForm
from reader.tui.widgets.form_fields import ChoiceField, NoteField
from reader.tui.widgets.listing import Listing
from tests.tui.driving import Driver, driving


async def opened(driver: Driver) -> AttributeForm:
    await driver.press("a")
    await driver.until(lambda: isinstance(driver.app.screen, AttributeForm), "the form")
    form = driver.app.screen
    assert isinstance(form, AttributeForm)
    await driver.until(lambda: form.focused is not None, "a field")
    return form


async def test_a_mark_is_filled_in_without_a_mouse_and_undone_at_once(desk: Desk) -> None:
    desk.tags.edit(desk.tags.find("claim"), required=("stance", "source"))
    async with driving(desk) as driver:
        await driver.press("c")
        await driver.saved()
        assert driver.status.startswith("a says its stance and source · claim")
        mark = driver.marks()[-1]
        form = await opened(driver)
        assert [each.field for each in form._fields] == [
            *("stance", "source", "certainty", "attributed-to", "quantity", "note")
        ]
        await driver.press("d", "tab", *"BBC", "down", "right", "right", "right", "left")
        assert isinstance(form.focused, ChoiceField)
        await driver.press("shift+tab", "X", "tab", "up", "up", "d", "a")  # `d` again takes it back
        await driver.press("up", "N", "ctrl+j", "o")
        assert isinstance(form.focused, NoteField)
        await driver.press("enter")
        await driver.saved()
        kept = desk.marks.get(mark.id)
        expected = {"stance": "affirms", "source": "BBCX", "certainty": "probable"}
        assert (dict(kept.attributes), kept.note) == (expected, "N\no")
        await driver.press("h")
        driver.reading.place.say("")
        assert "stance: affirms · certainty: probable" in driver.status

        form = await opened(driver)
        await driver.press("backspace", "tab", *"!", "escape")  # left: nothing is kept
        await driver.saved()
        assert desk.marks.get(mark.id).version == kept.version
        form = await opened(driver)  # the draft is there
        assert form.filled.attributes == {"source": "BBCX!", "certainty": "probable"}
        await driver.press("enter")
        await driver.saved()
        driver.reading.place.say("")
        await driver.press("l")
        assert "! lacks stance" in driver.status
        await driver.press("u")
        await driver.until(lambda: dict(desk.marks.get(mark.id).attributes) == expected)


async def test_what_another_hand_said_meanwhile_is_not_lost(desk: Desk) -> None:
    async with driving(desk) as driver:
        await driver.press("c")
        await driver.saved()
        mark = driver.marks()[-1]
        form = await opened(driver)
        desk.marks.edit(mark, attributes={"stance": "denies", "quantity": "12"})
        await driver.press("a", "tab", "c", "enter")
        await driver.until(
            lambda: isinstance(driver.app.screen, AttributeForm) and driver.app.screen is not form
        )
        assert desk.marks.get(mark.id).attributes["stance"] == "denies"
        await driver.press("enter")
        await driver.saved()
        said = {"stance": "affirms", "certainty": "certain", "quantity": "12"}
        assert desk.marks.get(mark.id).attributes == said

        await driver.until(
            lambda: driver.reading.place.active_mark() == desk.marks.get(mark.id), "the mark"
        )
        await driver.press("f")
        listing = driver.app.screen.query_one(Listing)
        words = [str(entry.key) for entry in listing.entries]
        listing.go(words.index("stance: affirms"))
        await driver.press("enter")
        place = driver.reading.place
        await driver.until(lambda: [each.id for each in place.marks(driver.article)] == [mark.id])

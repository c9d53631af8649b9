"""The tag picker: filtering, recent tags, new ones."""

from __future__ import annotations

import pytest

from reader.model.annotation import Tag, TagKind, TagSet
from reader.tui.screens.picker import PickedTag, TagPicker
from reader.tui.widgets.bars import Line
from reader.tui.widgets.listing import Listing
from tests.tui.screen_host import NOTHING, Host, shown, until

CLAIM = Tag(
    "1", TagKind.CLAIM, "claim", description="what can be true or false", required=("stance",)
)
ENTITY = Tag("2", TagKind.ENTITY, "entity")
PERSON = Tag("3", TagKind.ENTITY, "person", parent="2")
PLACE = Tag("4", TagKind.ENTITY, "place", parent="2", key="p")
DOUBT = Tag("5", TagKind.USER, "to-check", key="7")
TAGS = TagSet((CLAIM, ENTITY, PERSON, PLACE, DOUBT))


def drawn(screen: TagPicker) -> list[str]:
    return [entry.draw(60, None)[0].plain.strip() for entry in screen.query_one(Listing).entries]


async def picked(app: Host) -> object:
    assert await until(lambda: app.result is not NOTHING)
    return app.result


async def test_all_tags_are_offered_with_their_paths_recent_ones_first() -> None:
    screen = TagPicker(TAGS, recent=["5", "3", "gone"], chosen=["3"])
    async with shown(screen) as (_, pilot):
        assert dict(screen.footer())["⏎"] == "take"
        await pilot.press("down")  # to one that the mark has already
        assert dict(screen.footer())["⏎"] == "take off"
        rows = drawn(screen)
        assert rows[0].startswith("1")
        assert "to-check" in rows[0]
        assert rows[1].startswith("2 ✓")
        assert "entity/person" in rows[1]
        assert len(rows) == 5


@pytest.mark.parametrize(
    ("typed", "tag"),
    [("pers", PERSON), ("e/pl", PLACE), ("chk", DOUBT), ("CLAIM", CLAIM), ("p", PLACE)],
)
async def test_typed_letters_find_a_tag(typed: str, tag: Tag) -> None:
    screen = TagPicker(TAGS)
    async with shown(screen) as (app, pilot):
        await pilot.press(*typed, "enter")
        assert await picked(app) == PickedTag(tag)


async def test_a_digit_takes_a_recent_tag_at_once() -> None:
    screen = TagPicker(TAGS, recent=["5", "3"])
    async with shown(screen) as (app, pilot):
        await pilot.press("2")
        assert await picked(app) == PickedTag(PERSON)


async def test_a_digit_without_a_recent_tag_is_typed() -> None:
    screen = TagPicker(TAGS, recent=["3"])
    async with shown(screen) as (app, pilot):
        await pilot.press("7", "enter")
        assert await picked(app) == PickedTag(DOUBT)


async def test_the_arrows_choose() -> None:
    screen = TagPicker(TAGS)
    async with shown(screen) as (app, pilot):
        await pilot.press("down", "down", "up", "enter")
        assert await picked(app) == PickedTag(ENTITY)


async def test_what_fits_no_tag_is_offered_as_a_new_one() -> None:
    screen = TagPicker(TAGS)
    async with shown(screen) as (app, pilot):
        await pilot.press(*"entity", "/", *" sea  port ")
        assert drawn(screen)[-1] == "+ new tag entity/sea port"
        await pilot.press("enter")
        assert await picked(app) == PickedTag(None, "entity/sea port")


async def test_what_is_there_already_is_not_offered_as_new() -> None:
    screen = TagPicker(TAGS)
    async with shown(screen) as (_, pilot):
        await pilot.press(*"Claim")
        assert await until(lambda: len(drawn(screen)) == 1)
        assert "new tag" not in drawn(screen)[0]


async def test_what_the_codebook_says_is_shown() -> None:
    screen = TagPicker(TAGS)
    async with shown(screen):
        said = [screen.query_one(name, Line).render().plain for name in ("#about", "#more")]
        assert said[0].strip() == "what can be true or false"
        assert said[1].startswith("asks for: stance")


async def test_escape_picks_nothing() -> None:
    screen = TagPicker(TAGS)
    async with shown(screen) as (app, pilot):
        await pilot.press("c", "escape")
        assert await picked(app) is None


async def test_a_click_takes() -> None:
    screen = TagPicker(TAGS)
    async with shown(screen) as (app, pilot):
        await pilot.click(Listing, offset=(8, 2))
        assert await picked(app) == PickedTag(PERSON)


async def test_without_any_tag_a_name_can_be_typed() -> None:
    screen = TagPicker(TagSet(()))
    async with shown(screen, size=(40, 12)) as (app, pilot):
        await pilot.press("enter", *"first", "enter")
        assert await picked(app) == PickedTag(None, "first")


async def test_control_characters_in_names_are_made_visible() -> None:
    screen = TagPicker(TagSet((Tag("9", TagKind.USER, "a\x1b[31m"),)))
    async with shown(screen):
        assert "\x1b" not in drawn(screen)[0]
        assert "␛" in drawn(screen)[0]

"""The codebook changed: nothing is lost with a tag, and every act is one for undo."""

from __future__ import annotations

import pytest

from reader.desk.desk import Desk
from reader.errors import ReaderError
from reader.model.annotation import Tag
from reader.model.text import Span


def paths(desk: Desk) -> set[str]:
    tags = desk.tags.all()
    return {tags.path(tag) for tag in tags.tags if tag.kind == "user"}


def made(desk: Desk, *names: str) -> list[Tag]:
    return [desk.tags.add(name) for name in names]


def test_a_tag_in_use_with_others_below_or_on_every_desk_is_not_deleted(desk: Desk) -> None:
    rumour, _ = made(desk, "rumour", "rumour/gossip")
    used = desk.tags.add("used")
    article = desk.articles.list()[0].id
    mark = desk.marks.annotate(article, [Span(0, 4)], [used])
    for tag, words in (
        (rumour, "rumour/gossip stands below"),
        (used, "1 mark carries this tag"),
        (desk.tags.find("claim"), "exists on every desk"),
    ):
        with pytest.raises(ReaderError, match=words):
            desk.tags.delete(tag)
    desk.marks.edit(mark, tags=[])
    desk.tags.delete(used)
    assert paths(desk) == {"rumour", "rumour/gossip"}
    desk.history.undo()
    assert "used" in paths(desk)


def test_what_stands_below_a_tag_goes_along_when_it_is_merged(desk: Desk) -> None:
    rumour, _, _ = made(desk, "rumour", "rumour/gossip", "rumour/gossip/old")
    into = desk.tags.add("hearsay")
    desk.tags.merge(rumour, into)
    assert paths(desk) == {"hearsay", "hearsay/gossip", "hearsay/gossip/old"}
    desk.history.undo()
    assert paths(desk) == {"hearsay", "rumour", "rumour/gossip", "rumour/gossip/old"}


def test_a_tag_merged_into_one_below_it_leaves_that_in_its_place(desk: Desk) -> None:
    rumour, gossip = made(desk, "rumour", "rumour/gossip")
    made(desk, "rumour/hearsay")
    desk.tags.merge(rumour, gossip)
    assert paths(desk) == {"gossip", "gossip/hearsay"}


def test_tags_below_that_have_no_place_there_stop_a_merge(desk: Desk) -> None:
    rumour, _ = made(desk, "rumour", "rumour/gossip")
    hearsay, _ = made(desk, "hearsay", "hearsay/Gossip")
    for into in (hearsay, desk.tags.find("claim")):
        with pytest.raises(ReaderError, match="a tag below it has no place there"):
            desk.tags.merge(rumour, into)
    assert "rumour/gossip" in paths(desk)


def test_no_two_tags_share_a_key_or_a_name_at_one_place(desk: Desk) -> None:
    rumour, hearsay = made(desk, "rumour", "hearsay")
    rumour = desk.tags.edit(rumour, key="r")
    with pytest.raises(ReaderError, match="the key r is that of another tag"):
        desk.tags.edit(hearsay, key="r")
    with pytest.raises(ReaderError, match="there is a tag of that name already"):
        desk.tags.edit(hearsay, name="Rumour")
    renamed = desk.tags.edit(rumour, name="RUMOUR", key="r")
    assert (renamed.name, renamed.key) == ("RUMOUR", "r")


def test_the_order_of_a_tag_stays_when_another_goes(desk: Desk) -> None:
    rumour, hearsay = made(desk, "rumour", "hearsay")
    before = desk.tags.find("hearsay").order
    desk.tags.delete(rumour)
    assert desk.tags.find("hearsay").order == before > desk.tags.find("claim").order >= 0
    assert hearsay == desk.tags.find("hearsay")

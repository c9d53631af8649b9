"""Tags and events used in ways that nobody means."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reader.desk import opening
from reader.desk.desk import Desk
from reader.errors import DeskError, ReaderError
from reader.exchange.values import People
from reader.model.annotation import Tag, TagKind
from reader.model.link import Event, LinkEnd
from reader.model.text import Span


def ends(desk: Desk, *numbers: str) -> list[LinkEnd]:
    return [LinkEnd(desk.articles.resolve(number), Span(0, 9)) for number in numbers]


def test_the_whole_path_of_a_tag_is_never_ambiguous(desk: Desk) -> None:
    mine = desk.tags.add("person")
    assert desk.tags.find("person") == mine
    assert desk.tags.find("entity/person") != mine


def test_a_tag_named_like_a_root_does_not_take_its_word(desk: Desk) -> None:
    twin = Tag("twin", TagKind.USER, "claim")
    codebook = replace(desk.tags.all(), tags=(twin,))
    desk.exchange.import_rows((), People(tags=codebook))
    assert desk.tags.find("claim").kind is TagKind.CLAIM


@pytest.mark.parametrize("name", ["a/b", "", " ", "a\x1bb"])
def test_a_tag_is_renamed_to_what_a_path_can_hold(desk: Desk, name: str) -> None:
    tag = desk.tags.add("rumour")
    with pytest.raises(ReaderError, match="printable name"):
        desk.tags.edit(tag, name=name)


@pytest.mark.parametrize("key", ["ab", " ", "\x1b", "\udc9b"])
def test_a_key_is_one_character_that_can_be_seen(desk: Desk, key: str) -> None:
    with pytest.raises(ReaderError, match="single character"):
        desk.tags.add("rumour", key=key)
    with pytest.raises(ReaderError, match="single character"):
        desk.tags.edit(desk.tags.find("claim"), key=key)


def test_a_tag_merged_with_itself_would_be_lost_from_its_marks(desk: Desk) -> None:
    tag = desk.tags.add("rumour")
    mark = desk.marks.annotate(desk.articles.resolve("1"), [Span(0, 9)], [tag])
    with pytest.raises(ReaderError, match="with itself"):
        desk.tags.merge(tag, tag)
    assert desk.marks.get(mark.id).tags == (tag,)


def test_an_event_is_not_merged_with_itself(desk: Desk) -> None:
    event = desk.events.add("One", ends(desk, "1", "2"))
    with pytest.raises(ReaderError, match="with itself"):
        desk.events.merge(event, event)


def test_a_merge_of_events_is_one_act(desk: Desk) -> None:
    one = desk.events.add("One", ends(desk, "1", "2"))
    two = desk.events.add("Two", ends(desk, "3"))
    before = desk.events.all()
    desk.events.merge(one, two)
    assert [event.title for event in desk.events.all() if not event.proposed] == ["One"]
    desk.history.undo()
    assert {e.id: e.passages for e in desk.events.all()} == {e.id: e.passages for e in before}


def test_a_merge_of_events_loses_nothing_that_people_gave(desk: Desk) -> None:
    proposed = next(event for event in desk.events.all() if event.proposed)
    dated = desk.events.add("Dated", ends(desk, "1", "2"), happened_on="2020-10-06", note="sure")
    whole = desk.events.merge(proposed, dated)
    assert (whole.id, whole.title, whole.happened_on) == (dated.id, "Dated", "2020-10-06")
    assert {*proposed.passages, *dated.passages} <= {*whole.passages}
    named = desk.events.add("Named", ends(desk, "3"), note="why")
    both = desk.events.merge(named, whole)
    assert (both.title, both.happened_on, both.note) == ("Named", "2020-10-06", "why\nsure")
    undone = desk.history.undo()
    assert undone is not None
    assert undone.label == "changed event “Named”, deleted event “Dated”"


def test_a_split_of_an_event_is_one_act(desk: Desk) -> None:
    one = desk.events.add("One", ends(desk, "1", "2"))
    kept, away = desk.events.split(one, one.passages[:1], "Two")
    assert {kept.title: len(kept.passages), away.title: len(away.passages)} == {"One": 1, "Two": 1}
    desk.history.undo()
    kept_events = [event for event in desk.events.all() if not event.proposed]
    [back] = kept_events
    assert (back.title, set(back.passages)) == ("One", set(one.passages))


def test_an_event_keeps_a_title(desk: Desk) -> None:
    event = desk.events.add("One", ends(desk, "1"))
    with pytest.raises(ReaderError, match="printable title"):
        desk.events.edit(event, title=" ")


def test_a_wrong_quote_in_a_table_is_one_orphan_and_keeps_nothing_else_out(desk: Desk) -> None:
    good, far = ends(desk, "1", "2")
    wrong = replace(far, quote="not these")
    outside = replace(far, span=Span(0, 10**8))
    events = tuple(
        Event(f"event-{name}", name, (good, end), proposed=False)
        for name, end in (("good", far), ("wrong", wrong), ("outside", outside))
    )
    report = desk.exchange.import_rows((), People(events=events))
    assert dict(report.others)["events"] == 1
    assert [orphan.why for orphan in report.orphans] == ["its words are not at that place"] * 2
    [kept] = [event for event in desk.events.all() if not event.proposed]
    assert [len(end.quote) for end in kept.passages] == [9, 9]


def test_a_desk_that_cannot_be_made_leaves_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DeskError("there is no space left")

    monkeypatch.setattr("reader.store.opening.create", full)
    with pytest.raises(DeskError):
        opening.init_desk(tmp_path / "new")
    assert not (tmp_path / "new").exists()

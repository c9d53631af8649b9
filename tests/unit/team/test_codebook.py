"""Which tags are one tag."""

from __future__ import annotations

from itertools import permutations

from reader.model.merging import Head, TagEntry
from reader.team.codebook import unify


def entry(
    tag: str,
    at: int,
    name: str = "rumour",
    *,
    version: int = 1,
    parent: str | None = None,
    live: bool = True,
    root: bool = False,
) -> TagEntry:
    head = Head(version, f"2026-01-{at:02}", f"{tag}-{version}")
    return TagEntry(tag, head, "user", name, parent, live, root)


def members(*entries: TagEntry) -> dict[str, tuple[str, ...]]:
    """What is one tag; asked in every order, it is always the same."""
    found = [unify(each) for each in permutations(entries)]
    assert all(each == found[0] for each in found)
    return {tag: place.members for tag, place in found[0].items()}


def test_tags_made_apart_under_one_name_are_one_by_the_smaller_id() -> None:
    assert members(entry("b", 1), entry("a", 2, "Rumour"), entry("c", 3, "doubt")) == {
        "a": ("a", "b"),
        "c": ("c",),
    }


def test_a_name_that_was_given_up_before_another_took_it_is_two_tags() -> None:
    found = members(entry("a", 1), entry("a", 3, "gossip", version=2), entry("b", 5))
    assert found == {"a": ("a",), "b": ("b",)}


def test_what_became_one_stays_one_when_it_is_renamed_or_deleted() -> None:
    renamed = unify([entry("a", 1), entry("b", 2), entry("a", 5, "gossip", version=2)])
    assert {tag: (place.members, place.head.name) for tag, place in renamed.items()} == {
        "a": (("a", "b"), "gossip")
    }
    gone = [entry("a", 1), entry("b", 2), entry("a", 5, version=2, live=False), entry("z", 9)]
    places = unify(gone)
    assert (places["a"].members, places["a"].live) == (("a", "b"), False)
    assert (places["z"].members, places["z"].live) == (("z",), True)


def test_tags_below_tags_that_became_one_become_one_too() -> None:
    found = members(
        entry("a", 1), entry("b", 1), entry("c", 2, "x", parent="a"), entry("d", 2, "x", parent="b")
    )
    assert found == {"a": ("a", "b"), "c": ("c", "d")}


def test_a_root_tag_keeps_its_id_and_its_own_words() -> None:
    places = unify([entry("m", 1, "claim", root=True), entry("a", 3, "claim", version=4)])
    assert (places["m"].members, places["m"].head.tag) == (("a", "m"), "m")


def test_a_circle_made_on_two_sides_is_cut_and_a_tag_with_tags_below_stands() -> None:
    circle = [
        entry("a", 1, "a"),
        entry("b", 1, "b"),
        entry("a", 2, "a", version=2, parent="b"),
        entry("b", 2, "b", version=2, parent="a"),
    ]
    assert {tag: place.parent for tag, place in unify(circle).items()} == {"a": "b", "b": None}
    orphan = [entry("a", 1), entry("a", 3, version=2, live=False), entry("b", 2, "x", parent="a")]
    assert unify(orphan)["a"].live
    taken = unify([*orphan, entry("c", 4)])
    assert (taken["a"].live, taken["b"].parent) == (False, "c")

from __future__ import annotations

import pytest

from reader.model.history import HistoryEntry
from reader.store.labels import describe


def entry(table: str, row: str, operation: str = "insert", **after: object) -> HistoryEntry:
    return HistoryEntry(1, table, row, 1, "c", operation, "ada", "t", None, after)


@pytest.mark.parametrize(
    ("changes", "label"),
    [
        ([], "nothing"),
        ([entry("annotations", "a", note="")], "new annotation"),
        ([entry("annotations", "a", "delete", note="hm")], "deleted annotation “hm”"),
        ([entry("tags", "t", "update", name="rumour")], "changed tag “rumour”"),
        ([entry("stories", "s", title="At\n sea"), entry("stories", "u")], "new: 2 stories"),
        (
            [entry("readings", f"{n}", state="done") for n in range(3)],
            "new: 3 reading states",
        ),
        (
            [entry("block_flips", f"{n}", verdict="junk") for n in range(2)],
            "new: 2 verdicts on a block",
        ),
        ([entry("tags", "t", name="x"), entry("stories", "s", title="y")], "new: 2 rows"),
        (
            [entry("events", "e", title="Flood"), entry("events", "f", "delete", title="Rain")],
            "new event “Flood”, deleted event “Rain”",
        ),
        (
            [
                entry("tags", "t", "update", name="x"),
                entry("tags", "u", "update", name="y"),
                entry("tags", "v", "delete", name="z"),
            ],
            "changed: 2 tags, deleted: 1 tag",
        ),
        ([entry("events", "e", title="w" * 60)], f"new event “{'w' * 39}…”"),
        (
            [
                entry("annotations", "a", note="n"),
                entry("annotation_pieces", "a:0", annotation="a", quote="The ferry"),
                entry("annotation_pieces", "a:1", annotation="a", quote="dawn"),
            ],
            "new annotation “The ferry … dawn”",
        ),
        ([entry("annotators", "u", handle="ada"), entry("tags", "t", name="x")], "new tag “x”"),
        (
            [entry("link_verdicts", "l:ada", link="l", verdict="confirmed")],
            "new verdict on a link “confirmed”",
        ),
    ],
)
def test_a_gesture_is_told_in_a_few_words(changes: list[HistoryEntry], label: str) -> None:
    assert describe(changes) == label


def test_a_verdict_is_told_with_both_ends_of_its_link() -> None:
    told = entry("link_verdicts", "l:ada", link="l", verdict="confirmed")
    assert describe([told], {"l": "“a dam burst” ⇄ “the dam gave way”"}) == (
        "new verdict on a link “confirmed”: “a dam burst” ⇄ “the dam gave way”"
    )

from __future__ import annotations

from reader.model.history import HistoryEntry
from reader.team.past import PastRow, Stretch, cut, rows_at


def entry(seq: int, version: int, note: str, change: str = "", *, row: str = "m") -> HistoryEntry:
    before = None if version == 1 else {"note": "before"}
    operation = "insert" if version == 1 else "update"
    at = f"2024-03-0{version}"
    return HistoryEntry(
        *(seq, "annotations", row, version, change, operation, "ada", at, before, {"note": note})
    )


def test_the_cut_is_after_the_last_that_had_come_even_where_a_clock_was_put_back() -> None:
    stretches = [Stretch(2, "2024-03-05"), Stretch(4, "2024-03-09"), Stretch(6, "2024-03-01")]
    assert [cut(stretches, at) for at in ("2024-02-01", "2024-03-01", "2024-03-10")] == [0, 6, 6]
    assert cut([], "2024-03-01") == 0


def test_a_row_is_what_the_entries_up_to_the_cut_left_or_was_not_there() -> None:
    entries = [entry(1, 1, "one"), entry(3, 2, "two"), entry(5, 3, "three")]
    entries += [entry(4, 1, "new", row="n"), entry(2, 1, "old", row="o")]
    assert rows_at(entries, 3) == (
        PastRow("annotations", {"note": "three"}, {"note": "two"}),
        PastRow("annotations", {"note": "new"}, None),
    )
    assert rows_at(entries, 5) == ()


def test_what_the_machine_made_is_what_it_was_before_the_first_person_changed_it() -> None:
    assert rows_at([entry(4, 2, "a person's")], 3)[0].state == {"note": "before"}


def test_of_two_versions_that_met_the_higher_stood() -> None:
    entries = [entry(1, 1, "one"), entry(2, 3, "ours"), entry(3, 2, "theirs"), entry(9, 4, "x")]
    assert rows_at(entries, 5)[0].state == {"note": "ours"}

"""Which of two versions stands."""

from __future__ import annotations

import pytest

from reader.model.merging import Decision, Head
from reader.team.merging import decide

OLD, NEW = Head(1, "2026-01-01", "a"), Head(2, "2026-01-02", "b")


@pytest.mark.parametrize(
    ("ours", "theirs", "known_there", "known_here", "expected"),
    [
        (OLD, NEW, True, False, Decision(take=True)),
        (NEW, OLD, False, True, Decision(take=False)),
        (NEW, NEW, True, True, Decision(take=False)),
        (NEW, Head(2, "2026-01-03", "a"), False, False, Decision(take=True, conflict=True)),
        (NEW, Head(2, "2026-01-02", "a"), False, False, Decision(take=False, conflict=True)),
        (Head(3, "2026-01-01", "c"), NEW, False, False, Decision(take=False, conflict=True)),
        (None, OLD, False, False, Decision(take=True)),
        (OLD, None, False, False, Decision(take=False)),
        (None, None, False, False, Decision(take=False)),
    ],
)
def test_the_higher_head_stands_and_only_what_is_apart_is_a_conflict(
    ours: Head | None, theirs: Head | None, known_there: bool, known_here: bool, expected: Decision
) -> None:
    assert decide(ours, theirs, known_there, known_here) == expected

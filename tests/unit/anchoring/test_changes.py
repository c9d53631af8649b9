from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.anchoring.changes import Op, lines
from reader.anchoring.sameness import SAME_ARTICLE, shared

TEXTS = st.text(st.sampled_from("ab c\n.é世"), max_size=80)


def _told(old: str, new: str) -> list[str]:
    signs = {Op.REMOVED: "-", Op.ADDED: "+", Op.MOVED_AWAY: "<", Op.MOVED_HERE: ">"}
    return [
        "".join(f"{signs.get(part.op, '')}{part.text}" for part in line) for line in lines(old, new)
    ]


def test_a_new_paragraph_stands_on_a_line_of_its_own() -> None:
    old = "The dam broke at dawn.\n\nThe mayor spoke."
    new = "The dam broke at dawn.\n\nThe army came.\n\nThe mayor spoke."
    assert _told(old, new) == ["The dam broke at dawn.", "+The army came.", "The mayor spoke."]


def test_a_changed_word_stands_in_its_line() -> None:
    assert _told("At least 590 people were hurt.", "At least 1,200 people were hurt.") == [
        "At least -590+1,200 people were hurt."
    ]


def test_a_paragraph_that_moved_is_told_as_moved() -> None:
    one, two, three = (
        "The earthen dam broke on Saturday morning.",
        "Schools will stay closed until Wednesday.",
        "The cause is not known, the mayor said.",
    )
    told = _told(f"{one}\n\n{two}\n\n{three}", f"{three}\n\n{one}\n\n{two}")
    assert f">{three}" in told
    assert f"<{three}" in told


@given(TEXTS, TEXTS)
@settings(max_examples=300, deadline=None)
def test_both_texts_can_be_read_off_the_lines(old: str, new: str) -> None:
    made = [part for line in lines(old, new) for part in line]
    for text, others in (
        (old, {Op.ADDED, Op.MOVED_HERE}),
        (new, {Op.REMOVED, Op.MOVED_AWAY}),
    ):
        kept = "".join(part.text for part in made if part.op not in others)
        assert "".join(kept.split()) == "".join(text.split())


def test_an_article_that_grew_is_the_same_and_another_is_not() -> None:
    report = "The earthen dam broke on Saturday morning above the town of Kestrel."
    assert shared(report, f"Update. {report} Hundreds are missing.") == 1.0
    other = "Prices of bread rose by a third within a month in the markets."
    assert shared(report, other) < SAME_ARTICLE
    assert shared("", "") == 1.0
    assert shared("", report) == 0.0

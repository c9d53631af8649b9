from __future__ import annotations

import pytest

from reader.linking.quantities import Bound, Unit, quantities
from reader.model.text import Span

FOUND = [
    ("The storm injured 40, police said.", "injured 40", 40, "injured"),
    ("40 people sustained injuries in the storm.", "40 people sustained injuries", 40, "injured"),
    ("Doctors said at least 12 sailors were being treated for injuries.", None, 12, "injured"),
    ("One miner was killed and two hurt.", "One miner was killed", 1, "killed"),
    ("The blast left 14 dead.", "14 dead", 14, "killed"),
    ("There were no reports of deaths.", "no reports of deaths", 0, "killed"),
    ("Nobody was hurt.", "Nobody was hurt", 0, "injured"),
    ("It cost $3.5 million.", "$3.5 million", 3.5e6, "usd"),
    ("It cost nearly two million euros.", "nearly two million euros", 2e6, "eur"),
    ("Turnout was 71 per cent.", "71 per cent", 71, "share"),
    ("Four out of 16 clubs agreed.", "Four out of 16 clubs", 4, "club"),
    ("They own a dozen large ships.", "a dozen large ships", 12, "ship"),
    ("Okoro, 58, was the mayor.", "58", 58, "okoro"),
    ("He got three years in prison.", "three years", 1095, "time"),
    ("Some two thousand people live there.", "Some two thousand people", 2000, "peopl"),
]

SILENT = [
    ("a year", "It opened in 1998 and closed."),
    ("a date", "It opens on 3 May or May 4, they say."),
    ("a clock", "It began at 10:30 and ended at 4 p.m. sharp."),
    ("a part", "It hurt many, three of them badly."),
    ("some more", "Another five workers were hurt."),
    ("a rate of things", "It makes 900 tonnes a week."),
    ("a number in a name", "They flew a Boeing 737 home."),
    ("one as a pronoun", "One of the clubs agreed, the other one did not."),
    ("an age in words", "The 61-year-old sailor slept."),
    ("an ordinal", "It was the 3rd time."),
    ("nothing", ""),
]


@pytest.mark.parametrize(("text", "quote", "value", "subject"), FOUND, ids=[f[0] for f in FOUND])
def test_a_quantity_is_read_with_what_it_counts(
    text: str, quote: str | None, value: float, subject: str
) -> None:
    found = quantities(text, Span(0, len(text)))
    assert [(q.value, q.subject) for q in found][:1] == [(value, subject)]
    if quote is not None:
        assert found[0].span.of(text) == quote


@pytest.mark.parametrize("text", [text for _, text in SILENT], ids=[title for title, _ in SILENT])
def test_what_only_looks_like_a_quantity_is_left_out(text: str) -> None:
    assert quantities(text, Span(0, len(text))) == ()


def test_each_clause_has_its_own_class() -> None:
    text = "Police arrested 20 people and three officers were hurt; one man died."
    found = {q.subject: q.value for q in quantities(text, Span(0, len(text)))}
    assert found == {"arrested": 20, "injured": 3, "killed": 1}


def test_hedges_are_kept() -> None:
    text = "At least 5 ships, about 6 boats, up to 7 rafts, 8 canoes."
    bounds = [q.bound for q in quantities(text, Span(0, len(text)))]
    assert bounds == [Bound.AT_LEAST, Bound.ABOUT, Bound.AT_MOST, Bound.EXACT]


def test_spans_lie_in_the_passage_that_was_asked_for() -> None:
    text = "It killed 3 people. It killed 4 people. It killed 5 people."
    found = quantities(text, Span(20, 39))
    assert [(q.value, q.unit, q.span.of(text)) for q in found] == [
        (4, Unit.PEOPLE, "killed 4 people")
    ]

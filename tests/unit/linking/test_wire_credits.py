"""Credits of agencies, and sentences that only cite one."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.cleaning.pipeline import clean
from reader.intake.files import read
from reader.linking.wire_credits import credited
from reader.model.article import BlockVerdict
from reader.model.text import Span

ROOT = Path(__file__).parents[3]
LINES = [
    line.rsplit(" | ", 1)
    for line in (ROOT / "tests/cases/copies/credits.txt").read_text("utf-8").splitlines()
    if not line.startswith("# ")
]


@pytest.mark.parametrize(("line", "agency"), LINES, ids=[line[:40] for line, _ in LINES])
def test_a_line_credits_an_agency_or_none(line: str, agency: str) -> None:
    found = credited("a", f"Before it.\n{line}\nAfter it.")
    assert [credit.agency for credit in found] == ([] if agency == "-" else [agency])


def test_the_span_is_the_name_and_only_where_it_was_looked_for() -> None:
    text = "The river rose.\nSource: Xinhua\n© 2020 AFP"
    (credit,) = credited("a", text, [Span(16, 30)])
    assert credit.span.of(text) == credit.agency == "Xinhua"
    assert credited("a", text, [Span(0, 15)]) == ()


def test_of_the_five_reports_one_credits_an_agency() -> None:
    found = {}
    for path in sorted((ROOT / "corpus").glob("*.txt")):
        article = clean(read(path))
        spans = [block.span for block in article.blocks if block.verdict is not BlockVerdict.JUNK]
        credits_ = credited(path.name, article.text, spans)
        found[path.name[:3]] = [credit.agency for credit in credits_]
    assert {name: agencies for name, agencies in found.items() if agencies} == {"004": ["AFP"]}

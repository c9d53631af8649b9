"""How likely each block of an HTML page is body, and from where on it is taken for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reader.cleaning.page import Finding, Page
from reader.cleaning.page_features import page_rows
from reader.cleaning.weights import weights
from reader.model.article import BlockVerdict

# Out of fold by site and by set of pages. Looking for the one subtree that holds the article,
# with 0.25 inside it and 0.5 outside, has an F1 lower by .002 and loses as many sentences: the
# votes of rules among the features tell the trees where it is.
THRESHOLD = 0.4
# Of what a rule takes for a caption or an embedded post; 0.35 has an F1 lower by .002.
ASIDE_THRESHOLD = 0.5


def score_page(
    page: Page, findings: Mapping[int, Finding], declared: tuple[str, str]
) -> list[tuple[float, bool]]:
    """For every block the probability that it is body, and whether it is taken for body.

    What a rule called junk is not asked, and has none.

    Args:
        page: the page.
        findings: what the rules say of its lines.
        declared: the body and the lead that the page declares of itself.
    """
    model = weights("page")
    chances = [0.0] * len(page.lines)
    asked = [
        line.index
        for line in page.lines
        if line.index not in findings or findings[line.index].verdict is not BlockVerdict.JUNK
    ]
    rows = page_rows(page, model.tables, declared, asked)
    for index, chance in zip(asked, model.forest.chances(rows), strict=True):
        chances[index] = chance
    return taken_for_body(page, findings, chances)


def taken_for_body(
    page: Page, findings: Mapping[int, Finding], chances: Sequence[float]
) -> list[tuple[float, bool]]:
    """The chances, and which of them are enough."""
    taken = []
    for line, chance in zip(page.lines, chances, strict=True):
        finding = findings.get(line.index)
        is_aside = finding is not None and finding.verdict is BlockVerdict.ASIDE
        taken.append((chance, chance >= (ASIDE_THRESHOLD if is_aside else THRESHOLD)))
    return taken

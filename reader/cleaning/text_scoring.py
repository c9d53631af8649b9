"""How likely each line of a plain text or Markdown is body."""

from __future__ import annotations

from collections.abc import Mapping

from reader.cleaning.page import Finding, Page
from reader.cleaning.text_features import text_rows
from reader.cleaning.weights import weights

# A line of junk shown costs less than a sentence lost. Trained on one set of pages and told of the
# other, F1 is .927 with 1.6 % of the sentences lost at .12, .932 with 1.9 % at .16, .935 with
# 2.2 % at .2, .937 with 2.6 % at .25. A lower one for lines of prose gains nothing.
THRESHOLD = 0.16


def score_text(page: Page, findings: Mapping[int, Finding]) -> list[tuple[float, bool]]:
    """For every line the probability that it is body, and whether it is taken for body.

    Args:
        page: the lines.
        findings: what the rules say of them; they are features of the lines around.
    """
    model = weights("text")
    chances = model.forest.chances(text_rows(page, findings, model.tables.words))
    return [(chance, chance >= THRESHOLD) for chance in chances]

from __future__ import annotations

import pytest

from reader.exchange.guard import guard, unguard


@pytest.mark.item("cells")
@pytest.mark.parametrize(
    "cell",
    ["=1", "+1", "-1", "@a", "\tx", "\rx", "＝1", "'=1", "''=1", "\u200b=1", "'\ufeff\u200b-1"],
)
def test_a_formula_is_put_behind_one_quote_and_comes_back(cell: str) -> None:
    assert guard(cell) == f"'{cell}"
    assert unguard(guard(cell)) == cell


@pytest.mark.parametrize(
    "cell",
    ["", "word", "'Out now', she said", "'", "''", " =1", "2-1", "\u200bword", "ー1", "{}", "–1"],
)
def test_what_no_spreadsheet_runs_is_left_alone(cell: str) -> None:
    assert guard(cell) == cell
    assert unguard(cell) == cell

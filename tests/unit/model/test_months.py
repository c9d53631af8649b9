from __future__ import annotations

from reader.model.months import TWO_MONTHS, month_of, months


def test_no_month_stands_for_two() -> None:
    for word, both in TWO_MONTHS.items():
        assert word not in months()
        assert month_of(word) == both
    assert set(months().values()) == set(range(1, 13))

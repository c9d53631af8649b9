from __future__ import annotations

from reader.cleaning.titles import shown_title, without_site

WARD = "Night ward of the clinic will close"


def test_the_heading_that_a_declared_title_resembles_is_the_title() -> None:
    assert shown_title(["Courier of Orrel", WARD], [f"{WARD} | Courier of Orrel"]) == WARD
    assert shown_title([WARD], ["Orrel clinic: night ward to close in autumn"]) == WARD


def test_a_heading_that_nothing_resembles_is_none() -> None:
    assert shown_title(["Courier of Orrel"], [WARD]) is None
    assert shown_title([WARD], []) is None
    assert shown_title([WARD, "All of today's stories"], ["Orrel: the ward"]) is None


def test_the_site_s_name_behind_the_title_is_not_the_title() -> None:
    assert shown_title(["Courier of Orrel", "x"], [f"{WARD} | Courier of Orrel"]) is None


def test_the_name_of_the_site_falls_away_where_the_title_is_longer() -> None:
    assert without_site(f"{WARD} \u2013 Courier") == WARD
    assert without_site("Courier - all the news of the valley") == (
        "Courier - all the news of the valley"
    )

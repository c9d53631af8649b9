from __future__ import annotations

import pytest

from reader.cleaning.publication import (
    Day,
    Role,
    day_first,
    day_of_address,
    days_in,
    decided,
    published,
)


def declared(value: str, origin: str = "json-ld", confidence: float = 0.93) -> Day:
    return Day(value, Role.PUBLISHED, origin, confidence)


def changed(value: str) -> Day:
    return Day(value, Role.CHANGED, "json-ld", 0.9)


def shown(value: str, confidence: float = 0.9) -> Day:
    return Day(value, Role.SHOWN, "line", confidence)


def told(*days: Day, address: str | None = None) -> str | None:
    found = published(days, address)
    return None if found is None else found.value


def test_a_day_that_readers_and_machines_agree_on_is_well_known() -> None:
    found = published([declared("2021-09-14T08:00:00Z"), shown("2021-09-14")], None)
    assert found is not None
    assert (found.value, found.confidence) == ("2021-09-14T08:00:00Z", 0.96)


def test_a_change_that_is_called_one_does_not_date_the_article() -> None:
    (label,) = days_in("Updated: 20 September 2021", "line", 0.9)
    assert told(declared("2021-09-14"), changed("2021-09-20"), label) == "2021-09-14"
    assert told(changed("2021-09-20"), label) is None


def test_a_day_shown_without_a_word_is_the_article_s_own_if_machines_know_it() -> None:
    days = (declared("2021-09-14"), changed("2021-09-20T10:00:00Z"), shown("2021-09-20"))
    assert told(*days) == "2021-09-20"
    assert told(*days, address="2021-09-14") == "2021-09-14"


def test_two_days_that_nothing_explains_are_none() -> None:
    assert told(declared("2019-03-02"), shown("2021-09-14")) is None
    assert told(declared("2019-03-02"), shown("2021-09-14"), address="2021-09-14") == "2021-09-14"
    assert told(declared("2019-03-02"), declared("2021-09-14", "meta", 0.7)) is None
    assert told(shown("2021-09-14"), address="2019-03-02") is None


def test_a_second_source_upholds_the_first() -> None:
    days = (
        declared("2019-03-02"),
        declared("2019-03-02", "opengraph", 0.92),
        declared("2021-09-14", "meta", 0.7),
    )
    assert told(*days) == "2019-03-02"


@pytest.mark.parametrize(
    ("moment", "day", "is_local"),
    [
        ("2021-09-15T01:30:00Z", "2021-09-14", True),
        ("2021-09-15T11:59:00+00:00", "2021-09-14", True),
        ("2021-09-15T12:30:00Z", "2021-09-14", False),
        ("2021-09-15T22:00:00Z", "2021-09-16", True),
        ("2021-09-15T09:00:00Z", "2021-09-16", False),
        ("2021-09-15T01:30:00-05:00", "2021-09-14", False),
        ("2021-09-15", "2021-09-14", False),
    ],
)
def test_the_day_beside_greenwich_s_is_local_within_the_zones_of_the_earth(
    moment: str, day: str, *, is_local: bool
) -> None:
    assert told(declared(moment), address=day) == (day if is_local else moment)


def test_a_teaser_s_day_contradicts_nobody() -> None:
    assert told(declared("2021-09-14"), shown("2021-08-01", 0.6)) == "2021-09-14"


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2021/09/14/ward", "2021-09-14"),
        ("https://a.example/2021/sep/14/ward", "2021-09-14"),
        ("https://a.example/news/2021-09-14-ward.html", "2021-09-14"),
        ("https://a.example/news/20210914/ward", "2021-09-14"),
        ("https://a.example/news/ward-20210914.html", "2021-09-14"),
        ("https://a.example/2021/13/14/ward", None),
        ("https://a.example/2021/foo/14/ward", None),
        ("https://a.example/2021/09/ward", None),
        ("https://a.example/2021/09/14/as-on-2020-01-02/", None),
        ("https://2021-09-14.example/ward", None),
        ("", None),
    ],
)
def test_addresses_are_dated_by_a_whole_day_only(url: str, day: str | None) -> None:
    assert day_of_address(url) == day


@pytest.mark.parametrize(
    ("locale", "host", "first"),
    [
        ("en-US", "a.co.uk", False),
        ("en_GB", "", True),
        ("de", "a.com", True),
        ("en", "a.com", None),
        ("en", "a.com.au", True),
        ("", "a.gov", False),
        ("ja", "a.com", None),
        ("", "", None),
    ],
)
def test_the_order_of_day_and_month_is_a_country_s(
    locale: str, host: str, *, first: bool | None
) -> None:
    assert day_first(locale, host) is first


def test_a_day_that_may_be_two_is_settled_by_another_day_first_of_all() -> None:
    (either,) = days_in("04/03/2021", "line", 0.9)
    assert decided([either], first=None, language="en") == []
    (settled,) = decided([either], first=True, language="en")
    assert (settled.value, settled.confidence) == ("2021-03-04", 0.8)
    both = decided([either, changed("2021-04-03T10:00:00Z")], first=True, language="en")
    assert both[0].value == "2021-04-03"


def test_a_month_that_two_languages_share_is_settled_by_the_language() -> None:
    (either,) = days_in("6 listopada 2019", "line", 0.9)
    for language, value in (("pl", "2019-11-06"), ("hr", "2019-10-06")):
        (settled,) = decided([either], first=True, language=language)
        assert settled.value == value
    assert decided([either], first=True, language="de") == []


def test_a_year_of_another_era_is_trusted_less() -> None:
    (day,) = days_in("6 ตุลาคม 2562", "line", 0.9)
    assert (day.value, day.confidence) == ("2019-10-06", 0.54)

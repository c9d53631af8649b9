from __future__ import annotations

import pytest

from reader.cleaning.dates import find_dates, iso_date


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("3 May, 2019 17:20", "2019-05-03T17:20"),
        ("October 06, 2019", "2019-10-06"),
        ("Oct. 6th, 2019", "2019-10-06"),
        ("Sunday, 6 October 2019, 9:30 p.m. EST", "2019-10-06T21:30"),
        ("12:15 is no date, 1 May 2019 12:15 a.m. is", "2019-05-01T00:15"),
        ("2019-10-06T09:30:00+0600", "2019-10-06T09:30:00+06:00"),
        ("2019/10/06", "2019-10-06"),
        ("06.10.2019", "2019-10-06"),
        ("25/12/2019", "2019-12-25"),
        ("12/25/2019", "2019-12-25"),
        ("le 6 octobre 2019 à 10h22", "2019-10-06T10:22"),
        ("6. Oktober 2019 um 10:22 Uhr", "2019-10-06T10:22"),
        ("6 de octubre de 2019", "2019-10-06"),
        ("6 октября 2019 г.", "2019-10-06"),
        ("2019年10月6日", "2019-10-06"),
    ],
)
def test_dates_are_read_as_pages_write_them(line: str, iso: str) -> None:
    assert [dated.iso for dated in find_dates(line)] == [iso]


@pytest.mark.parametrize("line", ["04/03/2019", "10-06-2019", "1/2/2019 10:00"])
def test_a_date_that_may_be_two_days_is_none(line: str) -> None:
    found = find_dates(line)
    assert [(dated.iso, dated.ambiguous) for dated in found] == [("", True)]
    assert iso_date(line) is None


@pytest.mark.parametrize(
    "line", ["", "May 2019", "6 October", "31 February 2019", "2019-13-01", "0.10.2019", "3456/7/8"]
)
def test_what_is_no_full_date_is_none(line: str) -> None:
    assert [dated for dated in find_dates(line) if dated.iso] == []


def test_clocks_are_told_by_weekday_and_seconds() -> None:
    (clock,) = find_dates("Fri Mar 01 2019 08:15:33 GMT")
    assert (clock.weekday, clock.seconds) == (True, True)
    (stamp,) = find_dates("2019-10-06T09:30:00Z")
    assert (stamp.weekday, stamp.seconds) == (False, False)

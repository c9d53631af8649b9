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
    assert [(dated.iso, bool(dated.either)) for dated in found] == [("", True)]
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


LANGUAGES = """6 Ekim 2019 · 6 EKİM 2019 · 6 октября 2019 г. · 6 жовтня 2019 року · 6 қазан 2019
2019 жылғы 6 қазан · 6-октябрь, 2019 · 2019-жылдын 6-октябры · 6 октомври 2019 г. · 6. října 2019
6. októbra 2019 · 2019. október 6. · 2019 m. spalio 6 d. · 2019. gada 6. oktobris
6 października 2019 · 6. oktoober 2019 · 6. lokakuuta 2019 · den 6 oktober 2019
6. oktober 2019 · 6 octombrie 2019
6 d’octubre de 2019 · 6 de outubro de 2019 · 6 Οκτωβρίου 2019 · 6 ΟΚΤΩΒΡΙΟΥ 2019 · 6 أكتوبر 2019
٦ أكتوبر ٢٠١٩ · 6 تشرين الأول 2019 · 6 تشرين الأول/أكتوبر 2019 · ۶ اکتبر ۲۰۱۹ · 6 באוקטובר 2019
6 अक्टूबर 2019 · ৬ অক্টোবর ২০১৯ · 2019年10月6日 · 2019년 10월 6일 · 2019. 10. 6. · 6 oktyabr 2019
Ngày 6 tháng 10 năm 2019 · 6 tháng mười 2019 · 6 Oktober 2019 · 2019-yil 6-oktabr
6 ოქტომბერი 2019 · Sun, 06 Oct 2019 · Sun Oct 6 09:30:00 UTC 2019 · 6-Oct-2019 · 2019 Oct 6
the 6th of October 2019 · 6. 10. 2019 · 6 ottobre 2019 · 6 oktobar 2019 · 6 октобар 2019"""


@pytest.mark.parametrize(
    "line", [part for row in LANGUAGES.split("\n") for part in row.split(" · ")]
)
def test_one_day_is_the_same_in_every_language(line: str) -> None:
    assert [dated.iso[:10] for dated in find_dates(line)] == ["2019-10-06"]


def test_a_buddhist_year_is_read_and_doubted() -> None:
    for line in ("6 ตุลาคม 2562", "6 ต.ค. 2562", "6 ตุลาคม พ.ศ. 2562"):
        (found,) = find_dates(line)
        assert (found.iso, found.doubtful) == ("2019-10-06", True)
    assert find_dates("6 October 2562") == ()


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("1570354200", "2019-10-06T09:30:00Z"),
        ("1570354200000", "2019-10-06T09:30:00Z"),
        ("20191006", "2019-10-06"),
        ("20191006T093000Z", "2019-10-06"),
        ("2019 10 06 09:30:00", "2019-10-06"),
        ("Sun, 06 Oct 2019 09:30:00 +0000", "2019-10-06T09:30:00+00:00"),
        ("99999999999999", None),
        ("0123456789", None),
        ("20191306", None),
        ("2019-01-012019-10-06", None),
        ("6 listopada 2019", None),
        ("2019", None),
    ],
)
def test_fields_are_written_by_machines_too(value: str, iso: str | None) -> None:
    assert iso_date(value) == iso


def test_what_only_looked_like_a_date_hides_none_behind_it() -> None:
    assert [dated.iso for dated in find_dates("Room 12 May 3, 2019")] == ["2019-05-03"]

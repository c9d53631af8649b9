from __future__ import annotations

import pytest

from reader.desk.corrections import corrected
from reader.errors import NotFoundError, ReaderError


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("date", "4 May 2019", "2019-05-04"),
        ("date", " 2019-05-04 ", "2019-05-04"),
        ("date", "2019-05-04T09:30:00+06:00", "2019-05-04T09:30:00+06:00"),
        ("date", "6 октября 2019 10:22", "2019-10-06T10:22"),
        ("date", "25/12/2019", "2019-12-25"),
        ("date", "20191225", "2019-12-25"),
        ("date", "", ""),
        ("scraped", "May 4, 2019", "2019-05-04"),
        ("title", " Two \n ships ", "Two ships"),
        ("language", "PT_br", "pt-br"),
        ("language", "en", "en"),
        ("url", "orrel.example/a", "https://orrel.example/a"),
        ("url", "http://orrel.example/a", "http://orrel.example/a"),
        ("byline", "Ana Ruiz", "Ana Ruiz"),
        ("byline", "", ""),
    ],
)
def test_a_value_is_kept_in_one_form(field: str, typed: str, kept: str) -> None:
    assert corrected(field, typed) == kept


@pytest.mark.parametrize(
    ("field", "typed", "what"),
    [
        ("date", "last Friday", "not a date"),
        ("date", "2019", "not a date"),
        ("date", "2019-13-01", "not a date"),
        ("date", "2019-05-04T25:99", "not a date"),
        ("date", "3 to 4 May 2019", "not a date"),
        ("date", "4 May 2019, 6 May 2019", "not a date"),
        ("date", "04/05/2019", "may be two days"),
        ("title", " ", "not empty"),
        ("language", "English", "code of a language"),
        ("url", "not a url", "not a web address"),
    ],
)
def test_what_a_field_cannot_hold_is_refused_with_a_hint(field: str, typed: str, what: str) -> None:
    with pytest.raises(ReaderError, match=what) as caught:
        corrected(field, typed)
    assert caught.value.remedy


def test_a_date_that_may_be_two_days_names_both() -> None:
    with pytest.raises(ReaderError) as caught:
        corrected("date", "04/05/2019")
    assert caught.value.remedy == "write 2019-05-04 or 2019-04-05"


def test_only_fields_are_corrected() -> None:
    with pytest.raises(NotFoundError, match="no such field"):
        corrected("colour", "blue")

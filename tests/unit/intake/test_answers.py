from __future__ import annotations

from datetime import UTC, datetime

import pytest

from reader.errors import SourceError
from reader.intake.answers import charset, check_status, media_type, refreshed_to, retry_after
from reader.model.article import MediaType

NOON = datetime(2024, 3, 9, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Sat, 09 Mar 2024 12:00:30 GMT", 30.0),
        ("Sat, 09 Mar 2024 11:00:00 GMT", 0.0),
        ("Sat, 09 Mar 2024 12:00:30 -0000", 30.0),
        ("-5", None),
        ("soon", None),
        ("", None),
    ],
)
def test_when_to_come_again(said: str, seconds: float | None) -> None:
    assert retry_after({"retry-after": said}, NOON) == seconds


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("text/html; charset=UTF-8", "UTF-8"),
        ('text/html;charset="koi8-r"', "koi8-r"),
        ("text/html; charset='utf-8'", "utf-8"),
        ("text/html; charset=", None),
        ("text/html", None),
        ("charset=utf-8", "utf-8"),
        (None, None),
    ],
)
def test_the_charset_of_a_header(said: str | None, found: str | None) -> None:
    assert charset(said) == found


def test_the_kind_of_a_header() -> None:
    assert media_type("TEXT/HTML;charset=x", "-") is MediaType.HTML
    assert media_type("text/html, text/html", "-") is MediaType.HTML
    assert media_type(None, "-") is media_type("text/plain\r\nX: y", "-") is None
    with pytest.raises(SourceError, match="a picture: -"):
        media_type("image/webp", "-")


def test_what_is_a_page_passes() -> None:
    for status in (200, 203, 301, 302, 303, 307, 308):
        check_status(status, "-")
    with pytest.raises(SourceError, match="cannot be read"):
        check_status(999, "-")


@pytest.mark.parametrize(
    ("page", "target"),
    [
        ('<META HTTP-EQUIV="Refresh" CONTENT="5; URL=/next">', "/next"),
        ("<meta content='0;url=\"/next\"' http-equiv=refresh>", "/next"),
        ('<meta http-equiv="refresh" content="300;url=/next">', None),
        ('<meta http-equiv="refresh" content="300">', None),
        ('<meta name="refresh" content="0;url=/next">', None),
        ("<p>nothing</p>", None),
    ],
)
def test_where_a_page_leads_on(page: str, target: str | None) -> None:
    assert refreshed_to(page) == target

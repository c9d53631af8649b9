"""What a person types for a field of an article, as the field is kept, or why it cannot be.

An empty word says that nobody knows: so a wrong date that a page gave is taken away.
"""

from __future__ import annotations

import re

from reader.errors import NotFoundError, ReaderError
from reader.model.article import METADATA_FIELDS

_LANGUAGE = re.compile(r"([a-zA-Z]{2,3})((?:[-_][a-zA-Z0-9]{2,8})*)\Z")
_ISO_HINT = "write it as 2024-03-09 or 2024-03-09T09:30"


def corrected(field: str, value: str) -> str:
    """The value as it is kept.

    >>> corrected("date", "4 May 2019"), corrected("title", "Two  ships "), corrected("date", "")
    ('2019-05-04', 'Two ships', '')

    Raises:
        NotFoundError: there is no such field.
        ReaderError: the field cannot hold this.
    """
    if field not in METADATA_FIELDS:
        raise NotFoundError(
            "no such field", where=field, remedy=f"one of: {', '.join(METADATA_FIELDS)}"
        )
    value = " ".join(value.split())
    if field == "title" and not value:
        raise ReaderError("a title is not empty", remedy="`reader undo` takes back your latest act")
    if not value:
        return value
    if field in {"date", "scraped"}:
        return _date(value)
    if field == "language":
        return _language(value)
    if field == "url":
        return _address(value)
    return value


def _date(value: str) -> str:
    """A date as ISO 8601, whatever common form it was typed in."""
    from reader.cleaning.dates import find_dates, iso_date

    found = find_dates(value)
    if len(found) == 1 and found[0].either:
        first, second = (each[:10] for each in found[0].either)
        raise ReaderError(
            "a date that may be two days", where=value, remedy=f"write {first} or {second}"
        )
    iso = iso_date(value)
    rest = value if not found else value[: found[0].start] + value[found[0].stop :]
    if iso is None or (found and any(sign.isdigit() for sign in rest)):
        raise ReaderError("not a date", where=value, remedy=_ISO_HINT)
    return iso


def _language(value: str) -> str:
    """A language by its code: `en`, `pt-BR`."""
    code = _LANGUAGE.match(value)
    if code is None:
        raise ReaderError(
            "not the code of a language", where=value, remedy="write it as `en` or `pt-BR`"
        )
    return code[1].lower() + code[2].replace("_", "-")


def _address(value: str) -> str:
    """A web address; without `https://` it is one all the same."""
    from reader.cleaning.addresses import host_of

    whole = value if "://" in value else f"https://{value}"
    if " " in whole or host_of(whole) is None:
        raise ReaderError(
            "not a web address", where=value, remedy="write it as https://example.org/a"
        )
    return whole

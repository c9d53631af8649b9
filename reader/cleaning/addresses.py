"""Web addresses: found in a line, and the host of one."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"']{4,2000}", re.IGNORECASE)


def host_of(address: str) -> str | None:
    """The host of a web address without `www.`, or None where it is none.

    >>> host_of("https://www.example.org/a"), host_of("example")
    ('example.org', None)
    """
    try:
        parts = urlsplit(address.strip())
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host or "." not in host:
        return None
    return host.removeprefix("www.")


def find_address(line: str) -> str | None:
    """The first web address in a line, without the punctuation behind it.

    >>> find_address("URL: <https://example.org/a>.")
    'https://example.org/a'
    """
    found = _ADDRESS.search(line)
    if found is None:
        return None
    address = found.group().rstrip(".,;:!?)]}")
    if address.lower().startswith("www."):
        address = "https://" + address
    return address if host_of(address) else None

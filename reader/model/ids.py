"""How things are named: ids are text, minted where the thing is made.

People's rows carry a UUIDv7 (RFC 9562), which sorts by time. What has a natural key
carries a UUIDv5 of it, so that two desks that make the same thing name it the same.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import _Hash

# Made once for this project; changing it would rename every article on every desk.
NAMESPACE = uuid.UUID("6d3f1c52-4a0e-5b7c-9e55-0d2f8e5b7a10")

LONGEST_HANDLE = 64  # characters

Clock = Callable[[], datetime]
IdSource = Callable[[], str]


def uuid7(milliseconds: int, random_bits: int) -> str:
    """A UUIDv7 from a Unix time in ms and 74 random bits (RFC 9562, section 5.7).

    >>> uuid7(1_602_000_000_000, 0)
    '0174fea4-1400-7000-8000-000000000000'
    """
    value = (milliseconds & (2**48 - 1)) << 80
    value |= 0x7 << 76
    value |= ((random_bits >> 62) & 0xFFF) << 64
    value |= 0b10 << 62
    value |= random_bits & (2**62 - 1)
    return str(uuid.UUID(int=value))


def timestamp(moment: datetime) -> str:
    """UTC time as ISO 8601 text with milliseconds: the form every stored time has.

    >>> timestamp(datetime(2020, 10, 6, 9, 30, tzinfo=UTC))
    '2020-10-06T09:30:00.000Z'
    """
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def article_id(raw_sha256: str, text_sha256: str) -> str:
    """The id of an article: the same bytes read the same way have one id everywhere."""
    return str(uuid.uuid5(NAMESPACE, f"article:{raw_sha256}:{text_sha256}"))


def annotator_id(handle: str) -> str:
    """The id of an annotator; handles that differ only in case are one person."""
    return str(uuid.uuid5(NAMESPACE, f"annotator:{handle.casefold()}"))


def is_handle(text: str) -> bool:
    """Whether a person may be called so: up to 64 printable characters without blank space.

    >>> is_handle("ada"), is_handle("ada b"), is_handle("")
    (True, False, False)
    """
    fit = text.isprintable() and not any(character.isspace() for character in text)
    return fit and 0 < len(text) <= LONGEST_HANDLE


def link_id(end_a: str, end_b: str, relation: str) -> str:
    """The id of a link from the keys of its two ends (see `LinkEnd.key`) and its relation.

    A UUIDv5 spelt out: of the two hundred thousand suggestions of a large desk the general way
    takes 1.2 s longer.

    >>> link_id("a", "b", "adds") == str(uuid.uuid5(NAMESPACE, "link:a:b:adds"))
    True
    """
    hashed = _links().copy()
    hashed.update(f"{end_a}:{end_b}:{relation}".encode())
    hexed = hashed.hexdigest()
    variant = "89ab"[int(hexed[16], 16) & 3]
    return f"{hexed[:8]}-{hexed[8:12]}-5{hexed[13:16]}-{variant}{hexed[17:20]}-{hexed[20:32]}"


@cache
def _links() -> _Hash:
    """The hash of what the id of every link begins with."""
    from hashlib import sha1  # noqa: PLC0415  # 3 ms that a desk without links need not pay

    return sha1(NAMESPACE.bytes + b"link:", usedforsecurity=False)


def root_tag_id(name: str) -> str:
    """The id of a tag that every desk has (`claim`, `entity` and the kinds of entity)."""
    return str(uuid.uuid5(NAMESPACE, f"tag:{name}"))

"""Whatever is typed, sent or stored: intake reads it or refuses it, and never trips."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from functools import partial
from typing import TypeVar

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.errors import SourceError
from reader.intake.answers import charset, media_type, refreshed_to
from reader.intake.decoding import decode
from reader.intake.files import read_stream
from reader.intake.mojibake import unscramble
from reader.intake.packed import gunzip
from reader.intake.robots import parse_robots
from reader.intake.web_addresses import is_address, parse_address, without_credentials

BASE = parse_address("https://example.org/a/page?x#y")
PIECES = st.sampled_from(
    [
        *("http://", "https://", "//", "ftp:", "@", ":", "/", "?", "#", "[", "]", "%", "%zz"),
        *("example.org", "127.0.0.1", "::1", "ü", "。", "\x00", "\n", " ", "\\", "..", "a" * 70),
        *("secret", "0", "99999", "xn--", "\ud800", "\u202e", "&", "="),
    ]
)
ADDRESSES = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=9).map("".join))
RULES = st.lists(
    st.one_of(
        st.sampled_from(["User-agent: *", "Disallow: /*a*$", "Allow: /", "Crawl-delay: 1", "#"]),
        st.text(max_size=30).map("Disallow: {}".format),
    ),
    max_size=12,
).map("\n".join)
HEADS = [
    b"",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\x1f\x8b",
    b"From: x\nContent-Type: multipart/related\n\n",
]
LETTERS = st.text(st.sampled_from("aé ÃÂâ€™РСЃ\x80\x9d\xa0\ufffd\n<&;"), max_size=80)


T = TypeVar("T")


def read_or_refused(work: Callable[[], T]) -> T | None:
    """What comes of it; None where it is refused with something to do about it."""
    try:
        return work()
    except SourceError as error:
        return None if error.remedy and "secret@" not in str(error) else pytest.fail(str(error))


@settings(max_examples=300)
@given(ADDRESSES)
@example("http://[::1%25eth0]/")
@example("https://ex\u2100mple.org/")
@example("http://\ud800.org/")
def test_an_address_is_tidied_once_and_for_all_or_refused(typed: str) -> None:
    is_address(typed)
    for base in (None, BASE):
        address = read_or_refused(partial(parse_address, typed, base))
        if address is None:
            continue
        assert str(address).isascii()
        assert not set(str(address)) & set(" \t\r\n#@") - set(address.target)
        assert "@" not in address.authority
        assert parse_address(str(address)) == address


@given(st.text(max_size=20), st.text(st.characters(exclude_characters="/?#"), max_size=20))
def test_no_password_is_shown(path: str, secret: str) -> None:
    shown = without_credentials(f"https://ann:Zz9{secret}@example.org/{path}")
    assert shown.startswith("https://…@")


@settings(max_examples=200)
@given(RULES, st.text(max_size=30))
def test_rules_of_any_kind_are_read(rules: str, page: str) -> None:
    assert parse_robots(rules, "synoptic-reader").allows(f"/{page}") in {True, False}


@settings(max_examples=200)
@given(st.text(max_size=60))
def test_headers_of_any_kind_are_read(said: str) -> None:
    charset(said)
    refreshed_to(f'<meta http-equiv="refresh" content="{said}">')
    assert read_or_refused(partial(media_type, said, "-")) is None or "/" in said


@settings(max_examples=300)
@given(st.sampled_from(HEADS), st.binary(max_size=200), st.one_of(st.none(), st.text(max_size=12)))
def test_bytes_of_any_kind_are_read_or_refused(head: bytes, data: bytes, said: str | None) -> None:
    for repair in (False, True):
        raw = read_or_refused(
            partial(read_stream, head + data, "page", charset=said, repair=repair)
        )
        if raw is None:
            continue
        assert raw.text.strip()
        raw.text.encode()


@given(st.lists(st.binary(max_size=300), min_size=1, max_size=3), st.binary(max_size=20))
def test_what_gzip_packed_comes_out_as_it_went_in(members: list[bytes], rubbish: bytes) -> None:
    packed = b"".join(gzip.compress(each) for each in members)
    assert gunzip(packed, 10_000) == b"".join(members)
    if not rubbish.startswith(b"\x1f"):
        assert gunzip(packed + rubbish, 10_000) == b"".join(members)


@settings(max_examples=200)
@given(LETTERS)
def test_mending_keeps_lines_and_ends(text: str) -> None:
    mended, lines = unscramble(text)
    assert mended.count("\n") == text.count("\n")
    assert (lines == 0) == (mended == text)
    decoded = read_or_refused(partial(decode, text.encode(), repair=True))
    assert decoded is None or decoded.text.count("\n") == text.count("\n")

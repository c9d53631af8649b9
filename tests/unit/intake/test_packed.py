from __future__ import annotations

import gzip
import os

import pytest

from reader.errors import SourceError
from reader.intake.files import read_stream
from reader.intake.packed import gunzip

TEXT = b"The council met on Monday.\n" * 40


def test_all_members_are_unpacked_and_rubbish_after_them_is_left() -> None:
    assert gunzip(gzip.compress(TEXT), 10_000) == TEXT
    assert gunzip(gzip.compress(b"a") + gzip.compress(b"b") + b"\x00\x00rubbish", 10) == b"ab"
    assert gunzip(gzip.compress(b"a") + b"\x1f\x8brubbish", 10) == b"a"
    assert gunzip(gzip.compress(b""), 10) == b""


def test_a_page_that_packs_well_is_no_bomb() -> None:
    page = b"<tr><td>name</td><td>value</td></tr>\n" * 20_000
    assert gunzip(gzip.compress(page), 10_000_000) == page
    noise = os.urandom(2_000_000)
    assert gunzip(gzip.compress(noise), 10_000_000) == noise


@pytest.mark.item("intake")
@pytest.mark.parametrize(
    ("packed", "says"),
    [
        (gzip.compress(TEXT), "more than the limit"),
        (gzip.compress(b"a" * 3_000_000), "over 200 times"),
        (gzip.compress(TEXT)[:20], "cut off"),
        (gzip.compress(TEXT)[:5], "cut off"),
        (b"\x1f\x8b\xff" + TEXT, "damaged"),
    ],
    ids=["large", "bomb", "cut", "cut in its header", "damaged"],
)
def test_bombs_and_damage_are_refused(packed: bytes, says: str) -> None:
    with pytest.raises(SourceError, match=says):
        gunzip(packed, 1_000 if says == "more than the limit" else 10_000_000)


def test_a_packed_file_is_the_file_that_was_packed() -> None:
    raw = read_stream(gzip.compress(b"<p>" + TEXT), "page.html.gz")
    assert raw.sha256 == read_stream(b"<p>" + TEXT, "page.html").sha256
    assert raw.media_type.value == "text/html"
    assert raw.repairs == ("unpacked (gzip)",)


@pytest.mark.parametrize(
    ("start", "kind"),
    [(b"\x28\xb5\x2f\xfd", "zstd"), (b"BZh9", "bzip2"), (b"bplist00", "Safari")],
)
def test_what_is_packed_otherwise_is_refused_by_its_name(start: bytes, kind: str) -> None:
    with pytest.raises(SourceError, match=kind):
        read_stream(start + TEXT, "page.html")

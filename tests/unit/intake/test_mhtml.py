from __future__ import annotations

import quopri
from base64 import b64encode

import pytest

from reader.errors import SourceError
from reader.intake.files import read_stream
from reader.intake.mhtml import is_mhtml
from reader.model.article import MediaType

PAGE = "<html><head><title>Мост</title></head><body><p>Совет не платит за мост = нет.</p></body>"


def archive(
    page: str = PAGE, *, encoding: str = "utf-8", transfer: str = "quoted-printable"
) -> bytes:
    """A page as a browser saves it, with a picture beside it."""
    content = page.encode(encoding)
    body = quopri.encodestring(content) if transfer == "quoted-printable" else b64encode(content)
    lines = [
        b"From: <Saved by Blink>",
        b"Snapshot-Content-Location: https://news.example/bridge#top",
        b"Subject: =?utf-8?Q?=D0=9C?=",
        b"MIME-Version: 1.0",
        b"Content-Type: multipart/related;",
        b'\ttype="text/html";',
        b'\tboundary="----edge"',
        b"",
        b"",
        b"------edge",
        b"Content-Type: image/png",
        b"Content-Transfer-Encoding: base64",
        b"",
        b"iVBORw0KGgo=",
        b"------edge",
        f"Content-Type: text/html; charset={encoding}".encode(),
        f"Content-Transfer-Encoding: {transfer}".encode(),
        b"Content-Location: https://news.example/bridge",
        b"",
        body,
        b"------edge--",
        b"",
    ]
    return b"\r\n".join(lines)


@pytest.mark.parametrize("transfer", ["quoted-printable", "base64"])
@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251"])
def test_the_page_is_taken_out_of_an_archive(encoding: str, transfer: str) -> None:
    raw = read_stream(archive(encoding=encoding, transfer=transfer), "bridge.mhtml")
    assert raw.text.strip() == PAGE
    assert raw.content.strip() == PAGE.encode(encoding)
    assert raw.media_type is MediaType.HTML
    assert raw.hints == {"url": "https://news.example/bridge"}
    assert raw.repairs == ("the page taken out of a web archive of 2 parts (MHTML)",)


def test_what_a_person_knows_goes_over_what_the_archive_says() -> None:
    raw = read_stream(archive(), "bridge.mht", hints={"url": "https://mine.example/"})
    assert raw.hints["url"] == "https://mine.example/"


@pytest.mark.parametrize(
    "data",
    [
        b"From: the mayor\nTo: everybody\n\nThe bridge is closed.",
        b"Subject: x\r\nContent-Type: text/plain\r\n\r\nA mail.",
        b"<p>Content-Type: multipart/related</p>",
        b"A text.\n\nContent-Type: multipart/related; boundary=x\n",
        b"",
    ],
)
def test_what_only_looks_like_one_is_none(data: bytes) -> None:
    assert not is_mhtml(data)


def test_an_archive_without_a_page_is_refused() -> None:
    broken = archive().replace(b"text/html; charset", b"text/css; charset")
    with pytest.raises(SourceError, match="without a page"):
        read_stream(broken, "bridge.mhtml")
    with pytest.raises(SourceError):
        read_stream(archive()[:260], "bridge.mhtml")

"""`.mhtml`: a page saved by a browser with everything on it; the page alone is taken out.

The format is an e-mail of several parts (RFC 2557). The page is the first part that is HTML; the
pictures, style sheets and frames beside it are left.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.errors import SourceError

if TYPE_CHECKING:
    from email.message import Message

HEAD_BYTES = 4_096  # the header of the archive is looked for in this much
_MARK = re.compile(
    rb"^content-type:\s*multipart/related\b|^content-location:|^from: <saved by ",
    re.IGNORECASE | re.MULTILINE,
)
_HEADER = re.compile(rb"\s*(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){2,40}\r?\n")
_MULTIPART = re.compile(rb"^content-type:\s*multipart/", re.IGNORECASE | re.MULTILINE)
_WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class SavedPage:
    """The page of an archive.

    Attributes:
        content: its HTML, as it was served.
        charset: that its part declares, or None.
        url: where it was saved from, or None.
        parts: how many parts the archive holds.
    """

    content: bytes
    charset: str | None
    url: str | None
    parts: int


def is_mhtml(data: bytes) -> bool:
    """Whether these bytes are an archive of one page, by their first lines."""
    head = data[:HEAD_BYTES]
    found = _HEADER.match(head.replace(b"\r\n", b"\n"))
    return (
        found is not None
        and _MULTIPART.search(found.group()) is not None
        and _MARK.search(found.group()) is not None
    )


def page_of(data: bytes) -> SavedPage:
    """The page in an archive.

    Raises:
        SourceError: there is none in it.
    """
    from email import message_from_bytes  # noqa: PLC0415  # 15 ms, and few files come this far

    message = message_from_bytes(data)
    parts = [part for part in message.walk() if not part.is_multipart()]
    for part in parts:
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content.strip():
                return SavedPage(
                    content, part.get_content_charset(), _url(message, part), len(parts)
                )
    raise SourceError("a web archive (MHTML) without a page in it", remedy="save the page again")


def _url(message: Message, part: Message) -> str | None:
    """Where the page was saved from: said of the part, or of the archive."""
    for said in (part["Content-Location"], message["Snapshot-Content-Location"]):
        address = str(said or "").strip()
        if address.startswith(_WEB) and not re.search(r"[\s@]", address):
            return address.partition("#")[0]
    return None

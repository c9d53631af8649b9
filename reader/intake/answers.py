"""What to make of an answer from the web: is it a page, and if not, what to tell the person."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime

from reader.errors import SourceError
from reader.model.article import MediaType

REDIRECTS = frozenset((301, 302, 303, 307, 308))
PATIENT = frozenset((429, 503))  # these may say when to come again (RFC 9110, 10.2.3)
_BROWSER = "save the page with a browser, and add the file"
_LATER = "try again later"
_STATUSES = {
    204: ("the server sends no page (204)", "check the address"),
    205: ("the server sends no page (205)", "check the address"),
    206: ("the server sends a part of the page only (206)", _BROWSER),
    300: ("the server offers several pages and names none (300)", "choose one with a browser"),
    304: ("the server says that nothing changed, though nobody asked (304)", _LATER),
    401: ("the page is behind a login (401)", f"log in, {_BROWSER}"),
    402: ("the page has to be paid for (402)", f"if you have paid, {_BROWSER}"),
    403: ("the server refuses the page to programs, or to you (403)", _BROWSER),
    404: ("there is no such page (404)", "check the address, or look for it in a web archive"),
    407: ("the proxy asks for a name and a password (407)", "put them into $HTTPS_PROXY"),
    410: ("the page was taken down (410)", "look for it in a web archive"),
    429: ("the server says that it was asked too often (429)", "wait a while, and try again"),
    451: ("the page is withheld for legal reasons (451)", "look for it in a web archive"),
    503: ("the server has no time, or tests who asks (503)", f"{_LATER}, or {_BROWSER}"),
}
_KINDS: dict[int, tuple[str, str]] = {
    1: ("an answer that cannot be read", _LATER),
    3: ("a redirect that leads nowhere", "open the page with a browser, and add where it leads"),
    4: ("the server refuses the page", _BROWSER),
    5: ("the server has a fault of its own", _LATER),
}
_MEDIA: dict[str, MediaType | None] = {
    "text/html": MediaType.HTML,
    "application/xhtml+xml": MediaType.HTML,
    "application/vnd.wap.xhtml+xml": MediaType.HTML,
    "text/markdown": MediaType.MARKDOWN,
    "text/x-markdown": MediaType.MARKDOWN,
    "text/plain": None,  # or Markdown, or a page served with no thought: its text tells
    "application/octet-stream": None,
    "application/x-download": None,
    "multipart/related": None,
    "message/rfc822": None,
    "": None,
}
_OTHERS = (
    ("application/pdf", "a PDF"),
    ("image/", "a picture"),
    ("video/", "a film"),
    ("audio/", "a recording"),
    ("font/", "a font"),
    ("application/json", "data (JSON)"),
    ("application/ld+json", "data (JSON)"),
    ("application/rss+xml", "a feed"),
    ("application/atom+xml", "a feed"),
    ("application/zip", "an archive"),
    ("text/css", "a style sheet"),
    ("text/javascript", "a script"),
    ("application/javascript", "a script"),
)
_REFRESH = re.compile(
    r"""<meta\b[^>]{0,200}http-equiv\s*=\s*["']?refresh\b[^>]{0,2000}>""", re.IGNORECASE
)
_TARGET = re.compile(r"""url\s*=\s*["']?\s*([^"'>\s]{1,2000})""", re.IGNORECASE)
_HEAD = 20_000  # code points in which a page says that it leads on
_SOON_S = 30  # a page that renews itself later than that is there to be read


def check_status(status: int, where: str) -> None:
    """Refuse what is not a page and no redirect.

    Raises:
        SourceError: with what the status says, and what helps.
    """
    if status in REDIRECTS or (status // 100 == 2 and status not in _STATUSES):  # noqa: PLR2004
        return
    known = _STATUSES.get(status)
    if known is None:
        what, remedy = _KINDS.get(status // 100, _KINDS[1])
        known = (f"{what} ({status})", remedy)
    raise SourceError(known[0], where=where, remedy=known[1])


def media_type(content_type: str | None, where: str) -> MediaType | None:
    """What a `Content-Type` says the page is; None where its text has to tell.

    Raises:
        SourceError: it is nothing that can be read as an article.
    """
    kind = _parsed(content_type).get_content_type() if content_type else ""
    kind = kind if content_type and "/" in content_type else ""
    if kind in _MEDIA:
        return _MEDIA[kind]
    name = next((name for start, name in _OTHERS if kind.startswith(start)), f"`{kind[:60]}`")
    raise SourceError(f"not a page but {name}", where=where, remedy="add HTML, text or Markdown")


def charset(content_type: str | None) -> str | None:
    """The encoding that a `Content-Type` declares, or None."""
    found = _parsed(content_type).get_param("charset") if content_type else None
    return found.strip(" \"'") if isinstance(found, str) and found.strip() else None


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds after which a server wants to be asked again, or None where it does not say."""
    said = headers.get("retry-after", "").strip()
    if re.fullmatch(r"\d{1,9}", said):
        return float(said)
    try:
        moment = parsedate_to_datetime(said)
    except (TypeError, ValueError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())


def refreshed_to(page: str) -> str | None:
    """Where a page leads on by itself (`<meta http-equiv="refresh">`), or None."""
    found = _REFRESH.search(page[:_HEAD])
    if found is None:
        return None
    content = re.search(r"""content\s*=\s*["']?\s*(\d{1,6})?""", found.group(), re.IGNORECASE)
    target = _TARGET.search(found.group())
    if target is None or (content and content.group(1) and int(content.group(1)) > _SOON_S):
        return None
    return target.group(1)


def _parsed(content_type: str | None) -> Message:
    message = Message()
    first = re.split(r"[,\r\n\x00]", content_type or "")[0]  # a header may be sent twice, or torn
    message["Content-Type"] = first
    return message

"""Addresses of pages: tidied before anything is asked, and never with a password in them.

What a person pastes has spaces, letters beyond ASCII, a fragment, now and then a name and a
password; what a server redirects to may be anything. Both come in here, and what goes out can
be asked for, stored and shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import quote, urljoin, urlsplit

from reader.errors import SourceError

MAX_ADDRESS_LENGTH = 8_000  # octets that every server has to take (RFC 9110, 4.1)
SHOWN_LENGTH = 200  # code points of a refused address that an error repeats
PORTS = {"http": 80, "https": 443}
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_CONTROLS = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_])?\.?", re.IGNORECASE)
_CREDENTIALS = re.compile(r"(//|^)[^/?#]*@")
_KEPT = "/?%:@!$&'()*+,;=~-._[]|"  # of a path and a query; everything else is percent-encoded
_BARE_PERCENT = re.compile("%(?![0-9a-fA-F]{2})")
_DNS_LABEL_LENGTH = 63
_NAT64 = IPv6Network("64:ff9b::/96")  # an IPv4 address stands in its last 32 bits (RFC 6052)


@dataclass(frozen=True, slots=True)
class WebAddress:
    """Where a page is asked for.

    Attributes:
        scheme: `http` or `https`.
        host: in ASCII (IDNA), lower case; an IPv6 address without its brackets.
        port: a TCP port.
        target: path and query, percent-encoded, from `/` on.
    """

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """The host as a request names it, its port where that is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """The site: what one `robots.txt` speaks for."""
        return f"{self.scheme}://{self.authority}"

    def __str__(self) -> str:
        """The whole address."""
        return f"{self.origin}{self.target}"

    def at(self, target: str) -> WebAddress:
        """Another page of the same site."""
        return WebAddress(self.scheme, self.host, self.port, target)


def is_address(word: str) -> bool:
    """Whether a word of the command line is an address, and no file.

    >>> is_address("https://example.org"), is_address("C:/page.html"), is_address("page.html")
    (True, False, False)
    """
    found = _SCHEME.match(word)
    scheme = "" if found is None else found.group(1).lower()
    return scheme in {"http", "https", "data", "javascript"} or (
        len(scheme) > 1 and word.strip()[len(scheme) :].startswith("://")
    )


def parse_address(typed: str, base: WebAddress | None = None) -> WebAddress:
    """What to ask for when a person types, or a server redirects to, `typed`.

    Spaces around it and the fragment are dropped; spaces and letters beyond ASCII inside it are
    encoded.

    Args:
        typed: the address; a relative one where `base` is given.
        base: the page that redirects.

    Raises:
        SourceError: it is no address, not one of the web, or holds a name or password.

    >>> str(parse_address(" HTTP://Example.ORG:80/a b?q=é#top "))
    'http://example.org/a%20b?q=%C3%A9'
    """
    shown = without_credentials(typed)
    word = re.sub("^<(.*)>$", r"\1", typed.strip())
    if len(word) > MAX_ADDRESS_LENGTH:
        raise _refused(f"an address of {len(word):,} characters", shown, "check what was pasted")
    if _CONTROLS.search(word):
        raise _refused("control characters in the address", shown, "type it without them")
    try:
        parts = urlsplit(word if base is None else urljoin(str(base), word))
        port = parts.port
    except ValueError as error:
        raise _refused("not an address", shown, f"check it ({error})") from error
    scheme = parts.scheme.lower()
    if scheme not in PORTS:
        remedy = "give its http:// or https:// address, or the file's own name"
        raise _refused(f"only web pages are fetched, not `{scheme}:`", shown, remedy)
    if "@" in parts.netloc:
        remedy = "log in with a browser, save the page, and add the file"
        raise _refused("an address with a name or password in it is not taken", shown, remedy)
    host = _ascii_host(parts.hostname or "", shown)
    if port == 0:
        raise _refused("no such port", shown, "check the address")
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    encoded = quote(_BARE_PERCENT.sub("%25", target), safe=_KEPT)
    return WebAddress(scheme, host, port or PORTS[scheme], encoded)


def without_credentials(typed: str) -> str:
    """An address as it may be shown: without name and password, and not too long.

    >>> without_credentials("https://ann:secret@example.org/page")
    'https://…@example.org/page'
    """
    shown = _CREDENTIALS.sub(r"\1…@", typed.strip())
    return shown if len(shown) <= SHOWN_LENGTH else f"{shown[:SHOWN_LENGTH]}…"


def is_private(address: IPv4Address | IPv6Address) -> bool:
    """Whether only machines hereabouts have this address: this one, a home, a company.

    An IPv4 address inside an IPv6 one counts as itself.

    >>> is_private(ip_address("::ffff:127.0.0.1")), is_private(ip_address("2606:4700::1"))
    (True, False)
    """
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            inner = IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_private(inner)
    return not address.is_global or address.is_multicast


def named_private(host: str) -> bool:
    """Whether a host is private by its name alone, for when only a proxy can look it up."""
    try:
        return is_private(ip_address(host))
    except ValueError:
        name = host.rstrip(".")
        return "." not in name or name.endswith((".localhost", ".local", ".internal", ".home.arpa"))


def _ascii_host(host: str, shown: str) -> str:
    """A host as the name service knows it."""
    if ":" in host:
        try:
            return str(ip_address(host))
        except ValueError as error:
            raise _refused("not an address", shown, f"check it ({error})") from error
    try:
        name = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise _refused("no such name of a site", shown, "check the address") from error
    labels = name.rstrip(".").split(".")
    if not _HOST.fullmatch(name) or not all(0 < len(each) <= _DNS_LABEL_LENGTH for each in labels):
        what = "no such name of a site" if name else "an address without a site"
        raise _refused(what, shown, "check the address")
    return name.lower()


def _refused(what: str, shown: str, remedy: str) -> SourceError:
    return SourceError(what, where=shown, remedy=remedy)

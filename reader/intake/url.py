"""One question to one server, and its answer: the only file that reaches the network.

Whatever the server does, this ends in bounded time with a bounded answer or with a plain
sentence. What to ask, and what to make of the answer, is decided elsewhere (`visiting.py`).
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import lru_cache
from http.client import HTTPException, RemoteDisconnected
from ipaddress import ip_address
from threading import Thread
from urllib.parse import urlsplit

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    IncompleteRead,
    NameResolutionError,
    NewConnectionError,
    ProtocolError,
    ReadTimeoutError,
)

from reader import __version__
from reader.errors import SourceError
from reader.intake.packed import gunzip
from reader.intake.proxies import proxy_for, proxy_headers
from reader.intake.web_addresses import WebAddress, is_private, named_private

AGENT = "synoptic-reader"  # what `robots.txt` calls this program
HEADERS = {
    "User-Agent": f"{AGENT}/{__version__} (single pages, at a person's request)",
    "Accept": "text/html,application/xhtml+xml,text/markdown,text/plain;q=0.9,*/*;q=0.1",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}
_PIECE_BYTES = 64 * 1024
_MAX_PLACES = 4  # of a site with many machines, how many are tried
_GRACE_S = 0.5  # what a thread that was cut off is given to end
_PACKINGS = {"": False, "identity": False, "gzip": True, "x-gzip": True}
_LATER = "try again later"

Judge = Callable[[int, Mapping[str, str]], None]
Connection = HTTPConnection | HTTPSConnection


@dataclass(frozen=True, slots=True)
class Limits:
    """How long one answer may take, and how much of it is read.

    Attributes:
        connect_s: until a connection stands, TLS included, for each step of it.
        read_s: between two pieces of an answer.
        total_s: from the question to the last byte: a server that drips keeps `read_s`.
        max_bytes: of a body, as it comes and unpacked.
    """

    connect_s: float = 10.0
    read_s: float = 30.0  # web archives take 20 s to their first byte
    total_s: float = 90.0
    max_bytes: int = 32 * 1024 * 1024  # as of a file


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said.

    Attributes:
        status: of HTTP.
        headers: names in lower case.
        body: unpacked; empty unless the status is 2xx.
        cut: whether the body goes on beyond the limit.
        private: whether the server has an address that only machines hereabouts have.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes = b""
    cut: bool = False
    private: bool = False


def ask(
    address: WebAddress, limits: Limits, *, judge: Judge | None = None, private: bool = False
) -> Answer:
    """What the server at `address` says.

    A cookie is neither sent nor kept, and no redirect is followed.

    Args:
        address: of the page.
        limits: of time and size.
        judge: told status and headers before the body is read; raises to leave it unread.
        private: whether the server may be one that only machines hereabouts have an address of.

    Raises:
        SourceError: no answer, a broken one, one that takes too long.
    """
    exchange = _Exchange(address, limits, judge, private=private)
    thread = Thread(target=exchange.run, name="asking", daemon=True)
    thread.start()
    try:
        thread.join(limits.total_s)
    except BaseException:  # Ctrl-C while it waits
        exchange.cut()
        raise
    if thread.is_alive():
        exchange.cut()
        thread.join(_GRACE_S)
        raise _trouble(
            f"took longer than {limits.total_s:.0f} s",
            address,
            "try again later, or save the page with a browser and add the file",
        )
    return exchange.outcome()


class _Exchange:
    """One question and its answer, in a thread: looking up a name cannot be bounded otherwise."""

    def __init__(
        self, address: WebAddress, limits: Limits, judge: Judge | None, *, private: bool
    ) -> None:
        self._address = address
        self._limits = limits
        self._judge = judge
        self._private_allowed = private
        self._socket: socket.socket | None = None
        self._answer: Answer | None = None
        self._error: BaseException | None = None

    def run(self) -> None:
        """Ask; what comes of it is kept for `outcome`."""
        try:
            self._answer = self._ask()
        except BaseException as error:  # noqa: BLE001  # raised again where it was asked for
            self._error = error

    def cut(self) -> None:
        """End the exchange from outside: what waits for the server wakes up."""
        if self._socket is not None:
            with suppress(OSError, ValueError):
                self._socket.shutdown(socket.SHUT_RDWR)

    def outcome(self) -> Answer:
        """The answer.

        Raises:
            SourceError: there is none.
        """
        if self._error is not None:
            raise explained(self._error, self._address, self._limits)
        if self._answer is None:
            raise _trouble("no answer", self._address, _LATER)
        return self._answer

    def _ask(self) -> Answer:
        proxy = proxy_for(self._address)
        private = named_private(self._address.host) if proxy else False
        places = [""] if proxy else self._places()
        if not proxy:
            private = any(is_private(ip_address(place)) for place in places)
        if private and not self._private_allowed:
            raise _trouble(
                "a public page leads to a private address: not followed",
                self._address,
                "if you know it and mean it, add that address itself",
            )
        failure: Exception | None = None
        for place in places:
            connection = _connection(self._address, place, proxy, self._limits.connect_s)
            with closing(connection):
                try:
                    connection.connect()
                except (ConnectTimeoutError, NewConnectionError) as error:
                    failure = error
                    continue
                self._socket = connection.sock
                connection.timeout = self._limits.read_s
                return self._talk(connection, proxy, private=private)
        raise failure or _trouble("no such site", self._address, "check the address")

    def _places(self) -> list[str]:
        """The addresses of the site's machines.

        They are asked by these and no others: what was found to be public cannot turn out to
        be private a moment later.
        """
        found = socket.getaddrinfo(self._address.host, self._address.port, type=socket.SOCK_STREAM)
        places = dict.fromkeys(str(each[4][0]).partition("%")[0] for each in found)
        return list(places)[:_MAX_PLACES]

    def _talk(self, connection: Connection, proxy: str | None, *, private: bool) -> Answer:
        """Ask over a connection that stands."""
        address = self._address
        forwarded = proxy is not None and address.scheme == "http"
        headers = HEADERS | {"Host": address.authority}
        if forwarded:
            headers |= proxy_headers(proxy or "")
        connection.request(
            "GET",
            str(address) if forwarded else address.target,
            headers=headers,
            preload_content=False,
            decode_content=False,
        )
        response = connection.getresponse()
        with closing(response):
            named = {name.lower(): _readable(value) for name, value in response.headers.items()}
            if self._judge is not None:
                self._judge(response.status, named)
            if response.status // 100 != 2:  # noqa: PLR2004  # "successful" (RFC 9110, 15.3)
                return Answer(response.status, named, private=private)
            packing = named.get("content-encoding", "").strip().lower()
            if packing not in _PACKINGS:
                raise _trouble(
                    f"packed with `{packing[:40]}`, which was not asked for",
                    address,
                    "save the page with a browser and add the file",
                )
            body = b"".join(self._pieces(response))
            cut = len(body) > self._limits.max_bytes
            if _PACKINGS[packing] and body and not cut:
                body = gunzip(body, self._limits.max_bytes)
            return Answer(response.status, named, body, cut=cut, private=private)

    def _pieces(self, response: object) -> Iterator[bytes]:
        """The body as it comes, up to a piece over the limit."""
        read = response.read  # type: ignore[attr-defined]  # an HTTPResponse, or HTTP/2's
        size = 0
        while size <= self._limits.max_bytes:
            piece: bytes = read(_PIECE_BYTES)
            if not piece:
                return
            size += len(piece)
            yield piece


def explained(error: BaseException, address: WebAddress, limits: Limits) -> BaseException:
    """What went wrong, in words that a person can act on; a bug as it is."""
    if isinstance(error, SourceError):
        return error if error.where else _trouble(error.what, address, error.remedy)
    words = next((words for kinds, *words in _WORDS if isinstance(error, kinds)), None)
    if words is None:
        return error
    cause = error.__cause__ if isinstance(error, NewConnectionError) else error
    reason = getattr(cause, "verify_message", "") or getattr(cause, "strerror", "") or str(error)
    what = words[0].format(reason=reason, limits=limits)
    return _trouble(what, address, words[1])


_CHECK = "check the address"
_ONLINE = "check the address, and that you are online"
# The first that fits; a class stands before those that it is made from.
_WORDS: tuple[tuple[tuple[type[BaseException], ...], str, str], ...] = (
    ((NameResolutionError, socket.gaierror, UnicodeError), "no such site", _ONLINE),
    (
        (ssl.SSLCertVerificationError,),
        "its certificate is not to be trusted ({reason})",
        "look at the page with a browser; save it there if you trust it",
    ),
    (
        (ssl.SSLError,),
        "no secure connection could be made (TLS)",
        "does the site have an http:// address?",
    ),
    # Before its time-out, of which urllib3 2 makes a refusal a kind.
    ((NewConnectionError,), "no connection ({reason})", _ONLINE),
    ((ConnectTimeoutError,), "no connection within {limits.connect_s:.0f} s", _LATER),
    ((ReadTimeoutError, TimeoutError), "nothing came for {limits.read_s:.0f} s", _LATER),
    ((RemoteDisconnected,), "the server closed the connection without an answer", _LATER),
    ((ProtocolError, IncompleteRead), "the page broke off before its end", _LATER),
    ((HTTPException, HTTPError), "what answers there does not speak HTTP", _CHECK),
    ((OSError,), "the connection failed ({reason})", _LATER),
)


def _connection(address: WebAddress, place: str, proxy: str | None, connect_s: float) -> Connection:
    """A connection that is not made yet, to a machine of the site or to the proxy."""
    if proxy is None:
        if address.scheme == "http":
            return HTTPConnection(place, address.port, timeout=connect_s)
        return HTTPSConnection(
            place,
            address.port,
            timeout=connect_s,
            ssl_context=_trust(),
            server_hostname=address.host,
        )
    parts = urlsplit(proxy)
    host, port = parts.hostname or "", parts.port or 80
    if address.scheme == "http":
        return HTTPConnection(host, port, timeout=connect_s)
    secure = HTTPSConnection(host, port, timeout=connect_s, ssl_context=_trust())
    secure.set_tunnel(address.host, address.port, headers=proxy_headers(proxy))
    return secure


@lru_cache(maxsize=1)
def _trust() -> ssl.SSLContext:
    """The system's certificates, or those in $SSL_CERT_FILE."""
    return ssl.create_default_context()


def _readable(value: str) -> str:
    """A header's value; the bytes of UTF-8 that servers put there come as Latin-1."""
    try:
        return value.encode("latin-1").decode()
    except UnicodeError:
        return value


def _trouble(what: str, address: WebAddress, remedy: str | None) -> SourceError:
    return SourceError(what, where=str(address), remedy=remedy)

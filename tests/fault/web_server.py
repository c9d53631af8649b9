"""A server on this machine that behaves as badly as it is told to, page by page."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Behaviour = bytes | Callable[[socket.socket], None]
WAIT_S = 5.0  # no page of it ever waits longer for anything


def page(
    body: bytes, *headers: str, status: str = "200 OK", kind: str | None = "text/html"
) -> bytes:
    """A whole and honest answer."""
    lines = [f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body)}"]
    lines += [f"Content-Type: {kind}"] if kind else []
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def redirect(target: str, status: str = "302 Found") -> bytes:
    """An answer that leads on."""
    return page(b"", f"Location: {target}", status=status)


class WebServer:
    """Pages by their path; what is not among them is 404, `/robots.txt` too.

    Attributes:
        pages: bytes that are sent, or what is done with the connection.
        asked: the first line and the headers of each question, in order.
    """

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.host = host
        self.pages: dict[str, Behaviour] = {}
        self.asked: list[str] = []
        self.stopping = threading.Event()
        self._listener = socket.create_server((host, 0))
        self._listener.settimeout(0.1)
        self._threads: list[threading.Thread] = []
        self.port = self._listener.getsockname()[1]

    @property
    def root(self) -> str:
        """The address of the server."""
        return f"http://{self.host}:{self.port}"

    @property
    def paths(self) -> list[str]:
        """What was asked for, without what asks for permission."""
        asked = [each.split(" ")[1] for each in self.asked]
        return [path for path in asked if path != "/robots.txt"]

    def serve(self) -> None:
        """Answer until it is stopped."""
        while not self.stopping.is_set():
            with suppress(TimeoutError):
                connection, _ = self._listener.accept()
                thread = threading.Thread(target=self._answer, args=[connection], daemon=True)
                thread.start()
                self._threads.append(thread)
        self._listener.close()
        for thread in self._threads:
            thread.join(WAIT_S)

    def _answer(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            connection.settimeout(WAIT_S)
            head = b""
            while b"\r\n\r\n" not in head:
                piece = connection.recv(65536)
                if not piece:
                    return
                head += piece
                if not head.startswith(b"GET "):  # TLS, or nonsense: a plain server's answer
                    connection.sendall(page(b"", status="400 Bad Request"))
                    return
            asked = head.decode("latin-1")
            self.asked.append(asked)
            path = asked.split(" ")[1]
            behaviour = self.pages.get(path, page(b"none", status="404 Not Found"))
            if isinstance(behaviour, bytes):
                connection.sendall(behaviour)
            else:
                behaviour(connection)

    def slowly(self, pieces: Iterator[bytes], pause_s: float = 0.05) -> Behaviour:
        """Send piece after piece, with a pause after each, until somebody has enough."""

        def drip(connection: socket.socket) -> None:
            for piece in pieces:
                connection.sendall(piece)
                if self.stopping.wait(pause_s):
                    return

        return drip

    def silence(self, connection: socket.socket) -> None:
        """Say nothing, and stay."""
        del connection
        self.stopping.wait(WAIT_S)


@contextmanager
def serving(host: str = "127.0.0.1") -> Iterator[WebServer]:
    """A server for as long as the block runs, at an address of the loopback."""
    server = WebServer(host)
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stopping.set()
        thread.join(WAIT_S)

"""Secure pages: a certificate that is trusted, one that is not, and one of another site."""

from __future__ import annotations

import os
import select
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from reader.errors import SourceError
from reader.intake import url
from reader.intake.url import Limits
from reader.intake.visiting import Visitor

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl")
BODY = b"<p>The council met on Monday and agreed on nothing.</p>"
QUICK = Limits(connect_s=2.0, read_s=2.0, total_s=5.0)


class Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/page":
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(BODY)
        elif self.path == "/down":
            self.send_response(301)
            self.send_header("Location", "http://localhost:1/page")
            self.end_headers()
        else:
            self.send_error(404)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


def certificate(folder: Path, name: str) -> tuple[Path, Path]:
    """A certificate of its own making for a site, and its key; both are gone with the test."""
    made, key = folder / f"{name}.crt", folder / f"{name}.key"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    command += ["-keyout", str(key), "-out", str(made), "-subj", f"/CN={name}"]
    command += ["-addext", f"subjectAltName=DNS:{name}"]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    return made, key


@contextmanager
def secure(made: Path, key: Path) -> Iterator[str]:
    """A secure server on the loopback."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # who hangs up is meant to
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"https://localhost:{server.server_port}"
    finally:
        server.shutdown()
        thread.join(5)
        server.server_close()


@contextmanager
def tunnelling(asked: list[str]) -> Iterator[str]:
    """A proxy on the loopback that digs one tunnel after the other."""
    listener = socket.create_server(("127.0.0.1", 0))

    def dig() -> None:
        while True:
            try:
                near, _ = listener.accept()
            except OSError:  # closed: the test is over
                return
            with near, suppress(OSError):  # either side may hang up
                near.settimeout(5)
                head = b""
                while not head.endswith(b"\r\n\r\n"):
                    head += near.recv(4096)
                asked.append(head.decode())
                port = int(head.split(b" ")[1].rpartition(b":")[2])
                with socket.create_connection(("127.0.0.1", port), timeout=5) as far:
                    near.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
                    relay(near, far)

    thread = threading.Thread(target=dig, daemon=True)
    thread.start()
    try:
        yield f"127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(5)


def relay(near: socket.socket, far: socket.socket) -> None:
    """Carry bytes both ways until one side has ended."""
    while True:
        ready, _, _ = select.select([near, far], [], [], 5)
        for each in ready:
            data = each.recv(65536)
            if not data:
                return
            (far if each is near else near).sendall(data)
        if not ready:
            return


@pytest.fixture
def trusting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A file of certificates that are trusted, and an environment without proxies."""
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
    trusted = tmp_path / "trusted.pem"
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    trust = url._trust
    trust.cache_clear()
    yield trusted
    trust.cache_clear()


def test_a_secure_page_needs_a_certificate_of_its_site_that_is_trusted(
    tmp_path: Path, trusting: Path
) -> None:
    ours, theirs = certificate(tmp_path, "localhost"), certificate(tmp_path, "other.example")
    trusting.write_bytes(theirs[0].read_bytes())
    with secure(*ours) as root:
        with pytest.raises(SourceError, match=r"not to be trusted \(self.signed certificate\)"):
            Visitor(QUICK).fetch(f"{root}/page")
        trusting.write_bytes(ours[0].read_bytes() + theirs[0].read_bytes())
        url._trust.cache_clear()
        assert Visitor(QUICK).fetch(f"{root}/page").content == BODY
        with pytest.raises(SourceError, match="from a secure page to an open one") as caught:
            Visitor(QUICK).fetch(f"{root}/down")
        assert "reader add http://localhost:1/page" in (caught.value.remedy or "")
        with pytest.raises(SourceError, match=r"without an answer|does not speak HTTP|failed"):
            Visitor(QUICK).fetch(f"http{root.removeprefix('https')}/page")
    with secure(*theirs) as root, pytest.raises(SourceError, match="Hostname mismatch"):
        Visitor(QUICK).fetch(f"{root}/page")


def test_a_secure_page_comes_through_the_tunnel_of_a_proxy(
    tmp_path: Path, trusting: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = certificate(tmp_path, "localhost"), certificate(tmp_path, "other.example")
    trusting.write_bytes(ours[0].read_bytes() + theirs[0].read_bytes())
    asked: list[str] = []
    with secure(*ours) as root, secure(*theirs) as other, tunnelling(asked) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", f"ann:secret@{proxy}")
        assert Visitor(QUICK).fetch(f"{root}/page").content == BODY
        assert len(asked) == 2
        for each in asked:
            assert each.startswith(f"CONNECT {root.removeprefix('https://')} ")
            assert "Proxy-Authorization: Basic " in each
        with pytest.raises(SourceError, match="Hostname mismatch"):
            Visitor(QUICK).fetch(f"{other}/page")

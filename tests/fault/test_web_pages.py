"""Pages from servers that misbehave: an article or a plain sentence, and always within seconds."""

from __future__ import annotations

import gzip
import itertools
import socket
import threading
import time

import pytest

from reader.errors import SourceError
from reader.model.article import MediaType
from tests.fault.web_server import WebServer, page, redirect
from tests.fault.web_visits import MOST_S, PAGE, fetch, refusal, visitor


def test_a_page_comes_in_with_its_address_and_its_time(server: WebServer) -> None:
    raw = fetch(server, page(PAGE.encode(), kind="text/html; charset=utf-8"))
    assert raw.text == PAGE
    assert raw.media_type is MediaType.HTML
    assert raw.name == raw.hints["url"] == f"{server.root}/page"
    assert raw.hints["scraped"].endswith("Z")
    assert (raw.path, raw.repairs, raw.hinted_by) == (None, (), "fetched")


def test_it_says_who_asks_and_keeps_no_cookie(server: WebServer) -> None:
    server.pages["/first"] = page(PAGE.encode(), "Set-Cookie: id=1", "Set-Cookie: b=2; Path=/")
    server.pages["/second"] = page(PAGE.encode())
    one = visitor()
    for path in ("/first", "/second"):
        one.fetch(server.root + path)
    assert all("User-Agent: synoptic-reader/" in asked for asked in server.asked)
    assert all(f"Host: 127.0.0.1:{server.port}\r\n" in asked for asked in server.asked)
    assert not any("cookie" in asked.lower() for asked in server.asked)
    assert len([asked for asked in server.asked if "GET /robots.txt" in asked]) == 1


# -- time -------------------------------------------------------------------------------------


def test_a_server_that_never_answers_is_left(server: WebServer) -> None:
    assert "nothing came" in refusal(server, server.silence).what


def test_a_server_that_drips_is_left_when_its_time_is_up(server: WebServer) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n"
    drip = server.slowly(itertools.chain([head], itertools.repeat(b"a")), 0.1)
    assert "took longer" in refusal(server, drip).what


def test_a_server_that_drips_its_headers_is_left_too(server: WebServer) -> None:
    drip = server.slowly(itertools.chain([b"HTTP/1.1 200 OK\r\nX: "], itertools.repeat(b"a")), 0.1)
    assert "took longer" in refusal(server, drip).what


def test_nothing_goes_on_in_the_background_after_a_page_was_left(server: WebServer) -> None:
    refusal(server, server.slowly(itertools.repeat(b"a"), 0.05))
    for _ in range(40):
        if not [each for each in threading.enumerate() if each.name == "asking"]:
            return
        time.sleep(0.05)
    pytest.fail("a thread still asks")


# -- size -------------------------------------------------------------------------------------


def test_a_body_without_end_is_left_at_the_limit(server: WebServer) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    flood = server.slowly(itertools.chain([head], itertools.repeat(b"a" * 65536)), 0.0)
    assert "too large" in refusal(server, flood).what


def test_a_body_that_says_it_is_too_large_is_not_read(server: WebServer) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99999999999\r\n\r\n"
    assert "too large" in refusal(server, head).what


def test_a_packed_page_is_unpacked(server: WebServer) -> None:
    raw = fetch(server, page(gzip.compress(PAGE.encode()), "Content-Encoding: gzip"))
    assert raw.text == PAGE


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (gzip.compress(b"a" * 900_000) + gzip.compress(b"b" * 900_000), "over 200 times"),
        (gzip.compress(gzip.compress(b"a" * 30_000_000)), "over 200 times"),
        (gzip.compress(PAGE.encode())[:-30], "cut off"),
        (b"\x1f\x8b\x08\x00 this is no gzip at all", "damaged"),
        (b"this is no gzip at all", "damaged"),
    ],
    ids=["bomb", "twice", "cut", "broken", "not"],
)
def test_a_packed_page_that_is_none_is_refused(server: WebServer, body: bytes, says: str) -> None:
    assert says in refusal(server, page(body, "Content-Encoding: gzip")).what


def test_a_packing_that_was_not_asked_for_is_refused(server: WebServer) -> None:
    assert "`br`" in refusal(server, page(b"\x0b\x02\x80abc", "Content-Encoding: br")).what


def test_headers_without_end_are_refused(server: WebServer) -> None:
    many = b"".join(b"X-%d: %s\r\n" % (each, b"a" * 60) for each in range(2_000))
    long = b"X: " + b"a" * 200_000 + b"\r\n"
    for headers in (many, long):
        answer = b"HTTP/1.1 200 OK\r\n" + headers + b"\r\nbody"
        assert "does not speak HTTP" in refusal(server, answer).what


# -- broken answers ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\nab",
            "broke off",
        ),
        (
            (
                b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
                b"400\r\nabc"
            ),
            "broke off",
        ),
        (
            (
                b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
                b"zz\r\nabc\r\n0\r\n\r\n"
            ),
            "broke off",
        ),
        (b"<html><p>an answer of 1991, without any head</p></html>", "does not speak HTTP"),
        (b"\x00\x01\x02\x03\xff\xfe garbage \r\n\r\n", "does not speak HTTP"),
        (b"HTTP/1.1 abc def\r\n\r\n", "does not speak HTTP"),
        (b"", "without an answer"),
        (page(b""), "empty"),
        (page(b"", status="204 No Content"), "no page (204)"),
        (page(b" \n\t \n"), "empty"),
        (page(b"a\x00b\x01\x02" * 500), "control characters"),
    ],
    ids=[
        *("length", "chunk", "chunk-size", "http-0.9", "garbage", "status", "closed"),
        *("empty", "204", "blank", "nul"),
    ],
)
def test_a_broken_answer_is_refused(server: WebServer, answer: bytes, says: str) -> None:
    assert says in refusal(server, answer).what


def test_a_page_longer_than_it_says_ends_where_it_says(server: WebServer) -> None:
    body = PAGE.encode()
    answer = page(body) + b"and something that belongs to no page"
    assert fetch(server, answer).content == body


def test_tls_on_a_plain_port_is_said(server: WebServer) -> None:
    began = time.monotonic()
    with pytest.raises(SourceError, match="TLS") as caught:
        visitor().fetch(f"https://127.0.0.1:{server.port}/page")
    assert time.monotonic() - began < MOST_S
    assert "http://" in (caught.value.remedy or "")


def test_nobody_at_home_is_said() -> None:
    with pytest.raises(SourceError, match="no connection"):
        visitor().fetch("http://127.0.0.1:1/page")


def test_a_name_that_nobody_knows_and_one_that_is_never_looked_up_are_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(SourceError, match=r"no such site: http://nowhere\.invalid/page"):
        visitor().fetch("http://nowhere.invalid/page")
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: time.sleep(2.5))
    began = time.monotonic()
    with pytest.raises(SourceError, match="took longer"):
        visitor().fetch("http://nowhere.invalid/page")
    assert time.monotonic() - began < 2.4


# -- redirects --------------------------------------------------------------------------------


def test_a_redirect_is_followed_and_its_end_is_the_address(server: WebServer) -> None:
    server.pages |= {
        "/old": redirect("new/page?q=é#part"),
        "/new/page?q=%C3%A9": page(PAGE.encode()),
    }
    raw = visitor().fetch(f"{server.root}/old")
    assert raw.hints["url"] == f"{server.root}/new/page?q=%C3%A9"


def test_redirects_in_a_circle_end(server: WebServer) -> None:
    server.pages["/other"] = redirect("/page")
    assert "circle" in refusal(server, redirect("/other")).what
    assert server.paths == ["/page", "/other"]


def test_redirects_without_end_end(server: WebServer) -> None:
    server.pages |= {f"/{each}": redirect(f"/{each + 1}") for each in range(30)}
    assert "more than 10 redirects" in refusal(server, redirect("/0")).what
    assert len(server.paths) == 11


@pytest.mark.parametrize(
    "target",
    [
        *("file:///etc/passwd", "ftp://127.0.0.1/page", "data:text/html,<p>x", "javascript:x()"),
        *("http://ann:secret@127.0.0.1/page", "http://[::1", "https:///x", "http://a\x01b/"),
    ],
)
def test_a_redirect_out_of_the_web_is_not_followed(server: WebServer, target: str) -> None:
    error = refusal(server, redirect(target))
    assert "redirects to what is not fetched" in error.what
    assert "secret" not in f"{error} {error.remedy}"


def test_a_redirect_without_a_target_is_said(server: WebServer) -> None:
    assert "nowhere" in refusal(server, page(b"", status="302 Found")).what


def test_a_page_that_leads_on_by_itself_is_not_followed_but_said(server: WebServer) -> None:
    body = f'<meta http-equiv="refresh" content="0; url=/other">{PAGE}'.encode()
    raw = fetch(server, page(body))
    assert raw.repairs == (
        f"the page leads on to {server.root}/other by itself, which is not followed",
    )
    assert server.paths == ["/page"]

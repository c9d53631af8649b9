"""What a page is, what its server says, what its site asks for, and who is asked at all."""

from __future__ import annotations

import itertools
import os
import signal
import ssl
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reader.errors import SourceError
from reader.intake import url
from reader.intake.visiting import Visitor
from reader.intake.web_addresses import parse_address
from reader.model.article import MediaType
from tests.fault.web_server import WebServer, page, redirect, serving
from tests.fault.web_visits import MOST_S, PAGE, QUICK, SENTENCE, fetch, refusal, visitor

RUSSIAN = "В субботу в порту упал кран, и единственный вход в гавань оказался закрыт для судов. "


# -- what it is -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("application/pdf", "a PDF"),
        ("image/png", "a picture"),
        ("application/json; charset=utf-8", "JSON"),
        ("video/mp4", "a film"),
        ("application/rss+xml", "a feed"),
        ("application/x-odd", "`application/x-odd`"),
    ],
)
def test_what_is_no_page_is_refused_unread(server: WebServer, kind: str, says: str) -> None:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode()
    endless = server.slowly(itertools.chain([head], itertools.repeat(b"%PDF-1.7 ")), 0.01)
    began = time.monotonic()
    assert says in refusal(server, endless).what
    assert time.monotonic() - began < QUICK.total_s


def test_a_pdf_that_calls_itself_a_page_is_refused(server: WebServer) -> None:
    assert "a PDF" in refusal(server, page(b"%PDF-1.7 " + b"words " * 99)).what


@pytest.mark.parametrize(
    ("kind", "path", "media"),
    [
        ("application/xhtml+xml", "/a", MediaType.HTML),
        ("text/markdown; charset=UTF-8", "/a", MediaType.MARKDOWN),
        ("text/plain", "/README.md?raw=1", MediaType.MARKDOWN),
        ("text/plain", "/a.txt", MediaType.TEXT),
        ("application/octet-stream", "/a.html", MediaType.HTML),
        (None, "/a", MediaType.TEXT),
        ("nonsense", "/a", MediaType.TEXT),
    ],
)
def test_what_it_is_is_told_by_the_server_or_by_its_name(
    server: WebServer, kind: str | None, path: str, media: MediaType
) -> None:
    assert fetch(server, page(SENTENCE.encode(), kind=kind), path).media_type is media


def test_a_person_may_insist(server: WebServer) -> None:
    server.pages["/page"] = page(PAGE.encode(), kind="application/json")
    raw = visitor().fetch(f"{server.root}/page", form=MediaType.TEXT, name="mine")
    assert (raw.media_type, raw.name, raw.text) == (MediaType.TEXT, "mine", PAGE)


# -- encodings: byte order mark, header, declaration inside, guess -----------------------------


@pytest.mark.parametrize(
    ("charset", "meta", "encoding"),
    [
        (None, "", "cp1251"),
        ("windows-1251", "", "cp1251"),
        ("utf-8", "windows-1251", "cp1251"),
        ("iso-8859-1", "", "utf-8"),
        ("nonsense-9", "", "utf-8"),
        ("koi8-r", "", "koi8-r"),
        ("windows-1252", "", "utf-16"),
    ],
)
def test_the_charset_is_found(
    server: WebServer, charset: str | None, meta: str, encoding: str
) -> None:
    text = f'<meta charset="{meta}"><p>{RUSSIAN * 4}</p>' if meta else f"<p>{RUSSIAN * 4}</p>"
    kind = f"text/html; charset={charset}" if charset else "text/html"
    assert fetch(server, page(text.encode(encoding), kind=kind)).text == text


# -- what it says -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "says"),
    [
        ("401 Unauthorized", "behind a login"),
        ("402 Payment Required", "paid"),
        ("403 Forbidden", "refuses the page to programs"),
        ("404 Not Found", "no such page"),
        ("410 Gone", "taken down"),
        ("418 Teapot", "refuses the page (418)"),
        ("429 Too Many", "too often"),
        ("451 Unavailable", "legal reasons"),
        ("500 Oops", "a fault of its own"),
        ("503 Later", "no time"),
        ("206 Partial Content", "a part"),
        ("399 Odd", "leads nowhere"),
    ],
)
def test_a_status_is_said_in_words(server: WebServer, status: str, says: str) -> None:
    assert says in refusal(server, page(PAGE.encode(), status=status)).what


def test_a_server_that_asks_for_patience_gets_it_once(server: WebServer) -> None:
    answers = [page(b"", "Retry-After: 3", status="429 Too Many"), page(PAGE.encode())]
    server.pages["/page"] = lambda connection: connection.sendall(answers.pop(0))
    waits: list[float] = []
    told: list[str] = []
    patient = Visitor(QUICK, sleep=waits.append, tell=told.append)
    assert patient.fetch(f"{server.root}/page").text == PAGE
    assert waits == [3.0]
    assert told == ["waiting 3 s, as 127.0.0.1 asks for"]


def test_a_server_that_asks_for_too_much_patience_is_left(server: WebServer) -> None:
    error = refusal(server, page(b"", "Retry-After: 3600", status="503 Later"))
    assert "3,600 s" in error.what
    assert "60 minutes" in (error.remedy or "")


# -- robots.txt -------------------------------------------------------------------------------


def test_what_a_site_asks_to_leave_is_left_unless_a_person_insists(server: WebServer) -> None:
    server.pages["/robots.txt"] = page(b"User-agent: *\nDisallow: /pa", kind="text/plain")
    error = refusal(server, page(PAGE.encode()))
    assert "robots.txt" in error.what
    assert "--ignore-robots" in (error.remedy or "")
    assert server.paths == []
    raw = Visitor(QUICK, ignore_robots=True).fetch(f"{server.root}/page")
    assert raw.text == PAGE


def test_a_redirect_does_not_lead_round_robots_txt(server: WebServer) -> None:
    server.pages["/robots.txt"] = page(b"User-agent: synoptic-reader\nDisallow: /hidden")
    server.pages["/hidden"] = page(PAGE.encode())
    assert "robots.txt" in refusal(server, redirect("/hidden")).what
    assert server.paths == ["/page"]


@pytest.mark.parametrize("status", ["500 Oops", "503 Later", "429 Too Many"])
def test_a_site_whose_robots_txt_has_a_fault_is_left(server: WebServer, status: str) -> None:
    server.pages["/robots.txt"] = page(b"", status=status)
    assert "robots.txt has a fault" in refusal(server, page(PAGE.encode())).what


@pytest.mark.parametrize(
    "robots",
    [
        page(b"", status="403 Forbidden"),
        page(b"\xff\xfe\x00 not a rule" * 999, kind="image/png"),
        page(b"<html>not found, though it says 200</html>"),
        redirect("/robots.txt"),
        redirect("file:///etc/robots"),
        page(b"User-agent: other\nDisallow: /"),
    ],
    ids=["403", "binary", "page", "circle", "file", "other"],
)
def test_a_site_without_rules_may_be_read(server: WebServer, robots: bytes) -> None:
    server.pages["/robots.txt"] = robots
    assert fetch(server, page(PAGE.encode())).text == PAGE


def test_a_robots_txt_that_never_comes_costs_its_time_once(server: WebServer) -> None:
    server.pages |= {"/robots.txt": server.silence, "/page": page(PAGE.encode())}
    one = visitor()
    began = time.monotonic()
    for _ in range(5):
        with pytest.raises(SourceError, match=r"nothing came.*/page"):
            one.fetch(f"{server.root}/page")
    assert time.monotonic() - began < MOST_S
    assert server.paths == []


def test_pages_of_one_site_have_a_pause_between_them(server: WebServer) -> None:
    server.pages |= {"/robots.txt": page(b"User-agent: *\nCrawl-delay: 7"), "/page": page(b"<p>x")}
    waits: list[float] = []
    one = Visitor(QUICK, sleep=waits.append)
    for _ in range(3):
        one.fetch(f"{server.root}/page")
    assert len(waits) == 2
    assert all(6 < wait <= 7 for wait in waits)


# -- who is asked -----------------------------------------------------------------------------


def test_a_public_page_does_not_lead_to_a_private_one(
    server: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(url, "is_private", lambda place: str(place) == "127.0.0.1")
    server.pages["/secret"] = page(PAGE.encode())
    with serving("127.0.0.2") as public:
        public.pages["/page"] = redirect(f"{server.root}/secret")
        public.pages["/there"] = page(PAGE.encode())
        with pytest.raises(SourceError, match="private address: not followed") as caught:
            visitor().fetch(f"{public.root}/page")
        assert server.root in (caught.value.where or "")
        assert server.asked == []
        assert visitor().fetch(f"{server.root}/secret").text == PAGE
        server.pages["/out"] = redirect(f"{public.root}/there")
        assert visitor().fetch(f"{server.root}/out").hints["url"] == f"{public.root}/there"
        public.pages["/robots.txt"] = redirect(f"{server.root}/robots.txt")
        server.asked.clear()
        with pytest.raises(SourceError, match="private address"):
            visitor().fetch(f"{public.root}/there")
        assert server.asked == []


def test_the_proxy_of_the_environment_is_asked(
    server: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://ann:se%20cret@127.0.0.1:{server.port}")
    monkeypatch.delenv("REQUEST_METHOD", raising=False)
    server.pages["http://news.example/page"] = page(PAGE.encode())
    assert visitor().fetch("http://news.example/page").text == PAGE
    assert all("Proxy-Authorization: Basic YW5uOnNlIGNyZXQ=" in each for each in server.asked)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    server.pages["/page"] = page(PAGE.encode())
    server.asked.clear()
    assert visitor().fetch(f"{server.root}/page").text == PAGE
    assert not any("Proxy-Authorization" in each for each in server.asked)


def test_a_proxy_that_refuses_or_cannot_be_used_is_said(
    server: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", f"http://ann:secret@127.0.0.1:{server.port}")
    with pytest.raises(SourceError, match=r"Tunnel connection failed: 400") as caught:
        visitor().fetch("https://news.example/page")
    assert "secret" not in f"{caught.value} {caught.value.remedy}"
    monkeypatch.setenv("HTTPS_PROXY", "socks5://ann:secret@127.0.0.1:1")
    with pytest.raises(SourceError, match=r"proxy.*cannot be used") as caught:
        visitor().fetch("https://news.example/page")
    assert "$HTTPS_PROXY" in (caught.value.remedy or "")
    assert "secret" not in f"{caught.value} {caught.value.remedy}"


def test_a_page_through_a_proxy_does_not_lead_to_a_private_one(
    server: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", server.root)
    server.pages["http://news.example/page"] = redirect("http://192.168.0.1/secret")
    with pytest.raises(SourceError, match="private address"):
        visitor().fetch("http://news.example/page")


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (ssl.SSLCertVerificationError("x"), "certificate is not to be trusted"),
        (ssl.SSLError("x"), "TLS"),
        (OSError(113, "No route to host"), "No route to host"),
    ],
)
def test_what_goes_wrong_below_is_said_in_words(error: Exception, says: str) -> None:
    address = parse_address("https://news.example/")
    said = url.explained(error, address, QUICK)
    assert isinstance(said, SourceError)
    assert says in said.what
    assert url.explained(bug := ZeroDivisionError(), address, QUICK) is bug


def test_a_stop_by_hand_tells_what_came_so_far(server: WebServer, tmp_path: Path) -> None:
    server.pages |= {"/page": page(PAGE.encode()), "/silent": server.silence}
    command = [sys.executable, "-m", "reader", "--desk", str(tmp_path / "desk")]
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root), "NO_PROXY": "127.0.0.1"}
    subprocess.run(
        [*command[:3], "init", str(tmp_path / "desk")], env=environment, check=True, timeout=60
    )
    urls = [f"{server.root}/page", f"{server.root}/silent", f"{server.root}/never"]
    with subprocess.Popen(
        [*command, "add", *urls],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as adding:
        for _ in range(200):
            if "/silent" in server.paths:
                break
            time.sleep(0.05)
        adding.send_signal(signal.SIGINT)
        out, err = adding.communicate(timeout=20)
    assert adding.returncode == 130
    assert out.startswith("added ")
    assert len(out.splitlines()) == 1
    assert "stopped" in err
    assert "Traceback" not in err
    assert "/never" not in server.paths

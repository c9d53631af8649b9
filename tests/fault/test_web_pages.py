"""Pages from servers that misbehave: an article or a plain sentence, and always within seconds."""

from __future__ import annotations

import gzip
import itertools
import os
import signal
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.errors import SourceError
from reader.intake import url
from reader.intake.url import Limits
from reader.intake.visiting import Visitor
from reader.intake.web_addresses import parse_address
from reader.model.article import MediaType, RawArticle
from tests.fault.web_server import Behaviour, WebServer, page, redirect, serving

SENTENCE = "The council of the town said on Monday that it would not pay for the bridge. "
PAGE = f"<html><head><title>The bridge</title></head><body><p>{SENTENCE * 3}</p></body></html>"
RUSSIAN = "В субботу в порту упал кран, и единственный вход в гавань оказался закрыт для судов. "
QUICK = Limits(connect_s=1.0, read_s=0.6, total_s=1.5, max_bytes=3_000_000)
MOST_S = 4.0  # what any page here may take, on a busy machine


@pytest.fixture(scope="module")
def shared() -> Iterator[WebServer]:
    with serving() as running:
        yield running


@pytest.fixture
def server(shared: WebServer, monkeypatch: pytest.MonkeyPatch) -> WebServer:
    """A server without pages, and an environment without proxies."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    shared.pages.clear()
    shared.asked.clear()
    return shared


def visitor(**options: bool) -> Visitor:
    return Visitor(QUICK, pause_s=0.0, **options)  # type: ignore[arg-type]  # ignore_robots alone


def fetch(server: WebServer, behaviour: Behaviour, path: str = "/page") -> RawArticle:
    server.pages[path] = behaviour
    return visitor().fetch(server.root + path)


def refusal(server: WebServer, behaviour: Behaviour, path: str = "/page") -> SourceError:
    began = time.monotonic()
    with pytest.raises(SourceError) as caught:
        fetch(server, behaviour, path)
    assert time.monotonic() - began < MOST_S
    assert caught.value.remedy
    assert server.root in (caught.value.where or "")
    return caught.value


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


def test_nobody_at_home_and_no_such_site_are_said(server: WebServer) -> None:
    del server
    with pytest.raises(SourceError, match="no connection"):
        visitor().fetch("http://127.0.0.1:1/page")
    with pytest.raises(SourceError, match=r"no such site: http://nowhere\.invalid/page"):
        visitor().fetch("http://nowhere.invalid/page")


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
        *("http://ann:secret@127.0.0.1/page", "http://[::1", "http:///x", "http://a\x01b/"),
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
    with pytest.raises(SourceError, match=r"proxy.*cannot be used: \$HTTPS_PROXY"):
        visitor().fetch("https://news.example/page")


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

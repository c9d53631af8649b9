from __future__ import annotations

from ipaddress import ip_address

import pytest

from reader.errors import SourceError
from reader.intake.web_addresses import (
    is_address,
    is_private,
    named_private,
    parse_address,
    without_credentials,
)


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [
        ("https://example.org", "https://example.org/"),
        ("  https://example.org/a  ", "https://example.org/a"),
        ("<https://example.org/a>", "https://example.org/a"),
        ("HTTPS://EXAMPLE.ORG:443/A", "https://example.org/A"),
        ("http://example.org:8080/a", "http://example.org:8080/a"),
        ("https://example.org/a#part?x", "https://example.org/a"),
        ("https://example.org?q=1", "https://example.org/?q=1"),
        ("https://example.org/a b/ü?q=ü x", "https://example.org/a%20b/%C3%BC?q=%C3%BC%20x"),
        ("https://example.org/%C3%BC/50%", "https://example.org/%C3%BC/50%25"),
        ("https://münchen.example/", "https://xn--mnchen-3ya.example/"),
        ("https://пример.example/", "https://xn--e1afmkfd.example/"),
        ("https://example.org./a", "https://example.org./a"),
        ("http://[2001:DB8::1]:81/", "http://[2001:db8::1]:81/"),
        ("https://example.org/a/../b/./c", "https://example.org/a/../b/./c"),
        ('https://example.org/"<>', "https://example.org/%22%3C%3E"),
    ],
)
def test_an_address_is_tidied(typed: str, tidy: str) -> None:
    address = parse_address(typed)
    assert str(address) == tidy
    assert str(parse_address(tidy)) == tidy


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("https://ann:secret@example.org/", "name or password"),
        ("https://ann@example.org/", "name or password"),
        ("ftp://example.org/", "not `ftp:`"),
        ("file:///etc/passwd", "not `file:`"),
        ("data:text/html,x", "not `data:`"),
        ("https://", "without a site"),
        ("https:///path", "without a site"),
        ("http:example.org", "without a site"),
        ("https://exa mple.org/", "no such name"),
        ("https://example..org/", "no such name"),
        (f"https://{'a' * 64}.org/", "no such name"),
        (f"https://{'ü' * 64}.org/", "no such name"),
        ("https://-/", "no such name"),
        ("https://example.org:99999/", "not an address"),
        ("https://example.org:port/", "not an address"),
        ("https://example.org:0/", "no such port"),
        ("https://[::1/", "not an address"),
        ("https://[nonsense]/", "not an address"),
        ("https://exam\nple.org/", "control characters"),
        ("https://example.org/\x00", "control characters"),
        ("https://example.org/caf\udce9", "control characters"),
        ("https://example.org/\u202egpj", "control characters"),
        ("https://example.org/" + "a" * 8_000, "8,020 characters"),
    ],
)
def test_what_is_no_address_is_refused_and_no_password_is_shown(typed: str, says: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse_address(typed)
    assert says in caught.value.what
    assert "secret" not in f"{caught.value} {caught.value.remedy}"
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("/b", "https://example.org/b"),
        ("b?x=1", "https://example.org/a/b?x=1"),
        ("?x=1", "https://example.org/a/page?x=1"),
        ("../b", "https://example.org/b"),
        ("//example.com/b", "https://example.com/b"),
        ("http://example.com", "http://example.com/"),
    ],
)
def test_a_redirect_is_read_from_where_it_stands(target: str, found: str) -> None:
    assert str(parse_address(target, parse_address("https://example.org/a/page"))) == found


@pytest.mark.parametrize(
    "word", ["http://x", " HTTPS://x", "ftp://x", "file:///x", "data:text/html,x", "http:x"]
)
def test_an_address_is_told_from_a_file(word: str) -> None:
    assert is_address(word)


@pytest.mark.parametrize("word", ["page.html", "a/http://x", "C:/x", "a:b.txt", "-", "12:30 news"])
def test_a_file_is_told_from_an_address(word: str) -> None:
    assert not is_address(word)


def test_a_password_is_taken_out_of_what_is_shown() -> None:
    for typed in ("https://a:secret@x/y", "//a:secret@x", "ftp://secret@x", "http://a:sec@ret@x/"):
        assert "sec" not in without_credentials(typed)
    assert without_credentials("https://x/a@b") == "https://x/a@b"


@pytest.mark.parametrize(
    ("place", "private"),
    [
        *[(each, True) for each in ("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1")],
        *[(each, True) for each in ("169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1")],
        *[(each, True) for each in ("::1", "fe80::1", "fd00::1", "::ffff:10.0.0.1")],
        *[(each, True) for each in ("2002:7f00:1::", "64:ff9b::a00:1", "ff02::1", "::")],
        *[(each, False) for each in ("1.1.1.1", "2606:4700::1111", "64:ff9b::101:101")],
    ],
)
def test_private_addresses_are_known_in_every_disguise(place: str, private: bool) -> None:
    assert is_private(ip_address(place)) is private


def test_some_sites_are_private_by_their_name() -> None:
    named = ["localhost", "printer", "a.local", "a.internal", "127.0.0.1", "x.localhost."]
    assert all(named_private(name) for name in named)
    assert not any(named_private(name) for name in ("example.org", "1.1.1.1", "local.example"))

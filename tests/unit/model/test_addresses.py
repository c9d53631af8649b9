from __future__ import annotations

import pytest

from reader.model.addresses import same_page

PAGE = "https://example.org/news/dam"


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/news/dam",
        "https://www.example.org/news/dam/",
        "HTTPS://EXAMPLE.ORG/news/dam",
        "https://example.org:443/news/dam",
        "https://example.org/news/dam#comments",
        "https://example.org/news/dam?utm_source=x&UTM_Medium=y&fbclid=1",
        "https://example.org/news/dam/amp",
        "https://amp.example.org/news/dam?amp=1",
        "https://example.org/news/dam?outputType=amp",
    ],
)
def test_addresses_of_one_page(address: str) -> None:
    assert same_page(address) == same_page(PAGE)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/news/Dam",
        "https://example.com/news/dam",
        "https://m.example.org/news/dam",
        "https://example.org/news/dam?id=2",
        "https://example.org/news/dam/2",
        "https://example.org:8080/news/dam",
        "https://example.org/news/camp",
    ],
)
def test_addresses_of_other_pages(address: str) -> None:
    assert same_page(address) != same_page(PAGE)


@pytest.mark.parametrize("text", ["", "dam.html", "file:///dam", "https://", "http://[::1", "x y"])
def test_what_is_no_address(text: str) -> None:
    assert same_page(text) is None


def test_the_order_of_parameters_does_not_matter() -> None:
    assert same_page(f"{PAGE}?b=2&a=1") == same_page(f"{PAGE}?a=1&b=2")

"""The page of the synopsis: whole by itself, harmless, with headings and addresses that lead."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from reader.exchange.synopsis_html import page
from reader.exchange.synopsis_style import DARK, LIGHT
from reader.model.article import ArticleSummary
from reader.model.link import Contrast, ContrastKind, Event, LinkEnd
from reader.model.synopsis import MatrixRow, Synopsis
from reader.model.text import Span

NASTY = "</style><script>alert('1')</script>\"'&<img src=//x.example onerror=y>\u202e\x1b[31m"
VOID = frozenset({"meta", "link", "img", "br"})


class Reading(HTMLParser):
    """What a browser would find: elements with their attributes, ids, links; all closed."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(source)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, name: str) -> list[str]:
        return [value for _, attrs in self.found if (value := attrs.get(name)) is not None]


def summary(number: int, source: str) -> ArticleSummary:
    return ArticleSummary(f"a{number}", number, f"{number}.txt", None, NASTY, source, None, 9, 0)


def end(article: str, start: int, quote: str) -> LinkEnd:
    return LinkEnd(article, Span(start, start + len(quote)), quote)


def synopsis(words: str = "") -> Synopsis:
    first, second = (
        end("a1", 0, f"Twelve missing,\n they say. {words}"),
        end("a2", 5, "Nine missing."),
    )
    same = end("a3", 0, "Nine missing.")
    figures = Contrast(
        ContrastKind.QUANTITY, f"missing{words}", end("a1", 0, "Twelve"), end("a2", 5, "Nine"),
        first, second,
    )  # fmt: skip
    row = MatrixRow(
        Event("e", f"The flood{words}", (first, second, same), "2021-03-12", words),
        {"a1": (first,), "a2": (second,), "a3": (same,)},
        (figures,),
        (("a1",), ("a2", "a3")),
    )
    alone = {"a4": (end("a4", 3, f"Sheep drowned.{words}"),)}
    articles = tuple(summary(n, f"Paper {n}{words}") for n in range(1, 5))
    return Synopsis(articles, (row,), alone, {"a2": (f"Wire{words}",)})


def test_a_page_says_who_tells_what_who_is_silent_and_what_disagrees() -> None:
    source = "".join(page(synopsis(), "Oldbridge"))
    for words in (
        "4 sources · 1 event",
        "2 of 3 independent sources",
        "= same text as 3 Paper 3",
        "credits Wire",
        "silent here",
        "≠ 1 disagrees",
        '<mark><a href="#d1-1">Twelve</a></mark> missing, they say.',
        "What only one source says",
        "Sheep drowned.",
        "2021-03-12",
    ):
        assert words in source
    assert source == "".join(page(synopsis(), "Oldbridge"))
    assert source.encode().decode() == source


def test_hostile_words_stay_words_and_nothing_is_asked_for_outside() -> None:
    source = "".join(page(synopsis(NASTY), NASTY))
    read = Reading(source)
    tags = {tag for tag, _ in read.found}
    assert not tags & {"script", "img", "link", "iframe", "object", "base", "form", "svg"}
    assert not any(name.startswith("on") for _, attrs in read.found for name in attrs)
    assert all(each.startswith("#") for each in read.all("href"))
    assert not read.all("src")
    assert not re.search(r"url\(|@import|https?:", source.partition("<body>")[0])
    assert source.count("</style>") == 1
    assert not re.search("[\u202e\x1b]", source)


def test_every_address_is_given_once_and_every_link_leads_somewhere() -> None:
    read = Reading("".join(page(synopsis(), "")))
    ids = read.all("id")
    assert len(ids) == len(set(ids))
    assert {each[1:] for each in read.all("href")} <= set(ids)
    heads = [(tag, attrs.get("scope")) for tag, attrs in read.found if tag == "th"]
    assert heads == [("th", "col")] * 5 + [("th", "row")]


def test_a_desk_without_events_has_a_page_too() -> None:
    source = "".join(page(Synopsis((summary(1, "One"),)), "Empty"))
    assert "No events" in source
    Reading(source)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_words_stand_out_from_their_ground(scheme: dict[str, str]) -> None:
    for words in ("text", "quiet", "accent", "alarm"):
        for ground in ("ground", "raised"):
            assert contrast(scheme[words], scheme[ground]) >= 4.5
    assert contrast(scheme["text"], scheme["figure"]) >= 4.5


def contrast(one: str, other: str) -> float:
    """By WCAG 2.2."""
    darker, lighter = sorted(map(luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

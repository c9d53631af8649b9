"""Titled cases: pages made up for one thing each, and the Markdown that must come of them.

== title
-- media: text|markdown|html        (html where it is not said)
-- hint: field = value
-- body                             only what is body, by the cleaner's own verdicts
the page
-- markdown
what comes of it, every block kept unless `body` is said
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from reader.cleaning.markdown_marks import stands
from reader.cleaning.pipeline import clean
from reader.cleaning.structure import to_markdown
from reader.intake.files import from_text
from reader.model.article import (
    Article,
    BlockVerdict,
    Category,
    MediaType,
    Style,
    StyleKind,
)

CASES = Path(__file__).parents[2] / "cases" / "structure"
MEDIA = {"text": MediaType.TEXT, "markdown": MediaType.MARKDOWN, "html": MediaType.HTML}


@dataclass
class Case:
    title: str
    media: MediaType = MediaType.HTML
    hints: dict[str, str] = field(default_factory=dict)
    body: bool = False
    page: list[str] = field(default_factory=list)
    markdown: list[str] = field(default_factory=list)


def read_cases(path: Path) -> Iterator[Case]:
    case: Case | None = None
    part: list[str] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("== "):
            if case is not None:
                yield case
            case = Case(f"{path.stem}: {line[3:]}")
            part = case.page
        elif case is None:
            continue
        elif line.startswith("-- media: "):
            case.media = MEDIA[line.removeprefix("-- media: ")]
        elif line.startswith("-- hint: "):
            name, _, value = line.removeprefix("-- hint: ").partition(" = ")
            case.hints[name] = value
        elif line == "-- body":
            case.body = True
        elif line == "-- markdown":
            part = case.markdown
        else:
            part.append(line)
    if case is not None:
        yield case


ALL = [case for path in sorted(CASES.glob("*.txt")) for case in read_cases(path)]


def article_of(case: Case) -> Article:
    raw = from_text("\n".join(case.page).strip("\n"), "case", case.media)
    return clean(replace(raw, hints=case.hints))


def made_of(case: Case) -> str:
    article = article_of(case)
    if case.body:
        return to_markdown(article)
    return to_markdown(article, [BlockVerdict.BODY] * len(article.blocks), asides=True)


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.title)
def test_a_page_becomes_the_markdown_of_its_case(case: Case) -> None:
    assert made_of(case).strip("\n") == "\n".join(case.markdown).strip("\n")


def test_a_case_can_fail() -> None:
    case = next(read_cases(CASES / "lists.txt"))
    assert made_of(replace(case, page=["<p>other words</p>"])).split() != case.markdown


def test_a_note_and_what_calls_it_share_a_name() -> None:
    page = """<p>It rained.<sup><a href="#fn1" id="r1">1</a></sup></p><p>The end of it.</p>
    <ol><li id="fn1">All day. <a href="#r1">\u21a9</a></li></ol>"""
    article = clean(from_text(page, "a.html", MediaType.HTML))
    assert "\u21a9" not in article.text
    found = {
        (style.kind, style.target, style.span.of(article.text))
        for style in article.styles
        if style.kind in {StyleKind.FOOTNOTE, StyleKind.NOTE}
    }
    assert found == {
        (StyleKind.FOOTNOTE, "#fn1", "1"),
        (StyleKind.NOTE, "#fn1", "All day."),
    }
    assert article.blocks[-1].category is Category.FOOTNOTE


def test_a_link_to_a_place_with_words_is_no_note() -> None:
    page = '<p><a href="#part">The second part</a> is long.</p><h2 id="part">Part two</h2>'
    article = clean(from_text(page, "a.html", MediaType.HTML))
    assert [(style.kind, style.target) for style in article.styles] == [(StyleKind.LINK, None)]


def test_a_picture_stands_before_the_block_that_carries_it() -> None:
    page = '<p>Words.</p><figure><img src="a.jpg" alt="A pier"><figcaption>Vell</figcaption>'
    article = clean(from_text(page, "a.html", MediaType.HTML))
    (style,) = article.styles
    assert style == Style(article.blocks[1].span, StyleKind.IMAGE, "a.jpg", "A pier")


def test_words_that_are_left_out_call_no_note() -> None:
    page = '<p>It rained.<a href="#fn1">[1]</a></p><p id="fn1">[1] All day.</p>'
    article = clean(from_text(page, "a.html", MediaType.HTML))
    made = to_markdown(article, [BlockVerdict.BODY, BlockVerdict.JUNK])
    assert made == "It rained.[1]\n"


@pytest.mark.parametrize(
    ("marked", "before", "after", "reads"),
    [
        ("*a*", "", "", True),
        ("*a*", "x", "y", True),
        ("*\u201ca\u201d*", "x", " ", False),
        ("*\u201ca\u201d*", "(", ")", True),
        ("**a**", "*", "", False),
        (" *a* ", "x", "y", True),
    ],
)
def test_emphasis_is_read_where_its_marks_can_open_and_close(
    marked: str, before: str, after: str, *, reads: bool
) -> None:
    assert stands(marked, before, after) is reads

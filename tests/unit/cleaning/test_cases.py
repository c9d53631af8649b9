"""Titled cases: pages made up for one thing each, and what must come of them.

== title
-- media: text|markdown|html        (text where it is not said)
-- hint: field = value
the page
-- expected
verdict category | how the block begins      what is not listed is body; `any` is anything,
                                             as a verdict or as a category
-- metadata
field = value                                `-` is: not known
-- text
words that stand in the clean text
-- blocks
how many there are
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from reader.cleaning.pipeline import clean
from reader.cleaning.views import body_text
from reader.intake.files import from_text
from reader.model.article import Article, Block, BlockVerdict, MediaType

CASES = Path(__file__).parents[2] / "cases" / "cleaning"
MEDIA = {"text": MediaType.TEXT, "markdown": MediaType.MARKDOWN, "html": MediaType.HTML}


@dataclass
class Case:
    title: str
    media: MediaType = MediaType.TEXT
    hints: dict[str, str] = field(default_factory=dict)
    page: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)
    metadata: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    blocks: list[str] = field(default_factory=list)


def read_cases(path: Path) -> Iterator[Case]:
    case: Case | None = None
    part: list[str] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("== "):
            if case is not None:
                yield case
            case = Case(f"{path.stem}: {line[3:]}")
            part = case.page
        elif case is not None and line.startswith("-- media: "):
            case.media = MEDIA[line.removeprefix("-- media: ")]
        elif case is not None and line.startswith("-- hint: "):
            name, _, value = line.removeprefix("-- hint: ").partition(" = ")
            case.hints[name] = value
        elif case is not None and line in {"-- expected", "-- metadata", "-- text", "-- blocks"}:
            part = getattr(case, line[3:])
        elif line.strip() or part is getattr(case, "page", None):
            part.append(line)
    if case is not None:
        yield case


ALL = [case for path in sorted(CASES.glob("*.txt")) for case in read_cases(path)]


def article_of(case: Case) -> Article:
    raw = from_text("\n".join(case.page).strip("\n"), "case", case.media)
    return clean(replace(raw, hints=case.hints))


def words_of(article: Article, block: Block) -> str:
    return " ".join(block.span.of(article.text).split())


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.title)
def test_a_page_becomes_what_its_case_says(case: Case) -> None:
    article = article_of(case)
    wanted = [tuple(line.split(" | ", 1)) for line in case.expected]
    seen = []
    for block in article.blocks:
        words = words_of(article, block)
        if wanted and words.startswith(wanted[0][1]):
            verdict, category = wanted.pop(0)[0].split()
            if verdict != "any":
                got = f"{block.verdict} {category if category == 'any' else block.category}"
                seen.append((f"{verdict} {category}", got, words))
        else:
            seen.append(("body", str(block.verdict), words))
    assert not wanted, f"no such block: {wanted[0]}"
    wrong = [(want, got, words) for want, got, words in seen if want != got]
    assert not wrong
    for line in case.metadata:
        name, _, value = line.partition(" = ")
        assert (name, article.metadata.value(name) or "-") == (name, value)
    clean_text = body_text(article).text
    for words in case.text:
        assert words in clean_text
    if case.blocks:
        assert len(article.blocks) == int(case.blocks[0])


def test_every_trap_has_at_least_four_pages() -> None:
    for path in CASES.glob("*.txt"):
        assert len(list(read_cases(path))) >= 4


def test_a_case_can_fail() -> None:
    case = next(read_cases(CASES / "page_clock.txt"))
    assert article_of(case).blocks[0].verdict is not BlockVerdict.BODY

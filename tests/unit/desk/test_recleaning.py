"""Articles judged anew: what changes, what stays, what is left alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from reader.cleaning import pipeline
from reader.desk.desk import Desk
from reader.desk.incoming import Reading
from reader.desk.recleaning import Outcome
from reader.intake.files import from_text
from reader.model.article import Article, BlockVerdict, RawArticle
from reader.model.text import Span
from tests.unit.desk import weekly

OpenAs = Callable[[str], Desk]
BODY, JUNK = BlockVerdict.BODY, BlockVerdict.JUNK
Cleaner = Callable[[RawArticle], Article]


def outcomes(desk: Desk, *articles: str) -> list[Outcome]:
    return [each.outcome for each in desk.articles.again(articles or None)]


def all_junk(clean: Cleaner) -> Cleaner:
    """A cleaner that calls every block junk."""

    def cleaned(raw: RawArticle) -> Article:
        article = clean(raw)
        blocks = tuple(replace(b, verdict=JUNK, rule="strict") for b in article.blocks)
        return replace(article, blocks=blocks)

    return cleaned


def joined(clean: Cleaner) -> Cleaner:
    """A cleaner that cuts otherwise: every two blocks are one."""

    def cleaned(raw: RawArticle) -> Article:
        article = clean(raw)
        starts = [*(b.span.start for b in article.blocks[::2]), len(article.text)]
        blocks = tuple(
            replace(article.blocks[2 * n], span=Span(a, b))
            for n, (a, b) in enumerate(pairwise(starts))
        )
        return replace(article, blocks=blocks)

    return cleaned


def test_the_cleaner_of_the_day_judges_as_it_did_and_writes_nothing(desk: Desk) -> None:
    before = len(desk.history.entries())
    assert outcomes(desk) == [Outcome.SAME] * 5
    assert len(desk.history.entries()) == before


def test_twice_is_once(open_as: OpenAs, tmp_path: Path) -> None:
    desk = open_as("ada")
    desk.articles.add(weekly.write(tmp_path / "pages"))
    desk.articles.again()
    assert outcomes(desk) == [Outcome.SAME] * 8


def test_a_stricter_cleaner_replaces_the_blocks_and_nothing_else(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (each.id for each in desk.articles.list()[:2])
    before = desk.articles.get(first)
    monkeypatch.setattr(pipeline, "clean", all_junk(pipeline.clean))
    (judged,) = desk.articles.again([first])
    assert judged.outcome is Outcome.JUDGED
    assert judged.junk == len(
        {b.span.of(before.text) for b in before.blocks if b.verdict is not JUNK}
    )
    after = desk.articles.get(first)
    assert {b.verdict for b in after.blocks} == {JUNK}
    assert replace(after, blocks=()) == replace(before, blocks=())
    assert {b.verdict for b in desk.articles.get(second).blocks} != {JUNK}


def test_flips_survive(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    article = desk.articles.list()[2].id
    desk.articles.flip(article, 3, BODY)
    monkeypatch.setattr(pipeline, "clean", all_junk(pipeline.clean))
    desk.articles.again([article])
    verdicts = desk.articles.verdicts(article)
    assert verdicts[3] is BODY
    assert set(verdicts[:3] + verdicts[4:]) == {JUNK}


def test_flips_survive_another_cut(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    article = desk.articles.list()[2].id
    text, old = desk.articles.get(article).text, desk.articles.get(article).blocks
    longest = max(range(len(old)), key=lambda n: len(old[n].span))
    desk.articles.flip(article, longest, JUNK)
    monkeypatch.setattr(pipeline, "clean", joined(pipeline.clean))
    assert outcomes(desk, article) == [Outcome.JUDGED]
    found = next(b for b in desk.articles.blocks(article) if b.span.overlaps(old[longest].span))
    assert len(found.span) > len(old[longest].span)
    assert (found.verdict, found.rule) == (JUNK, "annotator")
    assert (
        sum(b.verdict is JUNK and b.rule == "annotator" for b in desk.articles.blocks(article)) == 1
    )
    assert text == desk.articles.get(article).text


def test_a_flip_of_an_older_cut_can_be_taken_back(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = desk.articles.list()[2].id
    old = desk.articles.get(article).blocks
    longest = max(range(len(old)), key=lambda n: len(old[n].span))
    desk.articles.flip(article, longest, JUNK)
    monkeypatch.setattr(pipeline, "clean", joined(pipeline.clean))
    desk.articles.again([article])
    index = next(
        n
        for n, b in enumerate(desk.articles.get(article).blocks)
        if b.span.overlaps(old[longest].span)
    )
    assert desk.articles.flip(article, index, None).verdict is not JUNK
    assert desk.articles.flips(article) == ()
    desk.history.undo()
    assert desk.articles.blocks(article)[index].verdict is JUNK


def reading_otherwise(clean: Cleaner) -> Cleaner:
    """A cleaner that makes another text of the same bytes: a line more in front."""

    def cleaned(raw: RawArticle) -> Article:
        return clean(from_text(f"A line more.\n\n{raw.text}", raw.name, raw.media_type))

    return cleaned


def test_where_the_text_itself_changes_a_new_version_carries_the_marks(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = desk.articles.list()[0].id
    before = desk.articles.get(article)
    block = next(b for b in before.blocks if b.verdict is BODY)
    marks = (desk.marks.annotate(article, [block.span], ["claim"]),)
    monkeypatch.setattr(pipeline, "clean", reading_otherwise(pipeline.clean))
    (judged,) = desk.articles.again([article])
    assert judged.outcome is Outcome.NEW_VERSION
    assert judged.carried is not None
    assert not judged.carried.lost
    assert desk.articles.get(article) == before
    carried = desk.marks.of_article(judged.carried.article)
    assert [mark.id for mark in carried] == [mark.id for mark in marks]
    assert [mark.anchor.quote for mark in carried] == [mark.anchor.quote for mark in marks]
    new = desk.articles.get(judged.carried.article)
    assert new.metadata.value("source") == before.metadata.value("source")


def test_a_colleague_sees_what_was_judged_anew(
    open_as: OpenAs, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    bo = open_as("bo")
    article = desk.articles.list()[0].id
    assert set(bo.articles.verdicts(article)) != {JUNK}
    bo.changed()
    monkeypatch.setattr(pipeline, "clean", all_junk(pipeline.clean))
    desk.articles.again([article])
    assert bo.changed()
    assert set(bo.articles.verdicts(article)) == {JUNK}


def test_why_says_what_today_would_say(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    article = desk.articles.list()[0].id
    assert all(reason.today is None for reason in desk.articles.why(article))
    monkeypatch.setattr(pipeline, "clean", all_junk(pipeline.clean))
    for reason in desk.articles.why(article):
        assert (reason.today is None) is (reason.block.verdict is JUNK)


def test_why_of_a_file_that_is_only_read(desk: Desk, tmp_path: Path) -> None:
    path = weekly.write(tmp_path / "pages")[0]
    article = desk.articles.preview(path)
    reasons = desk.articles.why(article)
    assert [each.block for each in reasons] == list(desk.articles.get(article).blocks)
    assert [each.outcome for each in desk.articles.again([article])] == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "cp1251"])
def test_bytes_of_any_encoding_are_read_again_as_they_were(
    open_as: OpenAs, tmp_path: Path, encoding: str
) -> None:
    desk = open_as("ada")
    words = "Паром снова вышел на озеро в субботу." if encoding == "cp1251" else "Café “Zur Fähre”"
    lines = (f"{words} The ferry sailed on Saturday.\r\n" for _ in range(20))
    path = tmp_path / "page.txt"
    path.write_bytes("".join(lines).encode(encoding))
    assert desk.articles.add([path]).refused == ()
    assert outcomes(desk) == [Outcome.SAME]


def test_what_was_mended_on_request_is_mended_again(open_as: OpenAs, tmp_path: Path) -> None:
    desk = open_as("ada")
    broken = "Die Fähre fährt für fünf Wochen über den See, schöner als früher, hört man."
    line = broken.encode().decode("cp1252")
    path = tmp_path / "page.txt"
    path.write_text(f"{line}\n" * 12, "utf-8")
    (identity, _), *_ = desk.articles.add([path], reading=Reading(repair=True)).added
    assert "Fähre" in desk.articles.get(identity).text
    assert outcomes(desk) == [Outcome.SAME]

"""What a desk learns of a source, article by article."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.desk.desk import Desk
from reader.desk.sources import source_of
from reader.model.article import BlockVerdict
from tests.unit.desk import weekly

OpenAs = Callable[[str], Desk]
BODY, JUNK = BlockVerdict.BODY, BlockVerdict.JUNK
TITLES = tuple(weekly.STORIES)


def index_of(desk: Desk, article: str, words: str) -> int:
    found = desk.articles.get(article)
    return next(n for n, b in enumerate(found.blocks) if words in b.span.of(found.text))


def verdict_of(desk: Desk, article: str, words: str) -> BlockVerdict:
    return desk.articles.blocks(article)[index_of(desk, article, words)].verdict


def add(desk: Desk, *paths: Path) -> list[str]:
    report = desk.articles.add(paths)
    assert report.refused == ()
    return [identity for identity, _ in report.added]


def notes_shown(desk: Desk) -> int:
    return sum(
        verdict_of(desk, each.id, note) is BODY
        for each in desk.articles.list()
        for note in (*weekly.NOTES, weekly.MIDWAY)
        if each.source == weekly.SOURCE
    )


def test_articles_of_one_source_have_one_name() -> None:
    assert source_of(" The  Paper ", "https://example.org") == "the paper"
    assert source_of(None, "https://WWW.example.org:80/a") == "example.org"
    assert source_of("", "not an address") is None
    assert source_of(None, "https://[broken") is None


def test_notes_are_found_out_as_the_desk_grows_and_no_story_loses_a_sentence(
    open_as: OpenAs, tmp_path: Path
) -> None:
    desk = open_as("ada")
    shown = []
    for path in weekly.write(tmp_path / "pages"):
        add(desk, path)
        shown.append(notes_shown(desk))
    assert shown == [4, 8, 3, 4, 0, 0, 0, 0]
    for each in desk.articles.list():
        assert all(verdict_of(desk, each.id, own) is BODY for own in weekly.STORIES[each.title])


def test_earlier_articles_are_judged_in_the_same_gesture(open_as: OpenAs, tmp_path: Path) -> None:
    desk = open_as("ada")
    paths = weekly.write(tmp_path / "pages")
    first, *_ = add(desk, *paths[:2])
    before = len(desk.history.entries())
    assert verdict_of(desk, first, weekly.PLEA) is BODY
    add(desk, paths[2])
    assert verdict_of(desk, first, weekly.PLEA) is JUNK
    assert {entry.change for entry in desk.history.entries()[before:]} == {
        desk.history.entries()[-1].change
    }


def test_other_sources_are_left_alone(open_as: OpenAs, tmp_path: Path) -> None:
    desk = open_as("ada")
    add(desk, *weekly.write(tmp_path / "pages"))
    other = tmp_path / "other.html"
    page = weekly.page(TITLES[0]).replace(weekly.SOURCE, "The Other Paper")
    other.write_text(page.replace("Saturday", "Sunday"), "utf-8")
    (new,) = add(desk, other)
    assert verdict_of(desk, new, weekly.PLEA) is BODY


def test_a_marked_note_stays_to_be_read(open_as: OpenAs, tmp_path: Path) -> None:
    desk = open_as("ada")
    paths = weekly.write(tmp_path / "pages")
    (first,) = add(desk, paths[0])
    found = desk.articles.get(first)
    block = found.blocks[index_of(desk, first, weekly.PLEA)]
    desk.marks.annotate(first, [block.span], ["claim"])
    others = add(desk, *paths[1:])
    assert verdict_of(desk, first, weekly.PLEA) is BODY
    assert verdict_of(desk, first, weekly.AUTHOR) is JUNK
    assert verdict_of(desk, others[0], weekly.PLEA) is JUNK


def test_a_flip_is_learnt_by_articles_that_come_later(open_as: OpenAs, tmp_path: Path) -> None:
    desk = open_as("ada")
    paths = weekly.write(tmp_path / "pages")
    (first,) = add(desk, paths[0])
    desk.articles.flip(first, index_of(desk, first, weekly.PLEA), JUNK)
    (second,) = add(desk, paths[1])
    assert verdict_of(desk, second, weekly.PLEA) is JUNK
    assert verdict_of(desk, second, weekly.AUTHOR) is BODY
    (reason,) = desk.articles.why(second, [index_of(desk, second, weekly.PLEA)])
    assert reason.block.rule == "flipped-alike 1:0"


def test_two_who_disagree_say_nothing_and_three_outvote_one(
    open_as: OpenAs, tmp_path: Path
) -> None:
    ada, bo, cy = (open_as(name) for name in ("ada", "bo", "cy"))
    paths = weekly.write(tmp_path / "pages")
    (first,) = add(ada, paths[0])
    index = index_of(ada, first, weekly.PLEA)
    ada.articles.flip(first, index, JUNK)
    bo.articles.flip(first, index, BODY)
    (second,) = add(ada, paths[1])
    assert verdict_of(ada, second, weekly.PLEA) is BODY
    cy.articles.flip(first, index, JUNK)
    assert [each.junk for each in ada.articles.again([second])] == [1]
    assert verdict_of(ada, second, weekly.PLEA) is JUNK


def test_a_flip_for_the_text_protects_like_blocks_from_repetition(
    open_as: OpenAs, tmp_path: Path
) -> None:
    desk = open_as("ada")
    paths = weekly.write(tmp_path / "pages")
    (first,) = add(desk, paths[0])
    desk.articles.flip(first, index_of(desk, first, weekly.PLEA), BODY)
    others = add(desk, *paths[1:])
    assert all(verdict_of(desk, each, weekly.PLEA) is BODY for each in others)
    assert all(verdict_of(desk, each, weekly.AUTHOR) is JUNK for each in others)


def test_ones_own_word_on_the_block_itself_wins(open_as: OpenAs, tmp_path: Path) -> None:
    ada, bo = open_as("ada"), open_as("bo")
    (*_, last) = add(ada, *weekly.write(tmp_path / "pages"))
    index = index_of(ada, last, weekly.PLEA)
    assert bo.articles.flip(last, index, BODY).verdict is BODY
    assert verdict_of(ada, last, weekly.PLEA) is JUNK
    (reason,) = bo.articles.why(last, [index])
    assert (reason.block.verdict, reason.shown.verdict) == (JUNK, BODY)
    assert [(flip.annotator, flip.verdict) for flip in reason.flips] == [("bo", BODY)]


def test_a_corrected_source_counts_from_then_on(open_as: OpenAs, tmp_path: Path) -> None:
    desk = open_as("ada")
    paths = weekly.write(tmp_path / "pages")
    added = add(desk, *paths[:3])
    assert verdict_of(desk, added[0], weekly.PLEA) is JUNK
    for each in added[1:]:
        desk.articles.correct(each, "source", "Somebody else")
    desk.articles.again([added[0]])
    assert verdict_of(desk, added[0], weekly.PLEA) is BODY


@pytest.mark.parametrize("copies", [3])
def test_copies_of_one_article_are_no_evidence(
    open_as: OpenAs, tmp_path: Path, copies: int
) -> None:
    desk = open_as("ada")
    for number in range(copies):
        page = weekly.page(TITLES[0], notes=False)
        more = f"<p>Update {number}: the ferry was full again, and the board has met twice.</p>"
        path = tmp_path / f"copy-{number}.html"
        path.write_text(page.replace("</article>", f"{more}</article>"), "utf-8")
        add(desk, path)
    for each in desk.articles.list():
        assert all(verdict_of(desk, each.id, own) is BODY for own in weekly.STORIES[TITLES[0]])

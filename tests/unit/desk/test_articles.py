from __future__ import annotations

from pathlib import Path

import pytest

from reader.desk.desk import Desk
from reader.errors import AmbiguousError, NotFoundError, SourceError
from reader.model.article import BlockVerdict, ReadingState


def test_what_came_in_what_was_there_and_what_was_refused_is_told(
    desk: Desk, tmp_path: Path
) -> None:
    fresh = tmp_path / "fresh.txt"
    fresh.write_text("The harbour bridge was closed on Monday after a ship struck it.\n")
    empty = tmp_path / "empty.txt"
    empty.write_text("")
    known = Path(desk.articles.list()[0].path or "")
    again = next(p for p in (Path(__file__).parents[3] / "corpus").glob("*.txt") if p.name)
    report = desk.articles.add([fresh, empty, again])
    assert [name for _, name in report.added] == ["fresh.txt"]
    assert [name for _, name in report.known] == [again.name]
    assert [Path(each.name).name for each in report.refused] == ["empty.txt"]
    assert known != fresh


def test_articles_are_numbered_as_they_came(desk: Desk) -> None:
    listed = desk.articles.list()
    assert [each.number for each in listed] == [1, 2, 3, 4, 5]
    assert [each.name[:3] for each in listed] == ["000", "001", "002", "003", "004"]
    assert all(each.words > 300 for each in listed)


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("4", 4),
        ("003_c535d08f9c06abb4.txt", 4),
        ("003_c535d08f9c06abb4", 4),
        ("take government house", 5),
        ("the moscow times", 5),
        ("dow jones", 1),
    ],
)
def test_an_article_is_called_by_number_file_or_words_of_its_title(
    desk: Desk, word: str, number: int
) -> None:
    assert desk.articles.resolve(word) == desk.articles.list()[number - 1].id


def test_a_number_is_found_without_reading_the_list(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = desk.articles.list()[1].id
    monkeypatch.setattr(desk.articles, "list", lambda **_: pytest.fail("the list was read"))
    assert desk.articles.resolve("2") == second


def test_an_article_is_called_by_the_start_of_its_id(desk: Desk) -> None:
    identity = desk.articles.list()[2].id
    assert desk.articles.resolve(identity[:8]) == identity
    assert desk.articles.resolve(identity) == identity


def test_words_that_fit_nothing_or_several_articles_are_errors(desk: Desk) -> None:
    with pytest.raises(NotFoundError):
        desk.articles.resolve("no such words")
    with pytest.raises(AmbiguousError) as caught:
        desk.articles.resolve("protesters")
    assert len(caught.value.choices) == 3


def test_a_flip_is_ones_own_and_can_be_taken_back(desk: Desk, open_as: object) -> None:
    article = desk.articles.resolve("2")
    blocks = desk.articles.blocks(article)
    index = next(n for n, block in enumerate(blocks) if block.verdict is BlockVerdict.JUNK)
    desk.articles.flip(article, index, BlockVerdict.BODY)
    assert desk.articles.verdicts(article)[index] is BlockVerdict.BODY
    bo = open_as("bo")  # type: ignore[operator]  # a fixture
    assert bo.articles.verdicts(article)[index] is BlockVerdict.JUNK
    desk.articles.flip(article, index, None)
    assert desk.articles.blocks(article)[index] == blocks[index]


def test_a_correction_stands_over_what_the_cleaner_found_and_is_undone(desk: Desk) -> None:
    article = desk.articles.resolve("5")
    before = desk.articles.get(article).metadata.value("title")
    desk.articles.correct(article, "title", "Another title")
    assert desk.articles.get(article).title == "Another title"
    desk.articles.correct(article, "title", "A third title")
    assert desk.articles.list()[4].title == "A third title"
    desk.history.undo()
    desk.history.undo()
    desk.articles.forget()
    assert desk.articles.get(article).title == before
    with pytest.raises(NotFoundError):
        desk.articles.correct(article, "colour", "blue")


def test_how_far_one_is_with_an_article_is_ones_own(desk: Desk, open_as: object) -> None:
    article = desk.articles.resolve("1")
    desk.articles.set_state(article, ReadingState.DONE)
    assert desk.articles.list()[0].state is ReadingState.DONE
    bo = open_as("bo")  # type: ignore[operator]  # a fixture
    assert bo.articles.list()[0].state is ReadingState.TO_READ


def test_a_file_read_at_once_is_stored_with_its_first_mark(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "later.txt"
    path.write_text("The dam held through the night, engineers said on Friday.\n")
    article = desk.articles.preview(path)
    assert desk.articles.list()[-1].id == article
    assert desk.articles.get(article).text.startswith("The dam held")
    assert article not in {hit.article for hit in desk.articles.search("dam")}
    desk.marks.annotate(article, [desk.marks.place(article, "The dam held")], ["claim"])
    assert [mark.anchor.quote for mark in desk.marks.of_article(article)] == ["The dam held"]
    assert article in {hit.article for hit in desk.articles.search("dam")}


def test_files_opened_together_are_kept_together_under_the_same_numbers(
    desk: Desk, tmp_path: Path
) -> None:
    said = ("The dam held, engineers said.", "The dam broke, a union said.", "A bridge fell.")
    paths = [tmp_path / f"{number}.txt" for number in range(3)]
    for path, words in zip(paths, said, strict=True):
        path.write_text(f"{words}\n")
    opened = [desk.articles.preview(path) for path in paths]
    before = [each.id for each in desk.articles.list()]
    desk.marks.annotate(opened[2], [desk.marks.place(opened[2], "A bridge fell")], ["claim"])
    desk.articles.forget()
    assert [each.id for each in desk.articles.list()] == before
    for words in ("dam", "bridge"):
        hits = [hit for hit in desk.articles.search(words) if hit.article in opened]
        assert len(hits) == (2 if words == "dam" else 1)
    desk.articles.set_state(opened[0], ReadingState.DONE)
    assert desk.articles.list()[-3].state is ReadingState.DONE


def test_text_from_a_stream_comes_in_or_is_refused(desk: Desk) -> None:
    report = desk.articles.add_stream(b"The ferry sank off the coast, officials said.\n", "-")
    assert len(report.added) == 1
    with pytest.raises(SourceError):
        desk.articles.add_stream(b"\x00\x01\x02\x03" * 100, "-")


def test_search_finds_words_in_any_article(desk: Desk) -> None:
    hits = desk.articles.search("590")
    assert {hit.article for hit in hits} == {desk.articles.resolve(n) for n in ("2", "3")}
    for hit in hits:
        assert "590" in hit.span.of(desk.articles.get(hit.article).text)

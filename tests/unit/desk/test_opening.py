from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from reader.desk.desk import Desk
from reader.desk.opening import PlaceKind, find_desk, handle_of, init_desk, open_desk
from reader.errors import DeskError, NotADeskError, ReaderError, ReadOnlyDeskError
from reader.model.text import Span


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _open(folder: Path, asked: str | None = None, handle: str = "ada") -> Desk:
    place = find_desk(asked, environ=os.environ, folder=folder)
    return open_desk(place, annotator=handle, environ=os.environ)


def test_the_desk_asked_for_goes_before_the_one_upwards(tmp_path: Path) -> None:
    init_desk(tmp_path / "one")
    init_desk(tmp_path / "two")
    deep = tmp_path / "one" / "corpus" / "deep"
    deep.mkdir()
    assert find_desk(None, environ={}, folder=deep).folder == tmp_path / "one"
    two = str(tmp_path / "two")
    assert find_desk(two, environ={}, folder=deep).folder == tmp_path / "two"
    assert find_desk(None, environ={"READER_DESK": two}, folder=deep).folder == tmp_path / "two"
    database = f"{two}/annotations.db"
    assert find_desk(database, environ={}, folder=deep).database == Path(database)


def test_without_any_desk_the_personal_one_is_made_at_the_first_write(tmp_path: Path) -> None:
    home = Path(os.environ["XDG_DATA_HOME"])
    article = tmp_path / "a.txt"
    article.write_text("The strike ended on Sunday, the union said in a statement.\n")
    with _open(tmp_path) as desk:
        assert find_desk(None, environ=os.environ, folder=tmp_path).kind is PlaceKind.PERSONAL
        identity = desk.articles.preview(article)
        assert desk.articles.get(identity).text.startswith("The strike")
        assert desk.marks.of_article(identity) == ()
        assert not home.exists()
        desk.marks.annotate(identity, [Span(0, 10)], ["claim"])
        assert desk.database.is_file()
        assert [str(desk.database) in line for line in desk.notices()] == [True]
        assert desk.notices() == ()
    with _open(tmp_path) as desk:
        assert len(desk.marks.of_article(identity)) == 1


def test_a_sample_that_was_found_is_worked_on_as_a_copy(sample_desk: Path) -> None:
    before = _digest(sample_desk / "annotations.db")
    with _open(sample_desk) as desk:
        article = desk.articles.resolve("1")
        count = len(desk.marks.of_article(article))
        assert desk.sample
        desk.marks.annotate(article, [Span(0, 9)], ["claim"])
        assert len(desk.marks.of_article(article)) == count + 1
    assert _digest(sample_desk / "annotations.db") == before
    with _open(sample_desk) as desk:
        assert len(desk.marks.of_article(article)) == count + 1


def test_a_sample_that_was_asked_for_is_worked_on_itself(sample_desk: Path) -> None:
    with _open(sample_desk, str(sample_desk)) as desk:
        article = desk.articles.resolve("1")
        made = desk.marks.annotate(article, [Span(0, 9)], ["claim"])
    with _open(sample_desk, str(sample_desk)) as desk:
        assert desk.marks.get(made.id) == made
        assert desk.database == sample_desk / "annotations.db"


def test_two_that_make_the_personal_desk_at_once_share_it(tmp_path: Path) -> None:
    first, second = _open(tmp_path, handle="ada"), _open(tmp_path, handle="bo")
    made = []
    for desk, name in ((first, "one"), (second, "two")):
        path = tmp_path / f"{name}.txt"
        path.write_text(f"The {name} harbour was closed on Monday, the city said.\n")
        identity = desk.articles.preview(path)
        made.append(desk.marks.annotate(identity, [Span(0, 3)], ["claim"]))
    assert {mark.id for mark in first.marks.list()} == {mark.id for mark in made}
    first.close()
    second.close()


def test_what_is_no_desk_is_said_and_left_alone(tmp_path: Path) -> None:
    with pytest.raises(NotADeskError):
        find_desk(str(tmp_path), environ={}, folder=tmp_path)
    with pytest.raises(NotADeskError):
        find_desk(str(tmp_path / "nowhere"), environ={}, folder=tmp_path)
    with pytest.raises(DeskError):
        find_desk("rqlite://localhost:4001", environ={}, folder=tmp_path)
    init_desk(tmp_path / "one")
    with pytest.raises(DeskError):
        init_desk(tmp_path / "one")
    assert list(tmp_path.iterdir()) == [tmp_path / "one"]


def test_a_desk_that_can_only_be_read_says_why_at_each_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    init_desk(tmp_path / "one")
    # Root may write anywhere, so that the answer of the system is set here.
    monkeypatch.setattr(os, "access", lambda _path, mode: mode == os.R_OK)
    with _open(tmp_path, str(tmp_path / "one")) as desk:
        assert desk.read_only is not None
        with pytest.raises(ReadOnlyDeskError):
            desk.tags.add("rumour")


@pytest.mark.parametrize("handle", ["two words", "", "tab\there", "\x1b[31mred", "x" * 65])
def test_a_handle_that_cannot_be_written_in_a_line_is_refused(handle: str) -> None:
    if handle:
        with pytest.raises(ReaderError):
            handle_of(handle, {})
    else:
        assert handle_of(handle, {"READER_AS": "ada"}) == "ada"

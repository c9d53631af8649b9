"""Texts that are taken out for good: out of the file, and everything copes with it."""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from reader.desk.desk import Desk
from reader.desk.incoming import AS_IT_IS
from reader.desk.opening import find_desk, open_desk
from reader.desk.salvaging import salvage
from reader.errors import NotFoundError, ReaderError
from reader.exchange.folder import read_folder, write_folder
from reader.model.finding import Severity
from reader.model.link import LinkEnd, Relation
from reader.model.text import Span
from reader.store import library, soundness
from reader.store.opening import open_store
from tests.unit.desk.conftest import ARTICLES

SECRET = "Zwetschgenknoedel"  # stands in one text alone
TEXT = (
    "The cook\n\nWhat he cooked is what the whole of the town had come to see that day. "
    f"He said that {SECRET} was the word, and nobody else was to know of it.\n"
)


def tables(desk: Desk) -> dict[str, str]:
    """The files of an export."""
    files = write_folder(desk.exchange.rows(), desk.exchange.people())
    return {name: "".join(lines) for name, lines in files}


def sound(path: Path) -> list[soundness.Symptom]:
    with closing(open_store(path)) as store:
        return list(soundness.symptoms(store))


def indexed(path: Path) -> set[str]:
    """The words that the search table of a file knows."""
    with closing(library.connect(path, mode="rw", busy_ms=0)) as connection:
        connection.execute(
            "CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'articles_fts', 'row')"
        )
        return {row[0] for row in connection.execute("SELECT term FROM temp.words")}


def holds(path: Path) -> list[str]:
    """Which of the words stand anywhere in the bytes of a file, in whatever case."""
    content = path.read_bytes().lower()
    return [
        word for word in (SECRET, "nobody else was to know") if word.lower().encode() in content
    ]


@pytest.fixture
def cook(desk: Desk, tmp_path: Path) -> str:
    """An article more, with a mark and a link beside the secret."""
    path = tmp_path / "cook.txt"
    path.write_text(TEXT, "utf-8")
    [(article, _)] = desk.articles.add([path]).added
    desk.marks.annotate(article, [Span(0, 8)], ["claim"], note="who?")
    desk.marks.annotate(desk.articles.list()[0].id, [Span(0, 8)], ["claim"])
    ends = LinkEnd(article, Span(0, 8)), LinkEnd(desk.articles.list()[0].id, Span(0, 20))
    desk.links.link(*ends, Relation.SAME_EVENT)
    desk.events.add("Cooking", ends)
    return article


def test_a_purge_leaves_no_word_in_the_file_and_everything_copes(
    desk: Desk, cook: str, tmp_path: Path
) -> None:
    # The words stand on free pages as well: of what the search table had before.
    assert desk.articles.search(SECRET)
    desk.care.rebuild_search()
    assert holds(desk.database)
    before = tables(desk)
    [plan] = desk.purging.plan([cook])
    assert (plan.raw_bytes, plan.code_points) == (len(TEXT.encode()), len(TEXT))
    assert (plan.went.marks, plan.went.links, plan.went.passages) == (1, 1, 1)
    assert plan.file == tmp_path / "cook.txt"

    desk.purging.purge([cook], "a court said so")
    assert holds(desk.database) == []
    words = indexed(desk.database)
    assert SECRET.casefold() not in words
    assert "protesters" in words
    assert sound(desk.database) == []
    assert not [x for x in desk.care.doctor() if x.severity is Severity.ERROR]

    assert desk.articles.search(SECRET) == ()
    assert cook not in {each.id for each in desk.articles.list()}
    assert [each.id for each in desk.withdrawing.all()] == [cook]
    purge = desk.purging.all()[cook]
    assert (purge.by, purge.reason, purge.code_points) == ("ada", "a court said so", len(TEXT))
    for refused in (
        lambda: desk.withdrawing.bring_back([cook]),
        lambda: desk.articles.resolve("cook.txt"),
        lambda: desk.purging.plan([cook]),
        lambda: desk.articles.preview(tmp_path / "cook.txt"),
    ):
        with pytest.raises(ReaderError, match=r"removed on 2026-01-02 by ada \(a court said so\)"):
            refused()
    # Undo takes back what was done before it.
    undone = desk.history.undo()
    assert undone is not None
    assert "Cooking" in undone.label
    desk.history.redo()
    change = next(each.change for each in desk.history.entries() if each.table == "purges")
    gesture = [each for each in desk.history.entries() if each.change == change]
    assert desk.history.in_words(gesture) == "purged the text of “cook.txt”"
    [refusal] = desk.articles.add([tmp_path / "cook.txt"]).refused
    assert "not taken in again" in str(refusal.error)
    (tmp_path / "other.txt").write_bytes(b"\xef\xbb\xbf" + TEXT.encode())  # other bytes, same text
    assert len(desk.articles.add([tmp_path / "other.txt"]).refused) == 1

    after = tables(desk)
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"articles.csv"}  # which says that it is withdrawn
    report = desk.exchange.import_rows(*read_folder(after))
    assert (report.new, report.edited, report.unchanged, report.orphans) == (0, 0, 2, ())
    assert tables(desk) == after
    assert not any(cook in {s.a.article, s.b.article} for s in desk.links.suggestions())
    assert all(end.article != cook for e in desk.events.all() for end in e.passages)
    backup = tmp_path / "copy.db"
    desk.care.backup(backup)
    assert sound(backup) == []
    salvage(backup, tmp_path / "saved.db")
    assert sound(tmp_path / "saved.db") == []
    assert holds(tmp_path / "saved.db") == []


def test_of_versions_one_or_all_are_purged(desk: Desk, cook: str, tmp_path: Path) -> None:
    path = tmp_path / "cook.txt"
    newest = cook
    for more in ("\nThe kitchen is closed.\n", "\nThe kitchen is open.\n"):
        path.write_text(TEXT.replace(SECRET, "nothing") + more, "utf-8")
        report = desk.articles.add([path], reading=replace(AS_IT_IS, version_of=newest))
        newest = report.versions[0].article
    numbers = [each.number for each in desk.articles.list()]
    [plan] = desk.purging.plan([cook])
    assert [each.version for each in plan.others] == [2, 3]
    desk.purging.purge([desk.purging.find("6@1")])
    assert holds(desk.database) == ["nobody else was to know"]
    # The newest stands as it did, and the one between hides no other.
    assert [each.number for each in desk.articles.list()] == numbers
    middle = desk.articles.resolve("6@2")
    desk.purging.purge([middle])
    assert [each.number for each in desk.articles.list()] == numbers
    with pytest.raises(ReaderError, match="was removed"):
        desk.versions.difference(newest)
    desk.purging.purge([newest], versions=True)
    assert [each.number for each in desk.articles.list()] == numbers[:-1]
    assert len(desk.purging.all()) == 3
    assert sound(desk.database) == []
    with pytest.raises(NotFoundError):
        desk.withdrawing.bring_back([newest])


def test_a_copy_that_still_has_the_text_loses_it_and_does_not_bring_it_back(
    desk: Desk, cook: str, tmp_path: Path
) -> None:
    def opened(folder: Path) -> Desk:
        return open_desk(
            find_desk(str(folder), environ={}, folder=folder), annotator="bo", environ={}
        )

    copy = tmp_path / "copy"
    shutil.copytree(desk.folder, copy)
    desk.purging.purge([cook], "a court said so")
    with opened(copy) as theirs:
        # Work on the copy makes its row of the article the later one.
        for _ in range(3):
            theirs.withdrawing.withdraw([cook])
            theirs.withdrawing.bring_back([cook])
        theirs.marks.annotate(cook, [Span(0, 3)], ["entity"])
        before = tmp_path / "before"
        shutil.copytree(copy, before)
        assert holds(theirs.database)
        merged = theirs.merging.merge(desk.folder)
        assert merged.purged == ("cook.txt",)
        assert holds(theirs.database) == []
        assert SECRET.casefold() not in indexed(theirs.database)
        assert theirs.merging.merge(desk.folder).entries == 0
    assert desk.merging.merge(before).purged == ()
    for database in (desk.database, copy / "annotations.db"):
        assert holds(database) == []
        assert sound(database) == []
    with opened(copy) as theirs:
        assert theirs.purging.all().keys() == desk.purging.all().keys() == {cook}
        assert cook not in {each.id for each in (*theirs.articles.list(), *desk.articles.list())}
        assert len(theirs.marks.list()) == len(desk.marks.list())


def test_a_purge_is_told_when_an_article_is_looked_at_as_it_was(desk: Desk, cook: str) -> None:
    assert len(ARTICLES) == 5
    moment = desk.history.entries()[-1].at
    desk.purging.purge([cook])
    rows = list(desk.exchange.rows(as_of=moment, clean_offsets=True))
    assert len([row for row in rows if row.mark.article == cook]) == 1

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.desk.desk import Desk
from reader.desk.opening import init_desk, open_desk
from reader.errors import ReaderError
from reader.exchange.annotations_csv import read_annotations, values_of, write_annotations
from reader.exchange.folder import read_folder, write_folder
from reader.model.article import BlockVerdict, ReadingState
from reader.model.link import LinkEnd, Relation, Verdict
from reader.model.text import Span
from reader.store.annotations import export_rows

ARTICLES = sorted((Path(__file__).resolve().parents[3] / "corpus").glob("*.txt"))


def _csv(desk: Desk) -> str:
    return "".join(write_annotations(desk.exchange.rows(clean_offsets=True), clean_offsets=True))


def _folder(desk: Desk) -> dict[str, str]:
    tables = write_folder(desk.exchange.rows(), desk.exchange.people())
    return {name: "".join(lines) for name, lines in tables}


def _another(tmp_path: Path, handle: str = "cleo") -> Desk:
    place = init_desk(tmp_path / "another")
    desk = open_desk(place, annotator=handle, environ=os.environ)
    desk.articles.add(ARTICLES)
    return desk


def _work(desk: Desk) -> None:
    """Marks of every kind, links, events, tags, stories, flips, states and corrections."""
    one, two = desk.articles.resolve("1"), desk.articles.resolve("2")
    desk.tags.add("rumour", description="not confirmed by anybody")
    desk.tags.add("entity/person/minister", example="Kashkar Junushaliyev")
    desk.marks.annotate(one, [Span(0, 9)], ["claim"], note="'=1+1\nsecond line")
    desk.marks.annotate(one, [Span(0, 9)], [])
    desk.marks.annotate(one, [Span(0, 9)], ["rumour", "entity/person/minister"])
    mark = desk.marks.annotate(two, [Span(30, 40), Span(50, 60)], ["claim"])
    mark = desk.marks.edit(mark, note="👩‍👩‍👧 twice")
    desk.marks.edit(mark, attributes={"stance": "denies"})
    gone = desk.marks.annotate(two, [Span(0, 5)], ["claim"])
    desk.marks.delete([gone])
    a = LinkEnd(one, desk.marks.place(one, "injured 500"))
    b = LinkEnd(two, desk.marks.place(two, "590 injured"))
    desk.links.link(a, b, Relation.CONTRADICTS, note="which?")
    desk.links.judge(desk.links.all()[3], Verdict.REJECTED)
    desk.events.add("The unrest", [a, b], happened_on="2020-10-06")
    desk.stories.add("A story", [one, two], note="of two")
    desk.articles.flip(two, 0, BlockVerdict.BODY)
    desk.articles.set_state(one, ReadingState.DONE)
    desk.articles.correct(one, "title", "Opposition seizes power")


def test_an_export_taken_into_another_desk_exports_the_same_bytes(
    desk: Desk, tmp_path: Path
) -> None:
    _work(desk)
    with _another(tmp_path) as other:
        people = read_folder(_folder(desk))
        report = other.exchange.import_rows(*people)
        assert (report.conflicts, report.orphans, report.moved) == ((), (), ())
        written, again = _folder(desk), _folder(other)
        for name, text in written.items():
            if name != "annotators.csv":  # cleo has been here too
                assert again[name] == text, name


def test_the_same_file_twice_is_nothing_new(desk: Desk, tmp_path: Path) -> None:
    _work(desk)
    with _another(tmp_path) as other:
        rows, people = read_folder(_folder(desk))
        other.exchange.import_rows(rows, people)
        before = other.history.entries()
        report = other.exchange.import_rows(rows, people)
        assert (report.new, report.edited, report.unchanged, report.others) == (0, 0, 4, ())
        assert (report.conflicts, report.orphans) == ((), ())
        assert other.history.entries() == before


def test_one_undo_takes_a_whole_import_back_and_a_colleague_cannot_undo_it(
    desk: Desk, tmp_path: Path
) -> None:
    _work(desk)
    with _another(tmp_path) as other:
        other.exchange.import_rows(*read_folder(_folder(desk)))
        ada = open_desk(
            init_desk(tmp_path / "third"), annotator="ada", environ=os.environ
        )  # the author of the rows, on a desk where somebody else imported them
        ada.close()
        assert other.history.undo() is not None
        assert other.marks.list() == ()
        assert other.links.all(suggested=False) == ()


def test_an_edited_row_is_an_edit_of_ones_own_mark_and_a_conflict_of_a_colleagues(
    desk: Desk, open_as: Callable[[str], Desk]
) -> None:
    article = desk.articles.resolve("1")
    mark = desk.marks.annotate(article, [Span(0, 9)], ["claim"], note="before")
    text = _csv(desk).replace("before", "after")
    bo = open_as("bo")
    refused = bo.exchange.import_rows(read_annotations(text))
    assert (refused.edited, len(refused.conflicts)) == (0, 1)
    report = desk.exchange.import_rows(read_annotations(text))
    assert (report.edited, report.conflicts) == (1, ())
    assert desk.marks.get(mark.id).note == "after"
    stale = desk.exchange.import_rows(read_annotations(text.replace("after", "again")))
    assert (stale.edited, len(stale.conflicts)) == (0, 1)


def test_a_quote_that_moved_is_found_and_one_that_is_gone_is_an_orphan(
    desk: Desk, tmp_path: Path
) -> None:
    article = desk.articles.resolve("1")
    mark = desk.marks.annotate(article, [Span(0, 9)], ["claim"])
    header, row = _csv(desk).strip().split("\r\n")
    elsewhere = row.replace(",0,9,", ",3,12,", 1)
    gone = row.replace(mark.anchor.quote, "Xyzzyxyzz").replace(mark.anchor.suffix[:20], "~" * 20)
    with _another(tmp_path) as other:
        report = other.exchange.import_rows(read_annotations(f"{header}\r\n{elsewhere}\r\n"))
        assert [moved.how for moved in report.moved] == ["moved"]
        assert other.marks.get(mark.id).anchor == mark.anchor
        lost = other.exchange.import_rows(
            read_annotations(f"{header}\r\n{gone.replace(mark.id, mark.id[:-1] + 'f')}\r\n")
        )
        assert (lost.new, len(lost.orphans)) == (0, 1)


def test_of_two_corrections_of_one_title_the_newest_holds_after_an_import_too(
    desk: Desk, open_as: Callable[[str], Desk], tmp_path: Path
) -> None:
    article = desk.articles.resolve("1")
    open_as("zoe").articles.correct(article, "title", "The older word")
    desk.articles.correct(article, "title", "The newer word")
    with _another(tmp_path) as other:
        other.exchange.import_rows(*read_folder(_folder(desk)))
        assert other.articles.get(article).title == "The newer word"
        assert _folder(other)["corrections.csv"] == _folder(desk)["corrections.csv"]


def test_the_view_in_the_file_and_the_csv_say_the_same(desk: Desk) -> None:
    _work(desk)
    written = [values_of(row) for row in desk.exchange.rows()]
    viewed = list(export_rows(desk._context.store))
    assert len(written) == len(viewed) == 5
    for ours, theirs in zip(written, viewed, strict=True):
        for column in ("annotation_id", "start", "stop", "pieces", "quote", "kind", "tag", "note"):
            assert ours[column] == theirs[column], column


def test_filters_choose_what_goes_out(desk: Desk) -> None:
    _work(desk)
    two = desk.articles.resolve("2")
    assert {row.mark.article for row in desk.exchange.rows(article=two)} == {two}
    assert len(list(desk.exchange.rows(tag="rumour"))) == 2
    assert list(desk.exchange.rows(annotator="bo")) == []
    story = desk.stories.find("A story")
    assert len(list(desk.exchange.rows(story=story.id))) == 5


def test_clean_offsets_point_at_the_same_words_in_the_clean_text(desk: Desk) -> None:
    from reader.cleaning.views import body_text

    article = desk.articles.resolve("5")
    span = desk.marks.place(article, "struggled to push back protesters")
    desk.marks.annotate(article, [span], ["claim"])
    row = next(iter(desk.exchange.rows(clean_offsets=True)))
    assert row.context.clean is not None
    clean = body_text(desk.articles.get(article)).text
    assert row.context.clean.of(clean) == "struggled to push back protesters"


def test_a_file_of_marks_is_new_each_time_and_none_is_left_half_written(
    desk: Desk, tmp_path: Path
) -> None:
    _work(desk)
    folder = tmp_path / "where"
    folder.mkdir()
    first, count = desk.exchange.keep_csv(folder)
    assert count == len({mark.id for mark in desk.marks.list()})
    with first.open(encoding="utf-8", newline="") as file:
        assert file.read() == "".join(write_annotations(desk.exchange.rows()))
    second, own = desk.exchange.keep_csv(folder, annotator="nobody")
    assert (first.name, second.name, own) == ("marks.csv", "marks-2.csv", 0)
    with pytest.raises(ReaderError, match="cannot be written"):
        desk.exchange.keep_csv(folder / "none")
    assert sorted(path.name for path in folder.iterdir()) == ["marks-2.csv", "marks.csv"]

from __future__ import annotations

from collections.abc import Callable

import pytest

from reader.desk.desk import Desk
from reader.errors import ConflictError, NotFoundError, ReaderError
from reader.exchange.folder import read_folder, write_folder
from reader.model.annotation import Annotation

OpenAs = Callable[[str], Desk]


def _mark(desk: Desk) -> Annotation:
    article = desk.articles.resolve("2")
    span = desk.marks.place(article, "One person was killed")
    return desk.marks.annotate(article, [span], ["claim"])


def _texts(desk: Desk, mark: Annotation) -> list[str]:
    return [f"{each.annotator}: {each.text}" for each in desk.comments.of_mark(mark.id)]


def test_a_thread_stands_in_order_and_everybody_changes_only_their_own_words(
    desk: Desk, open_as: OpenAs
) -> None:
    mark, bo = _mark(desk), open_as("bo")
    asked = bo.comments.add(mark, "  who says so? \n\nand when?  \n")
    answer = desk.comments.add(mark, "the ministry")
    assert asked.text == "who says so?\n\nand when?"
    assert desk.comments.of_article(mark.article) == (asked, answer)
    for verb in (lambda: desk.comments.edit(asked, "x"), lambda: desk.comments.delete(asked)):
        with pytest.raises(ReaderError, match="only bo changes it"):
            verb()
    with pytest.raises(ReaderError, match="without words"):
        desk.comments.add(mark, " \n ")
    edited = bo.comments.edit(asked, "who?")
    assert (edited.text, edited.version) == ("who?", 2)
    assert bo.comments.edit(edited, "who?").version == 2
    with pytest.raises(ConflictError):
        bo.comments.edit(asked, "when?")
    assert bo.comments.get(asked.id[:30]).text == "who?"
    assert _texts(desk, mark) == ["bo: who?", "ada: the ministry"]


def test_undo_takes_comments_back_one_by_one_and_redo_brings_them(
    desk: Desk, open_as: OpenAs
) -> None:
    mark, bo = _mark(desk), open_as("bo")
    first = bo.comments.add(mark, "first")
    bo.comments.edit(first, "second")
    bo.comments.delete(bo.comments.get(first.id))
    seen = []
    for _ in range(3):
        taken = bo.history.undo()
        assert taken is not None
        seen.append((taken.label, _texts(desk, mark)))
    assert seen == [
        ("deleted comment “second”", ["bo: second"]),
        ("changed comment “second”", ["bo: first"]),
        ("new comment “first”", []),
    ]
    assert bo.history.undo() is None
    assert bo.history.redo() is not None
    assert _texts(desk, mark) == ["bo: first"]
    assert len(desk.history.entries(row=first.id)) == 7


def test_comments_go_and_come_back_with_their_mark(desk: Desk, open_as: OpenAs) -> None:
    mark, bo = _mark(desk), open_as("bo")
    said = bo.comments.add(mark, "why?")
    desk.marks.delete([mark])
    assert desk.comments.of_article(mark.article) == desk.comments.list() == ()
    with pytest.raises(NotFoundError):
        bo.comments.add(mark, "why not?")
    with pytest.raises(NotFoundError):
        bo.comments.get(said.id)
    desk.history.undo()
    assert desk.comments.list() == (said,)


def test_imported_comments_stand_once_and_what_does_not_fit_is_listed(
    desk: Desk, open_as: OpenAs
) -> None:
    mark, bo = _mark(desk), open_as("bo")
    kept, changed, gone = (bo.comments.add(mark, f"number {n}") for n in range(3))
    tables = write_folder(desk.exchange.rows(), desk.exchange.people())
    files = {name: "".join(lines) for name, lines in tables}
    bo.comments.edit(changed, "another number")
    bo.comments.delete(gone)
    lone = "0199,9999,cy,says who?,\r\n"
    files["comments.csv"] += lone + lone.replace("0199", "0198").replace("9999", mark.id)
    report = desk.exchange.import_rows(*read_folder(files))
    assert dict(report.others)["comments"] == 1
    assert {(x.annotation, x.why) for x in report.conflicts} == {
        (changed.id, "this comment stands on the desk otherwise"),
        (gone.id, "this comment was deleted on the desk"),
    }
    assert [(x.annotation, x.quote) for x in report.orphans] == [("9999", "says who?")]
    assert _texts(desk, mark) == ["bo: number 0", "bo: another number", "cy: says who?"]
    assert kept in desk.comments.list()
    assert desk.history.undo() is not None
    assert len(desk.comments.list()) == 2

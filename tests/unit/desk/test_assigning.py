"""Who reads what of a story, what each has done, and what is left."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reader.desk.desk import Desk
from reader.desk.incoming import AS_IT_IS
from reader.errors import NotFoundError, ReaderError
from reader.exchange.folder import read_folder, write_folder
from reader.model.article import ReadingState
from reader.model.text import Span
from tests.unit.desk.conftest import OpenAs


def _files(desk: Desk) -> dict[str, str]:
    files = write_folder(desk.exchange.rows(), desk.exchange.people())
    return {name: "".join(lines) for name, lines in files}


def test_a_story_is_shared_out_worked_on_and_counted(desk: Desk, open_as: OpenAs) -> None:
    ids = [each.id for each in desk.articles.list()]
    story = desk.stories.add("The day", ids[:4])
    new = desk.assigning.assign(story, ["ada", "bo", "cy"], each=2, due="2026-01-01", note="soon")
    assert len(new) == 8
    work = desk.assigning.work(story)
    assert [len(readers) for _, readers in work.articles] == [2, 2, 2, 2]
    assert sorted(each.assigned for each in work.people) == [2, 3, 3]
    # What stands is not moved: again, and with one more, it comes to the same.
    assert desk.assigning.assign(story, ["ada", "bo", "cy"], each=2) == ()
    assert desk.assigning.assign(story, ["dee"], each=2) == ()

    bo = open_as("bo")
    mine = bo.assigning.mine()
    assert len(mine) == 3
    bo.marks.annotate(mine[0], [Span(0, 5)], ["claim"])
    bo.articles.set_state(mine[0], ReadingState.DONE)
    bo.articles.set_state(mine[1], ReadingState.READING)
    assert bo.assigning.mine(left=True) == mine[1:]
    [share] = [each for each in desk.assigning.work(story).people if each.annotator == "bo"]
    assert (share.done, share.reading, share.left, share.overdue, share.marks) == (1, 1, 2, 2, 1)

    # Undo, and history in words.
    desk.assigning.unassign(story, ["BO"], [mine[2]])
    assert bo.assigning.mine() == mine[:2]
    undone = desk.history.undo()
    assert undone is not None
    assert undone.label == "took 1 article from bo"
    assert bo.assigning.mine() == mine
    assert len(desk.assigning.unassign(story, ["cy"])) in {2, 3}
    desk.stories.remove(story, [mine[2]])
    assert mine[2] not in desk.assigning.readers()
    desk.history.undo()
    assert mine[2] in desk.assigning.readers()
    renamed = desk.stories.rename(desk.stories.find("the day"), "That day", note="what happened")
    assert (renamed.title, renamed.note) == ("That day", "what happened")
    assert desk.history.entries()[-1].annotator == "ada"


def test_what_cannot_be_assigned_is_refused_with_the_reason(desk: Desk) -> None:
    ids = [each.id for each in desk.articles.list()]
    story = desk.stories.add("The day", ids[:2])
    desk.stories.add("Another", ids[3:])
    with pytest.raises(NotFoundError, match="not in the story"):
        desk.assigning.assign(story, ["bo"], [ids[2]])
    with pytest.raises(ReaderError, match="not a day"):
        desk.assigning.assign(story, ["bo"], due="soon")
    with pytest.raises(ReaderError, match="3 are to read each article, and 2 could"):
        desk.assigning.assign(story, ["ada", "bo"], each=3)
    with pytest.raises(ReaderError, match="cannot be the name"):
        desk.assigning.assign(story, ["a b\n"])
    with pytest.raises(ReaderError, match="another story"):
        desk.stories.rename(story, "another")
    assert desk.assigning.all() == ()


def test_assignments_go_out_come_in_and_go_along_with_a_new_version(
    desk: Desk, open_as: OpenAs, tmp_path: Path
) -> None:
    ids = [each.id for each in desk.articles.list()]
    story = desk.stories.add("The day", ids[:2])
    desk.assigning.assign(story, ["bo", "cy"], due="2026-03-01", note="=1+1")
    files = _files(desk)
    assert files["assignments.csv"].count("2026-03-01") == 4
    desk.assigning.unassign(story)
    report = desk.exchange.import_rows(*read_folder(files))
    assert dict(report.others)["assignments"] == 4
    assert _files(desk) == files
    wrong = files | {"assignments.csv": files["assignments.csv"].replace("03-01", "04-01")}
    assert len(desk.exchange.import_rows(*read_folder(wrong)).conflicts) == 4

    text = desk.articles.get(ids[0]).text
    path = tmp_path / "newer.txt"
    path.write_text(text + "\nAnd one line more of it.\n", "utf-8")
    desk.articles.add([path], reading=replace(AS_IT_IS, version_of=ids[0]))
    newest = desk.versions.newest(ids[0])
    assert newest != ids[0]
    assert [each.annotator for each in desk.assigning.readers()[newest]] == ["bo", "cy"]
    assert len(desk.assigning.all()) == 4
    assert open_as("bo").assigning.mine() == (newest, ids[1])
    desk.history.undo()
    assert open_as("bo").assigning.mine() == tuple(ids[:2])

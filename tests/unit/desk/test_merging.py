"""What people meet when copies come together."""

from __future__ import annotations

import gzip
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from reader.desk.desk import Desk
from reader.errors import (
    DamagedDeskError,
    DeskError,
    FullDeskError,
    NewerDeskError,
    NotADeskError,
)
from reader.model.text import Span
from reader.store import foreign, schema, soundness
from reader.store.failures import full
from reader.store.library import connect_new
from reader.store.opening import open_store
from reader.store.sqlite import SqliteStore
from reader.store.triggers import triggers
from tests.unit.desk.conftest import OpenCopy

OLDER = Path(__file__).resolve().parents[1] / "store" / "desk_1.db.gz"


def test_of_two_edits_the_later_stands_and_the_other_is_listed_and_kept(copies: OpenCopy) -> None:
    with copies("ours", "ada") as ours, copies("theirs", "ada") as theirs:
        (mark,) = ours.marks.list()
        ours.marks.edit(mark, note="earlier")
        ours.tags.add("rumour")
        theirs.tags.add("Rumour")
        theirs.marks.edit(mark, note="later", tags=["rumour"])
        rehearsed = ours.merging.merge(theirs.folder, dry_run=True)
        assert [each.note for each in ours.marks.list()] == ["earlier"]
        merged = ours.merging.merge(theirs.folder)
        assert (rehearsed.entries, rehearsed.unified) == (merged.entries, merged.unified)
        (conflict,) = merged.conflicts
        assert conflict.stands.after is not None
        assert conflict.lost.after is not None
        assert (conflict.stands.after["note"], conflict.lost.after["note"]) == ("later", "earlier")
        assert not conflict.ours
        (stands,) = ours.marks.list()
        assert (stands.note, [tag.name for tag in stands.tags]) == ("later", ["Rumour"])
        assert merged.unified == ("Rumour",)
        assert [each.entry.seq for each in ours.history.lost()] == [conflict.lost.seq]
        (merge,) = ours.history.merges()
        assert merge.source == "theirs"
        assert ours.merging.merge(theirs.folder).entries == 0
        assert ours.history.merges() == (merge,)
        edited = ours.marks.edit(stands, note="after all")
        assert theirs.merging.merge(ours.folder).conflicts == ()
        assert theirs.marks.list() == (edited,)
        assert [f for f in ours.care.doctor() if f.severity != "note"] == []


def test_as_of_a_moment_a_mark_has_the_places_of_its_version_that_stood(copies: OpenCopy) -> None:
    def places(then: Desk) -> list[tuple[tuple[int, int], ...]]:
        return [tuple((x.start, x.stop) for x in m.anchor.spans) for m in then.marks.list()]

    with copies("ours", "ada") as ours, copies("theirs", "ada") as theirs:
        (mark,) = theirs.marks.list()
        moved = theirs.marks.edit(mark, spans=[Span(3, 9), Span(12, 20)])
        mine = ours.marks.edit(ours.marks.edit(mark, note="one"), note="two")
        moments = [(places(ours), ours.history.entries()[-1].seq)]
        ours.merging.merge(theirs.folder)
        moments.append((places(ours), ours.history.entries()[-1].seq))
        theirs.marks.edit(theirs.marks.edit(moved, note="three"), note="four")
        ours.merging.merge(theirs.folder)
        moments.append((places(ours), ours.history.entries()[-1].seq))
        (stands,) = ours.marks.list()
        ours.marks.edit(stands, spans=mine.anchor.spans)
        assert [each for each, _ in moments] == [[((0, 9),)]] * 2 + [[((3, 9), (12, 20))]]
        for expected, last in moments:
            with ours.earlier(last=last) as then:
                assert places(then) == expected
        assert places(ours) == [((0, 9),)]


def test_as_of_a_moment_before_a_name_went_to_another_tag_it_is_the_firsts(
    copies: OpenCopy,
) -> None:
    with copies("ours", "ada") as ours:
        first = ours.tags.add("rumour")
        last = ours.history.entries()[-1].seq
        ours.tags.edit(first, name="hearsay")
        assert ours.tags.add("rumour").id != first.id
        with ours.earlier(last=last) as then:
            assert then.tags.find("rumour").id == first.id


def test_a_deletion_stands_against_an_earlier_edit_and_not_against_a_later_one(
    copies: OpenCopy,
) -> None:
    with copies("ours", "ada") as ours, copies("theirs", "ada") as theirs:
        article = ours.articles.list()[0].id
        second = ours.marks.annotate(article, [Span(20, 25)])
        theirs.merging.merge(ours.folder)
        first = next(mark for mark in ours.marks.list() if mark.id != second.id)
        ours.marks.edit(first, note="in vain")
        theirs.marks.delete([first])
        theirs.marks.delete([second])
        ours.marks.edit(second, note="and yet")
        assert ours.merging.merge(theirs.folder).conflicts_count == 2
        theirs.merging.merge(ours.folder)
        for desk in (ours, theirs):
            assert [mark.note for mark in desk.marks.list()] == ["and yet"]


def test_undo_takes_back_what_was_done_here_and_not_what_came_in(copies: OpenCopy) -> None:
    with copies("ours", "ada") as ours, copies("theirs", "ada") as theirs:
        article = ours.articles.list()[0].id
        ours.marks.annotate(article, [Span(0, 4)], note="here")
        theirs.marks.annotate(article, [Span(5, 9)], note="there")
        ours.merging.merge(theirs.folder)
        undone = ours.history.undo()
        assert undone is not None
        assert sorted(mark.note for mark in ours.marks.list()) == ["as it was", "there"]
        assert ours.history.redo() is not None
        assert sorted(mark.note for mark in ours.marks.list()) == ["as it was", "here", "there"]


def test_everybody_who_syncs_with_a_folder_comes_to_the_same(
    copies: OpenCopy, tmp_path: Path
) -> None:
    folder = tmp_path / "shared"
    with copies("ours", "ada") as ours, copies("theirs", "b/o") as theirs:
        with pytest.raises(DeskError, match="no such folder"):
            ours.merging.sync(folder)
        folder.mkdir()
        article = ours.articles.list()[0].id
        ours.marks.annotate(article, [Span(0, 4)], note="here")
        theirs.marks.annotate(article, [Span(5, 9)], note="there")
        (folder / "notes.db").write_text("no database", "utf-8")
        assert [name for name, _ in ours.merging.sync(folder).refused] == ["notes.db"]
        synced = theirs.merging.sync(folder)
        assert synced.published
        assert synced.name.startswith("b_o@")
        assert [merged.new["annotations"] for _, merged in synced.merged] == [1]
        ours.merging.sync(folder)
        assert ours.marks.list() == theirs.marks.list()
        again = ours.merging.sync(folder)
        assert not again.published
        assert [merged.entries for _, merged in again.merged] == [0, 0]
        assert len(list(folder.iterdir())) == 3


def test_a_sync_does_not_put_copies_among_the_desks_own_files(copies: OpenCopy) -> None:
    with copies("ours", "ada") as ours:
        deeper = ours.folder / "corpus" / "deeper"
        deeper.mkdir(parents=True)
        before = sorted(ours.folder.rglob("*"))
        for folder in (ours.folder, ours.folder / "corpus", deeper):
            with pytest.raises(DeskError, match="the desk's own"):
                ours.merging.sync(folder)
        assert sorted(ours.folder.rglob("*")) == before


def test_a_folder_without_room_is_what_a_sync_names(
    copies: OpenCopy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(store: SqliteStore, _target: object) -> None:
        raise full(store.where)

    monkeypatch.setattr(SqliteStore, "copy_into", fail)
    with copies("ours", "ada") as ours, pytest.raises(FullDeskError) as raised:
        ours.merging.sync(tmp_path)
    assert str(raised.value.where).startswith(str(tmp_path / "ada@"))
    assert not list(tmp_path.glob("ada@*"))


def test_what_is_not_sound_is_refused_before_anything_of_it_is_used(
    copies: OpenCopy, tmp_path: Path
) -> None:
    with copies("ours", "ada") as ours, copies("theirs", "bo") as theirs:
        theirs.marks.annotate(theirs.articles.list()[0].id, [Span(5, 9)])
        before = ours.history.entries()
        with pytest.raises(DeskError, match="the desk itself"):
            ours.merging.merge(ours.folder)
        with pytest.raises(NotADeskError):
            ours.merging.merge(tmp_path / "nothing.db")
        for name, statement, error in (
            ("newer", "PRAGMA user_version = 99", NewerDeskError),
            ("trigger", "CREATE TRIGGER spy AFTER INSERT ON undos BEGIN SELECT 1; END", None),
            ("quote", "UPDATE annotation_pieces SET quote = 'lie'", DamagedDeskError),
            ("text", "UPDATE articles SET text = text || '.'", DamagedDeskError),
            ("history", "UPDATE history SET after = '{}'", DamagedDeskError),
            ("table", "UPDATE history SET \"table\" = 'undos' WHERE seq = 3", DamagedDeskError),
            (
                "tag",
                """INSERT INTO history VALUES
                (999, 'tags', 'x', 1, 'c', 'insert', 'bo', 't', NULL, '{"id": 5}')""",
                DamagedDeskError,
            ),
            # What was taken over once would make `reader history` stumble for good.
            ("before", "UPDATE history SET before = '[1]' WHERE seq = 3", DamagedDeskError),
            (
                "nested",
                """INSERT INTO history SELECT 999, "table", "row", version, 'c', op, annotator, at,
                  NULL, json_set(after, '$.note', json('[1]'), '$.change', 'c') FROM history
                WHERE "table" = 'annotations' LIMIT 1""",
                DamagedDeskError,
            ),
            (
                "signature",
                """INSERT INTO history SELECT 999, "table", "row", version, 'c', op, annotator, at,
                  NULL, after FROM history WHERE "table" = 'annotations' LIMIT 1""",
                DamagedDeskError,
            ),
            ("version", "UPDATE history SET version = 9999999 WHERE seq = 1", DamagedDeskError),
        ):
            path = tmp_path / f"{name}.db"
            shutil.copy(theirs.database, path)
            with closing(connect_new(path)) as connection:
                connection.execute("BEGIN")
                for kind, trigger in schema.expected():
                    if kind == "trigger":
                        connection.execute(f"DROP TRIGGER {trigger}")
                connection.execute(statement)
                for made in triggers():
                    connection.execute(made)
                connection.execute("COMMIT")
            with pytest.raises(error or NotADeskError):
                ours.merging.merge(path)
        assert ours.history.entries() == before

        # Of an older schema, the copy is brought up to date; theirs stays as it is.
        older = tmp_path / "older.db"
        older.write_bytes(gzip.decompress(OLDER.read_bytes()))
        assert ours.merging.merge(older).entries > 0
        with closing(connect_new(older)) as connection:
            assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    with closing(open_store(tmp_path / "ours" / "annotations.db")) as store:
        assert list(soundness.symptoms(store)) == []


def test_a_second_merge_looks_at_the_gestures_alone(
    copies: OpenCopy, monkeypatch: pytest.MonkeyPatch
) -> None:
    with copies("ours", "ada") as ours, copies("theirs", "bo") as theirs:
        article = theirs.articles.list()[0].id
        mark = theirs.marks.annotate(article, [Span(0, 9)])
        ours.merging.merge(theirs.folder)
        with monkeypatch.context() as patch:
            patch.setattr(foreign, "taken_copy", None)
            assert ours.merging.merge(theirs.folder).entries == 0
            assert ours.merging.merge(theirs.folder, dry_run=True).entries == 0
        assert theirs.history.undo() is not None
        assert ours.merging.merge(theirs.folder).entries == 1
        assert ours.marks.list(annotator="bo") == ()
        assert mark.id not in {each.id for each in ours.marks.list()}

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from reader.errors import ConflictError, NotFoundError, SpanError
from reader.model.annotation import Anchor, Annotation, Piece, Tag, TagKind
from reader.model.article import Article
from reader.model.text import Span
from reader.store import annotations as marks
from reader.store import tags
from reader.store.sqlite import SqliteStore
from tests.unit.store.making import Maker


@pytest.fixture
def codebook(store: SqliteStore) -> dict[str, Tag]:
    found = tags.all_tags(store)
    return {found.path(tag): tag for tag in found.tags}


def test_a_mark_comes_back_as_it_was(
    store: SqliteStore, article: Article, make: Maker, codebook: dict[str, Tag]
) -> None:
    made = make.annotation(
        article,
        (0, 9),
        (15, 21),
        tags=[codebook["entity/place"], codebook["claim"]],
        note='a "note"\nof two lines',
        attributes={"stance": "denies", "b": "ü"},
    )
    gesture = make.gesture()
    store.write(marks.adding(made, gesture))
    found = marks.load(store, made.id)
    assert found == replace(
        made, created_at=gesture.at, updated_at=gesture.at, updated_by="ada", version=1
    )


def test_sent_twice_it_is_there_once(store: SqliteStore, article: Article, make: Maker) -> None:
    made, gesture = make.annotation(article, (0, 9)), make.gesture()
    store.write(marks.adding(made, gesture))
    store.write(marks.adding(made, gesture))
    assert len(marks.select(store)) == 1
    assert sum(entry.table == "annotations" for entry in store.changes(0)) == 1


def test_the_same_id_by_another_gesture_is_a_conflict(
    store: SqliteStore, mark: Annotation, make: Maker
) -> None:
    with pytest.raises(ConflictError, match="already such a row"):
        store.write(marks.adding(replace(mark, note="other"), make.gesture("bo")))
    assert marks.load(store, mark.id) == mark


def test_an_import_keeps_times_and_version(
    store: SqliteStore, article: Article, make: Maker
) -> None:
    made = make.annotation(
        article,
        (0, 9),
        annotator="bo",
        version=3,
        created_at="2020-01-01T00:00:00.000Z",
        updated_at="2020-02-01T00:00:00.000Z",
    )
    store.write(marks.adding(made, make.gesture("ada")))
    found = marks.load(store, made.id)
    assert found == replace(made, updated_by="ada")
    store.write(marks.editing(found, replace(found, note="x"), make.gesture("ada")))
    assert marks.load(store, made.id).version == 4


def test_an_edit_changes_place_tags_note_and_attributes(
    store: SqliteStore, article: Article, make: Maker, codebook: dict[str, Tag]
) -> None:
    made = make.annotation(article, (0, 3), (4, 9), tags=[codebook["claim"]])
    store.write(marks.adding(made, make.gesture()))
    old = marks.load(store, made.id)
    anchor = Anchor((Piece(Span(4, 9), article.text[4:9]),), "The ", " left")
    wanted = replace(
        old,
        anchor=anchor,
        tags=(codebook["entity/person"], codebook["entity"]),
        note="n",
        attributes={"k": "v"},
    )
    gesture = make.gesture("bo")
    store.write(marks.editing(old, wanted, gesture))
    found = marks.load(store, made.id)
    assert found == replace(wanted, version=2, updated_at=gesture.at, updated_by="bo")
    assert found.annotator == "ada"


def test_pieces_and_tags_that_went_can_come_back(
    store: SqliteStore, article: Article, make: Maker, codebook: dict[str, Tag]
) -> None:
    made = make.annotation(article, (0, 3), (4, 9), tags=[codebook["claim"]])
    store.write(marks.adding(made, make.gesture()))
    both = marks.load(store, made.id)
    one = replace(both, anchor=Anchor(both.anchor.pieces[:1], "", ""), tags=())
    store.write(marks.editing(both, one, make.gesture()))
    one = marks.load(store, made.id)
    assert (len(one.anchor.pieces), one.tags) == (1, ())
    store.write(marks.editing(one, both, make.gesture()))
    again = marks.load(store, made.id)
    assert (again.anchor, again.tags, again.version) == (both.anchor, both.tags, 3)


def test_who_edits_what_was_changed_meanwhile_is_told(
    store: SqliteStore, mark: Annotation, make: Maker
) -> None:
    store.write(marks.editing(mark, replace(mark, note="bo's"), make.gesture("bo")))
    for batch in (
        marks.editing(mark, replace(mark, note="ada's"), make.gesture()),
        marks.deleting(mark, make.gesture()),
    ):
        with pytest.raises(ConflictError, match="changed by somebody else"):
            store.write(batch)
    assert marks.load(store, mark.id).note == "bo's"


def test_an_edit_sent_twice_is_made_once(store: SqliteStore, mark: Annotation, make: Maker) -> None:
    batch = marks.editing(mark, replace(mark, note="x"), make.gesture())
    store.write(batch)
    store.write(batch)
    assert marks.load(store, mark.id).version == 2


def test_a_deleted_mark_can_be_read_and_restored(
    store: SqliteStore, mark: Annotation, make: Maker
) -> None:
    store.write(marks.deleting(mark, make.gesture()))
    assert marks.select(store) == ()
    (gone,) = marks.select(store, deleted=True)
    assert gone.deleted
    assert gone.anchor == mark.anchor
    store.write(marks.restoring(gone, make.gesture()))
    assert marks.select(store)[0].anchor == mark.anchor


@pytest.mark.parametrize(("start", "stop"), [(0, 8), (9_000, 9_009), (5, 14)])
def test_a_quote_that_is_not_there_is_refused(
    store: SqliteStore, article: Article, make: Maker, start: int, stop: int
) -> None:
    anchor = Anchor((Piece(Span(start, stop), "x" * (stop - start)),), "", "")
    made = replace(make.annotation(article, (0, 9)), anchor=anchor)
    with pytest.raises(SpanError):
        store.write(marks.adding(made, make.gesture()))
    assert marks.select(store) == ()


def test_an_unknown_article_tag_or_annotator_is_refused(
    store: SqliteStore, article: Article, make: Maker
) -> None:
    made = make.annotation(article, (0, 9))
    stranger = Tag("nowhere", TagKind.USER, "x")
    for wrong in (
        replace(made, article="nowhere"),
        replace(made, annotator="nobody"),
        replace(made, tags=(stranger,)),
    ):
        with pytest.raises((ConflictError, SpanError)):
            store.write(marks.adding(wrong, make.gesture()))


def test_marks_stand_in_reading_order(store: SqliteStore, article: Article, make: Maker) -> None:
    for span in ((15, 21), (0, 9), (0, 3)):
        store.write(marks.adding(make.annotation(article, span), make.gesture()))
    found = marks.of_article(store, article.id)
    assert [(each.anchor.span.start, each.anchor.span.stop) for each in found] == [
        (0, 3),
        (0, 9),
        (15, 21),
    ]


def test_marks_are_chosen_by_what_they_are(
    store: SqliteStore, article: Article, other: Article, make: Maker, codebook: dict[str, Tag]
) -> None:
    one = make.annotation(article, (0, 9), tags=[codebook["claim"]])
    two = make.annotation(other, (0, 6), tags=[codebook["entity/place"]], annotator="bo")
    three = make.annotation(other, (0, 1))
    for each in (one, two, three):
        store.write(marks.adding(each, make.gesture()))

    def chosen(**filters: Any) -> list[str]:
        return [each.id for each in marks.select(store, **filters)]

    assert chosen() == [one.id, two.id, three.id]
    assert chosen(article=other.id) == [two.id, three.id]
    assert chosen(annotator="BO") == [two.id]
    assert chosen(tag=codebook["claim"].id) == [one.id]
    assert chosen(kind=TagKind.ENTITY) == [two.id]
    assert chosen(after_id=one.id, limit=1) == [two.id]
    assert chosen(deleted=True) == []
    assert marks.beginning(store, one.id[:20].upper()) == (one.id,)


def test_an_unknown_mark_is_not_found(store: SqliteStore) -> None:
    with pytest.raises(NotFoundError):
        marks.load(store, "nowhere")
    assert marks.beginning(store, "no") == ()


def test_what_cannot_be_stored_is_replaced_in_notes(
    store: SqliteStore, article: Article, make: Maker
) -> None:
    made = make.annotation(
        article, (0, 9), note="a\x00b\ud800c\x1b[0m\n\t", attributes={"\x07k": "v\x9b"}
    )
    store.write(marks.adding(made, make.gesture()))
    found = marks.load(store, made.id)
    assert found.note == "a\ufffdb\ufffdc\ufffd[0m\n\t"
    assert found.attributes == {"\ufffdk": "v\ufffd"}


def test_the_export_has_a_row_for_each_mark_and_tag(
    store: SqliteStore, article: Article, make: Maker, codebook: dict[str, Tag]
) -> None:
    untagged = make.annotation(article, (0, 9))
    both = make.annotation(
        article,
        (0, 3),
        (4, 9),
        tags=[codebook["entity/person"], codebook["claim"]],
        attributes={"stance": "denies"},
    )
    gone = make.annotation(article, (4, 9))
    for each in (untagged, both, gone):
        store.write(marks.adding(each, make.gesture()))
    store.write(marks.deleting(gone, make.gesture()))
    rows = list(marks.export_rows(store, page=1))
    assert [(row["annotation_id"], row["kind"], row["tag"]) for row in rows] == [
        (untagged.id, "", ""),
        (both.id, "claim", "claim"),
        (both.id, "entity", "entity/person"),
    ]
    last = rows[-1]
    assert (last["start"], last["stop"], last["pieces"]) == (0, 9, "0-3;4-9")
    assert last["quote"] == "The … ferry"
    assert last["attributes"] == '{"stance": "denies"}'
    assert last["article_sha256"] == article.text_sha256
    assert (last["title"], last["source"], last["published"]) == (
        "Title of ferry.txt",
        "The Harbour Post",
        "2020-10-06",
    )
    assert rows[0]["pieces"] == ""
    assert [row["version"] for row in rows] == [1, 1, 1]


@pytest.mark.usefixtures("mark")
def test_the_export_has_the_columns_of_the_csv(store: SqliteStore) -> None:
    (row,) = marks.export_rows(store)
    assert ", ".join(row) == (
        "annotation_id, article, article_sha256, title, source, published, start, stop, pieces,"
        " quote, prefix, suffix, kind, tag, attributes, note, event, links, annotator,"
        " created_at, updated_at, version"
    )


@pytest.mark.usefixtures("mark")
def test_the_export_may_be_of_one_article(store: SqliteStore, other: Article, make: Maker) -> None:
    made = make.annotation(other, (0, 6))
    store.write(marks.adding(made, make.gesture()))
    found = [row["annotation_id"] for row in marks.export_rows(store, article=other.id)]
    assert found == [made.id]

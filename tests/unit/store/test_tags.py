from __future__ import annotations

from dataclasses import replace

import pytest

from reader.errors import ConflictError
from reader.model.annotation import Tag, TagKind
from reader.model.article import Article
from reader.model.ids import root_tag_id
from reader.store import annotations as marks
from reader.store import annotators, tags
from reader.store.sqlite import SqliteStore
from tests.unit.store.making import Maker


@pytest.fixture
def seize(store: SqliteStore, make: Maker) -> Tag:
    made = Tag(
        make.id(),
        TagKind.CLAIM,
        "seize-power",
        parent=root_tag_id("claim"),
        description="who took it",
        example="they took it",
        colour="red",
        key="s",
        required=("stance", "who"),
    )
    gesture = make.gesture()
    store.write(annotators.ensuring("ada", gesture) + tags.adding(made, gesture))
    return made


def test_root_tags_come_first(store: SqliteStore, seize: Tag) -> None:
    found = tags.all_tags(store)
    assert [found.path(tag) for tag in found.tags] == [
        "claim",
        "entity",
        "entity/person",
        "entity/place",
        "entity/organisation",
        "entity/other",
        "claim/seize-power",
    ]
    assert found.tags[-1] == seize


def test_equal_names_in_one_place_are_a_conflict(
    store: SqliteStore, seize: Tag, make: Maker
) -> None:
    with pytest.raises(ConflictError):
        store.write(tags.adding(replace(seize, id=make.id(), name="Seize-Power"), make.gesture()))
    elsewhere = replace(seize, id=make.id(), kind=TagKind.USER, parent=None, key=None)
    store.write(tags.adding(elsewhere, make.gesture()))
    assert len(tags.all_tags(store).named("seize-power")) == 2


def test_a_name_is_free_again_once_its_tag_is_gone(
    store: SqliteStore, seize: Tag, make: Maker
) -> None:
    store.write(tags.deleting(seize, make.gesture()))
    again = replace(seize, id=make.id())
    store.write(tags.adding(again, make.gesture()))
    assert tags.all_tags(store).named("seize-power") == (again,)


def test_a_tag_can_be_renamed_and_described(store: SqliteStore, seize: Tag, make: Maker) -> None:
    wanted = replace(seize, name="take-power", description="", colour=None, required=())
    store.write(tags.editing(seize, wanted, make.gesture("bo")))
    assert tags.all_tags(store).named("claim/take-power") == (replace(wanted, version=2),)
    with pytest.raises(ConflictError, match="changed by somebody else"):
        store.write(tags.editing(seize, wanted, make.gesture()))


@pytest.mark.usefixtures("article")
def test_a_root_tag_may_be_described_but_not_renamed_or_lost(
    store: SqliteStore, make: Maker
) -> None:
    (claim,) = tags.all_tags(store).named("claim")
    with pytest.raises(ConflictError):
        store.write(tags.editing(claim, replace(claim, name="assertion"), make.gesture()))
    (other,) = tags.all_tags(store).named("entity/other")
    with pytest.raises(ConflictError):
        store.write(tags.deleting(other, make.gesture()))
    store.write(tags.editing(claim, replace(claim, colour="green"), make.gesture()))
    assert tags.all_tags(store).named("claim")[0].colour == "green"


def test_a_tag_with_narrower_ones_stays(store: SqliteStore, seize: Tag, make: Maker) -> None:
    narrow = Tag(make.id(), TagKind.CLAIM, "by-force", parent=seize.id)
    store.write(tags.adding(narrow, make.gesture()))
    with pytest.raises(ConflictError, match="still needed"):
        store.write(tags.deleting(seize, make.gesture()))
    store.write(tags.deleting(narrow, make.gesture()))
    store.write(tags.deleting(seize, make.gesture()))


def test_marks_lose_a_deleted_tag(
    store: SqliteStore, article: Article, seize: Tag, make: Maker
) -> None:
    made = make.annotation(article, (0, 9), tags=[seize])
    store.write(marks.adding(made, make.gesture()))
    assert tags.uses(store) == {seize.id: 1}
    store.write(tags.deleting(seize, make.gesture()))
    assert marks.load(store, made.id).tags == ()
    assert [row["tag"] for row in marks.export_rows(store)] == [""]


def test_a_circle_in_the_codebook_ends(store: SqliteStore, seize: Tag, make: Maker) -> None:
    narrow = Tag(make.id(), TagKind.CLAIM, "by-force", parent=seize.id)
    store.write(tags.adding(narrow, make.gesture()))
    store.write(tags.editing(seize, replace(seize, parent=narrow.id), make.gesture()))
    found = tags.all_tags(store)
    assert {found.path(tag) for tag in found.tags} >= {"claim", "by-force/seize-power"}
    assert len(store.read("SELECT * FROM tag_paths")) == 6

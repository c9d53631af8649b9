from __future__ import annotations

from dataclasses import replace

from reader.model.annotation import Annotator
from reader.model.ids import annotator_id
from reader.store import annotators
from reader.store.sqlite import SqliteStore
from tests.unit.store.making import Maker


def test_a_handle_is_made_at_its_first_write(store: SqliteStore, make: Maker) -> None:
    assert annotators.find(store, "ada") is None
    store.write(annotators.ensuring("ada", make.gesture()))
    store.write(annotators.ensuring("ada", make.gesture()))
    store.write(annotators.ensuring("ADA", make.gesture()))
    assert annotators.all_annotators(store) == (Annotator(annotator_id("ada"), "ada"),)


def test_a_handle_is_found_in_any_case(store: SqliteStore, make: Maker) -> None:
    store.write(annotators.ensuring("Ada", make.gesture("Ada")))
    found = annotators.find(store, "aDA")
    assert found is not None
    assert found.handle == "Ada"


def test_name_and_colour_can_be_changed(store: SqliteStore, make: Maker) -> None:
    ada = Annotator(annotator_id("ada"), "ada", "Ada L.", "blue")
    store.write(annotators.adding(ada, make.gesture()))
    wanted = replace(ada, name="A. L.", colour=None)
    store.write(annotators.editing(store, wanted, make.gesture()))
    assert annotators.all_annotators(store) == (wanted,)


def test_everybody_is_listed_by_handle(store: SqliteStore, make: Maker) -> None:
    for handle in ("Zoe", "ada", "Bo"):
        store.write(annotators.ensuring(handle, make.gesture(handle)))
    assert [each.handle for each in annotators.all_annotators(store)] == ["ada", "Bo", "Zoe"]


def test_a_handle_of_control_characters_is_stored_and_found(
    store: SqliteStore, make: Maker
) -> None:
    store.write(annotators.ensuring("a\x1b]0;x\x07", make.gesture()))
    found = annotators.find(store, "a\x1b]0;x\x07")
    assert found is not None
    assert found.handle == "a\ufffd]0;x\ufffd"

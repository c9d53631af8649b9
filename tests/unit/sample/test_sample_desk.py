"""annotations.db of the checkout is what the text beside it says, and nothing else."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from reader.desk.context import Context
from reader.desk.desk import Desk
from reader.store import opening
from tests.sample.sample_desk import CORPUS, ROOT, build, spans_of, tables


def _dump(database: Path) -> list[str]:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        return sorted(connection.iterdump())


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    database = tmp_path_factory.mktemp("built") / "annotations.db"
    build(database)
    return database


@pytest.fixture
def desk(tmp_path: Path, built: Path) -> Desk:
    database = tmp_path / "annotations.db"
    shutil.copy2(built, database)
    context = Context(opening.open_store(database), "somebody")
    return Desk(context, folder=tmp_path, database=database, sample=True)


def test_the_database_of_the_checkout_is_the_one_built_from_the_text(
    built: Path, tmp_path: Path
) -> None:
    checkout = tmp_path / "annotations.db"
    shutil.copy2(ROOT / "annotations.db", checkout)
    assert _dump(checkout) == _dump(built), "run: python tests/sample/sample_desk.py"


def test_two_builds_are_the_same_to_the_byte(built: Path, tmp_path: Path) -> None:
    build(tmp_path / "again.db")
    first, second = (
        hashlib.sha256(path.read_bytes()).hexdigest() for path in (built, tmp_path / "again.db")
    )
    assert first == second


def test_what_the_desk_exports_is_what_the_tables_say(desk: Desk) -> None:
    exported: dict[str, dict[str, Any]] = {}
    names = {each.id: each.name for each in desk.articles.list()}
    for row in desk.exchange.rows():
        mark = row.mark
        entry = exported.setdefault(
            mark.annotation_id,
            {
                "article": names[mark.article],
                "annotator": mark.annotator,
                "created_at": mark.created_at,
                "spans": mark.anchor.spans,
                "note": mark.note,
                "attributes": dict(mark.attributes),
                "tags": [],
            },
        )
        entry["tags"] += [mark.tag] if mark.tag else []
    texts = {name: desk.articles.get(article).text for article, name in names.items()}
    written = {
        entry["id"]: {
            "article": entry["article"],
            "annotator": entry["annotator"],
            "created_at": entry["created_at"],
            "spans": tuple(spans_of(entry, texts[entry["article"]])),
            "note": entry.get("note", ""),
            "attributes": entry.get("attributes", {}),
            "tags": sorted(entry["tags"]),
        }
        for entry in tables()["annotation"]
    }
    assert exported == written


def test_links_verdicts_and_events_are_those_of_the_tables(desk: Desk) -> None:
    links = {
        (link.relation.value, *sorted((link.a.quote, link.b.quote))): {
            handle: verdict.value for handle, verdict in link.verdicts.items()
        }
        for link in desk.links.all(suggested=False)
    }
    written = {
        (entry["relation"], *sorted((entry["a"]["quote"], entry["b"]["quote"]))): {
            verdict["annotator"]: verdict["verdict"] for verdict in entry["verdicts"]
        }
        for entry in tables()["link"]
    }
    assert links == written
    kept = {event.title for event in desk.events.all() if not event.proposed}
    assert kept == {entry["title"] for entry in tables()["event"]}
    assert [story.title for story in desk.stories.all()] == [
        entry["title"] for entry in tables()["story"]
    ]


def test_the_sample_needs_no_doctor(desk: Desk) -> None:
    errors = [finding for finding in desk.care.doctor() if finding.severity != "note"]
    assert errors == []


def test_the_articles_are_the_files_byte_for_byte(desk: Desk) -> None:
    from reader.store.articles import raw_bytes

    for summary in desk.articles.list():
        raw = raw_bytes(desk._context.store, summary.id)
        assert raw == (CORPUS / summary.name).read_bytes()

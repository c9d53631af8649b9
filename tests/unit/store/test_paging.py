"""What a long list costs: rows that are fetched and statements that are run, not seconds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reader.desk.exporting import PAGES, Filter, export_rows
from reader.model.annotation import Tag, TagKind, TagSet
from reader.model.article import Article
from reader.store import annotations as marks
from reader.store import articles, history, history_rows
from reader.store.protocol import Row
from reader.store.sqlite import SqliteStore
from tests.unit.store.making import Maker

MARKS = 160


class Counted:
    """A store that notes what is read of it."""

    def __init__(self, store: SqliteStore) -> None:
        self._store = store
        self.rows = 0
        self.statements: list[tuple[str, Sequence[Any]]] = []

    def read(self, sql: str, params: Sequence[Any] = ()) -> list[Row]:
        found = self._store.read(sql, params)
        self.rows += len(found)
        self.statements.append((sql, params))
        return found

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def plans(self) -> str:
        """How SQLite looks up what was asked."""
        return "\n".join(
            str(row["detail"])
            for sql, params in self.statements
            for row in self._store.read(f"EXPLAIN QUERY PLAN {sql}", params)
        )


def _filled(store: SqliteStore, make: Maker, *found: Article) -> None:
    for n in range(MARKS):
        store.write(marks.adding(make.annotation(found[n % len(found)], (0, 9)), make.gesture()))


def test_the_first_marks_of_a_list_cost_one_page_of_it(
    store: SqliteStore, article: Article, other: Article, make: Maker
) -> None:
    _filled(store, make, article, other)
    every = list(export_rows(store, Filter(), handle="ada", clean_offsets=False))
    assert len(every) == MARKS
    counted = Counted(store)
    rows = export_rows(counted, Filter(), handle="ada", clean_offsets=False)
    assert next(rows) == every[0]
    tags = 2 * len(store.read("SELECT id FROM tags"))
    assert counted.rows <= PAGES[0] + 2 * 3 + tags
    first = len(counted.statements)
    assert list(rows) == every[1:]
    assert len(counted.statements) - first <= 4  # pages alone: both articles are known
    assert "SCAN n" not in counted.plans()


def test_the_latest_gestures_are_read_from_the_end(
    store: SqliteStore, article: Article, make: Maker
) -> None:
    _filled(store, make, article)
    every = history.entries(store)
    changes = list(dict.fromkeys(each.change for each in every))[-3:]
    counted = Counted(store)
    found = history_rows.latest(counted, 3)
    assert found == tuple(each for each in every if each.change in changes)
    assert counted.rows <= 200 + len(found) < len(every)
    assert "SCAN history" not in counted.plans().replace("SCAN history USING INTEGER", "")
    before = every[-1].seq - len([x for x in every if x.change == changes[-1]])
    earlier = history_rows.latest(store, 2, last=before)
    assert {each.change for each in earlier} == set(changes[:2])
    assert history_rows.latest(store, 3, by="bo") == tuple(x for x in every if x.annotator == "bo")
    assert history_rows.latest(store, 10_000) == every


def test_articles_in_pages_are_those_of_the_list(
    store: SqliteStore, article: Article, other: Article, make: Maker
) -> None:
    _filled(store, make, article, other)
    listed = articles.summaries(store, "ada")
    assert articles.order(store) == tuple(each.id for each in listed)
    paged = [articles.summaries(store, "ada", older=True, only=[each.id]) for each in listed]
    assert [each for page in paged for each in page] == list(listed)
    together = marks.of_articles(store, [article.id, other.id])
    assert together == marks.select(store)
    assert marks.of_articles(store, [article.id], deleted=True) == ()


def test_the_path_of_a_tag_is_found_without_looking_through_all() -> None:
    tags = [Tag("0", TagKind.USER, "root")]
    tags += [Tag(str(n), TagKind.USER, f"t{n}", str(n - 1)) for n in range(1, 4)]
    codebook = TagSet(tuple(tags))
    assert codebook.path(tags[3]) == "root/t1/t2/t3"
    assert codebook == TagSet(tuple(tags))
    assert hash(codebook) == hash(TagSet(tuple(tags)))

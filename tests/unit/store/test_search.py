from __future__ import annotations

import pytest

from reader.model.article import Article
from reader.model.text import Span
from reader.store import annotations as marks
from reader.store import articles, search
from reader.store.sqlite import SqliteStore
from tests.unit.store.making import Maker

HOSTILE = (
    "",
    " ",
    '"',
    '""',
    '"""',
    "*",
    "a*",
    "NEAR(a b)",
    "NEAR",
    "AND OR NOT",
    "a:secret",
    "text:dawn",
    "-x",
    "^dawn",
    "{a b}:c",
    "(",
    ")",
    "dawn)",
    "a + b",
    "'; DROP TABLE meta; --",
    "\x00",
    "da\x00wn",
    "\ud800",
    "w" * 100_000,
    '"' * 999,
    '"dawn ' * 300,
    "\u202edawn\x1b[31m",
    "é" * 500,
    "%",
    "_",
    "\\",
)


@pytest.mark.item("search")
@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_is_typed_gives_results_or_none(
    store: SqliteStore, article: Article, make: Maker, query: str
) -> None:
    made = make.annotation(article, (0, 9), note=query)
    store.write(marks.adding(made, make.gesture()))
    for hit in search.search(store, query):
        assert hit.article == article.id
    assert search.search_marks(store, query) in ((), (made.id,))


def test_hits_say_where_they_stand(store: SqliteStore, article: Article, other: Article) -> None:
    hits = search.search(store, "DAWN")
    assert {(hit.article, hit.span) for hit in hits} == {
        (article.id, Span(29, 33)),
        (other.id, Span(15, 19)),
    }
    assert {article.id: article, other.id: other}[hits[0].article].text[
        hits[0].span.start : hits[0].span.stop
    ] == "dawn"
    assert "\n" not in hits[0].snippet


def test_every_term_is_wanted_and_a_phrase_is_one_term(
    store: SqliteStore, article: Article, other: Article
) -> None:
    assert {hit.article for hit in search.search(store, "ferry dawn")} == {article.id}
    assert search.search(store, '"dawn left"') == ()
    (hit,) = search.search(store, '"left at dawn"')
    assert (hit.article, hit.span.of(other.text)) == (other.id, "left at dawn")


def test_accents_are_ignored_and_offsets_hold(store: SqliteStore, make: Maker) -> None:
    raw, made = make.article("👩‍👩‍👧 naïve\nÖsküdar naive", "accents.txt")
    store.write(articles.adding(raw, made, make.gesture()))
    spans = [hit.span.of(made.text) for hit in search.search(store, "NAIVE")]
    assert spans == ["naïve", "naive"]
    assert [hit.span.of(made.text) for hit in search.search(store, "oskudar")] == ["Ösküdar"]


def test_a_paragraph_with_every_word_goes_before_those_with_one_and_is_named_once(
    store: SqliteStore, make: Maker
) -> None:
    text = "The ferry left.\nAt dawn the ferry sank, and no ferry came.\nDawn broke."
    raw, made = make.article(text, "three.txt")
    store.write(articles.adding(raw, made, make.gesture()))
    assert [hit.span.start for hit in search.search(store, "dawn ferry")] == [19]


def test_scripts_without_spaces_are_searched_letter_by_letter(
    store: SqliteStore, make: Maker
) -> None:
    raw, made = make.article("昨日渡し船が島を出た。", "cjk.txt")
    store.write(articles.adding(raw, made, make.gesture()))
    (hit,) = search.search(store, "渡し船")
    assert hit.span.of(made.text) == "渡し船"


def test_a_withdrawn_article_is_not_found(
    store: SqliteStore, article: Article, make: Maker
) -> None:
    store.write(articles.withdrawing(store, article.id, make.gesture()))
    assert search.search(store, "ferry") == ()
    assert search.search(store, "erry") == ()


def test_marks_are_found_by_quote_and_note(
    store: SqliteStore, article: Article, make: Maker
) -> None:
    made = make.annotation(article, (0, 9), note="a rumour")
    store.write(marks.adding(made, make.gesture()))
    for query in ("ferry", "rumour", "ferry rumour"):
        assert search.search_marks(store, query) == (made.id,)
    old = marks.load(store, made.id)
    from dataclasses import replace

    store.write(marks.editing(old, replace(old, note="fact"), make.gesture()))
    assert search.search_marks(store, "rumour") == ()
    assert search.search_marks(store, "fact") == (made.id,)
    store.write(marks.deleting(marks.load(store, made.id), make.gesture()))
    assert search.search_marks(store, "fact") == ()


@pytest.mark.usefixtures("article", "other")
def test_the_limit_holds(store: SqliteStore) -> None:
    assert len(search.search(store, "at", limit=1)) == 1


def test_marks_are_found_by_the_index_and_by_pages_of_rows(
    store: SqliteStore, article: Article, make: Maker
) -> None:
    made = [
        make.annotation(article, (n, n + 9), note=note)
        for n, note in enumerate(("the harbour", "no harbour here", "Éclair, 100%", "quiet"))
    ]
    for each in made:
        store.write(marks.adding(each, make.gesture()))
    store.write(marks.deleting(made[3], make.gesture()))
    ids = [each.id for each in made]
    assert search.marks_beginning(store, ["harb"], 9) == tuple(ids[:2])
    assert search.marks_beginning(store, ["harb"], 1) == (ids[0],)
    assert search.marks_beginning(store, ["arbour"], 9) == ()  # a word's beginning alone

    def within(*words: str, count: int = 9) -> list[str]:
        found = list[str]()
        after: int | None = 0
        while after is not None:
            some, after = search.marks_within(store, [(w, ()) for w in words], after, count)
            found += some
        return found

    assert within("arbour") == within("arbour", count=1) == ids[:2]
    assert within("arbour", "here") == [ids[1]]
    assert within("100%") == [ids[2]]
    assert ids[2] in within("é")  # of such letters it knows no more than that they may be
    assert ids[3] not in within("u")  # it is gone
    plan = store.read("EXPLAIN QUERY PLAN SELECT tag, count(*) FROM annotation_tags GROUP BY tag")
    assert "COVERING INDEX annotation_tags_tag" in plan[0]["detail"]

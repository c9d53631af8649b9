from __future__ import annotations

from dataclasses import replace

import pytest

from reader.errors import ConflictError, NotFoundError, SpanError
from reader.model.article import Article
from reader.model.link import (
    Band,
    Link,
    LinkEnd,
    LinkState,
    Reason,
    ReasonKind,
    Relation,
    Suggestion,
    Verdict,
    link_key,
)
from reader.model.reasons import turned
from reader.model.text import Passage, PassageKind, Span
from reader.store import annotations as marks
from reader.store import curations, links
from reader.store.protocol import Batch
from reader.store.sqlite import SqliteStore
from tests.unit.store.making import Maker

REASONS = (
    Reason(ReasonKind.WORD, "dawn", "dawn", 0.6, Span(29, 33), Span(15, 19)),
    Reason(ReasonKind.CONTEXT, "", "", 0.4),
)


@pytest.fixture
def suggestion(store: SqliteStore, article: Article, other: Article, make: Maker) -> Link:
    """One stored suggestion, as it is read."""
    made = make.link(
        (article, 0, 34),
        (other, 0, 20),
        score=5.25,
        band=Band.STRONG,
        reasons=REASONS,
        method="words-1",
    )
    store.write(_replacing("one", made, make))
    (found,) = links.all_links(store)
    assert replace(found, created_at="") == _ordered(made)
    return found


def _replacing(fingerprint: str, link: Link, make: Maker) -> Batch:
    """The batch that puts one link into the file as a suggestion."""
    ends = {end.key: end for end in (link.a, link.b)}
    a, b = (
        Passage(name, end.article, end.span, PassageKind.SENTENCE, 0) for name, end in ends.items()
    )
    told = [Suggestion(a, b, link.score or 0.0, link.band, link.reasons)]
    return links.replacing_suggestions(fingerprint, told, ends, make.gesture(), method=link.method)


def _ordered(link: Link) -> Link:
    if link.a < link.b:
        return link
    return replace(link, a=link.b, b=link.a, reasons=turned(link.reasons))


@pytest.mark.usefixtures("suggestion")
def test_suggestions_leave_no_history_and_give_way_to_new_ones(
    store: SqliteStore, article: Article, other: Article, make: Maker
) -> None:
    assert links.suggestion_fingerprint(store) == "one"
    better = make.link((article, 36, 94), (other, 22, 38), score=3.5, method="words-2")
    store.write(_replacing("two", better, make))
    assert [link.id for link in links.all_links(store)] == [better.id]
    assert links.suggestion_fingerprint(store) == "two"
    assert [entry for entry in store.changes(0) if entry.table == "links"] == []


def test_a_judged_suggestion_stays(store: SqliteStore, suggestion: Link, make: Maker) -> None:
    store.write(links.judging(suggestion, Verdict.REJECTED, make.gesture()))
    store.write(links.replacing_suggestions("two", [], {}, make.gesture(), method=""))
    found = links.load(store, suggestion.id)
    assert (found.state, dict(found.verdicts)) == (LinkState.REJECTED, {"ada": Verdict.REJECTED})
    assert found.reasons == REASONS


def test_judging_stores_a_suggestion_that_was_only_in_memory(
    store: SqliteStore, article: Article, other: Article, make: Maker
) -> None:
    made = make.link((article, 0, 34), (other, 0, 20), score=4.0, band=Band.LIKELY, method="m")
    store.write(links.judging(made, Verdict.CONFIRMED, make.gesture()))
    found = links.load(store, made.id)
    assert (found.state, found.annotator, found.score) == (LinkState.CONFIRMED, None, 4.0)


@pytest.mark.parametrize(
    ("verdicts", "state"),
    [
        ((), LinkState.SUGGESTED),
        ((Verdict.UNSURE, None), LinkState.SUGGESTED),
        ((Verdict.CONFIRMED, Verdict.UNSURE), LinkState.CONFIRMED),
        ((Verdict.REJECTED, Verdict.REJECTED), LinkState.REJECTED),
        ((Verdict.CONFIRMED, Verdict.REJECTED), LinkState.DISPUTED),
    ],
)
def test_the_state_is_what_all_verdicts_say(
    store: SqliteStore,
    suggestion: Link,
    make: Maker,
    verdicts: tuple[Verdict | None, ...],
    state: LinkState,
) -> None:
    for who, verdict in zip(("ada", "bo"), verdicts, strict=False):
        store.write(links.judging(suggestion, verdict, make.gesture(who)))
    assert links.load(store, suggestion.id).state is state


def test_a_verdict_can_be_changed_and_taken_back(
    store: SqliteStore, suggestion: Link, make: Maker
) -> None:
    for verdict in (Verdict.CONFIRMED, Verdict.REJECTED, None, Verdict.UNSURE):
        store.write(links.judging(suggestion, verdict, make.gesture()))
        said = dict(links.load(store, suggestion.id).verdicts)
        assert said == ({} if verdict is None else {"ada": verdict})


def test_a_persons_link_is_confirmed_by_its_maker(
    store: SqliteStore, article: Article, other: Article, make: Maker
) -> None:
    made = make.link((other, 0, 20), (article, 0, 34), Relation.CONTRADICTS, note="look")
    store.write(links.adding(made, make.gesture()))
    found = links.load(store, made.id)
    assert found.annotator == "ada"
    assert found.note == "look"
    assert found.state is LinkState.CONFIRMED
    assert found.a < found.b


def test_a_directed_link_keeps_its_direction(
    store: SqliteStore, article: Article, other: Article, make: Maker
) -> None:
    for a, b in (((article, 0, 34), (other, 0, 20)), ((other, 0, 20), (article, 0, 34))):
        made = make.link(a, b, Relation.SUPPORTS)
        store.write(links.adding(made, make.gesture()))
        assert links.load(store, made.id).a == made.a
    assert len(links.all_links(store)) == 2


def test_a_suggestion_becomes_a_persons_link(
    store: SqliteStore, suggestion: Link, make: Maker
) -> None:
    store.write(links.adding(replace(suggestion, note="yes"), make.gesture("bo")))
    store.write(links.replacing_suggestions("two", [], {}, make.gesture(), method=""))
    found = links.load(store, suggestion.id)
    assert (found.annotator, found.note, found.score) == ("bo", "yes", 5.25)
    assert dict(found.verdicts) == {"bo": Verdict.CONFIRMED}


def test_two_who_make_the_same_link_both_confirm_it(
    store: SqliteStore, article: Article, other: Article, make: Maker
) -> None:
    made = make.link((article, 0, 34), (other, 0, 20))
    store.write(links.adding(made, make.gesture("ada")))
    store.write(links.adding(made, make.gesture("bo")))
    found = links.load(store, made.id)
    assert found.annotator == "ada"
    assert dict(found.verdicts) == {"ada": Verdict.CONFIRMED, "bo": Verdict.CONFIRMED}


def test_a_deleted_link_is_not_found_and_comes_back_when_made_again(
    store: SqliteStore, article: Article, other: Article, make: Maker
) -> None:
    made = make.link((article, 0, 34), (other, 0, 20))
    store.write(links.adding(made, make.gesture()))
    store.write(links.deleting(links.load(store, made.id), make.gesture()))
    assert links.all_links(store) == ()
    with pytest.raises(NotFoundError):
        links.load(store, made.id)
    store.write(links.adding(replace(made, note="again"), make.gesture("bo")))
    assert links.load(store, made.id).note == "again"


def test_a_note_is_guarded(store: SqliteStore, suggestion: Link, make: Maker) -> None:
    store.write(links.noting(suggestion, "one", make.gesture()))
    with pytest.raises(ConflictError):
        store.write(links.noting(suggestion, "two", make.gesture("bo")))
    assert links.load(store, suggestion.id).note == "one"


def test_an_end_whose_words_are_not_there_is_refused(
    store: SqliteStore, article: Article, other: Article, make: Maker
) -> None:
    a = LinkEnd(article.id, Span(0, 3), "The")
    b = LinkEnd(other.id, Span(0, 3), "The")
    wrong = Link(link_key(a, b, Relation.ADDS), a, b, Relation.ADDS)
    with pytest.raises(SpanError):
        store.write(links.adding(wrong, make.gesture()))


def test_links_are_chosen_by_article_and_by_whether_they_were_judged(
    store: SqliteStore, suggestion: Link, article: Article, other: Article, make: Maker
) -> None:
    inside = make.link((article, 0, 3), (article, 4, 9), Relation.ADDS)
    store.write(links.adding(inside, make.gesture()))
    assert {each.id for each in links.all_links(store, article.id)} == {suggestion.id, inside.id}
    assert [each.id for each in links.all_links(store, other.id)] == [suggestion.id]
    assert [each.id for each in links.all_links(store, judged=True)] == [inside.id]
    assert [each.id for each in links.all_links(store, other.id, judged=True)] == []
    assert links.beginning(store, inside.id[:18]) == (inside.id,)


@pytest.mark.usefixtures("mark")
def test_the_export_names_the_confirmed_links_of_a_mark(
    store: SqliteStore, suggestion: Link, make: Maker
) -> None:
    def named() -> str:
        (row,) = marks.export_rows(store)
        return str(row["links"])

    assert named() == ""
    store.write(links.judging(suggestion, Verdict.CONFIRMED, make.gesture()))
    assert named() == suggestion.id
    store.write(links.judging(suggestion, None, make.gesture()))
    assert named() == ""


def test_rejected_pairs_are_those_that_nobody_confirms(
    store: SqliteStore, suggestion: Link, make: Maker
) -> None:
    assert links.rejected(store) == ()
    store.write(links.judging(suggestion, Verdict.REJECTED, make.gesture()))
    assert links.rejected(store) == ((suggestion.a.key, suggestion.b.key),)
    store.write(links.judging(suggestion, Verdict.CONFIRMED, make.gesture("bo")))
    assert links.rejected(store) == ()


def test_agreed_ends_are_those_of_links_that_stand(
    store: SqliteStore, suggestion: Link, make: Maker
) -> None:
    both = (suggestion.a.article, suggestion.b.article)

    def agreed() -> set[str]:
        found = links.agreed_ends(store, both)
        stands = links.all_links(store)[0].state in {LinkState.CONFIRMED, LinkState.DISPUTED}
        assert bool(found) == stands
        assert links.judged(store, [suggestion.id, "none"]) <= {suggestion.id}
        return {article for article, _, _ in found}

    assert (agreed(), links.judged(store, [suggestion.id])) == (set(), frozenset())
    store.write(links.judging(suggestion, Verdict.REJECTED, make.gesture()))
    assert agreed() == set()
    store.write(links.judging(suggestion, Verdict.CONFIRMED, make.gesture("bo")))
    assert agreed() == set(both)
    assert len(links.agreed_ends(store, both[:1])) == 1
    layer = replace(make.gesture(), behalf="curated")
    store.write([*curations.layer(layer), *links.judging(suggestion, Verdict.REJECTED, layer)])
    assert agreed() == set()

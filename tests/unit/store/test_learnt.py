from __future__ import annotations

from dataclasses import replace

import pytest

from reader.errors import ConflictError
from reader.model.article import Article
from reader.model.learnt import Learnt
from reader.model.link import Relation, Verdict
from reader.store import learnt as rows
from reader.store import links
from reader.store.sqlite import SqliteStore
from tests.unit.store.making import Maker

NEW = Learnt("m-1", {"names": 1.25}, {"judgements": 40, "precision_after": 0.5})


@pytest.mark.usefixtures("article")
def test_what_is_learnt_is_learnt_anew_forgotten_and_never_written_over_unseen(
    store: SqliteStore, make: Maker
) -> None:
    assert rows.learnt(store) is None
    gesture = make.gesture()
    store.write(rows.learning(NEW, None, gesture))
    first = rows.learnt(store)
    assert first == replace(NEW, annotator="ada", at=gesture.at, version=1)
    with pytest.raises(ConflictError):  # who did not see that there is something
        store.write(rows.learning(NEW, None, make.gesture("bo")))
    store.write(rows.forgetting(first, make.gesture("bo")))
    gone = rows.learnt(store)
    assert gone is not None
    assert (gone.forgotten, gone.annotator, gone.weights) == (True, "bo", NEW.weights)
    with pytest.raises(ConflictError):
        store.write(rows.learning(NEW, first, make.gesture()))
    again = replace(NEW, weights={"names": 0.75})
    store.write(rows.learning(again, gone, make.gesture()))
    found = rows.learnt(store)
    assert found is not None
    assert (found.forgotten, found.weights, found.version) == (False, again.weights, 3)


def test_everybodys_yes_and_no_to_one_event_is_learnt_from(
    store: SqliteStore, article: Article, other: Article, make: Maker
) -> None:
    link = make.link((article, 0, 34), (other, 0, 20), score=4.0, method="m-1", parts=(150, -5))
    apart = make.link((article, 0, 9), (other, 0, 6), Relation.CONTRADICTS, method="m-1")
    store.write(links.judging(link, Verdict.CONFIRMED, make.gesture(), method="m-1"))
    store.write(links.judging(link, Verdict.REJECTED, make.gesture("bo"), method="m-2"))
    store.write(links.judging(apart, Verdict.CONFIRMED, make.gesture()))
    found = [(each.linked, each.parts) for each in rows.judged(store, "m-1")]
    assert found == [(True, (150, -5)), (False, ())]
    better = replace(link, parts=(160, 0))
    store.write(links.judging(better, Verdict.REJECTED, make.gesture(), method="m-1"))
    store.write(links.judging(link, None, make.gesture("bo")))
    found = [(each.linked, each.parts) for each in rows.judged(store, "m-1")]
    assert found == [(False, (160, 0))]
    store.write(links.judging(link, Verdict.UNSURE, make.gesture()))
    assert rows.judged(store, "m-1") == ()

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from reader.desk.desk import Desk
from reader.errors import ConflictError, ReaderError
from reader.linking import scoring
from reader.model.link import Suggestion, Verdict
from reader.store import learnt as rows
from reader.store.links import suggestion_fingerprint
from tests.unit.desk.judged import judge_many, likes_names

OpenAs = Callable[[str], Desk]


def _liked_among_best(suggestions: Sequence[Suggestion]) -> int:
    return sum(likes_names(each) for each in suggestions[:40] if each.parts)


def test_a_verdict_keeps_what_the_score_was_made_of_and_gives_it_up(desk: Desk) -> None:
    link = desk.links.queue()[0]
    store = desk._context.store
    assert link.parts
    desk.links.judge(link, Verdict.REJECTED)
    (kept,) = rows.judged(store, scoring.METHOD)
    assert (kept.parts, kept.linked, kept.a.key) == (link.parts, False, link.a.key)
    (other,) = rows.judged(store, "another-score")
    assert other.parts == ()
    desk.links.judge(link, Verdict.UNSURE)
    assert rows.judged(store, scoring.METHOD) == ()
    desk.history.undo()
    assert rows.judged(store, scoring.METHOD) == (kept,)
    desk.links.judge(link, None)
    (row,) = store.read("SELECT deleted_at FROM link_parts")
    assert row["deleted_at"] is not None


def test_what_is_learnt_changes_the_scores_of_everybody_until_it_is_taken_back(
    desk: Desk, open_as: OpenAs
) -> None:
    assert desk.links.learning.proposal() is None
    few = desk.links.learning.learn()
    assert (few.kept, few.missing) == (False, "30 more in all, 8 more confirmed, 8 more rejected")
    judge_many(desk, 60)
    bo = open_as("bo")
    plain = bo.links.suggestions()
    proposal = desk.links.learning.proposal()
    assert proposal is not None
    assert proposal.startswith("60 judgements: ")
    assert bo.links.learning.explain().better
    lesson = bo.links.learning.learn()
    assert lesson.kept
    assert lesson.used == lesson.taught != lesson.default
    assert lesson.figures["precision_after"] > lesson.figures["precision_before"] + 0.1
    assert lesson.learnt is not None
    assert lesson.learnt.annotator == "bo"
    learnt = desk.links.suggestions()
    assert learnt != plain
    assert learnt == bo.links.suggestions()
    assert _liked_among_best(learnt) > _liked_among_best(plain)
    assert desk.links.learning.proposal() is None  # it stands already
    desk.links.learning.forget()
    assert desk.links.suggestions() == plain
    assert desk.links.learning.explain().used == lesson.default
    desk.history.undo()
    assert desk.links.suggestions() == learnt
    with pytest.raises(ConflictError):
        desk._context.write(
            gesture := desk._context.gesture(), rows.forgetting(lesson.learnt, gesture)
        )
    bo.history.undo()
    assert desk.links.suggestions() == plain
    assert bo.links.learning.learn().kept
    assert desk.links.suggestions() == learnt


def test_what_was_learnt_for_another_version_of_the_score_is_not_heeded(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge_many(desk, 60)
    assert desk.links.learning.learn().kept
    monkeypatch.setattr(scoring, "METHOD", "another-score")
    lesson = desk.links.learning.explain()
    assert lesson.outdated
    assert lesson.used == lesson.default
    assert lesson.better  # what the scores of today are made of is found anew
    assert desk.links.learning.learn().kept
    assert not desk.links.learning.explain().outdated


def test_verdicts_that_were_stored_without_are_scored_when_one_learns(desk: Desk) -> None:
    judge_many(desk, 60, parts=False)
    assert desk.links.learning.proposal() is None
    lesson = desk.links.learning.explain()
    assert sum(lesson.counts.values()) == 60
    assert lesson.better


def test_nothing_is_forgotten_where_nothing_was_learnt(desk: Desk) -> None:
    with pytest.raises(ReaderError, match="learnt nothing"):
        desk.links.learning.forget()


def test_the_fingerprint_of_stored_suggestions_knows_aliases_and_learnt_weights(
    desk: Desk,
) -> None:
    store = desk._context.store

    def fingerprint() -> str | None:
        desk.links.store_suggestions()
        return suggestion_fingerprint(store)

    plain = fingerprint()
    assert fingerprint() == plain
    desk.entities.accept("Sooronbay Jeenbekov", "Sooronbai Jeenbekov")
    named = fingerprint()
    judge_many(desk, 60)
    assert fingerprint() == named
    assert desk.links.learning.learn().kept
    assert len({plain, named, fingerprint()}) == 3
    desk.links.learning.forget()
    assert fingerprint() == named

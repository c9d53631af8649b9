from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from reader.desk.blindness import Sight
from reader.desk.desk import Desk
from reader.errors import ReaderError, SpanError
from reader.model.article import BlockVerdict
from reader.model.link import LinkEnd, LinkState, Relation, Verdict
from reader.model.text import Span


def _end(desk: Desk, number: str, quote: str) -> LinkEnd:
    article = desk.articles.resolve(number)
    return LinkEnd(article, desk.marks.place(article, quote))


def test_looking_at_suggestions_writes_nothing(desk: Desk) -> None:
    before = desk.history.entries()
    assert desk.links.suggestions()
    assert desk.history.entries() == before


def test_suggestions_are_computed_for_what_changed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.linking.scoring.DENSE_LIMIT", 10)  # as if it were large
    before = desk.links.suggestions()
    assert desk.links.suggestions() is before
    story = desk.links.suggestions(stop=lambda: True)
    assert story is before
    article = desk.articles.list()[0].id
    index = next(
        number
        for number, block in enumerate(desk.articles.blocks(article))
        if block.verdict is BlockVerdict.BODY and len(block.span) > 100
    )
    gone = desk.articles.blocks(article)[index].span
    monkeypatch.setattr("reader.linking.scoring.Work.__init__", None)  # nothing is begun anew
    desk.articles.flip(article, index, BlockVerdict.JUNK)
    after = desk.links.suggestions()
    ends = {(end.article, end.span) for each in after for end in (each.a, each.b)}
    assert article in {each for each, _ in ends}
    assert not any(each == article and gone.overlaps(span) for each, span in ends)
    others = {each for each in before if article not in {each.a.article, each.b.article}}
    assert others == {each for each in after if article not in {each.a.article, each.b.article}}
    desk.articles.flip(article, index, None)
    assert desk.links.suggestions() is before


@pytest.mark.parametrize("limit", [3_000, 10])
def test_a_spelling_that_is_accepted_begins_all_anew_and_a_refusal_takes_it_back(
    desk: Desk, open_as: Callable[[str], Desk], monkeypatch: pytest.MonkeyPatch, limit: int
) -> None:
    monkeypatch.setattr("reader.linking.scoring.DENSE_LIMIT", limit)
    before = desk.links.suggestions()
    desk.entities.accept("Sooronbay Jeenbekov", "Sooronbai Jeenbekov")
    after = desk.links.suggestions()
    assert after != before
    assert after == open_as("ada").links.suggestions()
    assert desk.links.suggestions() is after
    desk.history.undo()
    assert desk.links.suggestions() == before


def test_suggestions_that_were_stopped_go_on(desk: Desk) -> None:
    assert desk.links.suggestions(stop=lambda: True) == ()
    assert not desk.links.ready()
    told: list[float] = []
    assert desk.links.suggestions(progress=told.append)
    assert told == [1.0]
    assert desk.links.ready()


def test_what_is_known_is_shown_until_what_changed_is_computed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.linking.scoring.DENSE_LIMIT", 10)  # as if it were large
    assert desk.links.known() == ()
    before = desk.links.suggestions()
    links, events = desk.links.all(), desk.events.all()
    article = desk.articles.list()[0].id
    blocks = desk.articles.blocks(article)
    body = next(n for n, each in enumerate(blocks) if each.verdict is BlockVerdict.BODY)
    desk.articles.flip(article, body, BlockVerdict.JUNK)
    assert not desk.links.ready()
    assert desk.links.known() is before
    assert desk.links.all(known=True) == links
    assert len(desk.events.all(known=True)) == len(events)
    after = desk.links.suggestions()
    assert desk.links.ready()
    assert desk.links.known() is after
    desk.articles.flip(article, body, None)
    assert not desk.links.ready()
    assert desk.links.suggestions() is desk.links.known() is before
    assert desk.links.ready()


def test_the_figures_of_the_injured_are_suggested_as_one_event(desk: Desk) -> None:
    links = desk.links.all()
    pairs = [(link.a.quote, link.b.quote) for link in links]
    assert any("590 injured" in a + b and "590 people" in a + b for a, b in pairs)
    assert all(link.reasons for link in links)


def test_a_judged_suggestion_stays_with_its_verdicts(
    desk: Desk, open_as: Callable[[str], Desk]
) -> None:
    link = desk.links.all()[0]
    judged = desk.links.judge(link, Verdict.CONFIRMED)
    assert (judged.state, judged.score) == (LinkState.CONFIRMED, link.score)
    bo = open_as("bo")
    disputed = bo.links.judge(bo.links.get(link.id), Verdict.REJECTED)
    assert disputed.state is LinkState.DISPUTED
    assert dict(disputed.verdicts) == {"ada": Verdict.CONFIRMED, "bo": Verdict.REJECTED}
    assert bo.links.judge(disputed, None).state is LinkState.CONFIRMED


def test_what_one_judged_leaves_ones_queue_and_nobody_elses(
    desk: Desk, open_as: Callable[[str], Desk]
) -> None:
    queue = desk.links.queue()
    assert desk.links.first_of_queue(3) == queue[:3]
    assert desk.links.first_of_queue(1, queue[2].a.article)[:1] == queue[:1]
    assert queue[2] in desk.links.first_of_queue(1, queue[2].a.article)
    desk.links.judge(queue[0], Verdict.REJECTED)
    assert [link.id for link in desk.links.queue()] == [link.id for link in queue[1:]]
    assert queue[0].id in {link.id for link in open_as("bo").links.queue()}
    uncertain = [abs((link.score or 0) - 4.0) for link in queue]
    assert uncertain == sorted(uncertain)


def test_a_link_by_hand_is_confirmed_by_its_maker_and_is_the_same_both_ways(desk: Desk) -> None:
    a, b = _end(desk, "1", "injured 500"), _end(desk, "2", "590 injured")
    made = desk.links.link(a, b, Relation.CONTRADICTS, note="which?")
    again = desk.links.link(b, a, Relation.CONTRADICTS)
    assert made.id == again.id
    assert (made.state, made.note) == (LinkState.CONFIRMED, "which?")
    assert desk.links.link(a, b, Relation.SUPPORTS).id != made.id
    with pytest.raises(SpanError):
        desk.links.link(a, a, Relation.SAME_EVENT)
    with pytest.raises(SpanError):
        desk.links.link(a, LinkEnd(b.article, Span(10**6, 10**6 + 5)), Relation.ADDS)


def test_undo_takes_back_a_verdict_and_a_link(desk: Desk) -> None:
    link = desk.links.judge(desk.links.all()[0], Verdict.CONFIRMED)
    desk.history.undo()
    assert desk.links.get(link.id).state is LinkState.SUGGESTED
    made = desk.links.link(
        _end(desk, "1", "injured 500"), _end(desk, "2", "590 injured"), Relation.CONTRADICTS
    )
    desk.history.undo()
    assert made.id not in {each.id for each in desk.links.all()}


def test_stored_suggestions_are_replaced_and_judged_ones_stay(desk: Desk) -> None:
    judged = desk.links.judge(desk.links.all()[0], Verdict.CONFIRMED)
    count = desk.links.store_suggestions()
    assert count == sum(each.band is not None for each in desk.links.suggestions())
    assert desk.links.store_suggestions() == count
    assert desk.links.get(judged.id).state is LinkState.CONFIRMED


def test_the_contrast_of_the_injured_shows_both_quotes(desk: Desk) -> None:
    shown = {
        frozenset((contrast.a.quote, contrast.b.quote))
        for event in desk.events.all()
        for contrast in desk.events.contrasts(event)
    }
    assert any(any("590" in q for q in pair) and any("500" in q for q in pair) for pair in shown)
    assert any(any("590" in q for q in p) and any("120" in q for q in p) for p in shown)


def test_a_rejected_link_keeps_its_passages_apart_and_a_confirmed_one_together(
    desk: Desk,
) -> None:
    def together(a: LinkEnd, b: LinkEnd) -> bool:
        return any({a, b} <= set(event.passages) for event in desk.events.all())

    link = next(each for each in desk.links.all() if together(each.a, each.b))
    desk.links.judge(link, Verdict.REJECTED)
    assert not together(link.a, link.b)
    desk.links.judge(link, Verdict.CONFIRMED)
    assert together(link.a, link.b)


def test_a_proposed_event_is_kept_once_it_is_named(desk: Desk) -> None:
    proposed = desk.events.all()[0]
    assert proposed.proposed
    kept = desk.events.edit(proposed, title="The storming", happened_on="2020-10-06")
    first = desk.events.all()[0]
    assert (first.id, first.title, first.proposed) == (kept.id, "The storming", False)
    assert set(first.passages) == set(proposed.passages)
    for event in desk.events.all()[1:]:
        assert not set(event.passages) & set(kept.passages)


def test_an_event_happens_on_a_day_or_on_none_that_is_known(desk: Desk) -> None:
    event = desk.events.all()[0]
    with pytest.raises(ReaderError, match="not a day"):
        desk.events.edit(event, title="The storming", happened_on="notadate")
    with pytest.raises(ReaderError, match="not a day"):
        desk.events.add("The storming", event.passages, happened_on="6 October")
    assert desk.events.edit(event, title="The storming", happened_on="20201006").happened_on == (
        "2020-10-06"
    )


def test_events_are_split_and_merged_with_no_passage_lost(desk: Desk) -> None:
    event = max(desk.events.all(), key=lambda each: len(each.passages))
    kept = desk.events.edit(event, title="Whole")
    rest, away = desk.events.split(kept, kept.passages[:1], "A part")
    assert (len(rest.passages), len(away.passages)) == (len(event.passages) - 1, 1)
    whole = desk.events.merge(rest, away)
    assert set(whole.passages) == set(event.passages)
    with pytest.raises(ReaderError):
        desk.events.split(whole, whole.passages, "Everything")


def test_the_matrix_says_who_tells_what_and_who_is_silent(desk: Desk) -> None:
    articles = {each.id for each in desk.articles.list()}
    for row in desk.events.matrix():
        assert set(row.cells) <= articles
        assert sum(len(cell) for cell in row.cells.values()) == len(row.event.passages)
        assert len(row.cells) > 1


def test_passages_move_between_events_as_one_gesture(desk: Desk) -> None:
    first, second = (desk.events.edit(each) for each in desk.events.all()[:2])
    moved = second.passages[0]
    grown = desk.events.move([moved], first)
    kept = {each.id: each for each in desk.events.all() if not each.proposed}
    assert set(grown.passages) == {*first.passages, moved}
    assert moved not in kept[second.id].passages
    desk.history.undo()
    kept = {each.id: each for each in desk.events.all() if not each.proposed}
    assert set(kept[first.id].passages) == set(first.passages)
    assert set(kept[second.id].passages) == set(second.passages)
    new = desk.events.collect(second.passages, "All of it")
    left = {each.id for each in desk.events.all() if not each.proposed}
    assert left == {first.id, new.id}


def test_a_passage_leaves_its_event_unless_a_confirmed_link_ties_it(desk: Desk) -> None:
    event = desk.events.edit(desk.events.all()[0])
    gone = event.passages[0]
    rest = desk.events.take_out([gone], event)
    assert rest.passages == event.passages[1:]
    with pytest.raises(ReaderError, match="needs a passage"):
        desk.events.take_out(rest.passages, rest)
    other = next(end for end in rest.passages if end.article != gone.article)
    link = desk.links.link(gone, other, Relation.SAME_EVENT)
    tied = desk.events.get(event.id)
    assert gone in tied.passages
    with pytest.raises(ReaderError, match="confirmed link"):
        desk.events.take_out([gone], tied)
    desk.links.judge(link, Verdict.REJECTED)
    assert gone not in desk.events.get(event.id).passages


def test_who_judges_blind_sees_a_pair_alone_until_it_is_judged(
    desk: Desk, open_as: Callable[[str], Desk]
) -> None:
    link = desk.links.queue()[0]
    desk.links.judge(link, Verdict.REJECTED)
    bo = open_as("bo")
    seen = bo.links.get(link.id)
    blind = Sight("BO", blind=True)
    bare = blind.veiled(seen)
    assert (bare.a, bare.b) == (link.a, link.b)
    assert (bare.score, bare.band, bare.reasons, dict(bare.verdicts)) == (None, None, (), {})
    assert bare.state is LinkState.SUGGESTED
    assert blind.links([seen]) == ()
    ends = {link.a.article, link.b.article}
    assert replace(blind, done=frozenset({link.a.article})).links([seen]) == ()
    assert replace(blind, done=frozenset(ends)).veiled(seen) == seen  # both are done
    judged = bo.links.judge(seen, Verdict.CONFIRMED)
    assert blind.veiled(judged) == judged
    assert blind.links([judged]) == (judged,)
    assert judged.state is LinkState.DISPUTED

from __future__ import annotations

from collections.abc import Iterable

from reader.linking.events import group
from reader.linking.titles import name
from reader.model.link import Event, Reason, ReasonKind, Suggestion
from reader.model.text import Passage, PassageKind, Span


def _passage(name_: str) -> Passage:
    article, start = name_[0], int(name_[1:])
    return Passage(name_, article, Span(start, start + 1), PassageKind.SENTENCE, start)


def _links(*entries: tuple[str, str, float]) -> list[Suggestion]:
    found = [Suggestion(_passage(a), _passage(b), score, None) for a, b, score in entries]
    return sorted(found, key=lambda each: -each.score)


def _members(events: Iterable[Event]) -> list[set[str]]:
    return [{f"{end.article}{end.span.start}" for end in event.passages} for event in events]


def test_passages_that_all_resemble_each_other_are_one_event() -> None:
    links = _links(("a1", "b1", 5.0), ("b1", "c1", 4.5), ("a1", "c1", 4.0))
    assert _members(group(links)) == [{"a1", "b1", "c1"}]


def test_a_chain_is_not_an_event() -> None:
    links = _links(("a1", "b1", 5.0), ("b1", "c1", 3.3), ("c1", "d1", 5.0), ("a1", "d1", 0.5))
    assert _members(group(links)) == [{"a1", "b1"}, {"c1", "d1"}]


def test_weak_links_make_no_event() -> None:
    assert group(_links(("a1", "b1", 2.0))) == ()
    assert group([]) == ()


def test_confirmed_links_hold_together_whatever_the_score() -> None:
    links = _links(("a1", "b1", 7.0), ("c1", "d1", 7.0), ("b1", "c1", 0.1))
    assert _members(group(links, must=[("c1", "b1")])) == [{"a1", "b1", "c1", "d1"}]


def test_a_confirmed_pair_that_nothing_suggests_any_more_is_an_event() -> None:
    links = _links(("a1", "b1", 7.0))
    every = [_passage(name_) for name_ in ("a1", "b1", "c1", "d1", "d2")]
    assert {"c1", "d1"} in _members(group(links, must=[("d1", "c1")], passages=every))


def test_rejected_links_are_kept_apart_with_all_that_joined_them() -> None:
    links = _links(("a1", "b1", 5.0), ("a1", "c1", 4.8), ("b1", "c1", 4.9))
    events = _members(group(links, cannot=[("b1", "c1")]))
    assert events == [{"a1", "b1"}]


def test_where_verdicts_clash_the_confirmed_hold() -> None:
    links = _links(("a1", "b1", 5.0), ("b1", "c1", 5.0), ("a1", "c1", 5.0))
    both = group(links, must=[("a1", "b1"), ("b1", "c1")], cannot=[("a1", "c1")])
    assert _members(both) == [{"a1", "b1", "c1"}]


def test_verdicts_on_passages_that_are_gone_are_no_matter() -> None:
    links = _links(("a1", "b1", 5.0))
    assert _members(group(links, must=[("x1", "a1")], cannot=[("b1", "y1")])) == [{"a1", "b1"}]


def test_an_event_needs_two_articles() -> None:
    links = _links(("a1", "b1", 1.0))
    assert group(links, must=[("a1", "a1")]) == ()


def test_the_order_of_links_is_nothing_and_ids_are_stable() -> None:
    links = _links(("a1", "b1", 5.0), ("b2", "c1", 4.0), ("a1", "c1", 3.9), ("b1", "c1", 3.8))
    assert group(links) == group(links[::-1])
    assert len({event.id for event in group(links)}) == len(group(links))


def test_quotes_are_filled_where_texts_are_given() -> None:
    links = _links(("a1", "b1", 5.0))
    (event,) = group(links, texts={"a": "xyz", "b": "uvw"})
    assert [end.quote for end in event.passages] == ["y", "v"]
    assert event.proposed


def test_a_title_is_what_the_passages_share() -> None:
    def reason(word: str, weight: float, at: int, kind: ReasonKind = ReasonKind.WORD) -> Reason:
        return Reason(kind, word, word, weight, Span(at, at + len(word)), Span(at, at + len(word)))

    reasons = (
        reason("searched", 0.4, 20),
        reason("town hall", 0.3, 30),
        reason("mayor", 0.2, 0),
        reason("halls", 0.1, 60),
        reason("elsewhere", 0.9, 90, ReasonKind.CONTEXT),
    )
    link = Suggestion(_passage("a1"), _passage("b1"), 5.0, None, reasons)
    assert name([link]) == "Mayor, searched, town hall"
    assert name([]) == ""


def test_a_title_is_the_opening_that_holds_most_of_what_the_passages_share() -> None:
    words = Span(0, 8), Span(0, 8)
    shared = (Reason(ReasonKind.WORD, "released", "freed", 2.0, *words),)
    link = Suggestion(_passage("a1"), _passage("b1"), 5.0, None, shared)
    for quotes, title in (
        (["The mayor was freed, police said.", "It was a long day."], "The mayor was freed"),
        (["On Friday, Ilse Brandt was freed by the crowd."], "Ilse Brandt was freed by the crowd"),
        (["The mayor, Ilse Brandt, was freed."], "The mayor, Ilse Brandt, was freed"),
        (["“We freed her,” said a man."], "“We freed her,” said a man"),
        (
            ["“They’re the ones who freed the mayor of the town of Oldbridge before the dawn.”"],
            "They’re the ones who freed the mayor of the town of Oldbridge…",
        ),
        (["市长星期五获释。"], "市长星期五获释"),
        ([""], "Released"),
    ):
        assert name([link], quotes=quotes) == title

"""What people confirmed stays in one event and what they rejected stays apart, whatever comes."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.desk.event_parts import drawn_in, overlapping
from reader.linking.events import group
from reader.model.link import Event, LinkEnd, Suggestion
from reader.model.text import Passage, PassageKind, Span

ARTICLES, SENTENCES = "abcd", 4
PASSAGES = tuple(
    Passage(f"{article}{n}", article, Span(10 * n, 10 * n + 9), PassageKind.SENTENCE, n)
    for article in ARTICLES
    for n in range(SENTENCES)
)
BY_ID = {each.id: each for each in PASSAGES}
TEXTS = dict.fromkeys(ARTICLES, "sentence. " * SENTENCES)

pairs = st.tuples(st.sampled_from(sorted(BY_ID)), st.sampled_from(sorted(BY_ID))).filter(
    lambda pair: pair[0][0] < pair[1][0]
)
scores = st.dictionaries(pairs, st.floats(0, 9), max_size=40)
verdicts = st.dictionaries(pairs, st.booleans(), max_size=12)


def end(passage: str) -> LinkEnd:
    return LinkEnd(BY_ID[passage].article, BY_ID[passage].span)


def components(must: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    tied: dict[str, set[str]] = {}
    for a, b in must:
        both = tied.get(a, {a}) | tied.get(b, {b})
        tied.update(dict.fromkeys(both, both))
    return tied


@settings(max_examples=40, deadline=None)
@given(rounds=st.lists(scores, min_size=1, max_size=3), said=verdicts)
def test_verdicts_hold_through_every_recomputation(
    rounds: list[dict[tuple[str, str], float]], said: dict[tuple[str, str], bool]
) -> None:
    must = [pair for pair, yes in said.items() if yes]
    cannot = [pair for pair, yes in said.items() if not yes]
    tied = components(must)
    for scored in rounds:
        suggestions = [Suggestion(BY_ID[a], BY_ID[b], x, None) for (a, b), x in scored.items()]
        events = group(suggestions, must, cannot, passages=PASSAGES, texts=TEXTS)
        home = {(x.article, x.span): each.id for each in events for x in each.passages}
        where = {name: home.get((p.article, p.span)) for name, p in BY_ID.items()}
        for a, b in must:
            assert where[a] is not None
            assert where[a] == where[b]
        for a, b in cannot:
            together = where[a] is not None and where[a] == where[b]
            assert not together or b in tied.get(a, ())


@settings(max_examples=40, deadline=None)
@given(must=st.lists(pairs, max_size=8), split=st.lists(st.sampled_from(sorted(BY_ID)), max_size=8))
def test_what_is_tied_to_one_kept_event_stands_in_it_and_nothing_leaves_one(
    must: list[tuple[str, str]], split: list[str]
) -> None:
    half = len(set(split)) // 2
    names = sorted(set(split))
    kept = [
        Event(str(n), str(n), tuple(sorted(map(end, part))), proposed=False)
        for n, part in enumerate((names[:half], names[half:]))
        if part
    ]
    after = drawn_in(kept, must, PASSAGES, TEXTS)
    assert [each.id for each in after] == [each.id for each in kept]
    for old, new in zip(kept, after, strict=True):
        assert set(old.passages) <= set(new.passages)
        assert new.passages == tuple(sorted(set(new.passages)))
    for name, group_ in components(must).items():
        homes = [each for each in kept if any(overlapping(end(x), each.passages) for x in group_)]
        holding = [each for each in after if overlapping(end(name), each.passages)]
        assert len(holding) <= 1
        if len(homes) == 1:
            assert [each.id for each in holding] == [homes[0].id]

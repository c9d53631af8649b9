from __future__ import annotations

import pytest

from reader.linking.background import load
from reader.linking.features import collect, vectorise
from reader.linking.scoring import score, suggest
from reader.linking.weights import DEFAULT, band
from reader.model.boundaries import sentences
from reader.model.link import Band, ReasonKind, Suggestion
from reader.model.text import Passage, PassageKind, Span

TEXTS = {
    "post": (
        "Mayor Tobias Renk resigned on Monday after police searched the town hall of Hallow. "
        "He is accused of selling building permits. The weather was fine."
    ),
    "herald": (
        "Police have searched Hallow town hall and mayor Tobias Renk has stepped down. "
        "Renk had sold building permits to a developer, prosecutors say. A circus is in town."
    ),
    "line": (
        "A circus came to the town of Hallow this week. Its elephants walked down the main street."
    ),
}


def _passages(texts: dict[str, str], kind: PassageKind = PassageKind.SENTENCE) -> list[Passage]:
    found = []
    for article, text in texts.items():
        spans = sentences(text) if kind is PassageKind.SENTENCE else (Span(0, len(text)),)
        found += [
            Passage(f"{article}:{index}", article, span, kind, index)
            for index, span in enumerate(spans)
        ]
    return found


def _best(suggestions: tuple[Suggestion, ...], passage: str) -> str:
    for each in suggestions:
        if passage in {each.a.id, each.b.id}:
            return each.b.id if each.a.id == passage else each.a.id
    raise AssertionError(passage)


def test_the_first_suggestion_tells_the_same() -> None:
    found = suggest(TEXTS, _passages(TEXTS))
    assert _best(found, "post:0") == "herald:0"
    assert _best(found, "post:1") == "herald:1"


def test_suggestions_come_best_first_with_their_band() -> None:
    found = suggest(TEXTS, _passages(TEXTS))
    assert [each.score for each in found] == sorted((s.score for s in found), reverse=True)
    assert all(each.band is band(each.score) for each in found)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(5.0, Band.STRONG), (4.99, Band.LIKELY), (4.0, Band.LIKELY), (3.0, Band.WEAK), (2.99, None)],
)
def test_bands_are_fixed(value: float, expected: Band | None) -> None:
    assert band(value) is expected


def test_reasons_are_words_of_both_passages_and_shares_of_one_whole() -> None:
    (best, *_) = suggest(TEXTS, _passages(TEXTS))
    assert best.reasons
    assert sum(reason.weight for reason in best.reasons) <= 1
    assert "mayor Tobias Renk" in {reason.a for reason in best.reasons}
    for reason in best.reasons:
        assert reason.span_a is not None
        assert reason.span_b is not None
        assert reason.span_a.of(TEXTS[best.a.article]) == reason.a
        assert reason.span_b.of(TEXTS[best.b.article]) == reason.b
        if reason.kind is not ReasonKind.CONTEXT:
            assert best.a.span.covers(reason.span_a)
            assert best.b.span.covers(reason.span_b)


def test_figures_that_disagree_speak_for_a_link() -> None:
    texts = {
        "a": "Rain fell. The landslide injured 500, officials said. Trains ran late.",
        "b": "It was wet. A doctor said 590 people sustained injuries. Buses ran too.",
    }
    found = suggest(texts, _passages(texts))
    assert {found[0].a.id, found[0].b.id} == {"a:1", "b:1"}
    assert found[0].reasons[0].kind is ReasonKind.NUMBER
    assert found[0].reasons[0].a == "injured 500"


def test_spellings_of_a_name_are_told_as_alike() -> None:
    texts = {"a": "They met Sergei Petrovitch there.", "b": "She saw Sergey Petrovich then."}
    reasons = suggest(texts, _passages(texts))[0].reasons
    if reasons:
        assert ReasonKind.LOOKALIKE in {reason.kind for reason in reasons}
    nobody = {"a": "They met there.", "b": "She saw then."}
    (scored,) = score(texts, _passages(texts))
    (bare,) = score(nobody, _passages(nobody))
    assert scored.scores[0, 1] > bare.scores[0, 1]


def test_each_passage_keeps_its_best_and_no_limit_keeps_all() -> None:
    passages = _passages(TEXTS)
    every = suggest(TEXTS, passages, limit=None)
    assert len(every) == 3 * 3 + 3 * 2 + 3 * 2
    first = suggest(TEXTS, passages, limit=1)
    assert set(first) <= set(every)
    assert {_best(first, p.id) for p in passages} == {_best(every, p.id) for p in passages}


def test_paragraphs_are_linked_by_their_best_sentences_too() -> None:
    found = suggest(TEXTS, _passages(TEXTS, PassageKind.PARAGRAPH))
    assert {found[0].a.id, found[0].b.id} == {"herald:0", "post:0"}


def test_one_article_or_none_has_nothing_to_link() -> None:
    assert suggest({}, []) == ()
    assert suggest(TEXTS, _passages({"post": TEXTS["post"]})) == ()


@pytest.mark.parametrize("limit", [2_000, 0])
def test_passages_without_a_word_are_linked_by_nothing(
    limit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.linking.scoring.DENSE_LIMIT", limit)
    texts = {"one": "* * *", "two": "…"}
    passages = [
        Passage(name, name, Span(0, len(text)), PassageKind.SENTENCE, 0)
        for name, text in texts.items()
    ]
    (found,) = suggest(texts, passages)
    assert (found.band, found.reasons) == (None, ())


def test_progress_is_told_and_a_stop_is_heeded() -> None:
    told: list[float] = []
    suggest(TEXTS, _passages(TEXTS), progress=told.append)
    assert told[-1] == 1
    assert suggest(TEXTS, _passages(TEXTS), stop=lambda: True) == ()


def test_stories_are_held_apart_where_there_are_several() -> None:
    storm = [
        "A storm hit the Marlow coast and the port of Ellery on Sunday, Hanna Quill said.",
        "The storm tore off roofs in Ellery on the Marlow coast, Hanna Quill said Sunday.",
        "Hanna Quill visited Ellery on the Marlow coast after the storm of Sunday.",
    ]
    trial = [
        "Mayor Tobias Renk of Hallow went on trial on Sunday, prosecutor Petra Voss said.",
        "Petra Voss, the prosecutor in Hallow, said the trial of mayor Tobias Renk began Sunday.",
        "In Hallow the trial of Tobias Renk began on Sunday with a speech by Petra Voss.",
    ]
    texts = {f"s{n}": text for n, text in enumerate(storm)}
    texts |= {f"t{n}": text for n, text in enumerate(trial)}
    found = suggest(texts, _passages(texts), limit=None)
    inside = [s.score for s in found if s.a.article[0] == s.b.article[0]]
    across = [s.score for s in found if s.a.article[0] != s.b.article[0]]
    assert min(inside) > max(across) + 1


def test_a_short_passage_takes_more_of_its_neighbours_and_less_of_those_before_it() -> None:
    long = "The mayor of Ellery said on Friday " + "that the harbour wall would be built again " * 4
    texts = {"a": f"{long}. He agreed. {long}.", "b": "Nobody came."}
    rows = vectorise(collect(texts, _passages(texts)), load(), DEFAULT)
    before, after = rows.context[1, 0], rows.context[1, 2]
    assert 0 < before < after
    assert rows.context[0, 1] < after


def test_what_a_band_means_does_not_hang_on_how_few_passages_there_are() -> None:
    few = {name: TEXTS[name] for name in ("herald", "post")}
    more = few | {f"x{n}": f"Rain fell in Orr {n}. Boats were late." for n in range(20)}
    best = [suggest(texts, _passages(texts), limit=None) for texts in (few, more)]
    shown = [
        max(s.score for s in found if {s.a.id, s.b.id} == {"herald:0", "post:0"}) for found in best
    ]
    assert abs(shown[0] - shown[1]) < 0.2 * shown[1], shown

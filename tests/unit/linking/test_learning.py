from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, replace

import numpy as np
import pytest

from reader.linking import scoring
from reader.linking.growth import suggest_for
from reader.linking.learning import ENOUGH, Judgement, learn, missing
from reader.linking.weights import DEFAULT, PARTS, PLAIN, Taste, tasting
from reader.model.boundaries import sentences
from reader.model.text import Passage, PassageKind

STORM = "A storm hit the Marlow coast on May {0}, Hanna Quill said. She left. Hall {0} fell there."
TRIAL = "The trial of mayor Tobias Renk began in Hallow. Petra Voss spoke. He sold {0} permits."
TEXTS = {f"storm{n}": STORM.format(n) for n in range(3)} | {
    f"trial{n}": TRIAL.format(n) for n in range(3)
}
PASSAGES = [
    Passage(f"{article}:{span.start}", article, span, PassageKind.SENTENCE, index)
    for article, text in TEXTS.items()
    for index, span in enumerate(sentences(text))
]
TASTE = Taste(0.5, 1.5, 2.0, 0.8, 1.2, 0.4, 0.0, 1.1, 0.9, 1.5)
CLOSE = 0.06  # nine parts, each rounded to the hundredth, times up to 2


def _sum(parts: Sequence[int], taste: Taste) -> float:
    *factors, constant = astuple(taste)
    return float(np.dot(factors, parts) / 100 + constant)


def _judgements(
    chance: np.random.Generator, count: int, taste: Taste | None, pairs_of_articles: int = 20
) -> list[Judgement]:
    """Made-up suggestions around the border of the bands; of no taste, a coin judges."""
    middle, width = np.array([90, 40, 30, 110, 60, 110, 35, 70, -1]), np.array([40] * 8 + [1])
    parts = np.maximum(np.rint(chance.normal(middle, width, (count, 9))), -5).astype(int)
    scores = np.array([_sum(row, taste or PLAIN) for row in parts.tolist()])
    odds = 1.4 * (scores - np.median(scores)) if taste is not None else np.zeros(count)
    linked = chance.random(count) < 1 / (1 + np.exp(-odds))
    pairs = chance.integers(0, pairs_of_articles, count)
    return [
        Judgement(("a", f"b{pair}"), f"a:{n}-{n + 1}", tuple(row), bool(yes))
        for n, (pair, row, yes) in enumerate(
            zip(pairs.tolist(), parts.tolist(), linked.tolist(), strict=True)
        )
    ]


def test_a_score_is_the_sum_of_its_parts_and_of_what_a_taste_makes_of_them() -> None:
    plain = [each for each in scoring.suggest(TEXTS, PASSAGES, limit=None) if each.band]
    assert plain
    for each in plain:
        assert each.score == pytest.approx(_sum(each.parts, PLAIN), abs=CLOSE)
    changed = scoring.suggest(TEXTS, PASSAGES, limit=None, weights=replace(DEFAULT, taste=TASTE))
    score = {(each.a.id, each.b.id): each.score for each in changed}
    for each in plain:
        assert score[each.a.id, each.b.id] == pytest.approx(_sum(each.parts, TASTE), abs=CLOSE)
    pairs = {(each.b.id, each.a.id) for each in plain} | {("storm0:0", "nowhere:0")}
    again = scoring.parts_between(TEXTS, PASSAGES, pairs)
    assert again.keys() == pairs - {("storm0:0", "nowhere:0")}
    for each in plain:
        assert np.abs(np.subtract(again[each.b.id, each.a.id], each.parts)).max() <= 1


def test_a_taste_counts_in_a_large_collection_and_for_what_comes_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(scoring, "DENSE_LIMIT", 5)
    later = STORM.format(9)
    texts = {**TEXTS, "later": later}
    fresh = [
        Passage(f"later:{span.start}", "later", span, PassageKind.SENTENCE, index)
        for index, span in enumerate(sentences(later))
    ]

    def read(articles: Sequence[str]) -> tuple[dict[str, str], list[Passage]]:
        some = [p for p in [*PASSAGES, *fresh] if p.article in articles]
        return {each: texts[each] for each in articles}, some

    scores = []
    for taste in (PLAIN, replace(PLAIN, constant=2.0)):
        weights = replace(DEFAULT, taste=taste)
        work = scoring.Work(TEXTS, PASSAGES, weights=weights)
        work.go_on()
        assert work.foundation is not None
        found = suggest_for(work.foundation, ["later"], frozenset(), read, weights=weights)
        every = (*work.suggestions(), *found)
        scores.append({(each.a.id, each.b.id): each.score for each in every})
    plain, lifted = scores
    both = plain.keys() & lifted.keys()  # of equals another one may be among the best
    for stands in ("later", "storm"):
        assert any(name.startswith(stands) for pair in both for name in pair)
    for pair in both:
        assert lifted[pair] == pytest.approx(plain[pair] + 2, abs=0.001)


def test_judgements_of_a_coin_or_of_the_default_taste_are_next_to_never_kept() -> None:
    chance = np.random.default_rng(4)
    for taste in (None, PLAIN):
        kept = [learn(_judgements(chance, 60, taste)).better for _ in range(40)]
        assert sum(kept) <= 2


def test_judgements_of_another_taste_are_kept_and_lean_towards_it() -> None:
    chance = np.random.default_rng(5)
    other = Taste(names=3.0, spelling=0.0)
    trials = [learn(_judgements(chance, 240, other, pairs)) for pairs in (1, 3, 20, 40) * 2]
    assert sum(trial.better for trial in trials) >= 7
    for trial in trials:
        assert trial.taste.names > trial.taste.words > trial.taste.spelling
        assert all(0 <= factor <= 3 for factor in astuple(trial.taste)[:-1])
    assert tasting({**dict(zip(PARTS, astuple(TASTE), strict=False)), "odd": 7.0}).taste == (
        replace(TASTE, constant=0.0)
    )


def test_the_order_of_judgements_is_nothing() -> None:
    judgements = _judgements(np.random.default_rng(6), 50, PLAIN)
    assert learn(judgements) == learn(judgements[::-1])


def test_judgements_that_are_all_alike_teach_next_to_nothing() -> None:
    parts = (90, 40, 30, 110, 60, 110, 35, 70, 0)
    judgements = [Judgement(("a", "b"), f"a:{n}-{n + 1}", parts, n % 2 == 0) for n in range(ENOUGH)]
    trial = learn(judgements)
    assert not trial.better
    assert trial.before.precision == trial.after.precision


@pytest.mark.parametrize(
    ("confirmed", "rejected", "lacking"),
    [(0, 0, (30, 8, 8)), (25, 5, (0, 0, 3)), (22, 8, (0, 0, 0)), (8, 21, (1, 0, 0))],
)
def test_too_few_judgements_teach_nothing_and_say_what_is_missing(
    confirmed: int, rejected: int, lacking: tuple[int, int, int]
) -> None:
    assert missing(confirmed, rejected) == lacking
    some = [
        Judgement(("a", "b"), f"a:{n}-{n + 1}", (100,) * 9, n < confirmed)
        for n in range(confirmed + rejected)
    ]
    if any(lacking):
        with pytest.raises(ValueError, match="too few"):
            learn(some)

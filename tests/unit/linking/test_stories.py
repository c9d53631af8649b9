from __future__ import annotations

import numpy as np
import pytest

from reader.linking import background, scoring
from reader.linking.features import collect, vectorise
from reader.linking.stories import groups, prior
from reader.linking.weights import DEFAULT
from reader.model.text import Passage, PassageKind, Span

STORM = "A storm hit the Marlow coast at Ellery and Hanna Quill came to Ellery number {}."
TRIAL = "The trial of mayor Tobias Renk began in Hallow and Petra Voss spoke for hour {}."
TEXTS = {f"storm{n}": STORM.format(n) for n in range(4)} | {
    f"trial{n}": TRIAL.format(n) for n in range(4)
}
PASSAGES = [
    Passage(f"{article}:0", article, Span(0, len(text)), PassageKind.SENTENCE, 0)
    for article, text in TEXTS.items()
]


def test_articles_of_one_story_are_not_held_apart() -> None:
    collection = collect(TEXTS, PASSAGES)
    held = prior(collection, vectorise(collection, background.load(), DEFAULT), DEFAULT)
    assert held[:4, :4].min() > -0.2
    assert held[:4, 4:].max() < -1
    assert np.array_equal(held, held.T)


def test_two_articles_are_never_held_apart() -> None:
    collection = collect(TEXTS, [PASSAGES[0], PASSAGES[5]])
    rows = vectorise(collection, background.load(), DEFAULT)
    assert not prior(collection, rows, DEFAULT).any()


def test_groups_keep_stories_together_and_lose_no_article() -> None:
    collection = collect(TEXTS, PASSAGES)
    rows = vectorise(collection, background.load(), DEFAULT)
    assert [part.tolist() for part in groups(collection, rows, 4)] == [[0, 1, 2, 3], [4, 5, 6, 7]]
    assert [part.tolist() for part in groups(collection, rows, 8)] == [list(range(8))]


def test_a_large_collection_is_linked_by_stories(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = scoring.suggest(TEXTS, PASSAGES)
    monkeypatch.setattr(scoring, "DENSE_LIMIT", 5)
    monkeypatch.setattr(scoring, "GROUP_LIMIT", 4)
    told: list[float] = []
    parts = scoring.suggest(TEXTS, PASSAGES, progress=told.append)
    assert told == [0.5, 1.0]
    assert {(s.a.id, s.b.id) for s in parts} <= {(s.a.id, s.b.id) for s in whole}
    assert all(s.a.article[:5] == s.b.article[:5] for s in parts)
    stopped = scoring.suggest(TEXTS, PASSAGES, stop=iter((False, True)).__next__)
    assert 0 < len(stopped) < len(parts)

from __future__ import annotations

from reader.linking.arrays import dense, unit
from reader.linking.grams import grams, hashed_grams


def test_runs_are_counted_within_each_text_alone() -> None:
    counts = dense(grams(["abab", "cd", ""], 2, 2))
    assert counts.sum(axis=1).tolist() == [3, 1, 0]
    assert sorted(counts[0][counts[0] > 0].tolist()) == [1, 2]
    assert counts.shape[1] == 3  # ab, ba, cd; nothing of b|c


def test_likeness_is_of_shared_runs() -> None:
    runs = unit(grams(["sooronbai", "sooronbay", "minister"], 2, 4))
    likeness = dense(runs @ runs.T)
    assert likeness[0, 1] > 0.7
    assert likeness[0, 2] < 0.2


def test_any_sign_and_no_sign_can_be_counted() -> None:
    assert grams([], 2, 4).shape[0] == 0
    assert grams(["", "a"], 2, 4).sum() == 0
    assert grams(["👩‍👩‍👧é", "\ud800x"], 2, 3).sum() > 0


def test_hashed_runs_are_the_same_over_columns_that_stay() -> None:
    texts = [" the mayor left ", " a mayor came ", ""]
    exact, hashed = grams(texts, 3, 5), hashed_grams(texts, 3, 5)
    assert dense(exact @ exact.T).tolist() == dense(hashed @ hashed.T).tolist()
    assert hashed_grams(["x"], 3, 5).shape[1] == hashed.shape[1]
    assert hashed_grams([], 3, 5).shape[0] == 0

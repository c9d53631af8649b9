from __future__ import annotations

import operator
import time
from collections.abc import Callable
from dataclasses import fields, replace
from itertools import compress, product

import numpy as np
import pytest

from reader.desk.workers import Workers
from reader.linking import scoring
from reader.linking.names import Folding
from reader.linking.spreading import in_turn
from reader.linking.weights import DEFAULT, PARTS, WEAK, Taste
from reader.linking.words import Words, read_all, read_in_parts
from reader.model.text import Passage, PassageKind, Span
from tests.bench.linking.languages import told

TEXTS = {
    f"{kind}{number}": text.format(number)
    for kind, text in (
        ("storm", "A storm hit the Marlow coast at Ellery and Hanna Quill came; {} were hurt."),
        ("trial", "The trial of mayor Tobias Renk began in Hallow and Petra Voss spoke {} hours."),
    )
    for number in range(4)
}
PASSAGES = [
    Passage(f"{article}:0", article, Span(0, len(text)), PassageKind.SENTENCE, 0)
    for article, text in TEXTS.items()
]


def test_results_come_in_order_whatever_the_work() -> None:
    with Workers(2) as workers:
        assert list(workers.spread(operator.sub, 100, range(30))) == list(range(100, 70, -1))
        assert list(workers.spread(operator.add, "a", ["b", "c"])) == ["ab", "ac"]
        assert list(workers.spread(operator.add, "a", [])) == []
        with pytest.raises(RuntimeError, match="ZeroDivisionError"):
            list(workers.spread(operator.floordiv, 1, [1, 0]))
    assert list(Workers(0).spread(operator.sub, 3, [1, 2])) == [2, 1]


def test_what_a_lost_worker_had_is_done_here() -> None:
    with Workers(2) as workers:
        results = workers.spread(operator.sub, 100, range(30))
        assert next(results) == 100
        workers._there[0].process.kill()
        assert list(results) == list(range(99, 70, -1))


def test_whoever_stops_waits_for_nothing_and_leaves_nobody_behind() -> None:
    with Workers(2) as workers:
        naps: Callable[[float], None] = time.sleep
        results = workers.spread(operator.call, naps, [0.0, 60.0, 60.0, 60.0])
        assert next(results) is None
        processes = [each.process for each in workers._there]
        began = time.monotonic()
        results.close()
        assert time.monotonic() - began < 1
        assert [each.poll() is not None for each in processes] == [True, True]


def test_several_processes_find_what_one_does_bit_for_bit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(scoring, "DENSE_LIMIT", 5)
    monkeypatch.setattr("reader.linking.neighbourhoods.CORE", 20)
    monkeypatch.setattr("reader.linking.words.AT_ONCE", 17)
    monkeypatch.setattr("reader.linking.languages._AT_ONCE", 2)
    monkeypatch.setattr("reader.linking.features.AT_ONCE", 3)
    texts = {**TEXTS, "storm0": TEXTS["storm0"].replace("Hanna Quill", "Xandra Kvil")}
    passages = list(PASSAGES)
    for story in map(told, ("de", "ja", "zh")):
        texts |= story.texts
        passages += story.passages
    aliases = {"Xandra Kvil": "Hanna Quill"}
    cannot = [("storm0:0", "storm1:0")]
    learnt = replace(DEFAULT, taste=Taste(names=1.5, hub=0.5, constant=0.5))
    found = []
    with Workers(2) as workers:
        for weights, spread in product((DEFAULT, learnt), (in_turn, workers.spread)):
            work = scoring.Work(texts, passages, weights=weights, cannot=cannot, aliases=aliases)
            assert work.go_on(spread=spread)
            found.append(work.suggestions())
    assert found[0] == found[1] != found[2] == found[3]
    said = {words for each in found[0] for reason in each.reasons for words in (reason.a, reason.b)}
    assert said >= {"Xandra Kvil came", "白浜市"}  # words beside each other, and characters
    assert all(len(each.parts) == (len(PARTS) if each.score >= WEAK else 0) for each in found[2])
    assert cannot[0] not in {(each.a.id, each.b.id) for each in found[0]}


def test_words_read_in_parts_are_those_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.linking.words.AT_ONCE", 1)
    texts = {
        "a": "Das Dorf von Renk und die Hand",  # no English text has `die` but as a name
        "b": "DIE HAND of Marlow led; das dorf ran",
        "c": "Renk und Marlow: die Hand",
    }
    spoken = {"a": "de", "b": "en", "c": "de"}
    passages = [
        Passage(f"{article}:0", article, Span(0, len(text)), PassageKind.SENTENCE, 0)
        for article, text in texts.items()
    ]
    aliases = {"DIE HAND": "Marlow", "Renk": "Tobias Voss"}
    once = read_all(texts, passages, Folding(aliases), spoken)
    parts = read_in_parts(texts, passages, aliases, spoken, in_turn)
    for each in fields(Words):
        assert np.array_equal(getattr(once, each.name), getattr(parts, each.name)), each.name
    foreign, small = (set(compress(once.terms, flags)) for flags in (once.foreign, once.small))
    assert foreign == {"die", "hand", "tobias", "und", "von", "voss"}
    assert small == {"das", "die", "und", "von"}

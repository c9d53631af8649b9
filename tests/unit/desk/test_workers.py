from __future__ import annotations

import operator
import time
from collections.abc import Callable

import pytest

from reader.desk.workers import Workers
from reader.linking import scoring
from reader.linking.spreading import in_turn
from reader.model.text import Passage, PassageKind, Span

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
    monkeypatch.setattr("reader.linking.neighbourhoods.CORE", 2)
    monkeypatch.setattr("reader.linking.words.AT_ONCE", 3)
    texts = {**TEXTS, "storm0": TEXTS["storm0"].replace("Hanna Quill", "Xandra Kvil")}
    aliases = {"Xandra Kvil": "Hanna Quill"}
    cannot = [("storm0:0", "storm1:0")]
    found = []
    with Workers(2) as workers:
        for spread in (in_turn, workers.spread):
            work = scoring.Work(texts, PASSAGES, cannot=cannot, aliases=aliases)
            assert work.go_on(spread=spread)
            found.append(work.suggestions())
    assert found[0] == found[1]
    assert "Xandra Kvil came" in {reason.b for each in found[0] for reason in each.reasons} | {
        reason.a for each in found[0] for reason in each.reasons
    }
    assert cannot[0] not in {(each.a.id, each.b.id) for each in found[0]}

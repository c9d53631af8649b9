"""The same coefficients as three libraries compute them, on made-up data.

They are needed for nothing else, so that the test extra does without them.
"""

from __future__ import annotations

import random

import pytest

from reader.model.agreement import TaggedPlace
from reader.model.text import Span
from reader.team import alpha
from reader.team.clusters import chains
from reader.team.kappa import kappa, mean_kappa
from reader.team.spans import strict

WHY = "needs reference libraries: pip install nltk krippendorff scikit-learn"
ROUNDS = 60

pytestmark = pytest.mark.long


def dealt(dice: random.Random, people: int) -> list[dict[str, str]]:
    """What people said of some units; they look at the same thing, some of the time."""
    values = "abcd"[: dice.randint(2, 4)]
    units = []
    for _ in range(dice.randint(5, 60)):
        true = dice.choice(values)
        said = {f"p{n}": dice.choice((true, dice.choice(values))) for n in range(people)}
        units.append(said)
    units[0] = {name: values[n % 2] for n, name in enumerate(units[0])}  # never all alike
    return units


def test_kappa_is_that_of_scikit_learn_and_nltk() -> None:
    metrics = pytest.importorskip("sklearn.metrics", reason=WHY)
    nltk = pytest.importorskip("nltk.metrics.agreement", reason=WHY)
    dice = random.Random(1)
    for _ in range(ROUNDS):
        units = dealt(dice, 2)
        one, other = ([unit[name] for unit in units] for name in ("p0", "p1"))
        found = kappa(zip(one, other, strict=True))
        assert found == pytest.approx(metrics.cohen_kappa_score(one, other))
        several = dealt(dice, dice.randint(2, 4))
        rows = [(name, n, value) for n, unit in enumerate(several) for name, value in unit.items()]
        assert mean_kappa(several) == pytest.approx(nltk.AnnotationTask(rows).kappa())


def test_alpha_is_that_of_krippendorff_and_nltk() -> None:
    krippendorff = pytest.importorskip("krippendorff", reason=WHY)
    nltk = pytest.importorskip("nltk.metrics.agreement", reason=WHY)
    dice = random.Random(2)
    for _ in range(ROUNDS):
        units = dealt(dice, dice.randint(2, 5))
        whole = [(name, n, value) for n, unit in enumerate(units) for name, value in unit.items()]
        found = alpha.nominal(unit.values() for unit in units)
        assert found == pytest.approx(nltk.AnnotationTask(whole).alpha())
        people = sorted(units[0])
        gaps = [{k: v for k, v in unit.items() if dice.random() < 0.8} for unit in units[1:]]
        table = [[unit.get(name, "") for unit in (units[0], *gaps)] for name in people]
        codes = [[float("nan") if v == "" else float(ord(v)) for v in row] for row in table]
        expected = krippendorff.alpha(reliability_data=codes, level_of_measurement="nominal")
        assert alpha.nominal(unit.values() for unit in (units[0], *gaps)) == pytest.approx(expected)


def test_strict_f1_is_that_of_scikit_learn_and_chains_are_the_parts_of_a_graph() -> None:
    metrics = pytest.importorskip("sklearn.metrics", reason=WHY)
    graphs = pytest.importorskip("scipy.sparse.csgraph", reason=WHY)
    numpy = pytest.importorskip("numpy", reason=WHY)
    dice = random.Random(3)
    for _ in range(ROUNDS):
        every = [(n, n + 3, tag) for n in range(10) for tag in ("claim", "entity")]
        sides = [[dice.random() < 0.4 for _ in every] for _ in range(2)]
        marks = [
            [
                TaggedPlace(str(n), tag, (Span(start, stop),))
                for n, ((start, stop, tag), has) in enumerate(zip(every, side, strict=True))
                if has
            ]
            for side in sides
        ]
        assert strict(*marks).f1 == pytest.approx(metrics.f1_score(*sides))
        table = numpy.array([[dice.random() < 0.1 for _ in range(12)] for _ in range(12)])
        _, parts = graphs.connected_components(table, directed=False)
        pairs = [(int(a), int(b)) for a, b in zip(*table.nonzero(), strict=True)]
        found = chains(range(12), pairs)
        same = {(a, b) for a in range(12) for b in range(12) if parts[a] == parts[b]}
        assert {(a, b) for a, chain in found.items() for b in chain} == same

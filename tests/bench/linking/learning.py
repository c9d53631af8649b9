"""What judgements of some stories teach about others, on files of documents whose links are known.

usage: learning.py PREFIX …      (reads PREFIX.docs.jsonl and PREFIX.links.jsonl)

Half of the topics (each second one) are judged by the known links, their suggestions in the order
of the judging queue: so many, the most uncertain first. Learnt weights are measured on the other
half, against the weights that everybody has: average precision over all pairs, and the same inside
a story. Then the halves change places. Besides, how often something is kept that should not be:
the same suggestions judged by the toss of a coin, by a coin as the default score weighs it, and by
a taste that differs from it (names count double, the lead and the hub for nothing), and what that
taste then gains on the other half.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from measure import average_precision, rows  # type: ignore[import-not-found]  # beside this file

from reader.linking.arrays import Flags, Floats
from reader.linking.learning import EVEN, ODDS, Judgement, Trial, learn, missing
from reader.linking.scoring import BEST_PER_PASSAGE, Scored, best_of, score
from reader.linking.weights import DEFAULT, LIKELY, PARTS, PLAIN, Taste
from reader.model.link import Suggestion
from reader.model.text import Passage, PassageKind, Span

COUNTS = (30, 60, 120, 240)
TOSSES = 200  # trials of each made-up taste
OTHER = Taste(words=0.6, names=2.0, hub=0.0, lead=0.0)

Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class Topic:
    """The documents of one topic, read."""

    texts: dict[str, str]
    passages: list[Passage]
    wanted: set[str]
    story: dict[str, str]

    def scored(self, taste: Taste) -> list[Scored]:
        """Its pairs, by the weights of a desk."""
        weights = replace(DEFAULT, taste=taste)
        return list(score(self.texts, self.passages, weights=weights))


def topics(prefix: str) -> tuple[list[Topic], set[Pair]]:
    """The topics of a file, in order, and the pairs that are links."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for document in rows(Path(f"{prefix}.docs.jsonl")):
        found[document["topic"]].append(document)
    gold = {
        frozenset((x["passage_a"], x["passage_b"])) for x in rows(Path(f"{prefix}.links.jsonl"))
    }
    read = [
        Topic(
            {d["doc"]: d["text"] for d in documents},
            [
                Passage(p["id"], d["doc"], Span(p["start"], p["end"]), PassageKind.SENTENCE, index)
                for d in documents
                for index, p in enumerate(d["passages"])
            ],
            {p["id"] for d in documents for p in d["passages"] if p["scored"]},
            {d["doc"]: d["subtopic"] for d in documents},
        )
        for _, documents in sorted(found.items())
    ]
    return read, gold


def queue(some: Sequence[Topic]) -> list[Suggestion]:
    """What the judging screen would ask, in its order."""
    asked: list[Suggestion] = []
    for topic in some:
        for group in topic.scored(PLAIN):
            found: dict[tuple[int, int], Suggestion] = {}
            best_of(group, BEST_PER_PASSAGE, found)
            asked += (
                each
                for each in found.values()
                if each.band is not None
                and each.score >= LIKELY
                and {each.a.id, each.b.id} <= topic.wanted
            )
    return sorted(asked, key=lambda each: (abs(each.score - EVEN), each.a.id, each.b.id))


def judged(asked: Sequence[Suggestion], said: Callable[[Suggestion], bool]) -> list[Judgement]:
    """The suggestions with verdicts."""
    return [
        Judgement((each.a.article, each.b.article), each.a.id, each.parts, said(each))
        for each in asked
    ]


def measured(some: Sequence[Topic], gold: set[Pair], taste: Taste) -> tuple[float, float]:
    """Average precision over all pairs, and over those inside a story."""
    values: list[Floats] = []
    linked: list[Flags] = []
    inside: list[Flags] = []
    for topic in some:
        for group in topic.scored(taste):
            each = [n for n, p in enumerate(group.passages) if p.id in topic.wanted]
            found = [group.passages[n] for n in each]
            scores = group.scores[np.ix_(each, each)]
            true = np.array([[frozenset((a.id, b.id)) in gold for b in found] for a in found])
            names = np.array([topic.story[p.article] for p in found])
            upper = np.triu(np.isfinite(scores), 1)
            values.append(scores[upper].astype(np.float64))
            linked.append(true[upper])
            inside.append((names[:, None] == names[None, :])[upper])
    s, y, same = np.concatenate(values), np.concatenate(linked), np.concatenate(inside)
    return (
        average_precision(s, y, int(y.sum())),
        average_precision(s[same], y[same], int(y[same].sum())),
    )


def tried(judgements: Sequence[Judgement]) -> Trial | None:
    """What they teach, or None where they are too few."""
    confirmed = sum(each.linked for each in judgements)
    few = any(missing(confirmed, len(judgements) - confirmed))
    return None if few else learn(judgements)


def kept(asked: Sequence[Suggestion], count: int, taste: Taste | None) -> str:
    """In how many trials something is kept, where a coin judges as a taste weighs it."""
    chance = np.random.default_rng(count)
    times, learnt = 0, 0
    factors = _factors(taste or PLAIN)
    for _ in range(TOSSES):
        some = [asked[n] for n in sorted(chance.permutation(min(len(asked), 2 * count))[:count])]
        scores = np.array([factors @ each.parts for each in some]) / 100
        said = _tossed(scores if taste is not None else np.zeros(len(some)), chance)
        says = dict(zip(some, said.tolist(), strict=True))
        trial = tried(judged(some, says.__getitem__))
        learnt += trial is not None
        times += trial is not None and trial.better
    return f"{times}/{learnt}"


def handed_on(asked: Sequence[Suggestion], others: Sequence[Suggestion], count: int) -> str:
    """Average precision of the other half's suggestions, judged by `OTHER` as well.

    By default weights and by those that so many judgements teach, where they would be kept, else
    by default weights again.
    """
    chance = np.random.default_rng(count)
    sums = np.zeros(2)
    factors, plain = _factors(OTHER), _factors(PLAIN)
    table = np.array([each.parts for each in others]) / 100
    for _ in range(TOSSES):
        some = [asked[n] for n in sorted(chance.permutation(min(len(asked), 2 * count))[:count])]
        taught = _tossed(np.array([factors @ each.parts for each in some]) / 100, chance)
        says = dict(zip(some, taught.tolist(), strict=True))
        trial = tried(judged(some, says.__getitem__))
        learnt = _factors(trial.taste) if trial is not None and trial.better else plain
        true = _tossed(table @ factors, chance)
        sums += [average_precision(table @ each, true, int(true.sum())) for each in (plain, learnt)]
    return " -> ".join(f"{each / TOSSES:.3f}" for each in sums)


def _factors(taste: Taste) -> Floats:
    return np.array([getattr(taste, name) for name in PARTS], dtype=np.float64)


def _tossed(scores: Floats, chance: np.random.Generator) -> Flags:
    """A coin that confirms as many as it rejects, as people do who are asked the uncertain."""
    odds = ODDS * (scores - np.median(scores))
    return np.asarray(chance.random(len(scores)) < 1 / (1 + np.exp(-odds)), dtype=bool)


def report(prefix: str) -> None:
    """Print the figures of one file."""
    read, gold = topics(prefix)
    halves = read[::2], read[1::2]
    print(Path(prefix).name)
    queues = queue(halves[0]), queue(halves[1])
    for half in (0, 1):
        taught, others, asked = halves[half], halves[1 - half], queues[half]
        plain = measured(others, gold, PLAIN)
        print(f"  {len(taught)} topics judged, {len(asked)} suggestions; others {_both(plain)}")
        for count in COUNTS:
            if count > len(asked):
                break
            verdicts = judged(asked[:count], lambda s: frozenset((s.a.id, s.b.id)) in gold)
            trial = tried(verdicts)
            if trial is None:
                print(f"  {count:4d}: too few of one kind")
                _print_kept(asked, queues[1 - half], count)
                continue
            learnt = measured(others, gold, trial.taste)
            print(
                f"  {count:4d}: confirmed {trial.confirmed:3d}  AP of the judged"
                f" {trial.before.precision:.3f} -> {trial.after.precision:.3f}"
                f"  loss {trial.before.loss:.3f} -> {trial.after.loss:.3f}"
                f" ({trial.certainty:+.1f})"
                f"  {'kept' if trial.better else 'left'}; others {_both(learnt)}"
            )
            print("       ", " ".join(f"{n} {getattr(trial.taste, n):.2f}" for n in PARTS))
            _print_kept(asked, queues[1 - half], count)


def _print_kept(asked: Sequence[Suggestion], others: Sequence[Suggestion], count: int) -> None:
    print(
        f"        kept by a coin {kept(asked, count, None)},"
        f" by the default taste {kept(asked, count, PLAIN)},"
        f" by another {kept(asked, count, OTHER)},"
        f" whose suggestions elsewhere AP {handed_on(asked, others, count)}"
    )


def _both(figures: tuple[float, float]) -> str:
    return f"AP {figures[0]:.4f} inside {figures[1]:.4f}"


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        report(argument)

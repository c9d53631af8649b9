"""Which passages are scored together, when there are too many to score all with all.

Stories are cut from the trees of articles into cores. Each core is scored together with the
articles around it, whichever core those are in, so that no border between two cores keeps a link
from being found: of each two linked articles one has the other among its nearest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from reader.linking.arrays import Floats, Integers
from reader.linking.kinship import Kinship
from reader.linking.weights import LIKELY, Weights

CORE = 400  # passages: a square array of 700 is still in the cache of a processor's core
AROUND = 300  # passages of other cores, at most
# An article that the story prior holds farther off than this is not looked at: a pair of it would
# have to be strong twice over before it was shown.
FAR = -LIKELY


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Articles (by number): those whose links are looked for, and those around them."""

    core: Integers
    around: Integers


def neighbourhoods(kin: Kinship, sizes: Integers, weights: Weights) -> tuple[Neighbourhood, ...]:
    """All articles in cores, each with what is around it.

    Args:
        kin: how near they are.
        sizes: passages of each article.
        weights: the constants of the score.
    """
    parts = (
        inside[part]
        for inside, tree in zip(kin.members, kin.trees, strict=True)
        for part in cut(tree, sizes[inside], CORE)
    )
    cores = sorted(_filled(list(parts), sizes), key=lambda core: int(core[0]))
    return tuple(Neighbourhood(core, around(kin, core, sizes, weights)) for core in cores)


def around(kin: Kinship, core: Integers, sizes: Integers, weights: Weights) -> Integers:
    """The nearest articles of other cores, as many as there is room for."""
    met = np.setdiff1d(kin.near[core], core)
    every = np.concatenate([core, met])
    prior = kin.prior(every, weights)[len(core) :, : len(core)].max(axis=1, initial=-np.inf)
    close = np.flatnonzero(prior >= FAR)
    close = close[np.argsort(-prior[close], kind="stable")]
    room = np.cumsum(sizes[met[close]]) <= AROUND
    return np.sort(met[close[room]])


def cut(tree: Floats, sizes: Integers, most: int) -> Iterator[Integers]:
    """The parts of a tree of at most `most` passages; an article that is larger stays alone."""
    count = len(sizes)
    members = {index: [index] for index in range(count)}
    weight = {index: int(sizes[index]) for index in range(count)}
    for step, (left, right) in enumerate(tree[:, :2].astype(int).tolist(), count):
        if left in members and right in members and weight[left] + weight[right] <= most:
            members[step] = members.pop(left) + members.pop(right)
            weight[step] = weight[left] + weight[right]
    yield from (np.array(sorted(part), dtype=np.int64) for part in sorted(members.values()))


def _filled(parts: list[Integers], sizes: Integers) -> Iterator[Integers]:
    """Small parts put together: a score has to be divided by something, and steps cost time."""
    waiting: list[Integers] = []
    held = 0
    for part in parts:
        size = int(sizes[part].sum())
        if waiting and held + size > CORE:
            yield np.sort(np.concatenate(waiting))
            waiting, held = [], 0
        waiting.append(part)
        held += size
    if waiting:
        yield np.sort(np.concatenate(waiting))

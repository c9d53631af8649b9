"""What two texts have in common: lines first, sentences in what differs, then words.

Each step lines up what stands once in both texts (patience diff, Bram Cohen) and looks between
those; where nothing stands once, the longest common subsequence decides (rapidfuzz, in C++).
A diff of all words at once is quadratic: two texts of 1 MB that differ in one line of ten take
0.4 s this way.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from reader.model.text import Span

# Lines, sentences, words. Scripts without spaces go letter by letter (Thai, Lao, kana, Han).
_LEVELS = (
    re.compile(r"\n+|[^\n]+"),
    re.compile(r"[^.!?\n]+[.!?]*\s*|[.!?\s]+"),
    re.compile("[^\\W\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+|\\s+|[\\w\\W]"),
)
# Where no single piece stands once on each side, so many in a row are looked at instead.
IN_A_ROW = 4  # pieces
# The longest common subsequence of two stretches without a common landmark is looked for up to
# this many pairs of words: 8 MB of memory, 30 ms. Longer ones count as wholly rewritten.
MOST_PAIRS = 64_000_000
MOST_SLID = 200  # code points that the start of a change may go back to where a line begins
# Equal stretches below this, with longer changes on both sides, are chance ("the", "of a"):
# 24 code points that stand once are believed elsewhere too (`matching`).
CHANCE_LENGTH = 24  # code points


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch that stands in both texts: where in each, and how long.

    Attributes:
        old, new: offsets of its start, code points.
        length: code points.
        moved: whether it stands before or behind something that it did not.
    """

    old: int
    new: int
    length: int
    moved: bool = False


def runs(old: str, new: str) -> tuple[Run, ...]:
    """The stretches of `old` that stand in `new`, by their place in `old`; none overlap.

    Those not `moved` stand in the same order in both.
    """
    if old == new:
        return (Run(0, 0, len(old)),) if old else ()
    gaps = [(Span(0, len(old)), Span(0, len(new)))]
    found: list[Run] = []
    for level in _LEVELS:
        left: list[tuple[Span, Span]] = []
        for one, other in gaps:
            equal = _equal(level, (old, one), (new, other))
            found += equal
            left += _between(equal, one, other)
        gaps = left
    kept = _without_chance(_joined(found), len(old), len(new))
    _slide(kept, old, new)
    kept = [run for run in kept if run.length]
    return tuple(sorted((*kept, *_moved(kept, old, new)), key=lambda run: run.old))


def gaps(found: Sequence[Run], old: str, new: str) -> Iterator[tuple[Span, Span]]:
    """What lies between the runs that kept their order: the stretches that were exchanged."""
    straight = [run for run in found if not run.moved]
    yield from _between(straight, Span(0, len(old)), Span(0, len(new)))


def _between(equal: Sequence[Run], old: Span, new: Span) -> Iterator[tuple[Span, Span]]:
    at, there = old.start, new.start
    for run in (*equal, Run(old.stop, new.stop, 0)):
        if at < run.old or there < run.new:
            yield Span(at, run.old), Span(there, run.new)
        at, there = run.old + run.length, run.new + run.length


def _equal(level: re.Pattern[str], old: tuple[str, Span], new: tuple[str, Span]) -> list[Run]:
    """The equal pieces of two stretches, cut as `level` cuts."""
    one, other = _pieces(level, *old), _pieces(level, *new)
    if not one or not other:
        return []
    names: dict[str, int] = {}
    keys = [[names.setdefault(piece, len(names)) for piece in side] for side in (one, other)]
    at, there = (
        list(accumulate(map(len, side), initial=span.start))
        for side, (_, span) in ((one, old), (other, new))
    )
    return [
        Run(at[i], there[j], at[i + length] - at[i]) for i, j, length in aligned(keys[0], keys[1])
    ]


def _pieces(level: re.Pattern[str], text: str, within: Span) -> list[str]:
    """The pieces of a stretch; they tile it."""
    return level.findall(text, within.start, within.stop)


def aligned(old: Sequence[int], new: Sequence[int]) -> list[tuple[int, int, int]]:
    """Equal stretches of two sequences in order: index in each, and length; some side by side.

    >>> aligned([1, 2, 3, 4], [1, 3, 4, 5])
    [(0, 0, 1), (2, 1, 1), (3, 2, 1)]
    """
    found: list[tuple[int, int, int]] = []
    waiting = [(0, len(old), 0, len(new))]
    while waiting:
        i, i_stop, j, j_stop = waiting.pop()
        start = i
        while i < i_stop and j < j_stop and old[i] == new[j]:
            i, j = i + 1, j + 1
        if i > start:
            found.append((start, j - (i - start), i - start))
        tail = 0
        while (
            i < i_stop - tail and j < j_stop - tail and old[~tail + i_stop] == new[~tail + j_stop]
        ):
            tail += 1
        if tail:
            found.append((i_stop - tail, j_stop - tail, tail))
        i_stop, j_stop = i_stop - tail, j_stop - tail
        if i == i_stop or j == j_stop:
            continue
        landmarks = _landmarks(old, new, (i, i_stop, j, j_stop))
        if not landmarks:
            found += _subsequence(old, new, (i, i_stop, j, j_stop))
            continue
        found += [(a, b, 1) for a, b in landmarks]
        corners = [(i - 1, j - 1), *landmarks, (i_stop, j_stop)]
        waiting += [
            (a + 1, c, b + 1, d) for (a, b), (c, d) in pairwise(corners) if a + 1 < c and b + 1 < d
        ]
    return sorted(found)


def _landmarks(
    old: Sequence[int], new: Sequence[int], box: tuple[int, int, int, int]
) -> list[tuple[int, int]]:
    """What stands once on each side, as far as it stands in the same order."""
    i, i_stop, j, j_stop = box
    one, other = old[i:i_stop], new[j:j_stop]
    found = _increasing(_once_in_both(one, other))
    if not found and len(one) * len(other) > MOST_PAIRS:
        rows = [
            list(zip(*(side[n:] for n in range(IN_A_ROW)), strict=False)) for side in (one, other)
        ]
        found = _increasing(_once_in_both(rows[0], rows[1]))
    return [(i + at, j + there) for at, there in found]


def _once_in_both(one: Sequence[Hashable], other: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Where each item stands that stands once on each side, in the order of the first."""
    counts, others = Counter(one), Counter(other)
    there = {item: at for at, item in enumerate(other) if others[item] == 1}
    return [(at, there[item]) for at, item in enumerate(one) if item in there and counts[item] == 1]


def _increasing(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of pairs, sorted by the first, whose seconds rise too."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, there) in enumerate(pairs):
        at = bisect_left(tails, there)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [there]
        ends[at : at + 1] = [index]
    chosen = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chosen.append(pairs[index])
        index = before[index]
    return chosen[::-1]


def _subsequence(
    old: Sequence[int], new: Sequence[int], box: tuple[int, int, int, int]
) -> list[tuple[int, int, int]]:
    from rapidfuzz.distance import LCSseq  # noqa: PLC0415  # 40 ms, where a text changed

    i, i_stop, j, j_stop = box
    if (i_stop - i) * (j_stop - j) > MOST_PAIRS:
        return []
    blocks = LCSseq.opcodes(list(old[i:i_stop]), list(new[j:j_stop])).as_matching_blocks()
    return [(i + block.a, j + block.b, block.size) for block in blocks if block.size]


def _joined(found: Sequence[Run]) -> list[Run]:
    """Runs in order, neighbours without a gap as one."""
    joined: list[Run] = []
    for run in sorted(found, key=lambda run: (run.old, run.new)):
        last = joined[-1] if joined else None
        if last and (last.old + last.length, last.new + last.length) == (run.old, run.new):
            joined[-1] = Run(last.old, last.new, last.length + run.length)
        else:
            joined.append(run)
    return joined


def _without_chance(found: Sequence[Run], old_length: int, new_length: int) -> list[Run]:
    """Without the short runs that have a longer change on both sides."""
    kept: list[Run] = []
    at = [(0, 0)]  # where the last run that was kept ends; before all of them, the start
    ends = [*found[1:], Run(old_length, new_length, 0)] if found else []
    for run, after in zip(found, ends, strict=True):
        left = max(run.old - at[-1][0], run.new - at[-1][1])
        right = max(after.old - run.old - run.length, after.new - run.new - run.length)
        if run.length < CHANCE_LENGTH and run.length <= min(left, right):
            continue
        kept.append(run)
        at.append((run.old + run.length, run.new + run.length))
    return kept


def _slide(kept: list[Run], old: str, new: str) -> None:
    """Let what was put in or taken out begin where a line or a word begins, where it may.

    After "The mayor" came to "The council met. The mayor", what is new is `The council met. `
    as well as `council met. The `; people mean the first.
    """
    for n in range(1, len(kept)):
        one, other = kept[n - 1], kept[n]
        ends = (one.old + one.length, one.new + one.length)
        if (ends[0] == other.old) is (ends[1] == other.new):
            continue
        text, at, stop = (
            (new, ends[1], other.new) if ends[0] == other.old else (old, ends[0], other.old)
        )
        steps = [0]
        for back in range(1, min(one.length, MOST_SLID)):
            if text[at - back] != text[stop - back]:
                break
            steps.append(-back)
        # The last run may be used up: then the change reaches the end of the text.
        room = other.length + (n == len(kept) - 1)
        for on in range(1, min(room, MOST_SLID)):
            if text[at + on - 1] != text[stop + on - 1]:
                break
            steps.append(on)
        best = -max(steps, key=lambda step: _beginning(text, at + step))
        kept[n - 1] = Run(one.old, one.new, one.length - best)
        kept[n] = Run(other.old - best, other.new - best, other.length + best)


def _beginning(text: str, at: int) -> int:
    """How much a place looks like the start of something: of a line, of a word."""
    if text[at : at + 1] == "\n" and at > 0 and text[at - 1] != "\n":
        return 2
    if at == 0 or text[at - 1] == "\n":
        return 3 if text[at : at + 1].strip() else 1
    return int(text[at - 1].isspace() and not text[at : at + 1].isspace())


def _moved(kept: Sequence[Run], old: str, new: str) -> list[Run]:
    """Lines that were taken out at one place and stand at another, each side once."""
    sides: tuple[dict[str, list[int]], dict[str, list[int]]] = ({}, {})
    for pair in _between(kept, Span(0, len(old)), Span(0, len(new))):
        for side, text, gap in zip(sides, (old, new), pair, strict=True):
            for line in _LEVELS[0].finditer(text, gap.start, gap.stop):
                if len(line.group()) >= CHANCE_LENGTH:
                    side.setdefault(line.group(), []).append(line.start())
    gone, come = sides
    return [
        Run(places[0], come[line][0], len(line), moved=True)
        for line, places in gone.items()
        if len(places) == 1 and len(come.get(line, ())) == 1
    ]

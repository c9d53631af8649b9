"""Whatever an outlet does to a text: a mark stands on its own words, or is lost aloud."""

from __future__ import annotations

import itertools
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.anchoring.carrying import EDITED_NEEDED, Comparison, Fate
from reader.anchoring.comparing import runs
from reader.model.text import Span

TEXTS = st.text(st.sampled_from("ab \n.é世"), max_size=60) | st.text(max_size=40)


def _lines(seed: int, count: int) -> list[str]:
    """Lines of words that all differ, so that the right place of each is known."""
    dice = random.Random(seed)
    return [
        " ".join("".join(dice.choices("bcdfghklmnprstvw", k=7)) for _ in range(dice.randint(6, 14)))
        for _ in range(count)
    ]


@given(TEXTS, TEXTS)
@settings(max_examples=300, deadline=None)
def test_runs_hold_the_same_letters_and_never_overlap(old: str, new: str) -> None:
    found = runs(old, new)
    for run in found:
        assert run.length > 0
        assert old[run.old : run.old + run.length] == new[run.new : run.new + run.length]
    for side in ("old", "new"):
        places = sorted((getattr(run, side), run.length) for run in found)
        for (start, length), (after, _) in itertools.pairwise(places):
            assert start + length <= after
    straight = [run.new for run in found if not run.moved]
    assert straight == sorted(straight)


@given(TEXTS, TEXTS, st.data())
@settings(max_examples=300, deadline=None)
def test_a_carried_mark_lies_inside_and_its_words_are_near_enough(
    old: str, new: str, data: st.DataObject
) -> None:
    if not old:
        return
    start = data.draw(st.integers(0, len(old) - 1))
    stop = data.draw(st.integers(start + 1, len(old)))
    carried = Comparison(old, new).carry([Span(start, stop)])
    if carried.fate is Fate.LOST:
        assert carried.spans == ()
        return
    (there,) = carried.spans
    assert 0 <= there.start < there.stop <= len(new)
    same = there.of(new).split() == old[start:stop].split()
    assert same is (carried.fate is not Fate.EDITED)
    assert carried.score >= EDITED_NEEDED


@given(st.text(max_size=80), st.data())
@settings(max_examples=100, deadline=None)
def test_an_unchanged_text_keeps_every_place(text: str, data: st.DataObject) -> None:
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    carried = Comparison(text, text).carry([span])
    assert (carried.fate, carried.spans) == (Fate.EXACT, (span,))


@given(
    st.integers(0, 10_000),
    st.lists(
        st.tuples(st.sampled_from(["drop", "move", "insert"]), st.integers(0, 99)), max_size=5
    ),
)
@settings(max_examples=100, deadline=None)
def test_whole_lines_follow_wherever_they_go_and_dropped_ones_are_lost(
    seed: int, edits: list[tuple[str, int]]
) -> None:
    lines = _lines(seed, 9)
    page = list(lines)
    extra = iter(_lines(seed + 1_000_000, 9))
    for what, at in edits:
        if what == "insert" or not page:
            page.insert(at % (len(page) + 1), next(extra))
            continue
        line = page.pop(at % len(page))
        if what == "move":
            page.insert((at * 7) % (len(page) + 1), line)
    old, new = "\n".join(lines), "\n".join(page)
    compared = Comparison(old, new)
    for line in lines:
        start = old.index(line)
        for span in (Span(start, start + len(line)), Span(start + 8, start + 31)):
            carried = compared.carry([span])
            if line not in page:
                assert carried.fate is Fate.LOST
            else:
                assert carried.spans == (
                    Span(*(new.index(line) + at - start for at in _ends(span))),
                )


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.stop


@given(st.integers(0, 10_000), st.integers(0, 8), st.sampled_from(["replace", "drop", "insert"]))
@settings(max_examples=100, deadline=None)
def test_the_words_that_survive_an_edit_stay_covered(seed: int, number: int, how: str) -> None:
    lines = _lines(seed, 9)
    words = lines[number].split()
    fresh = _lines(seed + 1_000_000, 1)[0].split()[0]
    at = seed % len(words)
    edited = {
        "replace": [*words[:at], fresh, *words[at + 1 :]],
        "drop": [*words[:at], *words[at + 1 :]],
        "insert": [*words[:at], fresh, *words[at:]],
    }[how]
    old = "\n".join(lines)
    new = "\n".join([*lines[:number], " ".join(edited), *lines[number + 1 :]])
    start = old.index(lines[number])
    compared = Comparison(old, new)
    carried = compared.carry([Span(start, start + len(lines[number]))])
    assert carried.spans
    survivors = [word for word in words if word in edited]
    assert all(word in carried.spans[0].of(new) for word in survivors)
    neighbours = [line for n, line in enumerate(lines) if n != number]
    for line in neighbours:
        place = Span(old.index(line), old.index(line) + len(line))
        assert compared.carry([place]).fate is Fate.EXACT

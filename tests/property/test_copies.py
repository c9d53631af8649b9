"""Runs that articles share: whatever the words, the spans are words, shared, and apart."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.linking.copies import LONG, find, folded
from reader.model.boundaries import words

VOCABULARY = [f"{start}{end}" for start in "bdfglmnp" for end in ("aral", "enik", "idus", "omer")]
running = st.lists(st.sampled_from(VOCABULARY), max_size=90)
articles = st.tuples(running, running, running, st.integers(0, 60), st.integers(0, 60))


def _texts(drawn: tuple[list[str], list[str], list[str], int, int]) -> dict[str, str]:
    a, shared, b, at_a, at_b = drawn
    return {
        "a": " ".join([*a[:at_a], *shared, *a[at_a:]]),
        "b": "“So.” " + ", ".join([*b[:at_b], *shared, *b[at_b:]]).upper(),
    }


@given(articles)
@settings(max_examples=150, deadline=None)
def test_copies_lie_inside_begin_and_end_with_words_both_have_and_do_not_overlap(
    drawn: tuple[list[str], list[str], list[str], int, int],
) -> None:
    texts = _texts(drawn)
    copies = find(texts).copies
    for copy in copies:
        sides = []
        for end in (copy.a, copy.b):
            assert end.quote == end.span.of(texts[end.article])
            sides.append([folded(word.of(end.quote)) for word in words(end.quote)])
        assert sides[0][0] == sides[1][0]
        assert sides[0][-1] == sides[1][-1]
        assert 0 < copy.words <= min(len(sides[0]), len(sides[1]))
    for one, other in combinations(copies, 2):
        assert not one.a.span.overlaps(other.a.span)
        assert not one.b.span.overlaps(other.b.span)


@given(st.permutations(VOCABULARY), running, running)
@settings(max_examples=100, deadline=None)
def test_a_long_shared_run_is_always_found(
    shared: list[str], before: list[str], after: list[str]
) -> None:
    assert len(shared) >= LONG
    run = " ".join(shared)
    texts = {"a": f"{' '.join(before)} {run}", "b": f"{run} {' '.join(after)}"}
    start = len(texts["a"]) - len(run)
    found = find(texts)
    assert (
        any(
            copy.a.span.start <= start + len(shared[0]) and copy.a.span.stop == len(texts["a"])
            for copy in found.copies
        )
        or sum(copy.words for copy in found.copies) >= LONG
    )
    assert all(0 < share <= 1 for share in found.shares.values())


@given(articles)
@settings(max_examples=60, deadline=None)
def test_the_other_order_of_articles_finds_as_much(
    drawn: tuple[list[str], list[str], list[str], int, int],
) -> None:
    texts = _texts(drawn)
    turned = find(dict(reversed(texts.items())))
    assert bool(turned.copies) == bool(find(texts).copies)

"""Flips go with their words, however the blocks are cut."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.desk.flipping import MOSTLY, deciding, laid_over, rewriting
from reader.model.article import Block, BlockKind, BlockVerdict, Category, Flip
from reader.model.text import Span

BODY, JUNK = BlockVerdict.BODY, BlockVerdict.JUNK
LINES = ("one two three\n", "four\n", "five six\n\n", "seven eight nine ten\n", "eleven\n", "12\n")
TEXT = "".join(LINES)
STARTS = [sum(map(len, LINES[:n])) for n in range(len(LINES) + 1)]
verdicts = st.sampled_from(BlockVerdict)


@st.composite
def cuts(draw: st.DrawFn) -> tuple[Block, ...]:
    """The text cut at some of its lines; every block is body."""
    inner = draw(st.sets(st.sampled_from(STARTS[1:-1])))
    edges = [0, *sorted(inner), len(TEXT)]
    return tuple(
        Block(Span(a, b), BlockKind.PARAGRAPH, BODY, Category.TEXT, "model", 0.9)
        for a, b in pairwise(edges)
    )


@st.composite
def flipped(draw: st.DrawFn, blocks: tuple[Block, ...]) -> tuple[Flip, ...]:
    """Some of the blocks with a verdict each."""
    chosen = draw(st.sets(st.sampled_from(range(len(blocks)))))
    return tuple(Flip("a", blocks[n].span, "ada", draw(verdicts)) for n in sorted(chosen))


def said(blocks: tuple[Block, ...]) -> list[BlockVerdict]:
    return [block.verdict for block in blocks]


@settings(max_examples=150)
@given(st.data(), cuts())
def test_flips_on_the_same_cut_stand_as_they_were_said(
    data: st.DataObject, blocks: tuple[Block, ...]
) -> None:
    flips = data.draw(flipped(blocks))
    by_span = {flip.span: flip.verdict for flip in flips}
    found = laid_over(TEXT, blocks, flips)
    assert said(found) == [by_span.get(block.span, block.verdict) for block in blocks]
    assert [b.rule == "annotator" for b in found] == [b.span in by_span for b in blocks]


@settings(max_examples=300)
@given(st.data(), cuts(), cuts())
def test_flips_survive_another_cut(
    data: st.DataObject, old: tuple[Block, ...], new: tuple[Block, ...]
) -> None:
    flips = data.draw(flipped(old))
    found = laid_over(TEXT, new, flips)
    assert [b.span for b in found] == [b.span for b in new]
    for index, flip in deciding(TEXT, new, flips).items():
        assert flip.span.overlaps(new[index].span)
    for block, after in zip(new, found, strict=True):
        over = [flip for flip in flips if flip.span.covers(block.span)]
        if over:  # a part of a flipped block is flipped
            assert after.verdict is over[0].verdict
        if after.verdict is JUNK:  # most of what is hidden was called junk
            junk = sum(
                len(Span(max(f.span.start, block.span.start), min(f.span.stop, block.span.stop)))
                for f in flips
                if f.verdict is JUNK and f.span.overlaps(block.span)
            )
            assert junk >= MOSTLY * len(block.span.of(TEXT).strip()) - 2
    for flip in flips:  # what was called text is nowhere hidden by other words for it
        if flip.verdict is BODY and all(f.verdict is BODY for f in flips):
            assert all(b.verdict is BODY for b in found if b.span.overlaps(flip.span))


@settings(max_examples=300)
@given(st.data(), cuts(), cuts(), st.none() | verdicts)
def test_one_block_is_set_and_the_others_keep_what_they_had(
    data: st.DataObject,
    old: tuple[Block, ...],
    new: tuple[Block, ...],
    verdict: BlockVerdict | None,
) -> None:
    flips = data.draw(flipped(old))
    index = data.draw(st.integers(0, len(new) - 1))
    before = said(laid_over(TEXT, new, flips))
    change = rewriting(TEXT, new, flips, index, verdict)
    standing = {flip.span: flip for flip in flips if flip.span not in change.gone}
    for span, put in change.put:
        standing[span] = Flip("a", span, "ada", put)
    after = said(laid_over(TEXT, new, standing.values()))
    assert after[index] is (new[index].verdict if verdict is None else verdict)
    assert after[:index] == before[:index]
    assert after[index + 1 :] == before[index + 1 :]

"""What agreement is counted over."""

from __future__ import annotations

from reader.model.agreement import SharedArticle, TaggedPlace
from reader.model.article import Block, BlockKind, BlockVerdict, Category
from reader.model.text import Span
from reader.team import grounds

TEXT = "Home | Sport\nIt rained. Then it\nstopped. Nobody came.\nShare this. Now.\n"
KINDS = (BlockVerdict.JUNK, BlockVerdict.BODY, BlockVerdict.JUNK)
CUTS = (0, 13, 54, len(TEXT))


def blocks() -> list[Block]:
    return [
        Block(Span(start, stop), BlockKind.PARAGRAPH, verdict, Category.TEXT, "rule", 1.0)
        for start, stop, verdict in zip(CUTS, CUTS[1:], KINDS, strict=False)
    ]


def place(start: int, stop: int, tag: str = "claim") -> TaggedPlace:
    return TaggedPlace("m", tag, (Span(start, stop),))


def test_junk_is_no_ground_unless_somebody_marked_it() -> None:
    assert grounds.ground(blocks(), []) == (Span(13, 54),)
    assert grounds.ground(blocks(), [place(54, 55)]) == (Span(13, 54), Span(54, len(TEXT)))
    assert grounds.ground(blocks(), [place(5, 14)]) == (Span(0, 13), Span(13, 54))


def test_a_sentence_has_the_tags_of_all_that_touch_it() -> None:
    found = grounds.sentences_of(TEXT, grounds.ground(blocks(), []))
    assert [span.of(TEXT) for span in found] == [
        "It rained.",
        "Then it\nstopped.",
        "Nobody came.",
    ]
    marks = [place(20, 30), place(24, 25, "entity"), place(53, 54)]
    assert grounds.touched(found, marks) == {
        0: frozenset({"claim"}),
        1: frozenset({"claim", "entity"}),
    }


def test_a_continuum_leaves_the_junk_out_and_goes_on_with_the_next_article() -> None:
    one = SharedArticle("one", (Span(13, 53), Span(60, 70)), (), {}, {})
    two = SharedArticle("two", (Span(5, 10),), (), {}, {})
    line = grounds.Continuum([one, two])
    assert line.length == 40 + 10 + 5
    assert line.place("one", Span(13, 14)) == Span(0, 1)
    assert line.place("one", Span(50, 53)) == Span(37, 40), "its end is not the next block's start"
    assert line.place("one", Span(52, 61)) == Span(39, 41)
    assert line.place("two", Span(5, 10)) == Span(50, 55)

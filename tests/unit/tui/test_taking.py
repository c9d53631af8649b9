"""Words, sentences and what is said are taken at once; sides move by words."""

from __future__ import annotations

import pytest

from reader.model.text import Span
from reader.tui.motions import Motions, Place
from reader.tui.selecting import Edge, Reading, Unit, begun, bordered, selected, taken
from reader.tui.taking import take
from reader.tui.viewing import Role, ShownBlock
from reader.tui.wrapping import wrap

TEXT = "Rain fell hard. “The dam holds,” she said. Then it broke."


def _motions(text: str = TEXT) -> Motions:
    return Motions(wrap(text, [ShownBlock(Span(0, len(text)), 0, Role.BODY)], 30))


def _after(commands: str, at: str, start: str = "", text: str = TEXT) -> str:
    """What is selected after some commands, the cursor on words or these words selected."""
    motions = _motions(text)
    reading = Reading(Place(text.index(at)))
    if start:
        at_start = text.index(start)
        reading = taken(reading, motions, Span(at_start, at_start + len(start)))
    else:
        reading = begun(reading, motions, Unit.CLUSTER)
    for command in commands.split():
        found = take(reading, motions, command)
        assert found is not None
        reading = found
    span = selected(reading, motions)
    return "" if span is None else span.of(text)


@pytest.mark.parametrize(
    ("commands", "at", "words"),
    [
        ("object.word", "ell", "fell"),
        ("object.word object.word", "ell", "fell hard"),
        ("object.sentence", "fell", "Rain fell hard."),
        ("object.sentence object.sentence", "fell", "Rain fell hard. “The dam holds,” she said."),
        ("object.paragraph", "fell", TEXT),
        ("object.paragraph object.paragraph", "fell", TEXT),
        ("object.quoted", "dam", "The dam holds,"),
        ("object.quotation", "dam", "“The dam holds,”"),
        ("object.quoted", "Rain", "The dam holds,"),  # the next one, as vim does
        ("object.quoted", "broke", "b"),  # there is none
    ],
)
def test_an_object_is_taken_and_grows_by_the_next(commands: str, at: str, words: str) -> None:
    assert _after(commands, at) == words


@pytest.mark.parametrize(
    ("commands", "words"),
    [
        ("edge.stop-out", "fell hard"),
        ("edge.stop-out edge.stop-out", "fell hard. “The"),
        ("edge.start-out", "Rain fell"),
        ("edge.stop-out edge.start-in", "hard"),
        ("edge.stop-out edge.stop-in", "fell"),
        ("edge.stop-in", "fell"),  # a word is left
        ("edge.start-in", "fell"),
        ("edge.start-out edge.start-out", "Rain fell"),
    ],
)
def test_a_side_goes_a_word_out_or_in_and_never_past_the_other(commands: str, words: str) -> None:
    assert _after(commands, "fell", "fell") == words


def test_a_count_takes_so_many_words_from_the_one_under_the_cursor() -> None:
    motions = _motions()
    for count, words in ((1, "fell"), (3, "fell hard. “The"), (99, TEXT[5:-1])):
        found = take(Reading(Place(6)), motions, "select.grow", count)
        assert found is not None
        span = selected(found, motions)
        assert span is not None
        assert span.of(TEXT) == words


def test_a_border_in_hand_moves_by_words_on_either_side() -> None:
    motions = _motions()
    reading = bordered(Reading(Place(5)), motions, "m", Span(5, 9), Edge.STOP)
    for command in ("edge.stop-out", "edge.start-out"):
        found = take(reading, motions, command)
        assert found is not None
        reading = found
    assert reading.boundary is not None
    assert reading.boundary.span.of(TEXT) == "Rain fell hard"
    assert reading.boundary.edge is Edge.START


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('He said "no more" twice', '"no more"'),
        ("Er sagte „nie wieder“ zu uns", "„nie wieder“"),
        ("Il dit « assez » hier", "« assez »"),
        ("彼は「はい」と言った", "「はい」"),
    ],
)
def test_quotations_of_several_scripts_are_known(text: str, said: str) -> None:
    assert _after("object.quotation", said[1:3], text=text) == said


def test_commands_of_others_and_empty_pages_are_left_alone() -> None:
    assert take(Reading(), _motions(), "mark.claim") is None
    empty = Motions(wrap("", [], 30))
    assert take(Reading(), empty, "object.word") == Reading()

"""Made-up stories: their sentences link, and disagree exactly where it was written down."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reader.linking.contrasts import find, in_linked
from reader.linking.events import group
from reader.linking.scoring import suggest
from reader.model.boundaries import sentences
from reader.model.text import Passage, PassageKind, Span

STORIES = sorted((Path(__file__).parents[2] / "cases" / "linking").glob("*.txt"))


def _read(story: Path) -> tuple[dict[str, str], set[tuple[str, frozenset[str]]]]:
    parts = re.split(r"^=== (.+)\n", story.read_text("utf-8"), flags=re.MULTILINE)[1:]
    texts = dict(zip(parts[::2], parts[1::2], strict=True))
    expected = set()
    for line in texts.pop("contrasts").splitlines():
        kind, one, other = line.split(" | ")
        expected.add((kind, frozenset((one, other))))
    return texts, expected


def _passages(texts: dict[str, str]) -> list[Passage]:
    return [
        Passage(f"{article}:{span.start}", article, span, PassageKind.SENTENCE, index)
        for article, text in texts.items()
        for index, span in enumerate(
            span
            for line in re.finditer(r".+", text)
            for span in sentences(text, Span(*line.span()))
        )
    ]


@pytest.mark.parametrize("story", STORIES, ids=[story.stem for story in STORIES])
def test_a_story_disagrees_exactly_where_it_does(story: Path) -> None:
    texts, expected = _read(story)
    passages = _passages(texts)
    suggestions = suggest(texts, passages)
    shown = in_linked([(s.a, s.b) for s in suggestions if s.band], texts)
    assert {(c.kind.value, frozenset((c.a.quote, c.b.quote))) for c in shown} == expected
    by_place = {(p.article, p.span): p for p in passages}
    in_events = {
        (c.kind.value, frozenset((c.a.quote, c.b.quote)))
        for event in group(suggestions)
        for c in find([by_place[end.article, end.span] for end in event.passages], texts)
    }
    assert expected <= in_events
    assert bool(expected) == bool(in_events)

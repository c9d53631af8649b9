"""Putting a line in order loses nothing, and what runs to the right stays as it is."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from reader.tui.bidi import LEFTWARD, is_leftward, levels, visual
from reader.tui.clusters import Cluster, clusters
from reader.tui.line_order import in_order
from reader.tui.steady import steady
from reader.tui.widgets.turning import Turning

_WORDS = st.sampled_from(
    (
        *(
            "שלום",
            "סכר",
            "السد",
            "١٢",
            "12.5%",
            "3-4",
            "abc",
            "é",
            "(",
            ")",
            "«",
            "»",
            "[x]",
            " · ",
        ),
        *("\u0301", "\u200d", "\u200f", "\u202e", "\u2067", "\u0600", "中文", "①", "⇄ ", " ", "  "),
        *("\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f1f0\U0001f1ec", "❤\ufe0f", "…"),
        *("\U0001f44d\U0001f3fd", "विद्यार्थी", "त्रि", "பேசி", "1\ufe0f\u20e3", "สำ", "─", "\xa0"),
    )
)
_LINE = st.lists(st.one_of(_WORDS, st.text(max_size=2)), max_size=14).map("".join)
_SEQUENCE = re.compile(r"\x1b7|\x1b8|\x1b\[(\d+)C|([^\x1b]+)")


@settings(max_examples=40, deadline=None)
@given(_LINE, st.booleans())
def test_an_order_is_a_permutation_and_latin_text_has_none(text: str, leftward: bool) -> None:
    found = levels(text, leftward=leftward)
    assert len(found) == len(text)
    assert set(found) <= {0, 1, 2}
    assert sorted(visual(found)) == list(range(len(text)))
    if LEFTWARD.search(text) is None:
        assert not is_leftward(text, 0, len(text))
        assert not any(levels(text, leftward=False))
        assert in_order(text) == ()
    assert all(level > 0 for level in levels(text, leftward=True))


@settings(max_examples=40, deadline=None)
@given(_LINE, _LINE)
def test_a_line_in_order_has_the_same_clusters_in_the_same_cells(one: str, other: str) -> None:
    line = f"{one}  {other}"
    placed = in_order(line)
    if placed:
        assert min(start for start, _, _ in placed) == 0
        assert sum(stop - start for start, stop, _ in placed) == len(line)
        assert len("".join(drawn for _, _, drawn in placed)) == len(line)
    inks = (Style(bold=True), Style(italic=True))
    segments = [Segment(text, ink) for text, ink in zip((one, f"  {other}"), inks, strict=True)]
    turned = Turning().apply([each for each in segments if each.text], Color(0, 0, 0))
    if LEFTWARD.search(line) is None and max(line, default="") < "\u0900":
        assert "".join(text for text, *_ in turned) == line
    if not re.search("[\u0900-\u0dff]", line):
        kept = "".join(text for text, *_ in turned)
        assert sorted(kept.translate({ord(c): None for c in "()[]«»"})) == sorted(
            line.translate({ord(c): None for c in "()[]«»"})
        )


def test_a_column_behind_a_title_stays_where_it_is() -> None:
    for title in ("سد فوق (المدينة)", "סכר 12", "विद्यार्थी बाँध", "Dam"):
        line = f"①  {title}{' ' * (30 - cell_len(title))}  12"
        turned = Turning().apply([Segment(line)], Color(0, 0, 0))
        drawn = "".join(text for text, *_ in turned)
        assert drawn.startswith("①  ")
        assert sum(each.cells for part in drawn.split() for each in _of(part)) + drawn.count(
            " "
        ) == cell_len(f"①  {' ' * 30}  12")


def _of(part: str) -> list[Cluster]:
    return list(clusters(part, 0, len(part)))


@settings(max_examples=40, deadline=None)
@given(_LINE.filter(lambda line: line.isprintable()), st.integers(0, 4))
def test_what_follows_a_doubtful_cluster_is_where_it_belongs(line: str, doubt: int) -> None:
    shown = "".join(cluster.drawn for cluster in clusters(line, 0, len(line)))
    ends = 0
    for cluster in clusters(shown, 0, len(shown)):
        ends += cluster.cells
    at = kept = 0
    for found in _SEQUENCE.finditer(steady(shown)):
        if found[1]:
            at += int(found[1])
        elif found[0] == "\x1b7":
            kept = at
        elif found[0] == "\x1b8":
            at = kept
        else:  # a terminal with ideas of its own about whatever is held
            held = steady(shown)[found.end() : found.end() + 2] == "\x1b8" and found[0].strip()
            sure = sum(each[2] for each in _of(found[0]))
            at += doubt if held else sure
    assert at == ends
    title = f"\x1b]0;{shown}\x07"
    assert steady(title) == title

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.cleaning.page import Page, see
from reader.cleaning.page_tree import Tree, grow
from reader.cleaning.page_walk import read_page

TAGS = st.sampled_from(["div", "p", "ul", "section"])
HTML = st.recursive(
    st.sampled_from(
        [
            "<p>Eleven words that end as a sentence does, said once more here today.</p>",
            "<p>short</p>",
            '<p><a href="/x">all of it a link</a></p>',
        ]
    ),
    lambda inner: st.tuples(TAGS, st.lists(inner, min_size=1, max_size=3)).map(
        lambda made: f"<{made[0]}>{''.join(made[1])}</{made[0]}>"
    ),
    max_leaves=12,
)
UP = 0.6


def grown(html: str) -> tuple[Page, Tree]:
    page = see(read_page(f"<body>{html}</body>"))
    sizes = [float(len(line.words)) for line in page.lines]
    return page, grow(page.lines, sizes, [line.prose for line in page.lines])


@settings(max_examples=60, deadline=None)
@given(HTML)
def test_what_stands_inside_an_element_is_the_sum_over_its_blocks(html: str) -> None:
    page, tree = grown(html)
    for index, element in enumerate(tree.elements):
        inside = [
            (line, list(line.place.chain()).index(element))
            for line in page.lines
            if line.place is not None and element in line.place.chain()
        ]
        lines = [line for line, _ in inside]
        assert tree.blocks[index] == len(lines)
        assert tree.words[index] == sum(len(line.words) for line in lines)
        assert tree.proses[index] == sum(line.prose for line in lines)
        assert (tree.first[index], tree.last[index]) == (lines[0].index, lines[-1].index)
        points = sum(len(line.words) * line.prose * UP**steps for line, steps in inside)
        assert abs(tree.points[index] - points) < 1e-6


@settings(max_examples=60, deadline=None)
@given(HTML)
def test_the_elements_inside_one_stand_between_it_and_its_stop(html: str) -> None:
    _, tree = grown(html)
    for outer, element in enumerate(tree.elements):
        inside = [at for at, each in enumerate(tree.elements) if element in each.chain()]
        assert inside == list(range(outer, tree.stops[outer]))


def test_the_nearest_marked_element_is_the_innermost_around() -> None:
    _, tree = grown("<section><div><p>one</p></div></section><p>two</p>")
    tags = [each.tag for each in tree.elements]
    assert tags == ["section", "div", "p", "p"]
    assert tree.nearest([True, True, False, False]) == [0, 1, 1, -1]

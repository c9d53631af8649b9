from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.tui.arrangement import Arrangement

FIVE = ("a", "b", "c", "d", "e")


def arranged(width: int, articles: tuple[str, ...] = FIVE) -> Arrangement:
    made = Arrangement(articles)
    made.resize(width)
    return made


@pytest.mark.parametrize(
    ("width", "panes"), [(40, 1), (99, 1), (100, 2), (179, 2), (180, 3), (259, 3), (260, 4)]
)
def test_the_width_says_how_many_panes(width: int, panes: int) -> None:
    assert arranged(width).visible == FIVE[:panes]


def test_there_are_no_more_panes_than_articles() -> None:
    assert arranged(300, ("a", "b")).visible == ("a", "b")
    assert arranged(300, ()).visible == ()
    assert arranged(300, ()).active is None


def test_going_on_moves_the_window_and_comes_around() -> None:
    made = arranged(160)
    seen = []
    for _ in range(6):
        seen.append((made.active, made.visible))
        made.go(1)
    assert seen == [
        ("a", ("a", "b")),
        ("b", ("a", "b")),
        ("c", ("b", "c")),
        ("d", ("c", "d")),
        ("e", ("d", "e")),
        ("a", ("a", "b")),
    ]


def test_who_follows_a_link_keeps_both_ends_on_the_screen() -> None:
    made = arranged(160)
    made.bring("e")
    assert (made.active, made.visible) == ("e", ("a", "e"))
    made.bring("a")
    assert (made.active, made.visible) == ("a", ("a", "e"))
    made.bring("c")
    assert (made.active, made.visible) == ("c", ("a", "c"))


def test_an_article_that_was_not_among_them_is_added() -> None:
    made = arranged(160)
    made.bring("x")
    assert made.articles == (*FIVE, "x")
    assert made.active == "x"


def test_zoom_shows_one_and_comes_back() -> None:
    made = arranged(200)
    made.go_to("b")
    made.zoom()
    assert made.visible == ("b",)
    made.zoom()
    assert "b" in made.visible
    assert len(made.visible) == 3


def test_split_goes_through_the_numbers_that_fit() -> None:
    made = arranged(160)
    counts = []
    for _ in range(4):
        made.split()
        counts.append(len(made.visible))
    assert counts == [3, 4, 1, 2]


ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("resize"), st.integers(20, 320)),
        st.tuples(st.just("go"), st.sampled_from([1, -1])),
        st.tuples(st.sampled_from(["go_to", "bring"]), st.sampled_from(FIVE)),
        st.tuples(st.just("zoom")),
        st.tuples(st.just("split")),
        st.tuples(st.just("show"), st.lists(st.sampled_from(FIVE), min_size=1, unique=True)),
    ),
    max_size=12,
)


@given(ACTS)
def test_the_active_article_is_always_on_the_screen_and_none_is_twice(
    acts: list[tuple[object, ...]],
) -> None:
    made = arranged(100)
    for name, *arguments in acts:
        getattr(made, str(name))(*arguments)
        assert made.active in made.visible
        assert len(set(made.visible)) == len(made.visible) == made.count

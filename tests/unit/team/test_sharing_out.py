from __future__ import annotations

from collections import Counter
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.team.sharing_out import share_out

ARTICLES = [f"a{number}" for number in range(9)]
PEOPLE = ["ada", "bo", "cy", "dee"]


@settings(max_examples=40)
@given(
    st.integers(0, 9),
    st.integers(1, 4),
    st.integers(1, 4),
    st.sets(st.tuples(st.sampled_from(ARTICLES), st.sampled_from(PEOPLE)), max_size=12),
)
def test_everything_is_read_by_as_many_and_what_stands_is_not_moved(
    count: int, people: int, each: int, held: set[tuple[str, str]]
) -> None:
    articles, names = ARTICLES[:count], PEOPLE[:people]
    added = share_out(articles, names, each, sorted(held))
    assert not set(added) & held
    assert len(set(added)) == len(added)
    readers = Counter(article for article, _ in {*added, *held})
    for article in articles:
        could = {who for a, who in held if a == article} | set(names)
        before = sum(a == article for a, _ in held)
        assert readers[article] == max(before, min(each, len(could)))
    assert share_out(articles, names, each, [*sorted(held), *added]) == ()
    if not held and count and people > each:
        load = Counter(who for _, who in added)
        assert max(load[who] for who in names) - min(load[who] for who in names) <= 1


def test_everybody_comes_to_read_with_everybody() -> None:
    added = share_out([f"a{n}" for n in range(12)], PEOPLE, 2)
    by_article: dict[str, list[str]] = {}
    for article, who in added:
        by_article.setdefault(article, []).append(who)
    pairs = Counter(tuple(sorted(both)) for both in by_article.values())
    assert set(pairs) == set(combinations(PEOPLE, 2))
    assert set(pairs.values()) == {2}

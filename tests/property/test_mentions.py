"""Places of names: inside the text, apart, and saying what was looked for."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.linking.mentions import names, standing
from reader.model.text import Passage, PassageKind, Span

WORDS = "Ada Bo Quill Quill-Ray President Mr. the of said in “ ” . , met 'Tis Königin Ата US 3rd"
words = st.sampled_from(WORDS.split())
texts = st.lists(words, max_size=30).map(" ".join)
SPELLINGS = ["Quill", "Ada Quill", "Bo", "Quill-Ray", "Ата"]


@given(texts, st.lists(st.sampled_from(SPELLINGS), min_size=1))
@settings(max_examples=200, deadline=None)
def test_where_a_thing_stands_is_one_of_its_spellings(text: str, spellings: list[str]) -> None:
    spans = standing(spellings, text)
    assert all(span.of(text) in spellings for span in spans)
    assert all(one.stop <= other.start for one, other in pairwise(spans))


@given(texts)
@settings(max_examples=200, deadline=None)
def test_names_are_words_of_the_text_in_order_and_apart(text: str) -> None:
    passage = Passage("p", "a", Span(0, len(text)), PassageKind.PARAGRAPH, 0)
    found = names({"a": text}, [passage])
    every = sorted(end.span for name in found.values() for end in name.places)
    assert all(one.stop <= other.start for one, other in pairwise(every))
    for form, name in found.items():
        assert name.count == sum(name.articles.values())
        assert all(end.quote == end.span.of(text) for end in name.places)
        assert all(" ".join(end.quote.split()) == form for end in name.places)

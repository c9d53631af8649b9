from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.linking.contrasts import find
from reader.linking.events import group
from reader.linking.names import Folding
from reader.linking.scoring import score, suggest
from reader.linking.statements import statements
from reader.linking.tokens import read
from reader.linking.weights import WEAK
from reader.linking.words import read_all
from reader.model.text import Passage, PassageKind, Span

WORDS = st.sampled_from(
    ["Renk", "mayor", "storm", "injured", "500", "590", "two", "people", "$5 million", "resigned"]
) | st.sampled_from(
    ["the", "of", "東京", "Мэр", "नगर", "👩‍👩‍👧", "e\u0301", "12%", "May 3", ".", "…"]
)
PASSAGES = st.lists(st.one_of(st.lists(WORDS, max_size=9).map(" ".join), st.text(max_size=12)))
NAMES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
COLLECTIONS = st.lists(PASSAGES.map(lambda lines: lines[:4]), min_size=0, max_size=4)


def _collection(lines: list[list[str]]) -> tuple[dict[str, str], list[Passage]]:
    texts, passages = {}, []
    for number, article in enumerate(lines):
        start = 0
        for index, line in enumerate(article):
            span = Span(start, start + len(line))
            passage = Passage(f"{number}:{index}", f"a{number}", span, PassageKind.SENTENCE, index)
            passages.append(passage)
            start = span.stop + 1
        texts[f"a{number}"] = "\n".join(article)
    return texts, passages


@settings(max_examples=60, deadline=None)
@given(COLLECTIONS)
def test_scores_are_symmetric_and_only_between_articles(lines: list[list[str]]) -> None:
    for scored in score(*_collection(lines)):
        assert np.array_equal(scored.scores, scored.scores.T)
        same = scored.collection.article[:, None] == scored.collection.article[None, :]
        assert np.array_equal(np.isfinite(scored.scores), ~same)


STATED = st.sampled_from(
    ["half of the", "14.000", "Menschen", "wurden", "verletzt", "niemand", "am", "3. Mai", "not"]
) | st.sampled_from(
    [
        "fled",
        "on Monday",
        "погибли",
        "семь",
        "и",
        "was closed",
        "refused to",
        "two pro-reform parties",
    ]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(WORDS | STATED, max_size=9).map(" ".join), max_size=4))
def test_what_is_stated_stands_in_its_passage(lines: list[str]) -> None:
    texts, passages = _collection([lines])
    for passage in passages:
        for statement in statements(passage, texts):
            assert passage.span.covers(statement.span)
            assert len(statement.span)


@settings(max_examples=60, deadline=None)
@given(COLLECTIONS, st.randoms(use_true_random=False))
def test_the_order_of_passages_is_nothing(lines: list[list[str]], random: object) -> None:
    texts, passages = _collection(lines)
    shuffled = list(passages)
    getattr(random, "shuffle")(shuffled)  # noqa: B009  # hypothesis gives a random.Random
    found = suggest(texts, passages)
    assert suggest(texts, shuffled) == found
    assert group(found) == group(found[::-1])


@settings(max_examples=60, deadline=None)
@given(COLLECTIONS)
def test_suggestions_explain_themselves_within_their_texts(lines: list[list[str]]) -> None:
    texts, passages = _collection(lines)
    for each in suggest(texts, passages, limit=None):
        assert each.a.article != each.b.article
        assert sum(reason.weight for reason in each.reasons) <= 1 + 1e-9
        assert each.score >= WEAK or not each.reasons
        for reason in each.reasons:
            if reason.span_a is not None:
                assert reason.span_a.of(texts[each.a.article])
            if reason.span_b is not None:
                assert reason.span_b.of(texts[each.b.article])


@settings(max_examples=60, deadline=None)
@given(COLLECTIONS)
def test_contrasts_are_between_articles_and_quote_them(lines: list[list[str]]) -> None:
    texts, passages = _collection(lines)
    for contrast in find(passages, texts):
        assert contrast.a.article != contrast.b.article
        for end, around in ((contrast.a, contrast.passage_a), (contrast.b, contrast.passage_b)):
            assert end.quote == end.span.of(texts[end.article])
            assert around.span.covers(end.span)


@settings(max_examples=60, deadline=None)
@given(COLLECTIONS, st.dictionaries(NAMES, NAMES, max_size=3))
def test_flat_words_are_folded_as_the_tokens_are(
    lines: list[list[str]], aliases: dict[str, str]
) -> None:
    texts, passages = _collection(lines)
    folding = Folding(aliases)
    words = read_all(texts, passages, folding)
    for index, passage in enumerate(passages):
        text = texts[passage.article]
        assert words.tokens(index, text) == folding.fold(read(text, passage.span))
    assert set(words.term.tolist()) == set(range(len(words.terms)))

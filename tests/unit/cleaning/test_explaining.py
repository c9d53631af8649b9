from __future__ import annotations

import math
from itertools import product

import pytest

from reader.cleaning import phrases, pipeline
from reader.cleaning.attribution import Attribution
from reader.cleaning.evidence import FLIPPED, REPEATED
from reader.cleaning.explaining import reasons
from reader.cleaning.trees import Forest
from reader.cleaning.weights import trees_of, weights
from reader.intake import files
from reader.model.article import BlockVerdict, MediaType, RawArticle
from tests.unit.desk import weekly

TREES = [
    [0, 0.5, -1.0, [1, 2.5, 0.25, 3.0]],
    [1, 1.5, [0, 0.5, 0.5, -0.5], 2.0],
    0.125,
]
ROWS = [tuple(map(float, row)) for row in product((0, 1), (1, 2, 3))]
FIRST, SECOND, *_ = weekly.STORIES["Old ferry returns to the lake"]
PAGE = f"""<html><body>
<div class="share-bar"><a href="/x">Share this</a> <a href="/y">Print</a></div>
<article class="entry-content"><h1>Ferry sails again</h1><p>{FIRST}</p><p>{SECOND}</p></article>
<div class="related-links"><ul><li><a href="/1">Ten lakes to see before the summer ends</a></li>
<li><a href="/2">What ferries cost, and who pays</a></li></ul></div></body></html>"""


@pytest.mark.parametrize("name", ["page", "text"])
def test_every_feature_of_the_models_has_words(name: str) -> None:
    """A new feature needs a row in `phrases.FEATURES`, or a family."""
    unnamed = [each for each in weights(name).forest.names if phrases.known(each) is None]
    assert unnamed == []


def test_every_rule_has_words() -> None:
    names = {name for name, _ in pipeline.RULES} | {"model", "annotator", "blank"}
    assert names | {REPEATED, FLIPPED} == set(phrases.RULES)


def test_a_feature_without_words_is_called_by_its_name() -> None:
    assert phrases.phrase("brand_new", high=True) == "brand new"


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("repeated 3/4", "stands in 3 of 4 stories of this source"),
        ("flipped-alike 1:0", "like blocks of this source were flipped by 1 annotator"),
        (
            "flipped-alike 3:1",
            "like blocks of this source were flipped by 3 annotators, against 1",
        ),
        ("icon-run", "a run of icon names"),
        ("made-up-rule", "made up rule"),
    ],
)
def test_rules_are_said_in_words(rule: str, words: str) -> None:
    assert phrases.rule_in_words(rule) == words


def test_parts_and_the_expectation_are_the_score() -> None:
    forest, attribution = Forest(["a", "b"], TREES), Attribution(TREES, ROWS)
    for row, chance in zip(ROWS, forest.chances(ROWS), strict=True):
        score = attribution.expected + sum(attribution.parts(row).values())
        assert 1 / (1 + math.exp(-score)) == pytest.approx(chance)


def test_what_the_whole_page_has_alike_moves_little_and_without_rows_nothing_fails() -> None:
    alike = Attribution(TREES, [(1.0, 3.0)] * 200).parts((1.0, 3.0))
    assert all(abs(part) < 0.1 for part in alike.values())
    assert set(Attribution(TREES, []).parts((0.0, 1.0))) == {0, 1}


@pytest.mark.parametrize("name", ["page", "text"])
def test_parts_of_the_shipped_models_are_their_score(name: str) -> None:
    model = weights(name)
    width = len(model.forest.names)
    rows = [[(7 * n + 3 * column) % 5 - 1.0 for column in range(width)] for n in range(20)]
    attribution = Attribution(trees_of(name), rows)
    for row, chance in zip(rows, model.forest.chances(rows), strict=True):
        score = attribution.expected + sum(attribution.parts(row).values())
        assert 1 / (1 + math.exp(-score)) == pytest.approx(chance, abs=1e-9)


def page() -> RawArticle:
    return files.from_text(PAGE, "ferry.html", MediaType.HTML)


def test_every_block_of_a_page_has_a_reason() -> None:
    article = pipeline.clean(page())
    found = reasons(page(), article)
    assert [each.block for each in found] == list(article.blocks)
    assert [each.number for each in found] == list(range(1, len(found) + 1))
    assert all(each.words for each in found)
    asked = [each for each in found if each.block.rule == "model"]
    assert asked
    for each in asked:
        assert each.chance is not None
        assert each.grounds
        assert [abs(g.weight) for g in each.grounds[1:]] == sorted(
            (abs(g.weight) for g in each.grounds[1:]), reverse=True
        )


def test_a_paragraph_is_text_because_of_something_and_only_the_blocks_asked_for_are_told() -> None:
    article = pipeline.clean(page())
    index = next(n for n, b in enumerate(article.blocks) if b.verdict is BlockVerdict.BODY)
    (reason,) = reasons(page(), article, [index])
    assert reason.number == index + 1
    assert sum(ground.weight for ground in reason.grounds) > 0


def test_class_words_and_words_are_named() -> None:
    found = reasons(page(), pipeline.clean(page()))
    told = " ".join(ground.words for each in found for ground in each.grounds)
    assert "class words “" in told
    assert "the words “" in told


def test_an_article_without_blocks_has_no_reasons() -> None:
    raw = files.from_text("<html><body></body></html>", "x.html", MediaType.HTML)
    assert reasons(raw, pipeline.clean(raw)) == ()

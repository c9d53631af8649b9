from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from reader.linking import background, scoring
from reader.linking.features import collect, vectorise
from reader.linking.growth import suggest_for
from reader.linking.kinship import kinship
from reader.linking.neighbourhoods import neighbourhoods
from reader.linking.stories import prior
from reader.linking.weights import DEFAULT
from reader.model.text import Passage, PassageKind, Span

STORM = "A storm hit the Marlow coast at Ellery and Hanna Quill came to Ellery number {}."
TRIAL = "The trial of mayor Tobias Renk began in Hallow and Petra Voss spoke for hour {}."
TEXTS = {f"storm{n}": STORM.format(n) for n in range(4)} | {
    f"trial{n}": TRIAL.format(n) for n in range(4)
}
PASSAGES = [
    Passage(f"{article}:0", article, Span(0, len(text)), PassageKind.SENTENCE, 0)
    for article, text in TEXTS.items()
]


def test_articles_of_one_story_are_not_held_apart() -> None:
    collection = collect(TEXTS, PASSAGES)
    held = prior(collection, vectorise(collection, background.load(), DEFAULT), DEFAULT)
    assert held[:4, :4].min() > -0.2
    assert held[:4, 4:].max() < -1
    assert np.array_equal(held, held.T)


def test_two_articles_are_never_held_apart() -> None:
    collection = collect(TEXTS, [PASSAGES[0], PASSAGES[5]])
    rows = vectorise(collection, background.load(), DEFAULT)
    assert not prior(collection, rows, DEFAULT).any()


def test_in_neighbourhoods_every_article_is_in_one_core() -> None:
    collection = collect(TEXTS, PASSAGES)
    rows = vectorise(collection, background.load(), DEFAULT)
    kin = kinship(collection, rows)
    found = neighbourhoods(kin, np.ones(len(TEXTS), dtype=np.int64), DEFAULT)
    cores = np.concatenate([each.core for each in found])
    assert sorted(cores.tolist()) == list(range(len(TEXTS)))
    for each in found:
        assert not set(each.core.tolist()) & set(each.around.tolist())


def test_a_core_has_the_nearest_of_its_own_story_around_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.linking.neighbourhoods.CORE", 2)
    collection = collect(TEXTS, PASSAGES)
    kin = kinship(collection, vectorise(collection, background.load(), DEFAULT))
    found = neighbourhoods(kin, np.ones(len(TEXTS), dtype=np.int64), DEFAULT)
    assert len(found) == 4
    for each in found:
        assert each.core.max() < 4 or each.core.min() >= 4
        assert each.around.size == 2
        assert (each.around < 4).tolist() == [each.core.max() < 4] * 2


def test_a_large_collection_gives_what_a_small_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = {(s.a.id, s.b.id) for s in scoring.suggest(TEXTS, PASSAGES, limit=3) if s.band}
    monkeypatch.setattr(scoring, "DENSE_LIMIT", 5)
    monkeypatch.setattr("reader.linking.neighbourhoods.CORE", 2)
    told: list[float] = []
    parts = scoring.suggest(TEXTS, PASSAGES, limit=3, progress=told.append)
    assert told == [0.25, 0.5, 0.75, 1.0]
    assert {(s.a.id, s.b.id) for s in parts if s.band} == whole
    assert len(parts) == len({(s.a.id, s.b.id) for s in parts})


def test_work_that_was_stopped_goes_on_where_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scoring, "DENSE_LIMIT", 5)
    monkeypatch.setattr("reader.linking.neighbourhoods.CORE", 4)
    work = scoring.Work(TEXTS, PASSAGES)
    begun: list[float] = []
    assert not work.go_on(progress=begun.append, stop=lambda: bool(begun))
    assert begun == [0.5]
    half = work.suggestions()
    told: list[float] = []
    assert work.go_on(progress=told.append)
    assert told == [1.0]
    assert set(half) < set(work.suggestions())
    assert work.suggestions() == scoring.suggest(TEXTS, PASSAGES)


def test_an_article_that_comes_later_finds_its_story(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scoring, "DENSE_LIMIT", 5)
    work = scoring.Work(TEXTS, PASSAGES)
    work.go_on()
    assert work.foundation is not None
    later = "Hanna Quill came to Ellery when a storm hit the Marlow coast."
    texts = {**TEXTS, "later": later}
    fresh = Passage("later:0", "later", Span(0, len(later)), PassageKind.SENTENCE, 0)

    def read(articles: Sequence[str]) -> tuple[dict[str, str], list[Passage]]:
        some = [p for p in [*PASSAGES, fresh] if p.article in articles]
        return {each: texts[each] for each in articles}, some

    found = suggest_for(work.foundation, ["later"], frozenset({"storm0"}), read)
    assert {each.a.id for each in found} == {"later:0"}
    assert {each.b.article for each in found if each.band} == {"storm1", "storm2", "storm3"}
    kept = suggest_for(
        work.foundation, ["later"], frozenset(), read, cannot=[("storm1:0", "later:0")]
    )
    assert "storm1" not in {each.b.article for each in kept}
    assert suggest_for(work.foundation, [], frozenset(), read) == ()


def test_a_rejected_pair_takes_no_place_among_the_best() -> None:
    first = scoring.suggest(TEXTS, PASSAGES, limit=1)[0]
    work = scoring.Work(TEXTS, PASSAGES, limit=1, cannot=[(first.b.id, first.a.id)])
    work.go_on()
    pairs = {(each.a.id, each.b.id) for each in work.suggestions()}
    assert (first.a.id, first.b.id) not in pairs
    assert first.a.id in {name for pair in pairs for name in pair}


@pytest.mark.parametrize(
    ("alias", "name"), [("Xandra Kvil", "Hanna Quill"), ("Hanna Quill", "Xandra Kvil")]
)
def test_an_accepted_spelling_counts_for_an_article_that_comes_later_as_for_all(
    monkeypatch: pytest.MonkeyPatch, alias: str, name: str
) -> None:
    later = "Xandra Kvil came to Ellery when a storm hit the Marlow coast."
    texts = {**TEXTS, "later": later}
    fresh = Passage("later:0", "later", Span(0, len(later)), PassageKind.SENTENCE, 0)
    every = [*PASSAGES, fresh]

    def read(articles: Sequence[str]) -> tuple[dict[str, str], list[Passage]]:
        return {x: texts[x] for x in articles}, [p for p in every if p.article in articles]

    def later_ones(aliases: dict[str, str], *, large: bool) -> dict[str, float]:
        if large:
            monkeypatch.setattr(scoring, "DENSE_LIMIT", 5)
            work = scoring.Work(TEXTS, PASSAGES, aliases=aliases)
            work.go_on()
            assert work.foundation is not None
            found = suggest_for(work.foundation, ["later"], frozenset(), read, aliases=aliases)
        else:
            found = scoring.suggest(texts, every, limit=None, aliases=aliases)
        storms = [s for s in found if s.a.id == "later:0" and s.b.article.startswith("storm")]
        said = {s.b.id: {(reason.a, reason.b) for reason in s.reasons} for s in storms}
        assert all(
            (("Xandra Kvil came", "Hanna Quill came") in x) == bool(aliases) for x in said.values()
        )
        return {s.b.id: s.score for s in storms}

    for large in (False, True):
        plain, named = later_ones({}, large=large), later_ones({alias: name}, large=large)
        assert plain
        assert all(named[each] > score + 0.5 for each, score in plain.items())


def test_an_article_that_comes_later_finds_its_neighbours_by_accepted_spellings(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(scoring, "DENSE_LIMIT", 5)
    monkeypatch.setattr("reader.linking.growth.AROUND", 4)
    texts = {**TEXTS, "later": "There was Xandra Kvil."}
    fresh = Passage("later:0", "later", Span(0, len(texts["later"])), PassageKind.SENTENCE, 0)

    def read(articles: Sequence[str]) -> tuple[dict[str, str], list[Passage]]:
        return texts, [p for p in [*PASSAGES, fresh] if p.article in articles]

    for name, story in (("Petra Voss", "trial"), ("Hanna Quill", "storm")):
        aliases = {"Xandra Kvil": name}
        work = scoring.Work(TEXTS, PASSAGES, aliases=aliases)
        work.go_on()
        assert work.foundation is not None
        found = suggest_for(work.foundation, ["later"], frozenset(), read, aliases=aliases)
        assert {each.b.article.rstrip("0123") for each in found} == {story}

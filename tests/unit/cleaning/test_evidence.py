from __future__ import annotations

import pytest

from reader.cleaning import pipeline
from reader.cleaning.evidence import Evidence, Shelf, counts_of, repetition, weigh
from reader.cleaning.sightings import Sighting, fingerprint, sight, stories
from reader.intake import files
from reader.model.article import (
    Article,
    Block,
    BlockKind,
    BlockVerdict,
    Category,
    MediaType,
)
from reader.model.text import Span
from tests.unit.desk import weekly

BODY, ASIDE, JUNK = BlockVerdict.BODY, BlockVerdict.ASIDE, BlockVerdict.JUNK
OWN = "The ferry sailed again on Saturday after volunteers had replaced all of her old planking."
NOTE = "This paper belongs to its readers, and it asks each of you for the price of a loaf."


def blocks_of(*lines: tuple[str, float]) -> tuple[str, tuple[Block, ...]]:
    """A text of body lines, each with how sure the model is of it."""
    text, found = "", []
    for words, sure in lines:
        start = len(text)
        text += f"{words}\n"
        span = Span(start, len(text))
        found.append(Block(span, BlockKind.PARAGRAPH, BODY, Category.TEXT, "model", sure))
    return text, tuple(found)


def seen(words: str, count: int, total: int) -> Evidence:
    """Evidence that a line stands in so many other stories."""
    key = fingerprint(words)
    assert key is not None
    return Evidence(total, {key: count})


def voted(words: str, **votes: set[str]) -> Evidence:
    key = fingerprint(words)
    assert key is not None
    given = {BlockVerdict(verdict): frozenset(people) for verdict, people in votes.items()}
    return Evidence(1, {}, {key: given})


def weekly_articles(*, notes: bool = True) -> list[Article]:
    return [
        pipeline.clean(files.from_text(weekly.page(title, notes=notes), title, MediaType.HTML))
        for title in weekly.STORIES
    ]


def sighted(articles: list[Article]) -> list[Sighting]:
    return [sight(each.text, each.blocks) for each in articles]


def test_blocks_are_alike_when_figures_capitals_signs_and_space_differ() -> None:
    assert fingerprint("Read 12 stories, free!") == fingerprint("read  3 Stories free")
    assert fingerprint("Read 12 stories") != fingerprint("Read 12 tales")
    assert fingerprint(" — ") is None


def test_without_evidence_nothing_changes() -> None:
    text, blocks = blocks_of((OWN, 0.9), (NOTE, 0.5))
    assert weigh(text, blocks, Evidence()) == blocks


def test_a_note_below_the_text_of_most_stories_is_junk_and_says_why() -> None:
    text, blocks = blocks_of((OWN, 0.98), (NOTE, 0.98))
    own, note = weigh(text, blocks, seen(NOTE, 5, 6))
    assert own == blocks[0]
    assert (note.verdict, note.category, note.rule) == (JUNK, Category.OTHER, "repeated 6/7")
    assert counts_of(note.rule) == (6, 7)
    assert 0.88 < note.confidence < 1


def test_two_stories_are_enough_only_where_the_model_doubts() -> None:
    for sure, verdict in ((0.78, JUNK), (0.85, BODY)):
        text, blocks = blocks_of((OWN, 0.98), (NOTE, sure))
        assert weigh(text, blocks, seen(NOTE, 1, 1))[1].verdict is verdict


def test_a_long_paragraph_inside_the_text_stays_however_often_it_stands() -> None:
    long = f"{NOTE} {NOTE} It began in the year of the great flood and has not stopped since."
    text, blocks = blocks_of((long, 0.95), (OWN, 0.98))
    assert weigh(text, blocks, seen(long, 40, 40)) == blocks


def test_a_sentence_inside_the_text_needs_five_stories() -> None:
    text, blocks = blocks_of((OWN, 0.98), (NOTE, 0.95), (OWN.replace("ferry", "bus"), 0.98))
    assert weigh(text, blocks, seen(NOTE, 3, 3)) == blocks
    assert weigh(text, blocks, seen(NOTE, 4, 4))[1].verdict is JUNK


def test_what_few_of_many_stories_have_in_common_stays() -> None:
    text, blocks = blocks_of((OWN, 0.98), (NOTE, 0.7))
    assert weigh(text, blocks, seen(NOTE, 2, 49)) == blocks


def test_a_label_of_few_words_needs_a_third_story_and_never_falls_twice_in_one_page() -> None:
    text, blocks = blocks_of((OWN, 0.98), ("More on this", 0.5))
    assert weigh(text, blocks, seen("More on this", 1, 1)) == blocks
    assert weigh(text, blocks, seen("More on this", 2, 2))[1].verdict is JUNK
    text, blocks = blocks_of((OWN, 0.98), ("Pros", 0.5), (NOTE, 0.9), ("Pros", 0.5))
    assert weigh(text, blocks, seen("Pros", 9, 9)) == blocks


def test_an_article_never_loses_its_last_sentence() -> None:
    text, blocks = blocks_of((NOTE, 0.9))
    assert weigh(text, blocks, seen(NOTE, 9, 9)) == blocks


def test_what_somebody_marked_stays() -> None:
    text, blocks = blocks_of((OWN, 0.98), (NOTE, 0.5))
    kept = [Span(len(OWN) + 10, len(OWN) + 14)]
    assert weigh(text, blocks, seen(NOTE, 9, 9), kept) == blocks


@pytest.mark.parametrize(
    ("sure", "votes", "verdict"),
    [
        (0.98, {"junk": {"ada"}}, JUNK),
        (0.999, {"junk": {"ada"}}, BODY),
        (0.999, {"junk": {"ada", "bo"}}, JUNK),
        (0.98, {"junk": {"ada"}, "body": {"bo"}}, BODY),
        (0.98, {"junk": {"ada", "cy"}, "body": {"bo"}}, JUNK),
        (0.98, {"body": {"bo"}}, BODY),
        (0.98, {"aside": {"bo"}}, ASIDE),
    ],
)
def test_flips_of_like_blocks_move_the_odds(
    sure: float, votes: dict[str, set[str]], verdict: BlockVerdict
) -> None:
    text, blocks = blocks_of((OWN, 0.98), (NOTE, sure))
    found = weigh(text, blocks, voted(NOTE, **votes))[1]
    assert found.verdict is verdict
    assert (found.rule.partition(" ")[0] == "flipped-alike") is (verdict is not BODY)


def test_a_flip_for_the_text_protects_and_rescues() -> None:
    text, blocks = blocks_of((OWN, 0.98), (NOTE, 0.5))
    key = fingerprint(NOTE)
    assert key is not None
    both = Evidence(9, {key: 9}, {key: {BODY: frozenset({"ada"})}})
    assert weigh(text, blocks, both) == blocks
    junk = Block(blocks[1].span, BlockKind.PARAGRAPH, JUNK, Category.AD, "advert", 0.95)
    found = weigh(text, (blocks[0], junk), voted(NOTE, body={"ada"}))[1]
    assert (found.verdict, found.rule) == (BODY, "flipped-alike 1:0")


def test_repetition_grows_with_the_stories_and_their_share() -> None:
    def shift(count: int, total: int) -> float:
        return repetition(count, total, 30, at_edge=True)

    assert shift(1, 1) == 0
    assert shift(2, 2) < shift(3, 3) <= shift(8, 8)
    assert shift(3, 30) < shift(3, 6) < shift(3, 3)


def test_eight_stories_with_long_notes_are_eight_stories() -> None:
    assert len(stories(sighted(weekly_articles()))) == 8


def test_a_copy_and_an_update_are_one_story_with_the_first() -> None:
    first = weekly.page("Old ferry returns to the lake")
    updated = first.replace("</article>", "<p>On Sunday she sailed once more.</p></article>")
    pages = [first, updated, weekly.page("Beavers dam the wrong stream")]
    articles = [pipeline.clean(files.from_text(p, "x.html", MediaType.HTML)) for p in pages]
    assert stories(sighted(articles)) == [[0, 1], [2]]
    assert Shelf(sighted(articles)).evidence(0).stories == 1


def test_two_reports_of_one_happening_are_one_story() -> None:
    texts = (
        "On Monday the dam at Scarne broke, and Governor Dina Okafor called out the guard.\n",
        "The guard reached Scarne at dusk, Governor Okafor said, and the dam is being shored up.\n",
    )
    shared = "Scarne has four thousand people, as Governor Okafor said on Monday to the press.\n"
    made = [pipeline.clean(files.from_text(t + shared, "x.txt", MediaType.TEXT)) for t in texts]
    assert len(stories(sighted(made))) == 1


def test_the_evidence_on_an_article_leaves_out_itself_and_its_own_flips() -> None:
    articles = weekly_articles()
    flips = [(0, weekly.PLEA, "Ada", JUNK), (1, weekly.PLEA, "ada", JUNK)]
    found = Shelf(sighted(articles), flips).evidence(0)
    key = fingerprint(weekly.PLEA)
    assert key is not None
    assert found.told(key) == (8, 8)
    assert found.votes == {key: {JUNK: frozenset({"ada"})}}
    assert all(count < 8 for count in found.seen.values())


def test_cleaning_with_evidence_hides_the_notes_and_keeps_every_story() -> None:
    articles = weekly_articles()
    shelf = Shelf(sighted(articles))
    for index, (title, own) in enumerate(weekly.STORIES.items()):
        raw = files.from_text(weekly.page(title), title, MediaType.HTML)
        article = pipeline.clean(raw, shelf.evidence(index))
        body = " ".join(b.span.of(article.text) for b in article.blocks if b.verdict is BODY)
        assert all(paragraph in body for paragraph in own)
        assert not any(note in body for note in (*weekly.NOTES, weekly.MIDWAY))


def test_stories_without_notes_teach_nothing() -> None:
    articles = weekly_articles(notes=False)
    shelf = Shelf(sighted(articles))
    for index, each in enumerate(articles):
        assert weigh(each.text, each.blocks, shelf.evidence(index)) == each.blocks

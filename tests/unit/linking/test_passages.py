from __future__ import annotations

from reader.linking.passages import cut
from reader.model.article import Article, Block, BlockKind, BlockVerdict, Category
from reader.model.text import PassageKind, Span

LINES = ["Home | News\n\n", "It rained. The dam\n\nbroke.\n\n", "***\n\n", "Nobody was hurt."]


def _article() -> Article:
    text = "".join(LINES)
    blocks, start = [], 0
    for number, line in enumerate(LINES):
        verdict = BlockVerdict.JUNK if number == 0 else BlockVerdict.BODY
        span = Span(start, start + len(line))
        block = Block(span, BlockKind.PARAGRAPH, verdict, Category.TEXT, "test", 1.0)
        blocks.append(block)
        start += len(line)
    return Article("a1", "", text, "", "dam.txt", None, "test", tuple(blocks))


def test_the_sentences_of_the_body_are_cut_in_order() -> None:
    article = _article()
    passages = cut(article)
    assert [p.span.of(article.text) for p in passages] == [
        "It rained.",
        "The dam\n\nbroke.",
        "Nobody was hurt.",
    ]
    assert [p.index for p in passages] == [0, 1, 2]
    assert passages[0].id == f"a1:{passages[0].span.start}-{passages[0].span.stop}"
    assert {p.kind for p in passages} == {PassageKind.SENTENCE}


def test_paragraphs_are_whole_blocks_without_the_space_around() -> None:
    article = _article()
    passages = cut(article, kind=PassageKind.PARAGRAPH)
    assert [p.span.of(article.text) for p in passages] == [
        "It rained. The dam\n\nbroke.",
        "Nobody was hurt.",
    ]


def test_flipped_blocks_count_as_they_were_flipped() -> None:
    article = _article()
    verdicts = [BlockVerdict.BODY] + [BlockVerdict.ASIDE] * 3
    assert [p.span.of(article.text) for p in cut(article, verdicts)] == ["Home | News"]

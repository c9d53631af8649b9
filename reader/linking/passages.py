"""Cutting an article's body into passages: the units that are linked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reader.model.article import Article, Block, BlockVerdict
from reader.model.boundaries import sentences
from reader.model.text import Passage, PassageKind, Span


def cut(
    article: Article,
    verdicts: Sequence[BlockVerdict] | None = None,
    kind: PassageKind = PassageKind.SENTENCE,
) -> tuple[Passage, ...]:
    """The sentences or paragraphs of the body, in reading order.

    Args:
        article: what to cut.
        verdicts: one for each block, where somebody flipped the cleaner's; else the cleaner's.
        kind: how large a passage is.
    """
    body = (block.span for block in _body(article, verdicts))
    return cut_body(article.id, article.text, body, kind)


def cut_body(
    article: str, text: str, body: Iterable[Span], kind: PassageKind = PassageKind.SENTENCE
) -> tuple[Passage, ...]:
    """The same of an article of which only the text and the blocks of the body are at hand.

    Args:
        article: its id.
        text: all of it.
        body: the blocks to read, in order.
        kind: how large a passage is.
    """
    spans = _sentence_spans if kind is PassageKind.SENTENCE else _paragraph_spans
    found = (span for block in body for span in spans(text, block))
    return tuple(
        Passage(f"{article}:{span.start}-{span.stop}", article, span, kind, index)
        for index, span in enumerate(found)
    )


def _body(article: Article, verdicts: Sequence[BlockVerdict] | None) -> Iterator[Block]:
    said = [block.verdict for block in article.blocks] if verdicts is None else verdicts
    for block, verdict in zip(article.blocks, said, strict=True):
        if verdict is BlockVerdict.BODY:
            yield block


def _sentence_spans(text: str, block: Span) -> tuple[Span, ...]:
    return tuple(span for span in sentences(text, block) if _says_something(text, span))


def _paragraph_spans(text: str, block: Span) -> tuple[Span, ...]:
    """The block without the blank space around it, or nothing where it holds no word."""
    found = sentences(text, block)
    span = Span(found[0].start, found[-1].stop) if found else block
    return (span,) if found and _says_something(text, span) else ()


def _says_something(text: str, span: Span) -> bool:
    """Whether a letter or digit stands in it: a row of asterisks is no passage."""
    # Most begin with a letter: a generator for each of 100,000 would take a third of a second.
    return text[span.start].isalnum() or any(sign.isalnum() for sign in span.of(text))

"""Linking files of documents without a desk: the same score, every pair of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from reader.errors import FormatError
from reader.linking.blocks import rounded
from reader.linking.reasons import explain
from reader.linking.scoring import Scored, score
from reader.linking.weights import WEAK
from reader.model.boundaries import sentences
from reader.model.link import Reason
from reader.model.text import Passage, PassageKind, Span

# Share of the texts that passages hold, from which what they leave out is no text of the article. A
# selection of sentences lacks its context: of the development set of many stories a tenth of the
# sentences is scored, and given these alone its average precision is .865, with the sentences
# between them .921, the same as with all. Titles and captions between the passages of five whole
# articles cost .01.
MOST_OF_IT = 0.6


def suggest_documents(documents: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every pair of passages of two documents of one topic, with its score.

    Args:
        documents: `doc`, `topic`, `text` and `passages`, each `id`, `start`, `end` (code points
            of `text`) and `scored`; what is not scored is context. All documents of a topic are
            one collection. Other keys are not looked at. Of documents of which the passages hold
            little, the text between them is context, too.

    Yields:
        `doc_a`, `passage_a`, `doc_b`, `passage_b`, `score`, and `reasons` where the score is
        high enough to be shown.

    Raises:
        FormatError: a document lacks a key, or a passage lies outside its text.
    """
    topics: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for number, document in enumerate(documents, 1):
        try:
            topics[str(document["topic"])].append(document)
        except (KeyError, TypeError) as error:
            raise FormatError("a document without a topic", where=f"line {number}") from error
    for topic in topics.values():
        texts: dict[str, str] = {}
        passages: list[Passage] = []
        scored: set[str] = set()
        for document in topic:
            _take(document, texts, passages, scored)
        passages += _between(texts, passages)
        for group in score(texts, passages):
            yield from _pairs(group, scored)


def _take(
    document: Mapping[str, Any],
    texts: dict[str, str],
    passages: list[Passage],
    scored: set[str],
) -> None:
    """One document into its topic."""
    try:
        name, text = str(document["doc"]), str(document["text"])
        for index, entry in enumerate(document["passages"]):
            span = Span(int(entry["start"]), int(entry["end"]))
            if span.stop > len(text):
                raise FormatError(
                    "a passage lies outside its text",
                    where=str(entry["id"]),
                    remedy="count offsets in code points, not in bytes",
                )
            passage = Passage(str(entry["id"]), name, span, PassageKind.SENTENCE, index)
            passages.append(passage)
            if entry.get("scored", True):
                scored.add(passage.id)
    except (KeyError, TypeError, ValueError) as error:
        raise FormatError(
            f"a document that is not whole ({error})",
            where=str(document.get("doc", "?")),
            remedy="each needs doc, topic, text, passages with id, start, end",
        ) from error
    if name in texts:
        raise FormatError("two documents of one name in a topic", where=name)
    texts[name] = text


def _between(texts: Mapping[str, str], passages: Sequence[Passage]) -> Iterator[Passage]:
    """The sentences that are in no passage, as context, where most of the texts is in none."""
    given: dict[str, list[tuple[int, int]]] = {name: [] for name in texts}
    for passage in passages:
        given[passage.article].append((passage.span.start, passage.span.stop))
    held = sum(len(passage.span) for passage in passages)
    if held >= MOST_OF_IT * sum(map(len, texts.values())):
        return
    for name, spans in given.items():
        text, last = texts[name], 0
        for start, stop in (*sorted(spans), (len(text), len(text))):
            if start > last:
                for found in sentences(text, Span(last, start)):
                    unnamed = f"\0{name}:{found.start}"  # no id that a file gives
                    yield Passage(unnamed, name, found, PassageKind.SENTENCE, 0)
            last = max(last, stop)


def _pairs(group: Scored, wanted: set[str]) -> Iterator[dict[str, Any]]:
    passages = group.passages
    chosen = np.array([passage.id in wanted for passage in passages], dtype=bool)
    candidates = np.triu(np.isfinite(group.scores) & chosen[:, None] & chosen[None, :], 1)
    first, second = np.nonzero(candidates)
    values = rounded(group.scores[first, second])
    shown = values >= WEAK
    reasons = explain(
        group.collection, group.rows, group.inside[first[shown]], group.inside[second[shown]]
    )
    pairs = zip(first.tolist(), second.tolist(), values.tolist(), shown.tolist(), strict=True)
    for a, b, value, explained in pairs:
        yield {
            "doc_a": passages[a].article,
            "passage_a": passages[a].id,
            "doc_b": passages[b].article,
            "passage_b": passages[b].id,
            "score": value,
            "reasons": [_row(reason) for reason in next(reasons)] if explained else [],
        }


def _row(reason: Reason) -> dict[str, Any]:
    spans = {
        name: [span.start, span.stop]
        for name, span in (("span_a", reason.span_a), ("span_b", reason.span_b))
        if span is not None
    }
    return {
        "kind": reason.kind.value,
        "a": reason.a,
        "b": reason.b,
        "weight": reason.weight,
    } | spans

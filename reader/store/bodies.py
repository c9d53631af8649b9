"""What many articles say, at once: their texts, and their blocks with the cleaner's verdicts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from reader.model.article import BlockVerdict
from reader.model.text import Span
from reader.store.protocol import Store

_AT_ONCE = 200  # articles of one query: some megabytes of text

Blocks = tuple[tuple[Span, BlockVerdict], ...]


def bodies(store: Store, articles: Sequence[str]) -> Iterator[tuple[str, str, Blocks]]:
    """Id, text and blocks of each of these articles that is there, in no order."""
    for first in range(0, len(articles), _AT_ONCE):
        asked = json.dumps(articles[first : first + _AT_ONCE])
        blocks: dict[str, list[tuple[Span, BlockVerdict]]] = {}
        for row in store.read(
            "SELECT article, start, stop, verdict FROM blocks"
            " WHERE article IN (SELECT value FROM json_each(?)) ORDER BY article, ordinal",
            (asked,),
        ):
            entry = Span(row["start"], row["stop"]), BlockVerdict(row["verdict"])
            blocks.setdefault(row["article"], []).append(entry)
        for row in store.read(
            "SELECT id, text FROM articles WHERE id IN (SELECT value FROM json_each(?))", (asked,)
        ):
            yield row["id"], row["text"], tuple(blocks.get(row["id"], ()))

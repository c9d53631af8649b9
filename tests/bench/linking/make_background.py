"""Make `reader/linking/data/background.json` from folders of news, as counts alone.

usage: make_background.py FILE.jsonl[.xz] … > reader/linking/data/background.json

Each line of a file is an object with the words of one article under `text` or `gold`. An article
that is not English (too few of its most common words) is left out, and so are stems that only one
article holds. No text, no order of words, no source can be read back from what comes out.
"""

from __future__ import annotations

import json
import lzma
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from reader.linking.tokens import NOUN_CUES, VERB_CUES, read
from reader.model.text import Span

COMMON = frozenset(("the", "of", "to", "and", "in", "is", "was", "for", "that", "on", "with", "it"))
COMMON_SHARE = 0.1  # of the words of English news about a quarter are among these twelve
LENGTH_MIN = 20  # words
MADE_FROM = (
    "document frequencies over English news pages published 2008-2023: the development halves of "
    "two public collections for research (pages with marked article bodies; ECB+ training topics)"
)


def articles(paths: list[Path]) -> Iterator[str]:
    for path in paths:
        with lzma.open(path, "rt") if path.suffix == ".xz" else path.open(encoding="utf-8") as rows:
            for row in rows:
                entry = json.loads(row)
                yield str(entry.get("gold") or entry["text"])


def main(paths: list[Path]) -> None:
    documents = 0
    frequency: Counter[str] = Counter()
    verbs: Counter[str] = Counter()
    nouns: Counter[str] = Counter()
    for text in articles(paths):
        tokens = read(text, Span(0, len(text)))
        terms = [token.term for token in tokens]
        if len(terms) < LENGTH_MIN or sum(t in COMMON for t in terms) < COMMON_SHARE * len(terms):
            continue
        documents += 1
        frequency.update(set(terms))
        for before, token in pairwise(tokens):
            cue = before.form.casefold()
            verbs[token.term] += cue in VERB_CUES
            nouns[token.term] += cue in NOUN_CUES
    counts = {
        term: [frequency[term], verbs[term], nouns[term]]
        for term in sorted(frequency)
        if frequency[term] > 1 and not term[0].isdigit()
    }
    stored = {"made_from": MADE_FROM, "documents": documents, "counts": counts}
    json.dump(stored, sys.stdout, ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])

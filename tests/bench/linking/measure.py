"""How well passages are linked, on files of documents whose links are known.

usage: measure.py PREFIX …      (reads PREFIX.docs.jsonl and PREFIX.links.jsonl)

Prints for each the average precision over all candidate pairs (`AP`), the same over pairs inside
one story (`inside`), how often a passage's first suggestion is right (`P@1`), and the share of
links in each band of the score.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from reader.linking.arrays import Flags, Floats
from reader.linking.scoring import score
from reader.linking.weights import LIKELY, STRONG, WEAK
from reader.model.text import Passage, PassageKind, Span

EDGES = (-np.inf, WEAK, LIKELY, STRONG, np.inf)


def average_precision(scores: Floats, linked: Flags, links: int) -> float:
    """Ties are broken against us: what is no link goes first."""
    ranked = linked[np.lexsort((linked, -scores))]
    right = np.cumsum(ranked)[ranked]
    return float((right / (np.flatnonzero(ranked) + 1)).sum() / max(links, 1))


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def measure(prefix: str) -> str:
    topics: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for document in rows(Path(f"{prefix}.docs.jsonl")):
        topics[document["topic"]].append(document)
    known = rows(Path(f"{prefix}.links.jsonl"))
    gold = {frozenset((row["passage_a"], row["passage_b"])) for row in known}
    values, linked, inside, first = [], [], [], []
    for documents in topics.values():
        story = {document["doc"]: document["subtopic"] for document in documents}
        passages = [
            Passage(p["id"], d["doc"], Span(p["start"], p["end"]), PassageKind.SENTENCE, index)
            for d in documents
            for index, p in enumerate(d["passages"])
        ]
        wanted = {p["id"] for d in documents for p in d["passages"] if p["scored"]}
        for group in score({d["doc"]: d["text"] for d in documents}, passages):
            each = [n for n, p in enumerate(group.passages) if p.id in wanted]
            found = [group.passages[n] for n in each]
            scores = group.scores[np.ix_(each, each)]
            true = np.array([[frozenset((a.id, b.id)) in gold for b in found] for a in found])
            names = np.array([story[p.article] for p in found])
            upper = np.triu(np.isfinite(scores), 1)
            values.append(scores[upper].astype(np.float64))
            linked.append(true[upper])
            inside.append((names[:, None] == names[None, :])[upper])
            best = scores.argmax(axis=1)
            first.append(true[np.arange(len(each)), best][true.any(axis=1)])
    s, y, same = np.concatenate(values), np.concatenate(linked), np.concatenate(inside)
    bands = (y[(s >= low) & (s < high)] for low, high in pairwise(EDGES))
    shares = " ".join(f"{band.mean() if band.size else 0:.2f}" for band in bands)
    return (
        f"{Path(prefix).name:16s} AP {average_precision(s, y, len(gold)):.4f}  "
        f"inside {average_precision(s[same], y[same], int(y[same].sum())):.4f}  "
        f"P@1 {np.concatenate(first).mean():.3f}  right under weak/weak/likely/strong {shares}"
    )


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        print(measure(argument))

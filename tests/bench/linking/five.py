"""How well the five articles are linked, by two annotations of all their pairs, made apart.

usage: five.py

`five.json` holds spans of the articles' texts as they are read (no words), and of each annotation
the pairs of sentences and of paragraphs that tell the same event or fact: grade 2 clearly, grade 1
borderline. Prints for sentences and paragraphs how far the annotations agree, and AP and P@1 of
the suggestions by each, by both together and by what either says.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from measure import average_precision  # type: ignore[import-not-found]  # run beside it

from reader.cleaning.pipeline import clean
from reader.intake.files import read
from reader.linking.arrays import Flags, Floats
from reader.linking.scoring import score
from reader.model.text import Passage, PassageKind, Span

CORPUS = Path(__file__).parents[3] / "corpus"
GOLD = Path(__file__).with_name("five.json")


def texts(gold: dict[str, Any]) -> list[tuple[str, str]]:
    """The name and text of each article.

    Raises:
        SystemExit: the spans are of other texts.
    """
    found = []
    for file in gold["files"]:
        path = CORPUS / file["name"]
        text = clean(read(path)).text
        if not _is(path.read_bytes(), file["content"]) or not _is(text.encode(), file["text"]):
            sys.exit(f"{path.name} is read otherwise than when it was annotated")
        found.append((path.name, text))
    return found


def _is(content: bytes, digest: str) -> bool:
    return hashlib.sha256(content).hexdigest().startswith(digest)


def suggested(
    articles: list[tuple[str, str]], spans: list[tuple[int, int, int]], kind: PassageKind
) -> Floats:
    """The scores of all pairs of these spans, in their order; -inf within an article."""
    passages = [
        Passage(f"{number:04}", articles[article][0], Span(start, stop), kind, number)
        for number, (article, start, stop) in enumerate(spans)
    ]
    (group,) = score(dict(articles), passages)
    order = np.argsort([int(passage.id) for passage in group.passages])
    return group.scores[np.ix_(order, order)].astype(np.float64)


def linked(links: list[tuple[int, int, int]], count: int) -> Floats:
    """The grade of each pair."""
    grades = np.zeros((count, count))
    for one, other, grade in links:
        grades[one, other] = grades[other, one] = grade
    return grades


def measured(scores: Floats, gold: Flags) -> str:
    """AP over all pairs, and how often the first suggestion of a passage is right."""
    upper = np.triu(np.isfinite(scores), 1)
    ap = average_precision(scores[upper], gold[upper], int(gold[upper].sum()))
    best = scores.argmax(axis=1)
    first = gold[np.arange(len(gold)), best][gold.any(axis=1)].mean()
    return f"AP {ap:.3f}  P@1 {first:.3f}"


def kappa(one: Flags, other: Flags) -> float:
    """Agreement beyond chance (Cohen)."""
    a, b = one.mean(), other.mean()
    chance = a * b + (1 - a) * (1 - b)
    return float(((one == other).mean() - chance) / (1 - chance))


def main() -> None:
    gold = json.loads(GOLD.read_text("utf-8"))
    articles = texts(gold)
    for name, kind in (("paragraphs", PassageKind.PARAGRAPH), ("sentences", PassageKind.SENTENCE)):
        scores = suggested(articles, gold[name], kind)
        one, other = (linked(said[name], len(scores)) for said in gold["annotations"])
        pairs = np.triu(np.isfinite(scores), 1)
        left, right = one[pairs] > 0, other[pairs] > 0
        print(
            f"{name}: {len(scores)}, pairs {pairs.sum()}, linked by the one {left.sum()}, "
            f"by the other {right.sum()}, kappa {kappa(left, right):.3f}"
        )
        graded = np.where(np.isfinite(scores), other + scores / 1e3, -np.inf)
        by = {
            "the second, by the first": (graded, one > 0),
            "suggested, by the first": (scores, one > 0),
            "suggested, by the second": (scores, other > 0),
            "suggested, by both": (scores, (one > 0) & (other > 0)),
            "suggested, by either": (scores, (one > 0) | (other > 0)),
            "suggested, clearly by both": (scores, (one > 1) & (other > 1)),
        }
        for said, (values, wanted) in by.items():
            print(f"  {said:28s} {measured(values, wanted)}")


if __name__ == "__main__":
    main()

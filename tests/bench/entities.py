"""How well names of the five articles are found, and what they name.

usage: entities.py

`entities.json` holds spans of the articles' texts (no words) and what each names: every name that
stands in what is read of them, headlines, captions and credits included, written down by reading
before anything was computed. Names of peoples (a president of such a people), titles and days are
none. The sample desk's own marks of entities are the second measure: two annotators marked some of
the names, not all, so it has no precision.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from reader.cleaning.pipeline import clean
from reader.desk.naming import kind_of
from reader.desk.opening import find_desk, open_desk
from reader.intake.files import read
from reader.linking.suggested import sightings, suggested
from reader.model.annotation import TagKind
from reader.model.entity import EntityKind

ROOT = Path(__file__).parents[2]
GOLD = Path(__file__).with_name("entities.json")
Names = dict[tuple[str, int, int], EntityKind]  # file name or article, start, stop


@dataclass(frozen=True, slots=True)
class Measured:
    """How far what was found is what was written down.

    Attributes:
        expected, found, right: how many names, by their exact spans.
        kinds: of those that are right, how many are given the kind that was written down.
    """

    expected: int
    found: int
    right: int
    kinds: int

    @property
    def precision(self) -> float:
        """Share of what was found."""
        return self.right / max(self.found, 1)

    @property
    def recall(self) -> float:
        """Share of what was expected."""
        return self.right / max(self.expected, 1)

    @property
    def kind(self) -> float:
        """Share of the right spans."""
        return self.kinds / max(self.right, 1)


def expected() -> Names:
    """What was written down.

    Raises:
        SystemExit: the spans are of other texts.
    """
    found: Names = {}
    for file in json.loads(GOLD.read_text("utf-8"))["files"]:
        text = clean(read(ROOT / "corpus" / file["name"])).text
        if not hashlib.sha256(text.encode()).hexdigest().startswith(file["text"]):
            sys.exit(f"{file['name']} is read otherwise than when its names were written down")
        found |= {
            (file["name"], start, stop): EntityKind(kind) for start, stop, kind in file["names"]
        }
    return found


def computed() -> Names:
    """What is suggested where nobody marked anything."""
    found: Names = {}
    for path in sorted((ROOT / "corpus").glob("*.txt")):
        article = clean(read(path))
        seen = sightings(article.text, article.blocks)
        for each in suggested(article.id, article.text, seen):
            found[path.name, each.place.span.start, each.place.span.stop] = each.kind
    return found


def measure(gold: Names, found: Names) -> Measured:
    """Spans that are just those, and kinds."""
    right = gold.keys() & found.keys()
    kinds = sum(gold[each] is found[each] for each in right)
    return Measured(len(gold), len(found), len(right), kinds)


def marked() -> Names:
    """What the sample desk's annotators marked as entities of a kind."""
    found: Names = {}
    place = find_desk(str(ROOT), environ=os.environ, folder=ROOT)
    with open_desk(place, annotator="bench", environ=os.environ) as desk:
        tags = desk.tags.all()
        for mark in desk.marks.list(kind=TagKind.ENTITY):
            kind = kind_of(tags, mark.tags[0])
            if kind is not None and len(mark.anchor.spans) == 1:
                name = desk.articles.get(mark.article).name
                found[name, mark.anchor.span.start, mark.anchor.span.stop] = kind
    return found


def main() -> None:
    """Measure and print."""
    gold, found = expected(), computed()
    every = measure(gold, found)
    print(f"names     {every.expected} written down, {every.found} found, {every.right} the same")
    print(f"spans     precision {every.precision:.3f}  recall {every.recall:.3f}")
    print(f"kinds     {every.kind:.3f} of the right spans")
    for kind in EntityKind:
        one = measure(
            {key: each for key, each in gold.items() if each is kind},
            {key: each for key, each in found.items() if each is kind},
        )
        print(f"  {kind.value:<13}{one.expected:>4}  P {one.precision:.3f}  R {one.recall:.3f}")
    sample = measure(marked(), found)
    print(f"sample    {sample.expected} marks, {sample.right} found, kinds {sample.kind:.3f}")


if __name__ == "__main__":
    main()

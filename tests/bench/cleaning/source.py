"""What evidence of a source is worth: on a made-up weekly, and on sites of a data folder.

    python -m tests.bench.cleaning.source [FOLDER]

The weekly has eight stories with the same three notes below and a line in the middle: printed is
how many of them are shown as the desk grows. Of a folder, the sites with several pages: each page
is cleaned with and without the others of its site.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from reader.cleaning.evidence import Shelf, weigh
from reader.cleaning.pipeline import clean
from reader.cleaning.sightings import sight
from reader.cleaning.views import body_text
from reader.intake.files import from_text
from reader.model.article import Article, MediaType
from tests.bench.cleaning.samples import lines_of
from tests.bench.cleaning.scores import Score, score, total
from tests.unit.desk import weekly


def main() -> None:
    """Read the arguments and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    folder = parser.parse_args().folder
    _tell_weekly()
    if folder is not None:
        _tell_sites(folder)


def _tell_weekly() -> None:
    """How many of the notes are shown in the first, in all; how many of the paragraphs."""
    pages = [from_text(weekly.page(title), title, MediaType.HTML) for title in weekly.STORIES]
    alone = [clean(page) for page in pages]
    print("| articles | notes shown, each by itself | with the others | paragraphs lost |")
    print("|---|---|---|---|")
    for count in range(1, len(alone) + 1):
        some = alone[:count]
        judged = _judged(some)
        lost = sum(
            paragraph not in body_text(each).text
            for each, own in zip(judged, weekly.STORIES.values(), strict=False)
            for paragraph in own
        )
        print(f"| {count} | {_notes(some)} | {_notes(judged)} | {lost} |")


def _notes(articles: Sequence[Article]) -> int:
    bodies = [body_text(each).text for each in articles]
    return sum(note in body for body in bodies for note in (*weekly.NOTES, weekly.MIDWAY))


def _judged(articles: Sequence[Article]) -> list[Article]:
    """The articles of one source, each with the evidence of the others."""
    shelf = Shelf([sight(each.text, each.blocks) for each in articles])
    return [
        replace(each, blocks=weigh(each.text, each.blocks, shelf.evidence(index)))
        for index, each in enumerate(articles)
    ]


def _tell_sites(folder: Path) -> None:
    """The figures of the pages of sites that have several."""
    audit = json.loads((folder / "audit.json").read_text(encoding="utf-8"))
    sites: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for page in lines_of(folder / "A.jsonl.xz"):
        sites[page["site"]].append(page)
    pairs: dict[str, list[tuple[Score, Score]]] = {"all": [], "sound": []}
    changed = newly_lost = 0
    for pages in (each for each in sites.values() if len(each) > 1):
        alone = [clean(from_text(p["html"], p["id"], MediaType.HTML)) for p in pages]
        for page, before, after in zip(pages, alone, _judged(alone), strict=True):
            one, other = (score(page["gold"], body_text(each).text) for each in (before, after))
            sound = audit.get(page["id"], {}).get("flag") == "ok"
            pairs["all"].append((one, other))
            changed += before.blocks != after.blocks
            if sound:
                pairs["sound"].append((one, other))
                newly_lost += max(0, other.lost - one.lost)
    count = sum(len(each) > 1 for each in sites.values())
    print(f"\n{count} sites with several pages; {changed} pages changed;", end=" ")
    print(f"{newly_lost} sentences of sound gold lost by it\n")
    print("| | pages | F1 / lost / pages, precision: alone | with the others |\n|---|---|---|---|")
    for name, found in pairs.items():
        figures = [total([pair[side] for pair in found]) for side in (0, 1)]
        told = " | ".join(f"{each}, {each.precision:.3f}" for each in figures)
        print(f"| {name} | {len(found)} | {told} |")


if __name__ == "__main__":
    main()

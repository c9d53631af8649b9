"""Compare the cleaner with every extractor installed here, on a data folder, in one run.

    python -m tests.bench.cleaning.compare FOLDER [--every N]

Prints F1 of four-word shingles, sentences lost and pages that lose over a tenth (of all pages
and of those with sound gold), F1 of snippets, pages per CPU second, and how much metadata is
right. On the pages that the models were trained on, the reader's figures flatter: those out
of fold are `train`'s.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from reader.cleaning.pipeline import clean
from reader.cleaning.structure import to_markdown
from reader.cleaning.views import body_text
from reader.intake.files import from_text
from reader.model.article import MediaType
from tests.bench.cleaning.peers import extract, installed
from tests.bench.cleaning.samples import lines_of
from tests.bench.cleaning.scores import Score, score, snippets, total

_READER = "reader, markdownify included"
_METADATA = 150  # pages that the goals are put for
_SIGNS = re.compile(r"[\W_]+")


def main() -> None:
    """Read the arguments and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--every", type=int, default=1, help="take each Nth page only")
    arguments = parser.parse_args()
    folder, every = arguments.folder, arguments.every
    audit = json.loads((folder / "audit.json").read_text(encoding="utf-8"))
    sound = {key for key, value in audit.items() if value["flag"] == "ok"}
    pages = list(lines_of(folder / "A.jsonl.xz"))[::every]
    weak = list(lines_of(folder / "A2.jsonl.xz"))[::every]
    print("| A | sound: F1 / lost / pages | all: F1 / lost / pages | A2 F1 | pages per CPU s |")
    print("|---|---|---|---|---|")
    clean(from_text(pages[0]["html"], "first", MediaType.HTML))  # loads what is loaded once
    systems = {_READER: _read_page, **installed()}
    for name, system in systems.items():
        print(_row(name, system, pages, weak, sound), flush=True)
    dumps = list(lines_of(folder / "B.jsonl.xz"))[::every]
    print("| B | sound: F1 / lost | all: F1 / lost | lines per CPU s |\n|---|---|---|---|")
    for variant in ("all", *sorted({each["variant"] for each in dumps})):
        some = [each for each in dumps if variant in {"all", each["variant"]}]
        print(f"| {variant} {_text_row(some, sound)}", flush=True)
    _tell_metadata([each for each in pages if each.get("title")])


def _read_page(html: str) -> str:
    """The reader's body of a page; its Markdown is made, too, since that is timed."""
    article = clean(from_text(html, "page", MediaType.HTML))
    to_markdown(article)
    return body_text(article).text


def _row(
    name: str,
    system: Callable[[str], str],
    pages: Sequence[dict[str, Any]],
    weak: Sequence[dict[str, Any]],
    sound: set[str],
) -> str:
    """One system's line of the first table."""
    begun = time.process_time()
    texts = [extract(system, page["html"]) for page in pages]
    spent = time.process_time() - begun
    scores = [score(page["gold"], text) for page, text in zip(pages, texts, strict=True)]
    both = list(zip(pages, scores, strict=True))
    found = [extract(system, each["html"]) for each in weak]
    held = snippets(
        [(text, each["with"], each["without"]) for text, each in zip(found, weak, strict=True)]
    )
    best = total([figure for page, figure in both if page["id"] in sound])
    return f"| {name} | {best} | {total(scores)} | {held:.3f} | {len(pages) / spent:.1f} |"


def _text_row(dumps: Sequence[dict[str, Any]], sound: set[str]) -> str:
    """The reader's figures on some text dumps."""
    begun = time.process_time()
    articles = [clean(from_text(each["text"], "text", MediaType.TEXT)) for each in dumps]
    texts = [body_text(article).text for article in articles]
    spent = time.process_time() - begun
    scores: list[tuple[str, Score]] = [
        (each["id"].split("/")[0], score(each["gold"], text))
        for each, text in zip(dumps, texts, strict=True)
    ]
    best = total([figure for key, figure in scores if key in sound])
    whole = total([figure for _, figure in scores])
    lines = sum(each["text"].count("\n") for each in dumps)
    figures = [f"{each.f1:.3f} / {100 * each.lost:.1f} %" for each in (best, whole)]
    return f"| {figures[0]} | {figures[1]} | {lines / spent:.0f} |"


def _tell_metadata(pages: Sequence[dict[str, Any]]) -> None:
    """How many titles, dates and bylines are right, wrong, or not given."""
    right = dict.fromkeys(("title", "date", "byline"), 0)
    wrong = dict.fromkeys(right, 0)
    known = dict.fromkeys(right, 0)
    for page in pages:
        metadata = clean(from_text(page["html"], "page", MediaType.HTML)).metadata
        for name, gold in (("title", "title"), ("date", "date"), ("byline", "authors")):
            wanted, found = page.get(gold) or "", metadata.value(name) or ""
            if wanted == "NaT":  # what is written where no day was found
                continue
            known[name] += bool(wanted)
            agrees = bool(wanted) and agree(name, wanted, found)
            right[name] += agrees
            wrong[name] += bool(wanted and found) and not agrees
    print(f"metadata of {len(pages)} pages (the goals are for {_METADATA}):")
    for name, count in right.items():
        print(f"  {name}: {count} right, {wrong[name]} wrong of {known[name]} known")


def agree(name: str, wanted: str, found: str) -> bool:
    """Whether a field says what the gold says: the day; the title's letters; a name of each."""
    if name == "date":
        return found[:10] == wanted[:10]
    one, other = (_SIGNS.sub("", each.casefold()) for each in (wanted, found))
    if name == "title":
        return bool(other) and (one == other or one in other or other in one)
    first = wanted.split(",", maxsplit=1)[0].split()  # the first author's last name
    return bool(first) and _SIGNS.sub("", first[-1].casefold()) in other


if __name__ == "__main__":
    main()

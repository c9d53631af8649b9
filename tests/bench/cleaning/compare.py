"""Compare the cleaner with every extractor installed here, on a data folder, in one run.

    python -m tests.bench.cleaning.compare FOLDER [--every N] [--skip NAME]

Prints F1 of four-word shingles, sentences lost and pages that lose over a tenth (of all pages
and of those with sound gold), F1 of snippets, pages per CPU second, the text dumps, and how
much metadata is right. The systems take turns at each page, and CPU time counts, so that what
else the machine does hits all of them alike; the ratio is the median of the pages'. On the
pages that the models were trained on, the reader's figures flatter: those out of fold are
`train`'s.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from reader.cleaning.pipeline import clean
from reader.cleaning.structure import to_markdown
from reader.cleaning.views import body_text
from reader.intake.files import from_text
from reader.model.article import MediaType
from tests.bench.cleaning.agreement import count_right
from tests.bench.cleaning.peers import extract, installed, metadata_of, missing
from tests.bench.cleaning.samples import lines_of
from tests.bench.cleaning.scores import Score, score, snippets, total

_READER = "reader, markdownify included"
_BASELINE = "trafilatura fast"
_METADATA = 150  # pages that the goals are put for
System = Callable[[str], str]
Lines = Sequence[dict[str, Any]]


@dataclass(slots=True)
class Run:
    """What one system made of the pages: texts, scores, CPU seconds of each page of A."""

    scores: list[Score] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    snippets: list[str] = field(default_factory=list)


def main() -> None:
    """Read the arguments and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--every", type=int, default=1, help="take each Nth page only")
    parser.add_argument("--skip", action="append", default=[], help="leave a system out")
    arguments = parser.parse_args()
    folder, every = arguments.folder, arguments.every
    audit = json.loads((folder / "audit.json").read_text(encoding="utf-8"))
    sound = {key for key, value in audit.items() if value["flag"] == "ok"}
    pages = list(lines_of(folder / "A.jsonl.xz"))[::every]
    weak = list(lines_of(folder / "A2.jsonl.xz"))[::every]
    systems = {_READER: _read_page, **installed()}
    systems = {name: each for name, each in systems.items() if name not in arguments.skip}
    if gone := missing():
        print(f"not installed here, and missing below: {', '.join(gone)}\n")
    _tell_pages(run_all(systems, pages, weak), pages, weak, sound)
    _tell_dumps(list(lines_of(folder / "B.jsonl.xz"))[::every], sound)
    _tell_metadata([each for each in pages if each.get("title")])


def run_all(systems: Mapping[str, System], pages: Lines, weak: Lines) -> dict[str, Run]:
    """Every system on every page, in turns."""
    runs = {name: Run() for name in systems}
    for system in systems.values():
        extract(system, pages[0]["html"])  # loads what is loaded once
    for page in pages:
        for name, system in systems.items():
            begun = time.process_time()
            text = extract(system, page["html"])
            runs[name].seconds.append(time.process_time() - begun)
            runs[name].scores.append(score(page["gold"], text))
    for each in weak:
        for name, system in systems.items():
            runs[name].snippets.append(extract(system, each["html"]))
    return runs


def _read_page(html: str) -> str:
    """The reader's body of a page; its Markdown is made, too, since that is timed."""
    article = clean(from_text(html, "page", MediaType.HTML))
    to_markdown(article)
    return body_text(article).text


def _tell_pages(runs: Mapping[str, Run], pages: Lines, weak: Lines, sound: set[str]) -> None:
    """The first table: HTML pages."""
    print(
        "| A | sound: F1 / lost / pages over 10 % | all: F1 / lost / pages over 10 % | A2 F1"
        f" | pages per CPU s | speed, {_BASELINE} = 1 |\n|---|---|---|---|---|---|"
    )
    base = runs.get(_BASELINE)
    for name, run in runs.items():
        best = total(
            [each for page, each in zip(pages, run.scores, strict=True) if page["id"] in sound]
        )
        held = snippets(
            [
                (text, each["with"], each["without"])
                for text, each in zip(run.snippets, weak, strict=True)
            ]
        )
        speed = len(pages) / sum(run.seconds)
        ratio = "" if base is None else f"{faster(base.seconds, run.seconds):.2f}"
        print(f"| {name} | {best} | {total(run.scores)} | {held:.3f} | {speed:.1f} | {ratio} |")


def faster(base: Sequence[float], seconds: Sequence[float]) -> float:
    """How many times as fast as the baseline, by the median of the pages."""
    return median(one / other for one, other in zip(base, seconds, strict=True))


def _tell_dumps(dumps: Lines, sound: set[str]) -> None:
    """The second table: plain text, which no peer takes."""
    print("\n| B | sound: F1 / lost | all: F1 / lost | lines per CPU s |\n|---|---|---|---|")
    for variant in ("all", *sorted({each["variant"] for each in dumps})):
        some = [each for each in dumps if variant in {"all", each["variant"]}]
        print(f"| {variant} {_text_row(some, sound)}", flush=True)


def _text_row(dumps: Lines, sound: set[str]) -> str:
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


def _tell_metadata(pages: Lines) -> None:
    """The third table: titles, dates and bylines, right and wrong."""
    head = f"metadata of {len(pages)} pages (the goals are for {_METADATA})"
    print(f"\n| {head} | title | date | byline |")
    print("|---|---|---|---|")
    readers: dict[str, Callable[[str], Mapping[str, str]]] = {"reader": _fields}
    if "trafilatura" not in missing():
        readers["trafilatura"] = metadata_of
    for name, read in readers.items():
        counts = count_right(pages, [read(page["html"]) for page in pages])
        told = [f"{right} right, {wrong} wrong of {known}" for right, wrong, known in counts]
        print(f"| {name} | {' | '.join(told)} |")


def _fields(html: str) -> dict[str, str]:
    """The reader's title, date and byline of a page."""
    metadata = clean(from_text(html, "page", MediaType.HTML)).metadata
    return {name: metadata.value(name) or "" for name in ("title", "date", "byline")}


if __name__ == "__main__":
    main()

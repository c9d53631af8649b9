"""The pages of a data folder as the models see them, with the truth of each block.

The folder holds `A.jsonl.xz` (id, site, html, gold), `A2.jsonl.xz` (id, site, html, with,
without), `B.jsonl.xz` (id, site, variant, text, labels, gold) and `audit.json` (id -> flag),
which says of which pages of A the gold is sound. Nothing of it enters the project.
"""

from __future__ import annotations

import json
import lzma
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from pathlib import Path
from typing import Any

from reader.cleaning.blocks import bounded
from reader.cleaning.markup import read_markup
from reader.cleaning.page import Finding, Page, see
from reader.cleaning.pipeline import judge
from reader.cleaning.reading import Reading
from reader.intake.files import from_text
from reader.model.article import MediaType
from tests.bench.cleaning.dumps import Dump, as_markdown, cut_at_marks
from tests.bench.cleaning.labels import covered
from tests.bench.cleaning.peers import PEERS, extract

_HALF = 0.5
_TEACHERS = {"trafilatura": 1.0, "readability-lxml": 0.8, "resiliparse": 0.7}
_SNIPPET_WEIGHT = 2.0
_MIN_PIECE = 15  # code points of a block that may be a part of a snippet


@dataclass(slots=True)
class Sample:
    """One page: its blocks, which of them are body, and how much each says.

    Attributes:
        truth: 1 for body, 0 for junk.
        weights: 0 where nobody knows.
        kind: `A`, `A2` or a variant of B.
        sound: whether the gold holds all of the article and nothing else.
    """

    identity: str
    site: str
    kind: str
    page: Page
    findings: Mapping[int, Finding]
    names: Mapping[int, str]
    declared: tuple[str, str]
    texts: tuple[str, ...]
    truth: list[float]
    weights: list[float]
    sound: bool
    line: Mapping[str, Any] = field(default_factory=dict)


def lines_of(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a compressed JSONL file."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def read_samples(folder: Path, name: str) -> list[Sample]:
    """All samples of `A`, `A2` or `B`."""
    audit = json.loads((folder / "audit.json").read_text(encoding="utf-8"))
    media_type = MediaType.TEXT if name == "B" else MediaType.HTML
    found = []
    for line in lines_of(folder / f"{name}.jsonl.xz"):
        source = line["text"] if name == "B" else line["html"]
        reading = read_markup(from_text(source, line["id"], media_type))
        reading = replace(reading, drafts=bounded(reading.drafts))
        page, findings, names = judge(see(reading))
        texts = tuple(draft.span.of(reading.text) for draft in reading.drafts)
        truth, weights = _TRUTHS[name](line, texts, reading)
        found.append(
            Sample(
                line["id"],
                line["site"],
                line.get("variant", name),
                page,
                findings,
                names,
                reading.declared,
                texts,
                truth,
                weights,
                name == "A2" or audit.get(line["id"].split("/")[0], {}).get("flag") == "ok",
                {key: value for key, value in line.items() if key not in {"html", "text"}},
            )
        )
    return found


def read_dumps(folder: Path) -> list[Sample]:
    """The pages of A2 as plain text, each in one of two ways that text is scraped, weakly labelled.

    They are of four hundred other sites than B's and of many languages, which B is not.
    """
    found: list[Sample] = []
    for number, line in enumerate(lines_of(folder / "A2.jsonl.xz")):
        page = read_markup(from_text(line["html"], line["id"], MediaType.HTML))
        page = replace(page, drafts=bounded(page.drafts))
        texts = tuple(draft.span.of(page.text) for draft in page.drafts)
        truth, weights = _by_teachers(line, texts, page)
        found.append(_dumped(line, page, truth, weights, *_DUMPS[number % len(_DUMPS)]))
    return found


_DUMPS: tuple[tuple[str, Callable[[Reading], Dump]], ...] = (
    ("cut", cut_at_marks),
    ("marked", as_markdown),
)


def _dumped(  # a page, its labels, and the way it is dumped
    line: Mapping[str, Any],
    page: Reading,
    truth: Sequence[float],
    weights: Sequence[float],
    kind: str,
    dump: Callable[[Reading], Dump],
) -> Sample:
    """One page as plain text."""
    text, owners = dump(page)
    reading = read_markup(from_text(text, line["id"], MediaType.TEXT))
    reading = replace(reading, drafts=bounded(reading.drafts))
    starts = list(accumulate((len(each) + 1 for each in reading.text.split("\n")), initial=0))
    blocks = [owners[bisect_right(starts, each.span.start) - 1] for each in reading.drafts]
    lines, findings, names = judge(see(reading))
    return Sample(
        f"{line['id']}/{kind}",
        line["site"],
        kind,
        lines,
        findings,
        names,
        reading.declared,
        tuple(draft.span.of(reading.text) for draft in reading.drafts),
        [truth[block] for block in blocks],
        [weights[block] for block in blocks],
        sound=True,
        line={"with": line["with"], "without": line["without"]},
    )


Truth = tuple[list[float], list[float]]


def _by_gold(line: Mapping[str, Any], texts: Sequence[str], _: Reading) -> Truth:
    """A block is body if the gold holds most of it."""
    truth = [float(share >= _HALF) for share in covered(texts, line["gold"])]
    return truth, [1.0] * len(texts)


def _by_labels(line: Mapping[str, Any], _: Sequence[str], reading: Reading) -> Truth:
    """A draft is body if as many of its lines are labelled so as are labelled junk."""
    starts = list(accumulate((len(each) + 1 for each in reading.text.split("\n")), initial=0))
    truth, weights = [], []
    for draft in reading.drafts:
        first = bisect_right(starts, draft.span.start) - 1
        stop = bisect_right(starts, draft.span.stop - 1)
        labels = line["labels"][first:stop]
        body, junk = labels.count("1"), labels.count("0")
        truth.append(float(body >= junk and body > 0))
        weights.append(float(body + junk > 0))
    return truth, weights


def _by_teachers(line: Mapping[str, Any], texts: Sequence[str], _: Reading) -> Truth:
    """What extractors agree on, each trusted by the page's snippets, and the snippets."""
    wanted = [" ".join(each.split()) for each in line["with"]]
    unwanted = [" ".join(each.split()) for each in line["without"]]
    votes = [0.0] * len(texts)
    trust = 0.0
    for name, weight in _TEACHERS.items():
        text = extract(PEERS[name], line["html"])
        folded = " ".join(text.split())
        right = sum(each in folded for each in wanted) - sum(each in folded for each in unwanted)
        weight *= max(0.1, right + _HALF)  # noqa: PLW2901
        trust += weight
        for index, share in enumerate(covered(texts, text)):
            votes[index] += weight * (share >= _HALF)
    truth, weights = [], []
    for index, text in enumerate(texts):
        folded = " ".join(text.split())
        vote = votes[index] / trust
        sure = 0.15 + 0.85 * 2 * abs(vote - _HALF)
        for snippets, verdict in ((wanted, 1.0), (unwanted, 0.0)):
            if any(_meets(each, folded) for each in snippets):
                vote, sure = verdict, _SNIPPET_WEIGHT
        truth.append(float(vote >= _HALF))
        weights.append(sure)
    return truth, weights


def _meets(snippet: str, block: str) -> bool:
    """Whether a snippet stands in a block, or a block in a snippet."""
    return snippet in block or (len(block) > _MIN_PIECE and block in snippet)


_TRUTHS: Mapping[str, Callable[[Mapping[str, Any], Sequence[str], Reading], Truth]] = {
    "A": _by_gold,
    "A2": _by_teachers,
    "B": _by_labels,
}

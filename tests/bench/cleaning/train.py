"""Train the cleaner's two models from a data folder, and tell what they are worth.

    python -m tests.bench.cleaning.train FOLDER [--only page|text] [--across] [--write]

Every figure is out of fold: the folds are cut by site, the tables of words leave the row's own
site out, and rules stand in front as they do in the reader. `--across` leaves out whole sets of
pages instead, their sites out of the tables, too: sets differ in year and in the sites' make,
as the pages of readers do from all of them. `--write` trains on all sites and writes
`reader/cleaning/data/*.json`. Needs lightgbm, and for the weak labels of A2 the
extractors in `peers`.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from reader.cleaning.page import Finding
from reader.cleaning.page_features import PAGE_NAMES, Tables, page_rows
from reader.cleaning.page_scoring import taken_for_body
from reader.cleaning.pipeline import settle
from reader.cleaning.text_features import TEXT_NAMES, text_rows
from reader.cleaning.text_scoring import THRESHOLD
from reader.model.article import BlockVerdict
from tests.bench.cleaning.odds import Odds, in_groups, sites_of
from tests.bench.cleaning.samples import Sample, read_dumps, read_samples
from tests.bench.cleaning.scores import score, snippets, total

DATA = Path(__file__).parents[3] / "reader" / "cleaning" / "data"
Array = npt.NDArray[np.float64]
# The dumps that are nearest to real scraped text count twice, those that are weakly labelled half.
_KIND_WEIGHTS = {"semi": 2.0, "cut": 0.5, "marked": 0.5}
_JUNK = BlockVerdict.JUNK
_COMMON = {
    "objective": "binary",
    "learning_rate": 0.1,
    "bagging_freq": 1,
    "lambda_l2": 1.0,
    "num_threads": 1,
    "verbose": -1,
    "seed": 0,
    "deterministic": True,
}


@dataclass(frozen=True, slots=True)
class Task:
    """One model: its data, its features, its trees, and how its chances become verdicts."""

    name: str
    data: tuple[str, ...]
    features: tuple[str, ...]
    rows: Callable[[Sample, Tables], list[list[float]]]
    decide: Callable[[Sample, Sequence[float]], list[tuple[float, bool]]]
    folds: int
    trees: int
    options: Mapping[str, Any]


def _of_page(sample: Sample, chances: Sequence[float]) -> list[tuple[float, bool]]:
    """Verdicts of a page's chances."""
    return taken_for_body(sample.page, sample.findings, chances)


def _of_text(_: Sample, chances: Sequence[float]) -> list[tuple[float, bool]]:
    """Verdicts of a text's chances."""
    return [(chance, chance >= THRESHOLD) for chance in chances]


TASKS = (
    Task(
        "page",
        ("A", "A2"),
        PAGE_NAMES,
        lambda sample, tables: page_rows(sample.page, tables, sample.declared),
        _of_page,
        folds=5,
        trees=120,
        options={
            "num_leaves": 8,
            "feature_fraction": 0.5,
            "bagging_fraction": 0.8,
            "min_data_in_leaf": 30,
            "max_bin": 127,
        },
    ),
    Task(
        "text",
        ("B", "dumps"),
        TEXT_NAMES,
        lambda sample, tables: text_rows(sample.page, sample.findings, tables.words),
        _of_text,
        folds=3,
        trees=200,
        options={
            "num_leaves": 15,
            "feature_fraction": 0.3,
            "bagging_fraction": 0.6,
            "min_data_in_leaf": 60,
            "max_bin": 63,
        },
    ),
)


def main() -> None:
    """Read the arguments; train, tell and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", choices=[task.name for task in TASKS])
    parser.add_argument(
        "--across", action="store_true", help="tell what one set is worth to another"
    )
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    sys.setrecursionlimit(100_000)
    for task in TASKS:
        if arguments.only not in {None, task.name}:
            continue
        samples = [each for name in task.data for each in _READERS[name](arguments.folder)]
        odds = Odds((each for each in samples if each.sound), marks=task.name == "page")
        rows = _all_rows(task, samples, odds)
        print(f"{task.name}: {len(samples)} pages of {len(sites_of(samples))} sites", flush=True)
        _tell(task, samples, _out_of_fold(task, samples, rows))
        if arguments.across:
            _tell_across(task, samples)
        if arguments.write:
            _write(task, _fit(task, samples, rows, range(len(samples))), odds.tables())


_READERS: Mapping[str, Callable[[Path], list[Sample]]] = {
    "A": lambda folder: read_samples(folder, "A"),
    "A2": lambda folder: read_samples(folder, "A2"),
    "B": lambda folder: read_samples(folder, "B"),
    "dumps": read_dumps,
}


def _tell_across(task: Task, samples: Sequence[Sample]) -> None:
    """Print what trees are worth that saw nothing of a set of pages, nor of all with gold."""
    sets = sorted({each.line["set"] for each in samples if "set" in each.line})
    with_gold = sorted({each.line["set"] for each in samples if _gold(each)})
    for names in (*([name] for name in sets), with_gold):
        held = [each.line.get("set") in names for each in samples]
        sites = {each.site for each, is_held in zip(samples, held, strict=True) if is_held}
        others = [index for index, each in enumerate(samples) if each.site not in sites]
        if not others:
            continue
        known = (samples[index] for index in others if samples[index].sound)
        rows = _all_rows(task, samples, Odds(known, marks=task.name == "page"))
        model = _fit(task, samples, rows, others)
        asked = [index for index, is_held in enumerate(held) if is_held]
        chances = [model.predict(rows[at]).tolist() if len(rows[at]) else [] for at in asked]
        print(f" without {', '.join(names)}:", flush=True)
        _tell(task, [samples[index] for index in asked], chances)


def _all_rows(task: Task, samples: Sequence[Sample], odds: Odds) -> list[Array]:
    """The rows of every sample, its own site left out of the tables."""
    rows: list[Array] = [np.zeros((0, len(task.features)))] * len(samples)
    for site in sites_of(samples):
        tables = odds.tables(without=site)
        for index, sample in enumerate(samples):
            if sample.site == site and sample.texts:
                rows[index] = np.array(task.rows(sample, tables), dtype=np.float64)
    return rows


def _weights(task: Task, sample: Sample) -> Array:
    """What each block counts: the root of its words, the root of the page's sum apart.

    What a rule calls junk the page's model is never asked, so it learns nothing of it.
    """
    sizes = np.array([len(line.words) + line.wide / 2 + 1 for line in sample.page.lines]) ** 0.5
    scale = _KIND_WEIGHTS.get(sample.kind, 1.0)
    weights: Array = sizes * np.array(sample.weights) * scale / (sizes.sum() ** 0.5 or 1.0)
    if task.name == "page":
        ruled = [index for index, each in sample.findings.items() if each.verdict is _JUNK]
        weights[ruled] = 0.0
    return weights


def _fit(task: Task, samples: Sequence[Sample], rows: Sequence[Array], use: Sequence[int]) -> Any:
    """Trees on the sound pages among those of these indices."""
    lightgbm = importlib.import_module("lightgbm")
    chosen = [index for index in use if samples[index].sound and samples[index].texts]
    matrix = np.concatenate([rows[index] for index in chosen])
    truth = np.concatenate([samples[index].truth for index in chosen])
    weights = np.concatenate([_weights(task, samples[index]) for index in chosen])
    known = weights > 0
    data = lightgbm.Dataset(
        matrix[known], truth[known], weight=weights[known] / weights[known].mean()
    )
    return lightgbm.train({**_COMMON, **task.options}, data, task.trees)


def _out_of_fold(
    task: Task, samples: Sequence[Sample], rows: Sequence[Array]
) -> list[Sequence[float]]:
    """The chances of every sample by trees that saw nothing of its site."""
    fold = [zlib.crc32(sample.site.encode()) % task.folds for sample in samples]
    chances: list[Sequence[float]] = [()] * len(samples)
    for number in range(task.folds):
        model = _fit(task, samples, rows, [i for i, each in enumerate(fold) if each != number])
        for index, each in enumerate(fold):
            if each == number and len(rows[index]):
                chances[index] = model.predict(rows[index]).tolist()
    return chances


def _kept(task: Task, sample: Sample, chances: Sequence[float]) -> str:
    """The clean text of a page: the rules' verdicts, and the model's where they leave it one."""
    findings: dict[int, Finding] = dict(sample.findings)
    settle(findings, dict(sample.names), task.decide(sample, chances), in_tree=task.name == "page")
    return "\n\n".join(
        text
        for index, text in enumerate(sample.texts)
        if findings[index].verdict is BlockVerdict.BODY
    )


def _tell(task: Task, samples: Sequence[Sample], chances: Sequence[Sequence[float]]) -> None:
    """Print the figures by kind, of all pages and of those with sound gold."""
    pairs = [
        (each, _kept(task, each, some))
        for each, some in zip(samples, chances, strict=True)
        if len(some) or not each.texts  # what was only trained on is not told
    ]
    weak = [
        (text, each.line["with"], each.line["without"])
        for each, text in pairs
        if not _gold(each) and text
    ]
    if weak:
        print(f"  A2: F1 {snippets(weak):.3f} of {len(weak)}", flush=True)
    scored = [(each, score(each.line["gold"], text)) for each, text in pairs if _gold(each)]
    for kind in ("all", *sorted({each.kind for each, _ in scored})) if scored else ():
        some = [(each, figure) for each, figure in scored if kind in {"all", each.kind}]
        sound = [figure for each, figure in some if each.sound]
        print(f"  {kind}: {total([f for _, f in some])} · sound {total(sound)}", flush=True)


def _gold(sample: Sample) -> bool:
    """Whether the whole body of a page is known."""
    return "gold" in sample.line


def _write(task: Task, model: Any, tables: Tables) -> None:
    """Write what the reader ships."""
    trees = [_nested(each["tree_structure"]) for each in model.dump_model()["tree_info"]]
    data = {
        "features": task.features,
        "trees": trees,
        "marks": in_groups(tables.marks),
        "words": in_groups(tables.words),
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    (DATA / f"{task.name}.json").write_text(text, encoding="utf-8")
    print(f"  {task.name}.json: {len(text.encode()) / 1000:.0f} kB", flush=True)


def _nested(node: Mapping[str, Any]) -> Any:
    """A tree of LightGBM as `reader.cleaning.trees` reads it."""
    if "leaf_value" in node:
        return float(f"{node['leaf_value']:.4g}")
    threshold = float(f"{node['threshold']:.8g}")
    left, right = _nested(node["left_child"]), _nested(node["right_child"])
    return [
        node["split_feature"],
        0.0 if abs(threshold) < 1e-30 else threshold,
        left,
        right,
    ]  # LightGBM's zero


if __name__ == "__main__":
    main()

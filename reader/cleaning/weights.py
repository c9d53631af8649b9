"""What the training wrote, loaded when it is first needed: trees and tables of log-odds."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from reader.cleaning.page_features import Tables
from reader.cleaning.trees import Forest


@dataclass(frozen=True, slots=True)
class Weights:
    """One model: its trees, and the tables that some of its features look words up in."""

    forest: Forest
    tables: Tables


@cache
def weights(name: str) -> Weights:
    """The model of that name: `page` judges the blocks of HTML, `text` the lines of a text."""
    data = _read(name)
    return Weights(
        Forest(data["features"], data["trees"]), Tables(_odds(data["marks"]), _odds(data["words"]))
    )


@cache
def trees_of(name: str) -> list[Any]:
    """The trees of a model as the training wrote them, for whoever asks why it decided."""
    trees: list[Any] = _read(name)["trees"]
    return trees


def _read(name: str) -> dict[str, Any]:
    """What the file of a model holds."""
    source = files("reader.cleaning").joinpath("data", f"{name}.json").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(source)
    return data


def _odds(groups: dict[str, str]) -> dict[str, float]:
    """The words by their log-odds in tenths, as the file has them, as log-odds by word."""
    return {word: int(tenths) / 10 for tenths, words in groups.items() for word in words.split()}

from __future__ import annotations

import time
from pathlib import Path

import pytest

from reader.intake.robots import parse_robots

CASES = Path(__file__).parents[2] / "cases/intake/robots.txt"
PARTS = ("rules", "allowed", "refused", "delay")


def read_cases() -> list[tuple[str, dict[str, list[str]]]]:
    """Title, and the lines of each part."""
    cases = []
    for block in CASES.read_text("utf-8").split("\n== "):
        title, _, rest = block.removeprefix("== ").partition("\n")
        parts: dict[str, list[str]] = {name: [] for name in PARTS}
        part = parts["rules"]
        for line in rest.split("\n"):
            if line.removeprefix("-- ") in PARTS and line.startswith("-- "):
                part = parts[line[3:]]
            else:
                part.append(line)
        cases.append((title, parts))
    return cases


@pytest.mark.parametrize(("title", "parts"), read_cases(), ids=lambda each: str(each)[:60])
def test_rules(title: str, parts: dict[str, list[str]]) -> None:
    robots = parse_robots("\n".join(parts["rules"]), "synoptic-reader")
    wrong = [page for page in parts["allowed"] if page and not robots.allows(page)]
    wrong += [page for page in parts["refused"] if page and robots.allows(page)]
    assert not wrong, title
    delays = [float(each) for each in parts["delay"] if each]
    assert robots.delay_s == (delays[0] if delays else None)


def test_rules_made_to_take_long_do_not() -> None:
    rules = "User-agent: *\n" + f"Disallow: /{'*a' * 5_000}b$\n" * 40
    began = time.perf_counter()
    assert parse_robots(rules, "synoptic-reader").allows("/" + "a" * 7_000)
    assert time.perf_counter() - began < 2

"""The table of what must hold: what it makes of the reports of tests."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from tests import table
from tests.table import Line


def report(outcome: str, *properties: tuple[str, object], when: str = "call") -> SimpleNamespace:
    return SimpleNamespace(
        outcome=outcome,
        when=when,
        skipped=outcome == "skipped",
        longrepr=("a.py", 1, "Skipped: no disk here"),
        user_properties=list(properties),
    )


def test_each_item_has_a_line_and_further_figures_stand_below_it() -> None:
    lines = [
        Line("kill", "passed", "30 kills", "0 lost"),
        Line("kill", "passed", "220 kills", "0 of 9 lost"),
        Line("power", "passed", "9 losses", "0 lost"),
        Line("power", "failed"),
        Line("rot", "passed"),
        Line("rot", "passed"),
    ]
    items = {"kill": "kills", "power": "power", "rot": "bit rot", "clock": "clocks"}
    assert table.table(lines, items=items).splitlines() == [
        "holds          kills    30 kills   0 lost",
        "                        220 kills  0 of 9 lost",
        "DOES NOT HOLD  power    9 losses   0 lost",
        "                        1 test",
        "holds          bit rot  2 tests",
        "not run        clocks",
    ]


def test_a_report_tells_its_item_its_figures_and_why_it_was_left_out() -> None:
    item, figure = ("item", "power"), ("figure", ("9 losses", "0 lost"))
    assert table.lines_of(
        [
            report("passed", item, when="setup"),
            report("passed", item, figure),
            report("passed", figure),
            report("skipped", item, when="setup"),
            report("failed", item, when="setup"),
        ]
    ) == [
        Line("power", "passed", "9 losses", "0 lost"),
        Line("power", "skipped", "left out", "no disk here"),
        Line("power", "failed"),
    ]


def test_what_was_not_run_or_failed_does_not_hold_and_what_is_left_out_is_said() -> None:
    every = [Line(key, "passed") for key in table.ITEMS if key not in {"kill", "power", "rot"}]
    lines = [*every, Line("rot", "passed"), Line("rot", "failed"), Line("power", "skipped")]
    assert table.unheld(lines) == ["kill", "rot"]


def test_every_item_has_a_test() -> None:
    tests = "".join(
        path.read_text("utf-8") for path in Path(__file__).parents[1].rglob("test_*.py")
    )
    assert [key for key in table.ITEMS if f'mark.item("{key}")' not in tests] == []


def test_lines_go_from_one_process_to_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(table.WHERE, str(tmp_path / "lines"))
    said: list[str] = []
    for _ in range(2):
        table.finish([report("passed", ("item", "kill"), ("figure", ("a", "b")))], said.append)
    assert table.read(tmp_path / "lines") == [Line("kill", "passed", "a", "b")] * 2
    assert said == []

"""The one command that runs every check: what it says at its end, and when it cannot run."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests import check

ROOT = Path(__file__).resolve().parents[2]


def step(name: str, code: int, **counts: int) -> check.Step:
    return check.Step(name, name, (), code=code, seconds=1.5, counts=Counter(counts))


def test_the_closing_line_counts_the_tests_of_every_step() -> None:
    done = [step("lint", 0), step("tests", 1, passed=7, failed=2, skipped=1)]
    lines = check.summary([*done, step("documents", 0, passed=3, xfailed=1)], 2.0).splitlines()
    assert lines[-1] == "10 passed, 2 failed, 2 skipped"
    assert "tests          1.5 s  FAILED (exit 1)" in lines
    assert "lint           1.5 s  ok" in lines
    assert "all            2.0 s" in lines, "steps that run beside each other are not added up"


def test_errors_while_a_test_is_set_up_count_as_failed() -> None:
    assert check.summary([step("tests", 1, passed=1, errors=2)], 1.5).endswith(
        "1 passed, 2 failed, 0 skipped"
    )


@pytest.mark.parametrize(
    "line",
    ["12 passed in 0.31s", "1 failed, 2 passed, 1 warning in 61.20s (0:01:01)", "3 errors in 1.0s"],
)
def test_pytests_own_last_line_is_known(line: str) -> None:
    assert check.PYTEST_END.match(line)


def test_lanes_run_beside_each_other_and_each_step_says_its_piece_in_one_piece(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    meet = (
        "import pathlib, time\n"
        "print('{0} one', flush=True); pathlib.Path('{1}').touch(); began = time.monotonic()\n"
        "while not pathlib.Path('{2}').exists():  # until the other has begun\n"
        "    assert time.monotonic() - began < 60; time.sleep(0.01)\n"
        "print('{0} two'); raise SystemExit({3})"
    )
    steps = [
        check.Step("a", "first", ("-c", meet.format("a", here, there, 0))),
        check.Step("b", "second", ("-c", meet.format("b", there, here, 3)), lane="beside"),
        check.Step("c", "third", ("-c", "print('c'); print('2 passed in 0.1s')")),
    ]
    check.carry_out(steps)
    blocks = capsys.readouterr().out.replace("\r", "").split("\n── ")[1:]
    assert blocks == [
        "a: first\na one\na two\n",
        "b: second\nb one\nb two\n",
        "c: third\nc\n2 passed in 0.1s\n",
    ]
    assert [step.code for step in steps] == [0, 3, 0]
    assert steps[2].counts == {"passed": 2}


def test_what_is_missing_is_answered_with_the_line_of_the_readme(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(check, "missing_tools", lambda: ["ruff"])
    assert check.main([]) == 2
    said = capsys.readouterr().out
    assert "ruff" in said
    assert said.splitlines()[-1].strip() in (ROOT / "README.md").read_text("utf-8").splitlines()
    assert "pip install --quiet --editable '.[test]'" in said


def test_the_long_run_leaves_nothing_out() -> None:
    short, long = (
        {each.name: each.command for each in check.steps(long=wanted)} for wanted in (False, True)
    )
    assert list(short) == list(long)
    assert "not long" in short["tests"]
    assert "not long" not in long["tests"]

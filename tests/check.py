"""Run every check, each step with its time, and end with how many tests ran.

    python tests/check.py                 everything, in under ten minutes
    python tests/check.py --only lint     one step (may be given several times)
    python tests/check.py --long          with the tests that take over a minute

Before the times it prints the table of what must hold (tests/table.py): a line for each kind of
bad luck and bad will, with what was done, how often, and the figure. All steps run even when one
fails; the exit code is 1 then, and 2 when a tool is missing. Standard library only, so that it can
say what is missing instead of failing to start.

Kills and races wait for half of their time, so they share the machine with what uses one core; the
tests, which use every core, come after both. Whatever the order of work, each step's output stands
together, in the order of the table of steps.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import re
import shlex
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests import table  # noqa: E402 - found by the line above

PYTHON_FLOOR = (3, 11)
TOOLS = (
    "ruff",
    "mypy",
    "importlinter",
    "pytest",
    "hypothesis",
    "pytest_asyncio",
    "xdist",
    "textual",
)
CODE = ("reader", "tests", ".ci")
LAST = "last"  # the lane of what uses every core
SLOWEST = ("--durations=10", "--durations-min=3")  # where the time goes, while it can be mended
# Each test has a home and a desk of its own, so they run beside each other. Those of the screen
# wait for more than half of their time (Textual's pilot lets 20 ms pass after each key), which is
# why there are more workers than cores. Each begins at another end of the list and takes over from
# the others what they have not begun, so that those that wait meet those that compute.
WORKERS = min(6, (os.cpu_count() or 1) * 3 // 2)
SIDE_BY_SIDE = ("-n", str(max(2, WORKERS)), "--dist=worksteal")
ELSEWHERE = ("--ignore=tests/fault", "--ignore=tests/docs")  # folders with a step of their own
COUNT = re.compile(r"(\d+) (passed|failed|errors?|skipped|xfailed|xpassed)\b")
PYTEST_END = re.compile(r"^=*\s*(?:\d+ [a-z]+(?:, )?)+ in [\d.]+s")
# lint-imports is a script, and a script may lie outside PATH: its function never does.
LINT_IMPORTS = "from importlinter.cli import lint_imports_command as run; run()"


@dataclass
class Step:
    """One check: how it is called and, once it ran, what came of it."""

    name: str
    title: str
    command: Sequence[str]
    lane: str = "main"  # steps of one lane follow each other; those of LAST have the machine
    code: int | None = None
    seconds: float = 0.0
    counts: Counter[str] = field(default_factory=Counter)
    lines: SimpleQueue[str | None] = field(default_factory=SimpleQueue)  # ends with None


def steps(*, long: bool) -> list[Step]:
    """Every step in order: the quick ones first."""
    marks = () if long else ("-m", "not long")
    return [
        Step("format", "ruff format --check", ("-m", "ruff", "format", "--check", *CODE)),
        Step("lint", "ruff check", ("-m", "ruff", "check", *CODE)),
        Step("types", "mypy --strict", ("-m", "mypy", "reader", "tests", ".ci")),
        Step("contracts", "import contracts", ("-c", LINT_IMPORTS)),
        Step("doctests", "examples in docstrings", ("-m", "pytest", "--doctest-modules", "reader")),
        Step("documents", "README and manual, executed", ("-m", "pytest", *marks, "tests/docs")),
        Step(
            "faults",
            "kills, races, damage",
            ("-m", "pytest", *marks, *SLOWEST, "tests/fault"),
            lane="faults",
        ),
        Step(
            "tests",
            "tests",
            ("-m", "pytest", *marks, *SLOWEST, *SIDE_BY_SIDE, *ELSEWHERE, "tests"),
            lane=LAST,
        ),
    ]


def run(step: Step) -> None:
    """Carry out one step from the top of the checkout, handing over its output as it comes."""
    start = time.monotonic()
    with subprocess.Popen(
        [sys.executable, *step.command],
        cwd=ROOT,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            step.lines.put(line)
            if PYTEST_END.match(line):
                step.counts = Counter({word: int(count) for count, word in COUNT.findall(line)})
    step.code = process.returncode
    step.seconds = time.monotonic() - start


def environment() -> dict[str, str]:
    """What every step starts with."""
    # Without compiled files each of some thousand processes that tests start compiles all anew.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONUNBUFFERED": "1"}


def run_all(wanted: Sequence[Step]) -> list[table.Line]:
    """Carry out the steps; the lines of the table that their tests have left."""
    with tempfile.TemporaryDirectory(prefix="reader-check-") as folder:
        path = Path(folder) / "table.jsonl"
        os.environ[table.WHERE] = str(path)
        carry_out([step for step in wanted if step.lane != LAST])
        carry_out([step for step in wanted if step.lane == LAST])
        del os.environ[table.WHERE]
        return table.read(path)


def carry_out(steps: Sequence[Step]) -> None:
    """Run steps, one lane beside the other, and print what each says, one step after the other."""
    for lane in dict.fromkeys(step.lane for step in steps):
        mine = [step for step in steps if step.lane == lane]
        # Daemons: who interrupts the checks does not wait for the lanes to come to their end.
        threading.Thread(target=follow, args=(mine,), daemon=True).start()
    for step in steps:
        print(f"\n── {step.name}: {step.title}", flush=True)
        for line in iter(step.lines.get, None):
            print(line, end="", flush=True)


def follow(lane: Sequence[Step]) -> None:
    """Run the steps of one lane, each after the other; whatever happens, each one ends."""
    for step in lane:
        try:
            run(step)
        except OSError as error:
            step.lines.put(f"{error}\n")
        finally:
            step.lines.put(None)


def summary(done: Sequence[Step], seconds: float) -> str:
    """A line for each step, the whole time in seconds, and the closing line of tests."""
    lines = ["", "── summary"]
    for step in done:
        verdict = "ok" if step.code == 0 else f"FAILED (exit {step.code})"
        lines.append(f"{step.name:<10} {step.seconds:7.1f} s  {verdict}")
    lines.append(f"{'all':<10} {seconds:7.1f} s")
    counts: Counter[str] = sum((step.counts for step in done), Counter())
    failed = sum(counts[word] for word in ("failed", "error", "errors", "xpassed"))
    skipped = counts["skipped"] + counts["xfailed"]
    if counts:
        lines += ["", f"{counts['passed']} passed, {failed} failed, {skipped} skipped"]
    return "\n".join(lines)


def missing_tools() -> list[str]:
    """What cannot be imported of what the checks need."""
    return [tool for tool in TOOLS if importlib.util.find_spec(tool) is None]


def install_line() -> str:
    """The line of README.md that installs what the checks need and runs them."""
    for line in (ROOT / "README.md").read_text("utf-8").splitlines():
        if line.endswith("tests/check.py") and "pip install" in line:
            return line.strip()
    return "python -m pip install --editable '.[test]'"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what was asked for; 0 when all of it is well, 1 when not, 2 when it cannot run."""
    known = [step.name for step in steps(long=False)]
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--long", action="store_true", help="with the tests marked `long`")
    parser.add_argument("--only", action="append", choices=known, metavar="STEP", help=str(known))
    options = parser.parse_args(arguments)

    if sys.version_info < PYTHON_FLOOR:
        print(f"This needs Python 3.11 or later; {sys.executable} is {sys.version.split()[0]}.")
        return 2
    if missing := missing_tools():
        print(f"Missing here: {', '.join(missing)} ({sys.executable}).")
        print(f"From {shlex.quote(str(ROOT))} run:\n\n  {install_line()}")
        return 2

    wanted = [step for step in steps(long=options.long) if step.name in (options.only or known)]
    start = time.monotonic()
    lines = run_all(wanted)
    seconds = time.monotonic() - start
    unheld = table.unheld(lines) if options.long and not options.only else []
    if lines:
        print(f"\n── what must hold\n{table.table(lines)}")
    print(summary(wanted, seconds), flush=True)
    return 0 if all(step.code == 0 for step in wanted) and not unheld else 1


if __name__ == "__main__":
    sys.exit(main())

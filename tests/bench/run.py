"""Run the benchmarks one after the other; each prints ratios against a baseline of the same run.

    python tests/bench/run.py              all of them
    python tests/bench/run.py start wrap   some of them

A benchmark is a file beside this one. It measures its subject and something to compare it with in
turns, on this machine, in this minute: milliseconds say how busy a machine is, ratios say how good
the code is. Nothing here fails a test; a benchmark that crashes makes the exit code 1.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PARTS = frozenset({"run", "desks", "peers", "terminal"})  # what benchmarks are made of


def benchmarks() -> dict[str, Path]:
    """Every benchmark by name."""
    return {path.stem: path for path in sorted(HERE.glob("*.py")) if path.stem not in PARTS}


def run(name: str, path: Path) -> bool:
    """Run one and show what it prints; whether it came to its end."""
    print(f"\n── {name}", flush=True)
    # A setting that keeps Python from storing compiled modules makes every start compile anew.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    start = time.monotonic()
    code = subprocess.run(
        [sys.executable, str(path)],
        cwd=ROOT,
        env={**environment, "PYTHONPATH": str(ROOT)},
        check=False,
    ).returncode
    print(f"   {time.monotonic() - start:.0f} s{'' if code == 0 else f', exit {code}'}", flush=True)
    return code == 0


def main() -> int:
    """Run what was asked for, or everything."""
    known = benchmarks()
    wanted = sys.argv[1:] or list(known)
    if unknown := [name for name in wanted if name not in known]:
        print(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(known)}")
        return 2
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} processors", end="")
    print(f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "")
    ended = [run(name, known[name]) for name in wanted]
    return 0 if all(ended) else 1


if __name__ == "__main__":
    sys.exit(main())

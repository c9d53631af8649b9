"""Starting, meeting and ending the processes of a storm."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
WORKER = Path(__file__).with_name("worker.py")
PATIENCE_S = 120  # a process that takes longer hangs


class Process:
    """One worker; its errors are ours."""

    def __init__(self, *arguments: object, worker: Path = WORKER) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(worker), *map(str, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )

    def wait_for(self, word: str) -> None:
        assert self._process.stdout is not None
        said = self._process.stdout.readline().strip()
        assert said == word, f"said {said!r}: {self._tail()}"

    def go(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write("go\n")
        self._process.stdin.flush()

    def ended(self) -> bool:
        """Whether it has ended by itself, and well."""
        code = self._process.poll()
        assert code in {None, 0}, self._tail()
        return code is not None

    def kill(self) -> None:
        self._process.kill()
        self._process.communicate()

    def result(self) -> dict[str, Any]:
        """What it has to tell, once it has ended well."""
        out, err = self._process.communicate(timeout=PATIENCE_S)
        assert self._process.returncode == 0, err[-2_000:]
        found: dict[str, Any] = json.loads(out.splitlines()[-1])
        return found

    def end(self) -> int:
        """How it ended by itself."""
        self._process.communicate(timeout=PATIENCE_S)
        return self._process.returncode

    def _tail(self) -> str:
        self._process.kill()
        return self._process.communicate()[1][-2_000:]


def together(processes: Sequence[Process]) -> list[dict[str, Any]]:
    """Let all begin at once, when each is ready; what they tell, in order."""
    for process in processes:
        process.wait_for("ready")
    for process in processes:
        process.go()
    return [process.result() for process in processes]

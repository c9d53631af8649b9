"""Workers whose parent is killed, or interrupted, while they are at work."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PARENT = """
import operator, time
from reader.desk.workers import Workers
with Workers(2) as workers:
    results = workers.spread(operator.call, time.sleep, [0.0, 60.0, 60.0, 60.0])
    next(results)
    print(*(each.process.pid for each in workers._there), flush=True)
    next(results)
"""
GONE_WITHIN_S = 5.0


def runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except ProcessLookupError:
        return False
    except FileNotFoundError:  # no /proc here, or gone this moment
        return not Path("/proc").is_dir()
    return state != "Z"  # dead, and nobody has asked for its status yet


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="there are no process groups here")
@pytest.mark.parametrize("kind", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_worker_outlives_its_parent(kind: signal.Signals) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    with parent:
        assert parent.stdout is not None
        pids = [int(each) for each in parent.stdout.readline().split()]
        assert len(pids) == 2
        assert all(map(runs, pids))
        os.killpg(parent.pid, kind)
        assert parent.wait(GONE_WITHIN_S) != 0
    until = time.monotonic() + GONE_WITHIN_S
    while any(map(runs, pids)) and time.monotonic() < until:
        time.sleep(0.02)
    assert not any(map(runs, pids))

"""Acting as another user of the machine, so that permissions bind even where tests run as root."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

NOBODY = 65_534
TEAM = 65_530  # a group of nobody's


def bound() -> bool:
    """Whether permissions bind us, or we can become somebody whom they bind."""
    return hasattr(os, "fork")


def as_user(act: Callable[[], Any], user: int = NOBODY, group: int = NOBODY) -> Any:
    """What `act` returns, done by another user where we are root, and by ourselves elsewhere.

    It must be JSON. A failure in there fails here.
    """
    if os.geteuid() != 0:
        return act()
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of threads, which the child does not use
        child = os.fork()
    if child == 0:
        _act_and_exit(act, user, group, writing)
    os.close(writing)
    with os.fdopen(reading) as told:
        text = told.read()
    os.waitpid(child, 0)
    found = json.loads(text)
    assert "failed" not in found, found["failed"]
    return found["told"]


def _act_and_exit(act: Callable[[], Any], user: int, group: int, writing: int) -> None:
    try:
        os.setgroups([group])
        os.setgid(group)
        os.setuid(user)
        told = {"told": act()}
    except BaseException:  # noqa: BLE001 - told to the parent
        told = {"failed": traceback.format_exc()}
    os.write(writing, json.dumps(told).encode())
    sys.stdout.flush()
    os._exit(0)


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder that other users may enter; pytest's own are closed to them."""
    with tempfile.TemporaryDirectory(prefix="reader-fault-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        try:
            yield folder
        finally:
            for path in (folder, *folder.rglob("*")):
                if path.is_dir():
                    path.chmod(0o755)


needs_users = pytest.mark.skipif(not bound(), reason="this system cannot act as another user")
needs_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can act as two other users"
)

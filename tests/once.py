"""What many tests begin with is made once in each process of pytest, and copied."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path


def copied(shelf: Path, name: str, make: Callable[[Path], object], target: Path) -> Path:
    """A copy at `target` of the folder that `make` makes, unless it did so before.

    The first test that asks makes it, with the home that it has: so nothing reaches another one.
    """
    made = shelf / name
    if not made.exists():
        half = shelf / "half" / name  # what failed to be made is nobody's beginning
        half.parent.mkdir(exist_ok=True)
        make(half)
        half.rename(made)
    shutil.copytree(made, target, dirs_exist_ok=True)
    return target

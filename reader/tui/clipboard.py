"""Copying: the first way that works, and which one it was.

Over ssh and inside tmux the terminal's own way (OSC 52) often fails without a word, so the
programs that know are asked first.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping

_PATIENCE_S = 2.0


def rungs(environ: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """The commands worth trying here, the surest first."""
    found: list[tuple[str, ...]] = [("pbcopy",)]
    if environ.get("TMUX"):
        found.append(("tmux", "load-buffer", "-w", "-"))
    if environ.get("WAYLAND_DISPLAY"):
        found.append(("wl-copy",))
    if environ.get("DISPLAY"):
        found.append(("xclip", "-selection", "clipboard"))
    return tuple(rung for rung in found if shutil.which(rung[0]))


def copy(text: str, environ: Mapping[str, str]) -> str | None:
    """Copy by the first command that works; its name, or None when there was none."""
    for rung in rungs(environ):
        try:
            done = subprocess.run(  # noqa: S603 - a fixed list of commands, the text on stdin
                rung,
                input=text.encode("utf-8", "replace"),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=_PATIENCE_S,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            continue
        if done.returncode == 0:
            return rung[0]
    return None

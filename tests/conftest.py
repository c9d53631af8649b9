"""What every test stands on: a home of its own, and a checkout that stays as it was."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests import table

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ("corpus", "annotations.db")

# What a user's shell may hold and a test must not feel: which desk, who, which colours, what size.
FOREIGN = (
    "READER_DESK",
    "READER_AS",
    "NO_COLOR",
    "FORCE_COLOR",
    "COLORTERM",
    "COLUMNS",
    "LINES",
    "PAGER",
    "TEXTUAL",
    "TEXTUAL_DRIVER",
)

# No deadline, since a busy machine is no defect; the same examples each time, since a gate
# that is red by luck teaches people to run it twice; and no folder of examples in the checkout.
settings.register_profile(
    "gate",
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("gate")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    table.label(items)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [each for group in terminalreporter.stats.values() for each in group]
    table.finish(
        (each for each in reports if isinstance(each, pytest.TestReport)),
        terminalreporter.write_line,
    )


@pytest.fixture
def tell(request: pytest.FixtureRequest) -> table.Tell:
    """Says what a test did and what came of it, for its line of the table."""

    def told(done: str, figure: str) -> None:
        request.node.user_properties.append(("figure", (done, figure)))

    return told


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing a test does reach the home of who runs it, or the next test."""
    home = tmp_path_factory.getbasetemp() / "homes" / os.urandom(6).hex()
    monkeypatch.setenv("HOME", str(home))
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(home / kind.lower()))
    for name in FOREIGN:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")


def _stamps() -> dict[str, tuple[int, int]]:
    """Size and time of change of every file of the sample desk.

    By `stat`, never by opening: closing a descriptor on a live SQLite file drops the
    locks that this process holds on it.
    """
    files = [ROOT / "annotations.db", *sorted((ROOT / "corpus").rglob("*"))]
    found = {path: path.stat() for path in files if path.exists()}
    return {str(path): (stat.st_size, stat.st_mtime_ns) for path, stat in found.items()}


@pytest.fixture(scope="session", autouse=True)
def _untouched_sample() -> Iterator[None]:
    """Tests work on copies: whoever writes into the sample desk is told at the end."""
    before = _stamps()
    yield
    changed = {path for path, stamp in _stamps().items() if before.get(path) != stamp}
    assert not changed, f"a test changed the checkout's sample desk: {sorted(changed)}"


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where what is made once and copied (tests/once.py) stands."""
    return tmp_path_factory.mktemp("shelf")


@pytest.fixture
def sample_desk(tmp_path: Path) -> Path:
    """A copy of the checkout's sample desk, still marked as a sample."""
    desk = tmp_path / "sample"
    desk.mkdir()
    for name in SAMPLE:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, desk / name)
        else:
            shutil.copy2(source, desk / name)
    return desk

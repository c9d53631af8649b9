"""Where the launcher is not sure to be right, it steps aside; what it cannot answer, it keeps."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from reader.desk.desk import Desk
from reader.tui import running
from reader.tui.keymap import KeyMap
from reader.tui.launch import starting
from reader.tui.launch.answering import Answer, Answering
from reader.tui.launch.frame import OddRowError, frame
from reader.tui.launch.stage import Stage
from reader.tui.rows import cells_of
from reader.tui.session_state import DeskSession
from tests.bench import desks
from tests.tui import made_up

SIZE = (100, 30)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with made_up.opened(made_up.made(tmp_path / "oldbridge")) as opened:
        yield opened


def staged(desk: Desk, size: tuple[int, int] = SIZE, **kept: Any) -> Stage:
    """A stage on all articles of a desk."""
    return Stage(desk, KeyMap(), DeskSession(**kept), desk.articles.order(), size)


@pytest.mark.parametrize(
    "environ",
    [
        {"TERM": "unknown"},
        {},
        {"TERM": "xterm", "TEXTUAL_COLOR_SYSTEM": "256"},
        {"TERM": "xterm", "TEXTUAL_DRIVER": "somebody:Else"},
    ],
    ids=str,
)
def test_a_terminal_that_is_told_something_else_is_left_to_textual(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "__stdout__", SimpleNamespace(encoding="UTF-8"))
    assert starting._is_known({"TERM": "xterm", "TEXTUAL_ANIMATIONS": "none"})
    assert not starting._is_known(environ)
    monkeypatch.setattr(sys, "__stdout__", SimpleNamespace(encoding="latin-1"))
    assert not starting._is_known({"TERM": "xterm"})


def test_a_bug_of_the_launcher_is_an_ordinary_start(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[dict[str, Any]] = []

    def run(_desk: Desk, _articles: object, **told: Any) -> int:
        ran.append(told)
        return 7

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(running, "run", run)
    monkeypatch.setattr(starting, "_is_known", lambda _: True)
    monkeypatch.setattr(starting, "Stage", broken)
    assert starting.start(desk, blind=True) == 7
    assert [("begun" in each, "held" in each) for each in ran] == [(False, False)]
    assert ran[0]["blind"]
    assert ran[0]["state"].desk(desk.database).blind


def test_rows_fill_the_screen_and_a_title_from_right_to_left_is_left_to_textual(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for size in ((160, 45), (80, 24), (59, 14), (44, 8)):
        rows = frame(staged(desk, size))
        assert [cells_of(row) for row in rows] == [size[0]] * size[1]
    monkeypatch.setattr(Stage, "title", "הצפה בעיר")
    with pytest.raises(OddRowError):
        frame(staged(desk))


def test_a_key_that_is_not_ours_and_all_after_it_wait(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = staged(desk)
    answering = Answering(stage)
    assert answering.answer(b"2") is Answer.NOTHING
    assert answering.unanswered == b"2"
    assert answering.answer(b")\tj12") is Answer.MOVED
    assert answering.unanswered == b"12"
    active, cursor = stage.article, stage.page and stage.page.reading.cursor
    assert active == stage.arrangement.articles[1]
    assert answering.answer(b"cjq") is Answer.NOTHING
    assert answering.unanswered == b"12cjq"
    assert (stage.article, stage.page and stage.page.reading.cursor) == (active, cursor)
    assert Answering(stage).answer(b"jq") is Answer.QUIT

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Stage, "move", broken)
    answering = Answering(stage)
    assert answering.answer(b"jk") is Answer.NOTHING
    assert answering.unanswered == b"jk"


def test_of_a_part_of_an_article_only_what_is_far_from_its_edge_is_answered(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "long"
    desks.several(folder, 1, 9_000, 300)
    with made_up.opened(folder) as desk:
        [article] = desk.articles.order()
        middle = desk.articles.get(article).blocks[90].span.start
        stage = staged(desk, places={article: (middle, 5)})
        here = stage.here
        assert here is not None
        assert here.page.partial
        marks = len(here.page.marks)
        for keys in (b"G", b"g", b"900j", b"900k"):
            before = here.page.reading, here.top
            answering = Answering(stage)
            assert answering.answer(keys) is Answer.NOTHING
            assert answering.unanswered == keys
            assert (here.page.reading, here.top) == before
        assert Answering(stage).answer(b"  ") is Answer.MOVED
        assert 0 < marks < len(here.page.marks) < 300
        begun = stage.begun()
        assert begun.ready[article].row == here.page.scene.layout.row_of(
            here.page.reading.cursor
        ) - (here.top)

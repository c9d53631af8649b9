from __future__ import annotations

from pathlib import Path

import pytest

from reader.tui.session_state import KEPT_DESKS, SessionState, load, save, state_file


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "session.json"
    state = SessionState("reader-light")
    desk = state.desk(tmp_path / "annotations.db")
    desk.articles, desk.active, desk.places = ["a", "b"], "b", {"b": (12, 3)}
    desk.panes, desk.welcomed, desk.recent = 2, True, ["t"]
    desk.blind, desk.layer = True, "bo"
    assert save(state, path) is None
    again = load(path)
    assert again == state
    assert [each.name for each in path.parent.iterdir()] == ["session.json"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"format": 2, "theme": "x"}',
        '{"format": 1, "desks": {"d": 5, "e": {"places": {"a": [1], "b": [-1, 2], "c": "x"}}}}',
        "[" * 100_000,
        "\x00",
    ],
)
def test_what_cannot_be_read_is_as_if_nobody_had_been_here(tmp_path: Path, text: str) -> None:
    path = tmp_path / "session.json"
    path.write_text(text, "utf-8")
    state = load(path)
    assert state.theme is None
    assert all(not desk.places and not desk.articles for desk in state.desks.values())


def test_no_place_to_write_to_is_a_reason_and_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    assert save(SessionState(), tmp_path / "file" / "session.json")


def test_desks_used_longest_ago_are_forgotten(tmp_path: Path) -> None:
    state = SessionState()
    for number in range(KEPT_DESKS + 5):
        state.desk(Path(f"/desk/{number}"))
    state.desk(Path("/desk/0"))
    save(state, tmp_path / "s.json")
    kept = load(tmp_path / "s.json").desks
    assert len(kept) == KEPT_DESKS
    assert str(Path("/desk/0")) in kept
    assert str(Path("/desk/1")) not in kept


def test_the_file_lies_in_the_state_folder() -> None:
    assert state_file({"XDG_STATE_HOME": "/s"}) == Path("/s/synoptic-reader/session.json")
    assert state_file({}).name == "session.json"

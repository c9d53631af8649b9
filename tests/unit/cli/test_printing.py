from __future__ import annotations

import io
import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cli.printing import (
    MEASURED_ROWS,
    Progress,
    fitted,
    note,
    print_json,
    print_json_list,
    print_table,
    say,
)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_into_a_pipe_a_table_is_cells_between_tabs_that_nobody_cut(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_table(("#n", "title"), [(1, "x" * 200), (None, "a\tb\x1b")], empty="none")
    assert capsys.readouterr().out == f"n\ttitle\n1\t{'x' * 200}\n\ta␉b␛\n"


def test_a_table_may_be_csv_or_markdown(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [(1, "a|b, c"), (2, "=d")]
    print_table(("#n", "title"), rows, empty="none", form="csv")
    assert capsys.readouterr().out == 'n,title\n1,"a|b, c"\n2,\'=d\n'
    print_table(("#n", "title"), rows, empty="none", form="markdown")
    assert capsys.readouterr().out == (
        "| n | title |\n| ---: | --- |\n| 1 | a\\|b, c |\n| 2 | =d |\n"
    )


def test_an_empty_table_says_so_beside_the_result(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(("a",), [], empty="nothing here")
    assert capsys.readouterr() == ("", "nothing here\n")


def test_on_a_terminal_a_table_fits_and_no_title_is_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr(sys, "stdout", out := Terminal())
    print_table(("#n", "title"), [(1, "[red]x[/red] :smile: " + "y" * 90)], empty="none")
    [header, row] = out.getvalue().splitlines()
    assert "title" in header
    assert row.startswith("1  [red]x[/red] :smile: yy")
    assert row.rstrip().endswith("…")
    assert len(row) <= 40


@given(st.lists(st.integers(1, 90), min_size=1, max_size=9), st.integers(9, 200))
def test_columns_fit_and_no_narrower_one_gives_way_for_a_wider(
    natural: list[int], room: int
) -> None:
    widths = fitted(natural, room)
    assert sum(widths) <= room or widths == [1] * len(widths)
    assert all(1 <= width <= wanted for width, wanted in zip(widths, natural, strict=True))
    cut = [width for width, wanted in zip(widths, natural, strict=True) if width < wanted]
    assert all(width <= min(cut) + 1 for width in widths if cut)


def test_json_is_whole_and_hides_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    print_json(["\u202e\x9b\x1b", "é"])
    out = capsys.readouterr().out
    assert json.loads(out) == ["\u202e\x9b\x1b", "é"]
    assert out.isprintable() or not set(out) & {"\u202e", "\x9b", "\x1b"}
    assert "é" in out


def test_what_is_said_shows_its_control_characters(capsys: pytest.CaptureFixture[str]) -> None:
    say("a\x1b[31m\nb")
    say("a\tb\nc\r", lines=True)
    note("\u202e")
    assert capsys.readouterr() == ("a␛[31m␊b\na\tb\nc␍\n", "⇆\n")


def test_progress_is_silent_without_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress("working") as progress:
        progress.share(0.5)
    assert capsys.readouterr() == ("", "")


def test_progress_shows_on_a_terminal_once_work_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", err := Terminal())
    monkeypatch.setattr("reader.cli.printing.SHOW_AFTER_S", 0.0)
    with Progress("working") as progress:
        progress.count(1, 2)
    assert "working ━━━━━━━━━━━━╌╌╌╌╌╌╌╌╌╌╌╌  50%" in err.getvalue()
    assert err.getvalue().endswith("\r\x1b[K")


def test_progress_names_what_it_is_at_and_gives_way_to_a_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stderr", err := Terminal())
    with Progress("fetching", after_s=0.0) as progress:
        progress.name(0, 3, "https://example.org/\x1b[31m" + "a" * 100)
        progress.note("waiting 9 s")
    drawn, _, rest = err.getvalue().partition("waiting 9 s\n")
    assert "fetching 1/3 https://example.org/" in drawn
    assert drawn.endswith("\r\x1b[K")
    assert "\x1b[31m" not in drawn
    assert len(drawn) < 100
    assert rest == ""


def test_progress_of_short_work_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", err := Terminal())
    with Progress("working") as progress:
        progress.count(5)
    assert err.getvalue() == ""


@pytest.mark.parametrize(
    "values",
    [[], [1], [{"a": "x\u2028y\x1b", "b": [1, {}]}, [], "é\n"], [{"n": n} for n in range(99)]],
)
def test_a_list_that_is_printed_as_it_comes_is_the_list(
    values: list[object], capsys: pytest.CaptureFixture[str]
) -> None:
    print_json_list(iter(values))
    told = capsys.readouterr().out
    print_json(values)
    assert told == capsys.readouterr().out


def test_the_first_rows_are_handed_on_before_the_next_are_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown: list[int] = []

    class Pipe(io.StringIO):
        def flush(self) -> None:
            shown.append(self.getvalue().count("\n"))

    monkeypatch.setattr(sys, "stdout", Pipe())
    print_table(("n",), ([n] for n in range(5000) if n < 20 or shown), empty="none")
    assert shown[:2] == [1, 13]  # with the line that names the columns


def test_a_long_table_on_a_terminal_keeps_the_widths_of_its_first_rows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setattr(sys, "stdout", out := Terminal())
    rows = ((n, "x" * (60 if n > MEASURED_ROWS else 3)) for n in range(MEASURED_ROWS + 5))
    print_table(("#n", "title"), rows, empty="none")
    lines = out.getvalue().splitlines()
    assert len(lines) == MEASURED_ROWS + 6
    assert sum("title" in line for line in lines) == 1
    assert lines[-1].rstrip().endswith("…")

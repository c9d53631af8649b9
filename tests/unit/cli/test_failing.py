from __future__ import annotations

import errno
import sys

import pytest

from reader.cli.failing import complain, status_of
from reader.errors import AmbiguousError, NotFoundError, ReaderError


def test_an_error_is_what_and_where_then_the_remedy(capsys: pytest.CaptureFixture[str]) -> None:
    complain(NotFoundError("no such article", where="7", remedy="`reader list` shows them"))
    assert capsys.readouterr().err == ("reader: no such article: 7\n  `reader list` shows them\n")


def test_an_error_without_a_remedy_points_to_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    complain(ReaderError("it is wrong"))
    what, remedy = capsys.readouterr().err.splitlines()
    assert what == "reader: it is wrong"
    assert "--help" in remedy


def test_what_fits_is_listed_between(capsys: pytest.CaptureFixture[str]) -> None:
    complain(AmbiguousError("two fit", choices=("1  one", "2  two"), remedy="say which"))
    assert capsys.readouterr().err == "reader: two fit\n  1  one\n  2  two\n  say which\n"


def test_an_error_shows_no_control_character_and_no_endless_text(
    capsys: pytest.CaptureFixture[str],
) -> None:
    complain(ReaderError("no such thing", where="\x1b]52;c;x\x07\u202e" + "y" * 10_000))
    err = capsys.readouterr().err
    assert err.startswith("reader: no such thing: ␛]52;c;x␇⇆yyy")
    assert len(err) < 500


def raising(error: BaseException) -> int:
    def work() -> int:
        raise error

    return status_of(work)


def test_every_end_has_its_status(capsys: pytest.CaptureFixture[str]) -> None:
    assert status_of(lambda: None) == 0
    assert status_of(lambda: 3) == 3
    assert raising(ReaderError("no")) == 1
    assert raising(OSError(errno.ENOSPC, "No space left on device")) == 1
    assert "no space left" in capsys.readouterr().err
    assert raising(KeyboardInterrupt()) == 130


def test_a_bug_is_not_wrapped() -> None:
    with pytest.raises(ZeroDivisionError):
        raising(ZeroDivisionError())


def test_a_reader_that_went_away_is_no_error(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Closed:
        def flush(self) -> None:
            raise BrokenPipeError

        def fileno(self) -> int:
            raise ValueError

    monkeypatch.setattr(sys, "stdout", Closed())
    assert status_of(lambda: 0) == 1
    monkeypatch.undo()
    assert capsys.readouterr().err == ""

"""The runner of documents, on pages made up for it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.docs.console import Example, carry_out, examples, fits

PAGE = """
A page.

```console
$ echo one
one
$ printf '%s\\n' two \\
> three
two
three
```

```sh
$ not for us
```
"""


def test_commands_come_with_their_output_and_line() -> None:
    assert list(examples(PAGE)) == [
        Example("echo one", "one", 5),
        Example("printf '%s\\n' two \\\nthree", "two\nthree", 7),
    ]


@pytest.mark.parametrize(
    ("expected", "printed"),
    [
        ("", ""),
        ("one", "one\n"),
        ("one", "one   \n"),
        ("...", ""),
        ("...", "any\nthing\n"),
        ("one\n...", "one\n"),
        ("one\n...\nfour", "one\ntwo\nthree\nfour\n"),
        ("made ... in ... s", "made 12 marks in 0.3 s\n"),
        ("(a|b) [c]*", "(a|b) [c]*\n"),
    ],
)
def test_output_that_fits(expected: str, printed: str) -> None:
    assert fits(expected, printed)


@pytest.mark.parametrize(
    ("expected", "printed"),
    [
        ("", "one\n"),
        ("one", ""),
        ("one", "one\ntwo\n"),
        ("one\n...\nfour", "one\ntwo\n"),
        ("made ... marks", "made 12 marks\nand more\n"),
        ("a.c", "abc\n"),
    ],
)
def test_output_that_does_not_fit(expected: str, printed: str) -> None:
    assert not fits(expected, printed)


def test_a_page_that_is_right_has_nothing_wrong_with_it(tmp_path: Path) -> None:
    wrong = [carry_out(each, tmp_path, os.environ) for each in examples(PAGE)]
    assert wrong == [None, None]


def test_a_command_that_fails_is_wrong_even_when_it_prints_what_the_page_says(
    tmp_path: Path,
) -> None:
    said = carry_out(Example("echo one; exit 3", "one", 7), tmp_path, os.environ)
    assert said is not None
    assert "line 7" in said
    assert "exit 3" in said

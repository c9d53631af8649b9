"""`reader manual`: pages, and sections that hold a word."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files

from click.testing import Result

Reader = Callable[..., Result]


def test_the_manual_is_listed_read_and_searched(reader: Reader) -> None:
    listed = reader("manual").stdout
    assert "marking\tMarking\n" in listed
    shipped = {file.name for file in (files("reader") / "manual").iterdir()}
    topics = {each["topic"] for each in json.loads(reader("manual", "--json").stdout)}
    assert {f"{topic}.md" for topic in topics} == {name for name in shipped if name[-3:] == ".md"}

    text = (files("reader") / "manual" / "marking.md").read_text("utf-8")
    assert reader("manual", "marking").stdout == reader("manual", "Marking.md").stdout == text

    found = reader("manual", "lock scroll")
    assert found.exit_code == 0
    assert "no page is called 'lock scroll'" in found.stderr
    rows = json.loads(reader("manual", "undo", "--json").stdout)
    assert rows
    assert all(row["times"] > 0 for row in rows)

    nothing = reader("manual", "xylophone")
    assert nothing.exit_code == 1
    assert "`reader manual` lists the pages" in nothing.stderr

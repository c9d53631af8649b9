"""The same work by the desk and by plain sqlite-utils, in the same minute."""

from __future__ import annotations

import pytest

from tests.bench import plain
from tests.table import Tell


@pytest.mark.long
@pytest.mark.item("plain")
def test_the_desk_loses_nothing_where_plain_inserts_and_updates_do(tell: Tell) -> None:
    for way, figures in plain.compare().items():
        tell(
            f"{way}: {plain.WRITERS} writers, {figures['edited']:.0f} edits of shared rows",
            f"{figures['edits lost']:.0f} edits and {figures['rows lost']:.0f} rows lost,"
            f" {figures['errors']:.0f} errors, {figures['conflicts']:.0f} conflicts told,"
            f" worst wait {figures['worst wait']:.1f} s",
        )
        if way == "the desk":
            assert (figures["errors"], figures["rows lost"], figures["edits lost"]) == (0, 0, 0)
            assert figures["edited"] == plain.WRITERS * plain.ROUNDS

"""The table of what was decided of whose mark.

`version` is that of the mark when it was looked at; who decided and when stays in the history of
the desk, as with every other table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reader.exchange.people_csv import choice, needed
from reader.exchange.rfc4180 import Record
from reader.model.curation import Decision, Outcome

CURATION_COLUMNS = ("annotation_id", "decision", "version", "result", "note")


def curation_rows(decision: Decision) -> Iterator[tuple[str, ...]]:
    """The row of a decision."""
    yield (
        decision.annotation,
        decision.outcome,
        str(decision.version),
        decision.result or "",
        decision.note,
    )


def read_curations(rows: Iterable[Record]) -> tuple[Decision, ...]:
    """Decisions; what was not rejected has the id of a curated mark."""
    found = []
    for row in rows:
        outcome = choice(row, "decision", Outcome)
        result = row["result"].strip() or None
        if (outcome is Outcome.REJECTED) != (result is None):
            raise row.wrong("result", "only what was accepted or merged has a curated mark")
        version = row.integer("version")
        if version < 1:
            raise row.wrong("version", f"no such version: {version}", "versions count from 1")
        name = needed(row, "annotation_id").strip()
        found.append(Decision(name, outcome, version, result, row["note"]))
    return tuple(found)

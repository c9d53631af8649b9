"""What a desk learnt from verdicts on links, and the verdicts that it learns from: the rows."""

from __future__ import annotations

import json

from reader.model.history import Gesture
from reader.model.learnt import Judged, Learnt
from reader.model.link import LinkEnd
from reader.model.text import Span
from reader.store.protocol import Batch, Row, Store
from reader.store.statements import deleting, inserting, updating

_KEY = {"subject": "links"}


def learnt(store: Store) -> Learnt | None:
    """What was learnt, forgotten or not; None where nothing ever was."""
    rows = store.read("SELECT * FROM learnt_weights WHERE subject = 'links'")
    if not rows:
        return None
    (row,) = rows
    return Learnt(
        method=row["method"],
        weights=json.loads(row["weights"]),
        figures=json.loads(row["figures"]),
        annotator=row["updated_by"],
        at=row["updated_at"],
        version=row["version"],
        forgotten=row["deleted_at"] is not None,
    )


def learning(new: Learnt, old: Learnt | None, gesture: Gesture) -> Batch:
    """What was learnt, in place of what was; a conflict if somebody else was faster."""
    values = {
        "method": new.method,
        "weights": json.dumps(dict(new.weights)),
        "figures": json.dumps(dict(new.figures)),
    }
    if old is None:
        return [inserting("learnt_weights", {**_KEY, **values}, gesture)]
    standing = {**values, "deleted_at": None}
    return [updating("learnt_weights", _KEY, standing, old.version, gesture)]


def forgetting(old: Learnt, gesture: Gesture) -> Batch:
    """The tombstone on what was learnt."""
    return [deleting("learnt_weights", _KEY, old.version, gesture)]


def judged(store: Store, method: str) -> tuple[Judged, ...]:
    """What everybody confirmed or rejected as one event.

    Args:
        store: the desk's.
        method: the scorer whose parts are wanted; those of another are left empty.
    """
    rows = store.read(
        "SELECT l.a_article, l.a_start, l.a_stop, l.a_quote, l.b_article, l.b_start, l.b_stop,"
        " l.b_quote, v.verdict, p.parts"
        " FROM link_verdicts AS v CROSS JOIN links AS l ON l.id = v.link"
        " LEFT JOIN link_parts AS p ON p.link = v.link AND p.annotator = v.annotator"
        " AND p.deleted_at IS NULL AND p.method = ?"
        " WHERE v.verdict IN ('confirmed', 'rejected') AND v.deleted_at IS NULL"
        " AND l.deleted_at IS NULL AND l.relation = 'same-event'"
        " ORDER BY v.link, v.annotator",
        (method,),
    )
    return tuple(
        Judged(
            _end(row, "a"),
            _end(row, "b"),
            row["verdict"] == "confirmed",
            tuple(json.loads(row["parts"] or "[]")),
        )
        for row in rows
    )


def _end(row: Row, side: str) -> LinkEnd:
    span = Span(row[f"{side}_start"], row[f"{side}_stop"])
    return LinkEnd(row[f"{side}_article"], span, row[f"{side}_quote"])

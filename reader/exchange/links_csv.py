"""The tables of links with their verdicts, and of events with their passages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from reader.exchange.people_csv import choice, gathered, handle, needed, packed, parsed, span
from reader.exchange.rfc4180 import Record
from reader.model.link import (
    Band,
    Event,
    Link,
    LinkEnd,
    LinkState,
    Reason,
    ReasonKind,
    Relation,
    Verdict,
    link_key,
    ordered_ends,
)
from reader.model.text import Span

LINK_COLUMNS = (
    "link_id",
    "relation",
    "a_article",
    "a_start",
    "a_stop",
    "a_quote",
    "b_article",
    "b_start",
    "b_stop",
    "b_quote",
    "state",
    "score",
    "band",
    "reasons",
    "method",
    "annotator",
    "note",
    "created_at",
    "judge",
    "verdict",
)
EVENT_COLUMNS = (
    "event_id",
    "title",
    "happened_on",
    "note",
    "article",
    "start",
    "stop",
    "quote",
)


def link_rows(link: Link) -> Iterator[tuple[str, ...]]:
    """A row for each verdict on a link, one without if nobody judged it."""
    verdicts: list[tuple[str, str]] = [*sorted(link.verdicts.items())] or [("", "")]
    for judge, verdict in verdicts:
        yield (
            link.id,
            link.relation,
            *_end_cells(link.a),
            *_end_cells(link.b),
            link.state,
            "" if link.score is None else repr(link.score),
            link.band or "",
            packed([_reason_values(reason) for reason in link.reasons]),
            link.method,
            link.annotator or "",
            link.note,
            link.created_at,
            judge,
            verdict,
        )


def _end_cells(end: LinkEnd) -> tuple[str, ...]:
    return end.article, str(end.span.start), str(end.span.stop), end.quote


def read_links(rows: Iterable[Record]) -> tuple[Link, ...]:
    """Links with everybody's verdicts; ids are made again from the ends."""
    return gathered(rows, _link, _judged, "link_id")


def _link(row: Record) -> Link:
    relation = choice(row, "relation", Relation)
    a, b = ordered_ends(_end(row, "a"), _end(row, "b"), relation)
    try:
        score = float(row["score"]) if row["score"].strip() else None
    except ValueError as error:
        raise row.wrong("score", f"not a number: {row['score'][:40]!r}") from error
    return Link(
        id=link_key(a, b, relation),
        a=a,
        b=b,
        relation=relation,
        state=choice(row, "state", LinkState) if row["state"].strip() else LinkState.SUGGESTED,
        score=score,
        band=choice(row, "band", Band) if row["band"].strip() else None,
        reasons=tuple(_reason(each, row) for each in parsed(row, "reasons", list, [])),
        method=row["method"] or "person",
        annotator=handle(row) if row["annotator"] else None,
        note=row["note"],
        created_at=row["created_at"].strip(),
    )


def _end(row: Record, side: str) -> LinkEnd:
    place = span(row, f"{side}_start", f"{side}_stop")
    quote = row[f"{side}_quote"]
    if quote and len(quote) != len(place):
        what = f"{len(quote)} code points of quote on a span of {len(place)}"
        raise row.wrong(f"{side}_quote", what)
    return LinkEnd(needed(row, f"{side}_article").strip(), place, quote)


def _judged(link: Link, row: Record) -> Link:
    if not row["verdict"].strip():
        return link
    verdict = choice(row, "verdict", Verdict)
    return replace(link, verdicts={**link.verdicts, handle(row, "judge"): verdict})


def _reason_values(reason: Reason) -> dict[str, Any]:
    values: dict[str, Any] = {
        "kind": reason.kind,
        "a": reason.a,
        "b": reason.b,
        "weight": reason.weight,
    }
    for name, place in (("span_a", reason.span_a), ("span_b", reason.span_b)):
        if place is not None:
            values[name] = [place.start, place.stop]
    return values


def _reason(values: Any, row: Record) -> Reason:
    try:
        places = [Span(*values[n]) if n in values else None for n in ("span_a", "span_b")]
        return Reason(
            ReasonKind(values["kind"]),
            str(values["a"]),
            str(values["b"]),
            float(values["weight"]),
            *places,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise row.wrong("reasons", "not a list of reasons as `reader export csv` writes") from error


def event_rows(event: Event) -> Iterator[tuple[str, ...]]:
    """A row for each passage of an event, one without if it has none."""
    head = (event.id, event.title, event.happened_on, event.note)
    if not event.passages:
        yield *head, "", "", "", ""
    for end in event.passages:
        yield *head, *_end_cells(end)


def read_events(rows: Iterable[Record]) -> tuple[Event, ...]:
    """Events that people made or named."""

    def first(row: Record) -> Event:
        return Event(
            id=row["event_id"].strip(),
            title=row["title"],
            passages=(),
            happened_on=row["happened_on"].strip(),
            note=row["note"],
            proposed=False,
        )

    def more(event: Event, row: Record) -> Event:
        if not row["article"].strip():
            return event
        end = LinkEnd(row["article"].strip(), span(row), row["quote"])
        return replace(event, passages=(*event.passages, end))

    return gathered(rows, first, more, "event_id")

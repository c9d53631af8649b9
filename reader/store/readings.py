"""What a reader says of an article: corrections, verdicts on blocks, how far one is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reader.model.article import BlockVerdict, Flip, Metadata, MetadataField, ReadingState
from reader.model.history import Gesture
from reader.model.text import Span
from reader.model.values import replace
from reader.store.protocol import Batch, Store
from reader.store.statements import dropping, ensuring, inserting, putting, storable, updating

PEOPLE = "annotator"  # the origin of a field that a person corrected


def metadata(store: Store, article: str) -> Metadata:
    """What is known of an article: people's corrections first, the newest before."""
    rows = store.read(
        "SELECT field, value, origin, confidence, annotator FROM article_fields"
        " WHERE article = ? AND deleted_at IS NULL"
        " ORDER BY annotator IS NULL,"
        " CASE WHEN annotator IS NULL THEN '' ELSE updated_at END DESC, ordinal",
        (article,),
    )
    return Metadata(
        tuple(
            MetadataField(
                row["field"], row["value"], row["origin"], row["confidence"], row["annotator"]
            )
            for row in rows
        )
    )


def corrections(store: Store) -> tuple[tuple[str, str, str, str, str], ...]:
    """Every person's word: article, field, value, handle and when, in that order."""
    rows = store.read(
        "SELECT article, field, value, annotator, updated_at FROM article_fields"
        " WHERE annotator IS NOT NULL AND deleted_at IS NULL ORDER BY article, field, annotator"
    )
    return tuple(
        (row["article"], row["field"], row["value"], row["annotator"], row["updated_at"])
        for row in rows
    )


def correcting(
    article: str,
    field: str,
    value: str | None,
    gesture: Gesture,
    expected_version: int | None = None,
) -> Batch:
    """A person's word on a field, over everything else; None takes theirs back.

    Everybody has one row per field, so that only the same annotator at two screens can meet
    oneself: give `expected_version` (of `correction_version`) to refuse that.
    """
    key = {"id": f"{article}:{field}:@{gesture.author.casefold()}"}
    if value is None:
        return [dropping("article_fields", key, gesture)]
    fixed = {
        "article": article,
        "field": field,
        "ordinal": 0,
        "origin": PEOPLE,
        "annotator": gesture.author,
    }
    said = {"value": storable(value), "confidence": 1.0}
    if expected_version is None:
        update, _ = putting("article_fields", key, said, gesture)
        return [update, ensuring("article_fields", {**key, **fixed, **said}, gesture)]
    if expected_version == 0:
        return [inserting("article_fields", {**key, **fixed, **said}, gesture)]
    edited = {**said, "deleted_at": None}
    return [updating("article_fields", key, edited, expected_version, gesture)]


def correction_version(store: Store, article: str, field: str, annotator: str) -> int:
    """The version of an annotator's own word on a field; 0 where there never was one."""
    key = f"{article}:{field}:@{annotator.casefold()}"
    rows = store.read("SELECT version FROM article_fields WHERE id = ?", (key,))
    return int(rows[0]["version"]) if rows else 0


def counting(store: Store, articles: Iterable[str], gesture: Gesture) -> Gesture:
    """A gesture that is later than every correction of these articles.

    The latest word on a field counts, whoever's clock is behind: so it is given a time after
    those that it replaces.
    """
    for article in articles:
        (row,) = store.read(
            "SELECT coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', max(updated_at), '+0.001 seconds'), '')"
            " AS at FROM article_fields WHERE article = ? AND annotator IS NOT NULL",
            (article,),
        )
        gesture = replace(gesture, at=max(gesture.at, str(row["at"])))
    return gesture


def flipping(article: str, span: Span, verdict: BlockVerdict | None, gesture: Gesture) -> Batch:
    """A person's word on a block, over the cleaner's; None takes theirs back."""
    key = {
        "article": article,
        "start": span.start,
        "stop": span.stop,
        "annotator": gesture.author,
    }
    if verdict is None:
        return [dropping("block_flips", key, gesture)]
    return putting("block_flips", key, {"verdict": verdict.value}, gesture)


def flips(store: Store, article: str | None = None) -> tuple[Flip, ...]:
    """Everybody's words on the blocks of an article, or of all of them."""
    where, params = ("", ()) if article is None else ("article = ? AND ", (article,))
    rows = store.read(
        "SELECT article, start, stop, annotator, verdict FROM block_flips"  # noqa: S608 - constants
        f" WHERE {where}deleted_at IS NULL ORDER BY article, start, stop, annotator",
        params,
    )
    return tuple(
        Flip(
            row["article"],
            Span(row["start"], row["stop"]),
            row["annotator"],
            BlockVerdict(row["verdict"]),
        )
        for row in rows
    )


def flips_of(store: Store, articles: Sequence[str]) -> tuple[Flip, ...]:
    """Everybody's words on the blocks of these articles."""
    listed = ", ".join("?" for _ in articles)
    rows = store.read(
        "SELECT article, start, stop, annotator, verdict FROM block_flips"  # noqa: S608 - marks
        f" WHERE article IN ({listed}) AND deleted_at IS NULL"
        " ORDER BY article, start, stop, annotator",
        tuple(articles),
    )
    return tuple(
        Flip(
            row["article"],
            Span(row["start"], row["stop"]),
            row["annotator"],
            BlockVerdict(row["verdict"]),
        )
        for row in rows
    )


def set_state(article: str, state: ReadingState, gesture: Gesture) -> Batch:
    """How far the annotator is with the article."""
    key = {"article": article, "annotator": gesture.author}
    return putting("readings", key, {"state": state.value}, gesture)


def states(store: Store, article: str | None = None) -> dict[tuple[str, str], ReadingState]:
    """How far everybody is: (article, handle) -> state, where one was set."""
    where, params = ("", ()) if article is None else ("article = ? AND ", (article,))
    rows = store.read(
        f"SELECT article, annotator, state FROM readings WHERE {where}deleted_at IS NULL"  # noqa: S608 - constants
        " ORDER BY article, annotator",
        params,
    )
    return {(row["article"], row["annotator"]): ReadingState(row["state"]) for row in rows}


def state_times(store: Store) -> tuple[tuple[str, str, ReadingState, str], ...]:
    """How far everybody is and since when: article, handle, state and time, in that order."""
    rows = store.read(
        "SELECT article, annotator, state, updated_at FROM readings WHERE deleted_at IS NULL"
        " ORDER BY article, annotator"
    )
    return tuple(
        (row["article"], row["annotator"], ReadingState(row["state"]), row["updated_at"])
        for row in rows
    )

"""What came of a salvage: how much of everything was saved, and what by name was not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from reader.store import copies, soundness
from reader.store.guarded import GUARDED
from reader.store.library import Connection
from reader.store.remains import Key, Remains, after
from reader.store.sqlite import SqliteStore


@dataclass(slots=True)
class Salvaged:
    """What was brought over, and what was lost.

    Attributes:
        kept: rows of each table in the new desk.
        lost: rows of each table that were known of and are not in it.
        rebuilt: rows that history alone still had.
        doubtful: rows that were not as their history has them; the word of history was taken.
        articles: the names of lost articles.
        marks: lost marks that stood, each with what is known of it: id, annotator, quote, note.
        whole: articles whose blocks were lost: all of them is text now.
        unsound: what is still not sound; nothing, unless this program errs.
    """

    kept: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    rebuilt: Counter[str] = field(default_factory=Counter)
    doubtful: list[str] = field(default_factory=list)
    articles: list[str] = field(default_factory=list)
    marks: list[dict[str, str]] = field(default_factory=list)
    whole: list[str] = field(default_factory=list)
    unsound: list[str] = field(default_factory=list)


def tell(told: Salvaged, remains: Remains, connection: Connection) -> None:
    """Count what is there, and name what is not.

    Args:
        told: what is known by now; the rest is filled in.
        remains: everything that was read.
        connection: to the new desk.
    """
    copy = SqliteStore(connection, None, reason=copies.REASON, where="the new desk")
    for table in GUARDED:
        rows = copy.read(f"SELECT {', '.join(table.key)} FROM {table.name}")  # noqa: S608 - names of ours
        stand = {tuple(row[column] for column in table.key) for row in rows}
        lost = (remains.rows[table.name].keys() | remains.last[table.name].keys()) - stand
        told.kept[table.name] = len(stand)
        told.lost[table.name] = len(lost)
        if table.name == "articles":
            told.articles = sorted(_seen(remains, "articles", key, "name") for key in lost)
        if table.name == "annotations":
            told.marks = _marks(remains, sorted(lost, key=str))
    told.kept["history"] = copy.read("SELECT count(*) AS n FROM history")[0]["n"]
    told.lost["history"] = max(0, remains.highest - len(remains.history))
    told.unsound = [f"{each.what}: {each.where}" for each in soundness.symptoms(copy)]


def _seen(remains: Remains, name: str, key: Key, column: str) -> str:
    """What a row that is lost held in a column, as far as known."""
    entry = remains.last[name].get(key)
    row = remains.rows[name].get(key) if entry is None else after(entry)
    return str((row or {}).get(column) or "")


def _marks(remains: Remains, lost: list[Key]) -> list[dict[str, str]]:
    """Lost marks that stood, with what is known of each."""
    name = "annotation_pieces"
    quotes: dict[str, list[str]] = {}
    for key in sorted(remains.rows[name].keys() | remains.last[name].keys(), key=str):
        quotes.setdefault(str(key[0]), []).append(_seen(remains, name, key, "quote"))
    return [
        {
            "id": str(key[0]),
            "annotator": _seen(remains, "annotations", key, "annotator"),
            "quote": " … ".join(quotes.get(str(key[0]), [])),
            "note": _seen(remains, "annotations", key, "note"),
        }
        for key in lost
        if not _seen(remains, "annotations", key, "deleted_at")
    ]

"""Who did what, and taking it back: undo and redo as changes of their own.

Nothing is ever removed from history. An undo finds the annotator's last gesture there that
stands, and writes each of its rows back to what it was, as one new gesture; so it works after
a restart. A row that somebody changed since is left as it is, with everything that belongs to
it, and reported. A redo takes the undo back.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

from reader.model.history import Gesture, HistoryEntry
from reader.model.values import dataclass
from reader.store import labels, readings, undo_stacks
from reader.store.annotations import indexing
from reader.store.guarded import BY_NAME, GUARDED, Guarded
from reader.store.history_rows import entry
from reader.store.labels import describe
from reader.store.labels import subject as subject_of
from reader.store.protocol import Batch, Store
from reader.store.statements import updating

# Adding an article or appearing on the desk is not undone by a key: withdraw the article. A new
# version is: it took the marks of the old one along, and undo puts both back.
_LASTING = frozenset({("articles", "insert"), ("annotators", "insert")})
_ORDER = {table.name: index for index, table in enumerate(GUARDED)}


@dataclass(frozen=True, slots=True)
class Undo:
    """An undo or redo, ready to be written.

    Attributes:
        batch: to write; even where every row was left, it says that the gesture is done with.
        change: the gesture that it takes back.
        label: what that gesture did, in a few words.
        skipped: what was left, since it was changed in between: a few words each.
        why: of each of these, who changed it.
    """

    batch: Batch
    change: str
    label: str
    skipped: tuple[str, ...] = ()
    why: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether every row was left: the batch says no more than that it was tried."""
        return len(self.batch) == 1


def entries(
    store: Store,
    since: int = 0,
    *,
    article: str | None = None,
    row: str | None = None,
    limit: int | None = None,
) -> tuple[HistoryEntry, ...]:
    """History, oldest first.

    Args:
        store: the desk's.
        since: only entries after that one.
        article: only what concerns that article: itself, its marks, links and events.
        row: only that row, its parts and what was said of it (an id).
        limit: the newest so many of them.
    """
    conditions, params = ["h.seq > ?1"], [since]  # type: list[str], list[Any]
    subject = (
        'CASE WHEN instr(h."row", \':\') THEN substr(h."row", 1, instr(h."row", \':\') - 1)'
        ' ELSE h."row" END'
    )
    if row is not None:  # by the index on table and row, whatever the table
        named = ", ".join(f"'{table.name}'" for table in GUARDED)
        conditions.append(
            f'h.seq IN (SELECT seq FROM history WHERE "table" IN ({named})'  # noqa: S608 - constants
            ' AND ("row" = ?2 OR ("row" > ?2 || \':\' AND "row" < ?2 || \';\'))'
            " UNION ALL SELECT seq FROM history WHERE \"table\" = 'comments'"
            ' AND "row" IN (SELECT id FROM comments WHERE annotation = ?2))'
        )
        params.append(row)
    if article is not None:
        params.append(article)
        which = f"?{len(params)}"
        conditions.append(
            f"{subject} IN (SELECT {which} UNION ALL"  # noqa: S608 - constants
            f" SELECT id FROM annotations WHERE article = {which} UNION ALL"
            f" SELECT id FROM links WHERE a_article = {which} OR b_article = {which} UNION ALL"
            f" SELECT event FROM event_passages WHERE article = {which} UNION ALL"
            " SELECT id FROM comments WHERE annotation IN"
            f" (SELECT id FROM annotations WHERE article = {which}))"
        )
    params.append(-1 if limit is None else limit)
    rows = store.read(
        f"SELECT h.* FROM history AS h WHERE {' AND '.join(conditions)}"  # noqa: S608 - constants
        f" ORDER BY h.seq DESC LIMIT ?{len(params)}",
        params,
    )
    return tuple(entry(each) for each in reversed(rows))


def begun_by(store: Store, beginning: str) -> tuple[str, ...]:
    """The ids of rows in the history that begin so, sorted; parts of a row go by the row's."""
    named = ", ".join(f"'{table.name}'" for table in GUARDED)
    found = store.read(
        f'SELECT DISTINCT "row" FROM history WHERE "table" IN ({named})'  # noqa: S608 - constants
        ' AND "row" >= ?1 AND "row" < ?1 || char(1114111)',
        [beginning],
    )
    return tuple(sorted({str(each["row"]).partition(":")[0] for each in found}))


def undoing(store: Store, annotator: str, gesture: Gesture) -> Undo | None:
    """The inverse of that annotator's latest gesture that stands; None where there is none."""
    return _first(store, undo_stacks.undoable(store, annotator), gesture)


def redoing(store: Store, annotator: str, gesture: Gesture) -> Undo | None:
    """The inverse of their latest undo, unless they have done something else since."""
    return _first(store, undo_stacks.redoable(store, annotator), gesture)


def _first(store: Store, changes: Iterable[str], gesture: Gesture) -> Undo | None:
    """The inverse of the first of these gestures that has anything to take back."""
    for change in changes:
        found = of_change(store, change)
        if found:
            return inverse(store, change, found, gesture)
    return None


def of_change(store: Store, change: str) -> list[HistoryEntry]:
    """The entries of a gesture that can be taken back, in their order."""
    rows = store.read("SELECT * FROM history WHERE change = ? ORDER BY seq", (change,))
    found = [entry(row) for row in rows]
    if any(each.table == "purges" for each in found):
        return []  # a text that was taken out does not come back
    return [
        each
        for each in found
        if (each.table, each.operation) not in _LASTING or labels.is_version(each)
    ]


def _undone_by(store: Store, change: str) -> str | None:
    """What an undo or redo took back."""
    rows = store.read("SELECT undoes FROM undos WHERE change = ?", (change,))
    return rows[0]["undoes"] if rows else None


def inverse(store: Store, change: str, changes: Sequence[HistoryEntry], gesture: Gesture) -> Undo:
    """One batch that writes every row of a gesture back, but for those that moved on."""
    spans: dict[tuple[str, str], list[HistoryEntry]] = {}
    for each in changes:
        spans.setdefault((each.table, each.row), []).append(each)
    said = [each.after or {} for each in changes if each.table == "article_fields"]
    gesture = readings.counting(store, sorted({each["article"] for each in said}), gesture)
    undoes = _all_undos(store)
    now = {key: _standing(store, row[-1], undoes) for key, row in spans.items()}
    moved = {subject_of(row[-1]) for key, row in spans.items() if now[key] is None}
    if any(now[key] is None or _worked_on(store, key[1], spans) for key in _versions(spans)) or (
        moved and _versions(spans)
    ):
        moved = {subject_of(row[-1]) for row in spans.values()}  # a version goes whole or stays
    made = {key for key, row in spans.items() if row[0].before is None}
    shared = {key for key in made if _shared(store, key, gesture.annotator, change)}
    made -= shared
    batch: Batch = [
        (
            (
                "INSERT INTO undos (change, undoes, annotator, at, seq)"
                " SELECT ?, ?, ?, ?, (SELECT coalesce(max(seq), 0) FROM history)"
                " WHERE NOT EXISTS (SELECT 1 FROM undos WHERE change = ?)"
            ),
            (gesture.change, change, gesture.annotator, gesture.at, gesture.change),
        )
    ]
    marks = set()
    for (table, row), found in sorted(spans.items(), key=lambda item: _ORDER[item[0][0]]):
        subject = subject_of(found[-1])
        # The parts of a row that goes stay with it, and come back with it.
        part = subject != (table, row)
        if subject in moved or (part and subject in made) or (not part and subject in shared):
            continue
        version = now[table, row]
        assert version is not None
        batch.append(_written_back(BY_NAME[table], found, version, gesture))
        if subject[0] == "annotations":
            marks.add(subject[1])
    for mark in sorted(marks):
        batch += indexing(mark)
    stood = {key for key in spans if now[key] is not None}
    left = [
        ([x for x in changes if subject_of(x) == subject], subject) for subject in sorted(moved)
    ]
    skipped = tuple(describe(rows, quotes(store, rows)) for rows, _ in left)
    why = tuple(_why(store, rows, stood, gesture.annotator) for rows, _ in left)
    if len(batch) == len(skipped) == 1:  # the note of the undo alone: all of it was left
        return Undo(batch, change, skipped[0], skipped, why)
    told = _root(store, change)
    return Undo(batch, change, describe(told, quotes(store, told)), skipped, why)


def _why(
    store: Store,
    rows: Sequence[HistoryEntry],
    stood: Container[tuple[str, str]],
    annotator: str,
) -> str:
    """Why a row stays: who changed it since, here or on another copy."""
    for each in reversed(rows):
        if (each.table, each.row) in stood:
            continue
        made_by = line(store, each)
        if not made_by:
            return "it is no more"
        newest = store.read(
            'SELECT annotator FROM history WHERE "table" = ? AND "row" = ? AND change = ?',
            (each.table, each.row, made_by[max(made_by)]),
        )
        who = str(newest[0]["annotator"]) if newest else "somebody"
        name = "you" if who.casefold() == annotator.casefold() else who
        if made_by.get(each.version) != each.change:
            return f"it lost against what {name} did on another copy"
        return f"{name} changed it since"
    return "others worked on it since"


def _shared(store: Store, key: tuple[str, str], annotator: str, change: str) -> bool:
    """Whether a link that a gesture made is by now a colleague's too, who judged it since."""
    if key[0] != "links":
        return False
    return bool(
        store.read(
            "SELECT 1 AS one FROM link_verdicts"
            " WHERE link = ? AND annotator <> ? AND change <> ? AND deleted_at IS NULL LIMIT 1",
            (key[1], annotator, change),
        )
    )


def _versions(spans: Mapping[tuple[str, str], Sequence[HistoryEntry]]) -> list[tuple[str, str]]:
    """The new versions of articles among the rows of a gesture."""
    if labels.is_withdrawal([each for row in spans.values() for each in row]):
        return []  # the article goes and comes whole, with whatever stands on it
    return [
        key
        for key, row in spans.items()
        if any(labels.is_version(each) or labels.withdraws(each) for each in row)
    ]


def _worked_on(store: Store, article: str, spans: Container[tuple[str, str]]) -> bool:
    """Whether anything stands on a version that did not come with its gesture."""
    rows = store.read(
        "SELECT 'annotations' AS name, id AS row FROM annotations"
        " WHERE article = ?1 AND deleted_at IS NULL"
        " UNION ALL SELECT 'links', id FROM links WHERE (a_article = ?1 OR b_article = ?1)"
        " AND updated_by IS NOT NULL AND deleted_at IS NULL"
        " UNION ALL SELECT 'event_passages',"
        " event || ':' || article || ':' || start || ':' || stop"
        " FROM event_passages WHERE article = ?1 AND deleted_at IS NULL"
        " UNION ALL SELECT 'block_flips',"
        " article || ':' || start || ':' || stop || ':' || annotator"
        " FROM block_flips WHERE article = ?1 AND deleted_at IS NULL"
        " UNION ALL SELECT 'articles', id FROM articles"
        " WHERE supersedes = ?1 AND withdrawn_at IS NULL",
        (article,),
    )
    return any((row["name"], row["row"]) not in spans for row in rows)


def _written_back(
    guarded: Guarded, found: Sequence[HistoryEntry], version: int, gesture: Gesture
) -> tuple[str, Sequence[Any]]:
    """One row, now at `version`, as it was before the first of these entries."""
    first, last = found[0], found[-1]
    assert last.after is not None
    if first.before is None:
        values: dict[str, Any] = {guarded.tombstone: gesture.at}
    else:
        values = {name: first.before[name] for name in (*guarded.editable, guarded.tombstone)}
    key = {name: last.after[name] for name in guarded.key}
    return updating(guarded.name, key, values, version, gesture)


def _standing(store: Store, last: HistoryEntry, undoes: dict[str, str]) -> int | None:
    """The version that a row has now, if it stands as this entry left it; else None.

    An undo writes the row as it was before, at a version of its own. So the newest entry is
    followed back: an undo of a gesture means the entry before that gesture's.
    """
    made_by = line(store, last)
    if not made_by:
        return None
    standing = max(made_by)
    version: int = standing
    while version != last.version and made_by.get(version) in undoes:
        taken_back = undoes[made_by[version]]
        versions = [v for v, change in made_by.items() if change == taken_back]
        if not versions:
            break
        version = min(versions) - 1
    # A version that lost against another copy's has its number, but not its gesture.
    return standing if version == last.version and made_by.get(version) == last.change else None


def line(store: Store, last: HistoryEntry) -> dict[int, str]:
    """The gestures that led to a row as it is now, by version; none where it is no more.

    Where copies came together there are versions beside them, which lost.
    """
    assert last.after is not None
    guarded = BY_NAME[last.table]
    key = " AND ".join(f"{name} = ?" for name in guarded.key)
    now = store.read(
        f"SELECT version, change FROM {guarded.name} WHERE {key}",  # noqa: S608 - names of ours
        tuple(last.after[name] for name in guarded.key),
    )
    rows = store.read(
        "SELECT version, change, json_extract(before, '$.version') AS earlier,"
        " json_extract(before, '$.change') AS parent"
        ' FROM history WHERE "table" = ? AND "row" = ?',
        (last.table, last.row),
    )
    before = {(row["version"], row["change"]): (row["earlier"], row["parent"]) for row in rows}
    at = (now[0]["version"], now[0]["change"]) if now else None
    found = {}
    while at in before and at is not None:
        found[at[0]] = at[1]
        at = before[at]
    return found


def quotes(store: Store, changes: Sequence[HistoryEntry]) -> dict[str, str]:
    """The words of the marks that these entries are about, by id; of a link and a reading theirs.

    Of a judged link these are both ends, of a reading state the title of its article.
    """
    found = {}
    for link in {(x.after or {}).get("link") for x in changes if x.table == "link_verdicts"}:
        for row in store.read("SELECT a_quote, b_quote FROM links WHERE id = ?", (link,)):
            found[str(link)] = f"{labels.short(row['a_quote'])} ⇄ {labels.short(row['b_quote'])}"
    for article in {(x.after or {}).get("article") for x in changes if x.table == "readings"}:
        for row in store.read("SELECT title FROM article_heads WHERE article = ?", (article,)):
            found[str(article)] = labels.short(row["title"])
    for mark in {each.row for each in changes if each.table in {"annotations", "curations"}}:
        rows = store.read(
            "SELECT quote FROM annotation_pieces WHERE annotation = ? AND deleted_at IS NULL"
            " ORDER BY ordinal",
            (mark,),
        )
        found[mark] = " … ".join(row["quote"] for row in rows)
    return found


def _all_undos(store: Store) -> dict[str, str]:
    """What every undo and redo took back."""
    return {row["change"]: row["undoes"] for row in store.read("SELECT * FROM undos")}


def _root(store: Store, change: str) -> list[HistoryEntry]:
    """What the gesture did that an undo or redo is about."""
    seen = {change}
    while (undoes := _undone_by(store, change)) is not None and undoes not in seen:
        seen.add(undoes)
        change = undoes
    return of_change(store, change)

"""Another copy's work, brought into this one: rows and history, in one transaction.

Rows are compared table by table, in SQL; what stands of two is decided by the rules that are
given. The guards stand in the way of this alone: a row goes from one version to another that
is not the next, by a hand that is not ours. So they are taken out and put back inside the
transaction, where nobody else sees the file without them, and a merge that breaks off leaves
them as they were. History is copied as it is, and is never written anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from pathlib import Path

from reader.errors import DamagedDeskError, DeskError
from reader.model.history import Gesture
from reader.model.merging import Conflict, Head, Merged, Rules
from reader.store import merge_log, purges, schema
from reader.store.guarded import BY_NAME, GUARDED, Guarded
from reader.store.history_rows import entry
from reader.store.labels import describe
from reader.store.library import Connection, SqlError
from reader.store.merging_tags import merge_tags, rebuild_annotation_tags
from reader.store.protocol import Row
from reader.store.sqlite import SqliteStore
from reader.store.triggers import triggers

MOST_CONFLICTS = 1_000  # that are told one by one
Progress = Callable[[int, int], None]

_FRESH = """INSERT INTO temp.merge_fresh SELECT o.seq, o.annotator FROM theirs.history AS o
  WHERE NOT EXISTS (SELECT 1 FROM main.history AS h INDEXED BY history_row
    WHERE h."table" = o."table" AND h."row" = o."row"
      AND h.version = o.version AND h.change = o.change)"""
_FRESH_UNDOS = """FROM theirs.undos AS o
  WHERE NOT EXISTS (SELECT 1 FROM main.undos AS u WHERE u.change = o.change)"""
# A mark has the pieces of the side whose version of it stands: asked by the piece of ours, which
# most of theirs have none of, so that little is looked up while everybody waits.
_SAME_MARK = """EXISTS (SELECT 1 FROM main.annotations AS x JOIN theirs.annotations AS y
    ON y.id = x.id AND y.version = x.version AND y.change = x.change
    WHERE x.id = {}.annotation)"""
_BROUGHT_MARK = "o.annotation IN (SELECT id FROM temp.merge_marks)"  # it stands as it does there
_UNGROUPED = "o.tag NOT IN (SELECT tag FROM temp.merge_grouped)"
_NEW_ARTICLE = "o.article IN (SELECT id FROM temp.merge_articles)"
_JUDGED = (
    "(EXISTS (SELECT 1 FROM theirs.link_verdicts AS v WHERE v.link = o.id)"
    " OR EXISTS (SELECT 1 FROM theirs.link_parts AS p WHERE p.link = o.id))"
)
_INSERTED_WHERE = {
    "article_fields": f"(o.updated_by IS NOT NULL OR {_NEW_ARTICLE})",
    "annotation_pieces": f"({_BROUGHT_MARK} OR {_SAME_MARK.format('o')})",
    "annotation_tags": _UNGROUPED,
    "links": f"(o.updated_by IS NOT NULL OR {_JUDGED})",
}
_COMPARED_WHERE = {
    "annotation_pieces": _SAME_MARK.format("m"),
    "annotation_tags": _UNGROUPED,
}
# Told of with their mark or verdict, or learnt anew from what people said.
_SILENT = frozenset({"annotation_pieces", "link_parts", "learnt_weights"})
_MARKS_FORGOTTEN = (
    "DELETE FROM main.marks_fts WHERE rowid IN"
    " (SELECT rid FROM main.annotations WHERE id IN (SELECT id FROM temp.merge_marks))"
)
_MARKS_SEARCH = (
    "INSERT INTO main.marks_fts (rowid, quote, note)"
    " SELECT n.rid, (SELECT group_concat(quote, ' … ') FROM"
    " (SELECT quote FROM main.annotation_pieces"
    " WHERE annotation = n.id AND deleted_at IS NULL ORDER BY ordinal)), n.note"
    " FROM main.annotations AS n WHERE n.id IN (SELECT id FROM temp.merge_marks)"
    " AND n.deleted_at IS NULL"
)
_TEMPORARY = (
    "CREATE TEMP TABLE merge_fresh (seq INTEGER PRIMARY KEY, annotator TEXT COLLATE NOCASE)",
    "CREATE TEMP TABLE merge_articles (id TEXT PRIMARY KEY)",
    "CREATE TEMP TABLE merge_marks (id TEXT PRIMARY KEY)",
    "CREATE TEMP TABLE merge_grouped (tag TEXT PRIMARY KEY, canon TEXT NOT NULL)",
)


def merge(
    store: SqliteStore,
    theirs: Path,
    rules: Rules,
    *,
    source: str,
    gesture: Gesture,
    progress: Progress | None = None,
) -> Merged:
    """Bring everything of another copy in, or nothing.

    Args:
        store: the desk's.
        theirs: a checked copy of the other desk's file (see `foreign.taken_copy`).
        rules: what decides.
        source: the name of the other copy, for the history.
        gesture: of who merges.
        progress: told how many of how many steps are done.

    Raises:
        DamagedDeskError: an article of one id has two texts.
        BusyDeskError, FullDeskError, ReadOnlyDeskError: nothing was written.
    """
    taking_out = purges.bringing(store, theirs)

    def work(connection: Connection) -> Merged:
        with purges.overwriting(connection) if taking_out else nullcontext():
            return _Merge(connection, rules, progress).run(source, gesture)

    try:
        if taking_out:
            store.compact()
        return store.transact(work, beside=theirs)
    except SqlError as error:  # a row of theirs that no table of ours takes
        raise DamagedDeskError(f"nothing was taken from it ({error})", where=source) from error


class _Merge:
    """One merge, inside its transaction."""

    def __init__(self, connection: Connection, rules: Rules, progress: Progress | None) -> None:
        self._connection = connection
        self._rules = rules
        self._progress = progress
        self._new: dict[str, int] = {}
        self._changed: dict[str, int] = {}
        self._met: list[tuple[str, str, Head, str, Head, bool]] = []
        self._met_count = 0

    def run(self, source: str, gesture: Gesture) -> Merged:
        """Everything, in order: rows, then history, then what hangs on both."""
        execute = self._connection.execute
        for statement in _TEMPORARY:
            execute(statement)
        entries = execute(_FRESH).rowcount
        undos = execute(f"SELECT count(*) {_FRESH_UNDOS}").fetchone()[0]
        merged = Merged()
        if entries or undos:
            self._refuse()
            execute("PRAGMA defer_foreign_keys = ON")
            for kind, name in schema.expected():
                if kind == "trigger":
                    execute(f"DROP TRIGGER {name}")
            merged = self._all(entries, source, gesture)
            for statement in triggers():
                execute(statement)
        for statement in _TEMPORARY:
            execute(f"DROP TABLE temp.{statement.split()[3]}")
        return merged

    def _all(self, entries: int, source: str, gesture: Gesture) -> Merged:
        purged = purges.take_out(self._connection, "theirs")
        tags = merge_tags(self._connection, self._rules)
        for number, table in enumerate(GUARDED):
            if self._progress is not None:
                self._progress(number, len(GUARDED) + 2)
            if table.name != "tags":
                self._table(table)
        self._links_of_the_machine()
        first, last = self._history(entries)
        purges.settle(self._connection)
        rebuild_annotation_tags(self._connection)
        tags.clear_away(self._connection)
        if self._progress is not None:
            self._progress(len(GUARDED) + 1, len(GUARDED) + 2)
        self._connection.execute(_MARKS_SEARCH)
        self._connection.execute(*merge_log.recording(source, first, last, gesture))
        self._met += tags.met
        return Merged(
            entries=entries,
            new={**self._new, "tags": tags.new},
            changed={**self._changed, "tags": tags.changed},
            people=self._people(),
            unified=tags.unified,
            purged=purged,
            conflicts=tuple(self._told()),
            conflicts_count=self._met_count + len(tags.met),
            change=gesture.change,
        )

    def _refuse(self) -> None:
        """What cannot come together: one id for two texts, two handles that differ in case."""
        texts = self._connection.execute(
            "SELECT o.name FROM theirs.articles AS o JOIN main.articles AS m ON m.id = o.id"
            " WHERE m.text_sha256 <> o.text_sha256 OR m.raw_sha256 <> o.raw_sha256 LIMIT 1"
        ).fetchone()
        if texts is not None:
            raise DamagedDeskError("an article has another text there under one id", where=texts[0])
        handles = self._connection.execute(
            "SELECT o.handle || ' and ' || m.handle FROM theirs.annotators AS o"
            " JOIN main.annotators AS m ON m.id = o.id WHERE m.handle <> o.handle LIMIT 1"
        ).fetchone()
        if handles is not None:
            raise DeskError(
                "two annotators differ in capitals alone, beyond ASCII",
                where=handles[0],
                remedy="let them agree on one spelling, with --as, and merge again",
            )

    def _table(self, table: Guarded) -> None:
        """Rows that are not here, and those that stand elsewhere there."""
        match = ("handle",) if table.name == "annotators" else table.key
        if table.name == "articles":
            self._connection.execute(
                "INSERT INTO temp.merge_articles SELECT o.id FROM theirs.articles AS o"
                " WHERE NOT EXISTS (SELECT 1 FROM main.articles AS m WHERE m.id = o.id)"
            )
        taken = self._compare(table, match)
        self._take(table, match, taken)
        if table.name == "annotations":
            self._connection.execute(_MARKS_FORGOTTEN)  # of those taken; new ones have none yet
            self._connection.execute(
                "INSERT INTO temp.merge_marks SELECT o.id FROM theirs.annotations AS o"
                " WHERE NOT EXISTS (SELECT 1 FROM main.annotations AS m WHERE m.id = o.id)"
            )
        columns = ", ".join((*table.columns, *table.unlisted))
        same = " AND ".join(f"m.{name} = o.{name}" for name in match)
        where = _INSERTED_WHERE.get(table.name, "1")
        order = "ORDER BY o.rid" if table.rid else ""
        self._new[table.name] = self._connection.execute(
            f"INSERT INTO main.{table.name} ({columns}) SELECT {columns}"  # noqa: S608 - names of ours
            f" FROM theirs.{table.name} AS o WHERE {where} AND NOT EXISTS"
            f" (SELECT 1 FROM main.{table.name} AS m WHERE {same}) {order}"
        ).rowcount
        self._changed[table.name] = len(taken)
        if table.name == "articles":
            self._articles()

    def _compare(self, table: Guarded, match: Sequence[str]) -> list[tuple[object, ...]]:
        """The keys of the rows of which theirs is to stand; conflicts are noted."""
        name, keys = table.name, len(match)
        row = {side: " || ':' || ".join(f"{side}.{c}" for c in table.key) for side in "mo"}
        known = (
            "EXISTS (SELECT 1 FROM {there}.history AS h INDEXED BY history_row"
            ' WHERE h."table" = \'{name}\' AND h."row" = {row}'
            " AND h.version = {side}.version AND h.change = {side}.change)"
        )
        there = known.format(there="theirs", name=name, row=row["m"], side="m")
        here = known.format(there="main", name=name, row=row["o"], side="o")
        same = " AND ".join(
            (
                *(f"m.{column} IS o.{column}" for column in table.editable),
                f"(m.{table.tombstone} IS NULL) = (o.{table.tombstone} IS NULL)",
            )
        )
        where = _COMPARED_WHERE.get(name, "1")
        found = self._connection.execute(
            f"SELECT {', '.join(f'm.{c}' for c in match)}, m.version, m.updated_at, m.change,"  # noqa: S608 - names of ours
            f" o.version, o.updated_at, o.change, {there}, {here}, {same}, {row['m']}, {row['o']}"
            f" FROM theirs.{name} AS o JOIN main.{name} AS m"
            f" ON {' AND '.join(f'm.{c} = o.{c}' for c in match)}"
            f" WHERE (m.version IS NOT o.version OR m.change IS NOT o.change) AND {where}"
        )
        taken = []
        for each in found:
            ours, theirs = _head(each[keys : keys + 3]), _head(each[keys + 3 : keys + 6])
            known_there, known_here, equal, our_row, their_row = each[keys + 6 :]
            decision = self._rules.decide(ours, theirs, bool(known_there), bool(known_here))
            if decision.take:
                taken.append(tuple(each[:keys]))
            if decision.conflict and not equal and name not in _SILENT and ours and theirs:
                self._met_count += 1
                if len(self._met) < MOST_CONFLICTS:
                    met = (name, our_row, ours, their_row, theirs, not decision.take)
                    self._met.append(met)
        return taken

    def _take(
        self, table: Guarded, match: Sequence[str], taken: Iterable[tuple[object, ...]]
    ) -> None:
        """Their row in the place of ours; a text that was purged here stays away."""
        columns = ", ".join((*table.columns, *table.unlisted))
        numbered = [f"{name} = ?{number}" for number, name in enumerate(match, 1)]
        execute = self._connection.executemany
        if table.name == "articles":  # what the machine knew of it goes along
            execute(
                "DELETE FROM main.article_fields WHERE article = ? AND updated_by IS NULL", taken
            )
            execute(
                "DELETE FROM main.blocks WHERE article = ?1"
                " AND (SELECT parser FROM main.articles WHERE id = ?1)"
                " IS NOT (SELECT parser FROM theirs.articles WHERE id = ?1)",
                taken,
            )
            execute("INSERT INTO temp.merge_articles VALUES (?)", taken)
            taken = purges.taking(self._connection, taken)
        execute(
            f"UPDATE main.{table.name} SET ({columns}) = (SELECT {columns}"  # noqa: S608 - names of ours
            f" FROM theirs.{table.name} WHERE {' AND '.join(numbered)})"
            f" WHERE {' AND '.join(numbered)}",
            taken,
        )
        if table.name == "annotations":
            execute("INSERT INTO temp.merge_marks VALUES (?)", taken)
            execute("DELETE FROM main.annotation_pieces WHERE annotation = ?", taken)

    def _articles(self) -> None:
        """The blocks of articles that came in, and their words for search."""
        columns = "article, ordinal, start, stop, kind, verdict, category, rule, confidence, level"
        self._connection.execute(
            f"INSERT INTO main.blocks ({columns}) SELECT {columns}"  # noqa: S608 - names of ours
            f" FROM theirs.blocks AS o WHERE {_NEW_ARTICLE}"
            " AND NOT EXISTS (SELECT 1 FROM main.blocks AS m WHERE m.article = o.article)"
        )
        self._connection.execute(
            "INSERT INTO main.articles_fts (rowid, text) SELECT rid, text FROM main.articles AS m"
            " WHERE m.id IN (SELECT id FROM temp.merge_articles)"
            " AND m.rid NOT IN (SELECT id FROM main.articles_fts_docsize)"
        )

    def _links_of_the_machine(self) -> None:
        """Of a suggestion that people judged on both sides, the same one on both."""
        columns = ", ".join(BY_NAME["links"].columns)
        compared = "{0}.updated_at, coalesce({0}.score, -1), {0}.reasons, {0}.method"
        self._connection.execute(
            f"UPDATE main.links AS m SET ({columns}) ="  # noqa: S608 - names of ours
            f" (SELECT {columns} FROM theirs.links AS o WHERE o.id = m.id)"
            " WHERE m.updated_by IS NULL AND EXISTS (SELECT 1 FROM theirs.links AS o"
            f" WHERE o.id = m.id AND o.updated_by IS NULL AND {_JUDGED}"
            f" AND ({compared.format('o')}) > ({compared.format('m')}))"
        )

    def _history(self, entries: int) -> tuple[int, int]:
        """Their entries after ours, as they are, and what their undos took back."""
        execute = self._connection.execute
        last = execute("SELECT coalesce(max(seq), 0) FROM main.history").fetchone()[0]
        columns = '"table", "row", version, change, op, annotator, at, before, after'
        execute(
            f"INSERT INTO main.history ({columns}) SELECT {columns} FROM theirs.history"  # noqa: S608 - names of ours
            " WHERE seq IN (SELECT seq FROM temp.merge_fresh) ORDER BY seq"
        )
        execute(
            "INSERT INTO main.undos (change, undoes, annotator, at, seq)"
            f" SELECT o.change, o.undoes, o.annotator, o.at, ? {_FRESH_UNDOS}",
            (last + entries,),
        )
        return last + 1, last + entries

    def _people(self) -> dict[str, int]:
        rows = self._connection.execute(
            "SELECT max(annotator), count(*) FROM temp.merge_fresh"
            " GROUP BY annotator ORDER BY annotator"
        )
        return dict(rows.fetchall())

    def _told(self) -> Iterable[Conflict]:
        """The conflicts with both versions, from history."""
        for table, our_row, ours, their_row, theirs, stands in self._met[:MOST_CONFLICTS]:
            mine = entry(self._entry(table, our_row, ours))
            other = entry(self._entry(table, their_row, theirs))
            quotes = {}
            if table == "annotations":
                rows = self._connection.execute(
                    "SELECT quote FROM main.annotation_pieces WHERE annotation = ?"
                    " AND deleted_at IS NULL ORDER BY ordinal",
                    (our_row,),
                )
                quotes = {our_row: " … ".join(row[0] for row in rows)}
            winner, loser = (mine, other) if stands else (other, mine)
            yield Conflict(winner, loser, stands, describe([loser], quotes))

    def _entry(self, table: str, row: str, head: Head) -> Row:
        cursor = self._connection.execute(
            'SELECT * FROM main.history WHERE "table" = ? AND "row" = ?'
            " AND version = ? AND change = ?",
            (table, row, head.version, head.change),
        )
        names = [column[0] for column in cursor.description]
        return dict(zip(names, cursor.fetchone(), strict=True))


def _head(values: Sequence[object]) -> Head | None:
    """A head from version, time and gesture; None for a row of the machine."""
    version, at, change = values
    return None if change is None else Head(int(str(version)), str(at), str(change))

"""A damaged desk, made anew from what is left of it: everything in the new one is sound.

A row comes in if it is what it was: an article whose text and bytes have their checksums, a
quote that is the words at its place, a row that is the one of its history. Where a row is gone,
its last entry of history brings it back; where the entry is gone, a new one says how the row
stands. What nothing vouches for stays out, and is told.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from reader.errors import NotADeskError
from reader.model.article import BlockKind, Category
from reader.model.ids import annotator_id, article_id
from reader.store import purges, schema, soundness
from reader.store.guarded import BY_NAME, GUARDED, Guarded
from reader.store.library import Connection, SqlError, connect_new
from reader.store.pages import Pages, Value
from reader.store.placing import Aside
from reader.store.remains import Remains, Row, after, agree, by_gesture, head, sort_out
from reader.store.salvaged import Salvaged, tell
from reader.store.triggers import triggers

Find = Callable[[str, str], bytes | None]
RULE = "salvaged"  # of the one block of an article whose blocks are lost


def salvage(content: bytes, target: Path, find: Find) -> Salvaged:
    """Make a new desk at `target` of what is left of a file.

    Args:
        content: of the damaged file.
        target: where the new desk's file shall stand; nothing may stand there.
        find: given the path and the SHA-256 of an article's bytes, these bytes or None.

    Raises:
        NotADeskError: no row of a desk is in it.
        DeskError: the new file cannot be made.
    """
    remains = sort_out(Pages(content).records())
    if not remains.history and not remains.rows["articles"] and not remains.rows["tags"]:
        raise NotADeskError("nothing of a desk is left in it", remedy="name another file")
    with Aside(target) as unfinished, closing(connect_new(unfinished)) as connection:
        connection.execute("PRAGMA synchronous = OFF")  # `Aside` brings it to disk
        return _Building(connection, remains, find).run()


class _Building:
    """One new desk in the making."""

    def __init__(self, connection: Connection, remains: Remains, find: Find) -> None:
        self._connection = connection
        self._remains = remains
        self._find = find
        self._told = Salvaged()
        self._texts: dict[Value, str] = {}
        self._article_of: dict[Value, Value] = {}
        self._undocumented: list[tuple[Guarded, Row]] = []
        self._gestures = by_gesture(remains.history.values())
        self._tags: frozenset[Value] = frozenset()
        both = remains.rows["purges"].keys() | remains.last["purges"].keys()
        self._purged = frozenset(key[0] for key in both)

    def run(self) -> Salvaged:
        """Everything, in the order in which rows refer to each other."""
        execute = self._connection.execute
        execute("BEGIN IMMEDIATE")
        schema.build(self._connection, {})
        for kind, name in schema.expected():
            if kind == "trigger":
                execute(f"DROP TRIGGER {name}")
        for key, row in self._remains.rows["tags"].items():
            if row["updated_by"] is None:  # a root tag: this desk has it already
                del row["rid"]
            self._remains.rows["tags"][key] = row
        for table in GUARDED:
            self._insert(table.name, list(self._rows(table)))
            if table.name == "tags":
                self._tags = frozenset(row[0] for row in execute("SELECT id FROM tags"))
            if table.name == "articles":
                self._blocks()
        self._plain("meta")
        self._bare_marks()
        self._history()
        self._plain("undos")
        self._search()
        purges.settle(self._connection)
        for statement in triggers():
            execute(statement)
        execute("COMMIT")
        tell(self._told, self._remains, self._connection)
        return self._told

    def _rows(self, table: Guarded) -> Iterator[Row]:
        """The rows of a table, each as the better of its two places has it."""
        rows, last = self._remains.rows[table.name], self._remains.last[table.name]
        if table.name == "annotators":
            yield from self._people(rows)
        for key in dict.fromkeys((*rows, *last)):
            row = self._better(table, rows.get(key), last.get(key))
            if row is not None and table.name == "articles":
                row = self._article(row)
            elif row is not None and not self._fits(table, row):
                row = None
            if row is not None:
                self._told.rebuilt[table.name] += key not in rows
                yield row

    def _better(self, table: Guarded, row: Row | None, entry: Row | None) -> Row | None:
        """What a row was, by itself and by the last entry of its history; None if nobody knows."""
        then = None if entry is None else after(entry)
        if row is None:
            return None if then is None else self._rebuilt(table, then)
        if then is not None and head(row) <= head(then):
            if agree(table, row, then):
                return row
            if entry is not None and head(row) == head(then):
                self._told.doubtful.append(f"{table.name} {entry['row']!s}")
            return {**row, **then}
        if row["updated_by"] is not None:
            if self._twin(table, row):
                return None
            if not self._merged(table, row):
                self._undocumented.append((table, row))
        return row

    def _people(self, rows: dict[tuple[Value, ...], Row]) -> Iterator[Row]:
        """A row for everybody who is named elsewhere, if their own is lost."""
        known = {str(row["handle"]).casefold() for row in rows.values()}
        known |= {
            str(after(e)["handle"]).casefold() for e in self._remains.last["annotators"].values()
        }
        for table in GUARDED:
            for each in self._remains.rows[table.name].values():
                handle, at = each.get("annotator"), each.get("updated_at")
                if isinstance(handle, str) and handle and handle.casefold() not in known and at:
                    known.add(handle.casefold())
                    yield {
                        "id": annotator_id(handle),
                        "handle": handle,
                        "name": "",
                        "colour": None,
                        "version": 1,
                        "change": None,
                        "updated_by": None,
                        "updated_at": at,
                        "deleted_at": None,
                    }

    def _rebuilt(self, table: Guarded, then: Row) -> Row | None:
        """A row that only history has; none where a merge gave it another id."""
        if table.name == "tags":
            same = ("kind", "parent", "name")
            if any(all(r[c] == then[c] for c in same) for r in self._remains.rows["tags"].values()):
                return None
        if table.name == "annotation_tags" and then["tag"] not in self._tags:
            return None
        return then

    def _twin(self, table: Guarded, row: Row) -> bool:
        """Whether a row is one that stands under another key: of the two, history has that one."""
        rest = [column for column in table.columns if column not in table.key]
        last = self._remains.last[table.name]
        same = [
            key
            for then in self._gestures.get((table.name, row["change"]), ())
            if (key := tuple(then[column] for column in table.key)) in last
            and all(then[column] == row[column] for column in rest)
        ]
        return len(same) == 1 and same[0] not in self._remains.rows[table.name]

    def _merged(self, table: Guarded, row: Row) -> bool:
        """Whether history has a row under the id that it had before a merge."""
        free = soundness.MERGED.get(table.name)
        if free is None:
            return False
        rest = [column for column in table.columns if column not in free]
        then = self._gestures.get((table.name, row["change"]), ())
        return any(all(each[column] == row[column] for column in rest) for each in then)

    def _article(self, row: Row) -> Row | None:
        """An article with the text and the bytes that it had, or None."""
        if row["id"] in self._purged:  # it has none, wherever its bytes may still be found
            self._texts[row["id"]] = ""
            repairs = row.get("repairs") if _is_json(row.get("repairs")) else "[]"
            return {**row, "repairs": repairs, "styles": "[]", "text": "", "raw": b""}
        raw, text = row.get("raw"), row.get("text")
        if not _has(raw, row["raw_sha256"]):
            raw = text.encode() if isinstance(text, str) else None
        if not _has(raw, row["raw_sha256"]):
            raw = self._find(str(row["path"] or ""), str(row["raw_sha256"]))
        if not isinstance(raw, bytes):
            return None
        if not isinstance(text, str) or not _has(text.encode(), row["text_sha256"]):
            try:
                text = raw.decode(str(row["encoding"])).removeprefix("\ufeff")
            except (LookupError, ValueError):
                return None
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        if not _has(text.encode(), row["text_sha256"]):
            return None
        if row["id"] != article_id(str(row["raw_sha256"]), str(row["text_sha256"])):
            return None
        parts = {
            name: row.get(name) if _is_json(row.get(name)) else "[]"
            for name in ("repairs", "styles")
        }
        self._texts[row["id"]] = text
        return {**row, **parts, "text": text, "raw": raw}

    def _fits(self, table: Guarded, row: Row) -> bool:
        """Whether the quotes of a row are the words at their places, and its documents are JSON."""
        if table.name == "annotations":
            self._article_of[row["id"]] = row["article"]
        documents = {"tags": "required", "annotations": "attributes", "links": "reasons"}
        column = documents.get(table.name)
        if column is not None and not _is_json(row[column]):
            return False
        if row[table.tombstone] is not None and table.name != "links":
            return True
        for where, start, stop, quote in table.quotes:
            named = where.removeprefix("NEW.")
            article = row[named] if named in row else self._article_of.get(row.get("annotation"))
            text = self._texts.get(article)
            if article in self._purged:
                continue
            a, b = row[start], row[stop]
            if text is None or not isinstance(a, int) or not isinstance(b, int):
                return False
            if a < 0 or text[a:b] != row[quote]:
                return False
        return True

    def _insert(self, name: str, rows: list[Row]) -> None:
        """Put rows in, those last that refer to others of their table."""
        refers = {"articles": "supersedes", "tags": "parent"}.get(name)
        while rows:
            left = [row for row in rows if not self._put(name, row)]
            if len(left) == len(rows):
                break
            rows = left
        for row in rows:
            if refers is None or row[refers] is None:
                continue
            loose = {**row, refers: None}
            if self._put(name, loose):
                self._undocumented.append((BY_NAME[name], loose))

    def _put(self, name: str, row: Row) -> bool:
        """Whether the table takes a row."""
        columns, verb = ", ".join(f'"{column}"' for column in row), "INSERT"
        if name == "meta" or (name == "tags" and row["updated_by"] is None):
            verb = "INSERT OR IGNORE"
        elif name == "tags":  # a root tag that somebody described
            self._connection.execute(
                "DELETE FROM tags WHERE id = ? AND updated_by IS NULL", (row["id"],)
            )
        marks = ", ".join("?" * len(row))
        statement = f"{verb} INTO {name} ({columns}) VALUES ({marks})"
        try:
            self._connection.execute(statement, tuple(row.values()))
        except SqlError:
            if row.get("rid") is None:
                return False
            return self._put(name, {column: row[column] for column in row if column != "rid"})
        except (OverflowError, UnicodeEncodeError):
            return False
        return True

    def _plain(self, name: str) -> None:
        for row in self._remains.rows[name].values():
            self._put(name, row)

    def _blocks(self) -> None:
        """The blocks of each article, if they are all there; else one that is all of it."""
        found: dict[Value, list[Row]] = {}
        for row in self._remains.rows["blocks"].values():
            found.setdefault(row["article"], []).append(row)
        for article in [row[0] for row in self._connection.execute("SELECT id FROM articles")]:
            rows = sorted(found.get(article, ()), key=lambda row: int(str(row["ordinal"])))
            length, at = len(self._texts[article]), 0
            for row in rows:
                at = int(str(row["stop"])) if row["start"] == at and _is_block(row) else -1
            if at == length and all(self._put("blocks", row) for row in rows):
                continue
            self._connection.execute("DELETE FROM blocks WHERE article = ?", (article,))
            if length:
                whole = ("paragraph", "body", "text", RULE, 0.0)
                self._connection.execute(
                    "INSERT INTO blocks (article, ordinal, start, stop, kind, verdict, category,"
                    " rule, confidence) VALUES (?, 0, 0, ?, ?, ?, ?, ?, ?)",
                    (article, length, *whole),
                )
                self._told.whole.append(self._name(article))

    def _name(self, article: Value) -> str:
        row = self._connection.execute("SELECT name FROM articles WHERE id = ?", (article,))
        return str(row.fetchone()[0])

    def _bare_marks(self) -> None:
        """A mark without a place is none; its words may stand in history."""
        bare = (
            "SELECT id FROM annotations AS n WHERE deleted_at IS NULL AND NOT EXISTS (SELECT 1"
            " FROM annotation_pieces AS p WHERE p.annotation = n.id AND p.deleted_at IS NULL)"
        )
        ids = [row[0] for row in self._connection.execute(bare)]
        for name in ("annotation_pieces", "annotation_tags", "comments", "annotations"):
            column = "id" if name == "annotations" else "annotation"
            self._connection.executemany(
                f"DELETE FROM {name} WHERE {column} = ?",  # noqa: S608 - names of ours
                [(each,) for each in ids],
            )

    def _history(self) -> None:
        """All entries as they were, and new ones for the rows whose last entry is lost."""
        for _, entry in sorted(self._remains.history.items()):
            self._put("history", entry)
        last = 'DELETE FROM history WHERE "table" = ? AND "row" = ? AND version = ? AND change = ?'
        for table, row in self._undocumented:
            if not self._stands(table, row):
                continue
            named = ":".join(str(row[column]) for column in table.key)
            signed = (row["version"], row["change"])
            self._connection.execute(last, (table.name, named, *signed))
            document = json.dumps({c: row[c] for c in table.columns}, ensure_ascii=False)
            operation = "insert" if row["version"] == 1 else "update"
            self._connection.execute(
                'INSERT INTO history ("table", "row", version, change, op, annotator, at, after)'
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    table.name,
                    named,
                    *signed,
                    operation,
                    row["updated_by"],
                    row["updated_at"],
                    document,
                ),
            )

    def _stands(self, table: Guarded, row: Row) -> bool:
        """Whether a row came in, and stayed."""
        same = " AND ".join(f"{column} = ?" for column in table.key)
        sql = f"SELECT 1 FROM {table.name} WHERE {same}"  # noqa: S608 - names of ours
        key = tuple(row[column] for column in table.key)
        return self._connection.execute(sql, key).fetchone() is not None

    def _search(self) -> None:
        self._connection.execute("INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')")
        self._connection.execute(
            "INSERT INTO marks_fts (rowid, quote, note)"
            " SELECT n.rid, (SELECT group_concat(quote, ' … ') FROM"
            " (SELECT quote FROM annotation_pieces"
            " WHERE annotation = n.id AND deleted_at IS NULL ORDER BY ordinal)), n.note"
            " FROM annotations AS n WHERE n.deleted_at IS NULL"
        )


def _has(content: Value, checksum: Value) -> bool:
    return isinstance(content, bytes) and hashlib.sha256(content).hexdigest() == checksum


def _is_json(text: Value) -> bool:
    try:
        json.loads(str(text), strict=False)
    except ValueError:
        return False
    return isinstance(text, str)


def _is_block(row: Row) -> bool:
    try:
        BlockKind(str(row["kind"]))
        Category(str(row["category"]))
    except ValueError:
        return False
    return True

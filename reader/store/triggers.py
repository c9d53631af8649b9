"""The triggers, made from the one list of guarded tables.

Nobody's work is lost, whoever writes: an UPDATE carries the old version + 1 and a signature,
keys and authors are frozen, rows are never deleted but marked so, a row never replaces
another, a quote is the words at its span, and every change leaves an entry in history. They
guard against mistakes, not against somebody who drops them.

A message begins with its kind (`conflict`, `exists`, `frozen`, `kept`, `span`, `unsigned`):
`reader.store.failures` turns it into an error.
"""

from __future__ import annotations

from string import Template

from reader.store.guarded import GUARDED, Guarded

# A template rather than an f-string: the statements below stand as they will run.
_GUARD = Template(
    """CREATE TRIGGER ${table}_guard BEFORE UPDATE ON $table BEGIN
  SELECT RAISE(ABORT, 'conflict: $table') WHERE NEW.version IS NOT OLD.version + 1;
  SELECT RAISE(ABORT, 'unsigned: $table') WHERE NEW.change IS NULL OR NEW.updated_by IS NULL;
  SELECT RAISE(ABORT, 'frozen: $table') WHERE $changed;
$replaced
END"""
)
_FRESH = Template(
    """CREATE TRIGGER ${table}_fresh BEFORE INSERT ON $table BEGIN
$taken
END"""
)
_TAKEN = Template(
    "  SELECT RAISE(ABORT, 'exists: $table') WHERE EXISTS\n"
    "    (SELECT 1 FROM $table AS other WHERE $condition);"
)
_UNLISTED = Template(
    """CREATE TRIGGER ${table}_frozen BEFORE UPDATE OF $columns ON $table
WHEN NOT ($emptied) BEGIN
  SELECT RAISE(ABORT, 'frozen: $table');
END"""
)
_KEPT = Template(
    """CREATE TRIGGER ${table}_kept BEFORE DELETE ON $table$when BEGIN
  SELECT RAISE(ABORT, 'kept: $table');
END"""
)
_INSERTED = Template(
    """CREATE TRIGGER ${table}_inserted AFTER INSERT ON $table
WHEN NEW.updated_by IS NOT NULL BEGIN
  INSERT INTO history ("table", "row", version, change, op, annotator, at, before, after)
  VALUES ('$table', $row, NEW.version, NEW.change, 'insert', NEW.updated_by, NEW.updated_at,
    NULL, $after);
END"""
)
_UPDATED = Template(
    """CREATE TRIGGER ${table}_updated AFTER UPDATE ON $table BEGIN
  INSERT INTO history ("table", "row", version, change, op, annotator, at, before, after)
  VALUES ('$table', $row, NEW.version, NEW.change,
    CASE WHEN OLD.$tombstone IS NULL AND NEW.$tombstone IS NOT NULL THEN 'delete'
      WHEN OLD.$tombstone IS NOT NULL AND NEW.$tombstone IS NULL THEN 'restore'
      ELSE 'update' END,
    NEW.updated_by, NEW.updated_at, $before, $after);
END"""
)
_QUOTE = Template(
    """CREATE TRIGGER ${table}_${quote}_$moment $when ON $table BEGIN
  SELECT RAISE(ABORT, 'span: $table') WHERE NEW.$quote IS NOT
    (SELECT substr(text, NEW.$start + 1, NEW.$stop - NEW.$start) FROM articles
      WHERE id = $article);
END"""
)

NUMBERS = frozenset(
    (
        *("version", "ordinal", "start", "stop", "words", "confidence", "score"),
        *("a_start", "a_stop", "b_start", "b_stop"),
        *("raw_bytes", "code_points", "decided_version"),
    )
)
_ESCAPES = (
    ("'\\'", r"\\"),
    ("'\"'", r"\""),
    ("char(10)", r"\n"),
    ("char(13)", r"\r"),
    ("char(9)", r"\t"),
)

OTHERS = (
    # A root tag is on every desk under the same id: it may be described, not renamed or lost.
    """CREATE TRIGGER tags_root BEFORE UPDATE ON tags WHEN OLD.annotator IS NULL BEGIN
  SELECT RAISE(ABORT, 'frozen: tags') WHERE NEW.name IS NOT OLD.name
    OR NEW.kind IS NOT OLD.kind OR NEW.parent IS NOT OLD.parent OR NEW.deleted_at IS NOT NULL;
END""",
    """CREATE TRIGGER tags_parents BEFORE UPDATE ON tags
WHEN OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'kept: tags') WHERE EXISTS
    (SELECT 1 FROM tags WHERE parent = OLD.id AND deleted_at IS NULL);
END""",
    (
        "CREATE TRIGGER history_guard BEFORE UPDATE ON history BEGIN\n"
        "  SELECT RAISE(ABORT, 'frozen: history');\nEND"
    ),
    (
        "CREATE TRIGGER history_kept BEFORE DELETE ON history BEGIN\n"
        "  SELECT RAISE(ABORT, 'kept: history');\nEND"
    ),
    (
        "CREATE TRIGGER history_fresh BEFORE INSERT ON history BEGIN\n"
        "  SELECT RAISE(ABORT, 'exists: history') WHERE EXISTS\n"
        "    (SELECT 1 FROM history AS other WHERE other.seq = NEW.seq);\nEND"
    ),
    (
        "CREATE TRIGGER undos_guard BEFORE UPDATE ON undos BEGIN\n"
        "  SELECT RAISE(ABORT, 'frozen: undos');\nEND"
    ),
    (
        "CREATE TRIGGER undos_kept BEFORE DELETE ON undos BEGIN\n"
        "  SELECT RAISE(ABORT, 'kept: undos');\nEND"
    ),
    (
        "CREATE TRIGGER undos_fresh BEFORE INSERT ON undos BEGIN\n"
        "  SELECT RAISE(ABORT, 'exists: undos') WHERE EXISTS\n"
        "    (SELECT 1 FROM undos AS other WHERE other.change = NEW.change);\nEND"
    ),
)


def triggers() -> tuple[str, ...]:
    """Every trigger of the schema, as SQL, in the order of the list."""
    return tuple(sql for table in GUARDED for sql in _of(table)) + OTHERS


def triggers_of(*names: str) -> tuple[str, ...]:
    """The triggers of some tables, as a desk of today has them."""
    return tuple(sql for table in GUARDED if table.name in names for sql in _of(table))


def _of(table: Guarded) -> list[str]:
    """The triggers of one table."""
    found = [_guard(table), _fresh(table)]
    if table.unlisted:
        columns = ", ".join(table.unlisted)
        found.append(_UNLISTED.substitute(table=table.name, columns=columns, emptied=table.emptied))
    when = "\nWHEN OLD.updated_by IS NOT NULL" if table.machine else ""
    found.append(_KEPT.substitute(table=table.name, when=when))
    for article, start, stop, quote in table.quotes:
        for moment, clause in (
            ("new", "BEFORE INSERT"),
            ("moved", f"BEFORE UPDATE OF {start}, {stop}, {quote}"),
        ):
            found.append(
                _QUOTE.substitute(
                    table=table.name,
                    quote=quote,
                    moment=moment,
                    when=clause,
                    article=article,
                    start=start,
                    stop=stop,
                )
            )
    row = " || ':' || ".join(f"NEW.{column}" for column in table.key)
    found.append(_INSERTED.substitute(table=table.name, row=row, after=_json("NEW", table)))
    found.append(
        _UPDATED.substitute(
            table=table.name,
            row=row,
            tombstone=table.tombstone,
            before=_json("OLD", table),
            after=_json("NEW", table),
        )
    )
    return found


def _guard(table: Guarded) -> str:
    """No edit without version and signature, of what is frozen, or onto another row."""
    changed = [f"NEW.{column} IS NOT OLD.{column}" for column in _frozen(table)]
    if table.adopted:
        changed.append("(OLD.annotator IS NOT NULL AND NEW.annotator IS NOT OLD.annotator)")
    itself = " AND ".join(f"other.{column} = OLD.{column}" for column in table.key)
    replaced = "\n".join(
        _TAKEN.substitute(table=table.name, condition=f"{condition} AND NOT ({itself})")
        for condition in table.others
    )
    return _GUARD.substitute(
        table=table.name, changed=" OR ".join(changed), replaced=replaced
    ).replace("\n\n", "\n")


def _frozen(table: Guarded) -> tuple[str, ...]:
    """The columns whose values no edit may change."""
    rid = ("rid",) if table.rid else ()
    frozen = tuple(c for c in table.frozen if not (table.adopted and c == "annotator"))
    return rid + table.key + frozen


def _fresh(table: Guarded) -> str:
    """No insert that would replace a row, by whichever of its keys."""
    key = " AND ".join(f"other.{column} = NEW.{column}" for column in table.key)
    rid = ("other.rid = NEW.rid",) if table.rid else ()
    taken = "\n".join(
        _TAKEN.substitute(table=table.name, condition=condition)
        for condition in (key, *rid, *table.others)
    )
    return _FRESH.substitute(table=table.name, taken=taken)


def _json(which: str, table: Guarded) -> str:
    """One row as JSON, by column.

    Spelt out: before SQLite 3.42 the JSON functions may not stand in a trigger while
    `trusted_schema` is off. Texts hold no control characters but these three (`storable`).
    """
    pairs = []
    for column in table.columns:
        value = f"{which}.{column}"
        if column not in NUMBERS:
            for character, escape in _ESCAPES:
                value = f"replace({value}, {character}, '{escape}')"
            value = f"'\"' || {value} || '\"'"
        pairs.append(f"'\"{column}\":' || coalesce({value}, 'null')")
    return "'{' || " + " || ',' ||\n    ".join(pairs) + " || '}'"

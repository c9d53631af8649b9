"""What is known of the desk as a whole: its title, whether it is the sample, and more."""

from __future__ import annotations

import json
from collections.abc import Collection

from reader.store.protocol import Batch, Store
from reader.store.statements import storable

TITLE = "title"
SAMPLE = "sample"  # `1` on the sample desk, which a bare `reader` never writes to


def everything(store: Store) -> dict[str, str]:
    """All that is known, by key."""
    return {row["key"]: row["value"] for row in store.read("SELECT * FROM meta ORDER BY key")}


def get(store: Store, key: str) -> str | None:
    """One value, or None where it is not known."""
    rows = store.read("SELECT value FROM meta WHERE key = ?", (key,))
    return rows[0]["value"] if rows else None


def checksums(store: Store, only: Collection[str] | None = None) -> dict[str, str]:
    """The SHA-256 of every article's text, or of some, by id: what an export has beside a mark."""
    if only is None:
        rows = store.read("SELECT id, text_sha256 FROM articles")
    else:
        rows = store.read(
            "SELECT id, text_sha256 FROM articles WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(only)),),
        )
    return {row["id"]: row["text_sha256"] for row in rows}


def raw_checksums(store: Store) -> dict[str, str]:
    """The SHA-256 of the bytes of every article, by its id."""
    rows = store.read("SELECT id, raw_sha256 FROM articles")
    return {row["id"]: row["raw_sha256"] for row in rows}


def setting(key: str, value: str) -> Batch:
    """The value of a key from now on."""
    return [
        (
            (
                "INSERT INTO meta (key, value) VALUES (?, ?)"
                " ON CONFLICT (key) DO UPDATE SET value = excluded.value"
            ),
            (key, storable(value)),
        )
    ]

from __future__ import annotations

from reader.store import meta
from reader.store.sqlite import SqliteStore


def test_what_is_known_of_a_desk_can_be_set(store: SqliteStore) -> None:
    assert meta.get(store, meta.SAMPLE) is None
    store.write(meta.setting(meta.SAMPLE, "1") + meta.setting(meta.TITLE, "Another\x00"))
    assert meta.everything(store) == {"sample": "1", "title": "Another\ufffd"}

from __future__ import annotations

from pathlib import Path

import pytest

from reader.errors import ReadOnlyDeskError
from reader.model.annotation import Annotation
from reader.model.article import Article
from reader.store import annotations as marks
from reader.store import copies
from reader.store.sqlite import SqliteStore
from tests.unit.store.making import Maker


@pytest.mark.parametrize("limit", [0, copies.IN_MEMORY_BYTES], ids=["on disk", "in memory"])
def test_a_snapshot_is_one_moment(
    store: SqliteStore,
    article: Article,
    mark: Annotation,
    make: Maker,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    limit: int,
) -> None:
    monkeypatch.setattr(copies, "IN_MEMORY_BYTES", limit)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with copies.snapshot(store) as copy:
        store.write(marks.adding(make.annotation(article, (4, 9)), make.gesture()))
        assert marks.select(copy) == (mark,)
        assert len(list(marks.export_rows(copy))) == 1
        assert list(tmp_path.glob("reader-*")) == [] or limit == 0
        with pytest.raises(ReadOnlyDeskError, match="copy of one moment"):
            copy.write([])
    assert list(tmp_path.glob("reader-*")) == []
    assert len(marks.select(store)) == 2

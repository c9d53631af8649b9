from __future__ import annotations

from pathlib import Path

from reader.desk.opening import DeskPlace, PlaceKind, init_desk, open_desk
from reader.model.presence import Present
from reader.store import meta, opening, seats


def there(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*-here/*"))


def test_nobody_sits_down_at_a_desk_before_it_is_their_own(tmp_path: Path) -> None:
    place = init_desk(tmp_path / "checkout")
    store = opening.open_store(place.database)
    store.write(meta.setting(meta.SAMPLE, "1"))
    store.close()
    found = DeskPlace(place.folder, place.database, PlaceKind.FOUND)
    environ = {"XDG_DATA_HOME": str(tmp_path / "data")}
    with open_desk(found, annotator="ada", environ=environ) as desk:
        assert desk.presence.beat() == ()
        assert there(tmp_path) == []
        desk.stories.add("The first write makes the copy", [])
        desk.presence.beat()
        assert there(place.folder) == []
        (mine,) = there(tmp_path / "data")
        assert mine.startswith("ada@")
        desk.presence.leave()
    assert there(tmp_path) == []


def test_a_personal_desk_that_is_not_made_yet_has_nobody_at_it(tmp_path: Path) -> None:
    place = DeskPlace(tmp_path, tmp_path / "annotations.db", PlaceKind.PERSONAL)
    with open_desk(place, annotator="ada", environ={}) as desk:
        assert desk.presence.beat("an-article") == ()
        assert desk.presence.all() == ()
    assert list(tmp_path.iterdir()) == []


def test_a_desk_that_can_only_be_read_shows_who_is_there_and_adds_nobody(tmp_path: Path) -> None:
    place = init_desk(tmp_path / "Dropbox")
    bo = seats.Seat(place.database, Present("bo", "elsewhere", 1, ""))
    bo.keep(None)
    with open_desk(place, annotator="ada", environ={}) as desk:
        assert desk.read_only is not None
        assert [each.handle for each in desk.presence.beat()] == ["bo"]
        assert len(there(tmp_path)) == 1

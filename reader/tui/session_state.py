"""Where a reader stopped: kept in the user's state folder, and never worth an error.

One small JSON file for all desks. It is written beside its place and moved there, so that
nobody ever reads half of it; whatever cannot be read is as if nobody had been here.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from reader.desk.layers import ALL
from reader.model.values import dataclass, field
from reader.tui import place_marks
from reader.tui.place_marks import PlaceMark

FILE_NAME = "session.json"
FORMAT = 1
KEPT_DESKS = 50  # those used longest ago are forgotten
KEPT_NAMES = 1000  # refused ones of a desk; those refused longest ago are forgotten


@dataclass(slots=True)
class DeskSession:
    """What is kept of one desk.

    Attributes:
        articles: those that were side by side on the screen.
        active: the one that keys went to, or None.
        places: of each article, the cursor's offset and its row on the screen.
        marked: places that carry a letter, by it.
        panes: how many were asked for, or None.
        view: the view of the articles (`clean`, …).
        locked: whether the other panes follow the cursor.
        blind: whether others' work is hidden until one is done with an article.
        layer: whose marks are shown: `all`, `mine`, `curated` or a handle.
        recent: ids of the tags used last.
        welcomed: whether the first-run card was seen.
        told: notices of the desk that were given already.
        names: whether names that may be entities are suggested.
        no_names: words that are not suggested as names any more.
        story: the id of the story that is worked on, or None for all articles.
    """

    articles: list[str] = field(default_factory=list)
    active: str | None = None
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    marked: dict[str, PlaceMark] = field(default_factory=dict)
    panes: int | None = None
    view: str = "clean"
    locked: bool = False
    blind: bool = False
    layer: str = ALL
    recent: list[str] = field(default_factory=list)
    welcomed: bool = False
    told: list[str] = field(default_factory=list)
    story: str | None = None
    names: bool = False
    no_names: list[str] = field(default_factory=list)


@dataclass(slots=True)
class SessionState:
    """What is kept of all desks.

    Attributes:
        theme: the name of the theme, or None for one by the terminal.
        desks: by the path of the database.
    """

    theme: str | None = None
    desks: dict[str, DeskSession] = field(default_factory=dict)

    def desk(self, database: Path) -> DeskSession:
        """What is kept of a desk, put last in the order of use."""
        key = str(database)
        self.desks[key] = self.desks.pop(key) if key in self.desks else DeskSession()
        return self.desks[key]


def state_file(environ: Mapping[str, str] = os.environ) -> Path:
    """The file it is kept in."""
    if environ.get("XDG_STATE_HOME"):
        return Path(environ["XDG_STATE_HOME"]) / "synoptic-reader" / FILE_NAME
    from platformdirs import user_state_path  # noqa: PLC0415 - a start with XDG set does without

    return user_state_path("synoptic-reader", appauthor=False) / FILE_NAME


def load(path: Path) -> SessionState:
    """What was kept, or an empty state when that cannot be read."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return SessionState()
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        return SessionState()
    theme, desks = found.get("theme"), found.get("desks")
    state = SessionState(theme if isinstance(theme, str) else None)
    for key, value in desks.items() if isinstance(desks, dict) else ():
        state.desks[key] = _desk_session(value)
    return state


def save(state: SessionState, path: Path) -> str | None:
    """Keep it; why that was not possible, or None."""
    from dataclasses import asdict  # noqa: PLC0415 - 14 ms, and nothing is kept at the start

    kept = list(state.desks.items())[-KEPT_DESKS:]
    value = {
        "format": FORMAT,
        "theme": state.theme,
        "desks": {key: asdict(session) for key, session in kept},
    }
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.write_text(json.dumps(value, ensure_ascii=False, indent=1), "utf-8")
        aside.replace(path)
    except OSError as error:
        return error.strerror or str(error)
    return None


def _desk_session(value: Any) -> DeskSession:
    """One desk's part, whatever somebody may have written into the file."""
    session = DeskSession()
    if not isinstance(value, dict):
        return session
    session.articles = _texts(value.get("articles"))
    session.recent = _texts(value.get("recent"))
    session.told = _texts(value.get("told"))
    session.no_names = _texts(value.get("no_names"))[-KEPT_NAMES:]
    session.names = value.get("names") is True
    active, panes, view = value.get("active"), value.get("panes"), value.get("view")
    story = value.get("story")
    session.story = story if isinstance(story, str) else None
    session.active = active if isinstance(active, str) else None
    session.panes = panes if isinstance(panes, int) and panes > 0 else None
    session.view = view if isinstance(view, str) else "clean"
    session.locked = value.get("locked") is True
    session.blind = value.get("blind") is True
    layer = value.get("layer")
    session.layer = layer if isinstance(layer, str) and layer else ALL
    session.welcomed = value.get("welcomed") is True
    session.marked = place_marks.read(value.get("marked"))
    places = value.get("places")
    for article, place in places.items() if isinstance(places, dict) else ():
        match place:
            case [int(offset), int(row)] if offset >= 0 and row >= 0:
                session.places[article] = (offset, row)
            case _:
                pass
    return session


def _texts(value: Any) -> list[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []

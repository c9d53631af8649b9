"""A desk of three made-up reports of one flood, the same down to its ids every time."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from reader.desk.desk import Desk
from reader.desk.opening import find_desk, init_desk, open_desk
from reader.model.ids import uuid7
from reader.model.link import LinkEnd, Relation
from reader.model.text import Span

REPORTS = {
    "herald.txt": """\
Dam above Oldbridge gives way

By Nora Finch
12 March 2021

The old dam above Oldbridge gave way before dawn on Friday, and the river Wend flooded the
lower town within an hour.

Twelve people are missing, Mayor Ilse Brandt told reporters at the town hall. Rescue boats
searched the market square until noon.

The mayor said the dam had been inspected in autumn. "We were told it would hold," she said.

Advertisement

Farmers upstream spoke of a roar like a train. "The water came over the wall in one sheet," said
Piet Ranke, who keeps sheep below the quarry.

Schools in Oldbridge stay closed on Monday. The army sent forty soldiers and two helicopters, and
the railway to the coast is cut at the lower bridge.
""",
    "courier.txt": """\
Flood hits Oldbridge after dam failure

Oldbridge, Friday

A dam failed above Oldbridge early on Friday and the river Wend flooded the lower town.

Mayor Ilse Brandt said that nine people are missing after the flood. Boats searched the market
square for survivors.

Engineers had warned of cracks in the dam wall two years ago, a council report shows. The council
did not answer questions on Friday.

Two helicopters and forty soldiers of the army arrived in the afternoon. Trains to the coast do not
run, the railway company said.
""",
    "gazette.txt": """\
Oldbridge under water

The river Wend rose through Oldbridge on Friday morning when a dam in the hills gave way.

Mayor Ilse Brandt called the failure of the dam a scandal, and asked for an inquiry. She said
twelve people are missing.

Schools will stay closed on Monday, and the town hall is a shelter for those who lost their homes.
""",
}
START = datetime(2021, 3, 12, 14, 2, tzinfo=UTC)


class Ticking:
    """A clock that goes a minute on with each question, and ids that are always the same."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._minutes = count()
        self._ids = count()

    def clock(self) -> datetime:
        return START + timedelta(minutes=next(self._minutes))

    def ids(self) -> str:
        number = next(self._ids)
        bits = hashlib.sha256(f"{self._seed}:{number}".encode()).digest()[:9]
        return uuid7(
            int(START.timestamp() * 1000) + number, int.from_bytes(bits, "big") & (2**74 - 1)
        )


def opened(folder: Path, who: str = "ada", seed: str | None = None) -> Desk:
    """The desk, opened by somebody; always the same with a seed."""
    place = find_desk(str(folder), environ=os.environ, folder=folder)
    if seed is None:
        return open_desk(place, annotator=who, environ=os.environ)
    ticking = Ticking(seed)
    return open_desk(place, annotator=who, environ=os.environ, clock=ticking.clock, ids=ticking.ids)


def span_of(desk: Desk, article: str, words: str) -> Span:
    """Where words stand."""
    return desk.marks.place(article, words, 1)


def end_of(desk: Desk, article: str, words: str) -> LinkEnd:
    """Words as one end of a link."""
    return LinkEnd(article, span_of(desk, article, words), words)


def made(folder: Path) -> Path:
    """A desk with the three reports in one story, some marks of ada and bo, and a link."""
    folder.mkdir(parents=True)
    place = init_desk(folder, title="Oldbridge")
    for name, text in REPORTS.items():
        (folder / "corpus" / name).write_text(text, "utf-8")
    with opened(place.folder, "ada", "ada") as desk:
        desk.articles.add([folder / "corpus" / name for name in REPORTS])
        herald, courier, gazette = (each.id for each in desk.articles.list())
        desk.stories.add("The Oldbridge flood", [herald, courier, gazette])
        dam = "The old dam above Oldbridge gave way before dawn on Friday"
        desk.marks.annotate(herald, [span_of(desk, herald, dam)], ["claim"])
        desk.marks.annotate(
            herald, [span_of(desk, herald, "Ilse Brandt")], ["entity/person"], note="since 2016"
        )
        desk.tags.add("to-check")
        desk.links.link(
            end_of(desk, herald, "Twelve people are missing"),
            end_of(desk, courier, "nine people are missing after the flood"),
            Relation.CONTRADICTS,
        )
    with opened(place.folder, "bo", "bo") as desk:
        desk.marks.annotate(herald, [span_of(desk, herald, "above Oldbridge gave way")], ["claim"])
        desk.marks.annotate(courier, [span_of(desk, courier, "river Wend")], ["entity/place"])
    return place.folder


Until = Callable[[Callable[[], bool]], None]

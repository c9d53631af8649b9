"""Small worlds: copies of one desk, on which two people do whatever people do."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from reader.desk.desk import Desk
from reader.desk.incoming import AS_IT_IS
from reader.desk.opening import find_desk, init_desk, open_desk
from reader.errors import NotFoundError, ReaderError
from reader.exchange.folder import write_folder
from reader.model.annotation import Annotation
from reader.model.article import BlockVerdict, ReadingState
from reader.model.ids import uuid7
from reader.model.link import LinkEnd, Relation, Verdict
from reader.model.text import Span
from reader.store.guarded import GUARDED
from reader.store.opening import open_store

ONE = """\
Water rises in Oldbridge

The river Wend rose by two metres on Friday, the mayor said, and nobody was warned in time.

Boats came from the town below the weir, and took forty people off the roofs.
"""
TWO = """\
Flood warning came too late

The river rose on Friday by almost two metres. The warning was sent at noon, the mayor said.
"""
NEWER = ONE.replace("two metres", "three metres") + "\nThe water fell again on Sunday.\n"
LATER = "Bridge closed\n\nThe old bridge over the Wend is closed until the water has fallen.\n"
# What the machine suggests is its own: each desk computes it anew.
JUDGED = "updated_by IS NOT NULL OR EXISTS (SELECT 1 FROM link_verdicts WHERE link = links.id)"
NAMES = ("rumour", "Rumour", "doubt", "hearsay")
PEOPLE = ("ada", "bo")


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody does on one of the copies; the numbers choose where and what."""

    what: str
    copy: int
    who: int
    a: int
    b: int


class World:
    """Copies of a desk in a folder, with a clock and ids that follow from the acts alone."""

    def __init__(self, folder: Path, template: Path, copies: int) -> None:
        self.folder = folder
        self.now = 0
        self.count = 0
        self.acknowledged: dict[int, set[str]] = {}
        self.copies = [folder / name for name in "abc"[:copies]]
        for each in self.copies:
            shutil.copytree(template, each)

    def desk(self, folder: Path, who: str) -> Desk:
        """A copy, opened."""
        place = find_desk(str(folder), environ={}, folder=folder)
        return open_desk(place, annotator=who, environ={}, clock=self.clock, ids=self.id)

    def clock(self) -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=self.now // 2)

    def id(self) -> str:
        self.count += 1
        return uuid7(1_700_000_000_000 + self.now, self.count)

    def live(self, acts: Sequence[Act]) -> None:
        """Let everything happen; what is refused, is refused."""
        for act in acts:
            self.now += 1
            here = self.copies[act.copy % len(self.copies)]
            with self.desk(here, PEOPLE[act.who % 2]) as desk:
                try:
                    if act.what == "merge":
                        desk.merging.merge(self.copies[act.a % len(self.copies)])
                    else:
                        perform(desk, self, act.what, act.a, act.b)
                except ReaderError:
                    continue

    def merged(self, name: str, one: Path, *others: Path) -> Path:
        """A new copy that is `one` with the others merged into it, in turn."""
        folder = self.folder / name
        shutil.copytree(one, folder)
        for other in others:
            self.now += 1
            with self.desk(folder, "cy") as desk:
                desk.merging.merge(other)
        return folder


def template(folder: Path) -> Path:
    """A desk with two articles, on which nobody has marked anything yet."""
    place = init_desk(folder)
    for name, text in (("one.txt", ONE), ("two.txt", TWO)):
        (folder / "corpus" / name).write_text(text, "utf-8")
    with open_desk(place, annotator="ada", environ={}) as desk:
        assert len(desk.articles.add([folder / "corpus"]).added) == len(("one", "two"))
        desk.marks.annotate(desk.articles.list()[0].id, [Span(0, 5)], ["claim"], note="first")
    return folder


def _article(desk: Desk, number: int) -> str:
    found = desk.articles.list(older=True)
    if not found:
        raise NotFoundError("everything was withdrawn")
    return found[number % len(found)].id


def _mine(desk: Desk, number: int) -> Annotation:
    found = [mark for mark in desk.marks.list() if mark.annotator == desk.annotator]
    if not found:
        return _mark(desk, number, number)
    return found[number % len(found)]


def _tags(desk: Desk, number: int) -> list[str]:
    every = desk.tags.all().tags
    return [every[(number + n) % len(every)].name for n in range(number % 3)]


def _mark(desk: Desk, a: int, b: int) -> Annotation:
    spans = [Span(b % 60, b % 60 + 4)]
    if b % 3 == 0:
        spans.append(Span(b % 60 + 6, b % 60 + 9))
    return desk.marks.annotate(_article(desk, a), spans, _tags(desk, b), note=f"n{b % 5}")


def _own_tag(desk: Desk, number: int) -> Any:
    found = [tag for tag in desk.tags.all().tags if tag.name.casefold() in (*NAMES, "person2")]
    return found[number % len(found)] if found else desk.tags.add(NAMES[number % 4])


def _ends(desk: Desk, a: int, b: int) -> list[LinkEnd]:
    return [LinkEnd(_article(desk, n), Span(b % 40, b % 40 + 8)) for n in (a, a + 1)]


def _judge(desk: Desk, a: int, b: int) -> None:
    found = desk.links.all(suggested=False)
    if found:
        desk.links.judge(found[a % len(found)], [*Verdict, None][b % 4])


def _event(desk: Desk, a: int, b: int) -> None:
    found = [event for event in desk.events.all() if not event.proposed]
    if b % 3 == 0 or not found:
        desk.events.add(f"event {b % 5}", _ends(desk, a, b))
    elif b % 3 == 1:
        desk.events.edit(found[a % len(found)], title=f"event {b}", passages=_ends(desk, a, b))
    else:
        desk.events.delete(found[a % len(found)])


def _comment(desk: Desk, a: int, b: int) -> None:
    found, said = desk.marks.list(), desk.comments.list()
    if b % 3 and said:
        chosen = said[a % len(said)]
        if b % 3 == 1:
            desk.comments.edit(chosen, f"because {b}")
        else:
            desk.comments.delete(chosen)
    elif found:
        desk.comments.add(found[a % len(found)], f"why {b}?")


def _newer(desk: Desk, world: World) -> None:
    path = world.folder / "later.txt"
    path.write_text(LATER, "utf-8")
    desk.articles.add([path])


def _version(desk: Desk, world: World, a: int) -> None:
    path = world.folder / f"newer-{a % 2}.txt"
    path.write_text(NEWER if a % 2 else NEWER + "\nAnd that was all.\n", "utf-8")
    old = desk.articles.resolve("one.txt")
    desk.articles.add([path], reading=replace(AS_IT_IS, version_of=old))


ACTS = (
    *("mark", "note", "place", "retag", "delete", "comment", "undo", "redo"),
    *("tag", "rename", "describe", "fold", "link", "judge", "event", "flip", "title"),
    *("state", "story", "article", "version", "withdraw", "purge"),
)


def _mark_or_history(desk: Desk, what: str, a: int, b: int) -> None:
    match what:
        case "mark":
            _mark(desk, a, b)
        case "note":
            desk.marks.edit(_mine(desk, a), note=f"note {b}")
        case "place":
            spans = [Span(b % 50, b % 50 + 3), Span(b % 50 + 5, b % 50 + 6)]
            desk.marks.edit(_mine(desk, a), spans=spans[: 1 + b % 2])
        case "retag":
            desk.marks.edit(_mine(desk, a), tags=_tags(desk, b))
        case "delete":
            desk.marks.delete([_mine(desk, a)])
        case "undo":
            desk.history.undo()
        case "redo":
            desk.history.redo()
        case _:
            _codebook(desk, what, a, b)


def _codebook(desk: Desk, what: str, a: int, b: int) -> None:
    match what:
        case "tag":
            parent = _own_tag(desk, b).name if b % 3 == 0 else None
            desk.tags.add(NAMES[a % 4], parent=parent)
        case "rename":
            desk.tags.edit(_own_tag(desk, a), name=NAMES[b % 4])
        case "describe":
            desk.tags.edit(_own_tag(desk, a), description=f"d{b}")
        case "fold":
            desk.tags.merge(_own_tag(desk, a), _own_tag(desk, b))
        case "state":
            desk.articles.set_state(_article(desk, a), list(ReadingState)[b % 3])
        case "story":
            story = desk.stories.add(f"Story {b % 2}", [_article(desk, a)])
            if b % 3:
                desk.assigning.assign(story, PEOPLE, each=1 + b % 2, due=f"2026-01-0{1 + a % 3}")
            elif a % 2:
                desk.assigning.unassign(story, [PEOPLE[a % 2]])


def _withdraw(desk: Desk, what: str, a: int, b: int) -> None:
    article, gone = _article(desk, a), desk.withdrawing.all()
    if what == "purge":
        desk.purging.purge([article], f"reason {b}", versions=b % 2 == 0)
    elif b % 2 and gone:
        desk.withdrawing.bring_back([gone[a % len(gone)].id])
    else:
        desk.withdrawing.withdraw([article])


def perform(desk: Desk, world: World, what: str, a: int, b: int) -> None:
    """Do one thing; the numbers choose where and what."""
    article = _article(desk, a)
    match what:
        case "comment":
            _comment(desk, a, b)
        case "link":
            one, other = _ends(desk, a, b)
            desk.links.link(one, other, list(Relation)[b % 5])
        case "judge":
            _judge(desk, a, b)
        case "event":
            _event(desk, a, b)
        case "flip":
            desk.articles.flip(article, b % 2, list(BlockVerdict)[b % 3])
        case "title":
            desk.articles.correct(article, "title", f"T{b}")
        case "article":
            _newer(desk, world)
        case "version":
            _version(desk, world, a)
        case "withdraw" | "purge":
            _withdraw(desk, what, a, b)
        case _:
            _mark_or_history(desk, what, a, b)


def work(folder: Path) -> dict[str, list[Any]]:
    """All that people made on a desk: every row, what the views say, and the set of history."""
    store = open_store(folder / "annotations.db")
    found: dict[str, list[Any]] = {}
    for table in GUARDED:
        where = JUDGED if table.name == "links" else "1"
        columns = ", ".join(table.columns)
        rows = store.read(f"SELECT {columns} FROM {table.name} WHERE {where}")
        found[table.name] = sorted(repr(sorted(row.items())) for row in rows)
    for name, columns in (
        ("annotations_export", "*"),
        ("link_state WHERE verdicts > 0", "*"),
        ("article_heads", "*"),
        ("blocks", "*"),
        ("history", '"table", "row", version, change, op, annotator, at, before, after'),
        ("undos", "change, undoes, annotator, at"),
    ):
        rows = store.read(f"SELECT {columns} FROM {name}")
        found[name] = sorted(repr(sorted(row.items())) for row in rows)
    store.close()
    return found


def export(world: World, folder: Path) -> dict[str, str]:
    """The export folder's files, for one and the same reader."""
    with world.desk(folder, "cy") as desk:
        files = write_folder(desk.exchange.rows(), desk.exchange.people())
        return {name: "".join(lines) for name, lines in files}

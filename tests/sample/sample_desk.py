"""Builds annotations.db of the sample desk from the text beside the articles.

The truth is corpus/*.txt and corpus/sample/*.toml; the database is made of them, the same
every time, by the verbs that everybody's marks go through:

    python tests/sample/sample_desk.py            writes annotations.db
    python tests/sample/sample_desk.py FILE.db    writes another file
"""

from __future__ import annotations

import hashlib
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from reader.desk.context import Context
from reader.desk.desk import Desk
from reader.model.ids import link_id, uuid7
from reader.model.link import LinkEnd, Relation, Verdict
from reader.model.text import Span
from reader.store import opening

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "corpus"
TITLE = "Kyrgyzstan, October 2020 (sample)"
ADDED_AT = "2026-11-09T08:00:00.000Z"  # when the articles came onto the desk

Table = list[dict[str, Any]]


@dataclass
class Scripted:
    """A clock and an id source that say what the tables say."""

    at: str = ADDED_AT
    key: str = ""
    fixed: list[str] = field(default_factory=list)

    def clock(self) -> datetime:
        """The time of the entry being written."""
        return datetime.fromisoformat(self.at)

    def ids(self) -> str:
        """A change id made of the entry's key; then the ids that the table fixes."""
        if self.key:
            bits = int.from_bytes(hashlib.sha256(f"change:{self.key}".encode()).digest()[:9], "big")
            self.key = ""
            return uuid7(int(self.clock().timestamp() * 1000), bits)
        return self.fixed.pop(0)

    def say(self, at: str, key: str, *fixed: str) -> None:
        """Set what the next gesture finds."""
        self.at, self.key, self.fixed = at, key, list(fixed)


def tables(corpus: Path = CORPUS) -> dict[str, Table]:
    """Every table of the sample, by name."""
    names = ("annotator", "tag", "annotation", "link", "event", "story")
    files = ("annotators", "tags", "annotations", "links", "events", "stories")
    return {
        name: tomllib.loads((corpus / "sample" / f"{file}.toml").read_text("utf-8"))[name]
        for name, file in zip(names, files, strict=True)
    }


def build(database: Path, corpus: Path = CORPUS) -> None:
    """Write the sample desk to `database`, which must not exist yet."""
    with tempfile.TemporaryDirectory() as folder:
        desk_folder = Path(folder) / "desk"
        shutil.copytree(corpus, desk_folder / "corpus")
        unfinished = desk_folder / "annotations.db"
        opening.create(unfinished, {"title": TITLE, "sample": "1"})
        _Builder(desk_folder, unfinished, tables(corpus)).run()
        opening.copy_database(unfinished, database)


class _Builder:
    """Carries the tables out in the order of their times."""

    def __init__(self, folder: Path, database: Path, table: dict[str, Table]) -> None:
        self._script = Scripted()
        self._table = table
        self._folder = folder
        self._desks = {
            each["handle"]: Desk(
                Context(
                    opening.open_store(database),
                    each["handle"],
                    clock=self._script.clock,
                    ids=self._script.ids,
                ),
                folder=folder,
                database=database,
                sample=True,
            )
            for each in table["annotator"]
        }
        self._articles: dict[str, str] = {}

    def run(self) -> None:
        """Everything, then let go of the file."""
        first = next(iter(self._desks))
        for path in sorted((self._folder / "corpus").glob("*.txt")):
            self._script.say(ADDED_AT, f"article:{path.name}")
            report = self._desks[first].articles.add([path])
            self._articles[path.name] = report.added[0][0]
        acts: list[tuple[str, int, str, dict[str, Any]]] = []
        for name in ("story", "tag", "annotation", "link", "event"):
            for entry in self._table[name]:
                acts.append((entry["created_at"], len(acts), name, entry))
                if name == "link":
                    acts += [
                        (verdict["created_at"], len(acts) + n, "verdict", {**entry, **verdict})
                        for n, verdict in enumerate(entry["verdicts"], 1)
                    ]
        for at, _, name, entry in sorted(acts, key=lambda act: act[:2]):
            getattr(self, f"_{name}")(at, entry)
        for desk in self._desks.values():
            desk.close()

    def _story(self, at: str, entry: dict[str, Any]) -> None:
        self._script.say(at, f"story:{entry['id']}", entry["id"])
        articles = [self._articles[name] for name in entry["articles"]]
        self._desks[entry["annotator"]].stories.add(
            entry["title"], articles, note=entry.get("note", "")
        )

    def _tag(self, at: str, entry: dict[str, Any]) -> None:
        self._script.say(at, f"tag:{entry['id']}", entry["id"])
        self._desks[entry["annotator"]].tags.add(
            entry["name"],
            parent=entry.get("parent"),
            description=entry.get("description", ""),
            example=entry.get("example", ""),
            key=entry.get("key"),
            required=tuple(entry.get("required", ())),
        )

    def _annotation(self, at: str, entry: dict[str, Any]) -> None:
        self._script.say(at, f"annotation:{entry['id']}", entry["id"])
        desk = self._desks[entry["annotator"]]
        article = self._articles[entry["article"]]
        text = desk.articles.get(article).text
        desk.marks.annotate(
            article,
            spans_of(entry, text),
            entry["tags"],
            note=entry.get("note", ""),
            attributes=entry.get("attributes"),
        )

    def _link(self, at: str, entry: dict[str, Any]) -> None:
        """Nothing yet: a link comes with the first verdict on it."""

    def _verdict(self, at: str, entry: dict[str, Any]) -> None:
        desk = self._desks[entry["annotator"]]
        a, b = (self._end(desk, entry[side]) for side in ("a", "b"))
        relation = Relation(entry["relation"])
        handle, verdict = entry["annotator"], Verdict(entry["verdict"])
        self._script.say(at, f"verdict:{link_id(a.key, b.key, relation.value)}:{handle}")
        desk.links.relate(a, b, relation, verdict=verdict, note=entry.get("note", ""))

    def _event(self, at: str, entry: dict[str, Any]) -> None:
        desk = self._desks[entry["annotator"]]
        self._script.say(at, f"event:{entry['id']}", entry["id"])
        desk.events.add(
            entry["title"],
            [self._end(desk, place) for place in entry["passages"]],
            happened_on=entry.get("happened_on", ""),
            note=entry.get("note", ""),
        )

    def _end(self, desk: Desk, place: dict[str, str]) -> LinkEnd:
        article = self._articles[place["article"]]
        return LinkEnd(article, desk.marks.place(article, place["quote"]))


def spans_of(entry: dict[str, Any], text: str) -> Sequence[Span]:
    """Where an entry of the table of annotations stands in its article's text."""
    if "pieces" in entry:
        spans: list[Span] = []
        for quote in entry["pieces"]:
            start = text.index(quote, spans[-1].stop if spans else 0)
            spans.append(Span(start, start + len(quote)))
        return spans
    start = -1
    for _ in range(entry.get("number", 1)):
        start = text.index(entry["quote"], start + 1)
    return [Span(start, start + len(entry["quote"]))]


def main() -> int:
    """Write the database named on the command line, or the checkout's own."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "annotations.db"
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "annotations.db"
        build(fresh)
        target.unlink(missing_ok=True)
        shutil.copyfile(fresh, target)
    print(f"wrote {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Gestures as the history lists them: who, when, what in a line, and all of it below."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from textual.content import Content
from textual.style import Style

from reader.desk.telling import Alteration, Told
from reader.model.curation import is_curated
from reader.model.history import HistoryEntry
from reader.tui.widgets.cells import fitted, one_line, wrapped
from reader.tui.widgets.listing import Entry
from reader.tui.widgets.name_inks import UNCOLOURED

InWords = Callable[[Sequence[HistoryEntry]], str]
MOST_TOLD = 40  # things of one gesture that are told one by one
_FIELD_CELLS = 14
_WIDE_FIELD_CELLS = 22  # from _WIDE on: "place in the story" stands there whole
_WIDE = 60
_SIGNS = {"insert": ("+", ".good"), "update": ("~", ".key"), "delete": ("−", ".alarm")}
_RESTORED = ("↺", ".key")
# Rows that say something of another row, and the column that names it.
_ABOUT = {
    "link_verdicts": "link",
    "readings": "article",
    "block_flips": "article",
    "article_fields": "article",
}
_ALONG = frozenset({"link_parts"})  # what goes along with a verdict, and is nobody's word
# What people may type for a kind of thing, beside the words that its line has.
_KINDS = {
    "annotations": "mark annotation",
    "annotation_tags": "tag",
    "block_flips": "flip junk",
    "article_fields": "correction",
    "link_verdicts": "verdict link",
    "readings": "reading state",
    "event_passages": "event passage",
    "story_articles": "story",
    "comments": "comment",
}


@dataclass(frozen=True, slots=True)
class Done:
    """One gesture.

    Attributes:
        day, time: in the zone of who looks.
        who: the handle.
        words: what it did.
        operation: of its first row.
        ink: of the name.
        changes: its entries.
        state: what became of it: `taken back`, `lost`, or nothing.
        came: the name of the copy that it came in with, or nothing.
        told_by: all words that it is found by, in lower case.
    """

    day: str
    time: str
    who: str
    words: str
    operation: str
    ink: Style | str = UNCOLOURED
    changes: tuple[HistoryEntry, ...] = field(default=(), repr=False)
    state: str = ""
    came: str = ""
    told_by: str = field(default="", repr=False)

    @property
    def change(self) -> str:
        """The gesture's id."""
        return self.changes[0].change

    @property
    def last(self) -> int:
        """The number of its last entry."""
        return max(each.seq for each in self.changes)


def gestures(
    entries: Sequence[HistoryEntry], names: Mapping[str, str], in_words: InWords
) -> tuple[Done, ...]:
    """Entries by the gesture they belong to, the latest gesture first.

    Args:
        entries: in any order.
        names: by id, what people know an article or a link by.
        in_words: says what a gesture did.
    """
    by_change: dict[str, list[HistoryEntry]] = {}
    for entry in sorted(entries, key=lambda each: each.seq):
        by_change.setdefault(entry.change, []).append(entry)
    latest = sorted(by_change.values(), key=lambda changes: -changes[-1].seq)
    return tuple(_done(changes, names, in_words) for changes in latest)


def _done(changes: Sequence[HistoryEntry], names: Mapping[str, str], in_words: InWords) -> Done:
    first = changes[0]
    day, time = _when(first.at)
    told = [each for each in changes if each.table not in _ALONG]
    words = _of_another(told[0], names) if len(told) == 1 else None
    words = words or _titled(told, in_words(changes), names)
    kinds = " ".join(dict.fromkeys(_KINDS.get(each.table, each.table) for each in changes))
    found = f"{first.annotator} {words} {day} {kinds}".casefold()
    return Done(
        day, time, first.annotator, words, first.operation, changes=tuple(changes), told_by=found
    )


def _of_another(change: HistoryEntry, names: Mapping[str, str]) -> str | None:
    """What was said of a link or an article; None for what stands for itself."""
    row = change.after or {}
    name = names.get(row.get(_ABOUT.get(change.table, ""), ""))
    said = row.get("verdict") or row.get("state") or row.get("field")
    if name is None or said is None:
        return None
    gone = " taken back" if change.operation == "delete" else ""
    layer = "curated: " if is_curated(str(row.get("annotator"))) else ""
    return f"{layer}{said}{gone}: {one_line(name)}"


def _titled(told: Sequence[HistoryEntry], words: str, names: Mapping[str, str]) -> str:
    """What was done to one article, its title in the place of the name of its file."""
    if len(told) != 1 or told[0].table != "articles":
        return words
    row = told[0].after or told[0].before or {}
    file, title = str(row.get("name") or ""), names.get(told[0].row, "")
    return words.replace(file, one_line(title)) if file and title else words


def _when(at: str) -> tuple[str, str]:
    """A day and a time on the clock of who looks."""
    try:
        local = datetime.fromisoformat(at).astimezone()
    except ValueError:  # a hand wrote this row
        return at[:10], at[11:16]
    return local.strftime("%Y-%m-%d"), local.strftime("%H:%M")


def row_of(each: Done, who: int, width: int, _at: int | None) -> list[Content]:
    """A gesture in a line; a name takes `who` cells."""
    sign, ink = _SIGNS.get(each.operation, _RESTORED)
    words = one_line(each.words)
    state = (f"{each.state}: ", ".alarm" if each.state == "lost" else ".quiet")
    line = Content.assemble(
        (each.time, ".quiet"),
        "  ",
        fitted(Content.styled(one_line(each.who), each.ink), who),
        "  ",
        (sign, ink),
        " ",
        *([state, (words, ".quiet")] if each.state else [words]),
    )
    return [fitted(line, width)]


def lines_of(each: Done, told: Sequence[Told]) -> list[Entry]:
    """All that a gesture did: each thing, and what it was before and is after."""
    told_of = [each.who, f"{each.day} {each.time}"]
    told_of += [f"came with {each.came}"] if each.came else []
    told_of += [f"{each.state} in a merge" if each.state == "lost" else each.state]
    head = Content.styled(one_line(" · ".join(filter(None, told_of))), ".quiet")
    entries = [_line(head)]
    for thing in told[:MOST_TOLD]:
        entries.append(_line(Content.styled(one_line(thing.words), ".loud")))
        entries += [_altered(each) for each in thing.alterations]
    if len(told) > MOST_TOLD:
        entries.append(_line(Content.styled(f"and {len(told) - MOST_TOLD} more", ".quiet")))
    return entries


def _altered(each: Alteration) -> Entry:
    """`note  as it was → as it is`; what was not there, or is no more, has a sign."""
    before, after = (None if x is None else one_line(x) for x in (each.before, each.after))
    if before is None:
        said = Content.assemble(("+ ", ".good"), after or "")
    elif after is None:
        said = Content.assemble(("− ", ".alarm"), before)
    else:
        said = Content.assemble((before, ".quiet"), (" → ", ".key"), after)

    def draw(width: int, _at: int | None) -> list[Content]:
        name = Content.styled(f"  {each.field}", ".quiet")
        cells = _WIDE_FIELD_CELLS if width >= _WIDE else _FIELD_CELLS
        lines = wrapped(said, width - cells)
        heads = [name, *[Content("")] * (len(lines) - 1)]
        return [fitted(h, cells - 1) + " " + x for h, x in zip(heads, lines, strict=True)]

    return Entry(draw, pickable=False, height=None)


def _line(line: Content) -> Entry:
    return Entry(lambda width, _: wrapped(line, width), pickable=False, height=None)

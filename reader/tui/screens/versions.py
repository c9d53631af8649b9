"""What the outlet changed between two versions of an article, and the marks that lost a place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import ClassVar

from textual.content import Content
from textual.widget import Widget

from reader.desk.blindness import Sight
from reader.desk.desk import Desk
from reader.desk.versions import Difference, Orphans
from reader.errors import ReaderError
from reader.model.annotation import Annotation
from reader.model.link import LinkEnd
from reader.tui.keys import Context
from reader.tui.screens.frame import FramedScreen
from reader.tui.screens.nothing import nothing
from reader.tui.screens.workplace import counted
from reader.tui.widgets.cells import fitted, one_line, wrapped
from reader.tui.widgets.listing import Entry, Listing
from reader.tui.wrapping import MAX_COLUMNS

# Ink and sign of each stretch; the signs say it where there are no colours.
_INKS = {
    "removed": (".alarm", "[−", "−]"),
    "added": (".good", "{+", "+}"),
    "moved-away": (".quiet", "[−", "−] moved"),
    "moved-here": (".sign", "{+", "+} moved here"),
}


class VersionsScreen(FramedScreen[LinkEnd | None]):
    """The marks without a place, then the lines that changed.

    Args:
        desk: whose article.
        article: the id of its newest version.
        sight: whose marks may be seen; everybody's without it.
    """

    TITLE_WORDS = "What changed"
    CONTEXTS: ClassVar[tuple[Context, ...]] = (Context.LIST, Context.PAGES)

    def __init__(self, desk: Desk, article: str, sight: Sight | None = None) -> None:
        super().__init__(desk)
        self._sight = sight or desk.sight(blind=False)
        self._article = article

    def body(self) -> Iterable[Widget]:
        """One list of both."""
        yield Listing(id="changes")

    def footer(self) -> tuple[tuple[str, str], ...]:
        """There is nothing to filter here."""
        return tuple(pair for pair in self.keymap.footer(Context.LIST) if pair[1] != "filter")

    def on_mount(self) -> None:
        """Compare."""
        self.say("comparing…")
        self.in_background(self._read, self._take_over)

    def _read(self) -> tuple[Difference | None, Orphans]:
        lost = self.desk.versions.orphans(self._article)
        try:
            return self.desk.versions.difference(self._article), lost
        except ReaderError:  # there is only one version
            return None, lost

    def _take_over(self, found: tuple[Difference | None, Orphans]) -> None:
        difference, lost = found
        entries = []
        marks = [each for each in lost.marks if self._sight.sees(each.annotator, self._article)]
        if marks:
            words = f"{counted(len(marks), 'mark')} without a place in this version"
            entries.append(_line(Content.styled(words, ".alarm")))
            entries += [_mark(mark) for mark in marks]
            entries.append(_line(Content("")))
        if difference is None:
            why = "what is added again under the same address, and reads otherwise, is the next one"
            entries.append(nothing("there is only one version of this article", why=why))
            self.say("")
        else:
            entries += _changes(difference)
            (_, before), (_, after) = difference.numbers
            self.say(one_line(difference.title), f"version {before} → {after}")
        self.query_one(Listing).show(entries)

    def acts(self) -> Mapping[str, Callable[[], object]]:
        """Walk, and go to where a mark stood."""
        listing = self.query_one(Listing)
        return {**self.walking(listing), "list.open": self._open}

    def _open(self) -> None:
        current = self.query_one(Listing).current
        if current is not None and isinstance(current.key, Annotation):
            first = current.key.anchor.pieces[0]
            self.leave(LinkEnd(current.key.article, first.span, first.quote))


def _mark(mark: Annotation) -> Entry:
    line = Content.assemble(
        (one_line(mark.annotator), ".loud"), "  ", f"“{one_line(mark.anchor.quote)}”"
    )
    return Entry(lambda width, _: [fitted(line, width)], key=mark)


def _line(line: Content) -> Entry:
    return Entry(partial(_paragraph, line), pickable=False, height=None)


def _changes(difference: Difference) -> list[Entry]:
    """Fields that changed, then lines that did; the others are counted."""
    entries = []
    for name, before, after in difference.fields:
        parts = [(f"{name}: ", ".quiet"), *_inked("removed", before or "")]
        entries.append(_line(Content.assemble(*parts, " ", *_inked("added", after or ""))))
    same = 0
    for line in difference.lines:
        if all(part.op == "same" or not part.text.strip() for part in line):
            same += 1
            continue
        entries += _skipped(same)
        same = 0
        stretches = [each for part in line for each in _inked(part.op, part.text)]
        entries.append(Entry(partial(_paragraph, Content.assemble(*stretches)), height=None, gap=1))
    return [*entries, *_skipped(same)]


def _paragraph(line: Content, width: int, _at: int | None) -> list[Content]:
    return wrapped(line, min(width, MAX_COLUMNS))


def _skipped(count: int) -> list[Entry]:
    if not count:
        return []
    words = f"… {counted(count, 'paragraph')} unchanged …"
    line = Content.styled(words, ".quiet")
    return [Entry(partial(_paragraph, line), pickable=False, height=None, gap=1)]


def _inked(op: str, text: str) -> list[tuple[str, str]]:
    words = one_line(text)
    if not words:
        return [(" ", "")] if text and op in {"same", "added"} else []
    if op != "same":
        ink, before, after = _INKS[op]
        words = f"{before}{words}{after}"
    else:
        ink = ""
    lead, tail = (" " if each.isspace() else "" for each in (text[0], text[-1]))
    return [(lead, ""), (words, ink), (tail, "")]

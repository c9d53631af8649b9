"""A look at the linked passages without leaving one's place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual import on
from textual.content import Content
from textual.widget import Widget

from reader.model.link import Link, LinkEnd, LinkState
from reader.tui.keys import Context
from reader.tui.screens.carrying import hits, strongest
from reader.tui.screens.frame import Card
from reader.tui.widgets.bars import Divider
from reader.tui.widgets.cells import one_line, two_ends, wrapped
from reader.tui.widgets.listing import Entry, Listing
from reader.tui.widgets.passage_view import quoted

AROUND = 160  # code points of the words before and after that are shown at most
_STATES = {
    LinkState.SUGGESTED: ("○ suggested", ".quiet"),
    LinkState.CONFIRMED: ("● confirmed", ".good"),
    LinkState.REJECTED: ("✗ rejected", ".alarm"),
    LinkState.DISPUTED: ("◐ disputed", ".alarm"),
}


@dataclass(frozen=True, slots=True)
class PeekEnd:
    """One linked passage.

    Attributes:
        link: how it is linked.
        end: the passage.
        title: its article's source or title.
        before, after: the words around it.
        copied: whether both ends of the link are one text.
    """

    link: Link
    end: LinkEnd
    title: str
    before: str
    after: str
    copied: bool = False


class PeekCard(Card[PeekEnd | None]):
    """The passages linked to the one under the cursor.

    It closes with the one to follow, or None.

    Args:
        ends: the passages.
        looked_at: told the one under the cursor, each time it is another.
    """

    CONTEXTS: ClassVar[tuple[Context, ...]] = (Context.LIST, Context.PAGES)
    DEFAULT_CSS = """
    PeekCard > #card { width: 84; }
    PeekCard #ends { height: auto; max-height: 30; }
    """

    def __init__(
        self, ends: Sequence[PeekEnd], looked_at: Callable[[PeekEnd], object] = lambda _: None
    ) -> None:
        super().__init__()
        self._looked_at = looked_at
        self._ends = tuple(ends)

    def footer(self) -> tuple[tuple[str, str], ...]:
        """What works here."""
        shown = self.keymap.shown
        return (
            (f"{shown('list.down')}/{shown('list.up')}", "choose"),
            (shown("list.open"), "follow"),
            (shown("back"), "close"),
        )

    def body(self) -> Iterable[Widget]:
        """The passages under each other."""
        yield Listing(id="ends")
        yield Divider()

    def on_mount(self) -> None:
        """Show them all."""
        count = len(self._ends)
        words = "1 linked passage" if count == 1 else f"{count} linked passages"
        self.query_one("#card").border_title = words
        entries = [
            Entry(partial(_lines, each), key=each, height=None, gap=int(n < count - 1))
            for n, each in enumerate(self._ends)
        ]
        if not entries:
            none = Content.styled("nothing is linked here", ".quiet")
            entries = [Entry(lambda _width, _at: [none], pickable=False)]
        self.query_one("#ends", Listing).show(entries, index=0)
        self._moved()
        self._fit()

    def on_resize(self) -> None:
        """As high as the passages need, or as there is room for."""
        if self.is_mounted:
            self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        listing = self.query_one("#ends", Listing)
        listing.styles.height = max(1, min(listing.virtual_size.height, self.size.height - 4))

    def acts(self) -> Mapping[str, Callable[[], object]]:
        """Choose and follow."""
        return {
            **self.walking(self.query_one("#ends", Listing)),
            "list.open": self._follow,
            "link.peek": self.leave,
        }

    def _follow(self) -> None:
        current = self.query_one("#ends", Listing).current
        if current is not None and isinstance(current.key, PeekEnd):
            self.leave(current.key)

    @on(Listing.Moved)
    def _moved(self) -> None:
        current = self.query_one("#ends", Listing).current
        if current is not None and isinstance(current.key, PeekEnd):
            self._looked_at(current.key)

    @on(Listing.Opened)
    def _opened(self) -> None:
        self._follow()


def _lines(each: PeekEnd, width: int, _at: int | None) -> list[Content]:
    """Source and state, the words before, the passage, the words after, and why."""
    state, ink = _STATES[each.link.state]
    band = each.link.band.value if each.link.band is not None else ""
    name = Content.assemble(
        (one_line(each.title), ".loud"), (f"  {each.link.relation.value}", ".quiet")
    )
    told = Content.assemble(
        ("  = same text" if each.copied else "", ".key"),
        (f"  {state}", ink),
        (f"  {band}" if band else "", ".quiet"),
    )
    lines = [two_ends(name, told, width)]
    before, after = one_line(each.before)[-AROUND:], one_line(each.after)[:AROUND]
    if before:
        lines += wrapped(Content.styled(f"…{before}", ".quiet"), width)[-2:]
    carried = hits(each.link.reasons, each.end, first=each.end == each.link.a)
    lines += quoted(each.end.quote, carried, width, bar="  ")
    if after:
        lines += wrapped(Content.styled(f"{after}…", ".quiet"), width)[:2]
    words = [one_line(word) for word in strongest(each.link.reasons)]
    if words:
        why = Content.assemble(("because of ", ".quiet"), ", ".join(words))
        lines += wrapped(why, width, 1)
    people = ", ".join(f"{who}: {verdict.value}" for who, verdict in each.link.verdicts.items())
    said = " · ".join(one_line(part) for part in (people, each.link.note) if part)
    if said:
        lines += wrapped(Content.styled(said, ".quiet"), width, 1)
    return lines

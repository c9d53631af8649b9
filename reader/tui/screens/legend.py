"""The legend: what the colours, shapes and letters on the screen mean, as they stand there now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual import on
from textual.content import Content
from textual.widget import Widget

from reader.model.annotation import Tag, TagKind, TagSet
from reader.model.link import LinkState
from reader.tui.dressing import hue_of_tag
from reader.tui.keys import Context
from reader.tui.looks import Ink, Look
from reader.tui.screens.frame import Card
from reader.tui.screens.tag_lines import badge, style_of
from reader.tui.screens.workplace import Workplace, counted
from reader.tui.widgets.cells import clipped, fitted, one_line, two_ends
from reader.tui.widgets.inking import Inks
from reader.tui.widgets.listing import Entry, Listing

SAMPLE_CELLS = 18  # of a mark's own words
_ROOMY = 56  # cells of a row from which on the shape of a mark is said in words, too
_LINKS = {
    LinkState.CONFIRMED: ("⇄", Ink.LINK, "confirmed: one letter, one event"),
    LinkState.DISPUTED: ("≠", Ink.LINK_DISPUTED, "judged differently by annotators"),
    LinkState.SUGGESTED: ("⇢", Ink.LINK_FAINT, "only suggested"),
}
_KINDS = {TagKind.CLAIM: "a tint", TagKind.ENTITY: "a line below", TagKind.USER: "a tint"}


@dataclass(frozen=True, slots=True)
class OnScreen:
    """What can be seen now.

    Attributes:
        tags: of the marks by which they are drawn, with how many there are and words of one.
        untagged: how many marks have no tag.
        links: letters by the state of their link.
    """

    tags: tuple[tuple[Tag, int, str], ...] = ()
    untagged: int = 0
    links: tuple[tuple[LinkState, tuple[str, ...]], ...] = ()


def on_screen(place: Workplace) -> OnScreen:
    """The marks and links in the rows that the panes show."""
    counts: dict[str, tuple[Tag, int, str]] = {}
    untagged = 0
    letters: dict[LinkState, set[str]] = {}
    for article, column in place.columns.items():
        pane = column.pane
        layout = pane.page.scene.layout
        if not column.display or not layout.height or not pane.size.height:
            continue
        top = min(max(0, pane.scroll_offset.y), layout.height - 1)
        last = min(layout.height, top + pane.size.height) - 1
        start, stop = layout.span_of(top).start, layout.span_of(last).stop
        seen = {found.item.id for found in pane.page.scene.marks.over(start, stop)}
        for mark in place.marks(article):
            if mark.id not in seen:
                continue
            if not mark.tags:
                untagged += 1
                continue
            tag = mark.tags[0]
            _, count, words = counts.get(tag.id, (tag, 0, mark.anchor.quote))
            counts[tag.id] = (tag, count + 1, words)
        for link in pane.page.scene.links.starting(start, stop):
            letters.setdefault(link.state, set()).add(link.letter)
    order = {tag.id: index for index, tag in enumerate(place.tags.tags)}
    return OnScreen(
        tuple(sorted(counts.values(), key=lambda each: order.get(each[0].id, len(order)))),
        untagged,
        tuple((state, tuple(sorted(letters[state]))) for state in _LINKS if state in letters),
    )


class LegendCard(Card[None]):
    """What stands on the screen, in its own colours and shapes.

    Args:
        seen: what can be seen.
        tags: the codebook.
    """

    TITLE_WORDS = "On the screen"
    CONTEXTS: ClassVar[tuple[Context, ...]] = (Context.LIST, Context.READING)
    DEFAULT_CSS = """
    LegendCard > #card { width: 76; }
    LegendCard #legend { height: auto; }
    """

    def __init__(self, seen: OnScreen, tags: TagSet) -> None:
        super().__init__()
        self._seen = seen
        self._tags = tags

    def body(self) -> Iterable[Widget]:
        """A row for each."""
        yield Listing(id="legend", cursor=False)

    def footer(self) -> tuple[tuple[str, str], ...]:
        """Where more is said, and the way back."""
        shown = self.keymap.shown
        return (*self.scrolling(), (shown("back"), "close"), (shown("help"), "all signs"))

    def on_mount(self) -> None:
        """Draw it."""
        inks = Inks(self.app)
        rows = [partial(self._tag, inks, *each) for each in self._seen.tags]
        rows += [partial(self._link, inks, *each) for each in self._seen.links]
        if self._seen.untagged:
            words = f"{counted(self._seen.untagged, 'mark')} without a tag: a note, or nothing yet"
            rows.append(partial(_said, "N ·", words))
        if not rows:
            rows.append(partial(_said, "", "no marks and no links in these rows"))
        rows.append(partial(_said, "▐ ╸", "right edge: all marks and links of the article"))
        listing = self.query_one("#legend", Listing)
        listing.show([Entry(row, pickable=False) for row in rows])
        listing.styles.height = max(1, min(len(rows), self.app.size.height - 4))
        self.call_after_refresh(self.say_keys)

    def acts(self) -> Mapping[str, Callable[[], object]]:
        """Scroll, and close by the key that opened it."""
        return {**self.walking(self.query_one("#legend", Listing)), "legend": self.leave}

    @on(Listing.Opened)
    def _opened(self) -> None:
        self.leave()

    def _tag(
        self, inks: Inks, tag: Tag, count: int, quote: str, width: int, _at: int | None
    ) -> list[Content]:
        hue = hue_of_tag(tag, self._tags)
        look = Look(line=hue) if tag.kind is TagKind.ENTITY else Look(tint=hue)
        cells = _sample_cells(width)
        words = clipped(one_line(quote), cells)
        sample = fitted(Content.styled(words, style_of(look, inks)), cells)
        path = Content.styled(one_line(self._tags.path(tag)), ".loud")
        left = Content.assemble(badge(tag, self._tags, inks), "   ", sample, "  ", path)
        shape = "bold" if look.tint >= 0 and self.app.no_color else _KINDS[tag.kind]
        said = f"{count} · {shape}" if width >= _ROOMY else str(count)
        right = Content.styled(said, ".quiet")
        return [two_ends(left, right, width)]

    def _link(
        self, inks: Inks, state: LinkState, letters: tuple[str, ...], width: int, _at: int | None
    ) -> list[Content]:
        sign, ink, words = _LINKS[state]
        drawn = style_of(Look(ink), inks)
        shown = fitted(Content.styled(" ".join(letters), drawn), _sample_cells(width))
        left = Content.assemble((f"{sign}   ", drawn), shown, "  ", (f"links {words}", ".quiet"))
        return [fitted(left, width)]


def _sample_cells(width: int) -> int:
    """Of a mark's own words: fewer where the name of its tag would be lost."""
    return SAMPLE_CELLS if width >= _ROOMY else SAMPLE_CELLS // 2


def _said(sign: str, words: str, width: int, _at: int | None) -> list[Content]:
    line = Content.assemble((fitted(sign, 4).plain, ".sign"), (words, ".quiet"))
    return [fitted(line, width)]

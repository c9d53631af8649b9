"""Picking a tag: type a few letters, or a digit for one used lately, or make a new one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual import on
from textual.color import Color
from textual.content import Content
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Input

from reader.model.annotation import Tag, TagKind, TagSet
from reader.model.visible import visible
from reader.tui.dressing import hue_of_tag
from reader.tui.fuzzy import match
from reader.tui.looks import Ink, Look
from reader.tui.screens.frame import Card
from reader.tui.widgets.bars import Divider, KeyLine, Line
from reader.tui.widgets.cells import fitted, one_line, two_ends
from reader.tui.widgets.filter_input import FilterInput
from reader.tui.widgets.inking import Inks
from reader.tui.widgets.listing import Entry, Listing

MOST_RECENTS = 9  # the digits
_BADGES = {TagKind.CLAIM: "C", TagKind.ENTITY: "E"}


@dataclass(frozen=True, slots=True)
class PickedTag:
    """What was picked: a tag that exists, or the name or path of one to be made."""

    tag: Tag | None
    new: str | None = None


@dataclass(frozen=True, slots=True)
class _Offer:
    """A row of the picker."""

    tag: Tag
    path: str
    digit: int | None
    places: tuple[int, ...] = ()


class TagPicker(Card[PickedTag | None]):
    """The codebook, to pick one tag from.

    Args:
        tags: the codebook.
        recent: ids of tags used lately, the last one first.
        chosen: ids of the tags that the mark has already; they are ticked.
    """

    AUTO_FOCUS: ClassVar[str | None] = "#typed"
    TITLE_WORDS = "Tag"
    KEYS = (("↑↓", "choose"), ("⏎", "take"), ("1…9", "recent"), ("Esc", "cancel"))
    DEFAULT_CSS = """
    TagPicker #offers { height: auto; max-height: 14; }
    """

    def __init__(
        self, tags: TagSet, recent: Sequence[str] = (), chosen: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self._tags = tags
        by_id = {tag.id: tag for tag in tags.tags}
        self._recent = [by_id[each] for each in recent if each in by_id][:MOST_RECENTS]
        self._chosen = frozenset(chosen)

    def body(self) -> Iterable[Widget]:
        """What is typed, the tags that fit, and what the codebook says of one."""
        yield FilterInput(
            placeholder="type to filter, or a new name", digits=bool(self._recent), id="typed"
        )
        yield Divider()
        yield Listing(id="offers", one_click=True)
        yield Divider()
        yield Line(id="about")
        yield Line(id="more")

    def on_mount(self) -> None:
        """Show all of them."""
        self._inks = Inks(self.app)
        self._show("")

    # -- what fits -------------------------------------------------------------------------

    def _show(self, typed: str) -> None:
        listing = self.query_one("#offers", Listing)
        found = self._all() if not typed.strip() else self._fitting(typed)
        entries = [Entry(partial(self._row, offer), key=offer) for offer in found]
        name = _new_name(typed)
        taken = {offer.path.casefold() for offer in self._all()}
        if name and name.casefold() not in taken:
            entries.append(Entry(partial(self._creation, name), key=name))
        if not entries:
            words = Content.styled("no tag yet: type the name of one", ".quiet")
            entries = [Entry(lambda width, _at: [fitted(words, width)], pickable=False)]
        listing.show(entries, index=0)
        listing.styles.height = min(14, max(3, self.app.size.height - 9), max(1, len(entries)))
        self._about()

    def _all(self) -> list[_Offer]:
        """The ones used lately, then all others in the order of the codebook."""
        offers = [_Offer(tag, self._tags.path(tag), n) for n, tag in enumerate(self._recent, 1)]
        lately = {tag.id for tag in self._recent}
        return offers + [
            _Offer(tag, self._tags.path(tag), None)
            for tag in self._tags.tags
            if tag.id not in lately
        ]

    def _fitting(self, typed: str) -> list[_Offer]:
        """Those that hold the letters, best first; a tag's own key brings it to the top."""
        scored = []
        for offer in self._all():
            found = match(typed, offer.path)
            by_key = offer.tag.key is not None and typed.strip() == offer.tag.key
            if found is not None or by_key:
                score = (found.score if found else 0.0) + (100.0 if by_key else 0.0)
                places = found.places if found else ()
                scored.append((score, _Offer(offer.tag, offer.path, None, places)))
        return [offer for _, offer in sorted(scored, key=lambda pair: -pair[0])]

    # -- rows ------------------------------------------------------------------------------

    def _row(self, offer: _Offer, width: int, _at: int | None) -> list[Content]:
        hue = hue_of_tag(offer.tag, self._tags)
        colour = self._inks.style(Look(ink=Ink.BADGE, line=hue)).color
        ink = Style(foreground=Color.from_rich_color(colour), bold=True)
        badge = _BADGES.get(offer.tag.kind, "●")
        ticked = offer.tag.id in self._chosen
        left = Content.assemble(
            (f"{offer.digit} " if offer.digit else "  ", ".key"),
            ("✓ " if ticked else "  ", ".good"),
            (f"{badge} ", ink),
            _path(offer),
        )
        key = offer.tag.key
        if key is not None and key.isdecimal() and int(key) <= len(self._recent):
            key = None  # the digit means a tag used lately
        right = Content.assemble("  ", (f"key {visible(key)}" if key else "", ".quiet"))
        return [two_ends(left, right, width)]

    def _creation(self, name: str, width: int, _at: int | None) -> list[Content]:
        made = Content.assemble(
            "    ", ("+ ", ".good"), ("new tag ", ".quiet"), (one_line(name), ".loud")
        )
        return [fitted(made, width)]

    def _about(self) -> None:
        current = self.query_one("#offers", Listing).current
        line, more = self.query_one("#about", Line), self.query_one("#more", Line)
        more.say("")
        self.query_one("#keys", KeyLine).show(self.footer())
        if current is None or not isinstance(current.key, _Offer):
            parent = (
                current.key.rpartition("/")[0] if current and isinstance(current.key, str) else ""
            )
            line.say(
                f"it is made under {parent}"
                if parent
                else "a slash puts it under another: entity/person/…"
            )
            return
        tag = current.key.tag
        line.say(tag.description or "no description")
        more.say(_beside(tag))

    def footer(self) -> tuple[tuple[str, str], ...]:
        """The keys; of a tag that the mark has already, Enter takes it off."""
        listings = self.query("#offers").results(Listing)
        current = next((each.current for each in listings), None)
        offer = current.key if current is not None else None
        ticked = isinstance(offer, _Offer) and offer.tag.id in self._chosen
        return tuple((k, "take off" if ticked and k == "⏎" else does) for k, does in self.KEYS)

    # -- hands -----------------------------------------------------------------------------

    def acts(self) -> Mapping[str, Callable[[], object]]:
        """What a click on the row of keys does."""
        return {"list.open": lambda: self._take(self.query_one("#offers", Listing).current)}

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._show(event.value)

    @on(FilterInput.DigitTyped)
    def _digit(self, event: FilterInput.DigitTyped) -> None:
        event.stop()
        if event.digit <= len(self._recent):
            self.leave(PickedTag(self._recent[event.digit - 1]))
        else:
            self.query_one("#typed", FilterInput).insert_text_at_cursor(str(event.digit))

    @on(FilterInput.Walked)
    def _walked(self, event: FilterInput.Walked) -> None:
        event.stop()
        listing = self.query_one("#offers", Listing)
        if event.key == "escape":
            self.leave()
        elif event.key == "enter":
            self._take(listing.current)
        else:
            listing.walk(event.key)

    @on(Listing.Moved)
    def _moved(self) -> None:
        self._about()

    @on(Listing.Opened)
    def _opened(self, event: Listing.Opened) -> None:
        self._take(event.entry)

    def _take(self, entry: Entry | None) -> None:
        if entry is not None and isinstance(entry.key, _Offer):
            self.leave(PickedTag(entry.key.tag))
        elif entry is not None and isinstance(entry.key, str):
            self.leave(PickedTag(None, entry.key))


def _beside(tag: Tag) -> str:
    """What the codebook says of a tag besides its description: what it asks for, an example."""
    parts = [f"asks for: {', '.join(tag.required)}"] if tag.required else []
    parts += [f"for example: {tag.example}"] if tag.example else []
    return " · ".join(parts)


def _path(offer: _Offer) -> Content:
    """The path, the name in it strongest, the letters that fit picked out."""
    shown = visible(offer.path)
    path = Content(shown)
    name = len(shown) - len(visible(offer.tag.name))
    path = path.stylize(".quiet", 0, name).stylize(".loud", name)
    for place in offer.places:
        path = path.stylize(".hit", place, place + 1)
    return path


def _new_name(typed: str) -> str:
    """What is typed, as the path of a tag: parts without blank space around, none of them empty."""
    parts = [" ".join(part.split()) for part in typed.split("/")]
    return "/".join(part for part in parts if part)

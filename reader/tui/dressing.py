"""Annotations and links as panes draw them: shapes, hues and letters."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from itertools import count
from string import ascii_lowercase, ascii_uppercase

from reader.model.annotation import Annotation, Glimpse, Tag, TagKind, TagSet
from reader.model.link import Band, Event, Link, LinkEnd, LinkState, Verdict
from reader.model.text import Span
from reader.model.values import replace
from reader.tui.aligning import Anchor
from reader.tui.hues import hue_of
from reader.tui.marking import PaneLink, PaneMark, Shape, SpanIndex

_LETTERS = ascii_lowercase + ascii_uppercase
_NO_LETTER = "·"  # after 52 letters
_SHAPES = {TagKind.CLAIM: Shape.CLAIM, TagKind.ENTITY: Shape.ENTITY, TagKind.USER: Shape.USER}
_SHOWN_BANDS = frozenset({Band.STRONG, Band.LIKELY})
_STRENGTH = (LinkState.CONFIRMED, LinkState.DISPUTED, LinkState.SUGGESTED)


def pane_mark(mark: Annotation, tags: TagSet) -> PaneMark:
    """A mark as a pane draws it: by its first tag."""
    return PaneMark(mark.id, mark.anchor.spans, *_drawn_as(mark.tags, tags, noted=bool(mark.note)))


def _drawn_as(carried: Sequence[Tag], tags: TagSet, *, noted: bool) -> tuple[Shape, int, str]:
    """Shape, hue and badge of a mark with these tags."""
    if not carried:
        return Shape.USER, hue_of_tag(None, tags), "N" if noted else "·"
    tag = carried[0]
    badge = tag.name[:1].upper() if tag.kind is TagKind.USER else ""
    return _SHAPES[tag.kind], hue_of_tag(tag, tags), badge


def glimpsed(marks: Iterable[Glimpse], tags: TagSet, mine: Callable[[str], bool]) -> list[PaneMark]:
    """Marks as a pane draws them, of which only that is known which is seen of them.

    Args:
        marks: in their order.
        tags: the codebook.
        mine: whether a handle is the reader's own.
    """
    marks = tuple(marks)
    own = {handle: mine(handle) for handle in {mark.annotator for mark in marks}}
    # By which tuple it is, since equal ones are the same: a tag is compared by all it says.
    looks: dict[tuple[int, bool], tuple[Shape, int, str]] = {}
    made = []
    for mark in marks:
        key = (id(mark.tags), mark.noted)
        look = looks.get(key)
        if look is None:
            look = looks[key] = _drawn_as(mark.tags, tags, noted=mark.noted)
        made.append(PaneMark(mark.id, mark.spans, *look, False, own[mark.annotator]))
    return made


class Dresser:
    """Marks as panes draw them, kept: of thousands, a gesture changes one.

    Args:
        mine: whether a mark is the reader's own.
    """

    def __init__(self, mine: Callable[[Annotation], bool]) -> None:
        self._mine = mine
        self._tags: TagSet | None = None
        self._made: dict[str, tuple[Annotation, PaneMark]] = {}

    def dress(
        self, marks: Iterable[Annotation], tags: TagSet, said: Container[str] = ()
    ) -> list[PaneMark]:
        """These marks, in their order.

        Args:
            marks: to dress.
            tags: the codebook.
            said: ids of those that somebody said something of.
        """
        if tags != self._tags:
            self._tags = tags
            self._made.clear()
        return [self._dressed(mark, tags, discussed=mark.id in said) for mark in marks]

    def _dressed(self, mark: Annotation, tags: TagSet, *, discussed: bool) -> PaneMark:
        kept = self._made.get(mark.id)
        same = kept is not None and (kept[0] is mark or kept[0] == mark)
        if kept is not None and same and kept[1].discussed is discussed:
            return kept[1]
        made = pane_mark(mark, tags)
        if discussed or not self._mine(mark):
            made = replace(made, own=self._mine(mark), discussed=discussed)
        self._made[mark.id] = mark, made
        return made


def hue_of_tag(tag: Tag | None, tags: TagSet) -> int:
    """The hue that a tag is told apart by; of a mark without a tag, the last one."""
    if tag is None:
        return 7
    order = tag.order
    if order < 0:
        order = next((i for i, each in enumerate(tags.tags) if each.id == tag.id), 0)
    return hue_of(tag.kind, tag.name, tag.colour, order)


class Weave:
    """Links between the articles that are read, with the letters that name them.

    Passages of one event have one letter in every pane. Of the suggestions, the best one of a
    passage for each other article is shown; a weak one only where an event holds it together.

    Args:
        links: all links of the desk.
        events: all events of the desk.
        articles: in the order they are numbered in; letters follow their reading order.
    """

    def __init__(
        self,
        links: Iterable[Link] = (),
        events: Iterable[Event] = (),
        articles: Sequence[str] = (),
    ) -> None:
        order = {article: index for index, article in enumerate(articles)}
        held = {end.key: event.id for event in events for end in event.passages}
        inside = [x for x in links if x.a.article in order and x.b.article in order]
        best = _best_partners(inside)
        self.links = tuple(link for link in inside if _is_shown(link, held, best))
        self._letters = _lettered(self.links, held, order)
        self._ends: dict[str, list[tuple[LinkEnd, Link]]] = {}
        for link in self.links:
            self._ends.setdefault(link.a.article, []).append((link.a, link))
            self._ends.setdefault(link.b.article, []).append((link.b, link))
        self._told = _told(events, order)
        self._at: dict[str, SpanIndex[tuple[LinkEnd, Link]]] = {}

    def letter(self, link: Link) -> str:
        """What a link is called in every pane."""
        return self._letters.get(link.id, _NO_LETTER)

    def pane_links(self, article: str) -> tuple[PaneLink, ...]:
        """The links of an article as its pane draws them: one for each place and letter."""
        best: dict[tuple[Span, str], Link] = {}
        for end, link in self._ends.get(article, ()):
            key = (end.span, self.letter(link))
            if key not in best or _rank(link) < _rank(best[key]):
                best[key] = link
        return tuple(
            PaneLink(letter, span, link.state, link.id) for (span, letter), link in best.items()
        )

    def partners(self, article: str, offset: int) -> tuple[tuple[Link, LinkEnd], ...]:
        """What the passage at an offset is linked with, the surest first."""
        if article not in self._at:  # asked at every rest of the cursor
            self._at[article] = SpanIndex((x[0].span, x) for x in self._ends.get(article, ()))
        found = [
            (link, link.b if end is link.a else link.a)
            for end, link in (each.item for each in self._at[article].over(offset, offset + 1))
        ]
        unique: dict[LinkEnd, tuple[Link, LinkEnd]] = {}
        for link, partner in sorted(found, key=lambda pair: _rank(pair[0])):
            unique.setdefault(partner, (link, partner))
        return tuple(unique.values())

    def anchors(self, article: str, other: str, me: str) -> tuple[Anchor, ...]:
        """What holds two articles together, passage by passage.

        Confirmed links, then disputed ones, then strong and likely suggestions, then passages
        that one event holds; what this annotator (`me`) rejected is left out.
        """
        found = []
        for end, link in self._ends.get(article, ()):
            partner = link.b if end is link.a else link.a
            sure = link.state is not LinkState.SUGGESTED or link.score is None
            refused = any(
                said is Verdict.REJECTED and who.casefold() == me.casefold()
                for who, said in link.verdicts.items()
            )
            if partner.article == other and (sure or link.band in _SHOWN_BANDS) and not refused:
                found.append(Anchor(end.span, partner.span, _rank(link)))
        for passages in self._told:
            there = [end for end in passages if end.article == other]
            found += (
                Anchor(end.span, partner.span, (len(_STRENGTH), order))
                for end in passages
                if end.article == article
                for order, partner in enumerate(there)
            )
        return tuple(found)


def _told(events: Iterable[Event], order: dict[str, int]) -> tuple[tuple[LinkEnd, ...], ...]:
    """The passages of each event that several of the articles tell."""
    told = (tuple(end for end in event.passages if end.article in order) for event in events)
    return tuple(each for each in told if len({end.article for end in each}) > 1)


def _best_partners(links: Iterable[Link]) -> frozenset[str]:
    """The ids of links that are the best suggestion of one of their ends for the other article."""
    best: dict[tuple[str, str], Link] = {}
    for link in links:
        for end, other in ((link.a, link.b), (link.b, link.a)):
            key = (end.key, other.article)
            if link.score is not None and (
                key not in best or link.score > (best[key].score or 0.0)
            ):
                best[key] = link
    return frozenset(link.id for link in best.values())


def _is_shown(link: Link, held: dict[str, str], best: frozenset[str]) -> bool:
    """Whether a link is worth a letter: what people say is, suggestions when they stand out."""
    if link.state is LinkState.REJECTED:
        return False
    if link.verdicts or link.score is None:
        return True
    if link.id not in best:
        return False
    event = held.get(link.a.key)
    return link.band in _SHOWN_BANDS or (event is not None and event == held.get(link.b.key))


def _rank(link: Link) -> tuple[int, float]:
    """What people confirmed first, then by score."""
    return (_STRENGTH.index(link.state), -(link.score if link.score is not None else 9.0))


def _lettered(links: Sequence[Link], held: dict[str, str], order: dict[str, int]) -> dict[str, str]:
    """A letter for each link, in reading order of the first place that it names."""
    places: dict[str, tuple[int, Span]] = {}
    groups: dict[str, str] = {}
    for link in links:
        event = held.get(link.a.key) or held.get(link.b.key)
        group = event or min(link.a, link.b).key
        groups[link.id] = group
        place = min((order[end.article], end.span) for end in (link.a, link.b))
        places[group] = min(place, places.get(group, place))
    names = {
        group: _LETTERS[index] if index < len(_LETTERS) else _NO_LETTER
        for group, index in zip(sorted(places, key=places.__getitem__), count(), strict=False)
    }
    return {link: names[group] for link, group in groups.items()}

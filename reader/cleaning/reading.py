"""What a source looks like once its markup is read: the fixed text, cut but not judged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reader.cleaning.publication import Day
from reader.model.article import BlockKind, Category, MetadataField, Style
from reader.model.text import Span

MAX_CHAIN = 48  # elements around a block that are looked at: pages of frameworks nest some 30


@dataclass(slots=True, eq=False)
class Element:
    """An element of a page that was open when a draft was read.

    Attributes:
        tag: its name.
        number: unique in the page, in reading order.
        named: its class, id, role and itemprop as written, one after the other.
        parent: the element around it, or None below `<body>`.
        said: what the markup of it or of an element around it says of the text inside.
    """

    tag: str
    number: int
    named: str = ""
    parent: Element | None = None
    said: Category | None = None

    def chain(self) -> Iterator[Element]:
        """The element and those around it, innermost first, at most `MAX_CHAIN` of them."""
        element: Element | None = self
        for _ in range(MAX_CHAIN):
            if element is None:
                return
            yield element
            element = element.parent

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags of the elements around a draft, outermost first."""
        return tuple(element.tag for element in self.chain())[::-1]


@dataclass(frozen=True, slots=True)
class Draft:
    """A block before anybody judged it.

    Attributes:
        span: its words, without the blank space around them.
        kind: its structure.
        level: of a heading (1-6) or nested list item (1-), else 0.
        linked: how many of its code points stand inside links.
        said: what the markup itself says that it is (front matter, a figure's caption, an
            embedded post), or None.
        place: the element it stands in, or None outside HTML.
    """

    span: Span
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    linked: int = 0
    said: Category | None = None
    place: Element | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """The fixed text of a source, its drafts in reading order, inline styles, and metadata.

    Attributes:
        text: the article's text; offset zero is here.
        drafts: disjoint, in order; together they hold everything that is not blank.
        styles: sorted by start.
        fields: what the source declares of itself outside its text.
        days: the days that it declares, or shows apart from lines.
        locale: the language it is written in as it says so, perhaps with a country: `en-GB`.
        declared: what a page declares as its body and its lead; hints, never the text itself.
    """

    text: str
    drafts: tuple[Draft, ...]
    styles: tuple[Style, ...] = ()
    fields: tuple[MetadataField, ...] = ()
    days: tuple[Day, ...] = ()
    locale: str = ""
    declared: tuple[str, str] = ("", "")

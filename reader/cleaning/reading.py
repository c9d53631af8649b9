"""What a source looks like once its markup is read: the fixed text, cut but not judged."""

from __future__ import annotations

from dataclasses import dataclass

from reader.model.article import BlockKind, Category, MetadataField, Style
from reader.model.text import Span


@dataclass(frozen=True, slots=True)
class Place:
    """Where a draft stands in the tree of a page.

    Attributes:
        tags: of the elements around it, outermost first, below `<body>`.
        elements: a number for each of them, unique in the page.
        marks: words of the class, id and role of each of them.
    """

    tags: tuple[str, ...]
    elements: tuple[int, ...]
    marks: tuple[frozenset[str], ...]


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
        place: where it stands in a page, or None outside HTML.
    """

    span: Span
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    linked: int = 0
    said: Category | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """The fixed text of a source, its drafts in reading order, inline styles, and metadata.

    Attributes:
        text: the article's text; offset zero is here.
        drafts: disjoint, in order; together they hold everything that is not blank.
        styles: sorted by start.
        fields: what the source declares of itself outside its text.
    """

    text: str
    drafts: tuple[Draft, ...]
    styles: tuple[Style, ...] = ()
    fields: tuple[MetadataField, ...] = ()

"""What came in: the raw article, and the article made from it once and for all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from reader.model.text import Span
from reader.model.values import dataclass, field

LISTED, FETCHED = "sources.toml", "fetched"  # where hints come from: beside a file, the web


class MediaType(StrEnum):
    """The kinds of source that can be read."""

    TEXT = "text/plain"
    MARKDOWN = "text/markdown"
    HTML = "text/html"


class BlockKind(StrEnum):
    """What a block is in the structure of the page."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list-item"
    QUOTE = "quote"
    TABLE = "table"
    CODE = "code"


class BlockVerdict(StrEnum):
    """What the cleaner says of a block: to read, to show apart, or web junk."""

    BODY = "body"
    ASIDE = "aside"
    JUNK = "junk"


class Category(StrEnum):
    """What a block is about; the finer half of a verdict."""

    TEXT = "text"
    SUBHEADING = "subheading"
    TITLE = "title"
    BYLINE = "byline"
    DATE = "date"
    CAPTION = "caption"
    CREDIT = "credit"
    EMBED = "embed"
    FOOTNOTE = "footnote"
    SECTION = "section"
    SOURCE = "source"
    CONTACT = "contact"
    NAVIGATION = "nav"
    ICON = "icon"
    AD = "ad"
    SHARE = "share"
    COMMENT_FORM = "comment-form"
    COMMENT = "comment"
    COPYRIGHT = "copyright"
    RELATED_LINK = "related-link"
    DUPLICATE_TITLE = "duplicate-title"
    DATE_LABEL = "date-label"
    PAGE_CLOCK = "page-clock"
    PRINT_NOTE = "print-note"
    NEWSLETTER = "newsletter"
    PAYWALL = "paywall"
    FRONT_MATTER = "front-matter"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class RawArticle:
    """A scraped file as it came in.

    Attributes:
        content: the bytes, untouched.
        sha256: of `content`, hexadecimal.
        name: the file's name, or the address, as the user knows it.
        path: where it was read from, or None (standard input).
        media_type: text, Markdown or HTML.
        text: `content` decoded, CRLF -> LF, control characters replaced one for one;
            for HTML and Markdown this is still the markup.
        encoding: what it was decoded with.
        repairs: what had to be repaired to read it, a line each; said to the user.
        hints: metadata known from beside the file (`SOURCES.toml`), by field name.
        hinted_by: where the hints come from: `LISTED`, or `FETCHED` with the page.
    """

    content: bytes
    sha256: str
    name: str
    path: str | None
    media_type: MediaType
    text: str
    encoding: str
    repairs: tuple[str, ...] = ()
    hints: Mapping[str, str] = field(default_factory=dict)
    hinted_by: str = LISTED


# How lines of `repairs` end that tell of something and mend nothing.
LEFT_BROKEN = "decoded twice (mojibake); left as they are"
REPAIRED = "decoded twice (mojibake); repaired"
NOT_FOLLOWED = "by itself, which is not followed"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or line of the text, with the cleaner's verdict.

    Blocks tile the text: the first starts at 0, each stops where the next starts, the last
    stops at the end. The blank space after a block belongs to it, and so does blank space
    before the first. A sentence broken by a blank line is one block with the break inside.

    Attributes:
        span: code points of the article's text.
        kind: its structure.
        verdict: body, aside or junk.
        category: what it is about.
        rule: the name of the rule or model that decided.
        confidence: 0..1, of the verdict.
        level: of a heading (1-6) or of a nested list item (1-), else 0.
    """

    span: Span
    kind: BlockKind
    verdict: BlockVerdict
    category: Category
    rule: str
    confidence: float
    level: int = 0


class StyleKind(StrEnum):
    """Markup kept as a reading aid: of some words, of a whole block, or of what stands there."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    CODE = "code"
    LINK = "link"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"
    BREAK = "break"  # of the line, as the source means it: a verse, an address
    FOOTNOTE = "footnote"  # words that refer to the note of the same target, or the note's own mark
    # Of a whole block.
    NOTE = "note"
    NUMBER = "number"  # it begins that item of a numbered list; without one, a sign of its own
    CONTINUED = "continued"  # it goes on with the list item above
    TERM = "term"  # of a list of definitions
    DEFINITION = "definition"
    HEADER = "header"  # a table's row that names its columns
    # What is no text: it stands before the block that carries it, and its words are the label.
    IMAGE = "image"  # without a label, the words themselves stand for the picture
    EMBED = "embed"  # a player, or a post without its words
    RULE = "rule"  # a line across the page


@dataclass(frozen=True, slots=True)
class Style:
    """A stretch of the text and what the source's markup says of it.

    Attributes:
        span: words, or all words of a block.
        kind: what is said.
        target: the address of a link, picture or player; of a note and what refers to it, the
            name they share; of a numbered item, its number.
        label: the words that stand for a picture or player that is not in the text, or None.
    """

    span: Span
    kind: StyleKind
    target: str | None = None
    label: str | None = None


METADATA_FIELDS = ("title", "byline", "date", "source", "url", "section", "language", "scraped")
VERSION_OF = "version-of"  # a person's word on which article this one replaces: an id, or nothing


@dataclass(frozen=True, slots=True)
class MetadataField:
    """One thing known of an article, and how it is known.

    Attributes:
        name: one of `METADATA_FIELDS`.
        value: text; dates are ISO 8601 (`2020-10-06`, or with a time).
        origin: `annotator`, `sources.toml`, `fetched`, `front-matter`, `json-ld`, `opengraph`,
            `meta`, `line`, `file`, ...
        confidence: 0..1.
        annotator: the handle of who corrected it, else None.
    """

    name: str
    value: str
    origin: str
    confidence: float
    annotator: str | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """Everything known of an article, best first within a field."""

    fields: tuple[MetadataField, ...] = ()

    def best(self, name: str) -> MetadataField | None:
        """The most trusted entry of a field: a person's word first, then by confidence."""
        found = [entry for entry in self.fields if entry.name == name]
        return max(found, key=lambda e: (e.annotator is not None, e.confidence), default=None)

    def value(self, name: str) -> str | None:
        """The value of a field, or None when it is not known."""
        entry = self.best(name)
        return None if entry is None else entry.value or None

    def known(self) -> Iterator[MetadataField]:
        """The best entry of each field that is known, in the order of `METADATA_FIELDS`."""
        for name in METADATA_FIELDS:
            entry = self.best(name)
            if entry is not None and entry.value:  # a person may say that nobody knows it
                yield entry


@dataclass(frozen=True, slots=True)
class Article:
    """One fixed text, the blocks that tile it, and what is known of it.

    Attributes:
        id: UUIDv5 of the two checksums.
        raw_sha256: of the bytes it was made from, hexadecimal.
        text: all of it, junk included; no offset of it ever moves.
        text_sha256: of `text` in UTF-8, hexadecimal.
        name: the file's name or the address it came from.
        path: where it was read from, relative to the desk where it lies inside, or None.
        parser: the version of the reading that made `text`.
        blocks: tile `text`; verdicts are the cleaner's own (flips are kept beside them).
        styles: inline markup, sorted by start.
        metadata: what is known of it.
        supersedes: the id of the version it replaces, or None.
    """

    id: str
    raw_sha256: str
    text: str
    text_sha256: str
    name: str
    path: str | None
    parser: str
    blocks: tuple[Block, ...]
    styles: tuple[Style, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)
    supersedes: str | None = None

    @property
    def title(self) -> str:
        """The title, or the name where no title is known."""
        return self.metadata.value("title") or self.name


class ReadingState(StrEnum):
    """How far an annotator is with an article: unmarked is not unread."""

    TO_READ = "to-read"
    READING = "reading"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """What a list of articles shows of one, without its text.

    Attributes:
        number: from 1, the order of arrival on the desk; what users type.
        published: ISO 8601 date, or None when it is not known.
        words: of the body, as the cleaner sees it.
        marks: annotations of everybody.
        state: of the annotator who asks.
        withdrawn: whether it is hidden from work.
        version: from 1, of the same page scraped again.
        superseded: whether a newer version stands for it.
        lost: marks that stayed on older versions, since the newest has no place for them.
    """

    id: str
    number: int
    name: str
    path: str | None
    title: str
    source: str | None
    published: str | None
    words: int
    marks: int
    state: ReadingState = ReadingState.TO_READ
    withdrawn: bool = False
    version: int = 1
    superseded: bool = False
    lost: int = 0


@dataclass(frozen=True, slots=True)
class Flip:
    """One annotator's word on a block, over the cleaner's."""

    article: str
    span: Span
    annotator: str
    verdict: BlockVerdict


@dataclass(frozen=True, slots=True)
class Story:
    """A named set of articles that are read together."""

    id: str
    title: str
    articles: tuple[str, ...]
    note: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True)
class Assignment:
    """An article of a story that somebody is to read.

    Attributes:
        story, article: ids.
        annotator: the handle.
        due: the day by which, ISO 8601, or empty.
        note: what they are told, or empty.
    """

    story: str
    article: str
    annotator: str
    due: str = ""
    note: str = ""

"""Exporting: one moment of the desk, read from a snapshot so that nobody waits for it."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain, count, repeat
from pathlib import Path

from reader.errors import ReaderError
from reader.exchange.values import Context, ExportRow, rows_of
from reader.model.annotation import Annotation, TagKind, TagSet
from reader.model.article import Article, ArticleSummary
from reader.model.attributes import fits, lacking
from reader.model.text import Span
from reader.store import annotations as marks
from reader.store import articles, events, links, meta, tags
from reader.store.protocol import Store

# Annotations read at once, the first of them soon: 2,000 take some 40 ms
PAGES = (50, 500, 2_000)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which annotations go out; None is all.

    Attributes:
        articles: ids.
        annotator: a handle.
        tag: the id of a tag.
        kind: claim, entity or user.
        attributes: names with the value wanted, or None for any.
        incomplete: only those without an attribute that a tag of theirs asks for.
    """

    articles: frozenset[str] | None = None
    annotator: str | None = None
    tag: str | None = None
    kind: TagKind | None = None
    attributes: Mapping[str, str | None] = field(default_factory=dict)
    incomplete: bool = False

    def takes(self, mark: Annotation) -> bool:
        """Whether a mark goes out, as far as the store was not asked."""
        return (
            (self.articles is None or mark.article in self.articles)
            and fits(mark.attributes, self.attributes)
            and (not self.incomplete or bool(lacking(mark.tags, mark.attributes)))
        )


def export_rows(
    store: Store, wanted: Filter, *, handle: str, clean_offsets: bool
) -> Iterator[ExportRow]:
    """The rows of every annotation that fits, sorted by annotation and tag."""
    beside = _Beside(store, handle, clean_offsets=clean_offsets)
    after = ""
    for size in chain(PAGES, repeat(PAGES[-1])):
        page = marks.select(
            store,
            annotator=wanted.annotator,
            tag=wanted.tag,
            kind=wanted.kind,
            after_id=after,
            limit=size,
        )
        if not page:
            return
        after = page[-1].id
        taken = [mark for mark in page if wanted.takes(mark)]
        beside.turn_to({mark.article for mark in taken})
        for mark in taken:
            yield from rows_of(mark, beside.sha256(mark.article), beside.tags, beside.context(mark))


def keep(lines: Iterable[str], folder: Path, name: str, suffix: str) -> Path:
    """Write a text to a new file, which appears whole or not at all; its path.

    Raises:
        ReaderError: it cannot be written there.
    """
    beside = folder / f".{name}.{secrets.token_hex(4)}"
    try:
        with beside.open("x", encoding="utf-8", newline="") as file:
            file.writelines(lines)
            file.flush()
            os.fsync(file.fileno())
        for number in count(1):
            path = folder / f"{name}{f'-{number}' if number > 1 else ''}{suffix}"
            with suppress(FileExistsError):
                path.touch(exist_ok=False)  # the name is ours before anything stands there
                return beside.replace(path)
        raise AssertionError  # numbers do not end
    except OSError as error:
        raise ReaderError(
            f"cannot be written ({error.strerror or error})",
            where=str(folder),
            remedy="start the reader in a folder that you may write to and that has room",
        ) from error
    finally:
        with suppress(OSError):
            beside.unlink()


class _Beside:
    """What stands beside a mark: its article, and the events and links it lies in.

    Of the articles that were turned to, and read once of each.
    """

    def __init__(self, store: Store, handle: str, *, clean_offsets: bool) -> None:
        self.tags: TagSet = tags.all_tags(store)
        self._store = store
        self._clean_offsets = clean_offsets
        self._handle = handle
        self._summaries: dict[str, ArticleSummary] = {}
        self._sha256: dict[str, str] = {}
        self._events: dict[str, list[tuple[Span, str]]] = {}
        self._links: dict[str, list[tuple[Span, str]]] = {}
        self._clean: dict[str, Article] = {}

    def turn_to(self, named: AbstractSet[str]) -> None:
        """Know these articles (their ids), too."""
        fresh = sorted(named - self._summaries.keys())
        if not fresh:
            return
        listed = articles.summaries(
            self._store, self._handle, withdrawn=True, older=True, only=fresh, counted=False
        )
        self._summaries.update((each.id, each) for each in listed)
        self._sha256 |= meta.checksums(self._store, fresh)
        for article, span, title in events.passages_of(self._store, fresh):
            self._events.setdefault(article, []).append((span, title))
        for article, span, link in links.agreed_ends(self._store, fresh):
            self._links.setdefault(article, []).append((span, link))

    def sha256(self, article: str) -> str:
        """Of the article's text."""
        return self._sha256[article]

    def context(self, mark: Annotation) -> Context:
        """What informs beside the mark."""
        summary = self._summaries[mark.article]
        spans = mark.anchor.spans
        return Context(
            title=summary.title,
            source=summary.source or "",
            published=summary.published or "",
            event="; ".join(sorted(_touching(self._events.get(mark.article, ()), spans))),
            links=len(_touching(self._links.get(mark.article, ()), spans)),
            clean=self._clean_span(mark) if self._clean_offsets else None,
            lacking=lacking(mark.tags, mark.attributes),
            listed=_listed(summary),
        )

    def _clean_span(self, mark: Annotation) -> Span | None:
        """Where the mark stands in the clean text, by the cleaner's own verdicts."""
        from reader.cleaning import views

        article = self._clean.get(mark.article)
        if article is None:
            article = self._clean[mark.article] = articles.load(self._store, mark.article)
        clean = views.body_text(article)
        span = mark.anchor.span
        start, last = clean.to_clean(span.start), clean.to_clean(span.stop - 1)
        return None if start is None or last is None else Span(start, last + 1)


def _listed(summary: ArticleSummary) -> str:
    if summary.withdrawn:
        return "withdrawn"
    return f"{summary.number}@{summary.version}" if summary.superseded else str(summary.number)


def _touching(noted: list[tuple[Span, str]] | tuple[()], spans: tuple[Span, ...]) -> set[str]:
    return {what for place, what in noted if any(place.overlaps(span) for span in spans)}

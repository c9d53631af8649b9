"""Exporting: one moment of the desk, read from a snapshot so that nobody waits for it."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from reader.errors import ReaderError
from reader.exchange.values import Context, ExportRow, rows_of
from reader.model.annotation import Annotation, TagKind, TagSet
from reader.model.article import Article, ArticleSummary
from reader.model.attributes import fits, lacking
from reader.model.link import Event, Link, LinkState
from reader.model.text import Span
from reader.store import annotations as marks
from reader.store import articles, events, links, meta, tags
from reader.store.protocol import Store

PAGE = 500  # annotations read at once: some 10 ms


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
    while True:
        page = marks.select(
            store,
            annotator=wanted.annotator,
            tag=wanted.tag,
            kind=wanted.kind,
            after_id=after,
            limit=PAGE,
        )
        if not page:
            return
        after = page[-1].id
        for mark in page:
            if wanted.takes(mark):
                yield from rows_of(
                    mark, beside.sha256(mark.article), beside.tags, beside.context(mark)
                )


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
    """What stands beside a mark: its article, and the events and links it lies in."""

    def __init__(self, store: Store, handle: str, *, clean_offsets: bool) -> None:
        self.tags: TagSet = tags.all_tags(store)
        self._store = store
        self._clean_offsets = clean_offsets
        self._summaries: Mapping[str, ArticleSummary] = {
            each.id: each for each in articles.summaries(store, handle, withdrawn=True, older=True)
        }
        self._sha256 = meta.checksums(store)
        self._events: dict[str, list[tuple[Span, str]]] = {}
        self._links: dict[str, list[tuple[Span, str]]] = {}
        self._clean: dict[str, Article] = {}
        for event in events.all_events(store):
            self._note_event(event)
        for link in links.all_links(store):
            self._note_link(link)

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
        )

    def _note_event(self, event: Event) -> None:
        for end in event.passages:
            self._events.setdefault(end.article, []).append((end.span, event.title))

    def _note_link(self, link: Link) -> None:
        if link.state in {LinkState.CONFIRMED, LinkState.DISPUTED}:
            for end in (link.a, link.b):
                self._links.setdefault(end.article, []).append((end.span, link.id))

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


def _touching(noted: list[tuple[Span, str]] | tuple[()], spans: tuple[Span, ...]) -> set[str]:
    return {what for place, what in noted if any(place.overlaps(span) for span in spans)}

"""Versions: a page scraped again takes the place of the old one, and people's work goes along."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from reader.anchoring.carrying import Fate
from reader.anchoring.changes import Line
from reader.desk.carrying import Carrier, Edit, Load
from reader.desk.context import Context
from reader.errors import AlreadyHereError, ConflictError, NotFoundError, ReaderError
from reader.model.addresses import same_page
from reader.model.annotation import Annotation
from reader.model.article import METADATA_FIELDS, Article, BlockVerdict, RawArticle
from reader.model.text import Span
from reader.store import annotations as marks
from reader.store import articles, events, links, purges
from reader.store import versions as rows
from reader.store.versions import Version

Lines = tuple[Line, ...]

ATTEMPTS = 5  # at bringing a version in while others write what it carries


@dataclass(frozen=True, slots=True)
class Carried:
    """A new version that came in, and what became of people's work.

    Attributes:
        article, supersedes: the ids of the new version and of the one before.
        name: of the source it came from.
        number: of the article in the list.
        version: of the new one, from 1.
        exact, moved: how many marks stand on the same words, at their place or at another.
        edits: marks some of whose words were changed.
        lost: marks that stay on the old version.
        links, passages, flips: how many were carried besides.
        lost_links, lost_passages, lost_flips: how many of those stay behind.
    """

    article: str
    supersedes: str
    name: str
    number: int
    version: int
    exact: int = 0
    moved: int = 0
    edits: tuple[Edit, ...] = ()
    lost: tuple[Annotation, ...] = ()
    links: int = 0
    passages: int = 0
    flips: int = 0
    lost_links: int = 0
    lost_passages: int = 0
    lost_flips: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """What a page that comes in was found to be a version of.

    Attributes:
        article: the id of that one.
        alike: the share of the bodies' words that both have, 0..1.
        same: whether that is enough to be the same article.
    """

    article: str
    alike: float
    same: bool


@dataclass(frozen=True, slots=True)
class Orphans:
    """What still stands on older versions, for want of a place in the newest.

    Attributes:
        marks: everybody's, by article and place.
        links: how many links.
        passages: how many passages of events.
        newest: the id of an older version -> that of the newest.
    """

    marks: tuple[Annotation, ...]
    links: int
    passages: int
    newest: dict[str, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two versions.

    Attributes:
        old, new: their ids.
        title: of the new one.
        numbers: (number in the list, version) of the old and of the new one.
        fields: (name, before, after) of what the pages say of themselves.
        lines: every line of both, with what became of each stretch.
    """

    old: str
    new: str
    title: str
    numbers: tuple[tuple[int, int], ...]
    fields: tuple[tuple[str, str | None, str | None], ...]
    lines: Lines


class Versions:
    """The versions of the articles of a desk."""

    def __init__(self, context: Context) -> None:
        self._context = context

    # -- reading ---------------------------------------------------------------------------

    def of(self, article: str) -> tuple[Version, ...]:
        """Every version of an article, oldest first; empty where there is only one."""
        every = rows.all_versions(self._context.store)
        number = next((each.number for each in every if each.article == article), None)
        return tuple(each for each in every if each.number == number and not each.withdrawn)

    def newest(self, article: str) -> str:
        """The id of the newest version of an article."""
        return rows.superseded(self._context.store).get(article, article)

    def previous(self, article: str) -> str | None:
        """The id of the version before, or None where it is the first."""
        return rows.previous(self._context.store, article)

    def orphans(self, article: str | None = None) -> Orphans:
        """What stands on older versions, of one article (any version of it) or of all."""
        store = self._context.store
        newest = dict(rows.superseded(store))
        if article is not None:
            head = newest.get(article, article)
            newest = {old: new for old, new in newest.items() if new == head}
        judged = links.all_links(store, judged=True) if newest else ()
        kept = events.all_events(store) if newest else ()
        return Orphans(
            tuple(mark for old in newest for mark in marks.of_article(store, old)),
            sum(x.a.article in newest or x.b.article in newest for x in judged),
            sum(end.article in newest for event in kept for end in event.passages),
            newest,
        )

    def difference(
        self, article: str, *, since: str | None = None, whole: bool = False
    ) -> Difference:
        """What the outlet changed between two versions of an article.

        Args:
            article: the id of the later one.
            since: the id of the earlier one; None for the one before.
            whole: compare the whole texts, junk included, instead of the bodies.

        Raises:
            ReaderError: there is no version before it.
        """
        from reader.anchoring import changes
        from reader.cleaning import views

        store = self._context.store
        new = articles.load(store, article)
        before = since or self.previous(article)
        if before is None:
            raise ReaderError(
                "there is no version before this one",
                where=new.title,
                remedy="`--from ARTICLE` compares it with any other",
            )
        old = articles.load(store, before)
        self._refuse_purged(old, new)
        texts = [each.text if whole else views.body_text(each).text for each in (old, new)]
        pairs = [(name, _found(old, name), _found(new, name)) for name in METADATA_FIELDS]
        return Difference(
            old=before,
            new=article,
            title=new.title,
            numbers=tuple(self._place(each) for each in (before, article)),
            fields=tuple(each for each in pairs if each[1] != each[2]),
            lines=changes.lines(*texts),
        )

    def _refuse_purged(self, *versions: Article) -> None:
        purged = purges.all_purges(self._context.store)
        for each in versions:
            if each.id in purged:
                raise ReaderError(
                    purges.told(purged[each.id]),
                    where=each.title,
                    remedy="`--from ARTICLE` compares with any other version",
                )

    # -- recognising -----------------------------------------------------------------------

    def match(self, article: Article) -> Found | None:
        """The article on the desk that this one is a later version of, if there is one.

        Told by its address or, where one of them has none, by its path; the one whose words
        are most alike where several fit. The same bytes read otherwise (broken letters mended, a
        better reading) are the same article, however few words both readings share.
        """
        from reader.anchoring.sameness import SAME_ARTICLE

        url = same_page(article.metadata.value("url") or "")
        fits = []
        for each in rows.candidates(self._context.store):
            if each.article != article.id and each.raw_sha256 == article.raw_sha256:
                return Found(each.article, 1.0, same=True)
            theirs = same_page(each.url or "")
            same_path = article.path is not None and each.path == article.path
            if each.article != article.id and (url == theirs if url and theirs else same_path):
                fits.append(each.article)
        found = [(self._alike(each, article), each) for each in fits]
        if not found:
            return None
        alike, best = max(found)
        return Found(best, alike, alike >= SAME_ARTICLE)

    def _alike(self, old: str, new: Article) -> float:
        from reader.anchoring.sameness import shared

        article = articles.load(self._context.store, old)
        return shared(*(_body(each) or each.text for each in (article, new)))

    # -- coming in -------------------------------------------------------------------------

    def supersede(self, old: str, raw: RawArticle, article: Article) -> Carried:
        """Bring a new version in, with everything that people made on the old one.

        One gesture in one transaction: one undo takes the version back and puts everything
        where it was. What the new text has no place for stays on the old version.

        Args:
            old: the id of any version of the article; the newest of them is superseded.
            raw: the bytes of the new version, or the same bytes.
            article: the new version, as it was read; on the desk already or not.

        Raises:
            AlreadyHereError: it is a version of that article.
            NotFoundError: there is no article of that id.
        """
        for attempt in range(ATTEMPTS):
            try:
                return self._bring_in(old, raw, article)
            except ConflictError:
                if attempt + 1 == ATTEMPTS:
                    raise
        raise AssertionError  # the loop returns or raises

    def _bring_in(self, any_version: str, raw: RawArticle, article: Article) -> Carried:
        store = self._context.writable_store()
        gesture = self._context.gesture()
        # Read before all that it vouches for: what changes from here on is a conflict.
        guards = {
            each: rows.touching(store, each, gesture)
            for each in (any_version, *(one.article for one in self.of(any_version)))
        }
        old = self.newest(any_version)
        if old not in guards:
            raise ConflictError(
                "a newer version came in while this one was being read", where=article.name
            )
        standing = rows.withdrawn(store, article.id) is False
        if standing and article.id in {old, *(each.article for each in self.of(old))}:
            raise AlreadyHereError(
                "this is a version of that article already",
                where=article.name,
                remedy="`reader list --versions` shows them",
            )
        before = articles.load(store, old)
        carrier = Carrier(before, article)
        new = replace(article, supersedes=old)
        known = rows.withdrawn(store, article.id) is not None
        load = carrier.load(store, gesture)
        self._context.write(
            gesture,
            guards[old],
            articles.adding(raw, new, gesture),
            rows.saying(article.id, old, gesture) if known else [],
            load.batch,
        )
        # What somebody put on the old version while this was being worked out.
        late = carrier.load(store, gesture)
        if late.fates.keys() - {Fate.LOST} or late.links or late.flips:
            with suppress(ConflictError):  # it moved on yet again: it stands among the orphans
                self._context.write(gesture, late.batch)
        number, version = self._place(article.id)
        return _report(article, old, number, version, load)

    def bring_back(self, raw: RawArticle, article: Article) -> None:
        """Bring back a version that was taken back, as an article of its own."""
        gesture = self._context.gesture()
        self._context.write(
            gesture,
            articles.adding(raw, article, gesture),
            rows.saying(article.id, "", gesture),
        )

    def _place(self, article: str) -> tuple[int, int]:
        for each in rows.all_versions(self._context.store):
            if each.article == article:
                return each.number, each.version
        return 0, 1

    # -- finding a place by hand -----------------------------------------------------------

    def reanchor(self, mark: Annotation, spans: Sequence[Span] | None = None) -> Annotation:
        """Put a mark that was left on an older version of its article on the newest.

        Args:
            mark: one's own.
            spans: where, in the newest text; None looks for its words once more.

        Raises:
            ReaderError: it is somebody else's, or stands on the newest version already.
            NotFoundError: its words are not in the newest text.
        """
        from reader.anchoring import selectors

        if mark.annotator.casefold() != self._context.annotator.casefold():
            raise ReaderError(
                f"this mark is {mark.annotator}'s, and only {mark.annotator} moves it",
                where=mark.anchor.quote,
                remedy="mark the place yourself",
            )
        head = self.newest(mark.article)
        if head == mark.article:
            raise ReaderError(
                "this mark stands on the newest version of its article",
                where=mark.anchor.quote,
                remedy="`reader edit` changes its place",
            )
        store = self._context.store
        new = articles.load(store, head)
        if spans is None:
            _, moved = Carrier(articles.load(store, mark.article), new).moved(mark)
            if moved is mark:
                raise NotFoundError(
                    "the newest version does not have these words",
                    where=mark.anchor.quote,
                    remedy="say where it belongs: --quote TEXT, or `reader delete` it",
                )
        else:
            anchor = selectors.describe(spans, new.text)
            moved = replace(mark, article=head, anchor=anchor)
        gesture = self._context.gesture()
        moved = replace(moved, version=mark.version + 1, updated_at=gesture.at)
        self._context.write(gesture, marks.editing(mark, moved, gesture))
        return moved


def _report(article: Article, old: str, number: int, version: int, load: Load) -> Carried:
    return Carried(
        article=article.id,
        supersedes=old,
        name=article.name,
        number=number,
        version=version,
        exact=load.fates.get(Fate.EXACT, 0),
        moved=load.fates.get(Fate.MOVED, 0),
        edits=tuple(load.edits),
        lost=tuple(load.lost),
        links=load.links,
        passages=load.passages,
        flips=load.flips,
        lost_links=load.lost_links,
        lost_passages=load.lost_passages,
        lost_flips=load.lost_flips,
    )


def _found(article: Article, field: str) -> str | None:
    """What the page itself says: a person's word is not the outlet's."""
    found = [
        each for each in article.metadata.fields if each.name == field and each.annotator is None
    ]
    best = max(found, key=lambda each: each.confidence, default=None)
    return None if best is None else best.value


def _body(article: Article) -> str:
    return "\n".join(
        block.span.of(article.text)
        for block in article.blocks
        if block.verdict is BlockVerdict.BODY
    )

"""Agreement: how far people agree over what several of them did, and where they do not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from reader.desk.articles import Articles
from reader.desk.context import Context
from reader.desk.links import Links
from reader.desk.tags import Tags
from reader.errors import NotFoundError, ReaderError
from reader.model.agreement import (
    UNTAGGED,
    Grouping,
    LinkAgreement,
    LinkDisagreement,
    MarkAgreement,
    MarkDisagreement,
    Scope,
    SharedArticle,
    SharedLink,
    TaggedPlace,
)
from reader.model.annotation import Annotation, TagSet
from reader.model.article import ReadingState
from reader.model.curation import CURATED, is_curated
from reader.store import annotations as mark_rows
from reader.store import annotators, curations, readings
from reader.store import links as link_rows

SEVERAL = 2  # people whom agreement takes


class Agreement:
    """The agreement between the annotators of a desk."""

    def __init__(self, context: Context, articles: Articles, tags: Tags, links: Links) -> None:
        self._context = context
        self._articles = articles
        self._tags = tags
        self._links = links

    def marks(
        self, by: Grouping, scope: Scope, progress: Callable[[int, int], None] | None = None
    ) -> tuple[MarkAgreement, ...]:
        """The figures over marks for each group, then over all; none if nothing is shared."""
        from reader.team import agreement

        return agreement.of_marks(self._shared_articles(scope), by, scope.tag, progress)

    def links(self, by: Grouping, scope: Scope) -> tuple[LinkAgreement, ...]:
        """The same over verdicts on links; a tag in the scope does not matter."""
        from reader.team import agreement

        return agreement.of_links(self._shared_links(scope), by)

    def mark_disagreements(self, scope: Scope) -> tuple[MarkDisagreement, ...]:
        """The places where marks differ, by article, pair and position."""
        from reader.team import disagreements

        return tuple(disagreements.over_marks(self._shared_articles(scope), scope.tag))

    def link_disagreements(self, scope: Scope) -> tuple[LinkDisagreement, ...]:
        """The links on which verdicts differ."""
        from reader.team import disagreements

        return tuple(disagreements.over_links(self._shared_links(scope)))

    def tag(self, word: str) -> str:
        """The path of the tag that a person means; `(untagged)` is none.

        Raises:
            NotFoundError, AmbiguousError: none, or several.
        """
        return word if word == UNTAGGED else self._tags.all().path(self._tags.find(word))

    def pair(self, words: str) -> tuple[str, str]:
        """Two handles as they are spelt, from `ada,bo`.

        Raises:
            NotFoundError: nobody has that name.
            ReaderError: it does not name two people.
        """
        names = [each.strip() for each in words.split(",")]
        if len({name.casefold() for name in names}) != SEVERAL or len(names) != SEVERAL:
            raise ReaderError(
                "a pair is two people", where=words, remedy="write both names: ada,bo"
            )
        spelt = self._spelt()
        for name in names:
            if name.casefold() not in spelt:
                raise NotFoundError(
                    "nobody of that name works on this desk",
                    where=name,
                    remedy=f"there are: {', '.join(sorted(spelt.values())) or 'none yet'}",
                )
        one, other = (spelt[name.casefold()] for name in names)
        return one, other

    def _spelt(self) -> Mapping[str, str]:
        """Handles as their owners spell them; capitals tell nobody apart."""
        every = annotators.all_annotators(self._context.store)
        return {each.handle.casefold(): each.handle for each in every}

    def _shared_articles(self, scope: Scope) -> list[SharedArticle]:
        by_article = self._marks(scope)
        shared = []
        for article, times in self._times(scope, by_article).items():
            if len(times) < SEVERAL or scope.article not in {None, article}:
                continue
            held = by_article.get(article, {})
            marks = {handle: tuple(held.get(handle, ())) for handle in sorted(times)}
            shared.append(self._shared(article, marks, times))
        return shared

    def _shared(
        self,
        article: str,
        marks: Mapping[str, tuple[tuple[str, TaggedPlace], ...]],
        times: Mapping[str, str],
    ) -> SharedArticle:
        from reader.team import grounds

        found = self._articles.get(article)
        places = {handle: tuple(place for _, place in side) for handle, side in marks.items()}
        ground = grounds.ground(found.blocks, (p for side in places.values() for p in side))
        sentences = grounds.sentences_of(found.text, ground)
        return SharedArticle(article, ground, sentences, places, times)

    def _marks(self, scope: Scope) -> dict[str, dict[str, list[tuple[str, TaggedPlace]]]]:
        """Everybody's marks with their times: article -> handle -> marks."""
        tags = self._tags.all()
        spelt = self._spelt()
        found: dict[str, dict[str, list[tuple[str, TaggedPlace]]]] = {}
        for mark in mark_rows.select(self._context.store, article=scope.article):
            handle = spelt.get(mark.annotator.casefold(), mark.annotator)
            side = found.setdefault(mark.article, {}).setdefault(handle, [])
            side += ((mark.updated_at, place) for place in _places(mark, tags))
        return found

    def doers(self, scope: Scope) -> dict[str, dict[str, str]]:
        """Who did which article of the scope, and when last: article -> handle -> time.

        The curated layer is nobody; it is asked for as one of a pair.
        """
        return self._times(scope, self._last(scope) if scope.every else {})

    def _last(self, scope: Scope) -> dict[str, dict[str, list[tuple[str, None]]]]:
        """When everybody marked last: article -> handle -> that time, as `_times` takes it."""
        spelt = self._spelt()
        found: dict[str, dict[str, list[tuple[str, None]]]] = {}
        for article, handle, at in mark_rows.last_times(self._context.store):
            if scope.article in {None, article}:
                name = spelt.get(handle.casefold(), handle)
                found.setdefault(article, {}).setdefault(name, []).append((at, None))
        return found

    def _times(
        self, scope: Scope, marks: Mapping[str, Mapping[str, Iterable[tuple[str, object]]]]
    ) -> dict[str, dict[str, str]]:
        """Who did which article of the scope, and when last: article -> handle -> time."""
        listed = self._articles.list(scope.story)
        found: dict[str, dict[str, str]] = {
            each.id: {}
            for each in listed
            if not each.withdrawn and (scope.inside is None or each.id in scope.inside)
        }
        note = _noting(found, self._spelt(), scope.pair)
        for article, handle, state, at in readings.state_times(self._context.store):
            if state is ReadingState.DONE or (scope.every and state is not ReadingState.TO_READ):
                note(article, handle, at)
        for article, at in curations.times(self._context.store).items():
            note(article, CURATED, at)
        if scope.every:
            for article, sides in marks.items():
                for handle, side in sides.items():
                    note(article, handle, max(at for at, _ in side))
        return found

    def _shared_links(self, scope: Scope) -> list[SharedLink]:
        """Links that several judged; both ends in articles that they did, if that is asked."""
        times = link_rows.verdict_times(self._context.store)
        done = self._times(scope, {})
        spelt = self._spelt()
        names = None if scope.pair is None else set(scope.pair)
        shared = []
        for link in self._links.all(suggested=False):
            ends = {link.a.article, link.b.article}
            if not ends <= done.keys() or (scope.article is not None and scope.article not in ends):
                continue
            said = {
                spelt.get(handle.casefold(), handle): (verdict, times.get((link.id, handle), ""))
                for handle, verdict in sorted(link.verdicts.items())
            }
            said = {
                handle: each
                for handle, each in said.items()
                if (handle in names if names else not is_curated(handle))
                and (
                    scope.every
                    or is_curated(handle)
                    or all(handle in done[article] for article in ends)
                )
            }
            if len(said) >= SEVERAL:
                shared.append(
                    SharedLink(
                        link.id,
                        link.a,
                        link.b,
                        link.relation,
                        {handle: verdict for handle, (verdict, _) in said.items()},
                        {handle: at for handle, (_, at) in said.items()},
                    )
                )
        return shared


def _places(mark: Annotation, tags: TagSet) -> Iterable[TaggedPlace]:
    """A mark once for each of its tags."""
    for path in sorted({tags.path(tag) for tag in mark.tags}) or [UNTAGGED]:
        yield TaggedPlace(mark.id, path, mark.anchor.spans, mark.anchor.quote)


def _noting(
    found: dict[str, dict[str, str]], spelt: Mapping[str, str], pair: tuple[str, str] | None
) -> Callable[[str, str, str], None]:
    """What notes that somebody did an article; the latest time stays."""

    def note(article: str, handle: str, at: str) -> None:
        name = spelt.get(handle.casefold(), handle)
        if article in found and (name in pair if pair else not is_curated(name)):
            found[article][name] = max(at, found[article].get(name, ""))

    return note

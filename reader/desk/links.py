"""Links: what the machine suggests, what people link and judge."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING

from reader.desk.articles import Articles
from reader.desk.choosing import only
from reader.desk.context import Context
from reader.desk.lazily import lazily
from reader.errors import SpanError
from reader.model.history import Gesture
from reader.model.link import (
    Band,
    Link,
    LinkEnd,
    LinkState,
    Relation,
    Suggestion,
    Verdict,
    link_key,
    ordered_ends,
)
from reader.model.reasons import turned
from reader.model.text import Passage
from reader.model.values import replace
from reader.store import links as rows
from reader.store import versions
from reader.store.protocol import Batch

if TYPE_CHECKING:
    from reader.desk.learning import Learning
    from reader.desk.suggesting import Suggesting

# Where a suggestion is as likely right as wrong: the border between the bands `weak` and
# `likely` (`linking.weights.LIKELY`). The judging queue asks for what lies nearest to it first.
UNCERTAIN_SCORE = 4.0


class Links:
    """The links of a desk."""

    def __init__(self, context: Context, articles: Articles) -> None:
        self._context = context
        self._articles = articles
        self._listed: tuple[tuple[Suggestion, ...], tuple[Link, ...], tuple[Link, ...]] | None = (
            None
        )
        self._linked: tuple[tuple[Suggestion, ...], tuple[Link, ...]] | None = None

    @lazily
    def _suggesting(self) -> Suggesting:
        from reader.desk.suggesting import Suggesting

        return Suggesting(self._context, self._articles)

    @lazily
    def learning(self) -> Learning:
        """What the verdicts of the desk teach."""
        from reader.desk.learning import Learning

        return Learning(self._context, self._suggesting)

    # -- suggestions -----------------------------------------------------------------------

    def passages(self, story: str | None = None) -> tuple[Passage, ...]:
        """The sentences of every body, with this annotator's flips."""
        return self._suggesting.passages(self._suggesting.keys(story))

    def texts(self, articles: Iterable[str]) -> dict[str, str]:
        """The texts of some articles, by id."""
        return self._suggesting.texts(articles)

    def suggestions(
        self,
        *,
        story: str | None = None,
        progress: Callable[[float], None] | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> tuple[Suggestion, ...]:
        """What the machine proposes over the articles as they are now, best first.

        Computed for what changed among the articles and their verdicts, and kept in memory:
        looking never writes. `store_suggestions` puts them into the file.

        Args:
            story: only the articles of this story.
            progress: told the share done, 0..1.
            stop: asked now and then; True ends the work early. What is done by then is given,
                and the next call goes on from there.
        """
        return self._suggesting.suggestions(story, progress=progress, stop=stop)

    def ready(self, *, story: str | None = None) -> bool:
        """Whether the suggestions are computed, for the articles as they are now."""
        return self._suggesting.ready(story)

    def known(self, *, story: str | None = None) -> tuple[Suggestion, ...]:
        """The suggestions found last, old or unfinished ones too; nothing is computed."""
        return self._suggesting.known(story)

    def store_suggestions(self, *, story: str | None = None) -> int:
        """Put the suggestions that are worth showing into the file; how many they are.

        What people judged or linked stays; what was suggested before and nobody judged goes.
        """
        from reader.desk.named import known_aliases
        from reader.desk.suggesting import known_weights, uncollected
        from reader.linking import scoring

        with uncollected():
            shown = [x for x in self.suggestions(story=story) if x.band is not None]
            ends = self._ends(shown)
            store = self._context.store
            learnt = known_weights(store).taste
            method = _method(scoring.METHOD, known_aliases(store), asdict(learnt))
            fingerprint = _fingerprint(method, self.passages(story))
            gesture = self._context.gesture()
            self._context.write(
                gesture,
                *(
                    self._articles.storing(article, gesture)
                    for article in dict.fromkeys(end.article for end in ends.values())
                ),
                rows.replacing_suggestions(
                    fingerprint, shown, ends, gesture, method=scoring.METHOD
                ),
            )
            return len(shown)

    def _ends(self, suggestions: Iterable[Suggestion]) -> dict[str, LinkEnd]:
        """The passages of these suggestions, by their ids, as ends of links."""
        passages = {p.id: p for each in suggestions for p in (each.a, each.b)}
        texts = self.texts(p.article for p in passages.values())
        return {
            name: LinkEnd(p.article, p.span, p.span.of(texts[p.article]))
            for name, p in passages.items()
        }

    def _as_links(self, suggestions: tuple[Suggestion, ...]) -> tuple[Link, ...]:
        """The suggestions that are shown, as links; made once for each computation."""
        from reader.linking import scoring

        if self._linked is None or self._linked[0] is not suggestions:
            shown = [each for each in suggestions if each.band is not None]
            ends = self._ends(shown)
            links = tuple(self._as_link(each, ends, scoring.METHOD) for each in shown)
            self._linked = suggestions, links
        return self._linked[1]

    def _as_link(self, suggestion: Suggestion, ends: Mapping[str, LinkEnd], method: str) -> Link:
        a, b = ends[suggestion.a.id], ends[suggestion.b.id]
        first, second = ordered_ends(a, b, Relation.SAME_EVENT)
        reasons = suggestion.reasons
        if first is not a:
            reasons = turned(reasons)
        return Link(
            id=link_key(first, second, Relation.SAME_EVENT),
            a=first,
            b=second,
            relation=Relation.SAME_EVENT,
            score=suggestion.score,
            band=suggestion.band,
            reasons=reasons,
            parts=suggestion.parts,
            method=method,
        )

    def end(self, article: str, passage: Passage) -> LinkEnd:
        """A passage as one end of a link, with its words."""
        text = self._articles.get(article).text
        return LinkEnd(article, passage.span, passage.span.of(text))

    # -- reading ---------------------------------------------------------------------------

    def all(
        self,
        *,
        story: str | None = None,
        suggested: bool = True,
        known: bool = False,
        stop: Callable[[], bool] | None = None,
    ) -> tuple[Link, ...]:
        """Links that people made or judged and, unless told not to, those suggested now.

        A suggestion that somebody judged is one link, with the verdicts. Links that lost a
        place to a new version of its text stand among `Versions.orphans`, and those of an
        article that was withdrawn wait until it comes back.

        Args:
            story: only between articles of this story.
            suggested: those that nobody judged, too.
            known: those that were found last instead, so that nothing is computed.
            stop: as for `suggestions`.
        """
        stored = rows.all_links(self._context.store, judged=True)
        store = self._context.store
        away = versions.superseded(store).keys() | versions.gone(store).keys()
        stored = tuple(x for x in stored if not {x.a.article, x.b.article} & away)
        if story is not None:
            inside = {each.id for each in self._articles.list(story)}
            stored = tuple(x for x in stored if x.a.article in inside and x.b.article in inside)
        if not suggested:
            return stored
        find = self.known if known else partial(self.suggestions, stop=stop)
        found = find(story=story)
        last = self._listed
        if last is not None and last[0] is found and last[1] == stored:
            return last[2]
        by_id = {link_key(x.a, x.b, x.relation): x for x in stored}
        for link in self._as_links(found):
            held = by_id.get(link.id)
            by_id[link.id] = link if held is None else _as_suggested(held, link)
        listed = tuple(sorted(by_id.values(), key=_best_first))
        self._listed = found, stored, listed
        return listed

    def get(self, word: str) -> Link:
        """The link with that id, or the only one whose id starts so.

        Raises:
            NotFoundError, AmbiguousError: none, or several.
        """
        found = [link for link in self.all(suggested=False) if link.id.startswith(word)]
        if not found:
            found = [link for link in self.all() if link.id.startswith(word)]
        return only(
            found,
            word,
            nouns=("link", "links"),
            none="`reader links` lists them",
            several="give more of the id",
            line=lambda x: f"{x.id[:13]}  {x.a.quote[:40]} ⇄ {x.b.quote[:40]}",
        )

    def queue(self, *, story: str | None = None, known: bool = False) -> tuple[Link, ...]:
        """Likely suggestions that this annotator has not judged, the most uncertain first.

        Weak ones are many and less sure: they are for who looks for them. `known` as for `all`.
        """
        me = self._context.annotator.casefold()
        waiting = [
            link
            for link in self.all(story=story, known=known)
            if link.band in {Band.STRONG, Band.LIKELY}
            and me not in {h.casefold() for h in link.verdicts}
        ]
        return tuple(sorted(waiting, key=lambda x: (abs((x.score or 0) - UNCERTAIN_SCORE), x.id)))

    # -- writing ---------------------------------------------------------------------------

    def link(self, a: LinkEnd, b: LinkEnd, relation: Relation, *, note: str = "") -> Link:
        """Link two spans of two articles, or of one; its maker confirms it with it.

        Raises:
            SpanError: an end lies outside its text, or both ends are the same place.
        """
        return self.relate(a, b, relation, verdict=Verdict.CONFIRMED, note=note)

    def relate(
        self, a: LinkEnd, b: LinkEnd, relation: Relation, *, verdict: Verdict, note: str = ""
    ) -> Link:
        """Say whether two spans belong together so, linked before or not.

        Raises:
            SpanError: as in `link`.
        """
        a, b = self._with_quote(a), self._with_quote(b)
        if a == b:
            raise SpanError("a link needs two places", where=a.quote)
        first, second = ordered_ends(a, b, relation)
        gesture = self._context.gesture()
        link = Link(
            id=rows.between(self._context.store, a, b, relation),
            a=first,
            b=second,
            relation=relation,
            annotator=self._context.annotator if verdict is Verdict.CONFIRMED else None,
            note=note,
            created_at=gesture.at,
        )
        batch = rows.judging(link, verdict, gesture)
        if link.annotator is not None:
            batch = rows.adding(link, gesture)
        self._write(link, gesture, batch)
        return self._again(link)

    def judge(self, link: Link, verdict: Verdict | None) -> Link:
        """Say what one thinks of a link; None takes the verdict back."""
        method = None
        if link.parts:  # just scored, so that nothing heavy is imported for it
            from reader.linking import scoring

            method = scoring.METHOD
        gesture = self._context.gesture()
        self._write(link, gesture, rows.judging(link, verdict, gesture, method=method))
        return self._again(link)

    def _write(self, link: Link, gesture: Gesture, batch: Batch) -> None:
        fresh = dict.fromkeys((link.a.article, link.b.article))
        self._context.write(
            gesture, *(self._articles.storing(article, gesture) for article in fresh), batch
        )
        for article in fresh:
            self._articles.stored(article)

    def _again(self, link: Link) -> Link:
        found = rows.load(self._context.store, link.id)
        return _as_suggested(found, link)

    def _with_quote(self, end: LinkEnd) -> LinkEnd:
        return quoted(end, self._articles.get(end.article).text)


def _as_suggested(held: Link, link: Link) -> Link:
    """A link as it is stored, with what is said of it now."""
    return replace(held, score=link.score, band=link.band, reasons=link.reasons, parts=link.parts)


def quoted(end: LinkEnd, text: str) -> LinkEnd:
    """A place with its words.

    Raises:
        SpanError: it is empty, or lies outside the text.
    """
    if end.span.start == end.span.stop or end.span.stop > len(text):
        raise SpanError(
            "this place is empty or lies outside the text",
            where=f"{end.article[:13]} {end.span.start}-{end.span.stop}",
            remedy=f"the article holds {len(text)} code points",
        )
    return replace(end, quote=end.span.of(text))


def rejected_pairs(links: Iterable[Link]) -> tuple[tuple[LinkEnd, LinkEnd], ...]:
    """The pairs that people say are not one event."""
    return _said(links, LinkState.REJECTED)


def confirmed_pairs(links: Iterable[Link]) -> tuple[tuple[LinkEnd, LinkEnd], ...]:
    """The pairs that people say are one event."""
    return _said(links, LinkState.CONFIRMED)


def _said(links: Iterable[Link], state: LinkState) -> tuple[tuple[LinkEnd, LinkEnd], ...]:
    """Only what is said of `same-event`: a contradiction may span two events."""
    return tuple(
        (x.a, x.b) for x in links if x.state is state and x.relation is Relation.SAME_EVENT
    )


def _best_first(link: Link) -> tuple[float, LinkEnd, LinkEnd]:
    return (-(link.score if link.score is not None else float("inf")), link.a, link.b)


def _method(method: str, aliases: Mapping[str, str], learnt: Mapping[str, float]) -> str:
    """What suggestions are made with: accepted names and learnt weights are a part of it."""
    return f"{method} {sorted(aliases.items())} {sorted(learnt.items())}"


def _fingerprint(method: str, passages: Iterable[Passage]) -> str:
    found = hashlib.sha256(method.encode())
    for passage in passages:
        found.update(f"\0{passage.id}".encode())
    return found.hexdigest()

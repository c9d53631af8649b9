"""Entities: two spellings at a time, where each stands first, and whether they are one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import ClassVar

from textual.content import Content

from reader.model.boundaries import sentences
from reader.model.entity import Candidate, implied
from reader.model.link import Link, LinkEnd, Relation, Verdict, link_key
from reader.model.text import Span
from reader.tui.keys import Context
from reader.tui.screens import naming
from reader.tui.screens.judging import JudgingScreen
from reader.tui.screens.suggestion_lines import around
from reader.tui.widgets.bars import Line
from reader.tui.widgets.cells import clipped, one_line
from reader.tui.widgets.passage_view import PassageView, ShownPassage
from reader.tui.writing import Write

SOURCE = 32  # cells of a source's name at most: the spelling stands beside it
_SAID = {
    Verdict.CONFIRMED: ("✓ one thing", ".good"),
    Verdict.REJECTED: ("✗ two things", ".alarm"),
}


class EntitiesScreen(JudgingScreen):
    """Spellings that may name one thing, the surest first; judged as links are.

    It closes with the place to jump to, or None. What was said is on disk when it closes.
    """

    TITLE_WORDS = "Entities"
    CONTEXTS: ClassVar[tuple[Context, ...]] = (Context.ENTITIES,)
    FOOTER = Context.ENTITIES

    # -- reading ---------------------------------------------------------------------------

    def reload(self) -> None:
        """Read the names anew."""
        self.in_background(self._read, self._take_over)

    def _read(self) -> tuple[Link, ...]:
        self._pairs: dict[str, Candidate] = getattr(self, "_pairs", {})
        found = self.desk.entities.candidates(stop=lambda: self.left)
        wanted = {end.article for pair in found for end in (pair.first_a, pair.first_b)}
        for each in naming.articles(self.desk, self.desk.articles.some(tuple(wanted))):
            self._named[each.id] = (clipped(naming.numbered(each), SOURCE), one_line(each.title))
        links = []
        for pair in found:
            ends = pair.first_a, pair.first_b
            identity = link_key(*ends, Relation.SAME_EVENT) + f" {pair.a} = {pair.b}"
            self._pairs.setdefault(identity, pair)
            links.append(Link(identity, *ends, Relation.SAME_EVENT))
        return tuple(links)

    # -- showing ---------------------------------------------------------------------------

    def _show(self) -> None:
        link = self._links.current
        if link is None:
            super()._show()
            said = (
                "no further spellings to judge"
                if self._links.judged
                else "no name is spelt in several ways"
            )
            self.query_one("#why", Line).say(Content(said))
            return
        self.say_keys()
        pair = self._pairs[link.id]
        a, b = self._mention(link.a, pair.count_a), self._mention(link.b, pair.count_b)
        self.query_one("#a", PassageView).show(a, beside=b)
        self.query_one("#b", PassageView).show(b, beside=a)
        self.query_one("#why", Line).say(_question(pair, self._links.verdicts.get(link.id)))
        self.say("", f"{self._links.at + 1} of {len(self._links.links)} · {self._links.open} open")

    def _mention(self, end: LinkEnd, count: int) -> ShownPassage:
        """The sentence that a spelling stands in first, and how often it stands anywhere."""
        text = self.desk.articles.get(end.article).text
        blocks = self._body(end.article)
        block = next((each for each in blocks if each.covers(end.span)), end.span)
        within = (each for each in sentences(text, block) if each.covers(end.span))
        span = next(within, end.span)
        source, title = self._named.get(end.article, ("", ""))
        before, after = around(text, blocks, span)
        times = "once" if count == 1 else f"{count} times"
        hit = Span(end.span.start - span.start, end.span.stop - span.start)
        about = f"“{one_line(end.quote)}” {times}" + (f" · {title}" if title else "")
        return ShownPassage(source, about, before, span.of(text), after, (hit,))

    # -- hands -----------------------------------------------------------------------------

    def acts(self) -> Mapping[str, Callable[[], object]]:
        """Accept, refuse, go on, jump."""
        return {
            "entities.accept": partial(self._judge, Verdict.CONFIRMED),
            "entities.refuse": partial(self._judge, Verdict.REJECTED),
            "entities.other": self._turn,
            "entities.skip": partial(self._step, 1),
            "entities.next": partial(self._step, 1),
            "entities.previous": partial(self._step, -1),
            "entities.open": self._open,
            **self.taking_back(),
            "back": self.go,
            "close": self.go,
        }

    def _settle(self) -> None:
        """Ask no further where what was said of two pairs answers for a third."""
        queue = self._links
        said = [
            (self._pairs[each].a, self._pairs[each].b, queue.verdicts[each] is Verdict.CONFIRMED)
            for each in queue.judged
        ]
        for link in queue.links:
            if link.id in queue.judged:
                continue
            pair = self._pairs[link.id]
            same = implied(said, pair.a, pair.b)
            queue.verdicts.pop(link.id, None)
            if same is not None:
                queue.verdicts[link.id] = Verdict.CONFIRMED if same else Verdict.REJECTED
        if queue.current is not None and queue.current.id in queue.verdicts:
            order = [*range(queue.at, len(queue.links)), *range(queue.at)]
            open_ = (n for n in order if queue.links[n].id not in queue.verdicts)
            queue.at = next(open_, len(queue.links))

    def _turn(self) -> None:
        """Call the thing by its other spelling."""
        link = self._links.current
        if link is None:
            return
        pair = self._pairs[link.id]
        self._pairs[link.id] = Candidate(
            pair.b,
            pair.a,
            pair.score,
            pair.reasons,
            pair.first_b,
            pair.first_a,
            pair.count_b,
            pair.count_a,
        )
        self._links.links[self._links.at] = Link(link.id, link.b, link.a, link.relation)
        self._show()

    def _judge(self, verdict: Verdict) -> None:
        link = self._links.judge(verdict)
        if link is None:
            return
        self._settle()
        pair = self._pairs[link.id]
        entities = self.desk.entities
        verb = entities.accept if verdict is Verdict.CONFIRMED else entities.refuse
        self.writes.put(
            Write(
                f"“{clipped(one_line(pair.a), 30)}” and “{clipped(one_line(pair.b), 30)}”",
                lambda: verb(pair.a, pair.b),
                done=lambda _made: None,
                refused=partial(self._reopen, link.id),
            )
        )
        undo = self.keymap.shown("undo")
        said = Content.assemble(
            _SAID[verdict],
            (f"  {one_line(pair.a)} · {one_line(pair.b)}   ", ".quiet"),
            (undo, ".key"),
            (" undo", ".quiet"),
        )
        self.query_one("#last", Line).say(said)
        self._show()


def _question(pair: Candidate, verdict: Verdict | None) -> Content:
    """Both spellings, what was said of them, and why they are suggested."""
    parts: list[str | tuple[str, str]] = []
    if verdict is not None:
        parts += [_SAID[verdict], "   "]
    parts += [
        (one_line(pair.a), ".loud"),
        (" = ", ".sign"),
        (one_line(pair.b), ".loud"),
        (" ?", ".sign"),
    ]
    parts.append((f"   {', '.join(pair.reasons)}", ".quiet"))
    return Content.assemble(*parts)

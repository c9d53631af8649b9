"""Judging: one suggested link at a time, both passages in context, and why it is suggested."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget

from reader.desk.blindness import Sight
from reader.desk.desk import Desk
from reader.model.article import BlockVerdict
from reader.model.link import Link, LinkEnd, Verdict
from reader.model.text import Span
from reader.tui import footers
from reader.tui.judging_queue import JudgingQueue
from reader.tui.keys import Context
from reader.tui.screens import naming
from reader.tui.screens.carrying import hits
from reader.tui.screens.suggestion_lines import around, blind, echo, why
from reader.tui.screens.written import LEAVING_S, WritingScreen
from reader.tui.widgets.bars import Line
from reader.tui.widgets.cells import clipped, one_line
from reader.tui.widgets.passage_view import PassageView, ShownPassage
from reader.tui.writing import Write

FEW = 2_000  # suggestions of which it is asked at once which ones are between copies
COMING = 20  # suggestions whose articles are named with the one that is shown
STACKED_BELOW = 100  # cells of the screen under which the passages stand above each other
LOW = 20  # rows under which no row is left blank


class JudgingScreen(WritingScreen):
    """Suggestions to judge, the most uncertain first.

    It closes with the end of a link to jump to, or None. Verdicts are on disk when it closes.

    Args:
        desk: whose suggestions.
        start: the link (or its id) to begin with, or None.
        near: an article and an offset; without `start`, the nearest pair comes first.
        sight: what is seen of a pair before it is judged; everything without it.
    """

    TITLE_WORDS = "Judging"
    CONTEXTS: ClassVar[tuple[Context, ...]] = (Context.JUDGING,)
    FOOTER = Context.JUDGING
    DEFAULT_CSS = """
    JudgingScreen #why { height: 1; margin: 1 0 0 0; }
    JudgingScreen #last { height: 1; }
    JudgingScreen #pair { height: 1fr; layout: horizontal; margin: 1 0 0 0; }
    JudgingScreen.-stacked #pair { layout: vertical; }
    JudgingScreen.-stacked #b { margin: 1 0 0 0; }
    JudgingScreen.-low #b { margin: 0; }
    JudgingScreen.-low #why, JudgingScreen.-low #pair { margin: 0; }
    """

    def __init__(
        self,
        desk: Desk,
        start: Link | str | None = None,
        *,
        near: tuple[str, int] | None = None,
        sight: Sight | None = None,
    ) -> None:
        super().__init__(desk)
        self._start = start.id if isinstance(start, Link) else start
        self._near = near
        self._sight = sight or desk.sight(blind=False)
        self._copied: dict[str, bool] = {}  # by link, whether it is between passages of one text
        self._links = JudgingQueue()
        self._named: dict[str, tuple[str, str]] = {}  # source and what else is said of it, by id
        self._bodies: dict[str, tuple[Span, ...]] = {}

    def body(self) -> Iterable[Widget]:
        """The reasons, the two passages, and what was said last."""
        yield Line(id="why")
        with Horizontal(id="pair"):
            yield PassageView(id="a")
            yield PassageView(id="b")
        yield Line(id="last")

    def on_mount(self) -> None:
        """Ask for the suggestions, which may have to be computed."""
        self.query_one("#why", Line).say("reading…")
        self._arrange()
        self.reload()

    def on_resize(self) -> None:
        """Side by side, or above each other."""
        if self.is_mounted:
            self._arrange()

    def _arrange(self) -> None:
        self.set_class(self.size.width < STACKED_BELOW, "-stacked")
        self.set_class(self.size.height < LOW, "-low")

    # -- reading ---------------------------------------------------------------------------

    def reload(self) -> None:
        """Read the queue anew; what is judged already here stays where it is.

        What is known by now is shown at once, be it old or not all: to compare a large desk takes
        minutes.
        """
        if self._links.links or not self.desk.links.known():
            self.in_background(self._read, self._take_over)
        else:
            self.in_background(self._queue, self._begin)

    def _begin(self, queue: tuple[Link, ...]) -> None:
        self._take_over(queue)
        self.in_background(self._read, self._take_over)

    def _read(self) -> tuple[Link, ...]:
        # Asking first lets the long part stop when the screen is left.
        self.desk.links.suggestions(stop=lambda: self.left)
        return () if self.left else self._queue()

    def _queue(self) -> tuple[Link, ...]:
        """The suggestions that are found by now, the one to begin with among them."""
        queue = list(self.desk.links.queue(known=True))
        if self._start is not None and all(link.id != self._start for link in queue):
            # One that is judged already can be judged again.
            queue[:0] = [link for link in self.desk.links.all(known=True) if link.id == self._start]
        elif self._start is None and self._near is not None:
            self._start = _nearest(queue, *self._near)
        self._near = None
        if len(queue) <= FEW:
            groups = self.desk.copies.sources([(link.a, link.b) for link in queue])
            self._copied |= {
                link.id: len(sources) == 1 and link.a.article != link.b.article
                for link, sources in zip(queue, groups, strict=True)
            }
        return tuple(queue)

    def _is_copied(self, link: Link) -> bool:
        """Whether a link is between passages of one text; of very many, asked when it is shown."""
        if link.id not in self._copied:
            self._copied[link.id] = self.desk.copies.same_text(link.a, link.b)
        return self._copied[link.id]

    def _about(self, article: str) -> tuple[str, str]:
        """The source of an article and what else is said of it; read with those that come next."""
        if article not in self._named:
            at = max(0, self._links.at)
            coming = self._links.links[at : at + COMING]
            ends = {end.article for link in coming for end in (link.a, link.b)}
            found = self.desk.articles.some(tuple({article, *ends} - self._named.keys()))
            for each in naming.articles(self.desk, found):
                parts = each.title if each.source else "", (each.published or "")[:10]
                about = " · ".join(part for part in parts if part)
                self._named[each.id] = naming.numbered(each), about
        return self._named.get(article, ("", ""))

    def _body(self, article: str) -> tuple[Span, ...]:
        """Where the blocks of an article's body stand."""
        if article not in self._bodies:
            blocks = self.desk.articles.blocks(article)
            body = tuple(block.span for block in blocks if block.verdict is BlockVerdict.BODY)
            self._bodies[article] = body
        return self._bodies[article]

    def _take_over(self, queue: tuple[Link, ...]) -> None:
        self._links.load(queue, self._start)
        me = self.desk.annotator.casefold()
        for link in queue:
            for who, verdict in link.verdicts.items():
                if who.casefold() == me:  # asked for again, though judged before
                    self._links.verdicts.setdefault(link.id, verdict)
        self._start = None
        self._show()

    # -- showing ---------------------------------------------------------------------------

    def _show(self) -> None:
        link = self._links.current
        judged = len(self._links.judged)
        if link is None:
            for name in ("#a", "#b"):
                self.query_one(name, PassageView).show(None)
            none = "nothing left to judge" if judged else "nothing to judge: no passages look alike"
            self.query_one("#why", Line).say(Content(none))
            self.say_keys(self.keymap.line(footers.NOTHING_LEFT))
            self.say("", f"{judged} judged" if judged else "")
            if judged:
                self.in_background(self._taught, self._propose, group="proposing")
            return
        self.say_keys()
        a, b = self._passage(link, link.a), self._passage(link, link.b)
        self.query_one("#a", PassageView).show(a, beside=b)
        self.query_one("#b", PassageView).show(b, beside=a)
        self.query_one("#why", Line).say(self._why(link))
        left = self._links.uncertain
        uncertain = f" · {left} left uncertain" if left else ""
        place = f"{self._links.at + 1} of {len(self._links.links)}"
        self.say("", f"{place} · {self._links.open} open{uncertain}")

    def _veils(self, link: Link) -> bool:
        """Whether what others and the machine say of a pair is not to be seen yet."""
        opens = self._sight.opens(link.a.article, link.b.article)
        return not opens and link.id not in self._links.verdicts

    def _why(self, link: Link) -> Content:
        copied = self._is_copied(link)
        if self._veils(link):
            return blind(self.keymap.shown("view.blind"), copied=copied)
        verdict = self._links.verdicts.get(link.id)
        return why(link, verdict, copied=copied, me=self.desk.annotator)

    def _taught(self) -> str | None:
        """What the verdicts on disk teach, if that is worth a line."""
        self.writes.drain(LEAVING_S)
        return self.desk.links.learning.proposal()

    def _propose(self, line: str | None) -> None:
        if line is not None and self._links.current is None:
            self.query_one("#last", Line).say(line)

    def _passage(self, link: Link, end: LinkEnd) -> ShownPassage:
        text = self.desk.articles.get(end.article).text
        source, about = self._about(end.article)
        before, after = around(text, self._body(end.article), end.span)
        carried = () if self._veils(link) else hits(link.reasons, end, first=end is link.a)
        return ShownPassage(source, about, before, end.span.of(text), after, carried)

    # -- hands -----------------------------------------------------------------------------

    def acts(self) -> Mapping[str, Callable[[], object]]:
        """Judge, go on, jump."""
        return {
            "judge.accept": partial(self._judge, Verdict.CONFIRMED),
            "judge.reject": partial(self._judge, Verdict.REJECTED),
            "judge.unsure": partial(self._judge, Verdict.UNSURE),
            "judge.skip": partial(self._step, 1),
            "judge.next": partial(self._step, 1),
            "judge.previous": partial(self._step, -1),
            "judge.open": self._open,
            **self.taking_back(),
            "back": self.go,
            "close": self.go,
        }

    def _step(self, steps: int) -> None:
        if not self._links.step(steps) and self._links.links:
            self.query_one("#last", Line).say("that was the last one")
        self._show()

    def _judge(self, verdict: Verdict) -> None:
        link = self._links.judge(verdict)
        if link is None:
            return
        self.writes.put(
            Write(
                f"judge “{clipped(one_line(link.a.quote), 40)}”",
                lambda: self.desk.links.judge(link, verdict),
                done=lambda _link: None,
                refused=partial(self._reopen, link.id),
            )
        )
        undo = self.keymap.shown("undo")
        me = self.desk.annotator
        said = echo(link, verdict, undo, me=me, blind=self._sight.blind)
        self.query_one("#last", Line).say(said)
        self._show()

    def show_again(self) -> None:
        """Begin with the link that was judged last."""
        if self._links.judged:
            self._start = self._links.judged[-1]
            self._links.forget(self._start)

    def _reopen(self, link: str) -> None:
        """A verdict could not be written: its link is open again, and shown."""
        self._links.forget(link)
        self._show()

    @on(WritingScreen.Written)
    def _written(self, event: WritingScreen.Written) -> None:
        event.stop()
        self.settle(event.write)

    @property
    def at(self) -> str | None:
        """The id of the link that is shown."""
        return self._links.current.id if self._links.current is not None else None

    def _open(self) -> None:
        if self._links.current is not None:
            self.go(self._links.current.a)

    def on_click(self, event: events.Click) -> None:
        """A second click into a passage goes there."""
        link = self._links.current
        if link is not None and event.chain > 1 and isinstance(event.widget, PassageView):
            self.go(link.a if event.widget.id == "a" else link.b)


def _nearest(links: Sequence[Link], article: str, offset: int) -> str | None:
    """The id of the link with an end nearest to a place; the first of those as near."""

    def away(end: LinkEnd) -> int:
        start, stop = end.span.start, end.span.stop
        return 0 if start <= offset < stop else min(abs(start - offset), abs(stop - offset))

    found = [
        (away(end), n) for n, x in enumerate(links) for end in (x.a, x.b) if end.article == article
    ]
    return links[min(found)[1]].id if found else None

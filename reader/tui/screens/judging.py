"""Judging: one suggested link at a time, both passages in context, and why it is suggested."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import ClassVar

from textual import on
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from reader.desk.desk import Desk
from reader.model.article import BlockVerdict
from reader.model.link import Band, Link, LinkEnd, Reason, ReasonKind, Verdict
from reader.model.text import Span
from reader.tui.keys import Context
from reader.tui.screens.frame import FramedScreen
from reader.tui.widgets.bars import Line
from reader.tui.widgets.cells import clipped, fitted, one_line
from reader.tui.widgets.passage_view import PassageView, ShownPassage
from reader.tui.writing import Write, WriteQueue

AROUND = 1500  # code points of an article's body shown on each side of a passage at most
STACKED_BELOW = 100  # cells of the screen under which the passages stand above each other
LEAVING_S = 5.0  # how long leaving waits for what is on its way to the disk
_METERS = {Band.STRONG: "●●●", Band.LIKELY: "●●○", Band.WEAK: "●○○"}
_KINDS = {
    ReasonKind.NAME: "names",
    ReasonKind.NUMBER: "numbers",
    ReasonKind.WORD: "words",
    ReasonKind.LOOKALIKE: "spelt alike",
    ReasonKind.CONTEXT: "nearby",
}
_SAID = {
    Verdict.CONFIRMED: ("✓", "same event", ".good"),
    Verdict.REJECTED: ("✗", "not the same", ".alarm"),
    Verdict.UNSURE: ("?", "not sure", ".key"),
}


class JudgingScreen(FramedScreen[LinkEnd | None]):
    """Suggestions to judge, the most uncertain first.

    It closes with the end of a link to jump to, or None. Verdicts are on disk when it closes.

    Args:
        desk: whose suggestions.
        start: the link (or its id) to begin with, or None.
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

    class _Written(Message):
        """A write is over, whatever came of it."""

        def __init__(self, write: Write) -> None:
            super().__init__()
            self.write = write

    def __init__(self, desk: Desk, start: Link | str | None = None) -> None:
        super().__init__(desk)
        self._start = start.id if isinstance(start, Link) else start
        self._queue: list[Link] = []
        self._verdicts: dict[str, Verdict] = {}
        self._done: list[str] = []  # ids of links judged here, the last one last
        self._at = 0
        self._shown: dict[str, tuple[str, str]] = {}
        self._bodies: dict[str, tuple[Span, ...]] = {}
        self._writes = WriteQueue(lambda write: self.post_message(self._Written(write)))
        self._loaded = False

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
        self.set_class(self.size.height < 20, "-low")  # noqa: PLR2004 - no rows to spare

    # -- the queue -------------------------------------------------------------------------

    def reload(self) -> None:
        """Read the queue anew; what is judged already here stays where it is."""
        self.in_background(self._read, self._take_over)

    def _read(self) -> tuple[Link, ...]:
        # Asking first lets the long part stop when the screen is left.
        self.desk.links.suggestions(stop=lambda: self.left)
        if self.left:
            return ()
        for each in self.desk.articles.list():
            title = each.title if each.title != (each.source or each.name) else ""
            about = " · ".join(x for x in (title, (each.published or "")[:10]) if x)
            self._shown[each.id] = (each.source or each.name, about)
        queue = list(self.desk.links.queue())
        if self._start is not None and all(x.id != self._start for x in queue):
            # One that is judged already can be judged again.
            queue[:0] = [x for x in self.desk.links.all() if x.id == self._start]
        for link in queue:
            for end in (link.a, link.b):
                self._body(end.article)
        return tuple(queue)

    def _take_over(self, queue: tuple[Link, ...]) -> None:
        current = self._current()
        self._queue = list(queue)
        if not self._loaded:
            first = (n for n, link in enumerate(queue) if link.id == self._start)
            start = next(first, 0)
            self._queue.insert(0, self._queue.pop(start)) if queue else None
            self._at = 0
        elif current is not None:
            same = (n for n, link in enumerate(queue) if link.id == current.id)
            self._at = next(same, min(self._at, max(0, len(queue) - 1)))
        self._loaded = True
        self._show()

    def _current(self) -> Link | None:
        return self._queue[self._at] if 0 <= self._at < len(self._queue) else None

    def _body(self, article: str) -> tuple[Span, ...]:
        """Where the blocks of an article's body stand."""
        if article not in self._bodies:
            self._bodies[article] = tuple(
                block.span
                for block in self.desk.articles.blocks(article)
                if block.verdict is BlockVerdict.BODY
            )
        return self._bodies[article]

    # -- showing ---------------------------------------------------------------------------

    def _show(self) -> None:
        link = self._current()
        views = self.query_one("#a", PassageView), self.query_one("#b", PassageView)
        why = self.query_one("#why", Line)
        left = sum(each.id not in self._verdicts for each in self._queue)
        if link is None:
            for view in views:
                view.show(None)
            judged = len(self._done)
            why.say("nothing left to judge" if judged else "nothing to judge: no passages look alike")
            self.say("", f"{judged} judged" if judged else "")
            return
        for view, end, hits in zip(views, (link.a, link.b), _hits(link.reasons), strict=True):
            view.show(self._passage(end, hits))
        why.say(self._why(link))
        self.say("", f"{self._at + 1} of {len(self._queue)} · {left} to judge")

    def _passage(self, end: LinkEnd, hits: Sequence[Span]) -> ShownPassage:
        text = self.desk.articles.get(end.article).text
        source, about = self._shown.get(end.article, ("", ""))
        inside = [hit.meet(end.span) for hit in hits]
        moved = (
            Span(hit.start - end.span.start, hit.stop - end.span.start)
            for hit in inside
            if hit is not None
        )
        before, after = around(text, self._body(end.article), end.span)
        return ShownPassage(source, about, before, end.span.of(text), after, tuple(moved))

    def _why(self, link: Link) -> Content:
        """The band, the score, and what carried it, heaviest kind first."""
        verdict = self._verdicts.get(link.id)
        parts: list[str | tuple[str, str]] = []
        if verdict is not None:
            sign, words, ink = _SAID[verdict]
            parts += [(f"{sign} {words}", ink), "   "]
        if link.band is not None:
            parts += [(f"{_METERS[link.band]} ", ".sign"), (link.band.value, ".loud")]
        if link.score is not None:
            parts.append((f" {link.score:.1f}", ".quiet"))
        for kind, words in _grouped(link.reasons):
            parts += ["   ", (f"{kind} ", ".quiet"), words]
        return Content.assemble(*parts)

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
            "undo": self._undo,
            "back": self._go,
            "close": self._go,
        }

    def _step(self, steps: int) -> None:
        """Go on or back; from the last one on to the first that is still open."""
        at = self._at + steps
        if at >= len(self._queue):
            is_open = (n for n, x in enumerate(self._queue) if x.id not in self._verdicts)
            at = next(is_open, len(self._queue) - 1)
            if self._queue:
                self.query_one("#last", Line).say("that was the last one")
        self._at = max(0, at)
        self._show()

    def _judge(self, verdict: Verdict) -> None:
        link = self._current()
        if link is None:
            return
        self._verdicts[link.id] = verdict
        if link.id in self._done:
            self._done.remove(link.id)
        self._done.append(link.id)
        self._write(f"judge “{clipped(one_line(link.a.quote), 40)}”", link, verdict)
        self._echo(link, verdict)
        self._next_open()

    def _write(self, label: str, link: Link, verdict: Verdict) -> None:
        self._writes.put(
            Write(
                label,
                lambda: self.desk.links.judge(link, verdict),
                done=lambda _link: None,
                refused=lambda: self._reopen(link),
            )
        )

    def _next_open(self) -> None:
        """Show the next one that is still open, from here on and then from the start."""
        order = [*range(self._at + 1, len(self._queue)), *range(self._at)]
        found = (n for n in order if self._queue[n].id not in self._verdicts)
        following = next(found, None)
        if following is None:
            self._queue = []
            self._at = 0
        else:
            self._at = following
        self._show()

    def _echo(self, link: Link, verdict: Verdict) -> None:
        sign, words, ink = _SAID[verdict]
        quote = clipped(one_line(link.a.quote), 50)
        undo = self.keymap.shown("undo")
        said = Content.assemble(
            (f"{sign} {words}", ink), (f"  “{quote}”   ", ".quiet"), (undo, ".key"), (" undo", ".quiet")
        )
        self.query_one("#last", Line).say(said)

    def _undo(self) -> None:
        """Take the last verdict back, when it is on disk, and show its link again."""

        def verb() -> object:
            self._writes.drain(LEAVING_S)
            return self.desk.history.undo()

        def then(taken: object) -> None:
            if taken is None:
                self.tell("nothing to undo")
                return
            if self._done:
                last = self._done.pop()
                self._verdicts.pop(last, None)
                self._start = last
                self._loaded = False
            self.query_one("#last", Line).say(f"undone: {getattr(taken, 'label', '')}")
            self.reload()

        self.in_background(verb, then, group="writing")

    def _reopen(self, link: Link) -> None:
        """A verdict could not be written: the link is open again, and shown."""
        self._verdicts.pop(link.id, None)
        if link.id in self._done:
            self._done.remove(link.id)
        if all(each.id != link.id for each in self._queue):
            self._queue.insert(self._at, link)
        self._at = next(n for n, each in enumerate(self._queue) if each.id == link.id)
        self._show()

    @on(_Written)
    def _written(self, event: _Written) -> None:
        event.stop()
        write = event.write
        if write.bug is not None:
            raise write.bug
        if write.error is not None:
            self.complain(write.error)
            if not write.held:
                write.refused()

    def _open(self) -> None:
        link = self._current()
        if link is not None:
            self._go(link.a)

    def _go(self, end: LinkEnd | None = None) -> None:
        """Leave when everything is on disk; what cannot be written keeps the screen open once."""
        if not self._writes.unsaved:
            self._writes.close()
            self.leave(end)
            return
        self.run_worker(self._drained(end), group="leaving", exclusive=True)

    async def _drained(self, end: LinkEnd | None) -> None:
        self._writes.retry()
        if await asyncio.to_thread(self._writes.drain, LEAVING_S):
            self._writes.close()
            self.leave(end)
        else:
            count = len(self._writes.unsaved)
            self.query_one("#last", Line).say(f"{count} not saved yet: q tries again")

    def on_unmount(self) -> None:
        """Quitting waits for what is on its way, too."""
        super().on_unmount()
        self._writes.drain(LEAVING_S)
        self._writes.close()

    def on_click(self, event: object) -> None:
        """A click into a passage goes there."""
        link = self._current()
        chain = getattr(event, "chain", 0)
        widget = getattr(event, "widget", None)
        if link is not None and chain > 1 and isinstance(widget, PassageView):
            self._go(link.a if widget.id == "a" else link.b)


def around(text: str, blocks: Sequence[Span], span: Span, most: int = AROUND) -> tuple[str, str]:
    """What a body says right before and right after a passage, a paragraph a line.

    Args:
        text: of the article.
        blocks: where the blocks of its body stand, in order.
        span: the passage.
        most: code points on each side.
    """
    before, after = "", ""
    for block in blocks:
        if block.start < span.start:
            before += "\n" + _folded(text[block.start : min(block.stop, span.start)])
        if block.stop > span.stop and len(after) < most:
            after += "\n" + _folded(text[max(block.start, span.stop) : block.stop])
    return before.strip()[-most:], clipped(after.strip(), most)


def _folded(paragraph: str) -> str:
    return " ".join(paragraph.split())


def _hits(reasons: Sequence[Reason]) -> tuple[list[Span], list[Span]]:
    """What carried the score, where it stands in either article."""
    return (
        [reason.span_a for reason in reasons if reason.span_a is not None],
        [reason.span_b for reason in reasons if reason.span_b is not None],
    )


def _grouped(reasons: Sequence[Reason]) -> list[tuple[str, str]]:
    """Kinds of reasons, heaviest first, each with its words."""
    groups: dict[ReasonKind, list[str]] = {}
    for reason in sorted(reasons, key=lambda each: -each.weight):
        a, b = one_line(reason.a), one_line(reason.b)
        words = a if a.casefold() == b.casefold() or not b else f"{a} ~ {b}"
        groups.setdefault(reason.kind, []).append(words)
    return [(_KINDS[kind], ", ".join(dict.fromkeys(words))) for kind, words in groups.items()]

"""What a key costs with the panes locked, against the same key without; bar: 1.3 times.

Two made-up articles of 200,000 words with 10,000 links between them stand side by side in one
app without a terminal. CPU time from the key to the painted screen, the panes that follow
included; the first line is what is done once for each change of links or rows.
"""

from __future__ import annotations

import asyncio
import gc
import statistics
import time

from textual import events
from textual.app import App, ComposeResult
from textual.containers import Horizontal

from reader.model.text import Span
from reader.tui.aligning import Alignment, Anchor
from reader.tui.keyboard import Keyboard
from reader.tui.keymap import key_name
from reader.tui.keys import Context
from reader.tui.widgets.article_pane import ArticlePane
from tests.bench.keys import KEYS, PRESSES, SIZE, article

LINKS = 10_000
WORDS = 200_000


def anchors(here: int, there: int) -> list[Anchor]:
    """Links all over both texts, in order but for every tenth, which stands far off."""
    found = []
    for index in range(LINKS):
        beside = LINKS - 1 - index if index % 10 == 0 else index
        start, other = index * here // LINKS, beside * there // LINKS
        found.append(Anchor(Span(start, start + 60), Span(other, other + 60)))
    return found


class Host(App[None]):
    """Two panes, the second beside the first."""

    locked = False
    alignment: Alignment

    def compose(self) -> ComposeResult:
        """Two panes."""
        with Horizontal():
            yield ArticlePane(id="one")
            yield ArticlePane(id="two")

    def on_mount(self) -> None:
        """Take keys."""
        self.keyboard = Keyboard()

    def on_key(self, event: events.Key) -> None:
        """Do what the table says."""
        stroke = self.keyboard.feed(key_name(event.key, event.character), (Context.READING,))
        if stroke.command is not None:
            self.query_one("#one", ArticlePane).run(stroke.command, stroke.times)
            self.follow()

    def on_cursor_moved(self) -> None:
        """The screen looks again when the cursor came to rest."""
        self.follow()

    def follow(self) -> None:
        """Let the second pane follow."""
        one, two = (self.query_one(name, ArticlePane) for name in ("#one", "#two"))
        beside = self.alignment.at(one.cursor) if self.locked else None
        if beside is not None and not beside.held:
            anchor = beside.anchor
            one.point_out(anchor.here if anchor else None)
            two.point_out(anchor.there if anchor else None)
            two.stand_beside(beside, one.cursor_row)


async def measure() -> None:
    """Print the ratio."""
    first, second = article(WORDS, "first"), article(WORDS, "second")
    app = Host()
    async with app.run_test(size=SIZE) as pilot:
        one, two = (app.query_one(name, ArticlePane) for name in ("#one", "#two"))
        one.show(first)
        two.show(second)
        one.active = True
        await pilot.pause(0.3)
        links = anchors(len(first.text), len(second.text))
        start = time.process_time()
        app.alignment = Alignment(links, one.page.scene.layout, two.page.scene.layout)
        taken = (time.process_time() - start) * 1000
        print(f"{LINKS:,} links indexed, once              {taken:7.1f} ms CPU")
        start = time.process_time()
        for offset in range(0, len(first.text), 100):
            app.alignment.at(offset)
        asked = len(range(0, len(first.text), 100))
        each = (time.process_time() - start) * 1e6 / asked
        print(f"what stands beside a place           {each:7.1f} µs")
        costs: dict[bool, list[float]] = {False: [], True: []}
        for turn in range(6):
            app.locked = bool(turn % 2)
            one.jump_to(len(first.text) // 2, flash=False)
            await pilot.pause(0.3)
            gc.collect()
            for press in range(PRESSES):
                key = KEYS[press % len(KEYS)]
                start = time.process_time()
                app.post_message(events.Key(key, key))
                await asyncio.sleep(0.05)  # the cursor's rest, and the panes that follow
                costs[app.locked].append((time.process_time() - start) * 1000)
        cost = {locked: statistics.median(each) for locked, each in costs.items()}
        print(f"a key, panes apart                    {cost[False]:6.2f} ms CPU")
        print(
            f"a key, panes locked                   {cost[True]:6.2f} ms CPU"
            f"   {cost[True] / cost[False]:4.2f}x (bar 1.30)"
        )


if __name__ == "__main__":
    asyncio.run(measure())

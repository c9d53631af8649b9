"""What a key costs on an article of 200,000 words, against one of 1,000; bar: 1.3 times.

Both are measured in turns in one app without a terminal, from the key to the painted screen,
in CPU time. A third line is that of a page with 10,000 marks that overlap by threes. On the wall,
the slowest in twenty may take a frame of a 60 Hz screen (16.7 ms) more than Textual takes for
a key that repaints a widget of one row.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import random
import statistics
import time

from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Static

from reader.model.article import Article, Block, BlockKind, BlockVerdict, Category
from reader.model.text import Span
from reader.tui.keyboard import Keyboard
from reader.tui.keymap import key_name
from reader.tui.keys import Context
from reader.tui.marking import PaneMark, Shape
from reader.tui.widgets.article_pane import ArticlePane

KEYS = ("j", "l", "w", ")", "}", "{", "(", "b", "h", "k")
PRESSES = 160
SIZE = (160, 45)


def article(words: int, name: str) -> Article:
    """A made-up article."""
    chance = random.Random(5)
    stock = ["".join(chance.choices("etaoinshrdlu", k=chance.randint(2, 9))) for _ in range(3000)]
    parts, blocks, start = [], [], 0
    while words > 0:
        count = min(words, chance.randint(30, 90))
        part = " ".join(chance.choices(stock, k=count)).capitalize() + ".\n\n"
        parts.append(part)
        words -= count
        span = Span(start, start + len(part))
        blocks.append(
            Block(span, BlockKind.PARAGRAPH, BlockVerdict.BODY, Category.TEXT, "made", 1.0)
        )
        start += len(part)
    return Article(name, "", "".join(parts), "", name, None, "made", tuple(blocks))


def marks(length: int, count: int) -> list[PaneMark]:
    """Marks all over a text, three over each place."""
    step = max(1, length // count)
    shapes = tuple(Shape)
    return [
        PaneMark(
            str(index),
            (Span(start := index * step % length, min(length, start + 3 * step)),),
            shapes[index % 3],
            index % 8,
        )
        for index in range(count)
    ]


class Host(App[None]):
    """A pane and its keys."""

    def compose(self) -> ComposeResult:
        """One pane."""
        yield ArticlePane(id="pane")

    def on_mount(self) -> None:
        """Take keys."""
        self.keyboard = Keyboard()

    def on_key(self, event: events.Key) -> None:
        """Do what the table says."""
        name = key_name(event.key, event.character)
        stroke = self.keyboard.feed(name, (Context.READING,))
        if stroke.command is not None:
            self.query_one(ArticlePane).run(stroke.command, stroke.times)


class Floor(App[None]):
    """What Textual takes by itself: a key, and a row that is painted."""

    def compose(self) -> ComposeResult:
        """One row."""
        yield Static("0")

    def on_key(self) -> None:
        """Paint the row."""
        self.query_one(Static).refresh()


async def shown_after(app: App[None]) -> list[float]:
    """Wall ms from each key to its picture; of all that is painted for a key, the first."""
    taken: list[float] = []
    painted = asyncio.Event()
    app.post_display_hook = painted.set  # type: ignore[method-assign]  # made for such uses
    for turn in range(PRESSES):
        key = KEYS[turn % len(KEYS)]
        painted.clear()
        begun = time.perf_counter()
        app.post_message(events.Key(key, key))
        with contextlib.suppress(TimeoutError):  # a key at the end of the page paints nothing
            await asyncio.wait_for(painted.wait(), 0.2)
            taken.append((time.perf_counter() - begun) * 1000)
        await asyncio.sleep(0.03)
    return taken


async def floor() -> list[float]:
    """Wall ms of Textual itself."""
    app = Floor()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause(0.2)
        return await shown_after(app)


async def waits(text: Article, made: list[PaneMark]) -> list[float]:
    """Wall ms of each key, from the middle of an article."""
    app = Host()
    async with app.run_test(size=SIZE) as pilot:
        await opened(app, text, made)
        await pilot.pause(0.3)
        return await shown_after(app)


async def opened(app: Host, text: Article, made: list[PaneMark]) -> None:
    """Show the middle of an article."""
    pane = app.query_one(ArticlePane)
    pane.show(text)
    pane.set_marks(made)
    pane.active = True
    pane.jump_to(len(text.text) // 2, flash=False)


async def presses(text: Article, made: list[PaneMark]) -> list[float]:
    """CPU ms of each key, from the middle of an article."""
    app = Host()
    async with app.run_test(size=SIZE) as pilot:
        await opened(app, text, made)
        await pilot.pause(0.3)
        for key in KEYS:
            await pilot.press(key)
        taken = []
        for turn in range(PRESSES):
            start = time.process_time()
            app.post_message(events.Key(KEYS[turn % len(KEYS)], KEYS[turn % len(KEYS)]))
            await asyncio.sleep(0.02)
            taken.append((time.process_time() - start) * 1000)
        return taken


async def first_paint(text: Article, made: list[PaneMark]) -> float:
    """Wall ms from an article to its picture, and its whole height painted once."""
    app = Host()
    async with app.run_test(size=SIZE) as pilot:
        pane = app.query_one(ArticlePane)
        start = time.perf_counter()
        pane.show(text)
        pane.set_marks(made)
        await pilot.pause()
        return (time.perf_counter() - start) * 1000


async def measure() -> None:
    """Print the ratios."""
    small, large = article(1_000, "small"), article(200_000, "large")
    bare: dict[str, list[float]] = {"small": [], "large": [], "marked": []}
    dense = marks(len(large.text), 10_000)
    for _ in range(3):
        for name, text, made in (
            ("small", small, []),
            ("large", large, []),
            ("marked", large, dense),
        ):
            gc.collect()
            bare[name] += await presses(text, made)
    cost = {name: statistics.median(taken) for name, taken in bare.items()}
    print(f"a key on 1,000 words                  {cost['small']:6.2f} ms CPU")
    for name, words in (("large", "200,000 words"), ("marked", "200,000 words, 10,000 marks")):
        ratio = cost[name] / cost["small"]
        print(f"a key on {words:28} {cost[name]:6.2f} ms CPU   {ratio:4.2f}x (bar 1.30)")
    slow = [
        statistics.quantiles(each, n=20)[-1] for each in (await floor(), await waits(large, dense))
    ]
    print(
        f"on the wall, one key in twenty: Textual {slow[0]:.1f} ms, 200,000 words with marks",
        end="",
    )
    print(f" {slow[1]:.1f} ms, {slow[1] - slow[0]:+.1f} (bar +16.7)")
    base = min([await first_paint(small, []) for _ in range(3)])
    for label, text, made in (("", large, []), (", 10,000 marks", large, dense)):
        taken = min([await first_paint(text, made) for _ in range(3)])
        print(f"first picture, 200,000 words{label:15} {taken:6.0f} ms   {taken / base:4.1f}x")


if __name__ == "__main__":
    asyncio.run(measure())

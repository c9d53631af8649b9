"""The same work in this reader, by its real keys, and in three other tools, by the model.

Two reports of the sample desk: ten claims, three names wherever they stand, a tag changed, a
border moved, a note, three links, a search, three steps back, all of it as CSV. Here every key is
pressed, in an app without a terminal; there it is counted (`peers.py` says from what). Both sides
know where to go and make no mistake. Printed are seconds by the keystroke-level model, and how
long this machine computes from a key to the painted screen, in CPU time.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from reader.model.text import Span
from reader.tui.keymap import strokes_of
from reader.tui.motions import Motions
from reader.tui.motions import Place as At
from tests.bench.peers import PEERS, keys, seconds
from tests.tui.driving import Driver, driving
from tests.tui.screen_host import sample_desk

NOTE = "check with the ministry"
PICKED = 6  # sentences marked whole; four more in part
PART_WORDS = 6
_NAMES = {" ": "space", ".": "full_stop", "/": "slash", "*": "asterisk", ">": "greater_than_sign"}
_NAMES |= {"(": "left_parenthesis", ")": "right_parenthesis"}
_NAMES |= {"{": "left_curly_bracket", "}": "right_curly_bracket"}


@dataclass
class Work:
    """What a task took here, all times it was done.

    Attributes:
        times: how often it was done.
        acts: operators that it took here.
        theirs: of each other tool, by name; None where it cannot.
        cpu_ms: from each key to the painted screen.
    """

    times: int = 0
    acts: str = ""
    theirs: dict[str, str | None] = field(default_factory=dict)
    cpu_ms: list[float] = field(default_factory=list)


class Hands:
    """Presses keys, and keeps the books.

    Args:
        driver: of the app.
    """

    def __init__(self, driver: Driver) -> None:
        self.driver = driver
        self.work: dict[str, Work] = {}
        self._slate_at: dict[str, int] = {}

    async def press(self, task: str, *pressed: str) -> None:
        """Press keys of a task."""
        work = self.work.setdefault(task, Work())
        for key in pressed:
            begin = time.process_time()
            await self.driver.pilot.press(_NAMES.get(key, key))
            await self.driver.pilot.pause()
            work.cpu_ms.append((time.process_time() - begin) * 1000)
            work.acts += keys(key) if len(key) == 1 else "KK" if "+" in key else "K"

    def done(self, task: str, **theirs: str) -> None:
        """A task was done once; what of it depends on the text, for the other tools."""
        work = self.work.setdefault(task, Work())
        work.times += 1
        for peer in PEERS:
            acts = peer.ways[task].acts
            travel = theirs.get("travel", "") if peer.ways[task].travel else ""
            if acts is None or work.theirs.get(peer.name, "") is None:
                work.theirs[peer.name] = None
                continue
            filled = acts.format(**{"reach": "", "each": "", **theirs}) if "{" in acts else acts
            if task == "all equal":
                mark = peer.ways["entity"]
                one = (mark.acts or "").format(reach="")
                one += theirs["travel"] if mark.travel else ""
                filled = one * int(theirs["places"])
            work.theirs[peer.name] = (work.theirs.get(peer.name) or "") + travel + filled

    # -- going -----------------------------------------------------------------------------

    async def go(self, task: str, offset: int) -> None:
        """To an offset, by the fewest keys of a plain plan."""
        pane = self.driver.pane
        for command, count in route(pane.page.motions, pane.cursor, offset):
            await self.press(task, *count, *strokes_of(_KEYS[command]))
        assert pane.cursor == offset, (task, pane.cursor, offset)

    def slate(self, span: Span) -> dict[str, str]:
        """How SLATE's cursor gets there, and how far it has to reach."""
        text = self.driver.reading.place.text(self.driver.article)
        begin = self._slate_at.get(self.driver.article, 0)
        self._slate_at[self.driver.article] = span.start
        reach = len(span.of(text).split()) - 1
        return {
            "travel": slate_travel(text, begin, span.start),
            # `0l` takes it in again: tried in SLATE 1.1.3, it moves on as wide as it was.
            "reach": keys(f"{reach if reach > 1 else ''}/0l") if reach else "",
        }


_KEYS = {
    "move.sentence": ")",
    "move.sentence-back": "(",
    "move.paragraph": "}",
    "move.paragraph-back": "{",
    "move.word": "w",
    "move.word-back": "b",
    "move.down": "j",
    "move.up": "k",
}
_MOST = 9  # a count of one digit
Step = tuple[str, str]  # a command, and the count before it


def _counted(count: int) -> str:
    return str(count) if count > 1 else ""


def _ways(motions: Motions, begin: int, commands: tuple[str, ...]) -> Iterator[tuple[int, Step]]:
    for command in commands:
        for count in range(1, _MOST + 1):
            place = motions.go(command, At(begin), count)
            if place is not None and place.offset != begin:
                yield place.offset, (command, _counted(count))


def _cost(steps: list[Step]) -> int:
    return sum(len(keys(_KEYS[command])) + len(count) for command, count in steps)


def route(motions: Motions, begin: int, end: int) -> list[Step]:
    """Paragraphs or rows, then sentences, then words: the cheapest of such plans."""
    reached: dict[int, list[Step]] = {begin: []}
    levels = (
        ("move.paragraph", "move.paragraph-back", "move.down", "move.up"),
        ("move.sentence", "move.sentence-back"),
        ("move.word", "move.word-back"),
    )
    for commands in levels:
        for start, steps in list(reached.items()):
            for offset, step in _ways(motions, start, commands):
                plan = [*steps, step]
                if offset not in reached or _cost(plan) < _cost(reached[offset]):
                    reached[offset] = plan
        if commands is levels[0] and end in reached and _cost(reached[end]) <= 2:
            break
    return reached[end]


def slate_travel(text: str, begin: int, end: int) -> str:
    """SLATE's keys from a token to a token: lines by o and i, then tokens by ; and j."""
    line = text.count("\n", 0, end) - text.count("\n", 0, begin)
    lines = [
        each for each in text[min(begin, end) : max(begin, end) + 1].split("\n") if each.strip()
    ]
    down = max(0, len(lines) - 1) if line else 0  # lines without tokens are passed over
    here = len(text[text.rfind("\n", 0, begin) + 1 : begin].split())
    stop = text.find("\n", end)
    there = len(text[text.rfind("\n", 0, end) + 1 : end].split())
    all_there = there + len(text[end : stop if stop >= 0 else len(text)].split())
    at = min(here, all_there - 1)
    plans = [
        keys(f"{_counted(abs(there - at))}{';' if there > at else 'j'}") if there != at else "",
        keys("J" + (f"{_counted(there)};" if there else "")),
        keys(":" + (f"{_counted(all_there - 1 - there)}j" if all_there - 1 > there else "")),
    ]
    vertical = keys(f"{_counted(down)}{'o' if line > 0 else 'i'}") if down else ""
    return vertical + min(plans, key=len)


def sentences(driver: Driver) -> list[Span]:
    """The sentences of the body of the article that keys go to, long enough to mark in part."""
    pane = driver.pane
    text, stretches = driver.reading.place.text(driver.article), pane.page.motions.stretches
    found = [
        span
        for owner, block in enumerate(pane.page.scene.layout.shown)
        if block.role.value == "body"
        for span in stretches.sentences(owner)
    ]
    return [span for span in found if len(span.of(text).split()) > PART_WORDS + 2]


async def day(hands: Hands) -> None:
    """All tasks, one after the other."""
    driver = hands.driver
    await hands.press("side by side", "g", "a")
    await driver.until(lambda: driver.app.screen is not driver.reading, "the list")
    await driver.pilot.pause(0.3)
    await hands.press("side by side", "space", "j", "space", "enter")
    await driver.until(lambda: driver.app.screen is driver.reading, "the panes")
    await driver.pilot.pause(0.3)
    hands.done("side by side")
    first = driver.article
    await _claims(hands)
    await _names(hands)
    await _mending(hands)
    await _links(hands, first)
    word = _rare_word(driver)
    await hands.press("search", "/", *word, "enter")
    hands.done("search", word=keys(word))
    await hands.press("search", "escape")
    await hands.press("undo", "3", "u")
    hands.done("undo")
    await driver.saved()
    await hands.press("export", "g", "x")
    await driver.until(lambda: "written" in driver.status, "the file")
    hands.done("export")


async def _claims(hands: Hands) -> None:
    driver = hands.driver
    chosen = sentences(driver)[: 2 * (PICKED + 4)]
    for index, span in enumerate(chosen[1::2]):
        task = "sentence" if index < PICKED else "part"
        if task == "part":
            words = span.of(driver.reading.place.text(driver.article)).split()
            length = len(" ".join(words[1 : PART_WORDS + 1]))
            start = driver.pane.page.motions.next_word(span.start)
            await hands.go(task, start)
            await hands.press(task, str(PART_WORDS), "s", "c")
            hands.done(task, **hands.slate(Span(start, start + length)))
        else:
            await hands.go(task, span.start)
            await hands.press(task, "c")
            hands.done(task, **hands.slate(span))
        await driver.saved()


async def _names(hands: Hands) -> None:
    """Three names of the other article, wherever they stand in it."""
    driver = hands.driver
    await hands.press("other report", "tab")
    hands.done("other report")
    await driver.pilot.pause(0.2)
    text = driver.reading.place.text(driver.article)
    stretches = driver.pane.page.motions.stretches
    taken: set[str] = set()
    for span in sentences(driver):
        for word in stretches.words(
            driver.pane.page.scene.layout.block_at(span.start) or 0, span.start
        ):
            name = stretches.name(word.start)
            said = "" if name is None else name.of(text)
            if (
                name is None
                or not said[0].isupper()
                or len(said) < 4
                or text.count(said) < 2
                or said in taken
            ):
                continue
            taken.add(said)
            await hands.go("entity", name.start)
            await hands.press("entity", "e")
            hands.done("entity", **hands.slate(name))
            before = len(driver.marks())
            await hands.press("all equal", "*", "enter")
            await driver.saved()
            found = len(driver.marks()) - before
            hands.done("all equal", places=str(found), travel="KK")
            if len(taken) == 3:
                return


async def _mending(hands: Hands) -> None:
    """On the last mark: its tag, its border, a note."""
    await hands.press("retag", "t", "1")
    hands.done("retag")
    await hands.press("border", ">", "b", "enter")
    hands.done("border")
    await hands.press("note", "M")
    await hands.driver.pilot.pause(0.2)
    await hands.press("note", *NOTE, "enter")
    hands.done("note", note=keys(NOTE))
    await hands.driver.saved()


async def _links(hands: Hands, first: str) -> None:
    """Three passages here with three there."""
    driver = hands.driver
    here = sentences(driver)[1:7:2]
    for index, span in enumerate(here):
        await hands.go("link", span.start)
        await hands.press("link", "L", "tab")
        assert driver.article == first
        await hands.go("link", sentences(driver)[2 * index].start)
        await hands.press("link", "L")
        hands.done("link")
        await hands.press("link", "tab")
        await driver.saved()


def _rare_word(driver: Driver) -> str:
    text = driver.reading.place.text(driver.article)
    return sentences(driver)[-1].of(text).split()[2].strip(",.").lower()[:8]


def show(work: dict[str, Work]) -> None:
    """The table, and the sums over what each of the others can do."""
    print("seconds by the keystroke-level model, without making up one's mind (M is the same)")
    names = [peer.name for peer in PEERS]
    print(f"  {'task':14}{'times':>6}{'keys':>6}{'here':>8}" + "".join(f"{n:>10}" for n in names))
    for task, each in work.items():
        theirs = (each.theirs.get(name) for name in names)
        cells = "".join(f"{'cannot' if t is None else f'{seconds(t):.1f}':>10}" for t in theirs)
        here = f"{len(each.acts):>6}{seconds(each.acts):>8.1f}"
        print(f"  {task:14}{each.times:>6}{here}{cells}")
    for name in names:
        can = [each for each in work.values() if each.theirs.get(name) is not None]
        ours = sum(seconds(each.acts) for each in can)
        other = sum(seconds(each.theirs[name] or "") for each in can)
        print(
            f"  {name}: {len(can)} of {len(work)} tasks, {other:.0f} s;"
            f" here the same {ours:.0f} s, {other / ours:.1f} times as fast"
        )
    cpu = [ms for each in work.values() for ms in each.cpu_ms]
    total = sum(seconds(each.acts) for each in work.values())
    print(
        f"  all of it here {total:.0f} s, 0 times the mouse; computed {sum(cpu) / 1000:.1f} s"
        f" for {len(cpu)} keys, {statistics.median(cpu):.1f} ms in the middle"
    )


async def main() -> None:
    """Do it all on a copy of the sample desk."""
    with tempfile.TemporaryDirectory() as name:
        os.environ |= {f"XDG_{kind}_HOME": f"{name}/{kind}" for kind in ("STATE", "CONFIG", "DATA")}
        folder, here = Path(name), Path.cwd()
        with sample_desk(folder, "ada") as desk:
            one = desk.articles.list()[0].id
            async with driving(desk, one) as driver:
                hands = Hands(driver)
                os.chdir(folder)  # the export goes there
                await day(hands)
                os.chdir(here)
            show(hands.work)


if __name__ == "__main__":
    asyncio.run(main())

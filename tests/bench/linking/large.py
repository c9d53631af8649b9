"""How long a large desk takes from stored articles to stored suggestions, and how much memory.

usage: large.py [STORIES]       (295 stories make 100,300 passages; 1 story of 5 the small desk)

Makes a desk of made-up news in a folder of its own, then measures in a process of its own: seconds
of each stage on the wall and of the processor, the peak of memory, how many of the passages have a
passage of their own event as first suggestion, and what one more article takes.
"""

from __future__ import annotations

import hashlib
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import made_up  # type: ignore[import-not-found]  # beside this file, which is run as one

from reader.desk.desk import Desk
from reader.desk.opening import find_desk, init_desk, open_desk
from reader.model.article import (
    Article,
    Block,
    BlockKind,
    BlockVerdict,
    Category,
    MediaType,
    RawArticle,
)
from reader.model.ids import article_id
from reader.model.link import Suggestion
from reader.model.text import Span
from reader.store import articles as rows

ARTICLES, SENTENCES = 17, 20  # of a story, of an article
AT_ONCE = 200  # articles written in one transaction
Result = TypeVar("Result")


def opened(folder: Path) -> Desk:
    place = find_desk(str(folder), environ=os.environ, folder=folder)
    return open_desk(place, annotator="bench", environ=os.environ)


def stored(desk: Desk, told: list[made_up.Told]) -> None:
    """Put articles on the desk as they are, without cleaning them."""
    context = desk._context  # cleaning 6,000 articles would take minutes
    for first in range(0, len(told), AT_ONCE):
        gesture = context.gesture()
        context.write(
            gesture,
            *(rows.adding(*article(each), gesture) for each in told[first : first + AT_ONCE]),
        )


def article(told: made_up.Told) -> tuple[RawArticle, Article]:
    text = "\n".join(told.sentences)
    content = text.encode()
    digest = hashlib.sha256(content).hexdigest()
    blocks, start = [], 0
    for sentence in told.sentences:
        span = Span(start, min(start + len(sentence) + 1, len(text)))
        verdict, category = BlockVerdict.BODY, Category.TEXT
        blocks.append(Block(span, BlockKind.PARAGRAPH, verdict, category, "made-up", 1.0))
        start = span.stop
    raw = RawArticle(content, digest, told.name, None, MediaType.TEXT, text, "utf-8")
    identity = article_id(digest, digest)
    return raw, Article(identity, digest, text, digest, told.name, None, "made-up", tuple(blocks))


def timed(name: str, work: Callable[[], Result]) -> Result:
    wall, busy = time.perf_counter(), processor_s()
    result = work()
    wall, busy = time.perf_counter() - wall, processor_s() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    more = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(
        f"{name:24s} {wall:7.2f} s {busy:7.2f} s of the processor,"
        f" peak {peak} MB and {more} MB in each worker",
        flush=True,
    )
    return result


def processor_s() -> float:
    """Seconds of the processor, those of workers that have ended among them."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def right(found: tuple[Suggestion, ...], events: dict[str, tuple[int, int]]) -> float:
    """The share of passages whose first suggestion tells their own event."""
    best: dict[str, bool] = {}
    for each in found:
        told = events[each.a.id] == events[each.b.id]
        best.setdefault(each.a.id, told)
        best.setdefault(each.b.id, told)
    return sum(best.values()) / len(events)


def measure(folder: Path, stories: int) -> None:
    articles = 5 if stories == 1 else ARTICLES
    told = list(made_up.news(stories, articles, SENTENCES))
    later = told.pop(len(told) // 2)
    desk = opened(folder)
    if not desk.articles.list():
        stored(desk, told)
        return
    events: dict[str, tuple[int, int]] = {}
    for each in [*told, later]:
        _, made = article(each)
        for block, event in zip(made.blocks, each.events, strict=True):
            stop = block.span.stop - (made.text[block.span.stop - 1] == "\n")
            events[f"{made.id}:{block.span.start}-{stop}"] = each.story, event
    timed("import", lambda: __import__("reader.linking.scoring"))
    passages = timed("passages", desk.links.passages)
    found = timed("suggestions", desk.links.suggestions)
    shown = sum(each.band is not None for each in found)
    print(f"{len(passages)} passages, {len(found)} suggestions, {shown} shown")
    timed("stored", desk.links.store_suggestions)
    timed("asked again", desk.links.suggestions)
    stored(desk, [later])
    more = timed("one more article", desk.links.suggestions)
    print(f"first suggestions that are right: {right(more, events):.3f}")


if __name__ == "__main__":
    if len(sys.argv) > 2:  # called by itself
        measure(Path(sys.argv[1]), int(sys.argv[2]))
    else:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place) / "desk"
            init_desk(folder, title="Made up")
            command = [sys.executable, __file__, str(folder), *(sys.argv[1:] or ["295"])]
            for _ in range(2):  # the first makes the articles, the second measures
                subprocess.run(command, check=True)  # this file

"""A process that judges the articles of a desk anew, over and over: killed by the tests.

again.py loop FOLDER      every run gives all blocks of an article one rule of its own; says
                          so in a line before each article
again.py cut FOLDER       die in the middle of the transaction of one article
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

from reader.cleaning import pipeline
from reader.desk.desk import Desk
from reader.desk.opening import find_desk, open_desk
from reader.model.article import Article, Block, RawArticle
from reader.store.articles import rejudging
from reader.store.opening import open_store


def ruled(article: Article, rule: str) -> tuple[Block, ...]:
    """The blocks of an article, all by one rule."""
    return tuple(replace(block, rule=rule) for block in article.blocks)


def loop(desk: Desk) -> None:
    clean = pipeline.clean
    for number in count():

        def cleaned(raw: RawArticle, rule: str = f"run-{os.getpid()}-{number}") -> Article:
            print("judging", flush=True)
            article = clean(raw)
            return replace(article, blocks=ruled(article, rule))

        pipeline.clean = cleaned  # type: ignore[assignment]  # takes no evidence
        desk.articles.again()


def cut(folder: Path, articles: Sequence[Article]) -> None:
    store = open_store(folder / "annotations.db")

    def die(connection: Any) -> None:
        connection.execute("PRAGMA cache_size = 2")  # spill to the file before the commit
        for article in articles:
            batch = rejudging(article.id, ruled(article, "half"))
            for sql, params in batch[: len(batch) // 2]:
                connection.execute(sql, params)
        os.kill(os.getpid(), signal.SIGKILL)

    store.transact(die)


def main(mode: str, folder: Path) -> None:
    place = find_desk(str(folder), environ=os.environ, folder=folder)
    with open_desk(place, annotator="ada", environ=os.environ) as desk:
        articles = [desk.articles.get(each.id) for each in desk.articles.list()]
        print("ready", flush=True)
        if mode == "loop":
            loop(desk)
        cut(folder, articles)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))

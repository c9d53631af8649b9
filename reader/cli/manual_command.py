"""`reader manual`: the pages that are shipped with the program."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from importlib.resources import files
from typing import NamedTuple

import click

from reader.cli.printing import note, print_json, print_table, say
from reader.errors import NotFoundError

WIDEST = 88  # columns of a page: a line of text, and the tables of keys whole
_HEADING = re.compile(r"^#{1,6} (.+)$")


class Page(NamedTuple):
    """A page of the manual.

    Attributes:
        topic: what it is called by.
        title: its first line.
        text: Markdown.
    """

    topic: str
    title: str
    text: str

    def sections(self) -> Iterator[tuple[str, str]]:
        """Each heading with the lines below it, up to the next."""
        heading, lines, fenced = self.title, list[str](), False
        for line in self.text.splitlines():
            fenced ^= line.startswith("```")
            found = None if fenced else _HEADING.match(line)
            if found:
                yield heading, "\n".join(lines)
                heading, lines = found[1], []
            lines.append(line)
        yield heading, "\n".join(lines)


def pages() -> tuple[Page, ...]:
    """The manual, by topic."""
    folder = files("reader") / "manual"
    found = []
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        if file.name.endswith(".md"):
            text = file.read_text("utf-8")
            found.append(Page(file.name.removesuffix(".md"), text.partition("\n")[0][2:], text))
    return tuple(found)


@click.command()
@click.argument("topic", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def manual(topic: str | None, as_json: bool) -> None:
    """Read a page of the manual, or find a word in it.

    In a terminal a page opens in $PAGER; into a pipe or a file it is Markdown.

    Examples:
      reader manual
      reader manual marking
      reader manual undo
      reader manual keys > keys.md
    """
    every = pages()
    if topic is None:
        if as_json:
            print_json([{"topic": page.topic, "title": page.title} for page in every])
        else:
            rows = ((page.topic, page.title) for page in every)
            print_table(("topic", "about"), rows, empty="no pages")
        return
    for page in every:
        if page.topic == topic.casefold().removesuffix(".md"):
            if as_json:
                print_json({"topic": page.topic, "title": page.title, "text": page.text})
            else:
                _show(page.text)
            return
    _search(every, topic, as_json=as_json)


def _search(every: tuple[Page, ...], words: str, *, as_json: bool) -> None:
    """The sections that hold some words, those first whose heading does."""
    wanted = words.casefold()
    found = [
        (wanted not in heading.casefold(), page.topic, heading, text.casefold().count(wanted))
        for page in every
        for heading, text in page.sections()
        if wanted in text.casefold()
    ]
    if not found:
        raise NotFoundError(
            "no page of the manual is called that or holds it",
            where=words,
            remedy="`reader manual` lists the pages, `reader --help` the commands",
        )
    found.sort(key=lambda row: (row[0], -row[3]))
    if as_json:
        print_json([{"topic": row[1], "section": row[2], "times": row[3]} for row in found])
        return
    note(f"no page is called {words!r}; it stands in")
    print_table(("topic", "section", "#times"), (row[1:] for row in found), empty="nothing")


def _show(text: str) -> None:
    """Print a page: laid out and paged in a terminal, else as it is."""
    if not sys.stdout.isatty():
        say(text.rstrip("\n"), lines=True)
        return
    from rich.console import Console
    from rich.markdown import Markdown

    console = Console(width=min(WIDEST, shutil.get_terminal_size().columns))
    with console.capture() as laid_out:
        console.print(Markdown(text, hyperlinks=False))
    click.echo_via_pager(laid_out.get())


COMMANDS = (manual,)

"""The bare form: `reader [--desk PATH] [--as NAME] [--blind] [--no-mouse] [ARTICLE…|PATH…]`.

Read by hand with the standard library alone, since this is the way to the first frame.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.failing import USAGE, make_printable, status_of, working_folder
from reader.cli.names import COMMANDS
from reader.errors import NotFoundError
from reader.model.values import dataclass

if TYPE_CHECKING:
    from reader.desk.desk import Desk

SMALLEST = (20, 6)  # columns and rows in which a line of text and the status row still fit
OPTIONS = {"--desk": "desk", "--as": "annotator"}
FLAGS = {"--no-mouse": "no_mouse", "--blind": "blind"}
BLIND = "READER_BLIND"  # of the environment


@dataclass(frozen=True, slots=True)
class Bare:
    """What the bare form asks for: which desk, who, and which articles side by side."""

    desk: str | None = None
    annotator: str | None = None
    articles: tuple[str, ...] = ()
    no_mouse: bool = False
    blind: bool = False


def is_blind(environ: Mapping[str, str]) -> bool:
    """Whether the environment asks for blind work.

    >>> is_blind({"READER_BLIND": "1"}), is_blind({"READER_BLIND": "0"}), is_blind({})
    (True, False, False)
    """
    return environ.get(BLIND, "").strip().casefold() not in {"", "0", "no", "false"}


def read(arguments: Sequence[str]) -> Bare | None:
    """What the arguments ask for, or None when they are a command's, or wrong.

    >>> read(["--as", "ada", "1", "2"])
    Bare(desk=None, annotator='ada', articles=('1', '2'), no_mouse=False, blind=False)
    >>> read(["list"]), read(["--help"])
    (None, None)
    """
    found: dict[str, str] = {}
    rest = list(arguments)
    flags: dict[str, bool] = {}
    while rest and rest[0].startswith("--"):
        option, equals, value = rest[0].partition("=")
        if option == "--" and not equals:
            return Bare(found.get("desk"), found.get("annotator"), tuple(rest[1:]), **flags)
        if rest[0] in FLAGS:
            flags[FLAGS[rest[0]]] = True
            rest = rest[1:]
            continue
        if option not in OPTIONS or not (equals or len(rest) > 1):
            return None
        found[OPTIONS[option]] = value if equals else rest[1]
        rest = rest[1:] if equals else rest[2:]
    if rest and (rest[0] in COMMANDS or any(word.startswith("-") for word in rest)):
        return None
    return Bare(found.get("desk"), found.get("annotator"), tuple(rest), **flags)


def open_reader(asked: Bare) -> int:
    """Open the reader on those articles; the exit status."""
    make_printable()
    unfit = _unfit_terminal(asked)
    if unfit is not None:
        print(f"reader: {unfit}", file=sys.stderr)
        return USAGE
    return status_of(lambda: _run(asked))


def _unfit_terminal(asked: Bare) -> str | None:
    """Why no reader can be shown here, one line; None when one can."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        what = "it needs a terminal to read in"
    elif os.environ.get("TERM", "") == "dumb":
        what = "this terminal (TERM=dumb) cannot show it"
    else:
        from reader.tui.terminal_size import terminal_size

        columns, rows = terminal_size()
        if columns >= SMALLEST[0] and rows >= SMALLEST[1]:
            return None
        what = (
            f"this terminal is too small ({columns}x{rows}, at least {SMALLEST[0]}x{SMALLEST[1]})"
        )
    import difflib

    close = difflib.get_close_matches(asked.articles[0] if asked.articles else "", COMMANDS, 1)
    if close:
        return f"{what}; did you mean the command `reader {close[0]}`?"
    return f"{what}; `reader show ARTICLE`, `reader list` and `reader --help` do without"


def _run(asked: Bare) -> int:
    # Nothing that is loaded from here to the first picture becomes garbage: looking for it takes
    # a tenth of the start. The screen turns this on again.
    gc.disable()
    from reader.desk.opening import find_desk, handle_of, open_desk

    annotator = handle_of(asked.annotator, os.environ)
    place = find_desk(asked.desk, environ=os.environ, folder=working_folder())
    with open_desk(place, annotator=annotator, environ=os.environ) as desk:
        articles = [_wanted(desk, word) for word in asked.articles]
        from reader.tui.launch.starting import start

        blind = asked.blind or is_blind(os.environ)
        return start(desk, articles, no_mouse=asked.no_mouse, blind=blind)


def article_of(desk: Desk, word: str) -> str:
    """The id of the article that a person means: a file is read at once, else the desk's.

    Raises:
        NotFoundError, AmbiguousError: nothing on the desk fits, or several do.
        SourceError: the file cannot become an article.
    """
    path = Path(word)
    if not word.isdecimal() and path.is_file():
        return desk.articles.preview(path)
    try:
        return desk.articles.resolve(word)
    except NotFoundError as error:
        if path.suffix or os.sep in word:
            raise NotFoundError(
                "no such article, and no such file", where=word, remedy=error.remedy
            ) from error
        raise


def _wanted(desk: Desk, word: str) -> str:
    """The article of the bare form, where the word may be a command spelt wrong."""
    try:
        return article_of(desk, word)
    except NotFoundError as error:
        import difflib

        close = difflib.get_close_matches(word, COMMANDS, 1)
        if not close:
            raise
        remedy = f"did you mean the command `reader {close[0]}`?"
        raise NotFoundError(error.what, where=word, remedy=remedy) from error

"""What a person means by a word: one thing, or an error that says why it is not one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from reader.errors import AmbiguousError, NotFoundError
from reader.model.article import ArticleSummary

T = TypeVar("T")


def only(
    found: Sequence[T],
    word: str,
    *,
    nouns: tuple[str, str],
    none: str,
    several: str,
    line: Callable[[T], str],
) -> T:
    """The one thing that fits.

    Args:
        found: everything that fits, in the order it is listed in.
        word: what the person said.
        nouns: what is looked for, one and many (`story`, `stories`).
        none: what to do where nothing fits.
        several: what to do where several fit.
        line: what one of several is listed as.

    Raises:
        NotFoundError: nothing fits.
        AmbiguousError: several fit; each is listed.
    """
    one, many = nouns
    if not found:
        raise NotFoundError(f"no such {one}", where=word, remedy=none)
    if len(found) > 1:
        raise AmbiguousError(
            f"{len(found)} {many} fit",
            where=word,
            choices=tuple(line(each) for each in found),
            remedy=several,
        )
    return found[0]


def file_names(summary: ArticleSummary) -> set[str]:
    """Every way to name its file."""
    names = {summary.name, Path(summary.name).stem}
    if summary.path is not None:
        names |= {summary.path, Path(summary.path).name}
    return names


def known_by(summary: ArticleSummary) -> str:
    """What a person knows it by, in lower case."""
    return f"{summary.title} {summary.source or ''}".casefold()


def holds_words(known: str, words: Sequence[str]) -> bool:
    """Whether all the words stand in it; no words stand nowhere."""
    return bool(words) and all(word in known for word in words)

"""What a person means by a word: one thing, or an error that says why it is not one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from reader.errors import AmbiguousError, NotFoundError
from reader.model.article import ArticleSummary

T = TypeVar("T")

ID_PREFIX_LENGTH = 4  # shortest prefix of an id that is taken as one
SHORT_NUMBER = 2  # digits that can only be a number of the list
LISTED = 12  # of those that fit a word: a screenful, with what was said of them above
LONGEST_NUMBER = 9  # digits that are looked at as a number at all


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
        AmbiguousError: several fit; the first of them are listed.
    """
    one, many = nouns
    if not found:
        raise NotFoundError(f"no such {one}", where=word, remedy=none)
    if len(found) > 1:
        more = (f"… and {len(found) - LISTED} more",) if len(found) > LISTED else ()
        raise AmbiguousError(
            f"{len(found)} {many} fit",
            where=word,
            choices=(*(line(each) for each in found[:LISTED]), *more),
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


def is_number(word: str) -> bool:
    """Whether a word may be the number of an article.

    >>> is_number("12"), is_number("2@1"), is_number("1234567890")
    (True, False, False)
    """
    return word.isdecimal() and len(word) <= LONGEST_NUMBER


def fitting(word: str, every: Sequence[ArticleSummary]) -> Sequence[ArticleSummary]:
    """The articles that a person may mean by `word`: all that fit equally well, or none."""
    listed = tuple(each for each in every if not each.superseded)
    if is_number(word):
        for each in listed:
            if each.number == int(word):
                return [each]
    found = [each for each in every if word in {each.id, f"{each.number}@{each.version}"}]
    if not found and len(word) >= ID_PREFIX_LENGTH:
        found = [each for each in every if each.id.startswith(word.lower())]
    if not found:
        found = [each for each in listed if word in file_names(each)]
    if not found:
        older = {each.number for each in every if word in file_names(each)}
        found = [each for each in listed if each.number in older]
    # A short number means the list: 7 on a desk of six is nothing, whatever a title holds.
    if not found and not (word.isdecimal() and len(word) <= SHORT_NUMBER):
        wanted = word.casefold().split()
        found = [each for each in listed if holds_words(known_by(each), wanted)]
    return found


def meant(
    word: str,
    every: Sequence[ArticleSummary],
    none: str = "`reader list` shows what is on this desk",
) -> str:
    """The id of the one article that a person means by `word`.

    Raises:
        NotFoundError, AmbiguousError: nothing fits, or several.
    """
    return only(
        fitting(word, every),
        word,
        nouns=("article", "articles"),
        none=none,
        several="give its number or the start of its id",
        line=lambda each: f"{each.number}  {each.id[:13]}  {each.title}",
    ).id

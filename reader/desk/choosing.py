"""What a person means by a word: one thing, or an error that says why it is not one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from reader.errors import AmbiguousError, NotFoundError

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

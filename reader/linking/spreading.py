"""Work on many things that do not need each other: done in turn here, or wherever a caller likes.

Linking says what is to be done with which things; who owns processes may do it in several.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from dataclasses import dataclass
from typing import Protocol, TypeVar

Shared = TypeVar("Shared")
Item = TypeVar("Item")
Result = TypeVar("Result")


class Spread(Protocol):
    """How work is spread. Everything given and returned can be pickled."""

    def __call__(
        self, work: Callable[[Shared, Item], Result], shared: Shared, items: Iterable[Item]
    ) -> Generator[Result, None, None]:
        """The result for each item, in the order of the items.

        Args:
            work: a pure function that stands at the top of a module.
            shared: what it needs for every item, the same for all.
            items: taken one by one, a few at most before their turn.
        """
        ...


def in_turn(
    work: Callable[[Shared, Item], Result], shared: Shared, items: Iterable[Item]
) -> Generator[Result, None, None]:
    """One after the other, here."""
    for item in items:
        yield work(shared, item)


class StoppedError(Exception):
    """The work was stopped before there was anything to keep."""


@dataclass(frozen=True, slots=True)
class Heeding:
    """Work spread as by `spread`, until `stop` says so."""

    stop: Callable[[], bool]
    spread: Spread

    def check(self) -> None:
        """Go on, unless it is time to stop.

        Raises:
            StoppedError: it is.
        """
        if self.stop():
            raise StoppedError

    def __call__(
        self, work: Callable[[Shared, Item], Result], shared: Shared, items: Iterable[Item]
    ) -> Generator[Result, None, None]:
        """As `Spread` says.

        Raises:
            StoppedError: it is time to stop.
        """
        with closing(self.spread(work, shared, items)) as results:
            for each in results:
                yield each
                self.check()

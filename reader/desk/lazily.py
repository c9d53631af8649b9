"""What is made when it is first asked for, once, whichever thread asks.

Half of the time that a start takes goes into loading modules. A desk has some twenty groups of
verbs, and the first screen needs four of them; the others are loaded with their first use.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

_T = TypeVar("_T")

# One for all: what is made here is made of other such things, in no fixed order.
_making = threading.RLock()


class lazily(Generic[_T]):  # noqa: N801 - it reads as what it is, a decorator
    """A property whose value is made once and then stands in the object as a plain attribute.

    `functools.cached_property` would do, had it kept its lock: since Python 3.12 two threads that
    ask at the same moment get two values.
    """

    def __init__(self, make: Callable[[Any], _T]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...

    @overload
    def __get__(self, instance: object, owner: type) -> _T: ...

    def __get__(self, instance: object | None, owner: type) -> _T | Self:
        if instance is None:
            return self
        with _making:
            values = vars(instance)
            if self._name not in values:
                values[self._name] = self._make(instance)
            made: _T = values[self._name]
            return made

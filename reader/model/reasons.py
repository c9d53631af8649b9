"""Reasons as text: how they are stored, and how very many of them are held.

A large desk has six hundred thousand, and a person looks at a few: they are written where they are
found, stored as they are written, and read when somebody asks. The text is a JSON array of
`[kind, a, b, weight, span_a, span_b]`, a span `[start, stop]` or null.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from reader.model.link import Reason, ReasonKind
from reader.model.text import Span
from reader.model.values import replace

NO_SPAN = "null"  # a span that is not known
NONE = "[]"  # no reasons
# One encoder for all: `json.dumps` makes one for each call.
quoted = json.JSONEncoder(ensure_ascii=False).encode


def span_text(start: int, stop: int) -> str:
    """A span, as text."""
    return f"[{start}, {stop}]"


def line(kind: str, a: str, b: str, weight: float, span_a: str, span_b: str) -> str:
    """One reason as text: words `quoted`, spans as `span_text` writes them."""
    return f'["{kind}", {a}, {b}, {weight!r}, {span_a}, {span_b}]'


def joined(lines: Iterable[str]) -> str:
    """Several of them."""
    return f"[{', '.join(lines)}]"


def written(reasons: Sequence[Reason]) -> str:
    """Reasons as text."""
    if isinstance(reasons, Written):
        return reasons.text
    return joined(
        line(
            each.kind,
            quoted(each.a),
            quoted(each.b),
            each.weight,
            _at(each.span_a),
            _at(each.span_b),
        )
        for each in reasons
    )


def read(text: str) -> tuple[Reason, ...]:
    """The reasons of such a text."""
    return tuple(
        Reason(
            ReasonKind(kind),
            a,
            b,
            weight,
            None if span_a is None else Span(*span_a),
            None if span_b is None else Span(*span_b),
        )
        for kind, a, b, weight, span_a, span_b in json.loads(text)
    )


def turned(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    """The same with the two sides exchanged."""
    return tuple(replace(r, a=r.b, b=r.a, span_a=r.span_b, span_b=r.span_a) for r in reasons)


def _at(span: Span | None) -> str:
    return NO_SPAN if span is None else span_text(span.start, span.stop)


class Written(Sequence[Reason]):
    """Reasons that are read from their text when they are asked for.

    Args:
        text: as `written` writes it.
    """

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    @overload
    def __getitem__(self, index: int) -> Reason: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Reason, ...]: ...

    def __getitem__(self, index: int | slice) -> Reason | tuple[Reason, ...]:
        """One of them, or some."""
        return read(self.text)[index]

    def __iter__(self) -> Iterator[Reason]:
        """Each of them."""
        return iter(read(self.text))

    def __len__(self) -> int:
        """How many they are."""
        return len(json.loads(self.text))

    def __bool__(self) -> bool:
        """Whether there are any."""
        return self.text != NONE

    def __eq__(self, other: object) -> bool:
        """Whether the other says the same, be it a tuple of reasons."""
        if isinstance(other, Written):
            return self.text == other.text
        return tuple(self) == other if isinstance(other, tuple) else NotImplemented

    def __hash__(self) -> int:
        """As of the tuple that it equals."""
        return hash(tuple(self))

    def __repr__(self) -> str:
        """As its text."""
        return f"Written({self.text!r})"

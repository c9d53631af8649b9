"""Our `dataclass` makes classes that do what those of the library do."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from types import ModuleType
from typing import Any

import pytest

from reader.model import values
from reader.model.article import Block, BlockKind, BlockVerdict, Category
from reader.model.text import Span

# One text, read once with the library's decorator and once with ours.
TEXT = """
from __future__ import annotations
from typing import ClassVar

@dataclass(frozen=True, slots=True, order=True)
class Place:
    start: int
    name: str = "here"
    seen: list[int] = field(default_factory=list)
    aside: int = field(default=1, compare=False, repr=False)
    KINDS: ClassVar[int] = 3

    def __post_init__(self) -> None:
        if self.start < 0:
            raise ValueError(self.start)

    @property
    def next(self) -> int:
        return self.start + 1

@dataclass(frozen=True, slots=True)
class Far(Place):
    miles: int = 0

@dataclass(slots=True)
class Note:
    text: str
    lines: int = 1

@dataclass(slots=True, eq=False)
class Thing:
    name: str
"""


def said(module: Any) -> list[object]:
    """What comes of using the classes of `TEXT`, in texts and plain values."""
    known: dict[str, Any] = {"dataclass": module.dataclass, "field": module.field}
    known["__name__"] = "typing"  # where the library looks for `ClassVar`
    exec(TEXT, known)
    place, far, note, thing = (known[name] for name in ("Place", "Far", "Note", "Thing"))
    one, two = place(1), place(1, aside=5)
    found: list[object] = [repr(one), one == two, one == place(2)]
    found += [one < place(2), one >= place(0, "z"), min(place(3), one) is one]
    found += [one.seen is two.seen, one.next, place.KINDS, place.__match_args__]
    found += [repr(far(1, miles=4)), far(1) == one, one == far(1), far(1, miles=4).miles]
    changed = module.replace(two, start=7)
    found += [repr(changed), changed.aside, dataclasses.asdict(far(2, "there", [1], miles=3))]
    found += [[each.name for each in dataclasses.fields(far)], repr(dataclasses.replace(one))]
    for act in (
        lambda: place(-1),
        place,
        lambda: place(1, other=2),
        lambda: setattr(one, "start", 4),
        lambda: delattr(one, "start"),
        lambda: setattr(note("a"), "unknown", 4),
        lambda: hash(note("a")),
        lambda: one < 3,
    ):
        with pytest.raises((TypeError, ValueError, AttributeError)) as caught:
            act()
        found.append(caught.type)
    words = note("a")
    words.lines = 3
    found += [repr(words), words == note("a", 3), thing("a") == thing("a")]
    return [*found, len({thing("a"), thing("a")}), one.start]


def test_values_are_made_compared_and_shown_as_the_librarys() -> None:
    library: ModuleType = dataclasses
    assert said(values) == said(library)


def test_a_value_is_the_same_after_a_copy_and_after_a_way_through_a_pipe() -> None:
    span = Span(1, 2)
    block = Block(span, BlockKind.PARAGRAPH, BlockVerdict.BODY, Category.TEXT, "made", 1.0)
    for each in (copy.copy(block), copy.deepcopy(block), pickle.loads(pickle.dumps(block))):
        assert each == block
        assert hash(each) == hash(block)
    assert {span: 1}[Span(1, 2)] == 1

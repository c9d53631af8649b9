"""`dataclass`, `field` and `replace` as the standard library has them, at a twentieth of the price.

The library writes and compiles six methods of each class as its module is loaded, and imports
`inspect` to do so: 0.6 ms a class, which was half of what our own modules cost a start. Here the
methods are common to all classes, and a constructor is written when the first value is made (most
of the hundred classes that a start loads make none): 0.02 ms a class.

For a type checker these are the library's own, so that it checks the same. At run time only what
we use is here: classes with slots, and of `field` what `_Field` takes. `fields` and `asdict` of
the library know these classes too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn

__all__ = ["dataclass", "field", "replace"]

_NOTHING: Any = object()  # stands where a field has no default


class _Field:
    """What is said of one field.

    Attributes:
        default, default_factory: what it is, or what makes it, where nothing is given.
        compare, repr: whether it counts when values are compared, and is shown.
    """

    __slots__ = ("compare", "default", "default_factory", "repr")

    def __init__(
        self,
        *,
        default: Any = _NOTHING,
        default_factory: Any = _NOTHING,
        compare: bool = True,
        repr: bool = True,  # noqa: A002 - named as in the library
    ) -> None:
        self.default = default
        self.default_factory = default_factory
        self.compare = compare
        self.repr = repr


_Fields = Mapping[str, _Field]


class _LibraryFields:
    """`__dataclass_fields__`: what the library asks a class for, made when it does."""

    def __init__(self, fields: _Fields) -> None:
        self._fields = fields
        self._made: Mapping[str, Any] | None = None

    def __get__(self, instance: object, owner: type) -> Mapping[str, Any]:
        if self._made is None:
            import dataclasses  # noqa: PLC0415 - what this module is here to do without

            listed = [
                (name, Any, dataclasses.field(compare=each.compare, repr=each.repr))
                for name, each in self._fields.items()
            ]
            made: Any = dataclasses.make_dataclass(owner.__name__, listed)
            self._made = made.__dataclass_fields__
        return self._made


def _fields_of(cls: type) -> dict[str, _Field]:
    """The fields of a class as it was written: those of its bases, then its own."""
    found: dict[str, _Field] = {}
    for base in cls.__mro__[:0:-1]:
        found.update(vars(base).get("_fields_", {}))
    body = vars(cls)
    for name, kind in body.get("__annotations__", {}).items():
        if not kind.startswith("ClassVar"):  # a text, as all annotations are here
            said = body.get(name, _NOTHING)
            found[name] = said if isinstance(said, _Field) else _Field(default=said)
    return found


def _constructor(cls: type, fields: _Fields, *, frozen: bool) -> Callable[..., None]:
    """The constructor that one would write by hand; that of a frozen class passes its lock."""
    known: dict[str, Any] = {"NOTHING": _NOTHING}
    takes, does = ["self"], []
    for name, each in fields.items():
        value = name
        if each.default_factory is not _NOTHING:
            known[f"make_{name}"] = each.default_factory
            takes.append(f"{name}=NOTHING")
            value = f"make_{name}() if {name} is NOTHING else {name}"
        elif each.default is not _NOTHING:
            known[f"default_{name}"] = each.default
            takes.append(f"{name}=default_{name}")
        else:
            takes.append(name)
        known[f"set_{name}"] = getattr(cls, name).__set__
        does.append(f"set_{name}(self, {value})" if frozen else f"self.{name} = {value}")
    if hasattr(cls, "__post_init__"):
        does.append("self.__post_init__()")
    text = f"def __init__({', '.join(takes)}):\n " + "\n ".join(does or ["pass"])
    exec(text, known)  # noqa: S102 - made of the names of fields alone
    made: Callable[..., None] = known["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made


def _lock(self: object, name: str, *_: object) -> NoReturn:
    from dataclasses import FrozenInstanceError  # noqa: PLC0415 - loaded when somebody errs

    raise FrozenInstanceError(f"a {type(self).__name__} cannot be changed: its {name}")


def _methods(fields: _Fields, *, frozen: bool, eq: bool, order: bool) -> dict[str, Any]:
    """What the values of a class can do, all but being made."""
    shown = [name for name, each in fields.items() if each.repr]
    counted = [name for name, each in fields.items() if each.compare]
    key: Callable[[Any], Any] = (
        attrgetter(*counted)
        if len(counted) > 1
        else lambda value: tuple([getattr(value, name) for name in counted])
    )

    def __repr__(self: object) -> str:  # noqa: N807 - it is one
        said = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
        return f"{type(self).__qualname__}({said})"

    def __reduce__(self: object) -> tuple[type, tuple[object, ...]]:  # noqa: N807 - it is one
        return type(self), tuple([getattr(self, name) for name in fields])

    def __eq__(self: object, other: object) -> bool:  # noqa: N807 - it is one
        return key(self) == key(other) if type(other) is type(self) else NotImplemented

    def __lt__(self: object, other: object) -> bool:  # noqa: N807 - it is one
        return key(self) < key(other) if type(other) is type(self) else NotImplemented

    def __le__(self: object, other: object) -> bool:  # noqa: N807 - it is one
        return key(self) <= key(other) if type(other) is type(self) else NotImplemented

    def __hash__(self: object) -> int:  # noqa: N807 - it is one
        return hash(key(self))

    made: dict[str, Any] = {"__repr__": __repr__}
    if eq:
        made |= {"__eq__": __eq__, "__hash__": __hash__ if frozen else None}
    if order:
        made |= {"__lt__": __lt__, "__le__": __le__}  # turned round they are the other two
    if frozen:
        made |= {"__setattr__": _lock, "__delattr__": _lock, "__reduce__": __reduce__}
    return made


def _made(cls: type, *, frozen: bool, eq: bool, order: bool) -> Any:
    """The class anew: with slots, and with what its values can do."""
    fields = _fields_of(cls)
    own = {
        name: value
        for name, value in vars(cls).items()
        if name not in fields and name not in {"__dict__", "__weakref__"}
    }
    inherited = {name for base in cls.__mro__[1:] for name in vars(base).get("_fields_", ())}
    made: Any = type(cls)(
        cls.__name__,
        cls.__bases__,
        {
            **_methods(fields, frozen=frozen, eq=eq, order=order),
            **own,
            "__slots__": tuple(name for name in fields if name not in inherited),
            "__match_args__": tuple(fields),
            "__qualname__": cls.__qualname__,
            "__dataclass_fields__": _LibraryFields(fields),
            "_fields_": fields,
        },
    )

    def __init__(self: object, *values: object, **named: object) -> None:  # noqa: N807 - it is one
        made.__init__ = _constructor(made, fields, frozen=frozen)
        made.__init__(self, *values, **named)

    made.__init__ = __init__
    return made


def _dataclass(
    *, slots: bool, frozen: bool = False, eq: bool = True, order: bool = False
) -> Callable[[type], Any]:
    """What makes a class of the fields that are written in it."""
    assert slots, "for a class without slots take the library's"
    return lambda cls: _made(cls, frozen=frozen, eq=eq, order=order)


def _replace(value: Any, /, **changes: object) -> Any:
    """A value like another but for some fields."""
    kept = {name: getattr(value, name) for name in type(value).__match_args__}
    return type(value)(**(kept | changes))


if TYPE_CHECKING:
    from dataclasses import dataclass, field, replace
else:
    dataclass, field, replace = _dataclass, _Field, _replace

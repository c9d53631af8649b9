"""Which keys some bytes are, as far as that is sure without Textual."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

_SEQUENCES = {
    f"\x1b{lead}{end}".encode(): name
    for lead in "[O"
    for end, name in zip("ABCDHF", ("up", "down", "right", "left", "home", "end"), strict=True)
} | {b"\x1b[5~": "pageup", b"\x1b[6~": "pagedown"}
_BYTES = {0x09: "tab", 0x04: "ctrl+d", 0x15: "ctrl+u", 0x20: "space"}
_PRINTABLE = range(0x21, 0x7F)


class Typed(NamedTuple):
    """A key, and the bytes that it came as."""

    key: str
    data: bytes


def keys_of(data: bytes) -> Iterator[Typed]:
    r"""The keys that some bytes begin with, until the first that is not sure to be one.

    >>> [each.key for each in keys_of(b"j\x1b[B\x1b")]
    ['j', 'down']
    """
    at = 0
    while at < len(data):
        byte = data[at]
        name = _BYTES.get(byte) or (chr(byte) if byte in _PRINTABLE else None)
        taken = data[at : at + 1]
        if name is None:
            taken = next((each for each in _SEQUENCES if data.startswith(each, at)), b"")
            name = _SEQUENCES.get(taken)
        if name is None:
            return
        yield Typed(name, taken)
        at += len(taken)

"""Hues: what tags are told apart by, in every palette."""

from __future__ import annotations

from reader.model.annotation import TagKind

# Names that `Tag.colour` may hold, and where each lies on the colour circle (degrees, OKLCH).
HUES: dict[str, float] = {
    "amber": 85,
    "blue": 255,
    "green": 150,
    "violet": 305,
    "teal": 195,
    "rose": 5,
    "orange": 50,
    "lime": 120,
}
HUE_NAMES = tuple(HUES)
_ROOT_HUES = {"claim": 0, "person": 1, "place": 2, "organisation": 3, "other": 4, "entity": 4}


def hue_of(kind: TagKind, name: str, colour: str | None = None, order: int = 0) -> int:
    """The hue of a tag: the one it names, that of its kind, or one by order.

    Args:
        kind: claim, entity or user.
        name: of the tag.
        colour: the palette's name for it, or None.
        order: its place among the tags of the codebook.
    """
    if colour in HUES:
        return HUE_NAMES.index(colour)
    if kind is not TagKind.USER and name in _ROOT_HUES:
        return _ROOT_HUES[name]
    return order % len(HUES)

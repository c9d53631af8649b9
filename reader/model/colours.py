"""The colours that a tag or an annotator may be given, by the names that the palette has."""

from __future__ import annotations

COLOURS = ("amber", "blue", "green", "violet", "teal", "rose", "orange", "lime")

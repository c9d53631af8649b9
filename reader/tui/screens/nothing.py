"""What a list says that has nothing to show: what is empty, why, and what changes it.

Every screen says it in one shape, so that it is read once and known everywhere.
"""

from __future__ import annotations

from textual.content import Content

from reader.tui.widgets.cells import wrapped
from reader.tui.widgets.listing import Entry

Way = tuple[str, str]  # a key or a command, and what it does about it


def nothing(what: str, *ways: Way, why: str = "") -> Entry:
    """Lines to be read, not picked.

    Args:
        what: is empty, in a few words.
        ways: out of it; those without a key are left out.
        why: it is empty, or what comes here.
    """

    def draw(width: int, _at: int | None) -> list[Content]:
        lines = wrapped(Content(what), width)
        if why:
            lines += wrapped(Content.styled(why, ".quiet"), width)
        for key, does in ways:
            if key:
                lines += wrapped(_way(key, does), width)
        return lines

    return Entry(draw, pickable=False, height=None)


def in_a_row(what: str, *ways: Way) -> Content:
    """The same in one row, where there is no list."""
    parts = [part for key, does in ways if key for part in (Content("   "), _way(key, does))]
    return Content("").join((Content(what), *parts))


def _way(key: str, does: str) -> Content:
    return Content.assemble((key, ".key"), " ", (does, ".quiet"))

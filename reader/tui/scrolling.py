"""Which rows of a page are on the screen."""

from __future__ import annotations

from reader.tui.page import Page

KEPT_ROWS = 2  # rows that stay in sight above and below the cursor


def followed(page: Page, top: int, height: int, turned: int = 0) -> int:
    """The row at the top of a pane, so that the cursor is in sight.

    Args:
        page: of the pane.
        top: the row that was there.
        height: rows of the pane.
        turned: rows that the page shall scroll along with the cursor.
    """
    layout = page.scene.layout
    row = layout.row_of(page.reading.cursor)
    top += turned
    kept = min(KEPT_ROWS, max(0, (height - 1) // 2))
    top = min(max(top, row - height + 1 + kept), row - kept)
    return max(0, min(top, max(0, layout.height - height)))


def percent(page: Page, top: int, height: int) -> int:
    """How far the last row on the screen is down the page."""
    return min(100, (top + height) * 100 // page.height) if page.height else 100

"""Makes the picture in the README from the real app, on the made-up desk.

python -m tests.snapshot.readme_picture      writes .github/reader.svg; look at it
"""

from __future__ import annotations

import asyncio
import os
import tempfile
from pathlib import Path

import pytest

from reader.tui.app import ReaderApp
from tests.snapshot.stopped_clock import on_a_still_day
from tests.tui.made_up import made, opened, span_of

PICTURE = Path(__file__).resolve().parents[2] / ".github" / "reader.svg"
SIZE = (124, 32)  # columns and rows: what fits beside a README's text
MARKS = (
    ("courier.txt", "nine people are missing after the flood", "claim"),
    ("herald.txt", "Twelve people are missing", "claim"),
    ("herald.txt", "Piet Ranke", "entity/person"),
    ("herald.txt", "forty soldiers and two helicopters", "to-check"),
    ("courier.txt", "Two helicopters and forty soldiers", "to-check"),
    ("courier.txt", "Ilse Brandt", "entity/person"),
)


async def picture(folder: Path) -> str:
    """The SVG of the reader at work."""
    with opened(made(folder / "oldbridge"), "ada", "readme") as desk:
        for name, words, tag in MARKS:
            article = desk.articles.resolve(name)
            desk.marks.annotate(article, [span_of(desk, article, words)], [tag])
        app = ReaderApp(desk, theme="reader-dark")
        async with app.run_test(size=SIZE) as pilot:
            while app.reading is None or not app.reading.compared:
                await pilot.pause(0.02)
            pane = app.reading.place.pane
            assert pane is not None
            herald = desk.articles.resolve("herald.txt")
            pane.jump_to(span_of(desk, herald, "Twelve").start, flash=False)
            await pilot.pause(0.3)
            svg = app.export_screenshot(title="reader")
        app.watcher.stop()
    return svg


def main() -> None:
    """Write the picture."""
    os.environ.pop("NO_COLOR", None)
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", folder)
        on_a_still_day(patch)
        PICTURE.write_text(asyncio.run(picture(Path(folder))), "utf-8")
    print(PICTURE)


if __name__ == "__main__":
    main()

"""The plain half starts without Textual, Rich, or anything else that is slow to import."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = """
import sys
from reader.model.article import Article, Block, BlockKind, BlockVerdict, Category
from reader.model.text import Span
from reader.tui.few_colours import ShapePalette
from reader.tui.keyboard import Keyboard
from reader.tui.page import Page
from reader.tui.palette import ThemePalette
text = "The ferry sank — nobody was hurt. " * 20
block = Block(Span(0, len(text)), BlockKind.PARAGRAPH, BlockVerdict.BODY, Category.TEXT, "m", 1.0)
page = Page(Article("a", "", text, "", "a", None, "m", (block,)))
palette = ThemePalette((20, 20, 20), (220, 220, 220), (200, 150, 20))
stroke = Keyboard().feed("w", ())
page.run("move.word", stroke.times)
for row in range(page.height):
    for _, look in page.row_runs(row):
        palette.paint(look), ShapePalette().paint(look)
loaded = {name.partition(".")[0] for name in sys.modules}
print(sorted(loaded & {"textual", "rich", "wcwidth", "sqlite3", "click", "numpy", "asyncio"}))
"""


def test_a_page_is_painted_and_moved_in_with_the_standard_library_alone() -> None:
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stdout.strip()) == (0, "[]"), run.stderr

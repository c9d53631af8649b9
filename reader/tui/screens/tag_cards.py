"""Cards of the tags screen: which colour, and into which tag."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from reader.model.annotation import TagSet
from reader.tui.hues import HUE_NAMES
from reader.tui.screens.chooser import Chooser
from reader.tui.screens.picker import TagPicker
from reader.tui.screens.tag_lines import swatch
from reader.tui.widgets.cells import fitted, one_line
from reader.tui.widgets.inking import Inks

_NAME_CELLS = 10


class ColourChooser(Chooser):
    """The hues of the palette as marks have them; contrast is the palette's business.

    Args:
        title: what is asked.
        chosen: the name of the hue that holds now; empty for one by order.
        names: of the hues.
    """

    def __init__(self, title: str, chosen: str, names: Sequence[str]) -> None:
        super().__init__(
            title,
            [("", "by order", "as its place in the codebook says"), *((x, x, "") for x in names)],
            chosen,
        )

    def _row(
        self, words: str, said: str, chosen: bool, width: int, _at: int | None
    ) -> list[Content]:
        """A hue in its own colours."""
        ticked = ("✓ " if chosen else "  ", ".good")
        line = Content.assemble(ticked, fitted(words, _NAME_CELLS), "  ")
        if words in HUE_NAMES:
            line += swatch(HUE_NAMES.index(words), Inks(self.app))
        return [fitted(line + Content.styled(said, ".quiet"), width)]


class MergePicker(TagPicker):
    """The tag that takes the place of another.

    Args:
        path: of the one that goes.
        tags: those that can take its place.
    """

    def __init__(self, path: str, tags: TagSet) -> None:
        super().__init__(tags)
        self._path = path

    def footer(self) -> tuple[tuple[str, str], ...]:
        """No tag was used lately in the place of another."""
        return tuple(pair for pair in self.KEYS if pair[1] != "recent")

    def on_mount(self) -> None:
        """Say what goes."""
        self.query_one("#card").border_title = one_line(f"Merge {self._path} into")

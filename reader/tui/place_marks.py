"""Places that carry a letter: where they are, and where they are once the text has changed."""

from __future__ import annotations

from collections.abc import Mapping
from string import ascii_lowercase

from reader.model.values import dataclass

LETTERS = ascii_lowercase
KEPT_WORDS = 48  # code points from the place on, to know it again by


@dataclass(frozen=True, slots=True)
class PlaceMark:
    """A place that somebody wants to come back to.

    Attributes:
        article: its id.
        offset: of the cursor, in code points of the text.
        row: of the cursor on the screen, from the top of the pane.
        words: what the text says from there on.
    """

    article: str
    offset: int
    row: int = 0
    words: str = ""


def offset_in(mark: PlaceMark, text: str) -> int:
    """Where the place is in a text: at its words, the nearest ones to where it was.

    >>> offset_in(PlaceMark("a", 4, 0, "sank"), "The ferry sank.")
    10
    """
    if text.startswith(mark.words, mark.offset) or not mark.words:
        return max(0, min(mark.offset, len(text) - 1))
    before = text.rfind(mark.words, 0, mark.offset + len(mark.words))
    behind = text.find(mark.words, mark.offset)
    found = [offset for offset in (before, behind) if offset >= 0]
    nearest = min(found, key=lambda offset: abs(offset - mark.offset), default=mark.offset)
    return max(0, min(nearest, len(text) - 1))


def read(value: object) -> dict[str, PlaceMark]:
    """The places by letter, whatever somebody may have written into the file."""
    found: dict[str, PlaceMark] = {}
    for letter, place in value.items() if isinstance(value, Mapping) else ():
        match place:
            case {"article": str(article), "offset": int(offset), "row": int(row), "words": words}:
                fits = isinstance(words, str) and offset >= 0 and row >= 0
                if fits and len(letter) == 1 and letter in LETTERS:
                    found[letter] = PlaceMark(article, offset, row, words[:KEPT_WORDS])
            case _:
                pass
    return found

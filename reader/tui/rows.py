"""The rows of a screen that are no text of an article, as runs: what stands in them, and where.

Widgets turn these runs into what Textual draws, the launcher into what a terminal reads; so both
draw the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from reader.model.visible import visible
from reader.tui.clusters import cells_in
from reader.tui.footers import FOOTERS
from reader.tui.keymap import KeyMap
from reader.tui.keys import Context
from reader.tui.looks import Ink, Look, Run

QUIET = Look(Ink.NOTICE)
PLAIN = Look()
LOUD = Look(Ink.TITLE)
ACCENT = Look(Ink.LINK)
LINE = Look(Ink.BAR)

Ends = tuple[Sequence[Run], Sequence[Run]]  # what stands at the left and at the right of a row

_LEAST_LEFT = 12  # cells that the left keeps; with less, the right gives way
_FIRST_CIRCLED = 0x2460  # ①
_MOST_CIRCLED = 20
_TITLE_CELLS = 24  # that the header's title keeps before facts are left out
_WIDE = 100  # columns from which it is told what the others read
_CARD = (
    (("move.down", "move.up", "pane.next"), "move through a report, and to the next one"),
    (("mark.claim", "mark.entity"), "mark this sentence as a claim, the name as an entity"),
    (("link.follow", "link.back", "link.make"), "to what another report says, back; link two"),
    (("help", "close"), "all keys, and out; what you mark is saved at once"),
)
_CARD_TITLE = "try this"


def cells_of(runs: Sequence[Run]) -> int:
    """How many cells some runs take."""
    return sum(cells_in(text) for text, _ in runs)


def shortened(runs: Sequence[Run], room: int) -> list[Run]:
    """The runs, cut with an ellipsis where they would take more cells than there are."""
    if cells_of(runs) <= room:
        return list(runs)
    kept: list[Run] = []
    left = max(0, room - 1)
    for text, look in runs:
        cells = cells_in(text)
        if cells > left:
            while text and cells_in(text) > left:
                text = text[:-1]  # noqa: PLW2901 - cut cell by cell, at most a row of them
            return [*kept, (text, look), ("…"[:room], look)]
        kept.append((text, look))
        left -= cells
    return kept


def row(ends: Ends, width: int) -> list[Run]:
    """A whole row: the left part cut short where the right one needs the room."""
    left, right = ends
    room = width - cells_of(right)
    if room < min(width, _LEAST_LEFT):  # the right part gives way when there is no room for both
        right, room = (), width
    runs = shortened(left, room)
    return [*runs, (" " * (room - cells_of(runs)), PLAIN), *right]


def numbered(number: int) -> str:
    """A number in a circle, or in brackets where there is no such character.

    >>> numbered(1), numbered(21)
    ('①', '(21)')
    """
    return chr(_FIRST_CIRCLED + number - 1) if number <= _MOST_CIRCLED else f"({number})"


def rule(width: int, *, heavy: bool = False) -> Ends:
    """A line across; heavy over the pane that keys go to."""
    return [("━" * width, ACCENT) if heavy else ("─" * width, LINE)], ()


def header(
    title: str, facts: Sequence[str], loud: Sequence[str], here: Sequence[Sequence[Run]], width: int
) -> Ends:
    """The first row: the title at the left, as many facts as there is room for at the right.

    Args:
        title: of the story or desk.
        facts: the most needed first.
        loud: those of them that must be seen.
        here: who else is here, at length and shorter.
        width: of the row, in cells.
    """
    left: list[Run] = [(" reader", ACCENT), ("  ", PLAIN), (title, LOUD)]
    room = width - 10 - min(len(title), _TITLE_CELLS)
    told: list[Sequence[Run]] = [((fact, ACCENT),) for fact in loud]
    told += filter(None, [here[0 if width >= _WIDE else 1]])
    told += [((fact, QUIET),) for fact in facts]
    right: list[Run] = []
    used = 1
    for fact in told:
        cells = cells_of(fact) + 3
        if used + cells > room:
            break
        if right:
            right.append((" · ", QUIET))
        right += fact
        used += cells
    return shortened(left, width - used - 1), [*right, (" ", PLAIN)]


def header_words(
    title: str, facts: Sequence[str], loud: Sequence[str]
) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The words of a header, nothing in them that a terminal would obey."""
    return visible(title), tuple(map(visible, facts)), tuple(map(visible, loud))


def pane_title(
    facts: tuple[int, str, str, str], width: int, *, active: bool, margin: int = 0
) -> Ends:
    """The row over an article.

    Args:
        facts: its number, its source where it is known, its title, and what stands at the right.
        width: of the row, in cells.
        active: whether keys go to this pane.
        margin: free cells before its text, so that it stands over that.
    """
    number, source, title, right = facts
    ink = LOUD if active else Look(Ink.ASIDE)
    left: list[Run] = [(" " * margin, PLAIN)] if margin else []
    left += [(f" {numbered(number)} ", ACCENT if active else Look(Ink.LINK_FAINT))]
    if source:
        left += [(source, ink), (" · " if title else "", QUIET)]
    left.append((title, PLAIN if active and source else ink))
    return shortened(left, width - cells_in(right) - 3), [(f" {right} ", QUIET)]


def shown_title(number: int, source: str, title: str, right: str) -> tuple[int, str, str, str]:
    """The facts of a title, nothing in them that a terminal would obey."""
    return number, visible(source), visible(title), right


def footer_entries(keymap: KeyMap, context: Context, width: int) -> list[tuple[str, str, str]]:
    """Keys, word and command of what there is room for; help always has room."""
    entries = []
    for word, names in FOOTERS.get(context, ()):
        keys = "/".join(shown for name in names if (shown := keymap.shown(name)))
        if keys:
            entries.append((keys, word, names[0]))
    while len(entries) > 1 and sum(len(k) + len(w) + 3 for k, w, _ in entries) > width - 4:
        entries.pop(-2 if entries[-1][2] == "help" else -1)
    return entries


def footer(keymap: KeyMap, context: Context, width: int) -> Ends:
    """The last row: the keys, and at the right the one that finds all others."""
    left: list[Run] = [(" ", PLAIN)]
    for keys, word, _ in footer_entries(keymap, context, width):
        left += [(keys, ACCENT), (f" {word}  ", QUIET)]
    return left, [(keymap.shown("palette"), ACCENT), (" ", PLAIN)]


def try_card(keymap: KeyMap) -> list[list[Run]]:
    """What somebody sees who has never been here: four things to try, in a box."""
    shown = [(" ".join(keymap.shown(name) for name in names), does) for names, does in _CARD]
    keys_cells = max(cells_in(keys) for keys, _ in shown) + 3
    inside = keys_cells + max(cells_in(does) for _, does in shown) + 4
    frame = Look(Ink.FRAME)
    title = f" {_CARD_TITLE} "
    lines = [[(f"╭─{title}{'─' * (inside - 1 - len(title))}╮", frame)]]
    for keys, does in shown:
        gap = " " * (keys_cells - cells_in(keys))
        rest = " " * (inside - 2 - keys_cells - cells_in(does))
        runs = [("│", frame), ("  ", PLAIN), (keys + gap, ACCENT), (does + rest, PLAIN)]
        lines.append([*runs, ("│", frame)])
    return [*lines, [(f"╰{'─' * inside}╯", frame)]]

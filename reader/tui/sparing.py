"""Only cells that changed are written to the terminal.

Textual writes a row from its left edge as soon as anything in it changed, and each colour anew
for each stretch of it. What is kept here is what stands on the terminal by now, cell by cell: of
every picture only the difference is written, and a text that moved up or down is moved by the
terminal itself, within the rows of the pane.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from rich.color import ColorSystem
from rich.console import Console
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.app import App
from textual.driver import Driver
from textual.screen import Screen
from textual.strip import Strip

from reader.tui.cell_rows import Row, blank, cells_of, differences, scrolled

_RESET = "\x1b[0m"
_MOST_LOOKS = 4000  # some hundred for each theme


class _Ink:
    """Looks by number, and what changes one into another."""

    def __init__(self) -> None:
        self._numbers: dict[Style | None, int] = {}
        self._known: dict[tuple[str, str, str, str], int] = {}
        self._parts: list[tuple[str, str, str, str]] = []
        self._changes: dict[tuple[int, int], str] = {}
        self.number(None, ColorSystem.TRUECOLOR)  # 0: a terminal after a reset

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._parts)

    def number(self, style: Style | None, colours: ColorSystem) -> int:
        """The number of a style."""
        found = self._numbers.get(style)
        if found is None:
            parts = _parts(style or Style.null(), colours)
            found = self._known.setdefault(parts, len(self._known))
            if found == len(self._parts):
                self._parts.append(parts)
            self._numbers[style] = found
        return found

    def change(self, before: int, after: int) -> str:
        """What is written between cells of two looks."""
        found = self._changes.get((before, after))
        if found is None:
            old, new = self._parts[before], self._parts[after]
            found = self._changes[before, after] = _change(old, new)
        return found


def _parts(style: Style, colours: ColorSystem) -> tuple[str, str, str, str]:
    """Attributes, both colours, and link of a style, as they are written."""
    fore, back = (
        ";".join(colour.downgrade(colours).get_ansi_codes(foreground=first)) if colour else ""
        for first, colour in ((True, style.color), (False, style.bgcolor))
    )
    whole = Strip.render_ansi(style, colours).split(";")
    colour_codes = sum(len(each.split(";")) for each in (fore, back) if each)
    attributes = ";".join(whole[: len(whole) - colour_codes])
    link = f"\x1b]8;id={style.link_id};{style.link}\x1b\\" if style.link else ""
    return attributes, fore, back, link


def _change(old: tuple[str, str, str, str], new: tuple[str, str, str, str]) -> str:
    """What makes a terminal of one look draw in another."""
    link = "" if old[3] == new[3] else new[3] or "\x1b]8;;\x1b\\"
    if old[:3] == new[:3]:
        return link
    whole = ";".join(filter(None, new[:3]))
    if not whole:
        return f"{_RESET}{link}"
    if old[0] != new[0] or (old[1] and not new[1]) or (old[2] and not new[2]):
        begun = "0;" if any(old[:3]) else ""
        return f"\x1b[{begun}{whole}m{link}"
    codes = [code for was, code in zip(old[1:3], new[1:3], strict=True) if was != code]
    return f"\x1b[{';'.join(codes)}m{link}"


class Standing:
    """What stands on the terminal."""

    def __init__(self) -> None:
        self._rows: list[Row] = []
        self._width = 0
        self._ink = _Ink()

    def forget(self) -> None:
        """Somebody else wrote on the terminal: nobody knows what stands there."""
        self._rows = []

    def sparing(self, picture: object, size: tuple[int, int]) -> Any:
        """A picture of Textual's, as it is written from now on.

        Args:
            picture: what it would write.
            size: columns and rows of the terminal.
        """
        if isinstance(picture, LayoutUpdate | ChopsUpdate):
            return Sparing(picture, self, size)
        if picture is not None:
            self.forget()
        return picture

    def written(self, update: CompositorUpdate, console: Console, size: tuple[int, int]) -> str:
        """What brings a picture to the terminal.

        Args:
            update: the picture, or a part of it.
            console: whose colours count.
            size: columns and rows of the terminal.
        """
        if self._ink.count > _MOST_LOOKS:
            self._ink = _Ink()
            self.forget()
        if (self._width, len(self._rows)) != size:
            self._width = size[0]
            self._rows = [blank(size[0]) for _ in range(size[1])]
        colours = console._color_system or ColorSystem.TRUECOLOR  # noqa: SLF001 - as Textual's strips do
        made: dict[int, Row] = {}
        stretches: list[tuple[int, int, int]] = []
        for y, x, strip in _strips(update):
            stop = x + strip.cell_length
            piece = self._piece(strip, colours)
            if len(piece.drawn) != stop - x or stop > self._width or y >= len(self._rows):
                self.forget()  # Rich counts it otherwise than we, say: as Textual writes it
                return update.render_segments(console)
            row = made.get(y)
            if row is None:
                old = self._rows[y]
                row = made[y] = Row(old.drawn.copy(), old.looks.copy(), old.whole)
            row.drawn[x:stop], row.looks[x:stop] = piece.drawn, piece.looks
            if piece.whole != row.whole and (piece.whole or stop - x == self._width):
                made[y] = row._replace(whole=piece.whole)
            stretches.append((y, x, stop))
        return "".join(self._bring(made, stretches))

    def _piece(self, strip: Strip, colours: ColorSystem) -> Row:
        """The cells of a strip."""
        drawn: list[str] = []
        looks: list[int] = []
        whole = False
        for text, style, _ in strip:
            cells, doubtful = cells_of(text)
            whole = whole or doubtful
            drawn.extend(cells)
            looks.extend([self._ink.number(style, colours)] * len(cells))
        return Row(drawn, looks, whole)

    def _bring(self, made: dict[int, Row], stretches: list[tuple[int, int, int]]) -> Iterator[str]:
        """What turns the rows that stand there into others."""
        covered: dict[int, int] = {}
        for y, start, stop in stretches:
            covered[y] = covered.get(y, 0) + stop - start
        moved = scrolled(self._rows, {y: made[y] for y in made if covered[y] >= self._width})
        if moved is not None:
            yield self._scroll(*moved)
        look = 0
        for y, start, stop in stretches:
            row = made[y]
            for first, last in differences(self._rows[y], row, start, stop):
                yield f"\x1b[{y + 1};{first + 1}H"
                edges = [
                    first,
                    *(x for x in range(first + 1, last) if row.looks[x] != row.looks[x - 1]),
                    last,
                ]
                for left, right in pairwise(edges):
                    yield self._ink.change(look, row.looks[left])
                    look = row.looks[left]
                    yield "".join(row.drawn[left:right])
        yield self._ink.change(look, 0)
        for y, row in made.items():
            self._rows[y] = row

    def _scroll(self, first: int, last: int, far: int) -> str:
        """Let the terminal move rows up, or down where `far` is below zero."""
        rows = self._rows[first : last + 1]
        new = [blank(self._width) for _ in range(abs(far))]
        self._rows[first : last + 1] = [*rows[far:], *new] if far > 0 else [*new, *rows[:far]]
        act = f"{far}M" if far > 0 else f"{-far}L"
        return f"\x1b[{first + 1};{last + 1}r\x1b[{first + 1};1H\x1b[{act}\x1b[r"


def _strips(update: CompositorUpdate) -> Iterator[tuple[int, int, Strip]]:
    """The parts of a picture: row, column, and what stands there."""
    if isinstance(update, LayoutUpdate):
        for y, line in enumerate(update.strips, update.region.y):
            yield from _side_by_side(y, update.region.x, line)
    elif isinstance(update, ChopsUpdate):
        for y, start, stop in update.spans:
            for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
                # What is not in sight has no strip.
                if strip is None or x >= stop or end <= start:
                    continue
                left, right = max(x, start), min(end, stop)
                part = strip if (left, right) == (x, end) else strip.crop(left - x, right - x)
                yield y, left, part


def _side_by_side(y: int, x: int, line: Iterable[Strip]) -> Iterator[tuple[int, int, Strip]]:
    for strip in line:
        yield y, x, strip
        x += strip.cell_length


class Sparing(CompositorUpdate):
    """A picture of which only what is new is written.

    Args:
        update: Textual's.
        standing: what stands there by now.
        size: columns and rows of the terminal.
    """

    def __init__(self, update: CompositorUpdate, standing: Standing, size: tuple[int, int]) -> None:
        self._update = update
        self._standing = standing
        self._size = size

    def render_segments(self, console: Console) -> str:
        """What is written."""
        return self._standing.written(self._update, console, self._size)


class SparingApp(App[None], inherit_bindings=False):
    """An app that writes only what is new of each picture."""

    def __init__(self, *, driver_class: type[Driver] | None, ansi_color: bool | None) -> None:
        super().__init__(driver_class=driver_class, ansi_color=ansi_color)
        self._standing = Standing()

    def on_mount(self) -> None:
        """Be told when somebody comes back to it."""
        self.app_resume_signal.subscribe(self, lambda _app: self._standing.forget())

    def on_resize(self) -> None:
        """The terminal has moved what stood on it."""
        self._standing.forget()

    def paint_all(self) -> None:
        """Paint the whole screen, whatever stood there."""
        self._standing.forget()
        self.screen.refresh()

    def _display(self, screen: Screen[object], renderable: object) -> None:
        """Write what is new of a picture; Textual's own method, which every picture comes by."""
        super()._display(screen, self._standing.sparing(renderable, self.size))

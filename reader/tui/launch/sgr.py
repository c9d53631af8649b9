"""Runs as a terminal reads them, in the very colours that Rich would choose."""

from __future__ import annotations

import colorsys
from collections.abc import Iterable, Sequence

from reader.tui.colouring import Colouring, System
from reader.tui.contrast import Rgb
from reader.tui.looks import Look, Run
from reader.tui.steady import steady

# Rich's rules (`Color.downgrade`): below this saturation a colour is one of 26 greys, and a
# channel is one of six steps, the first of which are 95 and then 40 apart.
_GREY = 0.15
_GREYS = 25
_FIRST_STEP, _STEP = 95, 40
_ENDS = {"1": "22", "2": "22", "3": "23", "4": "24", "7": "27"}  # attributes, and what ends them
_BRIGHT = 8  # the number of the first of the brighter sixteen


class Sgr:
    """The sequences of one terminal; each look is worked out once.

    Args:
        colouring: how looks become colours there.
    """

    def __init__(self, colouring: Colouring) -> None:
        self._colouring = colouring
        self._codes: dict[Look, tuple[str, str, str]] = {}

    def picture(self, rows: Iterable[tuple[int, Sequence[Run]]]) -> str:
        """Some rows of the screen, each with its number from 1."""
        parts: list[str] = []
        before = ("", "", "")
        for number, runs in rows:
            parts.append(f"\x1b[{number};1H")
            for text, look in runs:
                if not text:
                    continue
                codes = self._codes.get(look) or self._coded(look)
                if codes != before:
                    parts.append(_change(before, codes))
                    before = codes
                parts.append(text)
        return f"\x1b[0m{steady(''.join(parts))}\x1b[0m"

    def _coded(self, look: Look) -> tuple[str, str, str]:
        """The attributes, the ink and the paper of a look."""
        paint = self._colouring.palette.paint(look)
        attributes = (
            ("1", paint.bold),
            ("2", paint.dim),
            ("3", paint.italic),
            ("4", paint.underline),
            ("7", paint.reverse),
        )
        said = ";".join(code for code, on in attributes if on)
        codes = said, self._colour(paint.fg, paper=False), self._colour(paint.bg, paper=True)
        self._codes[look] = codes
        return codes

    def _colour(self, colour: Rgb | int | None, *, paper: bool) -> str:
        colour = self._colouring.colour(colour, paper=paper)
        lead = "48" if paper else "38"
        if colour is None:
            return "49" if paper else "39"
        if isinstance(colour, int):
            first = 40 if paper else 30
            return str(first + colour if colour < _BRIGHT else first + 60 + colour - _BRIGHT)
        if self._colouring.system is System.TRUECOLOR:
            return f"{lead};2;{colour[0]};{colour[1]};{colour[2]}"
        return f"{lead};5;{eight_bit(colour)}"


def _change(before: tuple[str, str, str], after: tuple[str, str, str]) -> str:
    """From one way of writing to another: only what is different."""
    old, new = before[0].split(";"), after[0].split(";")
    ended = [_ENDS[code] for code in old if code and code not in new]
    kept = [] if "22" in ended else old  # which ends the bold and the faint alike
    begun = [code for code in new if code and code not in kept]
    colours = [new for old, new in zip(before[1:], after[1:], strict=True) if old != new]
    return f"\x1b[{';'.join([*dict.fromkeys(ended), *begun, *colours])}m"


def eight_bit(colour: Rgb) -> int:
    """The nearest of 256 colours, as Rich reckons.

    >>> eight_bit((255, 0, 0)), eight_bit((18, 18, 18))
    (196, 233)
    """
    _, light, saturation = colorsys.rgb_to_hls(*(channel / 255 for channel in colour))
    if saturation < _GREY:
        grey = round(light * _GREYS)
        return {0: 16, _GREYS: 231}.get(grey, 231 + grey)
    red, green, blue = (
        round(each / _FIRST_STEP if each < _FIRST_STEP else 1 + (each - _FIRST_STEP) / _STEP)
        for each in colour
    )
    return 16 + 36 * red + 6 * green + blue

"""Looks to Rich styles, for the theme and the terminal of an app."""

from __future__ import annotations

from collections.abc import Mapping

from rich.color import Color as RichColor
from rich.palette import Palette as RichPalette
from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.color import Color

from reader.tui.colouring import Colouring, palette_of
from reader.tui.contrast import Rgb
from reader.tui.looks import Look, Run
from reader.tui.palette import Paint
from reader.tui.theme_colours import THEMES, ThemeColours


class Inks:
    """The styles of an app as it is now; made anew when its theme changes.

    Args:
        app: whose theme and terminal count.
    """

    def __init__(self, app: App[object]) -> None:
        native, name = app.native_ansi_color, app.theme
        known = THEMES.get(name)
        if known is None:
            known = ThemeColours(*theme_rgb(app.theme_variables), dark=app.current_theme.dark)
        # A headless app draws pictures, whatever the terminal it was started from.
        few = app.console.color_system == "standard" and not app.is_headless
        self.palette = palette_of(known, native=native, no_color=app.no_color, few=few)
        self._colouring = Colouring(self.palette, known, native)
        self._styles: dict[Look, Style] = {}

    def style(self, look: Look) -> Style:
        """The style of a look; each is made once."""
        style = self._styles.get(look)
        if style is None:
            style = self._styles[look] = self._made(self.palette.paint(look))
        return style

    def segment(self, run: Run) -> Segment:
        """A run as Rich draws it."""
        return Segment(run[0], self.style(run[1]))

    def _made(self, paint: Paint) -> Style:
        return Style(
            color=self._colour(self._colouring.colour(paint.fg, paper=False)),
            bgcolor=self._colour(self._colouring.colour(paint.bg, paper=True)),
            bold=paint.bold or None,
            dim=paint.dim or None,
            italic=paint.italic or None,
            underline=paint.underline or None,
            reverse=paint.reverse or None,
        )

    def _colour(self, colour: Rgb | int | None) -> RichColor:
        if colour is None:
            return RichColor.default()
        if isinstance(colour, int):
            if self._colouring.native:
                return RichColor.from_ansi(colour)
            # Rich brings every colour to the nearest of its own sixteen: name those.
            return RichColor.from_triplet(_sixteen()[colour])
        return RichColor.from_rgb(*colour)


def _sixteen() -> RichPalette:
    from rich._palettes import STANDARD_PALETTE  # noqa: PLC0415 - only few terminals need it

    return STANDARD_PALETTE


def theme_rgb(variables: Mapping[str, str]) -> tuple[Rgb, Rgb, Rgb]:
    """Background, foreground and accent among the variables of a theme."""
    background = _rgb(variables.get("background"), (0, 0, 0))
    return (
        background,
        _rgb(variables.get("foreground"), (224, 224, 224), background),
        _rgb(variables.get("accent"), (255, 166, 43), background),
    )


def _rgb(value: str | None, default: Rgb, under: Rgb | None = None) -> Rgb:
    """A colour of a theme as three numbers; a terminal's own colours have none."""
    if value is None or value.startswith(("ansi_", "auto")):
        return default
    colour = Color.parse(value)
    if under is not None and colour.a < 1:
        colour = Color(*under).blend(colour, colour.a, 1)
    return colour.rgb

"""Two quiet themes of our own, for hours of reading: ink on paper, by day and by night."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="reader-dark",
    primary="#82aaff",
    secondary="#7fb7a6",
    accent="#e5b567",
    warning="#e5b567",
    error="#e06c75",
    success="#98c379",
    foreground="#d7d9de",
    background="#15171c",
    surface="#1b1e25",
    panel="#232730",
    dark=True,
)
LIGHT = Theme(
    name="reader-light",
    primary="#2f5fb3",
    secondary="#2c7a68",
    accent="#9a5b13",
    warning="#9a5b13",
    error="#b3323b",
    success="#3b7a2f",
    foreground="#24262b",
    background="#fbfaf7",
    surface="#f3f1ec",
    panel="#e9e6df",
    dark=False,
)
OWN = (DARK, LIGHT)


def names() -> tuple[str, ...]:
    """Every theme that the settings may name."""
    from textual.theme import BUILTIN_THEMES  # noqa: PLC0415 - asked for by `reader config check`

    return (*BUILTIN_THEMES, *(each.name for each in OWN))


def ansi_of(theme: str | None) -> str:
    """The theme of the terminal's own colours that goes with a theme."""
    return "ansi-light" if theme is not None and "light" in theme else "ansi-dark"

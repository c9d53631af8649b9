"""Colours as numbers: mixing by eye (OKLab) and contrast by the book (WCAG 2).

OKLab: Björn Ottosson, "A perceptual color space for image processing", 2020. Contrast: WCAG
2.2, 1.4.3; 4.5 is its bar for text.
"""

from __future__ import annotations

import math

Rgb = tuple[int, int, int]

READABLE = 4.5
VISIBLE = 3.0  # the bar of WCAG 1.4.11 for what is no text

_WHITE: Rgb = (255, 255, 255)
_BLACK: Rgb = (0, 0, 0)


def contrast(a: Rgb, b: Rgb) -> float:
    """The contrast ratio of two colours, 1..21.

    >>> round(contrast((255, 255, 255), (0, 0, 0)), 1)
    21.0
    """
    light, dark = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def blend(a: Rgb, b: Rgb, share: float) -> Rgb:
    """`a` with a share of `b` (0..1), mixed as light is seen."""
    la, aa, ba = _oklab(a)
    lb, ab, bb = _oklab(b)
    return _rgb(la + (lb - la) * share, aa + (ab - aa) * share, ba + (bb - ba) * share)


def lightness(colour: Rgb) -> float:
    """How light a colour is seen, 0..1."""
    return _oklab(colour)[0]


def coloured(light: float, chroma: float, degrees: float) -> Rgb:
    """The colour of a lightness (0..1), a chroma (0..0.4) and a hue (degrees of OKLCH)."""
    angle = math.radians(degrees)
    return _rgb(light, chroma * math.cos(angle), chroma * math.sin(angle))


def readable(ink: Rgb, paper: Rgb, ratio: float = READABLE) -> Rgb:
    """The ink, or the nearest one to it in lightness that has that contrast on the paper.

    Where black and white both fall short of the ratio, the better of the two.
    """
    if contrast(ink, paper) >= ratio:
        return ink
    far = max((_WHITE, _BLACK), key=lambda end: contrast(end, paper))
    for step in range(1, 20):
        nearer = blend(ink, far, step / 20)
        if contrast(nearer, paper) >= ratio:
            return nearer
    return far


def _luminance(colour: Rgb) -> float:
    red, green, blue = (_linear(channel) for channel in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: int) -> float:
    share = channel / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB


def _channel(linear: float) -> int:
    share = 12.92 * linear if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055  # noqa: PLR2004 - sRGB
    return max(0, min(255, round(share * 255)))


def _oklab(colour: Rgb) -> tuple[float, float, float]:
    red, green, blue = (_linear(channel) for channel in colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    mid = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * mid - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * mid + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * mid - 0.8086757660 * short,
    )


def _rgb(light: float, a: float, b: float) -> Rgb:
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    mid = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        _channel(max(0.0, 4.0767416621 * long - 3.3077115913 * mid + 0.2309699292 * short)),
        _channel(max(0.0, -1.2684380046 * long + 2.6097574011 * mid - 0.3413193965 * short)),
        _channel(max(0.0, -0.0041960863 * long - 0.7034186147 * mid + 1.7076147010 * short)),
    )

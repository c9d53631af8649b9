"""Which way a line runs: the Unicode Bidirectional Algorithm (UAX #9), for text on a screen.

A text stands in the order in which it is read. Hebrew and Arabic are read from right to left,
numbers and Latin words within them from left to right, and a terminal that is told to keep its
hands off (`reader.tui.driver`) draws cells from left to right: so the order on the screen is
made here. Characters get levels (odd ones run to the left), and a line is put in order by them.

Left out: explicit embeddings, overrides and isolates (X1 to X8). What is shown for them is a
sign (`reader.model.visible`), a neutral one, so that no text reads as something that it is not.
What the algorithm calls paragraph separators are spaces here, as everywhere on a page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import bidirectional

# Blocks that have characters of the classes R, AL and AN, and U+200F.
LEFTWARD = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_MAYBE_STRONG = re.compile(r"[A-Za-z]|[^\x00-\x7f]")
# A letter for each class: the rules are regular expressions over a string of them. What has no
# class is unassigned and taken for L. White space is neutral; so are signs for controls.
_LETTERS = {
    "L": "L",
    "": "L",
    "R": "R",
    "AL": "A",
    "EN": "E",
    "AN": "N",
    "ES": "S",
    "ET": "T",
    "CS": "C",
    "NSM": "M",
    "BN": "B",
}
_NEUTRAL = "O"
_PAIRS = "()[]{}⁅⁆⁽⁾₍₎⟦⟧⟨⟩⟪⟫⟬⟭⟮⟯⦅⦆⦗⦘〈〉《》「」『』【】〔〕〖〗〘〙〚〛（）［］｛｝｟｠｢｣"
_QUOTES = "<>«»‹›≤≥≪≫"  # mirrored, and no brackets of rule N0
_MIRRORS = {
    one: other
    for pair in (_PAIRS + _QUOTES,)
    for left, right in zip(pair[::2], pair[1::2], strict=True)
    for one, other in ((left, right), (right, left))
}
_CLOSING = {right: left for left, right in zip(_PAIRS[::2], _PAIRS[1::2], strict=True)}
_OPENING = frozenset(_CLOSING.values())
_BRACKET = f"[{re.escape(_PAIRS)}]"  # compiled with the first line that is turned
_DEEPEST = 63  # brackets inside each other; rule BD16

_MARKS = re.compile("(^|.)(M+)")
_ARABIC = re.compile("A[^LR]*")
_LONE = re.compile("(?<=E)[SC](?=E)|(?<=N)C(?=N)")
_TERMS = re.compile("T+(?=E)|(?<=E)T+")
_LEFTOVER = re.compile("[STC]")
_LATIN = (re.compile("(?:^|L)[^LR]*"), re.compile("L[^LR]*"))  # by the direction of the whole
_NEUTRALS = re.compile("O+")
_NUMBERS = str.maketrans("EN", "RR")
_LEVELS = (
    bytes.maketrans(b"LREN", b"\0\1\2\2"),
    bytes.maketrans(b"LREN", b"\2\1\2\2"),
)


def is_leftward(text: str, start: int, stop: int) -> bool:
    """Whether the first strong character of a stretch runs to the left (P2, P3)."""
    if "A" <= text[start : start + 1] <= "Z":  # most blocks there are
        return False
    for found in _MAYBE_STRONG.finditer(text, start, stop):
        kind = bidirectional(found[0])
        if kind in {"L", "R", "AL"}:
            return kind != "L"
    return False


def levels(text: str, *, leftward: bool) -> bytes:
    """The level of each code point: even ones run to the right, odd ones to the left.

    Args:
        text: a paragraph, or as much of one as decides about a row.
        leftward: whether it starts at the right.

    Returns:
        A number from 0 to 2 for each code point.
    """
    whole = "".join([_LETTERS.get(bidirectional(each), _NEUTRAL) for each in text])
    kinds = whole.replace("B", "")  # X9, as 5.2 has it: as if they were not there
    base = "R" if leftward else "L"
    kinds = _MARKS.sub(lambda found: (found[1] or base) * (len(found[0])), kinds)  # W1
    kinds = _ARABIC.sub(lambda found: found[0].replace("E", "N"), kinds)  # W2
    kinds = kinds.replace("A", "R")  # W3
    kinds = _LONE.sub(lambda found: "E" if kinds[found.start() - 1] == "E" else "N", kinds)  # W4
    kinds = _TERMS.sub(lambda found: "E" * len(found[0]), kinds)  # W5
    kinds = _LEFTOVER.sub(_NEUTRAL, kinds)  # W6
    kinds = _LATIN[leftward].sub(lambda found: found[0].replace("E", "L"), kinds)  # W7
    if re.search(_BRACKET, text):
        kept = text if len(kinds) == len(text) else _without(text, whole)
        kinds = _bracketed(kept, kinds, base)
    sided = base + kinds.translate(_NUMBERS) + base

    def settled(found: re.Match[str]) -> str:  # N1, N2
        before, after = sided[found.start()], sided[found.end() + 1]
        return (before if before == after else base) * len(found[0])

    kinds = _NEUTRALS.sub(settled, kinds)
    made = kinds.encode().translate(_LEVELS[leftward])  # I1, I2
    return made if len(made) == len(text) else _spread(made, whole, leftward)


def _without(text: str, whole: str) -> str:
    """The text without what the rules pass by."""
    return "".join(each for each, kind in zip(text, whole, strict=True) if kind != "B")


def _spread(made: bytes, whole: str, first: int) -> bytes:
    """Levels for what was passed by, too: those of what stands before it."""
    spread = bytearray()
    left = iter(made)
    for kind in whole:
        first = first if kind == "B" else next(left)
        spread.append(first)
    return bytes(spread)


def _bracketed(text: str, kinds: str, base: str) -> str:
    """Brackets run as what is between them does (N0)."""
    pairs: list[tuple[int, int]] = []
    opened: list[tuple[str, int]] = []
    for found in re.finditer(_BRACKET, text):
        at, each = found.start(), found[0]
        if kinds[at] != _NEUTRAL:
            continue
        if each in _OPENING:
            if len(opened) == _DEEPEST:
                break
            opened.append((each, at))
            continue
        for index in range(len(opened) - 1, -1, -1):
            if opened[index][0] == _CLOSING[each]:
                pairs.append((opened[index][1], at))
                del opened[index:]
                break
    for left, right in sorted(pairs):
        inside = kinds[left + 1 : right].translate(_NUMBERS)
        other = "L" if base == "R" else "R"
        if base in inside:
            kind = base
        elif other in inside:
            before = (base + kinds[:left].translate(_NUMBERS)).replace(_NEUTRAL, "")
            kind = other if before[-1] == other else base
        else:
            continue
        kinds = f"{kinds[:left]}{kind}{kinds[left + 1 : right]}{kind}{kinds[right + 1 :]}"
    return kinds


def visual(leveled: Sequence[int]) -> list[int]:
    """The order on the screen, from the left, of what has these levels in a line (L2)."""
    order = list(range(len(leveled)))
    for least in range(max(leveled, default=0), 0, -1):
        at = 0
        while at < len(order):
            stop = at
            while stop < len(order) and leveled[order[stop]] >= least:
                stop += 1
            if stop > at:
                order[at:stop] = order[at:stop][::-1]
            at = stop + 1
    return order


def mirrored(drawn: str) -> str:
    """What is drawn where a line runs to the left: brackets open the other way (L4)."""
    return _MIRRORS.get(drawn, drawn)

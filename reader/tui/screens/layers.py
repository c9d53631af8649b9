"""Which layer of marks is shown: a card with how much there is in each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import ClassVar

from reader.desk.layers import ALL, MINE
from reader.model.curation import CURATED
from reader.tui.screens.chooser import Chooser
from reader.tui.screens.workplace import Workplace

Option = tuple[str, str, str]  # name, words, count
_DIGITS = "123456789"
_LETTERS = {ALL: "a", MINE: "m", CURATED: "c"}


def layers_of(place: Workplace) -> tuple[Option, ...]:
    """Every layer of the articles that are read, with how many marks of it may be seen.

    A colleague of whom nothing may be seen is listed all the same: that somebody works here is
    no secret, and a layer that is on stands among them however empty it is.
    """
    counts = Counter(
        mark.annotator.casefold()
        for article in place.arrangement.articles
        for mark in place.seen(article)
    )
    spelt = {
        mark.annotator.casefold(): mark.annotator
        for article in place.arrangement.articles
        for mark in place.ledger.of(article)
    }
    me = place.desk.annotator.casefold()
    on = place.session.layer
    if on not in _LETTERS:
        spelt.setdefault(on.casefold(), on)
    others = sorted(each for each in spelt if each not in {me, CURATED})
    return (
        (ALL, "everybody's marks", str(counts.total())),
        (MINE, "my marks", str(counts[me])),
        (CURATED, "the curated layer", str(counts[CURATED])),
        *((spelt[each], f"by {spelt[each]}", str(counts[each])) for each in others),
    )


class LayerChooser(Chooser):
    """A card that closes with the name of the layer that is to be shown, or None.

    Args:
        options: the layers.
        chosen: the one that is on.
    """

    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("a m c 1…", "show"),
        ("j/k ⏎", "choose"),
        ("Esc", "cancel"),
    )

    def __init__(self, options: Sequence[Option], chosen: str) -> None:
        people = len(options) - len(_LETTERS)
        digits = [*_DIGITS, *[""] * max(0, people - len(_DIGITS))]
        super().__init__("Whose marks", options, chosen, [*_LETTERS.values(), *digits[:people]])

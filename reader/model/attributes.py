"""Attributes: what a mark says of its words beside its tags.

Any pair may stand on a mark. Four are known by name, since they are what people who code
news ask for. The stances are those of rumour research (Gorrell et al., "SemEval-2019 Task 7:
RumourEval", 2019: support, deny, query, comment), the degrees of certainty those of
FactBank (Saurí and Pustejovsky, 2009: certain, probable, possible, unknown).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reader.model.annotation import Tag
from reader.model.values import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """A value to choose.

    Attributes:
        value: as it is stored.
        letter: the one of it that chooses it.
        means: when to choose it.
    """

    value: str
    letter: str
    means: str


@dataclass(frozen=True, slots=True)
class Attribute:
    """A field of a mark.

    Attributes:
        name: as it is stored.
        means: what it says.
        choices: the values to choose from; none for free text.
    """

    name: str
    means: str = ""
    choices: tuple[Choice, ...] = ()


KNOWN = (
    Attribute(
        "stance",
        "what the article does with the statement",
        (
            Choice("affirms", "a", "it says so itself, or stands by it"),
            Choice("denies", "d", "it says that it is not so"),
            Choice("reports", "r", "it passes on that somebody says so"),
            Choice("questions", "q", "it doubts it, or asks whether it is so"),
        ),
    ),
    Attribute(
        "certainty",
        "how sure the words are of it",
        (
            Choice("certain", "c", "told as a fact"),
            Choice("probable", "p", "likely, expected, it seems"),
            Choice("possible", "o", "may, might, could"),
            Choice("unknown", "u", "the words do not say"),
        ),
    ),
    Attribute("attributed-to", "whose word it is: a name, an agency, “officials”"),
    Attribute("quantity", "the figure and what it counts: “590 injured”"),
)
_BY_NAME = {each.name: each for each in KNOWN}


def fields(tags: Iterable[Tag], attributes: Mapping[str, str]) -> tuple[Attribute, ...]:
    """The fields of a mark: what its tags ask for first, then the known ones, then its own."""
    asked = [name for tag in tags for name in tag.required]
    names = dict.fromkeys([*asked, *_BY_NAME, *attributes])
    return tuple(_BY_NAME.get(name, Attribute(name)) for name in names)


def lacking(tags: Iterable[Tag], attributes: Mapping[str, str]) -> tuple[str, ...]:
    """What the tags of a mark ask for and it does not say."""
    asked = dict.fromkeys(name for tag in tags for name in tag.required)
    return tuple(name for name in asked if not attributes.get(name, "").strip())


def fits(attributes: Mapping[str, str], wanted: Mapping[str, str | None]) -> bool:
    """Whether a mark has each of these attributes, with that value where one is given.

    >>> fits({"stance": "denies"}, {"stance": "Denies"}), fits({}, {"stance": None})
    (True, False)
    """
    return all(
        name in attributes
        and (value is None or attributes[name].casefold().strip() == value.casefold().strip())
        for name, value in wanted.items()
    )


def in_words(attributes: Mapping[str, str]) -> str:
    """The attributes on one line, the known ones first.

    >>> in_words({"stance": "denies", "by": "a mayor"})
    'stance: denies · by: a mayor'
    """
    order = [*(name for name in _BY_NAME if name in attributes), *sorted(attributes)]
    told = (f"{name}: {' '.join(attributes[name].split())}" for name in dict.fromkeys(order))
    return " · ".join(told)

"""`<time>` elements: the days that a page shows its readers, those of teasers left out."""

from __future__ import annotations

import re
from collections.abc import Mapping

from selectolax.lexbor import LexborNode

from reader.cleaning.dates import iso_date
from reader.cleaning.publication import Day, Role, days_in

_ORIGIN = "time-element"
_BELOW, _ABOVE, _LISTED = 0.75, 0.68, 0.65  # confidence by where it stands
_MAX_TIMES = 40  # that are looked at; lists of articles have one each
_MAX_TEXT = 160  # code points of the text of one and around it
_MAX_LABEL = 30  # code points before it, in which it may be labelled
_MAX_AROUND = 14  # elements around it
_CHANGED = re.compile(r"updated|modified", re.IGNORECASE)
_ISSUED = re.compile(r"publi(?:sh|c)|posted|created|entry-date", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"related|teaser|card|comment|recommend|promo|latest|trending|popular|sidebar|most-?read"
    r"|more-|footer|carousel|widget",
    re.IGNORECASE,
)
_MARKING = ("itemprop", "class", "data-testid")
_ARTICLE = frozenset(("article", "main", "body"))
_ASIDES = frozenset(("aside", "footer", "nav"))
_LISTS = _ASIDES | {"li"}


class ShownTimes:
    """Takes the `<time>` elements of a page in their order."""

    def __init__(self) -> None:
        self._count = 0
        self._dated: set[int] = set()  # what is around the first one below the headline
        self._listed: set[str] = set()

    def take(
        self, node: LexborNode, attributes: Mapping[str, str | None], *, below: bool
    ) -> list[Day]:
        """The days that one shows, or of which its attribute tells machines.

        Args:
            node: the element.
            attributes: its attributes.
            below: whether the headline stands above it.
        """
        self._count += 1
        if self._count > _MAX_TIMES:
            return []
        value = iso_date(attributes.get("datetime") or "")
        if is_elsewhere(node):
            if value is not None and not is_elsewhere(node, _ASIDES):
                self._listed.add(value)
            return []
        around = [each.mem_id for each in _parents(node, 2)]
        if self._dated and self._dated.isdisjoint(around):
            return []  # below the headline's own they belong to teasers and comments
        days = _days_of(node, attributes, value, _BELOW if below else _ABOVE)
        if days and below:
            self._dated.update(around)
        return days

    def elsewhere(self) -> tuple[Day, ...]:
        """The one day that all of those in lists show; where they differ, they are of teasers."""
        return tuple(
            Day(value, Role.SHOWN, _ORIGIN, _LISTED)
            for value in self._listed
            if len(self._listed) == 1
        )


def is_elsewhere(node: LexborNode, tags: frozenset[str] = _LISTS) -> bool:
    """Whether an element stands in a list of other articles, a comment or the page's foot."""
    for around in _parents(node, _MAX_AROUND):
        if around.tag in _ARTICLE:
            return False
        if around.tag in tags or _ELSEWHERE.search(around.attributes.get("class") or ""):
            return True
    return False


def _days_of(
    node: LexborNode, attributes: Mapping[str, str | None], value: str | None, confidence: float
) -> list[Day]:
    """What the text of an element says, else its attribute, by its marks and its label."""
    marks = " ".join([attributes.get(key) or "" for key in _MARKING])
    role = Role.SHOWN
    if _ISSUED.search(marks):
        role = Role.PUBLISHED
    elif _CHANGED.search(marks):
        role = Role.CHANGED
    text = " ".join((node.text(separator=" ") or "").split())[:_MAX_TEXT]
    parent = " ".join(
        [" ".join((each.text(separator=" ") or "").split()) for each in _parents(node, 1)]
    )
    at = max(0, parent.find(text)) if text and len(parent) <= _MAX_TEXT else 0
    label = parent[max(0, at - _MAX_LABEL) : at]
    days = list(days_in(f"{label} {text}", _ORIGIN, confidence, role))
    if days or value is None:
        return days
    said = next(days_in(f"{label} {text} {value}", _ORIGIN, confidence, role), None)
    return [] if said is None else [Day(value, said.role, _ORIGIN, confidence)]


def _parents(node: LexborNode, most: int) -> list[LexborNode]:
    """The elements around one, innermost first."""
    found: list[LexborNode] = []
    parent = node.parent
    while parent is not None and len(found) < most:
        found.append(parent)
        parent = parent.parent
    return found

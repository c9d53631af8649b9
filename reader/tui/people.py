"""How annotators are named on the screen: as they call themselves, in the colour they chose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reader.model.annotation import Annotator
from reader.model.visible import visible
from reader.tui.hues import HUE_NAMES
from reader.tui.looks import Ink, Look, Run

MOST_NAMED = 3  # of those who are here; the others are counted
_PLAIN = Look()

People = Mapping[str, Annotator]


def named(handle: str, people: People, otherwise: Look = _PLAIN) -> Run:
    """The name of an annotator as a run.

    Args:
        handle: whose.
        people: the annotators of the desk, by handle in small letters.
        otherwise: how the name of one is drawn who chose no colour.
    """
    who = people.get(handle.casefold())
    words = visible((who.name if who else "") or handle)
    if who is None or who.colour not in HUE_NAMES:
        return words, otherwise
    return words, Look(Ink.BADGE, line=HUE_NAMES.index(who.colour))


def here(
    readers: Sequence[tuple[str, str]], people: People, otherwise: Look
) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Who is here, in words: with what they read, and without.

    Args:
        readers: handles, each with the sign of the article that is read, or nothing.
        people: the annotators of the desk, by handle in small letters.
        otherwise: how everything is drawn that has no colour of its own.
    """
    if not readers:
        return (), ()
    verb = "is here" if len(readers) == 1 else "are here"
    full: list[Run] = []
    short: list[Run] = []
    told = readers if len(readers) <= MOST_NAMED + 1 else readers[:MOST_NAMED]
    for index, (handle, reads) in enumerate(told):
        if index:
            last = index == len(readers) - 1
            full.append((" and " if last else ", ", otherwise))
            short.append(full[-1])
        run = named(handle, people, otherwise)
        short.append(run)
        full.append(run)
        if reads and len(readers) > 1:
            full.append((f" {reads}", otherwise))
    if len(told) < len(readers):
        full.append((f" and {len(readers) - len(told)} more", otherwise))
        short.append(full[-1])
    alone = readers[0][1] if len(readers) == 1 else ""
    full.append((f" {verb}, reading {alone}" if alone else f" {verb}", otherwise))
    short.append((f" {verb}", otherwise))
    return tuple(full), tuple(short)

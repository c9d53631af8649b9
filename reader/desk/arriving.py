"""What became of the sources that came in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.desk.versions import Carried


@dataclass(frozen=True, slots=True)
class Refused:
    """A source that did not come in, and why."""

    name: str
    error: ReaderError


@dataclass(frozen=True, slots=True)
class AddReport:
    """What came in (id and name), what was there already, what was refused and what was mended.

    `interrupted` says that the user stopped it (Ctrl-C): what is not listed was not looked at.

    Attributes:
        versions: what came in as a new version of an article, with what became of its marks.
        apart: what came in on its own though it has the address of another article, hardly any
            of whose words it has: name, and the id of that one.
    """

    added: tuple[tuple[str, str], ...] = ()
    known: tuple[tuple[str, str], ...] = ()
    refused: tuple[Refused, ...] = ()
    repairs: tuple[tuple[str, str], ...] = ()
    interrupted: bool = False
    versions: tuple[Carried, ...] = ()
    apart: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TakenIn:
    """One source that came in: its article, whether that is new, and as a version of which."""

    article: str
    new: bool
    carried: Carried | None = None
    apart: str | None = None


def report(
    taken: Sequence[tuple[TakenIn, str]],
    refused: Sequence[Refused],
    repairs: Sequence[tuple[str, str]],
) -> AddReport:
    """What came in, sorted by what became of it."""
    fresh = [(each, name) for each, name in taken if each.new and each.carried is None]
    return AddReport(
        added=tuple((each.article, name) for each, name in fresh),
        known=tuple((each.article, name) for each, name in taken if not each.new),
        refused=tuple(refused),
        repairs=tuple(repairs),
        versions=tuple(each.carried for each, _ in taken if each.carried is not None),
        apart=tuple((name, each.apart) for each, name in fresh if each.apart is not None),
    )

"""What is to come onto a desk, and how to read it when it is its turn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from reader.model.article import MediaType, RawArticle
from reader.model.values import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    """What the user says of how sources are read.

    Attributes:
        media_type: what they are, or None to tell from each.
        repair: whether letters that were decoded twice are mended.
        new: whether each is an article of its own, whatever its address.
        version_of: the id of the article that they are the next version of, or None to tell.
    """

    media_type: MediaType | None = None
    repair: bool = False
    new: bool = False
    version_of: str | None = None


AS_IT_IS = Reading()


@dataclass(frozen=True, slots=True)
class Incoming:
    """A source by the name that the user knows, and how its bytes are had.

    `read` raises a ReaderError where they cannot be had or are no article.
    """

    name: str
    read: Callable[[], RawArticle]


def pages(
    addresses: Sequence[str],
    *,
    name: str | None = None,
    reading: Reading = AS_IT_IS,
    ignore_robots: bool = False,
    tell: Callable[[str], None] | None = None,
) -> tuple[Incoming, ...]:
    """Pages of the web, fetched one after the other by one polite visitor.

    Args:
        addresses: as they were typed.
        name: what to call a single page, else it is called by its address.
        reading: what the user says of how they are read.
        ignore_robots: fetch what `robots.txt` asks programs to leave, too.
        tell: told a line when there is a wait.
    """
    # Imported here: the network is loaded for an address, and for nothing else.
    from reader.intake.visiting import Visitor
    from reader.intake.web_addresses import without_credentials

    visitor = Visitor(ignore_robots=ignore_robots, tell=tell)
    return tuple(
        Incoming(
            without_credentials(address),
            partial(
                visitor.fetch, address, name=name, form=reading.media_type, repair=reading.repair
            ),
        )
        for address in addresses
    )

"""Who is here: a reader that runs on a desk."""

from __future__ import annotations

from reader.model.values import dataclass


@dataclass(frozen=True, slots=True)
class Present:
    """A reader that runs.

    Attributes:
        handle: of its annotator.
        host: the name of the machine that it runs on.
        pid: the number of its process there.
        since: when it began, as it says: UTC, ISO 8601.
        article: the id of what is read, or None.
        pids: what tells the numbers of its machine's processes from those of others: the boot,
            and the namespace where there are such; empty where the system does not say.
    """

    handle: str
    host: str
    pid: int
    since: str
    article: str | None = None
    pids: str = ""

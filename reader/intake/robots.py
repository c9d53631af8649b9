"""`robots.txt`: which pages a site asks programs to leave alone (RFC 9309).

The standard library's reader is older than the RFC: it takes the first rule that fits where the
longest is meant, knows neither `*` nor `$`, and brings a network client of its own along.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

MAX_ROBOTS_BYTES = 500 * 1024  # what a reader of the file has to take at least (RFC 9309, 2.5)
_LINE = re.compile(r"[ \t\ufeff]*([A-Za-z-]{1,40})[ \t]*:[ \t]*(.*)")
_TOKEN = re.compile(r"[A-Za-z_-]*")
_KEPT = "/?%:@!$&'()*+,;=~-._[]|"


@dataclass(frozen=True, slots=True)
class Robots:
    """What a site asks of one program.

    Attributes:
        rules: whether a pattern allows, and the pattern as it is written.
        delay_s: seconds that it asks to leave between two requests, or None.
    """

    rules: tuple[tuple[bool, str], ...] = ()
    delay_s: float | None = None

    def allows(self, target: str) -> bool:
        r"""Whether a page, by its path and query, may be fetched: the longest rule decides.

        >>> robots = parse_robots("User-agent: *\nDisallow: /\nAllow: /news/*.html$", "reader")
        >>> robots.allows("/news/a.html"), robots.allows("/news/a.html?print=1")
        (True, False)
        """
        page = _plain(target)
        fitting = [
            (len(pattern), allowed) for allowed, pattern in self.rules if _fits(pattern, page)
        ]
        return max(fitting)[1] if fitting else True


def parse_robots(text: str, agent: str) -> Robots:
    """What `robots.txt` asks of the program that calls itself `agent`.

    All groups that name it count together; where none does, those for everybody (`*`).

    Args:
        text: of the file; lines that are no rules are skipped.
        agent: a product token (`synoptic-reader`), of any case.
    """
    groups: dict[str, tuple[list[tuple[bool, str]], list[float]]] = {}
    names: list[str] = []
    in_rules = False
    for line in text.splitlines():
        found = _LINE.match(line.partition("#")[0])
        if found is None:
            continue
        key, value = found.group(1).lower(), found.group(2).strip()
        if key == "user-agent":
            names = [] if in_rules else names
            in_rules = False
            names.append("*" if value == "*" else _TOKEN.match(value)[0].lower())  # type: ignore[index]  # the pattern matches nothing too
        elif key in {"allow", "disallow", "crawl-delay"}:
            in_rules = True
            for name in names:
                rules, delays = groups.setdefault(name, ([], []))
                if key == "crawl-delay":
                    delays.extend(_seconds(value))
                elif value:
                    rules.append((key == "allow", _plain(value)))
        for name in names:
            groups.setdefault(name, ([], []))
    rules, delays = groups.get(agent.lower()) or groups.get("*") or ([], [])
    return Robots(tuple(rules), max(delays, default=None))


def _seconds(value: str) -> list[float]:
    """A delay, or nothing where it is none."""
    return [float(value)] if re.fullmatch(r"\d{1,6}(?:\.\d{1,3})?", value) else []


def _plain(target: str) -> str:
    """A path encoded in one way only, so that `%7e` and `~` are the same."""
    slash = target.replace("%2f", "%2F").split("%2F")
    return "%2F".join(quote(unquote(part, errors="replace"), safe=_KEPT) for part in slash)


def _fits(pattern: str, page: str) -> bool:
    """Whether a pattern fits a page from its start on; time grows with their length alone."""
    ended = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not page.startswith(first):
        return False
    at = len(first)
    if ended and not rest:
        return at == len(page)
    if ended:
        last = rest.pop()
        if len(page) - at < len(last) or not page.endswith(last):
            return False
        page = page[: len(page) - len(last)]
    for piece in rest:
        found = page.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return True

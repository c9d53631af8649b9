"""Pages from the web, one after the other: politely, and no further than was asked.

A visitor says who it is, keeps to `robots.txt`, leaves a pause between two pages of one site,
comes again when it is told to, and follows redirects as far as they stay on the web.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from reader.errors import SourceError
from reader.intake.answers import (
    PATIENT,
    REDIRECTS,
    charset,
    check_status,
    media_type,
    refreshed_to,
    retry_after,
)
from reader.intake.files import read_stream
from reader.intake.robots import MAX_ROBOTS_BYTES, Robots, parse_robots
from reader.intake.url import AGENT, Answer, Judge, Limits, ask
from reader.intake.web_addresses import WebAddress, parse_address
from reader.model.article import FETCHED, NOT_FOLLOWED, MediaType, RawArticle

MAX_REDIRECTS = 10  # as curl's users and the Fetch standard's 20 are served by; real chains: < 5
MAX_ROBOTS_REDIRECTS = 5  # RFC 9309, 2.3.1.2
PAUSE_S = 1.0  # between two pages of one site, where it does not ask for more
MAX_PAUSE_S = 30.0  # no longer is waited, whatever a site asks for: then it is said
_OWN_RISK = "`--ignore-robots` is for pages that you have the right to read"
_FORBIDDEN = Robots(((False, "/"),))
_LEAST_S = 0.1  # a page whose time is up is asked once more, and cut off at once


@dataclass(slots=True)
class _Trip:
    """What is known on the way to one page.

    Attributes:
        started: seconds on the visitor's clock.
        waited: seconds of it that were pauses.
        private: whether the next server may be a private one: until one was public.
        seen: addresses that were asked on the way.
        hosts: sites that were asked on the way: between its own questions is no pause.
    """

    started: float
    waited: float = 0.0
    private: bool = True
    seen: frozenset[str] = frozenset()
    hosts: frozenset[str] = frozenset()


class Visitor:
    """Somebody who fetches pages; one for each command, so that pauses are kept.

    Args:
        limits: of time and size, of one page with its redirects.
        ignore_robots: whether pages are fetched that `robots.txt` asks to leave.
        tell: told a line when there is a wait.
        sleep: waits so many seconds.
        clock: seconds that never go back.
        now: the time of day, in UTC.
        pause_s: least seconds between two pages of one site.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        ignore_robots: bool = False,
        tell: Callable[[str], None] | None = None,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        pause_s: float = PAUSE_S,
    ) -> None:
        self._limits = limits or Limits()
        self._ignore_robots = ignore_robots
        self._tell = tell or (lambda _: None)
        self._sleep = sleep
        self._clock = clock
        self._now = now
        self._pause_s = pause_s
        self._robots: dict[str, Robots | SourceError] = {}
        self._left: dict[str, float] = {}

    def fetch(
        self,
        typed: str,
        *,
        name: str | None = None,
        form: MediaType | None = None,
        repair: bool = False,
    ) -> RawArticle:
        """The page at an address that a person typed.

        Args:
            typed: the address.
            name: what to call it, else by its last address.
            form: what it is, or None to believe the server.
            repair: whether letters that were decoded twice are mended.

        Raises:
            SourceError: it was not fetched, and why.
        """
        address, answer = self._follow(parse_address(typed), form)
        where = str(address)
        kind = media_type(answer.headers.get("content-type"), where) if form is None else form
        if answer.cut:
            raise self._too_large(where)
        raw = read_stream(
            answer.body,
            name or where,
            media_type=kind,
            hints={"url": where, "scraped": self._now().strftime("%Y-%m-%dT%H:%M:%SZ")},
            charset=charset(answer.headers.get("content-type")),
            where=where,
            repair=repair,
        )
        raw = replace(raw, hinted_by=FETCHED)
        onward = refreshed_to(raw.text) if raw.media_type is MediaType.HTML else None
        if onward is None:
            return raw
        try:
            target = str(parse_address(onward, address))
        except SourceError:
            return raw
        if target == where:
            return raw
        line = f"the page leads on to {target} {NOT_FOLLOWED}"
        return replace(raw, repairs=(*raw.repairs, line))

    def _follow(self, address: WebAddress, form: MediaType | None) -> tuple[WebAddress, Answer]:
        """Where the page is in the end, and what it is."""
        trip = _Trip(self._clock())
        for _ in range(MAX_REDIRECTS + 1):
            if str(address) in trip.seen:
                remedy = "it may want cookies: save the page with a browser and add the file"
                raise SourceError("redirects in a circle", where=str(address), remedy=remedy)
            trip.seen |= {str(address)}
            answer = self._visit(address, trip, form)
            if answer.status not in REDIRECTS:
                return address, answer
            address = _redirected(address, answer)
        raise SourceError(
            f"more than {MAX_REDIRECTS} redirects",
            where=str(address),
            remedy="open the page with a browser, and add the address that it ends at",
        )

    def _visit(self, address: WebAddress, trip: _Trip, form: MediaType | None) -> Answer:
        """One page as `robots.txt` and the server's patience allow it."""
        robots = Robots() if self._ignore_robots else self._robots_of(address, trip)
        if not robots.allows(address.target):
            what = "the site asks programs to leave this page alone (robots.txt)"
            if robots is _FORBIDDEN:
                what = "the site cannot say what it allows (robots.txt has a fault)"
            raise SourceError(what, where=str(address), remedy=_OWN_RISK)
        self._pause(address.host, robots, trip)
        where = str(address)

        def judge(status: int, headers: Mapping[str, str]) -> None:
            if status in PATIENT and "retry-after" in headers:
                return
            check_status(status, where)
            if status not in REDIRECTS:
                if form is None:
                    media_type(headers.get("content-type"), where)
                announced = headers.get("content-length", "").strip()
                if announced.isdecimal() and int(announced[:18]) > self._limits.max_bytes:
                    raise self._too_large(where)

        answer = self._ask(address, trip, judge)
        wait = retry_after(answer.headers, self._now()) if answer.status in PATIENT else None
        if wait is not None and wait <= MAX_PAUSE_S:
            self._wait(wait, address.host, trip)
            answer = self._ask(address, trip, judge)
        elif wait is not None:
            remedy = f"try again in {max(1, round(wait / 60)):,} minutes"
            what = f"the server asks to come again in {wait:,.0f} s ({answer.status})"
            raise SourceError(what, where=where, remedy=remedy)
        check_status(answer.status, where)
        return answer

    def _ask(
        self,
        address: WebAddress,
        trip: _Trip,
        judge: Judge | None = None,
        *,
        max_bytes: int | None = None,
    ) -> Answer:
        """Ask with what is left of the page's time."""
        left = self._limits.total_s - (self._clock() - trip.started - trip.waited)
        limits = replace(
            self._limits,
            total_s=max(_LEAST_S, left),
            max_bytes=max_bytes or self._limits.max_bytes,
        )
        try:
            answer = ask(address, limits, judge=judge, private=trip.private)
        finally:
            self._left[address.host] = self._clock()
            trip.hosts |= {address.host}
        trip.private = trip.private and answer.private
        return answer

    def _robots_of(self, address: WebAddress, trip: _Trip) -> Robots:
        """What the site asks for; asked once, and a site that is away is away for all its pages.

        Raises:
            SourceError: the site does not answer.
        """
        known = self._robots.get(address.origin)
        if known is None:
            try:
                known = self._read_robots(address, trip)
            except SourceError as error:
                known = error
            self._robots[address.origin] = known
        if isinstance(known, SourceError):
            raise SourceError(known.what, where=str(address), remedy=known.remedy)
        return known

    def _read_robots(self, address: WebAddress, trip: _Trip) -> Robots:
        """The file as it stands now. No such file means that everything may be fetched."""
        place = address.at("/robots.txt")
        for _ in range(MAX_ROBOTS_REDIRECTS + 1):
            answer = self._ask(place, trip, max_bytes=8 * MAX_ROBOTS_BYTES)
            if answer.status not in REDIRECTS:
                break
            try:
                place = _redirected(place, answer)
            except SourceError:
                return Robots()
        else:
            return Robots()
        if answer.status in PATIENT or answer.status >= 500:  # noqa: PLR2004  # RFC 9309, 2.3.1.4
            return _FORBIDDEN
        if answer.status // 100 != 2:  # noqa: PLR2004  # there is none, or not for us (2.3.1.3)
            return Robots()
        return parse_robots(answer.body[:MAX_ROBOTS_BYTES].decode("utf-8", "replace"), AGENT)

    def _pause(self, host: str, robots: Robots, trip: _Trip) -> None:
        """Leave the pause between this page and the one before it from the same site."""
        last = self._left.get(host)
        if last is None or host in trip.hosts:
            return
        pause = max(self._pause_s, min(robots.delay_s or 0.0, MAX_PAUSE_S))
        self._wait(pause - (self._clock() - last), host, trip)

    def _wait(self, seconds: float, host: str, trip: _Trip) -> None:
        if seconds <= 0:
            return
        if seconds > 2 * PAUSE_S:
            self._tell(f"waiting {seconds:.0f} s, as {host} asks for")
        began = self._clock()
        self._sleep(seconds)
        trip.waited += self._clock() - began

    def _too_large(self, where: str) -> SourceError:
        what = f"too large (the limit is {self._limits.max_bytes / 1e6:.0f} MB)"
        return SourceError(what, where=where, remedy="an article is text: this is something else")


def _redirected(address: WebAddress, answer: Answer) -> WebAddress:
    """Where a redirect leads.

    Raises:
        SourceError: nowhere, out of the web, or from a secure page to an open one.
    """
    location = answer.headers.get("location", "").strip()
    if not location:
        remedy = "open the page with a browser, and add where it leads"
        raise SourceError("a redirect that leads nowhere", where=str(address), remedy=remedy)
    try:
        target = parse_address(location, address)
    except SourceError as error:
        remedy = "open the page with a browser, and look where it leads"
        raise SourceError(
            f"redirects to what is not fetched ({error.what})", where=str(address), remedy=remedy
        ) from error
    if (address.scheme, target.scheme) == ("https", "http"):
        raise SourceError(
            "redirects from a secure page to an open one: not followed",
            where=str(address),
            remedy=f"if you mean it: reader add {target}",
        )
    return target

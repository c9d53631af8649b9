"""Which suggestion is shown while judging, which ones are judged, and which comes next."""

from __future__ import annotations

from collections.abc import Sequence

from reader.model.link import Link, Verdict


class JudgingQueue:
    """Suggestions in the order they are asked, and a place among them.

    What is judged stays where it is, so that one can go back to it.
    """

    def __init__(self) -> None:
        self.links: list[Link] = []
        self.verdicts: dict[str, Verdict] = {}
        self.judged: list[str] = []  # ids of links judged here, the last one last
        self.passed: set[str] = set()  # left open by going on
        self.at = 0
        self._ids: tuple[list[Link], frozenset[str]] | None = None

    @property
    def current(self) -> Link | None:
        """The one to show."""
        return self.links[self.at] if 0 <= self.at < len(self.links) else None

    @property
    def open(self) -> int:
        """How many are not judged."""
        return len(self.links) - sum(each in self._known for each in self.verdicts)

    @property
    def uncertain(self) -> int:
        """How many were left: passed over, or judged unsure."""
        unsure = {name for name, said in self.verdicts.items() if said is Verdict.UNSURE}
        return len(self._known & (unsure | (self.passed - self.verdicts.keys())))

    @property
    def _known(self) -> frozenset[str]:
        """The ids of all; made once for each list, since very many are counted at every key."""
        if self._ids is None or self._ids[0] is not self.links:
            self._ids = self.links, frozenset(each.id for each in self.links)
        return self._ids[1]

    def load(self, links: Sequence[Link], start: str | None = None) -> None:
        """Take these, with `start` first; read again, every link stays where it is."""
        current = self.current
        if self.links:
            links = self._in_place(links)
            self.links = list(links)
            if start is not None:
                self.at = next((n for n, each in enumerate(links) if each.id == start), self.at)
                return
        self.links = list(links)
        wanted = start if start is not None else (current.id if current is not None else None)
        found = next((n for n, each in enumerate(links) if each.id == wanted), None)
        if start is not None and found is not None:
            self.links.insert(0, self.links.pop(found))
            found = 0
        self.at = found if found is not None else min(self.at, max(0, len(links) - 1))

    def _in_place(self, links: Sequence[Link]) -> Sequence[Link]:
        """These in the order known so far, with what is judged here; new ones last."""
        fresh = {each.id: each for each in links}
        kept = [each for each in self.links if each.id in fresh or each.id in self.verdicts]
        known = {each.id for each in kept}
        return [fresh.get(e.id, e) for e in kept] + [e for e in links if e.id not in known]

    def judge(self, verdict: Verdict) -> Link | None:
        """Note a verdict on the current one and go on; the link, or None when there is none."""
        link = self.current
        if link is None:
            return None
        self.verdicts[link.id] = verdict
        if link.id in self.judged:
            self.judged.remove(link.id)
        self.judged.append(link.id)
        order = [*range(self.at + 1, len(self.links)), *range(self.at)]
        following = (n for n in order if self.links[n].id not in self.verdicts)
        self.at = next(following, len(self.links))
        return link

    def step(self, steps: int) -> bool:
        """Go on or back; False where it ends, and then the first open one is shown."""
        if steps > 0 and self.current is not None:
            self.passed.add(self.current.id)
        at = max(0, self.at + steps)
        if at < len(self.links):
            self.at = at
            return True
        is_open = (n for n, each in enumerate(self.links) if each.id not in self.verdicts)
        self.at = next(is_open, max(0, len(self.links) - 1))
        return False

    def forget(self, link: str) -> None:
        """A verdict does not stand: its link is open again, and shown if it is still there."""
        self.verdicts.pop(link, None)
        if link in self.judged:
            self.judged.remove(link)
        self.at = next((n for n, each in enumerate(self.links) if each.id == link), self.at)

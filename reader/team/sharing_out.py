"""Work shared out: which article goes to whom, so that each is read by so many, evenly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence


def share_out(
    articles: Sequence[str],
    people: Sequence[str],
    each: int,
    held: Iterable[tuple[str, str]] = (),
) -> tuple[tuple[str, str], ...]:
    """The pairs (article, person) that are to be added; what is held is never moved.

    An article goes to who has least by then; of several, to who read least together with those
    that have it, so that everybody comes to be compared with everybody; then in the order given.

    >>> share_out(["x", "y", "z"], ["ada", "bo", "cy"], 2)
    (('x', 'ada'), ('x', 'bo'), ('y', 'cy'), ('y', 'ada'), ('z', 'bo'), ('z', 'cy'))

    Args:
        articles: in their order.
        people: who may be given any.
        each: how many are to read each article.
        held: pairs that stand already, of these and of other articles and people.
    """
    readers: dict[str, list[str]] = {}
    load: Counter[str] = Counter()
    for article, person in held:
        readers.setdefault(article, []).append(person)
        load[person] += 1
    together: Counter[tuple[str, str]] = Counter()
    for named in readers.values():
        together.update((a, b) for a in named for b in named if a != b)
    added = []
    order = {person: number for number, person in enumerate(people)}
    for article in articles:
        named = readers.setdefault(article, [])
        while len(named) < each:
            free = [person for person in order if person not in named]
            if not free:
                break
            person = min(
                free, key=lambda p: (load[p], sum(together[p, other] for other in named), order[p])
            )
            for other in named:
                together[person, other] += 1
                together[other, person] += 1
            named.append(person)
            load[person] += 1
            added.append((article, person))
    return tuple(added)

"""How some articles stand now, kept by whoever asks again and again: only what changed is read.

Of ten thousand marks a gesture changes one, and all of them take a quarter of a second of the
processor that keys wait for. What changed, history says; where it cannot tell, all is read anew.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter

from reader.desk.articles import Articles
from reader.desk.context import Context
from reader.model.annotation import Annotation, Comment
from reader.model.article import ArticleSummary
from reader.model.curation import Decision
from reader.model.values import dataclass, replace
from reader.store import annotations as rows
from reader.store import articles as article_rows
from reader.store import changed, comments, curations
from reader.store.changed import Changes, Point
from reader.store.protocol import Store

_Key = tuple[int, int, str, str]
_MANY = 4  # putting in more than one mark of so many is no quicker than sorting all
_said_at = attrgetter("created_at", "id")


@dataclass(frozen=True, slots=True)
class Stood:
    """What stands on some articles.

    Attributes:
        marks: everybody's, in reading order, by article; the very same ones as at the reading
            before, unless they changed.
        comments: on them, the oldest first, by article.
        decisions: what was decided of them, by their ids.
        articles: all of the desk, as they are listed.
        alone: whether since the reading before nothing else was done than on marks.
    """

    marks: Mapping[str, tuple[Annotation, ...]]
    comments: Mapping[str, tuple[Comment, ...]]
    decisions: Mapping[str, Decision]
    articles: tuple[ArticleSummary, ...]
    alone: bool


class Standing:
    """Reads articles of a desk, and after that what changed of them; of one thread's use.

    Args:
        context: the desk's.
        articles: the desk's.
    """

    def __init__(self, context: Context, articles: Articles) -> None:
        self._context = context
        self._articles = articles
        self._store: Store | None = None  # of the last reading
        self._then = Point()  # the moment of it
        self._pages: dict[str, _Page] = {}
        self._listed: tuple[ArticleSummary, ...] = ()
        self._places: dict[str, int] = {}  # in that list

    def read(self, shown: Sequence[str]) -> Stood:
        """How these articles (their ids) stand now."""
        store = self._context.store
        now = changed.point(store)  # what is done from here on is read again the next time
        news = changed.since(store, self._then, now) if store is self._store else None
        old = {each: page for each, page in self._pages.items() if each in shown}
        if news is not None:
            _bring_up(store, old, news)
            pages = {each: old.get(each) or _page(store, each) for each in shown}
        else:
            pages = {each: _page(store, each, old.get(each)) for each in shown}
        listed = self._list(news, pages)
        if len(listed) != len(self._listed) or news is None or news.listed:
            self._places = {each.id: place for place, each in enumerate(listed)}
        self._listed = listed
        self._pages, self._store, self._then = pages, store, now
        return Stood(
            marks={each: page.all for each, page in pages.items()},
            comments={each: page.comments for each, page in pages.items()},
            decisions={k: v for page in pages.values() for k, v in page.decisions.items()},
            articles=self._listed,
            alone=news is not None and news.alone,
        )

    def _list(self, news: Changes | None, pages: Mapping[str, _Page]) -> tuple[ArticleSummary, ...]:
        """All articles as they are listed, those that changed in the places of the old."""
        if news is None or news.listed or self._context.unstored:
            return self._articles.list()
        store, annotator = self._context.store, self._context.annotator
        places = self._places
        if not news.articles | news.states <= places.keys():
            return self._articles.list()  # what stays on older versions is counted with the newest
        listed = list(self._listed)
        for each in news.articles & pages.keys():
            listed[places[each]] = replace(listed[places[each]], marks=len(pages[each].all))
        others = news.articles - pages.keys() | news.states
        if others:
            read = article_rows.summaries(store, annotator, older=True, only=sorted(others))
            for summary in read:
                place = places[summary.id]
                listed[place] = replace(summary, lost=listed[place].lost)
        return tuple(listed)


class _Page:
    """One article's marks by id and in order, and what was said and decided of them.

    Args:
        marks: of the article, in order.
        said: the comments on them, the oldest first.
        decided: the decisions on them, by their ids.
    """

    def __init__(
        self,
        marks: Sequence[Annotation],
        said: tuple[Comment, ...],
        decided: Mapping[str, Decision],
    ) -> None:
        self._begin(marks)
        self.comments = said
        self.decisions = dict(decided)

    def _begin(self, marks: Sequence[Annotation]) -> None:
        self.by_id = {mark.id: mark for mark in marks}
        self._keys = [_key(mark) for mark in marks]
        self._list = list(marks)
        self.all = tuple(marks)

    def put(self, marks: Mapping[str, Annotation | None]) -> None:
        """Put marks in the place of those with their ids; None for one that is gone."""
        news = {name: mark for name, mark in marks.items() if self.by_id.get(name) != mark}
        if len(news) * _MANY > len(self.by_id):
            left = [mark for name, mark in self.by_id.items() if name not in news]
            left += [mark for mark in news.values() if mark is not None]
            self._begin(sorted(left, key=_key))
            return
        for name, mark in news.items():
            old = self.by_id.pop(name, None)
            if old is not None:
                at = bisect_left(self._keys, _key(old))
                del self._keys[at], self._list[at]
            if mark is not None:
                self.by_id[name] = mark
                at = bisect_left(self._keys, _key(mark))
                self._keys.insert(at, _key(mark))
                self._list.insert(at, mark)
        if news:
            self.all = tuple(self._list)


def _page(store: Store, article: str, before: _Page | None = None) -> _Page:
    """An article's page, read whole; marks that are as they were stay the very same ones."""
    read = rows.of_article(store, article)
    if before is not None:
        read = tuple(
            [old if (old := before.by_id.get(new.id, new)) == new else new for new in read]
        )
    return _Page(
        read, comments.select(store, article=article), curations.of_article(store, article)
    )


def _bring_up(store: Store, pages: Mapping[str, _Page], news: Changes) -> None:
    """Read what changed of these pages, and put it in the place of what was there."""
    if not pages or not news.marks:
        return
    there = rows.load_all(store, rows.within(store, news.marks, [*pages]))
    known = {name for page in pages.values() for name in news.marks & page.by_id.keys()}
    names = known | there.keys()
    if not names:
        return
    said = comments.of_marks(store, names)
    decided = curations.of_marks(store, names)
    for article, page in pages.items():
        inside = {name for name, mark in there.items() if mark.article == article}
        page.put({name: _live(there, name, inside) for name in known | inside})
        page.comments = _said(page.comments, names, (x for x in said if x.annotation in inside))
        page.decisions = {k: v for k, v in page.decisions.items() if k not in names}
        page.decisions |= {name: each for name, each in decided.items() if name in inside}


def _live(there: Mapping[str, Annotation], name: str, inside: Iterable[str]) -> Annotation | None:
    """A mark of one article, if it stands there."""
    mark = there.get(name)
    return mark if mark is not None and name in inside and not mark.deleted else None


def _said(
    before: tuple[Comment, ...], names: Iterable[str], fresh: Iterable[Comment]
) -> tuple[Comment, ...]:
    """Comments with those on some marks as they are now."""
    left = [each for each in before if each.annotation not in names]
    found = [*left, *fresh]
    return before if len(found) == len(left) == len(before) else tuple(sorted(found, key=_said_at))


def _key(mark: Annotation) -> _Key:
    pieces = mark.anchor.pieces
    return pieces[0].span.start, pieces[-1].span.stop, mark.created_at, mark.id

"""Stories: named sets of articles that are read together."""

from __future__ import annotations

from collections.abc import Sequence

from reader.desk.articles import Articles
from reader.desk.choosing import only
from reader.desk.context import Context
from reader.errors import ReaderError
from reader.model.article import Story
from reader.model.values import replace
from reader.store import assignments
from reader.store import stories as rows


class Stories:
    """The stories of a desk."""

    def __init__(self, context: Context, articles: Articles) -> None:
        self._context = context
        self._articles = articles

    def all(self) -> tuple[Story, ...]:
        """Every story, by title."""
        return rows.all_stories(self._context.store)

    def find(self, word: str) -> Story:
        """The story with that id or title, or the only one whose title holds the words.

        Raises:
            NotFoundError, AmbiguousError: none, or several.
        """
        every = self.all()
        wanted = word.casefold()
        found = [s for s in every if s.id == word or s.title.casefold() == wanted]
        if not found:
            found = [s for s in every if wanted in s.title.casefold()]
        return only(
            found,
            word,
            nouns=("story", "stories"),
            none="`reader story list` names them",
            several="give the whole title",
            line=lambda story: story.title,
        )

    def add(self, title: str, articles: Sequence[str], *, note: str = "") -> Story:
        """Put articles into a story, which is made if there is none of that title."""
        title = title.strip()
        _check(title)
        for article in articles:
            self._articles.get(article)
        gesture = self._context.gesture()
        wanted = title.casefold()
        story = next((s for s in self.all() if s.title.casefold() == wanted), None)
        if story is None:
            story = Story(self._context.ids(), title, tuple(articles), note)
            self._context.write(gesture, rows.adding(story, gesture))
        else:
            new = replace(story, articles=tuple(dict.fromkeys((*story.articles, *articles))))
            if new != story:
                self._context.write(gesture, rows.editing(story, new, gesture))
        return rows.load(self._context.store, story.id)

    def rename(self, story: Story, title: str | None = None, *, note: str | None = None) -> Story:
        """Give a story another title, or another note.

        Raises:
            ReaderError: no such title can be, or another story has it.
        """
        new = replace(
            story,
            title=story.title if title is None else title.strip(),
            note=story.note if note is None else note.strip(),
        )
        _check(new.title)
        if any(x.id != story.id and x.title.casefold() == new.title.casefold() for x in self.all()):
            raise ReaderError(
                "another story has this title",
                where=new.title,
                remedy=f'`reader story add "{new.title}" ARTICLE…` puts articles into that one',
            )
        if new != story:
            gesture = self._context.gesture()
            self._context.write(gesture, rows.editing(story, new, gesture))
        return rows.load(self._context.store, story.id)

    def remove(self, story: Story, articles: Sequence[str] = ()) -> None:
        """Take articles out of a story, or retire the story when none are named."""
        gesture = self._context.gesture()
        if articles:
            left = tuple(each for each in story.articles if each not in set(articles))
            batch = rows.editing(story, replace(story, articles=left), gesture)
            for each in assignments.all_assignments(self._context.store):
                if each.story == story.id and each.article not in left:
                    batch += assignments.unassigning(each, gesture)
        else:
            batch = rows.deleting(story, gesture)
        self._context.write(gesture, batch)


def _check(title: str) -> None:
    if not title or not title.isprintable():
        raise ReaderError("a story needs a printable title", where=repr(title))

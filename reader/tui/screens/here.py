"""All marks at one place to choose from, and what is left: words without a mark, articles."""

from __future__ import annotations

from reader.model.annotation import Annotation
from reader.model.article import ArticleSummary, ReadingState
from reader.model.visible import visible
from reader.tui import walking
from reader.tui.explaining import moment
from reader.tui.screens.workplace import Workplace, counted, quoted

_DIGITS = "123456789"


class Here:
    """What keys do with what lies here, and to get to what is left.

    Args:
        place: the work on the desk.
    """

    def __init__(self, place: Workplace) -> None:
        self._place = place

    def choose(self) -> None:
        """Show all marks at the cursor; keys act on the one that is chosen."""
        place, pane, article = self._place, self._place.pane, self._place.article
        if pane is None or article is None:
            return
        found = [place.ledger.find(article, mark.id) for mark in pane.page.marks_here()]
        marks = [mark for mark in found if mark is not None]
        if not marks:
            key = place.keymap.shown("next")
            place.say(f"there is no mark under the cursor: {key} goes to the next one")
            return
        above = (None, *marks)
        options = [
            (mark.id, self._words(mark, before), self._said(mark))
            for mark, before in zip(marks, above, strict=False)
        ]

        def chosen(name: str | None) -> None:
            if name is not None:
                pane.choose(name)

        from reader.tui.screens.chooser import Chooser  # noqa: PLC0415 - loaded when wanted

        title = f"{counted(len(marks), 'mark')} here"
        place.screen.app.push_screen(
            Chooser(title, options, pane.active_mark, keys=_DIGITS), chosen
        )

    def piece(self, steps: int) -> None:
        """To another piece of the mark, on the screen or off it."""
        pane, mark = self._place.pane, self._place.active_mark()
        if pane is None or mark is None:
            key = self._place.keymap.shown("next")
            self._place.say(f"there is no mark under the cursor: {key} goes to the next one")
        elif len(mark.anchor.spans) == 1:
            add = self._place.keymap.shown("mark.add-piece")
            self._place.say(f"this mark is in one piece: {add} adds another one")
        else:
            pane.turn_piece(steps)

    def _words(self, mark: Annotation, before: Annotation | None) -> str:
        names = ", ".join(self._place.tags.path(tag) for tag in mark.tags) or "note"
        twin = before is not None and before.anchor.spans == mark.anchor.spans
        note = f" · ✎ {' '.join(visible(mark.note).split())}" if mark.note else ""
        return f"{visible(names)} · {'the same' if twin else quoted(mark.anchor.quote)}{note}"

    def _said(self, mark: Annotation) -> str:
        count = len(mark.anchor.spans)
        who = f"{visible(mark.annotator)} {moment(mark.updated_at or mark.created_at)}".rstrip()
        return f"{counted(count, 'piece')} · {who}" if count > 1 else who

    def unmarked(self, count: int | None) -> None:
        """To the next sentence of the article that no mark touches."""
        pane = self._place.pane
        if pane is None:
            return
        page = pane.page
        offset = walking.unmarked(page.motions, page.scene.marks, pane.cursor, count or 1)
        if offset is None:
            self._place.say("no sentence without a mark from here to the end")
        else:
            pane.jump_to(offset, flash=False)

    def next_article(self) -> None:
        """To the next article that one is not done with, after the last to the first."""
        place = self._place
        state = place.state
        if state is None:
            return
        story = next((s for s in place.desk.stories.all() if s.id == place.session.story), None)
        left = [
            each
            for each in state.articles
            if (story is None or each.id in story.articles)
            and each.state is not ReadingState.DONE
            and not each.superseded
            and each.id != place.article
        ]
        if not left:
            of = "this story" if story is not None else "this desk"
            place.say(f"no other article of {of} is left for you")
            return
        number = place.number(place.article) if place.article else 0
        found = min(left, key=lambda each: (each.number <= number, each.number))
        self._show(found, len(left))

    def _show(self, article: ArticleSummary, left: int) -> None:
        place = self._place
        if article.id in place.arrangement.articles:
            place.arrangement.go_to(article.id)
            place.show_panes()
        else:
            place.bring(article.id)
        begun = "begun" if article.state is ReadingState.READING else "not begun"
        place.say(f"article {article.number}, {begun} · {counted(left, 'article')} left")

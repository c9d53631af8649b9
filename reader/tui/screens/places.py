"""Letters on places: put there by one key, gone to by another, across all articles."""

from __future__ import annotations

from reader.errors import ReaderError
from reader.tui.explaining import source_and_title
from reader.tui.place_marks import KEPT_WORDS, LETTERS, PlaceMark, offset_in
from reader.tui.rows import numbered
from reader.tui.screens.crosslinking import CrossLinking
from reader.tui.screens.workplace import Workplace, quoted


class Places:
    """The places of a desk that carry a letter, and the one before the last jump.

    Args:
        place: the work on the desk.
        linking: who remembers the way back.
    """

    def __init__(self, place: Workplace, linking: CrossLinking) -> None:
        self._place = place
        self._linking = linking
        self._before: PlaceMark | None = None

    def _here(self) -> PlaceMark | None:
        place = self._place
        pane, article = place.pane, place.article
        if pane is None or article is None:
            return None
        words = place.text(article)[pane.cursor : pane.cursor + KEPT_WORDS]
        return PlaceMark(article, pane.cursor, max(0, pane.cursor_row), words)

    def set(self, letter: str) -> None:
        """Put a letter on the place of the cursor."""
        here = self._here()
        if letter not in LETTERS or not letter:  # chosen in the palette, without a letter
            self._place.say(self.waiting(self._first_stroke("place.set")))
        elif here is not None:
            self._place.session.marked[letter] = here
            to = self._first_stroke("place.go") + letter
            self._place.say(f"{letter} is on {quoted(here.words)} · {to} comes back here")

    def go(self, letter: str) -> None:
        """To the place with a letter."""
        if letter not in LETTERS or not letter:
            self.list()
            return
        mark = self._place.session.marked.get(letter)
        if mark is None:
            key = self._first_stroke("place.set") + letter
            self._place.say(f"no place carries {letter}: {key} puts it on one")
            return
        self._jump(mark)

    def back(self) -> None:
        """To where the last jump to a place began; once more, and to where that began."""
        if self._before is None:
            self._place.say("there was no jump to a place yet")
            return
        self._jump(self._before)

    def list(self) -> None:
        """Show all places, to choose one."""
        place = self._place
        if not place.session.marked:
            key = self._first_stroke("place.set") + LETTERS[0]
            place.say(f"no place carries a letter yet: {key} puts {LETTERS[0]} on this one")
            return
        options = [
            (letter, f"{letter}  {quoted(mark.words)}", self._where(mark))
            for letter, mark in sorted(place.session.marked.items())
        ]

        def chosen(letter: str | None) -> None:
            if letter is not None:
                self.go(letter)

        from reader.tui.screens.chooser import Chooser  # noqa: PLC0415 - loaded when wanted

        place.screen.app.push_screen(Chooser("Places", options), chosen)

    def waiting(self, keys: str) -> str:
        """What is said while a letter is waited for; empty when none is."""
        keymap = self._place.keymap
        if keys == self._first_stroke("place.set"):
            return f"{LETTERS[0]}…{LETTERS[-1]} puts that letter on this place · Esc: none"
        if keys != self._first_stroke("place.go"):
            return ""
        shown = (keymap.shown(name) for name in ("place.back", "place.list"))
        back, every = (keys_.removeprefix(keys) for keys_ in shown)
        own = " ".join(sorted(self._place.session.marked)) or "no letter yet"
        return f"to the place of a letter: {own} · {back} back · {every} all places · Esc: none"

    def _first_stroke(self, command: str) -> str:
        """The key before the letter."""
        return self._place.keymap.shown(command)[:1]

    def _where(self, mark: PlaceMark) -> str:
        """The number and source of its article."""
        place = self._place
        try:
            source, title = source_and_title(place.desk.articles.get(mark.article), place.desk)
        except ReaderError:
            return "no longer here"
        return f"{numbered(place.number(mark.article))} {source or title}"

    def _jump(self, mark: PlaceMark) -> None:
        place, before = self._place, self._here()
        try:
            article = place.desk.versions.newest(mark.article)
            offset = offset_in(mark, place.text(article))
        except ReaderError as error:
            place.complain(error)
            return
        self._linking.remember()
        self._before = before
        place.bring(article)
        place.when_shown(article, lambda shown: shown.jump_to(offset, screen_row=mark.row))

"""Names that are suggested as entities, on the screen: shown, accepted, refused.

They are looked for in a thread, when somebody wants to see them. What is accepted is a mark; what
is refused is no word on the desk but a matter of one's own view, and kept in the session.
"""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Callable

from reader.errors import ReaderError
from reader.model.annotation import TagSet
from reader.model.entity import EntityKind
from reader.tui.screens.making import Chosen, Making
from reader.tui.screens.workplace import Workplace, counted, quoted


class SuggestedNames:
    """What keys do with names that are suggested.

    Args:
        place: the work on the desk.
        making: who makes marks.
    """

    def __init__(self, place: Workplace, making: Making) -> None:
        self._place = place
        self._making = making
        self._finding = False
        self._again = False  # something changed while they were looked for
        self._told = True  # whether it was said how many there are

    def toggle(self) -> None:
        """Suggest names, or no more."""
        place = self._place
        if place.blind:
            key = place.keymap.shown("view.blind")
            place.say(f"nothing is suggested to who works blind ({key})")
            return
        place.session.names = not place.session.names
        if place.session.names:
            self._told = False
            place.say("looking for names…")
            self.find()
        else:
            place.show_marks()
            place.say("no names are suggested any more")
        place.show_panes()

    def find(self) -> None:
        """Look for the names of the articles that are read, where they are to be seen."""
        place = self._place
        if not place.session.names or place.blind:
            return
        if self._finding:
            self._again = True
            return
        self._finding = True
        place.screen.run_worker(self._find(), group="names")

    async def _find(self) -> None:
        place = self._place
        try:
            again = True
            while again:
                self._again = False
                articles = tuple(place.columns)
                found = await to_thread(place.desk.naming.suggested, articles)
                again = self._again
            changed = [each for each in found if found[each] != place.found_names.get(each)]
            place.found_names = found
            if changed or not self._told:
                place.show_marks()
            self._tell()
        except ReaderError as error:
            place.complain(error)
        finally:
            self._finding = False

    def _tell(self) -> None:
        """Say once how many there are."""
        place = self._place
        if self._told:
            return
        self._told = True
        count = sum(len(place.names(article)) for article in place.columns)
        accept, refuse, on = map(place.keymap.shown, ("mark.entity", "name.refuse", "next"))
        place.say(
            f"{counted(count, 'name')} suggested: {on} goes on, {accept} accepts, {refuse} refuses"
            if count
            else "no names that are not marked yet"
        )

    def accept(self) -> bool:
        """Mark the suggested name under the cursor as what it is suggested for."""
        place = self._place
        name = place.name_here()
        if name is None or place.article is None:
            return False
        span = name.place.span
        self._making.mark((suggested_tag(place.tags, name.kind),), lambda _: span)
        return True

    def accept_or(self, otherwise: Callable[[int | None], None], times: int | None) -> None:
        """Accept the name under the cursor; where none is suggested, do something else."""
        if times is not None or not self.accept():
            otherwise(times)

    def refuse(self) -> None:
        """Suggest the name under the cursor no more; the last one again, where there is none."""
        place = self._place
        name, refused = place.name_here(), place.session.no_names
        key = place.keymap.shown("name.refuse")
        if name is not None:
            words = " ".join(name.place.quote.split())
            place.session.no_names = [*(each for each in refused if each != words), words]
            said = f"{quoted(words)} is not suggested to you any more · {key} takes that back"
        elif place.session.names and not place.blind and refused:
            words = refused[-1]
            place.session.no_names = refused[:-1]
            said = f"{quoted(words)} is suggested again"
        else:
            place.say("no name is suggested here")
            return
        place.show_marks()
        place.say(said)


def suggested_tag(tags: TagSet, kind: EntityKind) -> Chosen:
    """The tag of a kind, or the name of one that is made with its first mark."""
    from reader.desk.naming import tag_of  # noqa: PLC0415 - loaded when wanted

    return tag_of(tags, kind) or kind.tag

"""The attributes and the note of one's own mark, filled in on a card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from reader.errors import ConflictError, ReaderError
from reader.model.annotation import Annotation
from reader.model.attributes import fields
from reader.model.values import replace
from reader.tui.screens.changing import Changing
from reader.tui.screens.making import Making
from reader.tui.screens.workplace import Workplace, quoted

if TYPE_CHECKING:
    from reader.tui.screens.attribute_form import Filled


class Filling:
    """What `a` does to the mark under the cursor.

    Args:
        place: the work on the desk.
        making: who says what a mark is.
        changing: who knows which mark is one's own.
    """

    def __init__(self, place: Workplace, making: Making, changing: Changing) -> None:
        self._place = place
        self._making = making
        self._changing = changing

    def attributes(self) -> None:
        """Fill in what the mark under the cursor says beside its tags."""
        mark = self._changing.own()
        if mark is not None:
            self._open(mark)

    def _open(self, mark: Annotation, draft: Filled | None = None) -> None:
        from reader.tui.screens.attribute_form import (  # noqa: PLC0415 - loaded when first used
            AttributeForm,
            Filled,
        )

        now = Filled(dict(mark.attributes), mark.note)
        asked = [name for tag in mark.tags for name in tag.required]
        shown = {**mark.attributes, **(draft.attributes if draft else {})}
        form = AttributeForm(mark.anchor.quote, fields(mark.tags, shown), asked, now, draft=draft)

        def filled(wanted: Filled | None) -> None:
            if wanted is not None:
                self._write(mark, wanted)

        self._place.screen.app.push_screen(form, filled)

    def _write(self, mark: Annotation, wanted: Filled) -> None:
        """Show the mark as it will be, hollow, and write what was changed of it."""
        marks, ledger = self._place.desk.marks, self._place.ledger
        changed = _difference(mark.attributes, wanted.attributes)
        if changed:
            self._making.once_more = lambda: self._again(changed)
        note = None if wanted.note == mark.note else wanted.note

        def work() -> list[Annotation]:
            # Read again: gestures of ours that were queued before this one changed its version.
            stored = marks.get(ledger.stored_id(mark.id))
            other = set(_difference(mark.attributes, stored.attributes)) & set(changed)
            if other or (note is not None and stored.note != mark.note):
                raise ConflictError("the mark was changed meanwhile", where=mark.anchor.quote)
            attributes = {**stored.attributes, **changed}
            kept = {name: value for name, value in attributes.items() if value}
            return [marks.edit(stored, attributes=kept, note=note)]

        def done(edited: Sequence[Annotation]) -> None:
            self._making.told(edited[0], "kept · ")

        shown = replace(mark, attributes=wanted.attributes, note=wanted.note)
        words = f"attributes of {quoted(mark.anchor.quote)}"
        self._place.write_marks(
            words, [shown], work, done, refused=lambda: self._ask_again(mark, wanted)
        )

    def _again(self, changed: Mapping[str, str]) -> None:
        """Say the same of the mark under the cursor."""
        mark = self._changing.own()
        if mark is not None:
            said = {name: value for name, value in {**mark.attributes, **changed}.items() if value}
            self._write(mark, replace(self._filled(mark), attributes=said))

    def _filled(self, mark: Annotation) -> Filled:
        from reader.tui.screens.attribute_form import Filled  # noqa: PLC0415 - loaded when used

        return Filled(dict(mark.attributes), mark.note)

    def _ask_again(self, mark: Annotation, wanted: Filled) -> None:
        """The mark says something else by now: what was filled in is shown over it."""
        try:
            now = self._place.desk.marks.get(self._place.ledger.stored_id(mark.id))
        except ReaderError as error:  # it is gone
            self._place.complain(error)
            return
        said = {**now.attributes, **_difference(mark.attributes, wanted.attributes)}
        kept = {name: value for name, value in said.items() if value}
        note = now.note if wanted.note == mark.note else wanted.note
        self._open(now, replace(wanted, attributes=kept, note=note))


def _difference(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, str]:
    """What is to be said from now on, by name; empty where nothing is."""
    names = sorted({*before, *after})
    return {x: after.get(x, "") for x in names if before.get(x, "") != after.get(x, "")}

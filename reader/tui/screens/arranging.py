"""Events by hand: kept, named, dated, merged, split, and passages moved between them.

Each change is one gesture, which `undo` takes back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual import on

from reader.desk.desk import Desk
from reader.model.link import Event, LinkEnd
from reader.model.synopsis import MatrixRow
from reader.tui.keys import Context
from reader.tui.screens.frame import FramedScreen
from reader.tui.screens.workplace import counted, quoted
from reader.tui.widgets.filter_input import FilterInput

Keep = Callable[[str], object]


class ArrangingScreen(FramedScreen[LinkEnd | None]):
    """What hands do to events; which event and passages are meant, the screen below knows.

    Args:
        desk: whose events.
    """

    CONTEXTS: ClassVar[tuple[Context, ...]] = (Context.EVENTS, Context.LIST)
    DEFAULT_CSS = """
    ArrangingScreen #naming { display: none; padding: 0 1; }
    ArrangingScreen.-naming #naming { display: block; }
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.picked: dict[LinkEnd, None] = {}  # passages in hand, in the order they were picked
        self.merging: Event | None = None  # the one that others are merged into
        self.wanted: str | None = None  # id of the event to stand at after the next reading
        self._keep: Keep | None = None  # what is done with the line that is typed

    def row_here(self) -> MatrixRow | None:
        """The event under the cursor."""
        raise NotImplementedError

    def is_read(self) -> bool:
        """Whether the events are there to be shown."""
        raise NotImplementedError

    def passages_here(self) -> Sequence[LinkEnd]:
        """The passages under the cursor."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Show what is in hand."""
        raise NotImplementedError

    def arranging(self) -> Mapping[str, Callable[[], object]]:
        """The commands, by id."""
        return {
            "events.keep": self._keep_event,
            "events.name": self._name_event,
            "events.date": self._date_event,
            "events.merge": self._merge,
            "events.pick": self._pick,
            "events.put": self._put,
            "events.split": self._split,
            "events.drop": self._drop,
            "events.delete": self._delete,
        }

    # -- what is in hand -------------------------------------------------------------------

    def let_go(self) -> bool:
        """Drop what is in hand; whether there was anything."""
        if not self.picked and self.merging is None:
            return False
        self.picked.clear()
        self.merging = None
        self._show_hand()
        return True

    def _show_hand(self) -> None:
        shown = self.keymap.shown
        cancel = (shown("back"), "let go")
        if self.merging is not None:
            self.say_keys(((shown("events.merge"), "merge the event here into it"), cancel))
            self.say(f"merging into {quoted(self.merging.title)}")
        elif self.picked:
            put, split = shown("events.put"), shown("events.split")
            more = (shown("events.pick"), "pick more")
            self.say_keys(((put, "put into the event here"), (split, "new event"), more, cancel))
            self.say(f"{counted(len(self.picked), 'passage')} in hand")
        else:
            self.say_keys()
            self.say("")
        self.redraw()

    def _pick(self) -> None:
        ends = self.passages_here()
        if not ends:
            self.tell("no passage here to pick")
            return
        self.merging = None
        if all(end in self.picked for end in ends):
            for end in ends:
                del self.picked[end]
        else:
            self.picked.update(dict.fromkeys(ends))
        self._show_hand()

    def _in_hand(self) -> tuple[LinkEnd, ...]:
        """What is picked, or else the passages under the cursor."""
        return tuple(self.picked) or tuple(self.passages_here())

    # -- what is done ----------------------------------------------------------------------

    def _change(self, verb: Callable[[], Event | None], said: str) -> None:
        """Do something to events, say it, and read them anew."""

        def then(event: Event | None) -> None:
            self.wanted = None if event is None else event.id
            undo = self.keymap.shown("undo")
            self.tell(f"{said} · {undo} undo")
            self.picked.clear()
            self.merging = None
            self._show_hand()
            self.reload()

        self.in_background(verb, then, group="writing")

    def _event_here(self) -> Event | None:
        row = self.row_here()
        if row is None:
            self.tell("no event here: go up to one" if self.is_read() else "still reading")
        return None if row is None else row.event

    def _keep_event(self) -> None:
        event = self._event_here()
        if event is None:
            return
        if not event.proposed:
            self.tell("it is kept already")
            return
        self._change(lambda: self.desk.events.edit(event), f"kept: {event.title}")

    def _name_event(self) -> None:
        event = self._event_here()
        if event is not None:
            self._ask(
                event.title,
                "name of the event",
                "keep it under this name",
                lambda title: self._change(
                    lambda: self.desk.events.edit(event, title=title), f"kept: {title}"
                ),
            )

    def _date_event(self) -> None:
        event = self._event_here()
        if event is not None:
            self._ask(
                event.happened_on,
                "2020-10-06",
                "the day it happened; empty: not known",
                lambda day: self._change(
                    lambda: self.desk.events.edit(event, happened_on=day),
                    f"{event.title}: {day or 'no day'}",
                ),
                empty=True,
            )

    def _merge(self) -> None:
        event, first = self._event_here(), self.merging
        if event is None:
            return
        if first is None:
            self.picked.clear()
            self.merging = event
            self._show_hand()
        elif first.id == event.id:
            self.let_go()
        else:
            into, gone = (event, first) if first.proposed > event.proposed else (first, event)
            said = f"merged into {quoted(into.title)}: {quoted(gone.title)}"
            self._change(lambda: self.desk.events.merge(first, event), said)

    def _put(self) -> None:
        event, ends = self._event_here(), tuple(self.picked)
        if not ends:
            self.tell(f"nothing in hand: {self.keymap.shown('events.pick')} picks a passage")
        elif event is not None:
            said = f"{counted(len(ends), 'passage')} put into {quoted(event.title)}"
            self._change(lambda: self.desk.events.move(ends, event), said)

    def _split(self) -> None:
        ends = self._in_hand()
        if not ends:
            self.tell("no passage here to make an event of")
            return
        self._ask(
            "",
            f"name of the new event of {counted(len(ends), 'passage')}",
            "make it",
            lambda title: self._change(
                lambda: self.desk.events.collect(ends, title), f"a new event: {title}"
            ),
        )

    def _drop(self) -> None:
        event, ends = self._event_here(), tuple(self.passages_here())
        if event is None or not ends:
            self.tell("no passage here to take out of its event")
            return
        said = f"{counted(len(ends), 'passage')} taken out of {quoted(event.title)}"
        self._change(lambda: self.desk.events.take_out(ends, event), said)

    def _delete(self) -> None:
        event = self._event_here()
        if event is None:
            return
        if event.proposed:
            self.tell("a proposed event is computed: reject its links, or take passages out")
            return

        def verb() -> None:
            self.desk.events.delete(event)

        self._change(verb, f"no longer kept: {event.title}")

    # -- a line to type into ---------------------------------------------------------------

    def _ask(self, value: str, hint: str, does: str, keep: Keep, *, empty: bool = False) -> None:
        """Ask for a line; `keep` is called with it, when it is not empty or may be."""
        self._keep = lambda typed: keep(typed) if typed or empty else None
        self.add_class("-naming")
        naming = self.query_one("#naming", FilterInput)
        naming.placeholder = hint
        naming.value = value
        self.set_focus(naming)
        self.say_keys((("⏎", does), ("Esc", "cancel")))
        naming.action_end()

    @on(FilterInput.Walked)
    def _walked(self, event: FilterInput.Walked) -> None:
        event.stop()
        if event.key not in {"enter", "escape"}:
            return
        typed = self.query_one("#naming", FilterInput).value.strip()
        self.set_focus(None)
        self.remove_class("-naming")
        self._show_hand()
        keep, self._keep = self._keep, None
        if event.key == "enter" and keep is not None:
            keep(typed)

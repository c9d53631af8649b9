"""The thread of a mark: who said what of it, and a line to answer in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from reader.model.annotation import Comment
from reader.tui.screens.frame import Card
from reader.tui.screens.note import QUOTE_LENGTH, NoteArea
from reader.tui.widgets.bars import Divider
from reader.tui.widgets.cells import clipped, one_line, wrapped
from reader.tui.widgets.listing import Entry, Listing

LOOK_S = 0.5  # how often the thread is looked at again while the card is open
_LEFT_ROWS = 12  # of the card and the screen around the thread
_CHANGE = ("↑", "change yours")


@dataclass(frozen=True, slots=True)
class Said:
    """One comment as the card shows it.

    Attributes:
        comment: what is said; its id is empty until it is on disk.
        name: who says it, as they call themselves.
        when: in words.
        own: whether the reader may change it.
    """

    comment: Comment
    name: str
    when: str
    own: bool


class ThreadArea(NoteArea):
    """Where an answer is written; with nothing typed, the arrows walk one's own comments."""

    class Walked(Message):
        """Up or down, with nothing typed that would be lost.

        Args:
            step: -1 for an older comment, 1 for a newer one.
        """

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    def __init__(self, text: str) -> None:
        super().__init__(text, placeholder="your word on it: everybody reads it")
        self.untouched = text  # what stands here without anything having been typed

    def put(self, text: str) -> None:
        """Let this stand here, as if nothing was typed."""
        self.load_text(text)
        self.untouched = text
        self.move_cursor(self.document.end)

    def on_key(self, event: events.Key) -> None:
        """Walk while nothing is typed; a note's keys otherwise."""
        step = {"up": -1, "down": 1}.get(event.key)
        if step is not None and self.text == self.untouched:
            event.stop()
            event.prevent_default()
            self.post_message(self.Walked(step))
        else:
            super().on_key(event)


class ThreadCard(Card[None]):
    """What is said of a mark.

    It stays open until Esc, and grows with what is said meanwhile. What was typed and left is
    there when the same thread is opened again in the same run.

    Args:
        mark: its id.
        about: the words of the mark, and whose it is.
        read: gives the thread, the oldest first.
        say: called with words to be said.
        change: called with a comment of one's own and its new words; empty takes it away.
    """

    AUTO_FOCUS: ClassVar[str | None] = "ThreadArea"
    TITLE_WORDS = "Comments"
    KEYS = (("⏎", "say it"), ("Alt+⏎ ^j", "line break"), _CHANGE, ("Esc", "close"))
    CHANGING = (("⏎", "keep; empty deletes it"), ("↑ ↓", "another"), ("Esc", "leave it as it is"))
    DEFAULT_CSS = """
    ThreadCard > #card { width: 76; }
    ThreadCard #quote { height: auto; max-height: 3; }
    ThreadCard #thread { height: auto; margin-top: 1; }
    ThreadCard ThreadArea, ThreadCard ThreadArea:focus { height: 3; }
    """
    drafts: ClassVar[dict[str, str]] = {}

    def __init__(
        self,
        mark: str,
        about: tuple[str, str],
        read: Callable[[], Sequence[Said]],
        say: Callable[[str], object],
        change: Callable[[Comment, str], object],
    ) -> None:
        super().__init__()
        self._mark = mark
        self._about = about
        self._read = read
        self._say = say
        self._change = change
        self._shown: tuple[Said, ...] | None = None
        self._changing: Comment | None = None

    def body(self) -> Iterable[Widget]:
        """The mark, the thread, and where to write."""
        quote, whose = self._about
        words = f"“{clipped(one_line(quote), QUOTE_LENGTH)}”"
        yield Static(Content.assemble((words, ".quiet"), f"  by {one_line(whose)}"), id="quote")
        yield Listing(id="thread")
        yield Divider()
        yield ThreadArea(self.drafts.get(self._mark, ""))

    def on_mount(self) -> None:
        """Show what is said, and look again now and then."""
        self._area.untouched = ""
        self._area.move_cursor(self._area.document.end)
        self._look()
        self.set_interval(LOOK_S, self._look)

    def on_resize(self) -> None:
        """As high as the thread needs, or as there is room for."""
        if self.is_mounted:
            self.call_after_refresh(self._fit)

    @property
    def _area(self) -> ThreadArea:
        return self.query_one(ThreadArea)

    def _look(self) -> None:
        """Show the thread as it is now, the newest in sight."""
        said = tuple(self._read())
        if said == self._shown or not self.is_attached:
            return
        self._shown = said
        if self._changing is None:
            self.say_keys()
        changing = self._changing.id if self._changing is not None else None
        # A comment is lit up only while it is being changed.
        entries = [
            _entry(each, last=each is said[-1], lit=each.comment.id == changing) for each in said
        ]
        if not entries:
            none = Content.styled("Nobody has said anything yet.", ".quiet")
            entries = [Entry(lambda _width, _at: [none], pickable=False)]
        places = [n for n, each in enumerate(said) if each.comment.id == changing]
        listing = self.query_one("#thread", Listing)
        listing.show(entries, index=places[0] if places else len(entries) - 1)
        self._fit()
        if not places:
            self.call_after_refresh(lambda: listing.scroll_end(animate=False, immediate=True))

    def _fit(self) -> None:
        listing = self.query_one("#thread", Listing)
        room = max(2, self.size.height - _LEFT_ROWS)
        listing.styles.height = max(1, min(listing.virtual_size.height, room))

    # -- hands -----------------------------------------------------------------------------

    def footer(self) -> tuple[tuple[str, str], ...]:
        """What works here: only where there is something of one's own it can be changed."""
        if any(each.own for each in self._shown or ()):
            return self.KEYS
        return tuple(pair for pair in self.KEYS if pair != _CHANGE)

    def acts(self) -> Mapping[str, Callable[[], object]]:
        """What a click on the row of keys does."""
        return {"back": self._back}

    @on(ThreadArea.Walked)
    def _walked(self, event: ThreadArea.Walked) -> None:
        """Take the next of one's own comments in hand; behind the newest, a new one."""
        own = [each.comment for each in self._shown or () if each.own]
        ids = [each.id for each in own]
        held = self._changing.id if self._changing is not None else None
        at = (ids.index(held) if held in ids else len(own)) + event.step
        if at >= len(own):
            self._take(None)
        elif at >= 0:
            self._take(own[at])

    def _take(self, comment: Comment | None) -> None:
        self._changing = comment
        self._area.put("" if comment is None else comment.text)
        self.say_keys(None if comment is None else self.CHANGING)
        self._shown = None
        self._look()

    @on(NoteArea.Ended)
    def _ended(self, event: NoteArea.Ended) -> None:
        event.stop()
        if event.kept:
            self._keep()
        else:
            self._back()

    def _keep(self) -> None:
        typed, changing = self._area.text.strip(), self._changing
        if changing is not None:
            if typed != changing.text:
                self._change(changing, typed)
            self._take(None)
        elif typed:
            self.drafts.pop(self._mark, None)
            self._say(typed)
            self._area.put("")
        self._shown = None
        self._look()

    def _back(self) -> None:
        """Let go of a comment that is in hand, else close; what was typed is kept."""
        if self._changing is not None:
            self._take(None)
            return
        typed = self._area.text.strip()
        self.drafts.pop(self._mark, None)
        if typed:
            self.drafts[self._mark] = typed
        self.leave()

    def give_back(self, words: str) -> None:
        """What could not be said is where it was typed, or kept for the next time."""
        if self.left or self._changing is not None or self._area.text.strip():
            self.drafts[self._mark] = words
        else:
            self._area.load_text(words)


def _entry(each: Said, *, last: bool, lit: bool) -> Entry:
    """A line of who and when, and the words below it."""

    def lines(width: int, _at: int | None) -> list[Content]:
        comment = each.comment
        edited = " · edited" if comment.version > 1 else ""
        head = Content.assemble(
            ("" if comment.id else "○ ", ".key"),
            (one_line(each.name), ".loud"),
            (f"  {each.when}{edited}", ".quiet"),
        )
        words = [
            Content("  ") + line
            for part in comment.text.splitlines()
            for line in wrapped(Content(one_line(part)), max(1, width - 2))
        ]
        return [head, *words]

    return Entry(lines, key=each, height=None, gap=0 if last else 1, pickable=lit)

"""A screen of its own: a title and a line above, what it is about, a line of keys below."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Region
from textual.screen import ModalScreen, ScreenResultType
from textual.strip import Strip
from textual.widget import Widget

from reader.desk.desk import Desk
from reader.desk.history import TakenBack
from reader.tui.keys import Context
from reader.tui.screens.keyed import KeyedScreen
from reader.tui.screens.workplace import said_of
from reader.tui.widgets.bars import Divider, KeyLine, TitleBar
from reader.tui.widgets.listing import Listing
from reader.tui.writing import WriteQueue

_ROOMY = 20  # rows from where on a line across is no loss: the longest list of choices still fits
_RIM = (1, 2, 1, 2)  # blank cells around a card in few colours: above, right, below, left
UNDONE = "Undone"  # what an undo did, in a word
DRAIN_S = 5.0  # for marks that are on their way to the disk when something is taken back


class FramedScreen(KeyedScreen[ScreenResultType]):
    """A whole screen on a desk.

    Args:
        desk: what it shows.
    """

    TITLE_WORDS: ClassVar[str] = ""
    FOOTER: ClassVar[Context] = Context.LIST

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def compose(self) -> ComposeResult:
        """Title, line, body, line, keys."""
        yield TitleBar(self.TITLE_WORDS, id="title")
        yield Divider()
        yield from self.body()
        yield Divider()
        yield KeyLine(self.footer(), id="keys")

    def body(self) -> Iterable[Widget]:
        """What stands between the two lines."""
        return ()

    def footer(self) -> tuple[tuple[str, str], ...]:
        """Keys and words of the bottom row."""
        return self.keymap.footer(self.FOOTER)

    def say(self, said: Content | str, counted: str | None = None) -> None:
        """Put words beside the title, and others at its right."""
        self.query_one("#title", TitleBar).say(said, counted)

    def reload(self) -> None:
        """Read anew what is shown: something has changed."""

    def taking_back(self) -> Mapping[str, Callable[[], object]]:
        """Undo and redo, which work wherever something is shown."""
        return {
            "undo": lambda: self.take(self.desk.history.undo, UNDONE, "nothing to undo"),
            "redo": lambda: self.take(self.desk.history.redo, "Redone", "nothing to redo"),
        }

    def take(self, verb: Callable[[], TakenBack | None], done: str, nothing: str) -> None:
        """Do what takes a change back, and say what became of it.

        Args:
            verb: does it.
            done: what it did, in a word.
            nothing: what to say when there is nothing to do it with.
        """

        def job() -> TakenBack | None:
            self.drain()
            return verb()

        def then(taken: TakenBack | None) -> None:
            if taken is None:
                self.tell(nothing)
            else:
                if done == UNDONE and not taken.nothing:
                    self.show_again()
                self.took_back(said_of(taken, done))
            self.reload()

        self.in_background(job, then, group="writing")

    def drain(self) -> None:
        """Wait for what is on its way to the disk, or an older gesture would be taken back."""
        queue = getattr(self.app, "queue", None)
        if isinstance(queue, WriteQueue):
            queue.drain(DRAIN_S)

    def show_again(self) -> None:
        """Begin, at the next reading, with what was done last, which is open again."""

    def took_back(self, said: str) -> None:
        """Say what was taken back, and what of it stays because somebody changed it since."""
        self.tell(said)


class _Box(Vertical):
    """What is drawn of a card."""

    def on_resize(self) -> None:
        """Have the rim drawn where it is now."""
        self.screen.refresh()


class Card(KeyedScreen[ScreenResultType], ModalScreen[ScreenResultType]):
    """A card over whatever is shown, with a line of keys in it."""

    TITLE_WORDS: ClassVar[str] = ""
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = ()
    VERTICAL_BREAKPOINTS = [(0, "-squat"), (_ROOMY, "-roomy")]  # noqa: RUF012 - as Textual declares it
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-slim"), (100, "-broad")]  # noqa: RUF012 - as above
    DEFAULT_CSS = """
    Card {
        align: center middle;
        background: $background 55%;
        & > #card {
            width: 64;
            max-width: 100%;
            height: auto;
            max-height: 100%;
            padding: 0 1;
            border: round $foreground 40%;
            border-title-color: $foreground;
            border-title-style: bold;
            border-subtitle-color: $foreground 72%;
            background: $background;
            & KeyLine, & Line { padding: 0; }
            & > #keys { dock: bottom; }  /* where rows are few, they are not the ones to go */
            & VerticalScroll, & TextArea {
                scrollbar-size-vertical: 1;
                scrollbar-background: $background;
                scrollbar-background-hover: $background;
                scrollbar-background-active: $background;
                scrollbar-color: $foreground 25%;
                scrollbar-color-hover: $foreground 45%;
                scrollbar-color-active: $foreground 45%;
            }
        }
        &.-slim > #card { width: 76; }  /* as wide as the text: no odd letters beside it */
        &.-squat #above-keys { display: none; }
        &:ansi { background: transparent; }  /* what the card is about stays in sight */
        &:ansi > #card { border: round $secondary; }
    }
    """

    def compose(self) -> ComposeResult:
        """The card."""
        with _Box(id="card") as card:
            card.border_title = self.TITLE_WORDS
            parts = list(self.body())
            yield from parts
            if not any(isinstance(part, Divider) for part in parts):
                yield Divider(id="above-keys")  # one line across in every card
            yield KeyLine(self.footer(), id="keys")

    def render_lines(self, crop: Region) -> list[Strip]:
        """What the card is about; where no tint sets the two apart, a blank rim does."""
        strips = super().render_lines(crop)
        found = self.query("#card") if self.app.native_ansi_color else ()
        for card in found:
            rim = card.region.grow(_RIM).intersection(crop)
            start, stop = rim.x - crop.x, rim.right - crop.x
            blank = Strip.blank(rim.width)
            for row in range(rim.y - crop.y, rim.bottom - crop.y):
                old = strips[row]
                strips[row] = Strip.join([old.crop(0, start), blank, old.crop(stop)])
        return strips

    def body(self) -> Iterable[Widget]:
        """What stands in the card."""
        return ()

    def scrolling(self) -> tuple[tuple[str, str], ...]:
        """The keys that scroll, where a list in the card is longer than is seen of it."""
        if not any(listing.longer for listing in self.query(Listing)):
            return ()
        return ((f"{self.keymap.shown('list.down')}/{self.keymap.shown('list.up')}", "scroll"),)

    def footer(self) -> tuple[tuple[str, str], ...]:
        """Keys and words of its last row."""
        return self.KEYS

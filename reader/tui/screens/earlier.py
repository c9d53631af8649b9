"""The panes as they stood: nothing can be changed, under a line that says when that was."""

from __future__ import annotations

from contextlib import suppress

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from reader.errors import ReaderError
from reader.model.link import LinkEnd
from reader.tui.keyboard import Stroke
from reader.tui.keymap import KeyMap
from reader.tui.keys import Context
from reader.tui.screens.looking_back import Look
from reader.tui.screens.reading import ReadingScreen
from reader.tui.watching import Told, Watcher
from reader.tui.widgets.cells import fitted, one_line
from reader.tui.writing import Write, WriteQueue

# What changes nothing; every other command says where one is.
_READS = (
    *("move.", "extend.", "select.", "overlap.", "pane.", "copy", "next", "previous", "filter"),
    *("object.", "edge.", "scroll.", "piece.", "unmarked", "legend", "suspend"),
    *("link.follow", "link.back", "link.peek", "place.go", "place.back", "place.list"),
    *("view.junk", "view.layer", "view.blind"),  # to suggest names is to ask for marks
    *("search", "block.why", "go.search", "help", "palette", "theme", "back", "close", "quit"),
)

_ROOMY = 50  # cells of a row from which on everything of the banner is said


class _Still(Watcher):
    """Reads what stood; nothing is compared there, since what belongs together is of today."""

    def _suggest(self) -> None:
        """Nothing."""


class _Closed(WriteQueue):
    """Takes nothing: of what was, nothing can be changed."""

    def put(self, write: Write) -> None:
        """Leave it as it was."""
        write.refused()


class _Heard(Message):
    """The desk was read as it stood, or that went wrong."""

    def __init__(self, told: Told) -> None:
        super().__init__()
        self.told = told


class Banner(Widget, can_focus=False):
    """One row: when it was, and the way back, which is read in full where rows are short.

    Args:
        when: it was.
        back: the way.
    """

    def __init__(self, when: str, back: str, *, id: str | None = None) -> None:  # noqa: A002 - as every widget
        super().__init__(id=id)
        self._when = when
        self._back = back

    def render(self) -> Content:
        """The row."""
        width = self.content_size.width
        back = self._back if width >= _ROOMY else self._back.partition(" ")[0] + " back"
        when = f"{self._when} · read-only" if width >= _ROOMY else self._when
        room = max(0, width - len(back) - 2)
        return fitted(fitted(when, room) + f"  {back}", width)


class EarlierScreen(ReadingScreen):
    """The reading screen on a desk as it stood.

    Args:
        look: the desk, and how it is shown.
        keymap: the table of keys in force.
        end: where to look, or None for where the panes are.
    """

    TOLD = frozenset({"read-only"})
    DEFAULT_CSS = """
    EarlierScreen #banner {
        height: 1;
        padding: 0 1;
        background: $warning;
        color: $background;
        text-style: bold;
        text-wrap: nowrap;
        text-overflow: ellipsis;
        &:ansi { background: transparent; color: $foreground; text-style: bold reverse; }
    }
    """

    def __init__(self, look: Look, keymap: KeyMap, end: LinkEnd | None = None) -> None:
        self._look = look
        self._end = end
        super().__init__(
            look.desk,
            look.articles,
            keymap,
            look.session,
            _Closed(lambda _: None),
            _Still(look.desk, self._hear),
        )
        self.place.blind = look.blind
        self.comparing.told(1.0)

    def compose(self) -> ComposeResult:
        """A line that nobody takes for today, then everything else."""
        back = self.place.keymap.shown("back")
        yield Banner(f"AS OF {one_line(self._look.words)}", f"{back} goes back to now", id="banner")
        yield from super().compose()

    def on_mount(self) -> None:
        """Look where something was done; what a reading screen does at first is done as well."""
        end = self._end
        if end is not None and end.article in self.place.arrangement.articles:
            self.place.bring(end.article)
            self.place.when_shown(
                end.article, lambda pane: pane.jump_to(end.span.start, flash=end.span)
            )

    def _hear(self, told: Told) -> None:
        """From a thread: say it to the screen."""
        with suppress(RuntimeError):  # the loop has ended meanwhile
            self.post_message(_Heard(told))

    @on(_Heard)
    def _heard(self, event: _Heard) -> None:
        told = event.told
        if isinstance(told, Exception) and not isinstance(told, ReaderError):
            raise told
        if self.is_attached:
            self.told(told)

    def do(self, stroke: Stroke) -> None:
        """Do what changes nothing; q and, at rest, Esc go back to now."""
        command = stroke.command or ""
        if command == "close":
            self.at_rest()
        elif command.startswith(_READS):
            super().do(stroke)
        else:
            back = self.place.keymap.shown("back")
            self.place.say(f"this is how it stood, and cannot be changed: {back} goes back to now")

    def _contexts(self) -> tuple[Context, ...]:
        contexts = super()._contexts()
        return contexts if contexts[0] is not Context.READING else (Context.EARLIER, *contexts)

    def at_rest(self) -> None:
        """Back to now."""
        if self.is_current:
            self.dismiss()

    def on_unmount(self) -> None:
        """Let go of what was put back."""
        self.place.watcher.stop()
        self.place.queue.close()
        self._look.close()

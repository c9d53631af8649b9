"""How a reader starts: with a picture at once where that is sure to be right, else as ever.

Nothing here may be worse than the ordinary start: whatever is odd (a terminal, a desk, a title
in Hebrew, a bug) is left to Textual, with the terminal as it was found.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from types import FrameType, ModuleType
from typing import NoReturn

from reader.desk.desk import Desk
from reader.tui import session_state, settings
from reader.tui.colouring import colouring_of
from reader.tui.held_terminal import HeldTerminal, on_signals
from reader.tui.launch.answering import Answer, Answering
from reader.tui.launch.frame import OddRowError, Row, frame
from reader.tui.launch.sgr import Sgr
from reader.tui.launch.stage import Stage
from reader.tui.resuming import first_articles
from reader.tui.session_state import SessionState
from reader.tui.settings import Settings
from reader.tui.terminal_size import terminal_size
from reader.tui.theme_colours import THEMES

# Between threads: how long the one that imports keeps a key waiting at most. Python's own 5 ms
# make the answer to a key 5 to 20 ms late.
_SWITCH_S = 0.0005
_UNKNOWN_TERMINALS = frozenset({"", "dumb", "unknown"})
_HARMLESS = frozenset({"TEXTUAL_ANIMATIONS"})  # of what people may tell Textual


def start(
    desk: Desk, articles: Sequence[str] = (), *, no_mouse: bool = False, blind: bool = False
) -> int:
    """Read until somebody quits; the exit status.

    Args:
        desk: open, and left open.
        articles: ids of those to read side by side; none for those of the last time.
        no_mouse: leave the mouse to the terminal.
        blind: hide what others did until one is done with an article.
    """
    wanted = settings.load(settings.settings_file())
    state = session_state.load(session_state.state_file())
    state.desk(desk.database).blind |= blind
    launch = None
    if _is_known(os.environ) and wanted.told is None:
        with suppress(Exception):  # an ordinary start says it, or does without
            launch = Launch(desk, articles, wanted, state)
    if launch is None:
        from reader.tui.running import run  # noqa: PLC0415 - the ordinary start

        return run(desk, articles, no_mouse=no_mouse, blind=blind, settings=wanted, state=state)
    return launch.go_on(no_mouse=no_mouse)


def _is_known(environ: Mapping[str, str]) -> bool:
    """Whether a terminal is one whose picture we know."""
    told = any(name.startswith("TEXTUAL_") and name not in _HARMLESS for name in environ)
    encoding = (getattr(sys.__stdout__, "encoding", None) or "").lower().replace("-", "")
    term = environ.get("TERM", "").strip().lower()
    return not told and encoding == "utf8" and term not in _UNKNOWN_TERMINALS


class Launch:
    """The time between the first picture and Textual.

    Args:
        desk: open.
        articles: ids of those asked for.
        wanted: the user's settings.
        state: what was kept of the last time.

    Raises:
        OddRowError: Textual may draw this otherwise; the terminal is as it was found.
        ReaderError: something cannot be read.
    """

    def __init__(
        self, desk: Desk, articles: Sequence[str], wanted: Settings, state: SessionState
    ) -> None:
        session = state.desk(desk.database)
        if wanted.theme is not None and wanted.theme not in THEMES:
            raise OddRowError(wanted.theme)
        if session.locked or session.names or any(_is_news(desk, session.told)):
            raise OddRowError("panes that follow each other, names, or something to say")
        first = first_articles(desk, session, articles)
        if not first:
            raise OddRowError("nothing to read")
        self._desk, self._wanted, self._state = desk, wanted, state
        self._stage = Stage(desk, wanted.keymap, session, first, terminal_size())
        self._sgr = Sgr(colouring_of(wanted.theme or state.theme, os.environ))
        self._answering = Answering(self._stage)
        self._rows: list[Row] = []
        self._resized = False
        self._woken, self._wake = os.pipe()
        picture = self._picture()
        self._terminal = HeldTerminal()
        on_signals(self._end)
        try:
            self._terminal.take()
            self._terminal.write(picture)
        except BaseException:
            self._terminal.give_back()
            on_signals(signal.SIG_DFL)
            raise
        signal.signal(signal.SIGWINCH, self._resize)

    def go_on(self, *, no_mouse: bool) -> int:
        """Answer keys until Textual is there, then let it go on; the exit status."""
        before = sys.getswitchinterval()
        sys.setswitchinterval(_SWITCH_S)
        loading = Loading(self._wake)
        try:
            if self._answer_until(loading) is Answer.QUIT:
                self._leave()
            sys.setswitchinterval(before)
            run: Callable[..., int] = loading.module().run
            self._stop_listening()
            self._terminal.unanswered = self._answering.unanswered
            return run(
                self._desk,
                no_mouse=no_mouse,
                settings=self._wanted,
                state=self._state,
                begun=self._stage.begun(),
                held=self._terminal,
            )
        finally:
            sys.setswitchinterval(before)
            self._terminal.give_back()

    def _answer_until(self, loading: Loading) -> Answer:
        """Answer keys until Textual is there, or somebody quits."""
        loading.start()
        typed = self._terminal.fileno()
        listening = [self._woken, typed]
        while not loading.done:
            found, _, _ = select.select(listening, [], [])
            if self._woken in found:
                os.read(self._woken, 64)
            if self._resized:
                self._draw()
            if typed in found:
                data = self._terminal.read()
                if not data:  # the window was closed: the driver finds that out, too
                    listening.remove(typed)
                answer = self._answering.answer(data)
                if answer is Answer.QUIT:
                    return answer
                if answer is Answer.MOVED:
                    self._draw()
        return Answer.NOTHING

    def _picture(self) -> str:
        """What is different from the picture that is on the screen, and the cursor."""
        rows = frame(self._stage)
        before = self._rows if len(self._rows) == len(rows) else [[]] * len(rows)
        changed = [
            (number, new)
            for number, (old, new) in enumerate(zip(before, rows, strict=True), 1)
            if old != new
        ]
        self._rows = rows
        column, row = self._stage.cursor
        return f"{self._sgr.picture(changed)}\x1b[{row};{column}H"

    def _draw(self) -> None:
        """Draw what has changed; what cannot be drawn here waits for Textual, and all after it."""
        try:
            if self._resized:
                self._resized, self._rows = False, []  # a terminal may move what it shows
                self._stage.resize(terminal_size())
            self._terminal.write(self._picture())
        except Exception:  # noqa: BLE001 - whatever it is, Textual draws it or says it
            self._answering.stop()

    def _resize(self, _number: int, _frame: FrameType | None) -> None:
        self._resized = True
        os.write(self._wake, b"r")

    def _stop_listening(self) -> None:
        """The driver asks for the size at its start, and listens from then on."""
        signal.signal(signal.SIGWINCH, signal.SIG_DFL)
        os.close(self._woken)
        os.close(self._wake)

    def _end(self, number: int, _frame: FrameType | None) -> None:
        """A signal ends us: nothing was written to the desk, so nothing waits."""
        self._keep()
        self._terminal.give_back()
        os._exit(128 + number)

    def _leave(self) -> NoReturn:
        """Somebody quit before Textual was there, for which nobody waits."""
        self._stage.session.welcomed = True
        self._keep()
        self._terminal.give_back()
        self._desk.close()
        os._exit(0)  # the thread that imports cannot be ended otherwise

    def _keep(self) -> None:
        self._stage.keep()
        session_state.save(self._state, session_state.state_file())


def _is_news(desk: Desk, told: Sequence[str]) -> Iterator[bool]:
    """Of each notice of the desk, whether it is still to be said."""
    for line in desk.notices():
        database = str(desk.database)
        yield (database if database in line else line) not in told


class Loading:
    """Textual, and our app with it, imported by a thread.

    Args:
        wake: written to at the end.

    Attributes:
        done: whether that is over.
    """

    def __init__(self, wake: int) -> None:
        self._wake = wake
        self._thread = threading.Thread(target=self._load, name="loading", daemon=True)
        self._error: BaseException | None = None
        self.done = False

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def _load(self) -> None:
        try:
            import reader.tui.running  # noqa: F401, PLC0415 - this is what the thread is for
        except BaseException as error:  # noqa: BLE001 - raised where somebody sees it
            self._error = error
        finally:
            self.done = True
            os.write(self._wake, b"d")

    def module(self) -> ModuleType:
        """The module that runs our app.

        Raises:
            BaseException: whatever kept it from being imported.
        """
        self._thread.join()
        if self._error is not None:
            raise self._error
        return sys.modules["reader.tui.running"]

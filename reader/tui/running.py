"""From an open desk to the end: the app, and what is left to be said after it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress

from reader.desk.desk import Desk
from reader.model.visible import visible
from reader.tui import crash
from reader.tui.app import DRAIN_S, ReaderApp
from reader.tui.held_terminal import HeldTerminal
from reader.tui.readying import Begun
from reader.tui.session_state import SessionState
from reader.tui.settings import Settings


def run(
    desk: Desk,
    articles: Sequence[str] = (),
    *,
    no_mouse: bool = False,
    blind: bool = False,
    settings: Settings | None = None,
    state: SessionState | None = None,
    begun: Begun | None = None,
    held: HeldTerminal | None = None,
) -> int:
    """Read until somebody quits; the exit status.

    Args:
        desk: open, and left open.
        articles: ids of those to read side by side; none for those of the last time.
        no_mouse: leave the mouse to the terminal.
        blind: hide what others did until one is done with an article.
        settings: what the user's file says.
        state: what was kept of the last time; without it, it is read.
        begun: a reading that is gone on with.
        held: the terminal that it is shown on already.
    """
    wanted = settings or Settings()
    app = ReaderApp(
        desk, articles, settings=wanted, blind=blind, state=state, begun=begun, held=held
    )
    try:
        app.run(mouse=wanted.mouse and not no_mouse)
    except Exception as bug:  # noqa: BLE001 - reported below, like one that Textual has met
        app.bug = app.bug or bug
    finally:
        if held is not None:
            held.give_back()  # where Textual never had it
        app.watcher.stop()
        app.queue.drain(DRAIN_S)  # also after a signal, a crash or a vanished terminal
        app.queue.close()
    unsaved = (*app.undone, *app.queue.unsaved)
    if app.bug is not None:
        crash.tell(app.bug, app.report(app.bug), lost=len(unsaved))
    for write in unsaved:
        with suppress(OSError):  # the terminal may be gone
            print(f"reader: not saved: {visible(write.label)}", file=sys.stderr)  # noqa: T201 - nobody else is left to say it
    return app.return_code or (1 if unsaved or app.bug else 0)

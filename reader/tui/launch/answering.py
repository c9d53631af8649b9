"""Keys answered before Textual is there: moves in a pane, and from pane to pane.

From the first key on that is not answered here, all wait for Textual, in their order.
"""

from __future__ import annotations

from enum import Enum

from reader.tui.keyboard import Keyboard
from reader.tui.keys import Context
from reader.tui.launch.stage import Stage
from reader.tui.launch.typing import keys_of

_QUITTING = frozenset({"close", "quit"})
_PANES = {"pane.next": 1, "pane.previous": -1}
_TURNING = frozenset(f"move.{way}" for way in ("page-down", "page-up", "half-down", "half-up"))


class Answer(Enum):
    """What became of some keys."""

    NOTHING = "nothing"  # the picture is as it was
    MOVED = "moved"
    QUIT = "quit"


class Answering:
    """Answers keys.

    Args:
        stage: what they act on.

    Attributes:
        unanswered: the bytes that wait for Textual, with a count or a first key of two.
    """

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._keyboard = Keyboard(stage.keymap)
        self.unanswered = b""
        self._waiting = False  # whether a key came that is not ours

    def answer(self, data: bytes) -> Answer:
        """Answer what was typed, as far as it goes."""
        if self._waiting:
            self.unanswered += data
            return Answer.NOTHING
        moved = Answer.NOTHING
        while data:
            typed = next(keys_of(data), None)
            if typed is None:
                break
            data = data[len(typed.data) :]
            self.unanswered += typed.data
            stroke = self._keyboard.feed(typed.key, (Context.READING,))
            if stroke.command is None:
                if not stroke.pending:
                    break
                continue
            if stroke.command in _QUITTING:
                return Answer.QUIT
            if not self._tried(stroke.command, stroke.times):
                break
            self.unanswered = b""
            moved = Answer.MOVED
        else:
            return moved
        self._waiting = True
        self.unanswered += data
        return moved

    def stop(self) -> None:
        """Answer no more: all that is typed from now on waits for Textual."""
        self._waiting = True

    def _tried(self, command: str, times: int | None) -> bool:
        """Do a command; False where that is Textual's, which also shows what is wrong with it."""
        try:
            return self._done(command, times)
        except Exception:  # noqa: BLE001 - a key is no reason to end before there is a screen
            return False

    def _done(self, command: str, times: int | None) -> bool:
        """Do a command; False, and nothing done, where that is Textual's."""
        stage = self._stage
        if command in _PANES:
            if not stage.go(_PANES[command]):
                return False
        elif not command.startswith("move.") or not stage.move(
            command, times, turns=command in _TURNING
        ):
            return False
        stage.session.welcomed = True
        return True

"""Keys in the order they were typed, also where one of them hands the keyboard on.

Textual passes a key on to whatever has the keyboard when the key comes in. Of `/dam`, typed in one
go or over a slow line, all four reach the screen before it opens the line to type into, and `dam`
would be three commands. So a key that another has overtaken goes where the keyboard is by then,
and what comes after it waits.
"""

from __future__ import annotations

from collections import deque
from time import monotonic
from typing import Any, NamedTuple
from weakref import WeakSet

from textual import events
from textual.app import App
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget

from reader.tui.messages import CommandGiven

_LATEST_S = 1.0  # after which a key counts as handled, whatever has become of it
_ROUNDS = 2  # messages in a row that a widget makes of one: what was typed, then what it means


class _Passed(NamedTuple):
    """A key on its way.

    Attributes:
        key: which.
        to: whom it was passed on to.
        alone: whether what comes after it must wait, since it may end the typing.
        at: when, in seconds.
    """

    key: events.Key
    to: Widget
    alone: bool
    at: float

    @property
    def counts(self) -> bool:
        """Whether it can still be handled."""
        return monotonic() - self.at < _LATEST_S and self.to.is_attached


class OrderedKeys(App[None], inherit_bindings=False):
    """An app that passes keys on in order."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self._keys_passed: deque[_Passed] = deque()
        self._keys_overtaken: list[events.Key] = []
        self._keys_waiting: deque[events.Key] = deque()
        self._command_asked_at: float | None = None  # when a command was left to the app
        self._keys_alarm: Timer | None = None
        self._seen_screens: WeakSet[Screen[Any]] = WeakSet()  # screens that have been there once

    async def on_event(self, event: events.Event) -> None:
        """Pass a key on in its turn."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            self._keys_waiting.append(event)
            await self._pass_keys_on()
        else:
            await super().on_event(event)

    def overtaken(self, event: events.Key, screen: Widget) -> bool:
        """Whether a key that a screen gets belongs elsewhere by now, and goes there.

        Args:
            event: the key, as it came.
            screen: which.
        """
        if not any(each.key is event and each.to is screen for each in self._keys_passed):
            return False
        if self._keyboard_is() is screen and not self._command_pending:
            return False
        self._keys_overtaken.append(event.copy().set_sender(self))
        return True

    def ask(self) -> None:
        """A key has become a command for the app: what follows waits until that is done."""
        self._command_asked_at = monotonic()

    def answer(self) -> None:
        """The command is done."""
        self._command_asked_at = None
        self.call_later(self._pass_keys_on)

    @property
    def _command_pending(self) -> bool:
        return (
            self._command_asked_at is not None and monotonic() - self._command_asked_at < _LATEST_S
        )

    def _keyboard_is(self) -> Widget:
        """Who has the keyboard."""
        return self.focused or self.screen

    async def _pass_keys_on(self) -> None:
        """Pass on what waits, as far as it need not wait any longer."""
        while self._keys_waiting or self._keys_overtaken:
            self._keys_passed = deque(each for each in self._keys_passed if each.counts)
            to = self._keyboard_is()
            elsewhere = any(each.alone or each.to is not to for each in self._keys_passed)
            behind = elsewhere or (self._keys_overtaken and self._keys_passed)
            if self._command_pending or behind or not self._is_there(to):
                if self._keys_alarm is None:  # should nobody answer
                    self._keys_alarm = self.set_timer(_LATEST_S, self._look_again)
                return
            self._keys_waiting.extendleft(reversed(self._keys_overtaken))
            self._keys_overtaken.clear()
            await self._pass_key(self._keys_waiting.popleft(), to)

    def _is_there(self, to: Widget) -> bool:
        """Whether keys can be passed on: a new screen first gives the keyboard to its field."""
        if not isinstance(to, Screen) or to in self._seen_screens:
            return True

        def ready() -> None:
            self._seen_screens.add(to)
            self.call_later(self._pass_keys_on)

        return not to.call_later(ready)

    async def _pass_key(self, key: events.Key, to: Widget) -> None:
        ends = to.check_consume_key("x", "x") and not key.is_printable  # a field
        passed = _Passed(key, to, ends, monotonic())
        self._keys_passed.append(passed)
        await super().on_event(key)
        if not to.call_later(self._key_rises if ends else self._key_handled, passed):
            self._key_handled(passed)

    def _key_rises(self, passed: _Passed, at: Any = None, rounds: int = _ROUNDS) -> None:
        """Wait for what a key lets a field tell: from parent to parent, up to the screen."""
        at = at or passed.to
        if rounds:
            at.call_later(self._key_rises, passed, at, rounds - 1)
        elif isinstance(at.parent, Widget):
            at.parent.call_later(self._key_rises, passed, at.parent)
        else:
            self._key_handled(passed)

    def _key_handled(self, passed: _Passed) -> None:
        """A key has done what it does."""
        if passed in self._keys_passed:
            self._keys_passed.remove(passed)
        if self._keys_waiting or self._keys_overtaken:
            self.call_later(self._pass_keys_on)

    async def _look_again(self) -> None:
        self._keys_alarm = None
        await self._pass_keys_on()


def leave_to_app(screen: Screen[Any], command: str) -> None:
    """Leave a command to the app; what is typed behind it waits until the app has done it."""
    if isinstance(screen.app, OrderedKeys):
        screen.app.ask()
    screen.post_message(CommandGiven(command))

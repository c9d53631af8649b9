"""A day that does not pass, so that a picture says the same time every time it is taken."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo

import pytest

from reader.tui import explaining


class StillDay(datetime):
    """The afternoon of 12 March 2021, whenever it is asked, in UTC."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> StillDay:
        return cls(2021, 3, 12, 17, 0, tzinfo=tz or UTC)

    def astimezone(self, tz: tzinfo | None = None) -> StillDay:
        moved = super().astimezone(tz or UTC)
        return type(self).fromisoformat(moved.isoformat())


def on_a_still_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the status row believe that it is that day."""
    monkeypatch.setattr(explaining, "datetime", StillDay)

"""What every command is given: which desk and who, opened when a command needs it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from reader.cli.failing import working_folder
from reader.cli.printing import note
from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.desk.desk import Desk


@dataclass(frozen=True, slots=True)
class Session:
    """The options that stand before a command.

    Attributes:
        asked: `--desk`, or None.
        annotator: `--as`, or None.
        blind: `--blind`, or $READER_BLIND.
    """

    asked: str | None = None
    annotator: str | None = None
    blind: bool = False

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """The desk, closed afterwards; what there is to say of it is said on stderr.

        Raises:
            DeskError: there is none, or it cannot be used.
        """
        from reader.desk.opening import find_desk, handle_of, open_desk

        annotator = handle_of(self.annotator, os.environ)
        place = find_desk(self.asked, environ=os.environ, folder=working_folder())
        with open_desk(place, annotator=annotator, environ=os.environ) as desk:
            try:
                yield desk
            finally:
                for line in desk.notices():
                    note(line)

    def refuse_blind(self, desk: Desk, what: str) -> None:
        """Keep from who works blind what is made of the whole desk, until all of it is done.

        Raises:
            ReaderError: they work blind, and are not done with every article.
        """
        sight = desk.sight(blind=self.blind)
        if not sight.opens(*(each.id for each in desk.articles.list())):
            raise ReaderError(
                f"{what} are made of suggestions and others' verdicts, and you work blind",
                remedy="be done with every article (`reader done`), or work without"
                " --blind and READER_BLIND",
            )


pass_session = click.make_pass_decorator(Session)

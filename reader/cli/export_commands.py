"""`reader export`: the annotations as a file, or everything that people made as a folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from reader.cli.aside import cannot_write, written_aside
from reader.cli.filters import filtered, filters
from reader.cli.printing import Progress, note
from reader.cli.session import Session, pass_session
from reader.model.visible import visible

BATCH = 1000  # lines between two signs of life


@click.group()
def export() -> None:
    """Write the marks, or all that people made.

    What `csv` and `jsonl` write can be imported again.
    """


@export.command("csv")
@click.option(
    "-o",
    "--output",
    metavar="FILE|FOLDER",
    type=click.Path(path_type=Path),
    help="A file of annotations if it ends in .csv, else a folder of every table. Without it "
    "annotations are printed.",
)
@filters
@click.option("--clean-offsets", is_flag=True, help="Add clean_start and clean_stop.")
@click.option("--bom", is_flag=True, help="Begin with a byte order mark, for spreadsheets.")
@click.option("--raw", is_flag=True, help="Leave out the guard against formulas.")
@pass_session
def export_csv(
    session: Session,
    /,
    output: Path | None,
    clean_offsets: bool,
    bom: bool,
    raw: bool,
    **given: Any,
) -> None:
    """Write CSV that can be imported again: one row per annotation and tag.

    A folder gets annotations, tags, links with verdicts, events, stories, flips, readings,
    corrections and decisions. Cells that a spreadsheet would run as a formula are put behind a `'`.

    Examples:
      reader export csv > marks.csv
      reader export csv -o everything/
      reader export csv --tag claim --bom -o claims.csv
      reader export csv --as-of 2024-03-09 -o friday/
    """
    from reader.exchange.annotations_csv import write_annotations
    from reader.exchange.folder import write_folder

    with session.desk() as desk:
        chosen = filtered(desk, given)
        rows = desk.exchange.rows(**chosen, clean_offsets=clean_offsets)
        form = {"clean_offsets": clean_offsets, "bom": bom, "raw": raw}
        if output is None or is_file(output):
            _write(write_annotations(rows, **form), output)
            return
        _make_folder(output)
        for name, lines in write_folder(rows, desk.exchange.people(as_of=chosen["as_of"]), **form):
            _write(lines, output / name)
        note(f"wrote {output}{os.sep}")


def is_file(output: Path) -> bool:
    """Whether a name means a file rather than a folder."""
    return output.is_file() or (output.suffix.lower() == ".csv" and not output.is_dir())


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(folder, error) from error


def _write(lines: Iterable[str], output: Path | None) -> None:
    """Write lines to a file, or to standard output: as bytes, except on a terminal."""
    if output is not None:
        with written_aside(output) as file, Progress(f"writing {visible(output.name)}") as progress:
            for number, line in enumerate(lines):
                file.write(line)
                if number % BATCH == 0:
                    progress.count(number)
    elif sys.stdout.isatty():
        for line in lines:
            print(visible(line.removesuffix("\r\n").removesuffix("\n"), lines=True))
    else:
        sys.stdout.flush()
        for line in lines:
            sys.stdout.buffer.write(line.encode())
        sys.stdout.buffer.flush()


@export.command("jsonl")
@click.option(
    "-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help="Else it is printed."
)
@filters
@click.option("--clean-offsets", is_flag=True, help="Add clean_start and clean_stop.")
@pass_session
def export_jsonl(
    session: Session, /, output: Path | None, clean_offsets: bool, **given: Any
) -> None:
    """Write JSON Lines, one annotation a line.

    The lossless twin of the CSV, with all tags of an annotation together.

    Example:
      reader export jsonl -o marks.jsonl
    """
    from reader.exchange.jsonl import write_jsonl

    with session.desk() as desk:
        rows = desk.exchange.rows(**filtered(desk, given), clean_offsets=clean_offsets)
        _write(write_jsonl(rows, clean_offsets=clean_offsets), output)


COMMANDS = (export,)

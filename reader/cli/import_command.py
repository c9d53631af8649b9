"""`reader import`: what comes back from a spreadsheet, a script or another desk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reader.cli.failing import ERROR
from reader.cli.printing import Progress, note, print_json, say
from reader.cli.session import Session, pass_session
from reader.cli.sources import bytes_of
from reader.errors import FormatError, SourceError

if TYPE_CHECKING:
    from reader.desk.desk import Desk
    from reader.desk.importing import ImportReport
    from reader.exchange.values import ImportRow, People

    Tables = tuple[tuple[ImportRow, ...], People | None]

FORMATS = ["csv", "jsonl"]
_NAMED_ONE = {"stories": "story"}  # the tables whose singular is not the word without its s


@click.command("import")
@click.argument("file", metavar="FILE|FOLDER", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(FORMATS), help="Else told from the name.")
@click.option("--raw", is_flag=True, help="The file was written with --raw.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def import_file(session: Session, /, file: Path, form: str | None, raw: bool, as_json: bool) -> int:
    """Take in annotations, or a folder of tables.

    A CSV or JSONL file of annotations, or a folder that `export csv -o FOLDER` wrote. Marks are
    found again by offset and quote, by quote and context, or nearly; what is found nowhere is
    listed as an orphan. A row with the id and version of a mark and other content is an edit;
    anything else that meets a mark is listed as a conflict. The same file twice is nothing new.
    All of it is one act: one `reader undo` takes it back.

    Exits 1 when conflicts or orphans were left out.

    Example:
      reader import marks.csv
    """
    with session.desk() as desk:
        return import_from(desk, file, form=form, raw=raw, as_json=as_json)


def import_from(
    desk: Desk, file: Path, *, form: str | None = None, raw: bool = False, as_json: bool = False
) -> int:
    """Import a file or folder and say what became of it; the status."""
    return take_in(desk, read_tables(file, form, raw=raw), as_json=as_json)


def take_in(desk: Desk, tables: Tables, *, as_json: bool = False) -> int:
    """Import what was read and say what became of it; the status."""
    with Progress("placing marks") as progress:
        report = desk.exchange.import_rows(*tables, progress=progress.count)
    if as_json:
        print_json(_report_values(report))
    else:
        _print_report(report)
    return ERROR if report.conflicts or report.orphans else 0


def read_tables(file: Path, form: str | None = None, *, raw: bool = False) -> Tables:
    """What a file or folder of tables holds; nothing is imported yet."""
    from reader.exchange.annotations_csv import read_annotations
    from reader.exchange.folder import ANNOTATIONS, TABLES, read_folder
    from reader.exchange.jsonl import read_jsonl
    from reader.exchange.people_csv import naming

    if file.is_dir():
        names = (ANNOTATIONS, *(table.name for table in TABLES))
        files = {name: text_in(file / name) for name in names if (file / name).is_file()}
        if not files:
            raise SourceError(
                "no table in this folder",
                where=str(file),
                remedy="give a folder that `reader export csv -o FOLDER` wrote",
            )
        with naming(str(file)):
            return read_folder(files, raw=raw)
    text = text_in(file)
    with naming(str(file)):
        if (form or ("jsonl" if file.suffix in {".jsonl", ".ndjson"} else "csv")) == "jsonl":
            return tuple(read_jsonl(text.split("\n"))), None
        return tuple(read_annotations(text, raw=raw)), None


def text_in(file: Path) -> str:
    """The text of a file to import.

    Raises:
        SourceError: it cannot be read, is too large, or no regular file.
        FormatError: it is not UTF-8, or empty.
    """
    from reader.exchange.annotations_csv import text_of

    text = text_of(bytes_of(file), str(file))
    if not text.strip():
        raise FormatError(
            "an empty file", where=str(file), remedy="`reader export csv` shows what belongs in it"
        )
    return text


def _print_report(report: ImportReport) -> None:
    say(f"{report.new} new, {report.edited} edited, {report.unchanged} there already")
    for name, count in report.others:
        say(f"{count} {_NAMED_ONE.get(name, name.removesuffix('s')) if count == 1 else name}")
    if report.tags:
        say(f"new tags: {', '.join(report.tags)}")
    for moved in report.moved:
        note(
            f"{moved.how} ({moved.score:.2f})  {_line(moved.line)}{_short(moved.before)}"
            + (f" -> {_short(moved.after)}" if moved.after != moved.before else "")
        )
    for conflict in report.conflicts:
        note(f"conflict  {_line(conflict.line)}{conflict.annotation}: {conflict.why}")
    for orphan in report.orphans:
        note(f"orphan  {_line(orphan.line)}{_short(orphan.quote)}: {orphan.why}")
    if report.conflicts or report.orphans:
        note(f"left out: {len(report.conflicts)} conflicts, {len(report.orphans)} orphans")


def _line(number: int) -> str:
    """Where a row stands in the file; other tables than the annotations do not say."""
    return f"line {number}, " if number else ""


def _short(quote: str, length: int = 60) -> str:
    words = " ".join(quote.split())
    return f"“{words if len(words) <= length else words[:length] + '…'}”"


def _report_values(report: ImportReport) -> dict[str, Any]:
    def fields(value: object) -> dict[str, Any]:
        names = getattr(value, "__dataclass_fields__", ())
        return {name: getattr(value, name) for name in names}

    return {
        "new": report.new,
        "edited": report.edited,
        "unchanged": report.unchanged,
        "tags": list(report.tags),
        "others": dict(report.others),
        "moved": [fields(each) for each in report.moved],
        "conflicts": [fields(each) for each in report.conflicts],
        "orphans": [fields(each) for each in report.orphans],
    }


COMMANDS = (import_file,)

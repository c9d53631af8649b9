"""`reader tags show`, `export` and `import`: the codebook read, given away and taken in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from reader.cli.aside import written_aside
from reader.cli.failing import ERROR
from reader.cli.printing import note, print_json, say
from reader.cli.session import Session, pass_session

FORMS = {".json": "json", ".md": "markdown"}


@click.command()
@click.argument("tag")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def show(session: Session, /, tag: str, as_json: bool) -> None:
    """Print what the codebook says of a tag, and who uses it.

    Example:
      reader tags show claim
    """
    with session.desk() as desk:
        told = desk.tags.about(desk.tags.find(tag))
    found = told.tag
    known: dict[str, Any] = {
        "tag": told.path,
        "kind": found.kind.value,
        "description": found.description,
        "example": found.example,
        "colour": found.colour,
        "key": found.key,
        "required": list(found.required),
        "below": list(told.below),
        "marks": dict(told.marks),
        "lacking": list(told.lacking),
    }
    if as_json:
        print_json(known)
        return
    known["required"] = ", ".join(found.required)
    known["below"] = ", ".join(told.below)
    known["marks"] = ", ".join(f"{who} {count}" for who, count in told.marks.items())
    known["lacking"] = ", ".join(told.lacking)
    for name, value in known.items():
        if value:
            say(f"{name:12} {value}")


@click.command("export")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="A file, else standard output."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "json", "markdown"]),
    help="Else by the end of the file's name, else CSV.",
)
@pass_session
def export_tags(session: Session, /, output: Path | None, form: str | None) -> None:
    """Write the codebook as CSV, JSON or Markdown.

    CSV and JSON can be imported again; Markdown is to be read.

    Examples:
      reader tags export -o codebook.csv
      reader tags export --format markdown
    """
    from reader.exchange import codebook

    with session.desk() as desk:
        known = desk.tags.all()
        uses = desk.tags.uses()
    form = form or FORMS.get(output.suffix.lower() if output else "", "csv")
    if form == "json":
        lines = [codebook.write_json(known)]
    elif form == "markdown":
        lines = list(codebook.write_markdown(known, uses))
    else:
        lines = list(codebook.write_csv(known))
    if output is None:
        say("".join(lines).replace("\r\n", "\n").removesuffix("\n"), lines=True)
        return
    with written_aside(output) as file:
        file.writelines(lines)


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--overwrite", is_flag=True, help="Where both say something, take the file's word.")
@pass_session
def import_tags(session: Session, /, file: Path, overwrite: bool) -> int:
    """Take in the codebook of a CSV or JSON file.

    Tags that are not there yet are added, and what the desk leaves empty is filled in. Where both
    say something and not the same, the desk's stands: each is listed, and the command exits 1.
    Only the column `tag` is needed. One `reader undo` takes it all back.

    Examples:
      reader tags import codebook.csv
      reader tags import codebook.json --overwrite
    """
    from reader.cli.import_command import text_in
    from reader.exchange import codebook
    from reader.exchange.people_csv import naming

    text = text_in(file)
    with naming(str(file)):
        is_json = file.suffix.lower() == ".json" or text.lstrip().startswith("[")
        entries = codebook.read_json(text) if is_json else codebook.read_csv(text)
    with session.desk() as desk:
        done = desk.tags.take_in(entries, overwrite=overwrite)
        paths = {tag.id: desk.tags.all().path(tag) for _, tag in done.edited}
    for _, path in done.added:
        say(f"added {path}")
    for _, tag in done.edited:
        say(f"changed {paths[tag.id]}")
    note(f"{len(entries)} tags read, {done.same} there already")
    for each in done.clashes:
        note(f"conflict  {each.path}: {each.field} is “{each.here}” here, “{each.there}” there")
    if done.clashes:
        note("the desk's word stands; --overwrite takes the file's")
    return ERROR if done.clashes else 0


COMMANDS = (show, export_tags, import_tags)

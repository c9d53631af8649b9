"""`reader clean`: from a scraped page to an article worth reading, without a desk."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reader.cli.add_command import STANDARD_INPUT, what_of
from reader.cli.aside import written_aside
from reader.cli.jsonl_files import as_line, json_lines
from reader.cli.printing import Progress, note, print_json, say
from reader.cli.shapes import article_values
from reader.errors import FormatError

if TYPE_CHECKING:
    from reader.model.article import Article


@click.command()
@click.argument("source", metavar="PATH|-", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
    help="text: the clean body; markdown: with its structure; json: everything.",
)
@click.option(
    "--input",
    "batch",
    metavar="IN.jsonl[.xz]",
    type=click.Path(path_type=Path),
    help="Clean every line of a file: `id`, and `html` or `text`.",
)
@click.option(
    "--output",
    metavar="OUT.jsonl",
    type=click.Path(path_type=Path),
    help="Where the lines go: `id`, `text` and, of text, `keep` (a 0 or 1 per line).",
)
def clean(source: str | None, form: str, batch: Path | None, output: Path | None) -> None:
    """Print the article of a page without its web junk.

    With --input and --output, of every page of a JSONL file. Needs no desk and changes none.

    Examples:
      reader clean report.html
      curl -s https://example.org/report | reader clean - --format json
      reader clean --input pages.jsonl.xz --output clean.jsonl
    """
    if batch is not None or output is not None:
        if batch is None or output is None or source is not None:
            raise click.UsageError("--input and --output go together, and without a PATH")
        _clean_batch(batch, output)
    elif source is None:
        raise click.UsageError("give a PATH, or `-` for standard input, or --input and --output")
    else:
        _clean_one(source, form)


def _clean_one(source: str, form: str) -> None:
    from reader.cleaning import pipeline, views
    from reader.intake import files, sources

    if source == STANDARD_INPUT:
        raw = files.read_stream(sys.stdin.buffer.read(), "standard input")
    else:
        path = Path(source)
        raw = files.read(path)
        known = sources.read_sources(path.parent)
        raw = replace(raw, hints={**raw.hints, **sources.hints_for(path, raw.sha256, known)})
    for line in raw.repairs:
        note(f"{what_of(line)} {raw.name}: {line}")
    article = pipeline.clean(raw)
    body = views.body_text(article).text
    if form == "json":
        print_json(
            {"source": raw.path or raw.name, **article_values(article, article.blocks, body)}
        )
    elif form == "markdown":
        from reader.cleaning import structure

        say(structure.to_markdown(article, raw), lines=True)
    else:
        say(body, lines=True)


def _clean_batch(batch: Path, output: Path) -> None:
    refused = 0
    with written_aside(output) as file, Progress("cleaning") as progress:
        for number, (line, error) in enumerate(_cleaned(batch), 1):
            refused += error is not None
            if error is not None:
                note(f"empty: {error}")
            file.write(as_line(line))
            progress.count(number)
    if refused:
        note(f"{refused} of the lines hold no article")


def _cleaned(batch: Path) -> Iterator[tuple[dict[str, Any], str | None]]:
    """Each line to write, and what was wrong with it, if anything."""
    from reader.cleaning import pipeline, views
    from reader.intake import files
    from reader.model.article import MediaType

    for number, line in json_lines(batch):
        kind, media_type = ("html", MediaType.HTML) if "html" in line else ("text", MediaType.TEXT)
        content = line.get(kind)
        if "id" not in line or not isinstance(content, str):
            raise FormatError(
                "a line needs `id`, and `html` or `text`", where=f"{batch}, line {number}"
            )
        raw = files.from_text(content, str(line["id"]), media_type)
        article = pipeline.clean(raw)
        cleaned: dict[str, Any] = {"id": line["id"], "text": views.body_text(article).text}
        if kind == "text":
            cleaned["keep"] = kept_lines(content, article)
        empty = None if content.strip() else f"{batch}, line {number}"
        yield cleaned, empty


def kept_lines(source: str, article: Article) -> list[int]:
    r"""For each line of a text (cut at every `\n`), 1 where it holds body, else 0.

    The fixed text of a plain text has the lines of its source one for one, a lone carriage
    return being a line end too.
    """
    from reader.model.article import BlockVerdict

    body = [b.span for b in article.blocks if b.verdict is BlockVerdict.BODY]
    kept: list[bool] = []
    start, at = 0, 0
    for line in article.text.split("\n"):
        stop = start + len(line)
        while at < len(body) and body[at].stop <= start:
            at += 1
        meets = at < len(body) and body[at].start < stop
        kept.append(meets and bool(line.strip()))
        start = stop + 1
    flags = iter(kept)
    lines = []
    for part in source.split("\n"):
        within = [next(flags, False) for _ in part.removesuffix("\r").split("\r")]
        lines.append(int(any(within)))
    return lines


COMMANDS = (clean,)

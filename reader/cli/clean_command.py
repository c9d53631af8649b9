"""`reader clean`: from a scraped page to an article worth reading, and why it came out so."""

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
from reader.cli.printing import Progress, note, print_json, print_table, say
from reader.cli.session import Session, pass_session
from reader.cli.shapes import article_values
from reader.errors import FormatError

if TYPE_CHECKING:
    from reader.model.article import Article, RawArticle


@click.command()
@click.argument("sources", metavar="[PATH|-|ARTICLE]…", nargs=-1)
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
@click.option(
    "--why",
    is_flag=True,
    help="Print each block of a PATH or an ARTICLE with its verdict and what decided.",
)
@click.option(
    "--again",
    is_flag=True,
    help="Judge ARTICLEs of the desk, or all, with today's cleaner and what the desk has learnt.",
)
@click.option("--json", "as_json", is_flag=True, help="With --why or --again: print JSON.")
@pass_session
def clean(
    session: Session,
    /,
    *,
    sources: tuple[str, ...],
    form: str,
    batch: Path | None,
    output: Path | None,
    why: bool,
    again: bool,
    as_json: bool,
) -> None:
    """Print the article of a page without its web junk.

    With --input and --output, of every page of a JSONL file. Needs no desk and changes none,
    but for --again, which judges what is on the desk anew; your own verdicts stay.

    Examples:
      reader clean report.html
      curl -s https://example.org/report | reader clean - --format json
      reader clean --input pages.jsonl.xz --output clean.jsonl
      reader clean 2 --why
      reader clean --again
    """
    if (why and again) or ((why or again) and (batch is not None or output is not None)):
        raise click.UsageError("--why, --again, and --input with --output go one at a time")
    if as_json and not (why or again):
        raise click.UsageError("--json goes with --why or --again; else: --format json")
    if again:
        _judge_again(session, sources, as_json=as_json)
    elif batch is not None or output is not None:
        if batch is None or output is None or sources:
            raise click.UsageError("--input and --output go together, and without a PATH")
        _clean_batch(batch, output)
    elif not sources:
        raise click.UsageError("give a PATH, or `-` for standard input, or --input and --output")
    elif len(sources) > 1:
        raise click.UsageError(f"one page at a time: {' '.join(sources)}")
    elif why:
        _explain(session, sources[0], as_json=as_json)
    else:
        _clean_one(sources[0], form)


def _raw(source: str) -> RawArticle:
    """What a path or standard input holds; what had to be mended is said."""
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
    return raw


def _clean_one(source: str, form: str) -> None:
    from reader.cleaning import pipeline, views

    raw = _raw(source)
    article = pipeline.clean(raw)
    body = views.body_text(article).text
    if form == "json":
        print_json(
            {"source": raw.path or raw.name, **article_values(article, article.blocks, body)}
        )
    elif form == "markdown":
        from reader.cleaning import structure

        say(structure.to_markdown(article, asides=True), lines=True)
    else:
        say(body, lines=True)


def _explain(session: Session, source: str, *, as_json: bool) -> None:
    """A file is explained as it would come in, an article as it stands on the desk."""
    from reader.cli.bare import article_of
    from reader.cli.why_printing import print_reasons, print_reasons_json

    show = print_reasons_json if as_json else print_reasons
    if source == STANDARD_INPUT or (not source.isdecimal() and Path(source).is_file()):
        from reader.cleaning import pipeline
        from reader.cleaning.explaining import reasons

        raw = _raw(source)
        article = pipeline.clean(raw)
        show(article.text, reasons(raw, article))
        return
    with session.desk() as desk:
        identity = article_of(desk, source)
        show(desk.articles.get(identity).text, desk.articles.why(identity))


def _judge_again(session: Session, words: tuple[str, ...], *, as_json: bool) -> None:
    """Judge articles of the desk anew, and say what came of those that changed."""
    from reader.cli.version_commands import carried_values, told_of
    from reader.desk.recleaning import Outcome

    with session.desk() as desk:
        wanted = [desk.articles.resolve(word) for word in words] or None
        with Progress("cleaning") as progress:
            judged = desk.articles.again(wanted, progress=progress.count)
        listed = {each.id: each for each in desk.articles.list()}
    if as_json:
        print_json(
            [
                {
                    "id": e.article,
                    "outcome": e.outcome.value,
                    "junk": e.junk,
                    "text": e.text,
                    "version": None if e.carried is None else carried_values(e.carried),
                }
                for e in judged
            ]
        )
        return
    print_table(
        ("#number", "title", "outcome", "#now junk", "#now text"),
        (
            (found.number, found.title, e.outcome.value, e.junk, e.text)
            for e in judged
            if e.outcome is not Outcome.SAME
            for found in [listed[e.article if e.carried is None else e.carried.article]]
        ),
        empty=f"{len(judged)} judged, all as before",
    )
    for each in judged:
        if each.carried is not None:
            told_of(each.carried)


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

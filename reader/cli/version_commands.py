"""Commands about versions of an article: what came along, what changed, marks without a place."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from reader.cli.placing import placing, spans_of
from reader.cli.printing import note, print_json, print_table, say, say_painted
from reader.cli.session import Session, pass_session
from reader.model.attributes import fits

if TYPE_CHECKING:
    from reader.desk.blindness import Sight
    from reader.desk.desk import Desk
    from reader.desk.versions import Carried, Difference, Lines

MOST_TOLD = 40  # marks with changed words that `add` shows one by one; lost ones all are
QUOTE_LENGTH = 70  # code points of a quote on a line
ID_LENGTH = 18  # of a UUIDv7 that a table shows
COLOURS = {"removed": "red", "added": "green", "moved-away": "yellow", "moved-here": "cyan"}
SIGNS = {
    "removed": ("[-", "-]"),
    "added": ("{+", "+}"),
    "moved-away": ("[-", "-]"),
    "moved-here": ("{+", "+}"),
}
MOVED = {"moved-away": " (moved)", "moved-here": " (moved here)"}


def told_of(each: Carried) -> None:
    """Say what a new version did to people's work; what is lost is said aloud."""
    marks = each.exact + each.moved + len(each.edits)
    told = [f"{marks} {_marks(marks)} carried"] if marks or each.lost else []
    told += [f"{each.moved} moved"] if each.moved else []
    told += [f"{len(each.edits)} with changed words"] if each.edits else []
    for count, noun in (
        (each.links, "link"),
        (each.passages, "passage of events"),
        (each.flips, "verdict on blocks"),
    ):
        told += [_counted(count, noun)] if count else []
    place = f"version {each.version} of article {each.number}"
    say(f"version  {each.article[:13]}  {each.name}: {'; '.join([place, *told])}")
    for edit in each.edits[:MOST_TOLD]:
        say(f"edited   {edit.annotation[:ID_LENGTH]}  {_short(edit.before)} → {_short(edit.after)}")
    if each.lost:
        say(f"LOST     {len(each.lost)} {_marks(len(each.lost))} of the old version:")
    for mark in each.lost:
        say(f"lost     {mark.id[:ID_LENGTH]}  {mark.annotator}: {_short(mark.anchor.quote)}")
    for count, noun in (
        (each.lost_links, "link"),
        (each.lost_passages, "passage of events"),
        (each.lost_flips, "verdict on blocks"),
    ):
        if count:
            stay = "stays" if count == 1 else "stay"
            say(f"lost     {_counted(count, noun)} {stay} on the old version")
    if each.lost:
        say("         `reader annotations --orphans` lists them, `reader reanchor` places them")


def _counted(count: int, noun: str) -> str:
    """`1 link`, `2 passages of events`."""
    first, _, rest = noun.partition(" ")
    return f"{count} {noun}" if count == 1 else f"{count} {first}s {rest}".rstrip()


def _marks(count: int) -> str:
    return "mark" if count == 1 else "marks"


def _short(quote: str) -> str:
    words = " ".join(quote.split())
    return f"“{words if len(words) <= QUOTE_LENGTH else words[: QUOTE_LENGTH - 1] + '…'}”"


def carried_values(each: Carried) -> dict[str, Any]:
    """An entry of `versions` in `add --json`."""
    return {
        "id": each.article,
        "name": each.name,
        "number": each.number,
        "version": each.version,
        "supersedes": each.supersedes,
        "exact": each.exact,
        "moved": each.moved,
        "edited": [
            {"annotation": e.annotation, "before": e.before, "after": e.after, "score": e.score}
            for e in each.edits
        ],
        "lost": [
            {"annotation": m.id, "annotator": m.annotator, "quote": m.anchor.quote}
            for m in each.lost
        ],
        "links": {"carried": each.links, "lost": each.lost_links},
        "passages": {"carried": each.passages, "lost": each.lost_passages},
        "flips": {"carried": each.flips, "lost": each.lost_flips},
    }


def print_orphans(
    desk: Desk, article: str | None, given: Mapping[str, Any], sight: Sight, *, as_json: bool
) -> None:
    """List the marks that stay on older versions, as far as they are seen."""
    left = desk.versions.orphans(article)
    names = {each.id: f"{each.number}@{each.version}" for each in desk.articles.list(older=True)}
    tag = given.get("tag")
    wanted = None if tag is None else desk.tags.find(tag).id
    chosen = [
        mark
        for mark in left.marks
        if sight.sees(mark.annotator, mark.article)
        and (given.get("annotator") or mark.annotator).casefold() == mark.annotator.casefold()
        and (wanted is None or wanted in {each.id for each in mark.tags})
        and (given.get("kind") is None or given["kind"] in {each.kind for each in mark.tags})
        and fits(mark.attributes, given.get("attributes", {}))
    ]
    if as_json:
        print_json(
            [
                {
                    "annotation_id": mark.id,
                    "article": mark.article,
                    "newest": left.newest[mark.article],
                    "start": mark.anchor.span.start,
                    "stop": mark.anchor.span.stop,
                    "quote": mark.anchor.quote,
                    "annotator": mark.annotator,
                    "note": mark.note,
                }
                for mark in chosen
            ]
        )
        return
    print_table(
        ("annotation", "article", "#start", "annotator", "quote", "note"),
        (
            (
                mark.id[:ID_LENGTH],
                names.get(mark.article),
                mark.anchor.span.start,
                mark.annotator,
                " ".join(mark.anchor.quote.split()),
                " ".join(mark.note.split()),
            )
            for mark in chosen
        ),
        empty="every mark has its place",
    )
    for count, noun in ((left.links, "links"), (left.passages, "passages of events")):
        if count:
            note(f"{count} {noun} stay on older versions too")


def print_difference(found: Difference, *, as_json: bool) -> None:
    """What the outlet changed: of the page's own data, then of its words."""
    if as_json:
        print_json(_values(found))
        return
    (_, before), (number, after) = found.numbers
    say(f"{found.title} · article {number}, version {before} → {after}")
    for name, old, new in found.fields:
        parts = [*_painted("removed", old or ""), *_painted("added", new or "")]
        say_painted([(f"{name}: ", None), *parts])
    differing = _differing(found.lines)
    if not any(differing):
        say("the words are the same")
        return
    skipped = 0
    for line, differs in zip(found.lines, differing, strict=True):
        if differs:
            _say_skipped(skipped)
            say()
            say_painted(each for part in line for each in _painted(part.op, part.text))
        skipped = 0 if differs else skipped + 1
    _say_skipped(skipped)


def _differing(lines: Lines) -> list[bool]:
    return [any(part.op != "same" and part.text.strip() for part in line) for line in lines]


def _say_skipped(count: int) -> None:
    if count:
        say()
        say(f"… {count} {'paragraph' if count == 1 else 'paragraphs'} unchanged …")


def _painted(op: str, text: str) -> list[tuple[str, str | None]]:
    """A stretch in its colour on a terminal, else between signs."""
    if op == "same":
        return [(text, None)]
    if not text.strip():
        return [] if op.startswith(("removed", "moved-away")) else [(text, None)]
    colour = COLOURS[op] if sys.stdout.isatty() else None
    before, after = SIGNS[op]
    moved = MOVED.get(op, "")
    return [(f"{before}{text}{after}{moved}", colour)]


def _values(found: Difference) -> dict[str, Any]:
    (_, before), (number, after) = found.numbers
    return {
        "old": found.old,
        "new": found.new,
        "number": number,
        "versions": [before, after],
        "fields": [{"field": f, "old": old, "new": new} for f, old, new in found.fields],
        "lines": [
            [{"op": part.op.value, "text": part.text} for part in line] for line in found.lines
        ],
    }


@click.command()
@click.argument("word", metavar="ANNOTATION")
@placing
@pass_session
def reanchor(
    session: Session,
    /,
    *,
    word: str,
    quote: str | None,
    number: int | None,
    start: int | None,
    stop: int | None,
    pieces: tuple[str, ...],
) -> None:
    """Put a mark that lost its place on the newest version.

    Without a place its own words are looked for once more. `reader delete` drops it instead.

    Examples:
      reader annotations --orphans
      reader reanchor 01929f3c-5a10 --quote "the dam gave way"
    """
    with session.desk() as desk:
        mark = desk.marks.get(word)
        newest = desk.versions.newest(mark.article)
        spans = spans_of(desk, newest, quote, number, start, stop, pieces)
        new = desk.versions.reanchor(mark, spans)
        say(f"{new.id} stands on “{' '.join(new.anchor.quote.split())}” now")


COMMANDS = (reanchor,)

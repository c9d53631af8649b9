"""What is drawn of a place to decide on: its versions, each in its passage, and who says what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from textual.content import Content

from reader.model.annotation import TagSet
from reader.model.boundaries import sentences
from reader.model.curation import Candidate, Item, ItemKind, LinkItem, Outcome, Reading
from reader.model.link import Verdict
from reader.model.text import Span
from reader.tui.widgets.cells import clipped, fitted, one_line, two_ends, wrapped
from reader.tui.widgets.passage_view import ShownPassage, folded, passage_lines

WIDEST = 84  # cells of a passage that is read with ease
MOST_AROUND = 240  # code points of a sentence shown on each side of what is marked
MOST_ALONE = 900  # code points of a paragraph that is shown whole around a single version
NUMBERED = 9  # versions that a digit takes
KINDS = {
    ItemKind.AGREED: "all alike",
    ItemKind.MISSING: "some alike, some nothing",
    ItemKind.ALONE: "only one",
    ItemKind.TAG: "other tags",
    ItemKind.BORDERS: "other borders",
    ItemKind.BOTH: "other borders and tags",
}
_SHORT = {
    ItemKind.AGREED: "alike",
    ItemKind.MISSING: "some",
    ItemKind.ALONE: "alone",
    ItemKind.TAG: "tags",
    ItemKind.BORDERS: "borders",
    ItemKind.BOTH: "both",
}
_BECAME = {
    Outcome.ACCEPTED: ("✓ stands", ".good"),
    Outcome.MERGED: ("✓ merged", ".good"),
    Outcome.REJECTED: ("✗ rejected", ".alarm"),
}
_SAID = {
    Verdict.CONFIRMED: ("✓ holds", ".good"),
    Verdict.REJECTED: ("✗ does not", ".alarm"),
    Verdict.UNSURE: ("? not sure", ".key"),
}
_ENDS = frozenset(".!?…。！？”’\"')»")  # what a sentence ends with
Parts = list[str | tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ShownPlace:
    """A place with the words around it.

    Attributes:
        item: what is to be decided.
        text: of its article.
        passage: the stretch of it that is shown.
        tags: the codebook.
    """

    item: Item
    text: str
    passage: Span
    tags: TagSet


def passage_of(text: str, blocks: Sequence[Span], item: Item) -> Span:
    """The sentences that the versions lie in, or what is near of very long ones."""
    span = item.span
    inside = [block for block in blocks if block.overlaps(span)] or [span]
    if len(item.versions) == 1 and inside[-1].stop - inside[0].start <= MOST_ALONE:
        return Span(min(inside[0].start, span.start), max(inside[-1].stop, span.stop))
    touched = [s for block in inside for s in sentences(text, block) if s.overlaps(span)]
    start = min([span.start, *(s.start for s in touched)])
    stop = max([span.stop, *(s.stop for s in touched)])
    if start < span.start - MOST_AROUND:
        start = text.find(" ", span.start - MOST_AROUND, span.start) + 1 or span.start
    if stop > span.stop + MOST_AROUND:
        cut = text.rfind(" ", span.stop, span.stop + MOST_AROUND)
        stop = span.stop if cut < 0 else cut
    return Span(start, stop)


def told(item: Item, names: str = "") -> Content:
    """How the versions differ, and how many of those who are done say the same."""
    most = len(item.versions[0].marks)
    parts: Parts = [(KINDS[item.kind], ".loud")]
    if 1 < most < len(item.people):
        parts.append((f"   {most} of {len(item.people)} say the same", ".quiet"))
    silent = [who for who in item.people if who not in {m.annotator for m in item.marks}]
    if silent:
        parts.append((f"   {one_line(', '.join(silent))} marked nothing there", ".quiet"))
    if item.changed:
        parts.append(("   changed since it was decided", ".alarm"))
    elif not item.open:
        parts.append(("   decided", ".good"))
    return Content.assemble(*parts, (f"   {names}" if names else "", ".quiet"))


def place_lines(shown: ShownPlace, width: int, height: int, proposed: str) -> list[Content]:
    """All versions, and what is proposed, in as much room as there is.

    Args:
        shown: the place.
        width: in cells.
        height: in rows.
        proposed: the key that takes the proposal.
    """
    item, width = shown.item, min(WIDEST, width)
    versions = item.versions
    foot = [Content(""), _proposal(shown, proposed)]
    room = max(2, (height - len(foot)) // len(versions))
    lines: list[Content] = []
    for number, version in enumerate(versions, 1):
        head = fitted(_head(shown, number, version), width)
        drawn = [head, *_drawn(shown, version, width, room - 1)]
        air = [Content("")] if len(drawn) < room else []
        lines += [*drawn, *air]
    if lines and not lines[-1].plain:
        lines.pop()
    return [*lines[: max(0, height - len(foot))], *foot][:height]


def _head(shown: ShownPlace, number: int, version: Candidate) -> Content:
    """The key of a version, who marked it so, how, and what became of it."""
    item = shown.item
    key = str(number) if number <= NUMBERED else "·"
    parts: Parts = [(f"{key} ", ".key"), (one_line(", ".join(version.people)), ".loud"), "  "]
    parts.append((tags_of(version, shown.tags), ".sign"))
    for mark in version.marks:
        if mark.deleted:
            parts.append((f"  deleted by {one_line(mark.annotator)}", ".alarm"))
    outcomes = dict.fromkeys(
        item.decisions[mark.id].outcome for mark in version.marks if mark.id in item.decisions
    )
    for outcome in outcomes:
        parts += ["  ", _BECAME[outcome]]
    decided = [item.decisions[m.id] for m in version.marks if m.id in item.decisions]
    if decided:
        why = " ".join(decided[0].note.split())
        words = f"by {decided[0].by}" + (f": {why}" if why else "")
        parts.append((f" {one_line(words)}", ".quiet"))
    notes = dict.fromkeys(one_line(mark.note) for mark in version.marks if mark.note)
    pairs = {f"{k}: {v}": None for mark in version.marks for k, v in mark.attributes.items()}
    parts += [(f"  ✎ {clipped(note, 60)}", ".quiet") for note in notes]
    parts += [(f"  {clipped(one_line(pair), 40)}", ".quiet") for pair in pairs]
    return Content.assemble(*parts)


def tags_of(reading: Reading, tags: TagSet) -> str:
    """The paths of the tags of a version."""
    return one_line(", ".join(tags.path(tag) for tag in reading.tags)) or "no tag"


def _drawn(shown: ShownPlace, version: Candidate, width: int, most: int) -> list[Content]:
    """The passage with what this version marks; borders that others set elsewhere in brackets."""
    if most < 1:
        return []
    item, passage = shown.item, shown.passage
    quote = passage.of(shown.text)
    others = [span for each in item.versions for span in each.spans]
    moved = [_within(span, passage) for span in (*version.spans, *others)]
    words, spans = folded(quote, [span for span in moved if span is not None])
    own, any_of = spans[: len(version.spans)], spans[len(version.spans) :]
    differs = len({each.spans for each in item.versions}) > 1
    content = Content("")
    cuts = sorted({0, len(words), *(edge for s in spans for edge in (s.start, s.stop))})
    for start, stop in pairwise(cuts):
        opens = differs and any(s.start == start for s in own)
        closes = differs and any(s.stop == stop for s in own)
        mine = any(s.start <= start and stop <= s.stop for s in own)
        theirs = any(s.start <= start and stop <= s.stop for s in any_of)
        ink = ".hit" if mine else "" if theirs else ".quiet"
        if opens:
            content += Content.styled("[", ".key")
        content += Content.styled(words[start:stop], ink) if ink else Content(words[start:stop])
        if closes:
            content += Content.styled("]", ".key")
    if _goes_on(shown.text, passage.start):
        content = Content.styled("… ", ".quiet") + content
    if _goes_on(shown.text, passage.stop):
        content += Content.styled(" …", ".quiet")
    return [Content("  ") + line for line in _around(content, width - 2, most)]


def _goes_on(text: str, at: int) -> bool:
    """Whether a sentence is cut there."""
    before = text[max(0, at - 9) : at].rstrip(" ")[-1:]
    after = text[at : at + 9].lstrip(" ")[:1]
    return bool(before) and bool(after) and "\n" not in {before, after} and before not in _ENDS


def _around(content: Content, width: int, most: int) -> list[Content]:
    """At most so many lines, with those that are marked among them."""
    lines = wrapped(content, width)
    if len(lines) <= most:
        return lines
    marked = [n for n, x in enumerate(lines) if any(s.style == ".hit" for s in x.spans)] or [0]
    first = max(0, min(marked[0] - (most - (marked[-1] - marked[0] + 1)) // 2, len(lines) - most))
    first = min(first, marked[0])
    return lines[first : first + most]


def _within(span: Span, passage: Span) -> Span | None:
    met = span.meet(passage)
    return None if met is None else Span(met.start - passage.start, met.stop - passage.start)


def _proposal(shown: ShownPlace, key: str) -> Content:
    """What `a` would let stand."""
    item, proposal = shown.item, shown.item.proposal
    number = next((n for n, x in enumerate(item.versions, 1) if x.key == proposal.key), None)
    parts: Parts = [(f"{key} ", ".key"), ("takes what is proposed: ", ".quiet")]
    if number is not None:
        parts += [("version ", ".quiet"), (str(number), ".key")]
        return Content.assemble(*parts)
    borders = next((n for n, x in enumerate(item.versions, 1) if x.spans == proposal.spans), 1)
    parts += [("the words of ", ".quiet"), (str(borders), ".key"), (" as ", ".quiet")]
    return Content.assemble(*parts, (tags_of(proposal, shown.tags), ".sign"))


def link_told(item: LinkItem) -> Content:
    """What the link says, and what everybody says of it."""
    parts: Parts = [(f"⇄ {item.link.relation.value}", ".loud")]
    for who, verdict in sorted(item.verdicts.items()):
        parts += [(f"   {one_line(who)} ", ".quiet"), _SAID[verdict]]
    if item.decided is not None:
        parts += [("   decided ", ".quiet"), _SAID[item.decided]]
    if item.changed:
        parts.append(("   judged otherwise since", ".alarm"))
    return Content.assemble(*parts)


def link_lines(a: ShownPassage, b: ShownPassage, width: int, height: int) -> list[Content]:
    """Both passages, one above the other."""
    width, half = min(WIDEST, width), max(1, (height - 1) // 2)
    return [*passage_lines(a, width, half), Content(""), *passage_lines(b, width, half)][:height]


def sign_of(place: Item | LinkItem, said: Outcome | None, *, open_: bool) -> tuple[str, str]:
    """What the worklist has before a place."""
    if open_:
        return ("!", ".alarm") if place.changed else ("·", ".quiet")
    if said is not None:
        return ("✗", ".alarm") if said is Outcome.REJECTED else ("✓", ".good")
    if isinstance(place, LinkItem):
        rejected = place.decided is Verdict.REJECTED
    else:
        rejected = all(x.outcome is Outcome.REJECTED for x in place.decisions.values())
    return ("✗", ".alarm") if rejected else ("✓", ".good")


def work_row(place: Item | LinkItem, sign: tuple[str, str], width: int, *, here: bool) -> Content:
    """One row of the worklist."""
    if isinstance(place, LinkItem):
        quote, kind = place.link.a.quote, "link"
    else:
        quote, kind = place.quote, _SHORT[place.kind]
    right = Content.styled(f" {kind}", ".quiet")
    words = one_line(quote)
    left = Content.assemble((f" {sign[0]} ", sign[1]), (words, ".loud" if here else ""))
    row = two_ends(left, right, width)
    return row.stylize(".here") if here else row


def echo(place: Item | LinkItem, what: str, undo: str) -> Content:
    """What was done last, and the key that takes it back."""
    quote = place.link.a.quote if isinstance(place, LinkItem) else place.quote
    ink = ".alarm" if what.startswith("✗") else ".good"
    words = f"   “{clipped(one_line(quote), 50)}”"
    return Content.assemble(
        (what, ink), "   ", (undo, ".key"), (" undo", ".quiet"), (words, ".quiet")
    )


def previewed(items: Iterable[Item], tags: TagSet, width: int, most: int) -> list[Content]:
    """The first of the places that would be accepted at once."""
    found = list(items)
    lines = [
        two_ends(
            Content.assemble(("✓ ", ".good"), f"“{one_line(item.quote)}”"),
            Content.styled(f"  {tags_of(item.proposal, tags)}", ".sign"),
            width,
        )
        for item in found[: most - (len(found) > most)]
    ]
    if len(found) > most:
        lines.append(Content.styled(f"  and {len(found) - most + 1} more", ".quiet"))
    return lines

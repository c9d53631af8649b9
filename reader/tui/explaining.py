"""Words of the rows around the text: what is under the cursor, and how far the work is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from reader.desk.desk import Desk
from reader.desk.layers import ALL, MINE
from reader.model.annotation import Annotation, Tag, TagKind
from reader.model.article import Article, Block, BlockVerdict
from reader.model.attributes import in_words, lacking
from reader.model.curation import CURATED
from reader.model.link import Link, LinkEnd, LinkState
from reader.model.visible import visible
from reader.tui import pieces
from reader.tui.deciding import became
from reader.tui.dressing import hue_of_tag
from reader.tui.looks import Ink, Look, Run
from reader.tui.painting import POINT
from reader.tui.people import named
from reader.tui.rows import ACCENT, LOUD, PLAIN, QUIET, cells_of, numbered
from reader.tui.selecting import Boundary, Edge
from reader.tui.wording import counted
from reader.tui.worktop import Worktop

_KINDS = {TagKind.CLAIM: "CLAIM", TagKind.ENTITY: "ENTITY", TagKind.USER: "TAG"}
_TITLE_WORDS = 12
_WIDE = 120  # columns from which links are explained in words
_FEW = 3  # marks in one place that one steps through; of more there is a list
_LEAST_WORDS = 12  # cells; of a mark's words less than that says nothing
_BORDERED = 52  # code points shown of a mark whose border moves
_GAP: Run = ("   ", PLAIN)
LOCKED = "⇊ locked"


def explain(
    place: Worktop,
    partners: Sequence[tuple[Link, LinkEnd]],
    recent: Sequence[Tag],
    width: int,
) -> tuple[list[Run], list[Run]]:
    """The left and right of the status row.

    At the left the mark under the cursor, or what its block is; at the right its links, and
    whether there are more marks.
    """
    mark, page = place.active_mark(), place.page
    if page is None:
        return [], []
    if page.selection is not None:
        words = sum(len(span.of(page.text).split()) for span in page.selected_spans)
        return _of_selection(place, words, recent, width), []
    boundary = page.reading.boundary
    if boundary is not None:
        return _of_border(page.text, boundary), []
    name = _of_name(place)
    left: list[Run] = [(" ", PLAIN), *name, *(_of_mark(place, mark) if mark else _of_block(place))]
    right: list[Run] = []
    if partners:
        right += [_GAP, *_of_links(place, partners, short=width < _WIDE)]
    if mark is not None:
        right += _of_pieces(place, mark, page.reading.cursor)
        here = [each.id for each in page.marks_here()]
        if len(here) > 1 and mark.id in here:
            back, on = (place.keymap.shown(f"overlap.{way}") for way in ("previous", "next"))
            at = f"{here.index(mark.id) + 1} of {len(here)} here: "
            right += [_GAP, (at, QUIET), (f"{back} {on}", ACCENT)]
            if len(here) > _FEW:
                right.append((f" {place.keymap.shown('overlap.list')}", ACCENT))
    walk = page.walked
    if walk is not None:
        of = walk.of if width >= _WIDE else walk.of.rpartition(" ")[2]
        right += [_GAP, (f"{of} {walk.number} of {walk.all}", QUIET)]
    if mark is not None and width - cells_of([*left, *right]) > _LEAST_WORDS:
        left += [("  ", PLAIN), (_short(mark.anchor.quote, 40), PLAIN)]
    return left, [*right, (" ", PLAIN)]


def _of_name(place: Worktop) -> list[Run]:
    """What is suggested of the name under the cursor, and the keys that answer."""
    name = place.name_here()
    if name is None:
        return []
    runs: list[Run] = [(POINT, Look(Ink.LINK_FAINT)), (f"{name.kind.value}?  ", LOUD)]
    answers = (("mark.entity", "yes"), ("mark.all-equal", "all"), ("name.refuse", "no"))
    for command, does in answers:
        runs += [(place.keymap.shown(command), ACCENT), (f" {does}  ", QUIET)]
    return [*runs, (f"{visible(name.why)}  ", PLAIN)]


def _of_selection(place: Worktop, words: int, recent: Sequence[Tag], width: int) -> list[Run]:
    """How much is selected, and which digits mark it with which tag: those there is room for."""
    runs: list[Run] = [(" selected", LOUD), (f"  {counted(words, 'word')} ", QUIET)]
    for digit, tag in enumerate(recent, 1):
        hue = Look(Ink.BADGE, line=hue_of_tag(tag, place.tags))
        runs += [(f"  {digit}", hue), (f" {visible(tag.name)}", QUIET)]
        if cells_of(runs) >= width:
            return runs[:-2]
    return runs


def _of_mark(place: Worktop, mark: Annotation) -> list[Run]:
    tag = mark.tags[0] if mark.tags else None
    chip = Look(Ink.BADGE, line=hue_of_tag(tag, place.tags))
    kind = _KINDS[tag.kind] if tag else "NOTE"
    names = []
    for each in mark.tags:
        path = place.tags.path(each)
        root, _, rest = path.partition("/")
        names.append(rest or ("" if root in {"claim", "entity"} else root))
    runs: list[Run] = [(kind, chip)]
    if any(names):
        runs += [(" ", PLAIN), (visible(", ".join(filter(None, names))), LOUD)]
    if mark.id in place.ledger.pending():
        runs.append(("  not saved yet", ACCENT))
    else:
        when = moment(mark.updated_at or mark.created_at)
        name, look = named(mark.annotator, place.state.people if place.state else {}, QUIET)
        if look == QUIET:
            runs.append((f"  {name} {when}", QUIET))
        else:
            runs += [("  ", QUIET), (name, look), (f" {when}", QUIET)]
    left = lacking(mark.tags, mark.attributes)
    if left:
        runs += [("  ! ", ACCENT), (visible(f"lacks {', '.join(left)}"), PLAIN)]
    if mark.attributes:
        runs += [("  ", PLAIN), (_short(in_words(mark.attributes), 60)[1:-1], PLAIN)]
    decided = place.state.decisions.get(mark.id) if place.state and not place.blind else None
    if decided is not None:
        runs.append((f"  curated by {visible(became(decided))}", ACCENT))
    said = len(place.comments(mark.article, mark.id))
    if said:  # before the words, which a narrow screen cuts
        key = place.keymap.shown("mark.comment")
        runs += [("  ”", ACCENT), (f"{counted(said, 'comment')} ", PLAIN), (key, ACCENT)]
    if mark.note:  # before the words, which stand in the text as well
        runs += [("  ✎ ", ACCENT), (_short(mark.note, 40)[1:-1], PLAIN)]
    return runs


def _of_pieces(place: Worktop, mark: Annotation, cursor: int) -> list[Run]:
    """Which of several pieces of the mark this is."""
    spans = mark.anchor.spans
    index = pieces.at(spans, cursor)
    if len(spans) == 1 or index is None:
        return []
    key = place.keymap.shown("piece.next")
    return [_GAP, (f"piece {index + 1} of {len(spans)}: ", QUIET), (key, ACCENT)]


def _of_border(text: str, boundary: Boundary) -> list[Run]:
    """The words of a mark as they would be, the end that moves in sight."""
    split = boundary.span.of(text).split()
    words = visible(" ".join(split))
    starts = boundary.edge is Edge.START
    if len(words) > _BORDERED:
        cut = words[: _BORDERED - 1] if starts else words[1 - _BORDERED :]
        words = f"{cut}…" if starts else f"…{cut}"
    count = counted(len(split), "word")
    name = "start" if starts else "end"
    return [(f" {name} moves", LOUD), (f"  {count}  ", QUIET), (f"“{words}”", PLAIN)]


def said_of_layer(layer: str) -> str:
    """What is shown, in words.

    >>> said_of_layer("mine"), said_of_layer("bo")
    ('my marks alone', "bo's marks alone")
    """
    if layer == ALL:
        return "everybody's marks"
    whose = {MINE: "my marks", CURATED: "the curated layer"}
    named = whose.get(layer) or f"{visible(layer)}'s marks"
    return f"{named} alone"


def _of_links(
    place: Worktop, partners: Sequence[tuple[Link, LinkEnd]], *, short: bool
) -> list[Run]:
    """How many passages tell the same, and in which reports."""
    numbers = sorted({place.number(end.article) for _, end in partners})
    where = " ".join(numbered(number) for number in numbers)
    sure = any(link.state is not LinkState.SUGGESTED for link, _ in partners)
    look = Look(Ink.LINK if sure else Ink.LINK_FAINT)
    passages = "1 passage" if len(partners) == 1 else f"{len(partners)} passages"
    said = where if short else f"{passages} in {where}{'' if sure else ', suggested'}"
    follow = place.keymap.shown("link.follow")
    return [("⇄ " if sure else "⇢ ", look), (said, PLAIN), (f"  {follow}", ACCENT)]


def _of_block(place: Worktop) -> list[Run]:
    """What the cleaner takes the block for, where it is no text."""
    block = block_here(place)
    if block is None or block.verdict is BlockVerdict.BODY:
        return []
    verdict = "shown apart" if block.verdict is BlockVerdict.ASIDE else "junk"
    flip, why = place.keymap.shown("block.flip"), place.keymap.shown("block.why")
    return [
        (block.category.value.replace("-", " "), Look(Ink.LABEL)),
        (f", {verdict}  ({visible(block.rule)})  ", QUIET),
        (flip, ACCENT),
        (" makes it text  ", QUIET),
        (why, ACCENT),
        (" why", QUIET),
    ]


def block_index_here(place: Worktop) -> int | None:
    """The block under the cursor, by its index among the article's blocks."""
    page = place.page
    if page is None or not page.scene.layout.shown:
        return None
    layout = page.scene.layout
    index = layout.block_at(page.reading.cursor)
    return None if index is None else layout.shown[index].block


def block_here(place: Worktop) -> Block | None:
    """The block under the cursor."""
    index = block_index_here(place)
    return None if index is None or place.page is None else place.page.blocks[index]


def source_and_title(article: Article, desk: Desk) -> tuple[str, str]:
    """The source, where it is known, and the title; the first words where no title is known."""
    source = article.metadata.value("source") or ""
    title = article.metadata.value("title")
    if title:
        return source, title
    blocks = desk.articles.blocks(article.id)
    body = next((block for block in blocks if block.verdict is BlockVerdict.BODY), None)
    words = body.span.of(article.text).split()[:_TITLE_WORDS] if body else []
    return source, f"“{' '.join(words)}…”" if words else article.name


def _short(text: str, length: int) -> str:
    words = visible(" ".join(text.split()))
    return f"“{words if len(words) <= length else words[: length - 1].rstrip() + '…'}”"


def moment(stamp: str) -> str:
    """The time of day where it is today, else the day."""
    try:
        when = datetime.fromisoformat(stamp).astimezone()
    except ValueError:
        return ""
    now = datetime.now().astimezone()
    if when.date() == now.date():
        return f"{when:%H:%M}"
    month = f"{when:%b}"
    year = "" if when.year == now.year else f" {when.year}"
    return f"{when.day} {month}{year}"


def facts(place: Worktop, comparing: str) -> tuple[list[str], list[str]]:
    """What the header says of the work, and what of it must be seen.

    Args:
        place: the work on the desk.
        comparing: how far the comparing of the articles is; empty when it is done.
    """
    state, arrangement = place.state, place.arrangement
    shown, everything = len(arrangement.visible), len(arrangement.articles)
    said: list[str] = []
    if everything:
        noun = "article" if everything == 1 else "articles"
        some = f"{shown} of {everything} {noun}"
        if shown == 1 and place.article in arrangement.articles:  # "1 of 5" is read as the first
            some = f"{noun[:-1]} {arrangement.articles.index(place.article) + 1} of {everything}"
        said.append(
            f"{some}, {place.keymap.shown('pane.next')} for more"
            if shown < everything
            else f"{everything} {noun}"
        )
    if state is not None:
        said.append(counted(sum(len(place.marks(a)) for a in arrangement.articles), "mark"))
        settled = [x for x in place.weave.links if x.state is not LinkState.SUGGESTED]
        said.append(counted(len(settled), "link"))
        if state.left:
            said.insert(1, f"{state.left} left for you")
        if comparing:
            said.insert(0, comparing)
        elif not place.blind and state.compared:
            said.append(f"{state.waiting} to judge")
    return said, _loud(place)


def _loud(place: Worktop) -> list[str]:
    """What must be seen of how the work is done."""
    layer, only = place.session.layer, place.only
    said = (
        ("read-only", place.desk.read_only is not None),
        ("blind", place.blind),
        (LOCKED, place.session.locked),
        ("names suggested", place.session.names and not place.blind),
        ("" if layer == ALL else said_of_layer(layer), layer != ALL),
        ("" if only is None else f"only {only[0]}", only is not None),
    )
    return [words for words, so in said if so]

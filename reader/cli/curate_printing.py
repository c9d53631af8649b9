"""How `reader curate` prints places, links and what became of marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from reader.cli.printing import print_json, print_table
from reader.cli.shapes import end_values

if TYPE_CHECKING:
    from reader.desk.curation import Told
    from reader.model.annotation import TagSet
    from reader.model.curation import Candidate, Item, LinkItem, Reading

ID_LENGTH = 18  # of a UUIDv7 that a table shows: the millisecond and 12 random bits
NOTHING = (
    "nothing to decide in articles that two people are done with; `--all` takes those that two"
    " touched, `--decided` shows what is decided"
)
NO_LINKS = "no link that one confirms and another rejects"
NO_WORD = "nothing was decided of your marks yet"


def quoted(quote: str) -> str:
    """Words on one line."""
    return " ".join(quote.split())


def state_of(item: Item | LinkItem) -> str:
    """Whether there is anything to decide."""
    return "changed" if item.changed else "open" if item.open else "decided"


def print_items(
    items: Sequence[Item],
    tags: TagSet,
    names: Mapping[str, str],
    form: str,
    *,
    as_json: bool,
) -> None:
    """Places with all their versions."""
    if as_json:
        print_json([_item_values(item, tags) for item in items])
        return
    print_table(
        ("item", "article", "differ", "state", "#share", "proposed", "versions"),
        (
            (
                item.id[:ID_LENGTH],
                names.get(item.article, item.article),
                item.kind.value,
                state_of(item),
                f"{item.share:.2f}",
                f"{_tags(item.proposal, tags)} {_places(item.proposal)}",
                "; ".join(_version(each, tags) for each in item.versions),
            )
            for item in items
        ),
        empty=NOTHING,
        form=form,
    )


def _tags(reading: Reading, tags: TagSet) -> str:
    return ", ".join(tags.path(tag) for tag in reading.tags) or "(untagged)"


def _places(reading: Reading) -> str:
    return ";".join(f"{span.start}-{span.stop}" for span in reading.spans)


def _version(version: Candidate, tags: TagSet) -> str:
    quote = quoted(version.marks[0].anchor.quote)
    people = ", ".join(version.people)
    return f"{people}: {_tags(version, tags)} {_places(version)} “{quote}”"


def _reading_values(reading: Reading, tags: TagSet) -> dict[str, Any]:
    return {
        "tags": [tags.path(tag) for tag in reading.tags],
        "pieces": [[span.start, span.stop] for span in reading.spans],
    }


def _item_values(item: Item, tags: TagSet) -> dict[str, Any]:
    return {
        "item": item.id,
        "article": item.article,
        "kind": item.kind.value,
        "state": state_of(item),
        "people": list(item.people),
        "share": item.share,
        "proposal": _reading_values(item.proposal, tags),
        "versions": [
            {
                **_reading_values(each, tags),
                "people": list(each.people),
                "quote": each.marks[0].anchor.quote,
                "annotations": [mark.id for mark in each.marks],
            }
            for each in item.versions
        ],
        "decisions": {
            name: {
                "decision": each.outcome.value,
                "result": each.result,
                "note": each.note,
                "by": each.by,
                "at": each.at,
                "changed": name in item.changed,
            }
            for name, each in sorted(item.decisions.items())
        },
    }


def print_links(
    items: Sequence[LinkItem], names: Mapping[str, str], form: str, *, as_json: bool
) -> None:
    """Disputed links with everybody's verdicts."""
    if as_json:
        print_json(
            [
                {
                    "link": item.id,
                    "relation": item.link.relation.value,
                    "state": state_of(item),
                    "decided": None if item.decided is None else item.decided.value,
                    "verdicts": {who: said.value for who, said in sorted(item.verdicts.items())},
                    "a": end_values(item.link.a),
                    "b": end_values(item.link.b),
                }
                for item in items
            ]
        )
        return
    print_table(
        ("link", "relation", "state", "verdicts", "one passage", "other passage"),
        (
            (
                item.id[:ID_LENGTH],
                item.link.relation.value,
                state_of(item),
                "; ".join(f"{who}: {said.value}" for who, said in sorted(item.verdicts.items())),
                *(
                    f"{names.get(end.article, end.article)} “{quoted(end.quote)}”"
                    for end in (item.link.a, item.link.b)
                ),
            )
            for item in items
        ),
        empty=NO_LINKS,
        form=form,
    )


def print_told(told: Sequence[Told], names: Mapping[str, str], form: str, *, as_json: bool) -> None:
    """What became of somebody's marks."""
    if as_json:
        print_json(
            [
                {
                    "annotation": each.mark.id,
                    "article": each.mark.article,
                    "quote": each.mark.anchor.quote,
                    "decision": each.decision.outcome.value,
                    "by": each.decision.by,
                    "at": each.decision.at,
                    "note": each.decision.note,
                    "result": None if each.result is None else each.result.id,
                    "stands": None if each.result is None else each.result.anchor.quote,
                }
                for each in told
            ]
        )
        return
    print_table(
        ("annotation", "article", "became", "by", "quote", "stands", "why"),
        (
            (
                each.mark.id[:ID_LENGTH],
                names.get(each.mark.article, each.mark.article),
                each.decision.outcome.value,
                each.decision.by,
                quoted(each.mark.anchor.quote),
                None if each.result is None else quoted(each.result.anchor.quote),
                each.decision.note,
            )
            for each in told
        ),
        empty=NO_WORD,
        form=form,
    )

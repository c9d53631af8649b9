"""The codebook as a file: CSV and JSON go out and come in, Markdown is for people to read.

A tag is known by its path. What the desk leaves empty is filled in from the file; where both say
something and not the same, that is a conflict, and the desk's stands unless it is told otherwise.
A tag that stands on the desk alone stays. The same file twice changes nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from reader.errors import FormatError
from reader.exchange.checking import unfit_tag
from reader.exchange.people_csv import TAG_COLUMNS, packed, parsed, tag_rows, with_paths
from reader.exchange.rfc4180 import MEND, line_of, records
from reader.model.annotation import Tag, TagKind, TagSet
from reader.model.ids import IdSource

WORDS = ("description", "example", "colour", "key")
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|])")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a file says of one tag.

    Attributes:
        kind: None where the file does not say: that of the tag it stands under.
        path: the names from the root down.
        words: `description`, `example`, `colour` and `key`, empty where it says nothing.
        required: names of attributes that a mark with it should carry.
    """

    kind: TagKind | None
    path: str
    words: Mapping[str, str]
    required: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clash:
    """What the desk and the file say otherwise of one tag."""

    path: str
    field: str
    here: str
    there: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What taking a codebook in would do.

    Attributes:
        added: new tags with their paths, parents first.
        edited: tags as they are and as they would be.
        clashes: where the desk's word stands.
        same: how many entries say what the desk says.
    """

    added: tuple[tuple[Tag, str], ...]
    edited: tuple[tuple[Tag, Tag], ...]
    clashes: tuple[Clash, ...]
    same: int


def write_csv(tags: TagSet) -> Iterator[str]:
    """The lines of the CSV, each with its line end."""
    yield line_of(TAG_COLUMNS)
    for pair in with_paths(tags):
        yield from map(line_of, tag_rows(pair))


def write_json(tags: TagSet) -> str:
    """The codebook as JSON: a list of objects keyed like the columns of the CSV."""
    values = [
        {
            "tag_id": tag.id,
            "kind": tag.kind.value,
            "tag": path,
            "description": tag.description,
            "example": tag.example,
            "colour": tag.colour or "",
            "key": tag.key or "",
            "required": list(tag.required),
        }
        for tag, path in with_paths(tags)
    ]
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


def write_markdown(tags: TagSet, uses: Mapping[str, int]) -> Iterator[str]:
    """The codebook to read and print, a section for each tag.

    Args:
        tags: the codebook.
        uses: how many marks carry each tag, by its id.
    """
    yield "# Codebook\n"
    for tag, path in with_paths(tags):
        known = [tag.kind.value, *([f"key {_plain(tag.key)}"] if tag.key else [])]
        known += [_plain(tag.colour)] if tag.colour else []
        count = uses.get(tag.id, 0)
        known.append(f"{count} {'mark' if count == 1 else 'marks'}")
        yield f"\n## {_plain(path)}\n\n{' · '.join(known)}\n"
        if tag.description:
            yield f"\n{_plain(tag.description)}\n"
        if tag.example:
            yield f"\n> {_plain(tag.example)}\n"
        if tag.required:
            yield f"\nAsks for: {', '.join(map(_plain, tag.required))}\n"


def _plain(words: str) -> str:
    return _MARKUP.sub(r"\\\1", " ".join(words.split()))


def read_csv(text: str) -> tuple[Entry, ...]:
    """The entries of a table; only the column `tag` has to be there.

    Raises:
        FormatError: says the line and the column.
    """
    found = []
    for row in records(text, needed=("tag",)):
        values: dict[str, Any] = {name: row[name] for name in ("kind", "tag", *WORDS)}
        values["required"] = parsed(row, "required", list, [])
        found.append(_entry(values, f"line {row.line}"))
    return tuple(found)


def read_json(text: str) -> tuple[Entry, ...]:
    """The entries of a list of objects.

    Raises:
        FormatError: says which entry.
    """
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise FormatError(f"not JSON: {error}", remedy=MEND) from error
    if not isinstance(values, list) or not all(isinstance(each, dict) for each in values):
        raise FormatError("not a list of tags", remedy='write `[{"tag": "rumour"}]`')
    return tuple(_entry(each, f"entry {n}") for n, each in enumerate(values, 1))


def _entry(values: Mapping[str, Any], where: str) -> Entry:
    texts = {name: values.get(name) or "" for name in ("kind", "tag", *WORDS)}
    required = values.get("required") or []
    wrong = next((name for name, each in texts.items() if not isinstance(each, str)), None)
    if not isinstance(required, list) or not all(isinstance(x, str) and x for x in required):
        wrong = "required"
    if wrong is not None:
        kind = 'a list such as ["stance"]' if wrong == "required" else "a text"
        raise FormatError(f"`{wrong}` is not {kind}", where=where, remedy=MEND)
    said, path = texts["kind"].strip(), "/".join(x.strip() for x in texts["tag"].split("/"))
    if said and said not in set(TagKind):
        raise FormatError(
            f"no such kind of tag: {said[:40]!r}",
            where=where,
            remedy=f"use one of {', '.join(TagKind)}",
        )
    kind_of = TagKind(said) if said else None
    unfit = unfit_tag(kind_of, path) if path else ("tag", "a tag without a name")
    key = texts["key"]
    if unfit is None and (len(key) > 1 or (key and (key.isspace() or not key.isprintable()))):
        unfit = "key", f"a key is a single character: {key[:40]!r}"
    if unfit is not None:
        raise FormatError(unfit[1], where=f"{where}, {unfit[0]}", remedy=MEND)
    return Entry(kind_of, path, {name: texts[name] for name in WORDS}, tuple(required))


def plan(
    known: TagSet, entries: Iterable[Entry], ids: IdSource, *, overwrite: bool = False
) -> Plan:
    """What taking these entries in would add, fill in and leave.

    Args:
        known: the desk's codebook.
        entries: what the file says; a tag named twice is as the last one has it.
        ids: mints the ids of new tags.
        overwrite: where both say something, the file's word stands.
    """
    here = {(tag.kind, known.path(tag).casefold()): tag for tag in known.tags}
    added: dict[str, tuple[Tag, str]] = {}
    edited: dict[str, tuple[Tag, Tag]] = {}
    clashes: list[Clash] = []
    same = 0
    for entry in {(each.kind, each.path.casefold()): each for each in entries}.values():
        kind = entry.kind or _kind_at(here, entry.path)
        tag = here.get((kind, entry.path.casefold()))
        if tag is None:
            tag = _made(here, kind, entry.path, ids, added)
            new = _filled(tag, entry, [], overwrite=True)
            added[tag.id] = new, added[tag.id][1]
            here[kind, entry.path.casefold()] = new
            continue
        found: list[Clash] = []
        new = _filled(tag, entry, found, overwrite=overwrite)
        clashes += [replace(each, path=known.path(tag)) for each in found]
        if tag.id in added:
            added[tag.id] = new, added[tag.id][1]
        elif new != tag:
            edited[tag.id] = tag, replace(new, version=tag.version + 1)
        elif not found:
            same += 1
    return Plan(tuple(added.values()), tuple(edited.values()), tuple(clashes), same)


_Known = dict[tuple[TagKind, str], Tag]


def _kind_at(here: _Known, path: str) -> TagKind:
    """The kind of the tag at a path, or of the nearest above it; a user's where there is none."""
    parts = path.casefold().split("/")
    for length in range(len(parts), 0, -1):
        wanted = "/".join(parts[:length])
        for kind, place in here:
            if place == wanted:
                return kind
    return TagKind.USER


def _made(
    here: _Known,
    kind: TagKind,
    path: str,
    ids: IdSource,
    added: dict[str, tuple[Tag, str]],
) -> Tag:
    """A new tag at a path, and those above it that are not there either."""
    over, slash, name = path.rpartition("/")
    parent = None
    if slash:
        parent = here.get((kind, over.casefold())) or _made(here, kind, over, ids, added)
    tag = Tag(ids(), kind, name, parent.id if parent is not None else None)
    here[kind, path.casefold()] = tag
    added[tag.id] = tag, path  # after the one above it
    return tag


def _filled(tag: Tag, entry: Entry, clashes: list[Clash], *, overwrite: bool) -> Tag:
    """The tag with what the entry says; what both say otherwise goes to `clashes`."""
    values: dict[str, Any] = {}
    pairs: Sequence[tuple[str, Any, Any]] = [
        *((name, getattr(tag, name) or "", entry.words[name]) for name in WORDS),
        ("required", tag.required, entry.required),
    ]
    for name, mine, theirs in pairs:
        if not theirs or mine == theirs:
            continue
        if mine and not overwrite:
            said = (packed(list(each)) if name == "required" else each for each in (mine, theirs))
            clashes.append(Clash(entry.path, name, *said))
        else:
            values[name] = theirs
    return replace(tag, **values)

"""The codebook out and in: the same comes back, twice is once, and clashes are said."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import FormatError
from reader.exchange import codebook
from reader.exchange.codebook import Clash, Plan
from reader.model.annotation import Tag, TagKind, TagSet

CLAIM = Tag("c", TagKind.CLAIM, "claim")
ENTITY = Tag("e", TagKind.ENTITY, "entity")
ROOTS = (CLAIM, ENTITY)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=6)
NAMES = st.sampled_from(("rumour", "Mayor", "émeute", "a b", "=sum", "'x"))


def _ids() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"t{next(numbers)}"


def _taken(known: TagSet, done: Plan) -> TagSet:
    new = {old.id: tag for old, tag in done.edited}
    return TagSet((*(new.get(tag.id, tag) for tag in known.tags), *(tag for tag, _ in done.added)))


@st.composite
def codebooks(draw: st.DrawFn) -> TagSet:
    tags = list(ROOTS)
    taken = {tag.name.casefold() for tag in ROOTS}
    for number, name in enumerate(draw(st.lists(NAMES, unique=True, max_size=5))):
        parent = draw(st.sampled_from([None, *tags]))
        kind = TagKind.USER if parent is None else parent.kind
        key = draw(st.sampled_from((None, "r", "7")))
        said = draw(WORDS), draw(WORDS), draw(WORDS) or None
        required = tuple(draw(st.lists(NAMES, max_size=2)))
        over = parent.id if parent is not None else None
        if name.casefold() not in taken:
            tags.append(Tag(f"x{number}", kind, name, over, *said, key, required))
    return TagSet(tuple(tags))


@given(tags=codebooks(), as_json=st.booleans())
@settings(max_examples=40)
def test_what_goes_out_comes_in_whole_and_a_second_time_changes_nothing(
    tags: TagSet, as_json: bool
) -> None:
    if as_json:
        entries = codebook.read_json(codebook.write_json(tags))
    else:
        entries = codebook.read_csv("".join(codebook.write_csv(tags)))
    ids = _ids()
    fresh = TagSet(ROOTS)
    there = _taken(fresh, codebook.plan(fresh, entries, ids))
    said = {
        (t.kind, tags.path(t), t.description, t.example, t.colour, t.key, t.required)
        for t in tags.tags
    }
    assert said == {
        (t.kind, there.path(t), t.description, t.example, t.colour, t.key, t.required)
        for t in there.tags
    }
    assert codebook.plan(there, entries, ids) == Plan((), (), (), len(tags.tags))
    assert codebook.plan(tags, entries, ids) == Plan((), (), (), len(tags.tags))


def test_what_is_empty_is_filled_and_what_both_say_is_a_clash() -> None:
    rumour = Tag("r", TagKind.USER, "rumour", description="hearsay", required=("by",), version=3)
    known = TagSet((*ROOTS, rumour))
    entries = codebook.read_json(
        '[{"tag": "Rumour", "description": "said by nobody", "key": "r", "required": ["who"]}]'
    )
    done = codebook.plan(known, entries, _ids())
    [(old, new)] = done.edited
    assert (old, new.description, new.key, new.version) == (rumour, "hearsay", "r", 4)
    assert done.clashes == (
        Clash("rumour", "description", "hearsay", "said by nobody"),
        Clash("rumour", "required", '["by"]', '["who"]'),
    )
    [(_, new)] = codebook.plan(known, entries, _ids(), overwrite=True).edited
    assert (new.description, new.required) == ("said by nobody", ("who",))


def test_a_table_by_hand_needs_paths_alone_and_tags_above_are_made_with_them() -> None:
    entries = codebook.read_csv("tag,example\nentity/person/minister,Ilse Brandt\nsource / leak,\n")
    done = codebook.plan(TagSet(ROOTS), entries, _ids())
    assert [(path, tag.kind.value, tag.example) for tag, path in done.added] == [
        ("entity/person", "entity", ""),
        ("entity/person/minister", "entity", "Ilse Brandt"),
        ("source", "user", ""),
        ("source/leak", "user", ""),
    ]
    again = codebook.plan(_taken(TagSet(ROOTS), done), entries, _ids())
    assert (again.added, again.edited, again.same) == ((), (), 2)


@pytest.mark.parametrize(
    "text",
    [
        '{"tag": "x"}',
        "[3]",
        "[",
        '[{"tag": ""}]',
        '[{"tag": "a//b"}]',
        '[{"tag": "x", "key": "xy"}]',
        '[{"tag": "x", "required": "stance"}]',
        '[{"tag": "x", "description": 3}]',
        '[{"tag": "x", "kind": "claim"}]',
        '[{"tag": "x", "kind": "thing"}]',
    ],
)
def test_what_is_no_codebook_is_refused(text: str) -> None:
    with pytest.raises(FormatError):
        codebook.read_json(text)


def test_markdown_says_everything_and_nothing_in_it_is_markup() -> None:
    tag = Tag("r", TagKind.USER, "a*b", None, "if #1\nsays", "“<b>”", "red", "k", ("by",))
    page = "".join(codebook.write_markdown(TagSet((tag,)), {"r": 1}))
    assert page == (
        "# Codebook\n\n## a\\*b\n\nuser · key k · red · 1 mark\n\nif \\#1 says\n"
        "\n> “\\<b\\>”\n\nAsks for: by\n"
    )

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

from reader.exchange.planning import Desk, Plan, Target, plan
from reader.exchange.values import ImportRow, named, rows_of
from reader.model.annotation import Anchor, Annotation, Piece, Tag, TagKind, TagSet
from reader.model.text import Span

TAGS = TagSet(
    (
        Tag("1", TagKind.CLAIM, "claim"),
        Tag("2", TagKind.ENTITY, "entity"),
        Tag("3", TagKind.ENTITY, "person", "2"),
    )
)
CLAIM, _, PERSON = TAGS.tags
TEXT = "The dam held, the mayor said."
LATER = "2021-01-01T00:00:00.000Z"


@dataclass(frozen=True)
class Found:
    spans: tuple[Span, ...]
    how: str
    score: float


def describe(spans: Sequence[Span], text: str) -> Anchor:
    return Anchor(tuple(Piece(span, span.of(text)) for span in spans), "", "")


def locate(anchor: Anchor, text: str) -> Found | None:
    if all(piece.span.of(text) == piece.quote for piece in anchor.pieces):
        return Found(anchor.spans, "exact", 1.0)
    at = text.find(anchor.quote)
    return None if at < 0 else Found((Span(at, at + len(anchor.quote)),), "moved", 0.75)


DAM_HELD = Span(4, 12)


def mark(number: int = 1, span: Span = DAM_HELD, *tags: Tag) -> Annotation:
    return Annotation(
        id=f"mark-{number}",
        article="dam",
        anchor=describe([span], TEXT),
        tags=tags,
        annotator="ada",
        created_at="2020-10-06T09:30:00.000Z",
        updated_at="2020-10-06T09:30:00.000Z",
        updated_by="ada",
    )


def rows(*marks: Annotation, tags: TagSet = TAGS) -> list[ImportRow]:
    every = [row.mark for each in marks for row in rows_of(each, "sha", tags)]
    return [ImportRow(line, each) for line, each in enumerate(every, 2)]


def planned(imported: Sequence[ImportRow], *held: Annotation, annotator: str = "ada") -> Plan:
    numbers: Iterator[int] = count(1)
    return plan(
        imported,
        Desk(
            targets=[Target("dam", "sha", TEXT)],
            annotations={each.id: each for each in held},
            tags=TAGS,
            locate=locate,
            describe=describe,
            ids=lambda: f"minted-{next(numbers)}",
            annotator=annotator,
            at=LATER,
        ),
    )


def test_a_mark_that_is_not_there_is_new_and_keeps_author_times_and_version() -> None:
    made = replace(mark(1, Span(4, 12), CLAIM, PERSON), version=4, note="so")
    assert planned(rows(made)) == Plan(new=(replace(made, updated_by="ada"),))


def test_the_same_rows_twice_are_nothing_new_even_after_an_edit_here() -> None:
    made = mark(1, Span(4, 12), CLAIM)
    assert planned(rows(made), made) == Plan(unchanged=("mark-1",))
    assert planned(rows(made), replace(made, version=2)) == Plan(unchanged=("mark-1",))


def test_other_content_of_the_same_version_is_an_edit_by_who_imports() -> None:
    old = mark(1, Span(4, 12), CLAIM)
    for changed in (
        replace(old, note="new"),
        replace(old, tags=(PERSON,)),
        replace(old, tags=()),
        replace(old, attributes={"stance": "denies"}),
        replace(old, anchor=describe([Span(0, 12)], TEXT)),
    ):
        [(before, after)] = planned(rows(changed), old).edits
        assert before == old
        assert after == replace(changed, version=2, updated_at=LATER, updated_by="ada")


def test_anything_else_that_meets_a_mark_is_a_conflict() -> None:
    old = mark()
    for held, row, why in [
        (replace(old, version=3), replace(old, note="new"), "version 1, the desk 3"),
        (replace(old, deleted=True), old, "it was deleted"),
        (replace(old, article="else"), old, "another article"),
        (replace(old, annotator="cy"), old, "it is cy's, in the file ada's"),
        (replace(old, created_at=LATER), old, "another mark with the same id"),
    ]:
        found = planned(rows(row), held)
        [conflict] = found.conflicts
        assert (conflict.line, conflict.annotation) == (2, "mark-1")
        assert why in conflict.why
        assert found == Plan(conflicts=(conflict,))


def test_rows_of_one_mark_that_contradict_each_other_are_a_conflict() -> None:
    first, second = rows(mark(1, Span(4, 12), CLAIM, PERSON))
    second = replace(second, mark=replace(second.mark, note="edited once"))
    [conflict] = planned([first, second]).conflicts
    assert conflict.why == "lines 2 and 3 disagree on its note"


def test_an_unknown_tag_is_made_with_its_parents_once() -> None:
    minister = Tag("x", TagKind.ENTITY, "minister", "3")
    new = Tag("y", TagKind.USER, "doubtful")
    there = TagSet((*TAGS.tags, minister, new))
    imported = rows(mark(1, Span(4, 12), minister), mark(2, Span(0, 3), minister, new), tags=there)
    found = planned(imported)
    assert found.tags == (
        Tag("minted-1", TagKind.ENTITY, "minister", "3"),
        Tag("minted-2", TagKind.USER, "doubtful"),
    )
    assert [{tag.id for tag in each.tags} for each in found.new] == [
        {"minted-1"},
        {"minted-1", "minted-2"},
    ]


def test_a_conflict_makes_no_tags() -> None:
    new = Tag("y", TagKind.USER, "doubtful")
    imported = rows(mark(1, Span(4, 12), new), tags=TagSet((*TAGS.tags, new)))
    assert planned(imported, replace(mark(), version=3)).tags == ()


def test_a_tag_without_a_kind_is_the_one_of_that_path() -> None:
    [row] = rows(mark())
    named = [replace(row, mark=replace(row.mark, tag="entity/person"))]
    assert planned(named).new[0].tags == (PERSON,)


def test_an_article_is_known_by_the_checksum_of_its_text_too() -> None:
    [row] = rows(mark())
    elsewhere = [replace(row, mark=replace(row.mark, article="scraped-again"))]
    assert planned(elsewhere).new[0].article == "dam"


def test_an_unknown_article_and_lost_words_are_orphans_with_their_quote() -> None:
    [row] = rows(mark())
    unknown = replace(row, mark=replace(row.mark, article="else", article_sha256="other"))
    lost = Anchor((Piece(Span(0, 4), "gone"),), "", "")
    gone = replace(row, mark=replace(row.mark, annotation_id="mark-2", anchor=lost))
    found = planned([unknown, gone])
    assert [(orphan.quote, orphan.why) for orphan in found.orphans] == [
        ("dam held", "no such article on this desk"),
        ("gone", "its words are not in the article"),
    ]
    assert found.new == ()


def test_words_found_elsewhere_are_said_with_their_score() -> None:
    [row] = rows(mark())
    shifted = Anchor((Piece(Span(6, 14), "dam held"),), "", "")
    found = planned([replace(row, mark=replace(row.mark, anchor=shifted))])
    [moved] = found.moved
    assert (moved.how, moved.score, moved.before, moved.after) == (
        "moved",
        0.75,
        "dam held",
        "dam held",
    )
    assert found.new[0].anchor.spans == (Span(4, 12),)


def test_only_who_made_a_mark_edits_it_by_an_import() -> None:
    old = mark()
    [conflict] = planned(rows(replace(old, note="new")), old, annotator="bo").conflicts
    assert conflict.why == "it is ada's, and only ada edits it"
    assert planned(rows(old), old, annotator="bo") == Plan(unchanged=("mark-1",))


def test_rows_without_an_id_are_marks_of_their_own_and_the_same_each_time() -> None:
    [row] = rows(mark())
    bare = replace(row.mark, annotation_id="", annotator="", created_at="", updated_at="")
    first, other, again = (
        ImportRow(line, named(each))
        for line, each in enumerate([bare, replace(bare, note="other"), bare], 2)
    )
    found = planned([first, other, again])
    assert len(found.new) == 2
    assert {(m.annotator, m.created_at, m.updated_at) for m in found.new} == {("ada", LATER, LATER)}
    assert set(planned([first, other], *found.new).unchanged) == {each.id for each in found.new}

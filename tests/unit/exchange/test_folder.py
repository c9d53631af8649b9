from __future__ import annotations

from dataclasses import replace

import pytest

from reader.errors import FormatError
from reader.exchange.folder import TABLES, read_folder, write_folder
from reader.exchange.values import ArticleRow, Correction, People, Reading, rows_of
from reader.model.annotation import Anchor, Annotation, Annotator, Piece, Tag, TagKind, TagSet
from reader.model.article import BlockVerdict, Flip, ReadingState, Story
from reader.model.ids import annotator_id
from reader.model.link import (
    Band,
    Event,
    Link,
    LinkEnd,
    LinkState,
    Reason,
    ReasonKind,
    Relation,
    Verdict,
    link_key,
)
from reader.model.text import Span

ENTITY = Tag("2", TagKind.ENTITY, "entity")
PERSON = Tag("3", TagKind.ENTITY, "person", "2", "somebody", "the =mayor", "blue", "p", ("role",))
SLASHED = Tag("4", TagKind.USER, "and/or")
A = LinkEnd("dam", Span(4, 12), "dam held")
B = LinkEnd("flood", Span(0, 5), "-wet\n")
LINK = Link(
    id=link_key(A, B, Relation.SAME_EVENT),
    a=A,
    b=B,
    relation=Relation.SAME_EVENT,
    state=LinkState.DISPUTED,
    verdicts={"ada": Verdict.CONFIRMED, "bo": Verdict.REJECTED},
    score=5.123456789012345,
    band=Band.STRONG,
    reasons=(
        Reason(ReasonKind.WORD, "dam", "dams", 0.25, Span(4, 7), Span(0, 3)),
        Reason(ReasonKind.CONTEXT, "", "", 0.1),
    ),
    method="words-1",
    created_at="2020-10-06T09:30:00.000Z",
)
DRAWN = Link(
    id=link_key(B, A, Relation.COPIED_FROM),
    a=B,
    b=A,
    relation=Relation.COPIED_FROM,
    annotator="ada",
    note="word for word",
)
PEOPLE = People(
    tags=TagSet((ENTITY, PERSON, SLASHED)),
    annotators=(Annotator(annotator_id("ada"), "ada", "Ada, =A", "green"),),
    links=tuple(sorted((LINK, DRAWN), key=lambda link: link.id)),
    events=(
        Event("e1", "The dam", (A, B), "2020-10-06", "a note", proposed=False),
        Event("e2", "Nothing yet", (), proposed=False),
    ),
    stories=(Story("s1", "Rain", ("flood", "dam"), "a note"), Story("s2", "Empty", ())),
    flips=(Flip("dam", Span(0, 4), "ada", BlockVerdict.JUNK),),
    readings=(Reading("dam", "ada", ReadingState.DONE),),
    corrections=(Correction("dam", "title", "Dam holds", "ada", "2026-01-02T03:04:05.000Z"),),
    articles=(ArticleRow("dam", "f00", "ba5", "dam.html", "Dam", "Herald", "2020-10-06"),),
)
MARK = Annotation(
    "a1", "dam", Anchor((Piece(A.span, A.quote),), "The ", ","), (PERSON, SLASHED), "ada"
)
ROWS = rows_of(MARK, "f00", PEOPLE.tags)


def written(people: People = PEOPLE, *, raw: bool = False) -> dict[str, str]:
    return {name: "".join(lines) for name, lines in write_folder(ROWS, people, raw=raw)}


@pytest.mark.parametrize("raw", [False, True])
def test_a_folder_comes_back_as_it_was(raw: bool) -> None:
    marks, people = read_folder(written(raw=raw), raw=raw)
    assert [row.mark for row in marks] == [row.mark for row in ROWS]
    assert people == PEOPLE


def test_what_was_read_is_written_to_the_same_bytes() -> None:
    assert written(read_folder(written())[1]) == written()


def test_the_order_of_the_values_does_not_matter() -> None:
    turned = replace(
        PEOPLE,
        links=PEOPLE.links[::-1],
        events=PEOPLE.events[::-1],
        stories=PEOPLE.stories[::-1],
        tags=TagSet(PEOPLE.tags.tags[::-1]),
    )
    assert written(turned) == written()


def test_files_that_are_missing_or_not_ours_are_passed_over() -> None:
    marks, people = read_folder({"notes.txt": "mine", "tags.csv": written()["tags.csv"]})
    assert marks == ()
    assert people == People(tags=PEOPLE.tags)


def test_every_file_has_a_header_even_when_empty() -> None:
    files = {name: "".join(lines) for name, lines in write_folder((), People())}
    assert set(files) == {"annotations.csv", *(table.name for table in TABLES)}
    assert all(text.count("\r\n") == 1 for text in files.values())


@pytest.mark.parametrize(
    ("name", "old", "new", "where"),
    [
        ("links.csv", "same-event", "cousin-of", "line 4, column relation"),
        ("links.csv", "strong", "mighty", "line 4, column band"),
        ("links.csv", "5.123", "x", "line 4, column score"),
        ("links.csv", "confirmed", "perhaps", "line 4, column verdict"),
        ("links.csv", '""weight""', '""width""', "line 4, column reasons"),
        ("links.csv", "dam held", "dam", "line 2, column b_quote"),
        ("events.csv", "dam,4,12", "dam,12,4", "line 2, column stop"),
        ("flips.csv", "junk", "rubbish", "line 2, column verdict"),
        ("readings.csv", "done", "did", "line 2, column state"),
        ("corrections.csv", "title,", "colour,", "line 2, column field"),
        ("tags.csv", '"[""role""]"', "{}", "line 3, column required"),
        ("stories.csv", "Rain", "", "line 2, column title"),
        ("annotations.csv", "4,12", "x,12", "line 2, column start"),
    ],
)
def test_a_bad_cell_is_refused_with_file_line_and_column(
    name: str, old: str, new: str, where: str
) -> None:
    files = written()
    assert old in files[name]
    files[name] = files[name].replace(old, new)
    with pytest.raises(FormatError) as caught:
        read_folder(files)
    assert caught.value.where == f"{name}, {where}"


def test_an_annotator_without_a_name_or_colour_is_not_listed() -> None:
    nameless = Annotator(annotator_id("bo"), "bo")
    assert written(replace(PEOPLE, annotators=(nameless, *PEOPLE.annotators))) == written()

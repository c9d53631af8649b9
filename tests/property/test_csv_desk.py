"""A desk's work goes out, into a second desk with the same articles, and out again the same."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from reader.desk.desk import Desk
from reader.desk.opening import find_desk, init_desk, open_desk
from reader.exchange.annotations_csv import read_annotations, write_annotations
from reader.exchange.folder import read_folder, write_folder
from reader.exchange.jsonl import read_jsonl, write_jsonl
from reader.model.agreement import Scope
from reader.model.annotation import Annotation
from reader.model.article import BlockVerdict, ReadingState
from reader.model.link import LinkEnd, Relation, Verdict
from reader.model.text import Span

FAMILY = "👩\u200d👩\u200d👧\u200d👦"
TEXTS = {
    "one.txt": f"""\
Water rises in Oldbridge

=The river Wend rose by two metres on Friday, the mayor said, and "nobody was warned" in time.

'Out now', shouted a man on a roof; {FAMILY} waved to the boats. -40 houses are under water.
""",
    "two.txt": """\
Flood warning came too late

The river rose on Friday by almost two metres. @mayor: the warning was sent at noon.

＝Forty houses stand in the water, and the same words stand here: the same words stand here.
""",
}
NOTES = ["", "plain", "=1+1", "'=1+1", "two\nlines", "a, b", 'said "so"', FAMILY, " padded "]
TAGS = ["claim", "entity", "entity/person", "rumour", "-odd, tag"]
ACTS = [
    "mark",
    "mark",
    "mark",
    "pieces",
    "twice",
    "edit",
    "edit",
    "delete",
    "link",
    "rest",
    "curate",
    "say",
]


def opened(folder: Path, annotator: str) -> Desk:
    place = find_desk(str(folder), environ=os.environ, folder=folder)
    return open_desk(place, annotator=annotator, environ=os.environ)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with the two articles and tags of its own; copied, never used."""
    folder = tmp_path_factory.mktemp("template") / "desk"
    place = init_desk(folder)
    for name, text in TEXTS.items():
        (folder / "corpus" / name).write_text(text, "utf-8")
    with open_desk(place, annotator="ada", environ={}) as desk:
        report = desk.articles.add([folder / "corpus"])
        assert len(report.added) == len(TEXTS)
    return folder


def work(desk: Desk, other: Desk, acts: list[tuple[str, int, int, int]]) -> None:
    """Do what two people may do; the numbers choose who, where and what."""
    desk.tags.add("rumour")
    desk.tags.add("-odd, tag", description="=why")
    articles = [summary.id for summary in desk.articles.list()]
    for act, a, b, c in acts:
        who = (desk, other)[c % 2]
        article = articles[a % 2]
        start = b % 200
        spans = [Span(start, start + 1 + c % 7)]
        tags = [TAGS[(a + n) % len(TAGS)] for n in range(b % 3)]
        mine = [m for m in who.marks.list() if m.annotator == who.annotator]
        if act in {"mark", "twice"} or (act in {"edit", "delete", "say"} and not mine):
            for _ in range(2 if act == "twice" else 1):
                who.marks.annotate(article, spans, tags, note=NOTES[c % len(NOTES)])
        elif act == "pieces":
            later = Span(spans[0].stop + 1, spans[0].stop + 2)
            who.marks.annotate(article, [*spans, later], tags, attributes={"=k": NOTES[b % 9]})
        elif act == "edit":
            chosen = mine[a % len(mine)]
            who.marks.edit(chosen, note=NOTES[b % len(NOTES)], tags=tags)
        elif act == "delete":
            who.marks.delete([mine[a % len(mine)]])
        elif act == "say":
            say(who, other, mine[a % len(mine)], a, b)
        elif act == "link":
            ends = [LinkEnd(each, spans[0]) for each in articles]
            link = who.links.link(
                ends[0], ends[1], list(Relation)[a % 5], note=NOTES[c % len(NOTES)]
            )
            (other, desk)[c % 2].links.judge(link, list(Verdict)[b % 3])
            event = who.events.add(f"event {a}", ends, note=NOTES[b % len(NOTES)])
            who.events.edit(event, title=f"-event {b}", happened_on="2021-03-12")
            who.tags.edit(who.tags.find("rumour"), description=NOTES[c % len(NOTES)])
        else:
            rest(who, act, (a, b, c))


def rest(who: Desk, act: str, numbers: tuple[int, int, int]) -> None:
    """Decide on some marks, or do what is seldom done."""
    a, b, c = numbers
    article = who.articles.list()[a % 2].id
    if act == "curate":
        some = who.curation.items(Scope(every=True))[a % 3 :: 2]
        if c % 3 == 0:
            who.curation.reject(some, note=NOTES[b % len(NOTES)])
        elif c % 3 == 1:
            who.curation.accept(some, note=NOTES[b % len(NOTES)])
        elif some:
            who.curation.merge(some[0])
    else:
        who.articles.flip(article, b % len(who.articles.get(article).blocks), BlockVerdict.JUNK)
        who.articles.correct(article, "title", NOTES[1 + c % 8].replace("\n", " "))
        who.articles.set_state(article, list(ReadingState)[c % 3])
        who.stories.add("Story", [article], note="n")


def say(who: Desk, other: Desk, mark: Annotation, a: int, b: int) -> None:
    """A thread on a mark, of which one comment may be changed or go."""
    said = who.comments.add(mark, f"x{NOTES[b % len(NOTES)]}")
    other.comments.add(mark, f"{NOTES[1 + a % 8]}?")
    if a % 3:
        said = who.comments.edit(said, f"{NOTES[1 + b % 8]}!")
    if not a % 5:
        who.comments.delete(said)


def everything(desk: Desk) -> dict[str, str]:
    files = write_folder(desk.exchange.rows(), desk.exchange.people())
    return {name: "".join(lines) for name, lines in files}


acts = st.lists(
    st.tuples(st.sampled_from(ACTS), *[st.integers(0, 500)] * 3), min_size=1, max_size=8
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts)
@example([("mark", 1, 4, 0), ("mark", 1, 4, 1), ("mark", 0, 9, 1), ("curate", 0, 1, 1)])
@example([("rest", 1, 0, 0), ("rest", 1, 0, 1)])  # two people correct the same title
@example([("mark", 0, 9, 0), ("say", 1, 3, 0), ("say", 5, 8, 0), ("delete", 0, 0, 0)])
def test_a_folder_goes_to_a_second_desk_and_comes_out_the_same(
    template: Path, acts: list[tuple[str, int, int, int]]
) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        first, second = Path(scratch, "first"), Path(scratch, "second")
        shutil.copytree(template, first)
        shutil.copytree(template, second)
        with opened(first, "ada") as desk, opened(first, "bo") as other:
            work(desk, other, acts)
            files = everything(desk)
            lines = list(write_jsonl(desk.exchange.rows()))
            count = len(desk.marks.list())
        with opened(second, "cy") as desk:
            report = desk.exchange.import_rows(*read_folder(files))
            assert (report.new, report.conflicts, report.orphans) == (count, (), ())
            assert all(moved.how == "exact" for moved in report.moved)
            assert everything(desk) == files
            assert list(write_jsonl(desk.exchange.rows())) == lines
            again = desk.exchange.import_rows(*read_folder(files))
            assert (again.new, again.edited, again.unchanged) == (0, 0, count)
            twin = desk.exchange.import_rows(read_jsonl(lines))
            assert (twin.new, twin.edited, twin.unchanged) == (0, 0, count)
            assert everything(desk) == files


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts, st.booleans(), st.booleans())
def test_the_annotations_alone_come_out_the_same_guarded_or_raw(
    template: Path, acts: list[tuple[str, int, int, int]], raw: bool, bom: bool
) -> None:
    marks = [act for act in acts if act[0] not in {"link", "rest", "say"}]
    with tempfile.TemporaryDirectory() as scratch:
        first, second = Path(scratch, "first"), Path(scratch, "second")
        shutil.copytree(template, first)
        shutil.copytree(template, second)
        with opened(first, "ada") as desk, opened(first, "bo") as other:
            work(desk, other, marks)
            text = "".join(write_annotations(desk.exchange.rows(), raw=raw, bom=bom))
        with opened(second, "cy") as desk:
            desk.exchange.import_rows(read_annotations(text, raw=raw))
            assert "".join(write_annotations(desk.exchange.rows(), raw=raw, bom=bom)) == text

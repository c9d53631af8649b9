from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.anchoring.changes import Op
from reader.cleaning import pipeline
from reader.desk.desk import Desk
from reader.desk.incoming import Reading
from reader.desk.versions import Found, Versions
from reader.errors import AlreadyHereError, NotFoundError, ReaderError
from reader.intake import files
from reader.model.article import Article, BlockVerdict, ReadingState
from reader.model.finding import Severity
from reader.model.link import LinkEnd, Relation, Verdict
from reader.model.text import Span

OpenAs = Callable[[str], Desk]

DAM = (
    (
        "The earthen dam above Kestrel broke on Saturday morning, sending a wall of water through "
        "the lower streets of the town, officials said."
    ),
    (
        "At least 590 people were injured and one person was killed, the town hospital reported "
        "in the early afternoon."
    ),
    (
        "The mayor said the cause was not known and that engineers had been sent from the capital "
        "to examine the remains of the wall."
    ),
    "Residents said they had warned about cracks for years, and that nobody had ever listened.",
    "Schools will stay closed until Wednesday, and the bridge on the road to the north is shut.",
)
OTHER = (
    "Prices of bread rose by a third within a month in the markets of the capital, traders said.",
    "The ministry promised to open its stores of wheat to the bakers before the end of the week.",
    "Queues formed before dawn outside the larger shops, and two of them were closed by noon.",
)


def _page(folder: Path, name: str, paragraphs: tuple[str, ...], url: str | None = None) -> Path:
    folder.mkdir(exist_ok=True)
    link = f'<link rel="canonical" href="{url}">' if url else ""
    body = "".join(f"<p>{each}</p>\n" for each in paragraphs)
    path = folder / name
    path.write_text(
        f"<html><head><title>Dam breaks</title>{link}</head><body>"
        f"<nav><a href='/'>Home</a></nav><article><h1>Dam breaks</h1>{body}</article></body></html>"
    )
    return path


@pytest.fixture
def ada(open_as: OpenAs) -> Desk:
    return open_as("ada")


@pytest.fixture
def first(tmp_path: Path) -> Path:
    return _page(tmp_path / "in", "morning.html", DAM, "https://www.example.org/dam?utm_source=a")


@pytest.fixture
def second(tmp_path: Path) -> Path:
    """Figures corrected, a paragraph moved up, one put in, one taken out."""
    changed = (
        DAM[3],
        DAM[0],
        "The government sent two hundred soldiers to the town to help with the clearing of it.",
        DAM[1].replace("590", "1,200"),
        DAM[2],
    )
    return _page(tmp_path / "in", "evening.html", changed, "http://example.org/dam/?utm_source=b")


def _mark(desk: Desk, quote: str, article: str = "1") -> str:
    identity = desk.articles.resolve(article)
    place = desk.marks.place(identity, quote)
    return desk.marks.annotate(identity, [place], ["claim"]).id


def test_a_page_with_the_address_of_an_article_becomes_its_new_version(
    ada: Desk, first: Path, second: Path
) -> None:
    old = ada.articles.add([first]).added[0][0]
    marks = [_mark(ada, quote) for quote in ("590 people", "nobody had ever", "Schools will stay")]
    report = ada.articles.add([second])
    (came,) = report.versions
    assert (came.supersedes, came.version, came.number) == (old, 2, 1)
    assert (came.exact + came.moved, len(came.edits), len(came.lost)) == (1, 1, 1)
    assert report.added == report.known == ()
    (listed,) = ada.articles.list()
    assert (listed.id, listed.number, listed.version, listed.lost) == (came.article, 1, 2, 1)
    assert [each.id for each in ada.articles.list(older=True)] == [old, came.article]
    there = {mark.id: mark for mark in ada.marks.of_article(came.article)}
    assert there[marks[0]].anchor.quote == "1,200 people"
    assert there[marks[1]].anchor.quote == "nobody had ever"
    assert [mark.id for mark in ada.versions.orphans().marks] == [marks[2]]
    assert ada.marks.get(marks[2]).anchor.quote == "Schools will stay"
    assert all(each.severity is Severity.NOTE for each in ada.care.doctor())
    told = [each.what for each in ada.care.doctor() if each.code == "orphans"]
    assert told == ["1 mark has no place in the newest version"]


def test_the_old_words_of_an_edited_mark_stay_in_history(
    ada: Desk, first: Path, second: Path
) -> None:
    ada.articles.add([first])
    mark = _mark(ada, "590 people")
    ada.articles.add([second])
    quotes = [
        each.before["quote"]
        for each in ada.history.entries(row=mark)
        if each.table == "annotation_pieces" and each.before is not None
    ]
    assert quotes == ["590 people"]


def test_one_undo_takes_the_version_back_and_puts_everything_where_it_was(
    ada: Desk, open_as: OpenAs, first: Path, second: Path
) -> None:
    old = ada.articles.add([first]).added[0][0]
    bo = open_as("bo")
    _mark(ada, "590 people")
    _mark(bo, "the cause was not known")
    ada.articles.set_state(old, ReadingState.DONE)
    ada.stories.add("Flood", [old])
    before = [mark.anchor for mark in ada.marks.of_article(old)]
    new = ada.articles.add([second]).versions[0].article
    assert ada.articles.list()[0].state is ReadingState.READING
    assert ada.stories.find("Flood").articles == (new,)
    done = ada.history.undo()
    assert done is not None
    assert (done.label, done.skipped) == ("new version of “evening.html”", ())
    assert [each.id for each in ada.articles.list()] == [old]
    assert [mark.anchor for mark in ada.marks.of_article(old)] == before
    assert ada.stories.find("Flood").articles == (old,)
    assert ada.articles.list()[0].state is ReadingState.DONE
    again = ada.history.redo()
    assert again is not None
    assert [each.id for each in ada.articles.list()] == [new]
    assert len(ada.marks.of_article(new)) == 2
    assert all(each.severity is Severity.NOTE for each in ada.care.doctor())


def test_an_undo_leaves_a_version_that_somebody_works_on(
    ada: Desk, open_as: OpenAs, first: Path, second: Path
) -> None:
    ada.articles.add([first])
    _mark(ada, "590 people")
    new = ada.articles.add([second]).versions[0].article
    _mark(open_as("bo"), "two hundred soldiers")
    done = ada.history.undo()
    assert done is not None
    assert done.skipped
    assert [each.id for each in ada.articles.list()] == [new]
    assert len(ada.marks.of_article(new)) == 2


def test_a_version_taken_back_comes_again_or_on_its_own(
    ada: Desk, first: Path, second: Path
) -> None:
    old = ada.articles.add([first]).added[0][0]
    mark = _mark(ada, "590 people")
    new = ada.articles.add([second]).versions[0].article
    ada.history.undo()
    assert [each.article for each in ada.articles.add([second]).versions] == [new]
    assert ada.marks.get(mark).article == new
    ada.history.undo()
    report = ada.articles.add([second], reading=Reading(new=True))
    assert report.added == ((new, "evening.html"),)
    assert {each.id for each in ada.articles.list()} == {old, new}
    assert ada.marks.get(mark).article == old
    assert ada.versions.previous(new) is None


def test_everybodys_links_events_flips_and_corrections_go_along(
    ada: Desk, open_as: OpenAs, first: Path, second: Path, tmp_path: Path
) -> None:
    old = ada.articles.add([first]).added[0][0]
    bread = ada.articles.add([_page(tmp_path / "in", "bread.html", OTHER)]).added[0][0]
    bo = open_as("bo")
    ends = (
        LinkEnd(old, ada.marks.place(old, "590 people were injured"), ""),
        LinkEnd(bread, ada.marks.place(bread, "Prices of bread rose"), ""),
    )
    link = ada.links.link(*ends, Relation.SAME_EVENT)
    bo.links.judge(link, Verdict.REJECTED)
    event = bo.events.add("The flood", [ends[0], ends[1]])
    index = next(
        n
        for n, block in enumerate(ada.articles.get(old).blocks)
        if "the cause was not known" in block.span.of(ada.articles.get(old).text)
    )
    bo.articles.flip(old, index, BlockVerdict.JUNK)
    bo.articles.correct(old, "byline", "Ana Ruiz")
    came = ada.articles.add([second]).versions[0]
    assert (came.links, came.passages, came.flips) == (1, 1, 1)
    (moved,) = ada.links.all(suggested=False)
    assert moved.id == link.id
    assert {moved.a.quote, moved.b.quote} == {"1,200 people were injured", "Prices of bread rose"}
    assert moved.verdicts == {"ada": Verdict.CONFIRMED, "bo": Verdict.REJECTED}
    kept = next(each for each in ada.events.all() if each.id == event.id)
    assert {end.article for end in kept.passages} == {came.article, bread}
    text = ada.articles.get(came.article).text
    flipped = [b for b in bo.articles.blocks(came.article) if b.rule == "annotator"]
    assert ["the cause was not known" in block.span.of(text) for block in flipped] == [True]
    assert all(block.rule != "annotator" for block in ada.articles.blocks(came.article))
    assert ada.articles.get(came.article).metadata.value("byline") == "Ana Ruiz"
    same = ada.links.relate(moved.a, moved.b, Relation.SAME_EVENT, verdict=Verdict.UNSURE)
    assert same.id == link.id
    assert ada.history.undo() is not None
    assert ada.history.undo() is not None
    assert ada.links.all(suggested=False)[0].a.quote in {
        ends[0].quote,
        "590 people were injured",
    } | {"Prices of bread rose"}
    assert all(each.severity is Severity.NOTE for each in ada.care.doctor())


def test_the_same_bytes_read_by_a_newer_cleaner_are_a_version_too(ada: Desk, first: Path) -> None:
    old = ada.articles.add([first]).added[0][0]
    mark = _mark(ada, "590 people")
    raw = files.read(first)
    other = files.from_text(raw.text.replace("<nav>", "<nav><p>Cookies and consent</p>"), raw.name)
    came = ada.versions.supersede(old, raw, pipeline.clean(other))
    assert (came.supersedes, came.exact) == (old, 1)
    assert ada.marks.get(mark).article == came.article
    with pytest.raises(AlreadyHereError):
        ada.versions.supersede(old, raw, pipeline.clean(other))


def test_a_page_with_the_address_but_other_words_is_another_article(
    ada: Desk, first: Path, tmp_path: Path
) -> None:
    old = ada.articles.add([first]).added[0][0]
    other = _page(tmp_path / "in", "other.html", OTHER, "https://example.org/dam")
    report = ada.articles.add([other])
    assert report.apart == (("other.html", old),)
    assert len(ada.articles.list()) == 2
    ada.articles.add([other], reading=Reading(version_of=old))
    assert [each.version for each in ada.articles.list()] == [2]


def test_without_an_address_the_path_tells(ada: Desk, tmp_path: Path) -> None:
    page = _page(tmp_path / "in", "report.html", DAM)
    old = ada.articles.add([page]).added[0][0]
    _page(tmp_path / "in", "report.html", (*DAM[:4], "The bridge was opened again at noon."))
    assert [each.supersedes for each in ada.articles.add([page]).versions] == [old]
    assert ada.articles.resolve("report.html") == ada.articles.list()[0].id
    assert ada.articles.resolve("1@1") == old


def test_the_same_bytes_with_their_letters_mended_are_a_version_that_keeps_the_marks(
    ada: Desk, tmp_path: Path
) -> None:
    line = "Die Fähre fährt für fünf Wochen über den See, schöner als früher, hört man in Würth."
    path = tmp_path / "fähre.txt"
    path.write_text("\n\n".join([line] * 5).encode().decode("cp1252"), "utf-8")
    ((old, _),) = ada.articles.add([path]).added
    text = ada.articles.get(old).text
    mark = ada.marks.annotate(old, [Span(text.index("den See"), text.index(" als "))], ["claim"])
    (carried,) = ada.articles.add([path], reading=Reading(repair=True)).versions
    assert (carried.supersedes, carried.lost) == (old, ())
    assert ada.marks.get(mark.id).anchor.quote == "den See, schöner"
    assert len(ada.articles.list()) == 1


def test_the_same_path_with_two_addresses_is_two_articles(ada: Desk, tmp_path: Path) -> None:
    page = _page(tmp_path / "in", "page.html", DAM, "https://example.org/one")
    ada.articles.add([page])
    _page(tmp_path / "in", "page.html", DAM[:4], "https://example.org/two")
    assert ada.articles.add([page]).versions == ()
    assert len(ada.articles.list()) == 2


def test_new_insists_on_an_article_of_its_own(ada: Desk, first: Path, second: Path) -> None:
    ada.articles.add([first])
    assert ada.articles.add([second], reading=Reading(new=True)).versions == ()
    assert [each.number for each in ada.articles.list()] == [1, 2]


def test_three_versions_are_one_line_of_the_list(
    ada: Desk, first: Path, second: Path, tmp_path: Path
) -> None:
    old = ada.articles.add([first]).added[0][0]
    mark = _mark(ada, "590 people")
    ada.articles.add([second])
    night = _page(tmp_path / "in", "night.html", DAM, "https://example.org/dam")
    came = ada.articles.add([night]).versions[0]
    assert (came.version, came.number) == (3, 1)
    assert [each.version for each in ada.versions.of(old)] == [1, 2, 3]
    assert ada.marks.get(mark).anchor.quote == "590 people"
    assert ada.articles.search("soldiers") == ()
    assert [hit.article for hit in ada.articles.search("engineers")] == [came.article]


def test_an_orphan_is_placed_by_hand_or_by_its_own_words(
    ada: Desk, open_as: OpenAs, first: Path, second: Path
) -> None:
    ada.articles.add([first])
    lost = _mark(ada, "Schools will stay")
    new = ada.articles.add([second]).versions[0].article
    with pytest.raises(NotFoundError):
        ada.versions.reanchor(ada.marks.get(lost))
    with pytest.raises(ReaderError, match="only ada"):
        open_as("bo").versions.reanchor(ada.marks.get(lost))
    placed = ada.versions.reanchor(
        ada.marks.get(lost), [ada.marks.place(new, "two hundred soldiers")]
    )
    assert (placed.id, placed.article) == (lost, new)
    assert ada.versions.orphans().marks == ()
    with pytest.raises(ReaderError, match="newest version"):
        ada.versions.reanchor(ada.marks.get(lost))


def test_a_mark_made_on_an_older_version_meanwhile_is_an_orphan_until_it_is_placed(
    ada: Desk, open_as: OpenAs, first: Path, second: Path
) -> None:
    old = ada.articles.add([first]).added[0][0]
    bo = open_as("bo")
    ada.articles.add([second])
    place = bo.marks.place(old, "the cause was not known")
    late = bo.marks.annotate(old, [place], ["claim"])
    assert [mark.id for mark in ada.versions.orphans(old).marks] == [late.id]
    assert bo.versions.reanchor(late).anchor.quote == "the cause was not known"


def test_what_the_outlet_changed_is_told_word_by_word(ada: Desk, first: Path, second: Path) -> None:
    old = ada.articles.add([first]).added[0][0]
    new = ada.articles.add([second]).versions[0].article
    found = ada.versions.difference(new)
    assert (found.old, found.new, found.numbers) == (old, new, ((1, 1), (1, 2)))
    parts = {(part.op, part.text) for line in found.lines for part in line}
    assert (Op.REMOVED, "590") in parts
    assert (Op.ADDED, "1,200") in parts
    assert (Op.MOVED_HERE, DAM[3]) in parts
    assert [name for name, _, _ in found.fields] == ["url"]
    with pytest.raises(ReaderError, match="no version before"):
        ada.versions.difference(old)


def test_an_export_of_a_desk_with_versions_comes_in_again_as_nothing_new(
    ada: Desk, first: Path, second: Path, tmp_path: Path
) -> None:
    ada.articles.add([first])
    bread = ada.articles.add([_page(tmp_path / "in", "bread.html", OTHER)]).added[0][0]
    one = ada.articles.resolve("1")
    ends = [
        LinkEnd(one, ada.marks.place(one, "590 people were injured"), ""),
        LinkEnd(bread, ada.marks.place(bread, "Prices of bread rose"), ""),
    ]
    ada.links.link(ends[0], ends[1], Relation.SAME_EVENT)
    _mark(ada, "590 people")
    _mark(ada, "Schools will stay")
    ada.articles.add([second])
    from reader.exchange.folder import read_folder, write_folder

    lines = write_folder(ada.exchange.rows(), ada.exchange.people())
    rows, people = read_folder({name: "".join(each) for name, each in lines})
    report = ada.exchange.import_rows(rows, people)
    assert (report.new, report.edited, report.unchanged) == (0, 0, 2)
    assert (report.conflicts, report.orphans, report.others) == ((), (), ())
    assert len(ada.links.all(suggested=False)) == 1


def test_a_file_that_is_only_read_says_that_it_is_a_newer_version(
    ada: Desk, first: Path, second: Path
) -> None:
    ada.articles.add([first])
    ada.articles.preview(second)
    assert ["newer version" in line for line in ada.notices()] == [True]
    assert [each.version for each in ada.articles.list()] == [1, 1]
    ada.articles.add([second])
    assert [each.version for each in ada.articles.list()] == [2]


def test_a_version_that_another_brings_in_meanwhile_stays_a_version(
    ada: Desk, open_as: OpenAs, first: Path, second: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = ada.articles.add([first]).added[0][0]
    bo = open_as("bo")
    match = Versions.match

    def late(self: Versions, article: Article) -> Found | None:
        if self is not bo.articles._versions:
            bo.articles.add([second])
        return match(self, article)

    monkeypatch.setattr(Versions, "match", late)
    report = ada.articles.add([second])
    assert (len(report.known), report.added, report.versions) == (1, (), ())
    assert [each.version for each in ada.articles.list()] == [2]
    assert ada.versions.newest(old) == report.known[0][0]

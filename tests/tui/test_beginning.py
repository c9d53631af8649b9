from __future__ import annotations

from pathlib import Path

import pytest

from reader.desk.opening import find_desk, open_desk
from reader.model.text import Span
from reader.tui.app import ReaderApp
from reader.tui.dressing import Dresser, glimpsed
from reader.tui.screens.reading import ReadingScreen
from tests.bench import desks


async def test_a_long_article_is_whole_before_the_first_key_and_begins_with_one_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "long"
    desks.several(folder, 1, 9_000, 300)
    place = find_desk(str(folder), environ={}, folder=tmp_path)
    with open_desk(place, annotator="ada", environ={}) as desk:
        article = desk.articles.order()[0]
        app = ReaderApp(desk, [article])
        middle = desk.articles.get(article).blocks[90].span.start
        app.session.places[article] = (middle, 5)
        begin = ReadingScreen.begin
        seen: list[tuple[bool, int, int, list[str], int]] = []

        def looked_at(screen: ReadingScreen) -> None:
            pane = screen.place.columns[article].pane
            picture = [strip.text[:-1] for strip in pane.render_lines(pane.size.region)]
            assert screen.place.ledger.promised == {article}  # no mark was read whole
            marks = len(pane.page.marks)
            seen.append((pane.page.partial, pane.cursor, pane.cursor_row, picture, marks))
            begin(screen)

        monkeypatch.setattr(ReadingScreen, "begin", looked_at)
        try:
            async with app.run_test(size=(100, 30)) as pilot:
                await pilot.pause(0.2)
                assert app.reading is not None
                pane = app.reading.place.columns[article].pane
                [(partial, cursor, row, picture, marks)] = seen
                assert partial
                assert not pane.page.partial
                assert (cursor, row) == (pane.cursor, pane.cursor_row) == (middle, 5)
                whole = [strip.text[:-1] for strip in pane.render_lines(pane.size.region)]
                assert whole == picture
                assert 0 < marks < 300
                await pilot.press("G")
                assert pane.cursor > len(pane.page.text) - 200
        finally:
            app.watcher.stop()
            app.queue.close()


def test_the_cheap_questions_of_a_start_say_what_the_full_ones_say(tmp_path: Path) -> None:
    folder = tmp_path / "three"
    desks.several(folder, 3, 400, 40)
    place = find_desk(str(folder), environ={}, folder=tmp_path)
    with open_desk(place, annotator="bo", environ={}) as desk:
        listed = desk.articles.list()
        ids = tuple(each.id for each in listed)
        assert desk.articles.order() == ids
        assert desk.articles.some(ids[1:]) == listed[1:]
        assert desk.articles.some(()) == ()
        whole = desk.articles.get(ids[0])
        near = Span(500, 700)
        found, blocks = desk.articles.glimpse(ids[0], near)
        assert found.text == whole.text
        assert found.blocks == tuple(x for x in whole.blocks if x.span.overlaps(near)) == blocks
        marks = desk.marks.of_article(ids[0])
        over = tuple(x for x in marks if any(s.overlaps(near) for s in x.anchor.spans))
        assert desk.marks.near(ids[0], near) == over != marks
        pieces = [Span(100, 110), Span(600, 610), Span(900, 905)]
        desk.marks.annotate(ids[0], pieces, ("claim",), note="in pieces")
        desk.marks.annotate(ids[0], [Span(650, 660)], (), note="without a tag")
        tags = desk.tags.all()
        seen = glimpsed(desk.marks.glimpses(ids[0], near), tags, lambda who: who == "bo")
        whole_marks = Dresser(lambda mark: mark.annotator == "bo")
        assert seen == whole_marks.dress(desk.marks.near(ids[0], near), tags)
        assert len(seen) == len(over) + 2

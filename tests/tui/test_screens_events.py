"""The synopsis: events over sources, what disagrees, what only one source says."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from reader.desk.desk import Desk
from reader.model.article import BlockKind, Category
from reader.model.link import Event, LinkEnd
from reader.model.synopsis import MatrixRow
from reader.tui.screens.events import EventsScreen
from reader.tui.screens.quotes import Told
from reader.tui.widgets.bars import Line
from reader.tui.widgets.listing import Entry, Listing
from tests.tui.screen_host import NOTHING, Host, sample_desk, shown, until


def table(screen: EventsScreen) -> Listing:
    return screen.query_one("#table", Listing)


def panel(screen: EventsScreen) -> Listing:
    return screen.query_one("#panel", Listing)


def events(screen: EventsScreen) -> list[MatrixRow]:
    return [entry.key for entry in table(screen).entries if isinstance(entry.key, MatrixRow)]


def words(entry: Entry, width: int = 160) -> str:
    return "\n".join(line.plain for line in entry.draw(width, None))


async def loaded(screen: EventsScreen) -> bool:
    return await until(lambda: bool(events(screen)))


async def closed(app: Host) -> object:
    assert await until(lambda: app.result is not NOTHING)
    return app.result


def first_cell(desk: Desk) -> tuple[int, int, LinkEnd]:
    """Row, column and passage of the first event's first source that is not the first one."""
    row = desk.events.matrix()[0]
    ids = [each.id for each in desk.articles.list()]
    column = max(n for n, each in enumerate(ids) if each in row.cells)
    return 0, column, row.cells[ids[column]][0]


async def test_kept_events_stand_before_proposed_ones(tmp_path: Path) -> None:
    with sample_desk(tmp_path) as desk:
        screen = EventsScreen(desk)
        async with shown(screen, size=(160, 45)):
            assert await loaded(screen)
            proposed = [row.event.proposed for row in events(screen)]
            assert proposed == sorted(proposed)
            assert len(set(proposed)) == 2


async def test_a_cell_is_a_quote_or_silence(tmp_path: Path) -> None:
    with sample_desk(tmp_path) as desk:
        screen = EventsScreen(desk)
        async with shown(screen, size=(160, 45)):
            assert await loaded(screen)
            row = events(screen)[0]
            silent = len(desk.articles.list()) - len(row.cells)
            assert words(table(screen).entries[0]).count("silent here") == silent
            first = next(iter(row.cells.values()))[0].quote.split()[0]
            assert first in words(table(screen).entries[0])


async def test_enter_jumps_to_the_quote_in_the_column(tmp_path: Path) -> None:
    with sample_desk(tmp_path) as desk:
        _, column, end = first_cell(desk)
        screen = EventsScreen(desk)
        async with shown(screen, size=(80, 24)) as (app, pilot):
            assert await loaded(screen)
            await pilot.press(*("l" for _ in range(column)), "enter")
            assert await closed(app) == end


async def test_a_silent_cell_is_nowhere_to_jump_to(tmp_path: Path) -> None:
    with sample_desk(tmp_path) as desk:
        ids = [each.id for each in desk.articles.list()]
        rows = desk.events.matrix()
        at = next(n for n, row in enumerate(rows) if ids[0] not in row.cells)
        screen = EventsScreen(desk)
        async with shown(screen, size=(160, 45)) as (app, pilot):
            assert await loaded(screen)
            await pilot.press(*("j" for _ in range(at)), "enter")
            await pilot.pause()
            assert app.result is NOTHING
            assert "silent here" in words(panel(screen).entries[0])
            await pilot.press("enter", "s")  # the newest word stands alone, not below older ones
            await pilot.pause()
            assert [each.message for each in app._notifications] == [
                "no passage here to make an event of"
            ]


GERMAN = (
    "Parlament gestürmt\n\nIn Bischkek haben Demonstranten am Dienstag das Parlament und den Sitz "
    "des Präsidenten gestürmt. Nach Angaben der Behörden wurde ein Mensch getötet.\n"
)


async def test_a_source_in_another_language_is_not_called_silent(tmp_path: Path) -> None:
    (tmp_path / "sturm.txt").write_text(GERMAN, "utf-8")
    with sample_desk(tmp_path) as desk:
        desk.articles.add([tmp_path / "sturm.txt"])
        last = len(desk.articles.list()) - 1
        screen = EventsScreen(desk, (0, last))
        async with shown(screen, size=(220, 45)) as (app, pilot):
            assert await loaded(screen)
            assert "other language" in words(table(screen).entries[0], 210)
            assert "in another language and was not compared" in words(panel(screen).entries[0])
            await pilot.press("enter")
            await pilot.pause()
            assert app.result is NOTHING
            told = [words(entry) for entry in table(screen).entries]
            assert any("compared with none" in line for line in told)


async def test_both_sides_of_a_disagreement_can_be_jumped_to(tmp_path: Path) -> None:
    for side, keys in enumerate(((), ("l",))):
        folder = tmp_path / str(side)
        folder.mkdir()
        with sample_desk(folder) as desk:
            row = next(row for row in desk.events.matrix() if row.contrasts)
            contrast = row.contrasts[0]
            screen = EventsScreen(desk)
            async with shown(screen, size=(160, 45)) as (app, pilot):
                assert await loaded(screen)
                await pilot.press("n", "tab")
                pairs = [
                    entry
                    for entry in panel(screen).entries
                    if isinstance(entry.key, Told) and len(entry.key.ends) == 2
                ]
                assert contrast.a.quote in words(pairs[0])
                assert contrast.b.quote in words(pairs[0])
                steps = panel(screen).entries.index(pairs[0]) - panel(screen).index
                await pilot.press(*("j" for _ in range(steps)), *keys, "enter")
                assert await closed(app) == (contrast.a, contrast.b)[side]


async def test_figures_that_disagree_are_flagged_and_both_quotes_are_there(tmp_path: Path) -> None:
    with sample_desk(tmp_path) as desk:
        screen = EventsScreen(desk)
        async with shown(screen, size=(80, 24)) as (_, pilot):
            assert await loaded(screen)
            await pilot.press("n")
            entry = table(screen).current
            assert entry is not None
            assert "≠" in words(entry, 70).splitlines()[0]


async def test_a_proposed_event_is_kept_under_a_name(tmp_path: Path) -> None:
    with sample_desk(tmp_path) as desk:
        kept = sum(not event.proposed for event in desk.events.all())
        screen = EventsScreen(desk)
        async with shown(screen, size=(100, 30)) as (_, pilot):
            assert await loaded(screen)
            await pilot.press(*("j" for _ in range(kept)), "r", "ctrl+u", *"Night on the square")
            await pilot.press("enter")
            assert await until(
                lambda: any(r.event.title == "Night on the square" for r in events(screen))
            )
            assert await until(
                lambda: any(
                    e.title == "Night on the square" and not e.proposed for e in desk.events.all()
                )
            )
            await pilot.press("u")
            assert await until(
                lambda: all(row.event.title != "Night on the square" for row in events(screen))
            )


async def test_a_keeps_an_event_as_it_stands(tmp_path: Path) -> None:
    with sample_desk(tmp_path) as desk:
        before = {event.id for event in desk.events.all() if not event.proposed}
        screen = EventsScreen(desk)
        async with shown(screen, size=(100, 30)) as (_, pilot):
            assert await loaded(screen)
            await pilot.press(*("j" for _ in before), "a")
            assert await until(
                lambda: len([e for e in desk.events.all() if not e.proposed]) == len(before) + 1
            )


async def undone(desk: Desk, pilot: Pilot[None]) -> bool:
    """Whether a press of the key takes something back."""
    count = len(desk.history.entries())
    await pilot.press("u")
    return await until(lambda: len(desk.history.entries()) > count)


async def test_events_are_arranged_by_hand_and_every_gesture_is_taken_back(desk: Desk) -> None:

    def stood(every: Iterable[Event]) -> dict[str, tuple[set[LinkEnd], str]]:
        return {
            each.title: (set(each.passages), each.happened_on)
            for each in every
            if not each.proposed
        }

    def kept() -> dict[str, tuple[set[LinkEnd], str]]:
        return stood(desk.events.all())

    async def becomes(said: Callable[[], bool]) -> None:
        assert await until(said)
        wanted = kept()
        assert await until(lambda: wanted == stood([row.event for row in events(screen)]))
        assert await until(lambda: not screen.picked)

    for event, name in zip(desk.events.all()[:2], ("One", "Two"), strict=True):
        desk.events.edit(event, title=name)
    before = kept()
    screen = EventsScreen(desk)
    async with shown(screen, size=(160, 45)) as (app, pilot):
        assert await loaded(screen)
        first, second = (row.event for row in events(screen)[:2])
        assert not first.proposed
        assert not second.proposed
        await pilot.press("d", "ctrl+u", *"2020-10-05", "enter")
        await becomes(lambda: kept()[first.title][1] == "2020-10-05")
        _, column, end = first_cell(desk)
        await pilot.press(*("l" for _ in range(column)), "space", "j")
        assert list(screen.picked) == list(desk.events.matrix()[0].cells[end.article])
        assert "✓" in words(table(screen).entries[0])
        await pilot.press("p")
        await becomes(lambda: end in kept()[second.title][0])
        assert end not in kept()[first.title][0]
        assert not screen.picked
        await pilot.press("s", *"A part", "enter")
        await becomes(lambda: "A part" in kept())
        assert end in kept()["A part"][0]
        assert end not in kept()[second.title][0]
        await pilot.press("m")
        at = table(screen).index
        assert events(screen)[at].event.title == "A part"
        await pilot.press("k", "m")
        await becomes(lambda: len(kept()) == len(before) and "A part" in kept())
        await pilot.press("X")
        await becomes(lambda: "A part" not in kept())
        for _ in range(5):
            assert await undone(desk, pilot)
        await becomes(lambda: kept() == before)
        await pilot.press("space", "escape")
        assert not screen.picked
        assert app.result is NOTHING


async def test_what_stands_in_no_event_is_listed_under_its_source(tmp_path: Path) -> None:
    with sample_desk(tmp_path) as desk:
        told = [end for row in desk.events.matrix() for ends in row.cells.values() for end in ends]
        screen = EventsScreen(desk)
        async with shown(screen, size=(100, 30)) as (app, pilot):
            assert await loaded(screen)
            alone = [e.key.ends[0] for e in table(screen).entries if isinstance(e.key, Told)]
            assert alone
            assert not any(
                end.article == other.article and end.span.overlaps(other.span)
                for end in alone
                for other in told
            )
            headings = {
                (article.id, block.span)
                for article in desk.articles.list()
                for block in desk.articles.blocks(article.id)
                if block.kind is BlockKind.HEADING or block.category is Category.SUBHEADING
            }
            passages = [
                each
                for each in desk.links.passages()
                if not any(a == each.article and s.overlaps(each.span) for a, s in headings)
            ]
            assert len(passages) < len(desk.links.passages())
            assert len(alone) + len(told) >= len(passages)
            assert not any(
                a == e.article and s.overlaps(e.span) for e in alone for a, s in headings
            )
            await pilot.press("o")
            entry = table(screen).current
            assert entry is not None
            assert entry.key == Told((alone[0],))
            await pilot.press("G", "enter")
            assert await closed(app) == alone[-1]


async def test_a_click_on_a_cell_shows_its_quote_below(tmp_path: Path) -> None:
    with sample_desk(tmp_path) as desk:
        _, column, end = first_cell(desk)
        screen = EventsScreen(desk)
        async with shown(screen, size=(160, 45)) as (_, pilot):
            assert await loaded(screen)
            await pilot.click("#table", offset=(4 + column * 31, 1))
            assert await until(lambda: table(screen).column == column)
            assert await until(lambda: end.quote.split()[0] in words(panel(screen).entries[0]))


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (160, 45)])
@pytest.mark.parametrize("ansi", [False, True])
async def test_every_row_fits_the_screen(tmp_path: Path, size: tuple[int, int], ansi: bool) -> None:
    with sample_desk(tmp_path) as desk:
        screen = EventsScreen(desk)
        async with shown(screen, size=size, ansi=ansi) as (_, pilot):
            assert await loaded(screen)
            await pilot.press("l", "n", "tab", "j")
            for listing in (table(screen), panel(screen)):
                if not listing.size.height:
                    assert size[1] < 16
                    continue
                for entry in listing.entries:
                    for at in (None, 0):
                        assert all(
                            line.cell_length <= listing.room
                            for line in entry.draw(listing.room, at)
                        )
            assert screen.query_one("#sources", Line).render().cell_length == size[0] - 2

"""The picture of a row, in symbols."""

from __future__ import annotations

from dataclasses import replace

from reader.model.article import Style, StyleKind
from reader.model.link import LinkState
from reader.model.text import Span
from reader.tui.gutter import GUTTER, gutter, minimap
from reader.tui.looks import Cursor, Ink, Wash
from reader.tui.marking import LinkIndex, PaneLink, PaneMark, Shape, SpanIndex, mark_index
from reader.tui.painting import Scene, paint
from reader.tui.viewing import Role, ShownBlock
from reader.tui.wrapping import wrap

TEXT = "The mayor of Alder said the bridge would open in May"


def _scene(*marks: PaneMark, columns: int = 60, role: Role = Role.BODY) -> Scene:
    layout = wrap(TEXT, [ShownBlock(Span(0, len(TEXT)), 0, role)], columns)
    return Scene(layout, marks=mark_index(marks))


def _mark(words: str, shape: Shape, hue: int = 0, *, pending: bool = False) -> PaneMark:
    start = TEXT.index(words)
    return PaneMark(words, (Span(start, start + len(words)),), shape, hue, pending=pending)


def _gutter(scene: Scene, row: int = 0) -> str:
    return "".join(text for text, _ in gutter(scene, row))


def test_a_claim_is_a_tint_and_an_entity_a_line() -> None:
    claim, entity = _mark("the bridge would open", Shape.CLAIM, 2), _mark("Alder", Shape.ENTITY, 3)
    runs = paint(_scene(claim, entity), 0)
    looks = dict(runs)
    assert (looks["the bridge would open"].tint, looks["the bridge would open"].line) == (2, -1)
    assert (looks["Alder"].tint, looks["Alder"].line) == (-1, 3)
    assert "".join(text for text, _ in runs) == TEXT


def test_the_active_mark_is_lifted_and_an_unsaved_one_hollow() -> None:
    scene = _scene(_mark("mayor", Shape.CLAIM), _mark("May", Shape.CLAIM, pending=True))
    scene.lifted = "mayor"
    looks = dict(paint(scene, 0))
    assert (looks["mayor"].lifted, looks["mayor"].hollow) == (True, False)
    assert (looks["May"].lifted, looks["May"].hollow) == (False, True)


def test_inline_markup_of_the_source_is_kept() -> None:
    scene = _scene()
    scene.styles = SpanIndex(
        (Span(a, b), Style(Span(a, b), kind))
        for a, b, kind in (
            (4, 9, StyleKind.STRONG),
            (13, 18, StyleKind.LINK),
            (24, 27, StyleKind.EMPHASIS),
        )
    )
    looks = dict(paint(scene, 0))
    assert looks["mayor"].bold
    assert looks["Alder"].link
    assert looks["the"].italic


def test_selection_lies_over_hits_and_the_cursor_over_all() -> None:
    scene = _scene()
    scene.hits = SpanIndex([(Span(4, 9), Span(4, 9)), (Span(13, 18), Span(13, 18))])
    scene.current_hit = Span(13, 18)
    scene.selection = (Span(6, 9),)
    scene.cursor, scene.active = 8, True
    runs = [(text, look.wash, look.cursor) for text, look in paint(scene, 0)]
    assert ("ma", Wash.HIT, Cursor.NONE) in runs
    assert ("yo", Wash.SELECTED, Cursor.NONE) in runs
    assert ("r", Wash.SELECTED, Cursor.ACTIVE) in runs
    assert ("Alder", Wash.CURRENT_HIT, Cursor.NONE) in runs


def test_a_mark_ends_with_the_last_word_of_a_row() -> None:
    scene = _scene(_mark("mayor of Alder", Shape.CLAIM), columns=12)
    first = paint(scene, 0)
    assert [text for text, look in first if look.tint == 0] == ["mayor of"]
    assert first[-1][0] == " "


def test_an_aside_has_its_own_ink() -> None:
    assert {look.ink for _, look in paint(_scene(role=Role.ASIDE), 0)} == {Ink.ASIDE}


def test_the_gutter_names_marks_links_and_what_it_cannot_show() -> None:
    claim, entity = _mark("mayor of Alder said", Shape.CLAIM), _mark("Alder", Shape.ENTITY)
    scene = _scene(claim, entity)
    scene.links = LinkIndex([PaneLink("a", Span(4, 20), LinkState.CONFIRMED)])
    assert _gutter(scene) == " CE⇄a  "
    scene.links = LinkIndex([PaneLink("b", Span(4, 20)), PaneLink("c", Span(5, 20))])
    assert _gutter(scene) == " CE⇢b⁺ "
    buried = _scene(
        claim, _mark("Alder said", Shape.CLAIM), _mark("of Alder said the", Shape.CLAIM)
    )
    assert _gutter(buried)[:3] == " C¹"
    discussed = _scene(replace(claim, discussed=True), entity)
    assert _gutter(discussed)[:3] == "”CE"
    discussed.links = LinkIndex([PaneLink("a", Span(4, 20), LinkState.CONFIRMED)])
    assert len(_gutter(discussed)) == GUTTER
    assert len(_gutter(buried)) == GUTTER


def test_an_unsaved_mark_has_a_hollow_badge_and_a_tag_its_own_letter() -> None:
    pending = _mark("mayor", Shape.CLAIM, pending=True)
    tagged = PaneMark("x", (Span(30, 33),), Shape.USER, 0, badge="f")
    assert _gutter(_scene(pending, tagged))[:3] == " ○f"


def test_only_the_row_where_something_starts_names_it() -> None:
    scene = _scene(_mark("mayor of Alder said the bridge", Shape.CLAIM), columns=20)
    assert [_gutter(scene, row).strip() for row in range(scene.layout.height)] == ["C", "", ""]


def test_the_minimap_shows_where_marks_links_and_hits_are_and_what_is_on_the_screen() -> None:
    scene = _scene(columns=6)
    scene.links = LinkIndex([PaneLink("a", Span(24, 30), LinkState.CONFIRMED)])
    marks = [_mark("mayor", Shape.CLAIM, 5)]
    column = minimap(scene, 4, marks, [Span(49, 52)])
    glyphs = "".join(glyph for glyph, _ in column.cells)
    assert (glyphs[0], glyphs[-1]) == ("▐", "◆")
    assert "╸" in glyphs
    assert column.cells[0][1].line == 5
    lit = [column.paint(cell, scene.layout.height - 4, 4)[1].thumb for cell in range(4)]
    assert lit[-1]
    assert not lit[0]


def test_a_suggested_name_is_underlined_without_a_hue_after_a_point_on_the_blank() -> None:
    scene = _scene(_mark("Alder said", Shape.CLAIM, 2))
    first, other = (Span(TEXT.index(word), TEXT.index(word) + 5) for word in ("mayor", "Alder"))
    scene.guesses = SpanIndex((span, span) for span in (first, other))
    runs = paint(scene, 0)
    written = "".join(text for text, _ in runs)
    assert written == TEXT.replace(" mayor", "·mayor").replace(" Alder", "·Alder")
    looks = dict(runs)
    assert (looks["mayor"].guess, looks["mayor"].line, looks["mayor"].tint) == (True, -1, -1)
    assert (looks["Alder"].guess, looks["Alder"].tint) == (True, 2)
    assert looks["·"].ink is Ink.LINK_FAINT
    assert not looks["The"].guess
    scene.guesses = SpanIndex([(Span(0, 3), Span(0, 3))])
    assert _gutter(scene).endswith("·")
    assert "".join(text for text, _ in paint(scene, 0)) == TEXT

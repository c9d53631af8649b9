"""Which blocks are on the page, and what is drawn beside them."""

from __future__ import annotations

from reader.model.article import Block, BlockKind, BlockVerdict, Category
from reader.model.text import Span
from reader.tui.viewing import BAR, BULLET, QUOTE_BAR, Role, ShownBlock, ViewMode, shown_blocks

_BODY, _ASIDE, _JUNK = BlockVerdict.BODY, BlockVerdict.ASIDE, BlockVerdict.JUNK
_Made = tuple[str, BlockVerdict, Category]


def _page(
    *made: _Made,
    mode: ViewMode = ViewMode.CLEAN,
    kind: BlockKind = BlockKind.PARAGRAPH,
    confidence: float = 1.0,
    level: int = 0,
) -> tuple[str, tuple[ShownBlock, ...]]:
    text = ""
    blocks = []
    for words, verdict, category in made:
        span = Span(len(text), len(text) + len(words))
        blocks.append(Block(span, kind, verdict, category, "made", confidence, level))
        text += words
    return text, shown_blocks(text, blocks, mode)


def test_the_clean_view_hides_junk_and_shows_asides_with_a_label() -> None:
    text, shown = _page(
        ("Share this\n\n", _JUNK, Category.SHARE),
        ("The bridge fell.\n\n", _BODY, Category.TEXT),
        ("A crane.\n", _ASIDE, Category.CAPTION),
    )
    assert [block.span.of(text) for block in shown] == ["The bridge fell.", "A crane."]
    assert [block.role for block in shown] == [Role.BODY, Role.ASIDE]
    assert (shown[1].bar, shown[1].label) == (BAR, "caption")


def test_the_dimmed_view_shows_junk_and_says_what_it_is() -> None:
    _, shown = _page(
        ("Leave a reply\n", _JUNK, Category.COMMENT_FORM),
        ("Text.\n", _BODY, Category.TEXT),
        mode=ViewMode.DIMMED,
    )
    assert [(block.role, block.label) for block in shown] == [
        (Role.JUNK, "comment form"),
        (Role.BODY, ""),
    ]


def test_everything_is_in_plain_ink_with_labels() -> None:
    _, shown = _page(("Home\n", _JUNK, Category.NAVIGATION), mode=ViewMode.EVERYTHING)
    assert (shown[0].role, shown[0].label) == (Role.BODY, "nav")


def test_junk_that_is_hardly_junk_is_dimmed_rather_than_hidden() -> None:
    _, shown = _page(("A doubtful line\n", _JUNK, Category.OTHER), confidence=0.55)
    assert [block.role for block in shown] == [Role.JUNK]


def test_views_go_round() -> None:
    assert ViewMode.CLEAN.next.next.next is ViewMode.CLEAN


def test_a_title_is_no_aside_to_the_eye() -> None:
    _, shown = _page(("Bridge falls\n", _ASIDE, Category.TITLE))
    assert (shown[0].role, shown[0].bar, shown[0].label) == (Role.TITLE, "", "")


def test_asides_in_a_row_stand_together_and_a_category_is_said_once() -> None:
    _, shown = _page(
        ("Text.\n", _BODY, Category.TEXT),
        ("A post\n", _ASIDE, Category.EMBED),
        ("its second line\n", _ASIDE, Category.EMBED),
        ("J. Doe\n", _ASIDE, Category.CREDIT),
        ("More.\n", _BODY, Category.TEXT),
    )
    assert [block.gap for block in shown] == [False, True, False, False, True]
    assert [block.label for block in shown] == ["", "embed", "", "credit", ""]


def test_blank_space_around_a_block_is_not_shown_and_blank_blocks_are_not_there() -> None:
    text, shown = _page(
        ("  \n\n", _BODY, Category.TEXT), ("\n One.\n\n two \n\n", _BODY, Category.TEXT)
    )
    assert [block.span.of(text) for block in shown] == ["One.\n\n two"]


def test_list_items_have_bullets_by_level_and_stand_together() -> None:
    items = [("one\n", _BODY, Category.TEXT), ("two\n", _BODY, Category.TEXT)]
    _, shown = _page(*items, kind=BlockKind.LIST_ITEM, level=2)
    assert [block.bullet for block in shown] == ["  " + BULLET] * 2
    assert [block.gap for block in shown] == [False, False]
    assert shown[0].indent == shown[0].first_indent == 4


def test_a_quote_has_a_bar_and_a_heading_its_role() -> None:
    _, quote = _page(("Said she.\n", _BODY, Category.TEXT), kind=BlockKind.QUOTE)
    _, heading = _page(("The night\n", _BODY, Category.SUBHEADING))
    assert (quote[0].bar, heading[0].role) == (QUOTE_BAR, Role.HEADING)


def test_the_lines_of_a_table_stay_lines() -> None:
    text, shown = _page(("a | b\n1 | 2\n\n", _BODY, Category.TEXT), kind=BlockKind.TABLE)
    assert [block.span.of(text) for block in shown] == ["a | b", "1 | 2"]
    assert [block.block for block in shown] == [0, 0]

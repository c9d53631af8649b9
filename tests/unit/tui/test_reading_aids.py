"""What structure looks like on the page."""

from __future__ import annotations

from dataclasses import replace

from reader.cleaning.pipeline import clean
from reader.intake.files import from_text
from reader.model.article import BlockVerdict, MediaType
from reader.model.text import Span
from reader.tui.motions import Place
from reader.tui.page import Page
from reader.tui.reading_aids import PICTURE, PLAYER
from reader.tui.walking import note_here

LONG = "The ferry went down in heavy weather on Monday, and nobody was hurt, the office said."


def drawn(source: str, width: int = 70) -> list[str]:
    """The rows of a page as they are drawn, without gutter and labels of the cleaner."""
    page = page_of(source, width)
    rows = ["".join(text for text, _ in page.row_runs(row)) for row in range(page.height)]
    return [row[page.text_column :].rstrip() for row in rows]


def page_of(source: str, width: int = 70) -> Page:
    article = clean(from_text(source, "a.html", MediaType.HTML))
    blocks = [replace(block, verdict=BlockVerdict.BODY) for block in article.blocks]
    page = Page(article, blocks)
    page.lay_out(width=width)
    return page


def body(source: str) -> str:
    """A page whose middle is in an article."""
    return f"<article><p>{LONG}</p>{source}<p>{LONG}</p></article>"


def inner(source: str, width: int = 70) -> list[str]:
    """The rows between the two paragraphs of `body`."""
    rows = drawn(body(source), width)
    first = next(i for i, row in enumerate(rows) if row.endswith("said."))
    last = max(i for i, row in enumerate(rows) if row.startswith("The ferry"))
    return rows[first + 1 : last]


def test_numbers_of_items_are_drawn_and_words_hang_below_words() -> None:
    rows = inner(
        "<ol start=9><li>First they pumped for a whole long night until the tide came in again"
        "<li><p>Then they waited.</p><p>And waited.</p></ol>",
        43,
    )
    assert rows == [
        "",
        "9. First they pumped for a whole",
        "   long night until the tide came",
        "   in again",
        "10. Then they waited.",
        "    And waited.",
        "",
    ]


def test_a_list_in_a_list_stands_below_the_words_of_its_item() -> None:
    rows = inner("<ol><li>Bridges<ul><li>the old one</li></ul>and no more</li></ol>")
    assert rows == ["", "1. Bridges", "   • the old one", "   and no more", ""]


def test_another_list_begins_behind_a_blank_row() -> None:
    rows = inner("<ul><li>a dot</li></ul><ol><li>a number</li></ol>")
    assert rows == ["", "• a dot", "", "1. a number", ""]


def test_a_table_stands_in_columns_and_figures_at_their_right() -> None:
    rows = inner(
        "<table><tr><th></th><th>Monday</th><th>Level</th></tr>"
        "<tr><td>Vell</td><td>rain</td><td>2.10</td></tr>"
        "<tr><td>Oldbridge</td><td></td><td>12.40</td></tr></table>"
    )
    assert rows == [
        "",
        "           Monday  Level",
        "─" * 24,
        "Vell       rain     2.10",
        "Oldbridge          12.40",
        "",
    ]


def test_a_table_that_does_not_fit_has_a_line_for_each_cell() -> None:
    rows = inner(
        "<table><tr><th>Town</th><th>Weather</th></tr><tr><td>Vell</td>"
        "<td>rain from the morning to the night of Monday</td></tr></table>",
        46,
    )
    assert rows == [
        "",
        "Town",
        "  Weather",
        "",
        "Vell",
        "  Weather  rain from the morning to",
        "  the night of Monday",
        "",
    ]


def test_wide_characters_keep_their_columns() -> None:
    rows = inner("<table><tr><td>港</td><td>a</td></tr><tr><td>ab</td><td>b</td></tr></table>")
    assert rows == ["", "港  a", "ab  b", ""]


def test_verse_keeps_its_lines() -> None:
    rows = inner("<p>The wind came up,<br>the boat went down,<br>and nobody would weep.</p>")
    assert rows == ["", "The wind came up,", "the boat went down,", "and nobody would weep.", ""]


def test_code_keeps_its_blank_space() -> None:
    assert inner("<pre>if x:\n    y()</pre>") == ["", "if x:", "    y()", ""]


def test_the_bar_of_a_quotation_runs_on_between_its_paragraphs() -> None:
    rows = inner("<blockquote><p>Never such a night.</p><p>And never again.</p></blockquote>")
    assert rows == ["", "│ Never such a night.", "│", "│ And never again.", ""]


def test_a_term_stands_over_what_it_means() -> None:
    rows = inner("<dl><dt>Ferry</dt><dd>A boat that carries people.</dd></dl>")
    assert rows == ["", "Ferry", "    A boat that carries people.", ""]


def test_a_picture_has_a_sign_and_its_words_where_it_stood() -> None:
    rows = inner('<p><img src="a.jpg" alt="The pier of Vell"></p>')
    assert rows == ["", f"{PICTURE} The pier of Vell", ""]


def test_a_player_has_a_sign_and_its_title() -> None:
    rows = inner('<iframe src="https://www.youtube.com/embed/a" title="The rescue"></iframe>')
    assert rows == ["", f"{PLAYER} The rescue (YouTube)", ""]


def test_words_for_a_picture_are_cut_where_the_row_ends() -> None:
    rows = inner(f'<p><img src="a.jpg" alt="{"long " * 40}"></p>', 40)
    assert len(rows[1]) <= 40
    assert rows[1].endswith("…")


def test_of_a_gallery_three_pictures_are_drawn_and_the_rest_counted() -> None:
    rows = inner("".join(f'<img src="{i}.jpg" alt="No. {i}">' for i in range(9)))
    assert [row for row in rows if row] == [
        *(f"{PICTURE} No. {i}" for i in range(3)),
        f"{PICTURE} 6 more",
    ]


def test_a_line_across_the_page_is_drawn() -> None:
    assert inner("<hr>") == ["", "─" * 12, ""]


def test_high_and_low_figures_are_drawn_so() -> None:
    rows = inner("<p>10<sup>6</sup> litres of H<sub>2</sub>O and x<sup>th</sup></p>")
    assert rows == ["", "10⁶ litres of H₂O and xth", ""]


def test_a_note_can_be_followed_and_left_again() -> None:
    page = page_of(
        f'<article><p>{LONG}<sup><a href="#n" id="r">1</a></sup></p><p>{LONG}</p>'
        '<ol><li id="n">All day long. <a href="#r">↩</a></li></ol></article>'
    )
    call = page.text.index("said.1") + 5
    note = page.text.index("All day")
    _at(page, call)
    assert note_here(page.article, page.reading.cursor) == Span(note, note + len("All day long."))
    _at(page, note + 3)
    assert note_here(page.article, page.reading.cursor) == Span(call, call + 1)
    _at(page, 0)
    assert note_here(page.article, page.reading.cursor) is None


def _at(page: Page, offset: int) -> None:
    """Put the cursor there."""
    page.read(replace(page.reading, place=Place(offset)))

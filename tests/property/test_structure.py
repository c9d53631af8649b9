"""Whatever a page is made of: its Markdown has the words of its text, and reads back as they are.

The Markdown is read by a CommonMark parser; what it takes for text must be the text.
"""

from __future__ import annotations

import re
from html import escape
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdownify import markdownify

from reader.cleaning.markdown_marks import as_address, escaped
from reader.cleaning.markdown_text import read_markdown
from reader.cleaning.page_tables import MAX_COLUMNS, Grid
from reader.cleaning.pipeline import clean
from reader.cleaning.structure import to_markdown
from reader.intake.files import from_text
from reader.model.article import Article, BlockKind, BlockVerdict, MediaType, StyleKind


def _wrapped(pair: tuple[str, list[str]]) -> str:
    tag, inner = pair
    return f"<{tag}>{''.join(inner)}</{tag.split()[0]}>"


WORDS = st.sampled_from(
    [
        *("one", "two three", "Vell.", "“said”", "2*3", "snake_case", "a [b](c)", "[x]: y", "<b>"),
        *("&amp;", "1.", "12) of", "- no", "+", "===", "---", "`", "~~", "a|b", "!"),
        *("\\", "*", "**", "_", "港の「雨」", "été", "(", ")", "[", "]", "\u00a0", " ", "x\ny"),
    ]
)
TEXT = (WORDS | st.text("ab .*_`[]()<-\\é“”", max_size=8)).map(escape)
TAGS = ("b", "em", "i", "strong", "code", "sup", "sub", "q", "span", "cite")
READABLE = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)
INLINE = st.recursive(
    TEXT | st.just("<br>"),
    lambda inner: (
        st.tuples(st.sampled_from(TAGS), st.lists(inner, max_size=3)).map(_wrapped)
        | st.tuples(
            st.sampled_from(["/a (b)", "https://x.example/?a=1&amp;b", "#n", "javascript:x", ""]),
            st.lists(inner, max_size=2),
        ).map(lambda pair: f"<a href='{pair[0]}'>{''.join(pair[1])}</a>")
    ),
    max_leaves=8,
)
RUN = st.lists(INLINE, max_size=4).map("".join)
CELL = st.tuples(
    st.sampled_from(["td", "th", "td colspan=2", "td rowspan=2", "td rowspan=999 colspan=x"]), RUN
).map(lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0][:2]}>")
TABLE = st.lists(st.lists(CELL, max_size=4).map("".join), max_size=4).map(
    lambda rows: "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
)
PARTS = ("p", "li", "ul", "ol", "ol start=4", "blockquote", "h2", "dl", "dt", "dd", "div", "figure")
BLOCK = st.recursive(
    RUN | TABLE | st.just("<hr>") | st.just("<img src=/i.jpg alt='a [picture]'>"),
    lambda inner: st.tuples(st.sampled_from(PARTS), st.lists(inner, max_size=4)).map(_wrapped),
    max_leaves=12,
)
PAGE = st.lists(BLOCK, max_size=5).map("".join)
_TOKEN = re.compile(r"\w+")


def _article(source: str) -> Article:
    return clean(from_text(source, "page", MediaType.HTML))


def _all(article: Article) -> str:
    return to_markdown(article, [BlockVerdict.BODY] * len(article.blocks))


def _signs(text: str) -> str:
    return "".join(text.split())


@settings(max_examples=120, deadline=None)
@given(PAGE)
def test_markdown_reads_back_as_the_text_of_the_page(source: str) -> None:
    article = _article(source)
    made = _all(article)
    back = read_markdown(made).text
    wanted = article.text
    terms = any(style.kind is StyleKind.DEFINITION for style in article.styles)
    if terms:  # CommonMark has no lists of definitions: their colons are read as text
        assert _TOKEN.findall(back) == _TOKEN.findall(wanted)
    else:
        assert _signs(back) == _signs(wanted)


@settings(max_examples=80, deadline=None)
@given(PAGE)
def test_styles_lie_in_their_blocks_and_blocks_tile(source: str) -> None:
    article = _article(source)
    for before, after in pairwise(article.blocks):
        assert before.span.stop == after.span.start
    for style in article.styles:
        inside = [b for b in article.blocks if b.span.start <= style.span.start < b.span.stop]
        assert len(inside) == 1
        assert style.span.stop <= inside[0].span.stop
        assert (
            style.span.of(article.text).strip()
            or style.kind is StyleKind.BREAK
            or (style.kind not in {StyleKind.NUMBER, StyleKind.TERM, StyleKind.HEADER})
        )


@settings(max_examples=80, deadline=None)
@given(PAGE)
def test_pictures_and_players_add_no_word_to_the_body(source: str) -> None:
    article = _article(source)
    assert "picture]" not in _all(article)
    assert "picture" not in article.text


@settings(max_examples=100, deadline=None)
@given(st.text("ab *_\n.", max_size=40))
def test_plain_words_are_escaped_as_markdownify_does(text: str) -> None:
    folded = " ".join(text.split())
    assert escaped(folded) == markdownify(f"<p>{folded}</p>").strip()


@settings(max_examples=100, deadline=None)
@given(READABLE | st.lists(WORDS, max_size=6).map("".join))
def test_escaped_words_are_words_to_a_parser(text: str) -> None:
    line = "x " + " ".join(text.split())  # what stands at the start of a line is the block's
    (block,) = [token for token in MarkdownIt().parse(escaped(line)) if token.type == "inline"]
    assert all(child.type in {"text", "text_special"} for child in block.children or ())
    assert "".join(child.content for child in block.children or ()) == line.rstrip()


@settings(max_examples=80, deadline=None)
@given(READABLE)
def test_an_address_stays_inside_its_parentheses(target: str) -> None:
    made = as_address("https://x.example/" + target)
    (block,) = [t for t in MarkdownIt().parse(f"[a]({made})") if t.type == "inline"]
    assert [child.type for child in block.children or ()] == ["link_open", "text", "link_close"]


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 4)), max_size=5), max_size=5)
)
def test_cells_never_stand_in_one_place(rows: list[list[tuple[int, int]]]) -> None:
    grid, taken = Grid(), set()
    for row, cells in enumerate(rows):
        grid.begin_row()
        for wide, high in cells:
            columns = grid.begin_cell({"colspan": str(wide), "rowspan": str(high)})
            assert columns >= 0
            assert grid.column <= MAX_COLUMNS
            if grid.column < MAX_COLUMNS:
                assert (row, grid.column) not in taken
            for down in range(max(1, high)):
                taken |= {
                    (row + down, grid.column + each) for each in range(max(1, min(wide, 100)))
                }


@settings(max_examples=100, deadline=None)
@given(TABLE)
def test_a_row_of_a_table_has_its_cells_between_tabs(source: str) -> None:
    article = _article(source)
    for block in article.blocks:
        if block.kind is BlockKind.TABLE:
            assert block.span.of(article.text).strip().count("\t") <= MAX_COLUMNS

"""Whatever comes in: blocks tile the text, offsets are valid, nothing raises."""

from __future__ import annotations

import time
from itertools import pairwise
from math import isfinite
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.cleaning.dates import find_dates
from reader.cleaning.front_matter import find_front_matter
from reader.cleaning.inline import unmark
from reader.cleaning.page import see
from reader.cleaning.pipeline import clean
from reader.cleaning.plain import read_plain
from reader.cleaning.structure import to_markdown
from reader.cleaning.text_features import TEXT_NAMES, text_rows
from reader.cleaning.views import body_text, kept_lines
from reader.cleaning.wordsets import word_set
from reader.errors import SourceError
from reader.intake.decoding import decode
from reader.intake.files import from_text
from reader.model.article import Article, MediaType
from reader.model.languages import guess_language

SENTENCE = "The council said on Monday that it would not pay for the bridge over the river."
PIECES = st.sampled_from(
    [
        SENTENCE,
        "Advertisement",
        "Share this",
        "By Ana Ruiz",
        "3 May 2019",
        "— Ana (@ana) May 3, 2019",
        "ana ruiz/AFP/Kestrel",
        "[a link](https://x.example/) and **strong**",
        "# Head",
        "* item",
        "> quote",
        "Copyright 2019 Press",
        "while the others went on with what they had begun in the morning and",
        "waited until the evening had come over the town.",
        "<p>",
        "</div>",
        "<div class='nav'>",
        "<a href=x>",
        "<b>",
        "<li>",
        "<td>",
        "<table>",
        "<script>",
        "<!--",
        "<br>",
        "&nbsp;&#0;&lt;",
        "---",
        "title: x",
        "](",
        "**",
        "\u00a0",
        "\t",
        "港の入り口で日曜日にクレーンが倒れ、船の出入りができなくなった。",
        "\ud800",
    ]
)
GAPS = st.sampled_from(["\n", "\n\n", " ", "", "\n\n\n\n", "\r\n", "\r"])
TAG_NAMES = sorted(
    word_set(
        """a b p i h1 h2 ul ol li td tr th table thead pre code div span nav main article figure
        figcaption blockquote br hr img svg math template noscript title head body html time
        select script style font iframe"""
    )
)
# Tags that open and never close, or close what is not open, with attributes that mean something.
TAGS = st.builds(
    "<{}{}{}>".format,
    st.sampled_from(["", "/"]),
    st.sampled_from(TAG_NAMES),
    st.sampled_from(
        [
            "",
            " class='post-content'",
            " class=twitter-tweet",
            " hidden",
            " style='display:none'",
            " role=navigation",
            " itemprop=author",
            " datetime=2019-05-03",
            " href='/a?b=c'",
            ' a="',
            "/",
        ]
    ),
)
BYTES = st.binary(max_size=40).map(lambda content: content.decode("utf-8", "replace"))
WOVEN = st.lists(st.tuples(PIECES | TAGS | BYTES | st.text(max_size=12), GAPS), max_size=25).map(
    lambda pairs: "".join(piece + gap for piece, gap in pairs)
)
MEDIA = st.sampled_from(list(MediaType))


def check(article: Article) -> None:
    text = article.text
    if not text:
        assert article.blocks == ()
        return
    assert article.blocks[0].span.start == 0
    assert article.blocks[-1].span.stop == len(text)
    for before, after in pairwise(article.blocks):
        assert before.span.stop == after.span.start
        assert after.span.of(text)[:1].strip()
    assert all(len(block.span) > 0 for block in article.blocks)
    starts = [style.span.start for style in article.styles]
    assert starts == sorted(starts)
    assert all(len(style.span) > 0 and style.span.stop <= len(text) for style in article.styles)


@settings(max_examples=150, deadline=None)
@given(WOVEN, MEDIA)
def test_blocks_tile_any_text(source: str, media: MediaType) -> None:
    raw = from_text(source, "x", media)
    article = clean(raw)
    check(article)
    assert clean(raw) == article
    if media is MediaType.TEXT:
        assert len(kept_lines(article)) == raw.text.count("\n") + 1


@settings(max_examples=100, deadline=None)
@given(WOVEN, MEDIA)
def test_clean_offsets_lead_back_to_the_same_character(source: str, media: MediaType) -> None:
    article = clean(from_text(source, "x", media))
    view = body_text(article, asides=True)
    for offset, sign in enumerate(view.text):
        back = view.to_article(offset)
        if not sign.isspace():
            assert article.text[back] == sign
            assert view.to_clean(back) == offset
    for offset in range(len(article.text) + 1):
        there = view.to_clean(offset)
        if there is not None:
            assert 0 <= there <= len(view.text)
            assert view.to_article(there) == offset


SAMPLE = sorted(Path(__file__).parents[2].joinpath("corpus").glob("*.txt"))


@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: path.stem)
def test_a_clean_text_is_clean(path: Path) -> None:
    once = body_text(clean(from_text(path.read_text(encoding="utf-8"), "x", MediaType.TEXT))).text
    twice = body_text(clean(from_text(once, "x", MediaType.TEXT))).text
    assert twice == once


@settings(max_examples=60, deadline=None)
@given(WOVEN)
def test_cleaning_a_clean_text_adds_and_moves_nothing(source: str) -> None:
    once = body_text(clean(from_text(source, "x", MediaType.TEXT))).text
    signs = iter("".join(unmark(once).text.split()))
    twice = body_text(clean(from_text(once, "x", MediaType.TEXT))).text
    assert all(sign in signs for sign in "".join(twice.split()))


def seconds(source: str, media: MediaType) -> float:
    raw = from_text(source, "x", media)
    spent = []
    for _ in range(3):
        begun = time.process_time()
        clean(raw)
        spent.append(time.process_time() - begun)
    return min(spent)


@settings(max_examples=12, deadline=None, derandomize=True)
@given(st.lists(PIECES | TAGS, min_size=4, max_size=12), MEDIA)
def test_time_grows_with_the_length_and_not_with_its_square(
    pieces: list[str], media: MediaType
) -> None:
    soup = "".join(f"{piece} {SENTENCE}\n\n" for piece in pieces)
    one, eight = seconds(soup * 8, media), seconds(soup * 64, media)
    # A square would be 64 times the time, and half of it is left to a busy machine.
    assert eight < 32 * max(one, 0.002)


@settings(max_examples=60, deadline=None)
@given(WOVEN, MEDIA)
def test_the_body_is_a_subsequence_of_the_text_up_to_white_space(
    source: str, media: MediaType
) -> None:
    article = clean(from_text(source, "x", media))
    signs = iter("".join(article.text.split()))
    assert all(sign in signs for sign in "".join(body_text(article).text.split()))


@settings(max_examples=60, deadline=None)
@given(WOVEN, MEDIA)
def test_markdown_can_be_made_of_anything(source: str, media: MediaType) -> None:
    raw = from_text(source, "x", media)
    assert to_markdown(clean(raw), asides=True).endswith("\n")


@settings(max_examples=150, deadline=None)
@given(WOVEN)
def test_unmarking_keeps_the_lines(source: str) -> None:
    inline = unmark(source)
    assert inline.text.count("\n") == source.count("\n")
    assert all(style.span.stop <= len(inline.text) for style in inline.styles)


MARKDOWN = st.lists(
    st.sampled_from(
        [
            "[a](/x)",
            "[",
            "](/y)",
            "](data:image/svg+xml,<svg width='7' (a) b>)",
            "words",
            "\n",
            "\n\n",
            "_",
            "*",
            "**",
            "\\",
            "1\\.",
            "![",
            "# ",
            "* ",
            "|",
            "---|---",
            " ",
        ]
    ),
    max_size=60,
).map(lambda pieces: "[b](/z)\n" * 9 + "".join(pieces))


@settings(max_examples=150, deadline=None)
@given(MARKDOWN)
def test_a_text_that_was_markdown_keeps_its_lines_and_no_style_runs_over_one(source: str) -> None:
    inline = unmark(source)
    assert inline.text.count("\n") == source.count("\n")
    for style in inline.styles:
        words = style.span.of(inline.text)
        assert words
        assert "\n" not in words


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=8) | st.sampled_from(["the", "der", "и", "的", "ある"])))
def test_any_words_have_a_language_or_none(words: list[str]) -> None:
    guess = guess_language(words)
    assert guess is None or (guess[0].isalpha() and 0 < guess[1] < 1)


@settings(max_examples=100, deadline=None)
@given(WOVEN | MARKDOWN)
def test_every_line_has_every_feature(source: str) -> None:
    page = see(read_plain(source))
    rows = text_rows(page, {}, {})
    assert len(rows) == len(page.lines)
    assert {len(row) for row in rows} <= {len(TEXT_NAMES)}
    assert all(isfinite(value) for row in rows for value in row)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(["---\n", "+++\n", "{"]), st.text(max_size=80))
def test_front_matter_ends_inside_its_source(fence: str, rest: str) -> None:
    source = fence + rest + "\n" + fence + "Text"
    front = find_front_matter(source)
    assert front is None or 0 < front.stop <= len(source)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60) | WOVEN)
def test_dates_stand_inside_their_line(line: str) -> None:
    for dated in find_dates(line):
        assert 0 <= dated.start < dated.stop <= len(line)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200) | WOVEN.map(lambda text: text.encode("utf-16", "replace")))
def test_any_bytes_decode_or_are_refused(content: bytes) -> None:
    try:
        decoded = decode(content)
    except SourceError:
        return
    assert "\r" not in decoded.text
    assert "\0" not in decoded.text
    decoded.text.encode("utf-8")

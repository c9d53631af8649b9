from __future__ import annotations

import pytest

from reader.cleaning.pipeline import clean
from reader.cleaning.structure import to_markdown
from reader.cleaning.views import body_text, kept_lines
from reader.intake.files import from_text
from reader.model.article import BlockVerdict, MediaType

PAGE = """Bridge over the Arl is closed

The bridge  over the Arl will be closed\u00a0to lorries from Monday, the road office said.

Advertisement

* It was built of steel and timber for carts in the year of the great flood;
* it has been mended four times since.

Engineers found cracks in two of its piers when the water was low in September.
"""


def test_the_body_is_folded_and_its_blocks_stand_apart() -> None:
    article = clean(from_text(PAGE, "a.txt"))
    text = body_text(article).text
    assert "Advertisement" not in text
    assert "The bridge over the Arl will be closed to lorries" in text
    assert "flood;\n* it has" in text
    assert "since.\n\nEngineers" in text


def test_offsets_map_both_ways() -> None:
    article = clean(from_text(PAGE, "a.txt"))
    view = body_text(article)
    start = article.text.index("Engineers")
    assert view.text[view.to_clean(start) or 0 :].startswith("Engineers")
    assert view.to_article(view.text.index("Engineers")) == start
    assert view.to_clean(article.text.index("Advertisement") + 3) is None
    with pytest.raises(IndexError):
        view.to_article(len(view.text) + 1)


def test_verdicts_of_an_annotator_replace_the_cleaners() -> None:
    article = clean(from_text(PAGE, "a.txt"))
    everything = body_text(article, [BlockVerdict.BODY] * len(article.blocks)).text
    assert "Advertisement" in everything
    assert body_text(article, [BlockVerdict.JUNK] * len(article.blocks)).text == ""
    assert "Bridge over the Arl is" in body_text(article, asides=True).text


def test_kept_lines_answer_for_each_line_of_the_input() -> None:
    article = clean(from_text(PAGE, "a.txt"))
    lines = PAGE.split("\n")
    kept = [line for line, keep in zip(lines, kept_lines(article), strict=True) if keep]
    assert [line[:12] for line in kept] == [
        "The bridge  ",
        "* It was bui",
        "* it has bee",
        "Engineers fo",
    ]


def test_markdown_of_a_page_keeps_its_structure() -> None:
    source = """<body><p>A long first sentence with a <a href="https://x.example/">link</a> and 2*3
    <em>in <b>it</b></em>.</p><ol><li>one</li><li>two<ul><li>inner</li></ul></li></ol>
    <table><thead><tr><th>a</th><th>b</th></tr></thead><tr><td>1</td><td>2</td></tr></table>
    <h2>Part</h2><blockquote>said</blockquote></body>"""
    raw = from_text(source, "a.html", MediaType.HTML)
    article = clean(raw)
    made = to_markdown(article, [BlockVerdict.BODY] * len(article.blocks))
    assert "[link](https://x.example/)" in made
    assert "2\\*3" in made
    assert "*in **it***" in made
    assert "1. one\n2. two\n   - inner" in made
    assert "| a | b |\n| --- | --- |\n| 1 | 2 |" in made
    assert "## Part" in made
    assert "> said" in made


def test_markdown_of_plain_text_turns_its_marks_into_structure() -> None:
    raw = from_text("# Head\n\n* one\n* two\n\n> said\n\n1. first\n", "a.txt", MediaType.TEXT)
    article = clean(raw)
    made = to_markdown(article, [BlockVerdict.BODY] * len(article.blocks))
    assert made == "# Head\n\n- one\n- two\n\n> said\n\n1. first\n"

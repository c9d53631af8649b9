from __future__ import annotations

import pkgutil
from pathlib import Path

import reader.cleaning.rules as rules_package
from reader.cleaning.blocks import MAX_DRAFTS, bounded
from reader.cleaning.page import see
from reader.cleaning.pipeline import FRAMELESS, PARSER, RULES, clean
from reader.cleaning.plain import MAX_LINES, read_plain
from reader.cleaning.reading import Draft
from reader.intake.files import from_text
from reader.model.article import BlockKind, BlockVerdict, MediaType
from reader.model.text import Span

PAGE = """The clock

Lorries queued for nine miles at the border on Monday after the customs computers failed.

Advertisement

The ministry said that it would publish the cause of the failure within a week.
"""


def test_every_rule_stands_in_the_table_once() -> None:
    files = {module.name for module in pkgutil.iter_modules(rules_package.__path__)}
    assert sorted(name.replace("-", "_") for name, _ in RULES) == sorted(files)


def test_rules_do_not_know_each_other() -> None:
    for path in Path(rules_package.__path__[0]).glob("*.py"):
        assert "reader.cleaning.rules" not in path.read_text(encoding="utf-8")


def test_rules_that_the_frame_does_not_hang_on_find_no_prose_to_be_junk() -> None:
    names = [name for name, _ in RULES]
    assert set(names[names.index("byline") :]) | {"page-clock"} == FRAMELESS
    prose = "Lorries queued for nine miles at the border on Monday 6 October 2019 at 09:30:00, by"
    lines = "\n\n".join([f"{prose} Ana Ruiz, a driver.", "Menu", "Home"] * 3)
    page = see(read_plain(f"{prose} Ana Ruiz, a driver.\n\n{lines}\n\n{PAGE}"))
    for name, find in RULES:
        if name in FRAMELESS:
            found = [each for each in find(page) if each.verdict is BlockVerdict.JUNK]
            assert not any(page.lines[each.index].prose for each in found)


def test_the_same_bytes_make_the_same_article() -> None:
    first, second = (clean(from_text(PAGE, "a.txt")) for _ in range(2))
    assert first == second
    assert first.parser == PARSER


def test_each_block_names_what_decided() -> None:
    article = clean(from_text(PAGE, "a.txt"))
    assert {block.rule for block in article.blocks} <= {name for name, _ in RULES} | {
        "model",
        "score",
    }
    assert all(0 <= block.confidence <= 1 for block in article.blocks)


def test_a_text_without_any_word_is_one_block_of_junk() -> None:
    article = clean(from_text("\n \n", "a.txt"))
    assert [(block.verdict, block.rule) for block in article.blocks] == [
        (BlockVerdict.JUNK, "blank")
    ]
    assert clean(from_text("", "a.txt")).blocks == ()


def test_a_million_lines_become_a_bounded_number_of_blocks() -> None:
    drafts = tuple(Draft(Span(start, start + 1), linked=1) for start in range(0, 200_000, 2))
    few = bounded(drafts)
    assert len(few) <= MAX_DRAFTS
    assert (few[0].span.start, few[-1].span.stop) == (0, 199_999)
    assert sum(draft.linked for draft in few) == 100_000
    assert bounded(drafts[:9]) == drafts[:9]


def test_a_text_of_too_many_lines_is_cut_coarsely_and_keeps_every_word() -> None:
    source = "\n" + " word\n" * (MAX_LINES + 1)
    reading = read_plain(source)
    assert 0 < len(reading.drafts) <= MAX_DRAFTS
    words = [word for draft in reading.drafts for word in draft.span.of(reading.text).split()]
    assert len(words) == MAX_LINES + 1
    assert all(not draft.span.of(reading.text)[0].isspace() for draft in reading.drafts)


def test_html_is_cut_at_its_blocks() -> None:
    source = """<body><h2>A heading</h2><p>One <b>bold</b> <a href="https://x.example/">link</a>.<br>
    Two.</p><ul><li>first</li><li>second</li></ul><table><tr><td>a</td><td>b</td></tr></table>
    <pre>x\n  y</pre><blockquote>quoted</blockquote><script>no</script>
    <div hidden>no</div><div style="display: none">no</div><select><option>no</option></select>
    <p>pre<span>fix</span>ed</p></body>"""
    article = clean(from_text(source, "a.html", MediaType.HTML))
    assert article.text.split("\n\n") == [
        "A heading",
        "One bold link.",
        "Two.",
        "first\nsecond",
        "a\tb",
        "x\n  y",
        "quoted",
        "prefixed",
    ]
    kinds = [block.kind for block in article.blocks]
    assert kinds == [
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.PARAGRAPH,
        BlockKind.LIST_ITEM,
        BlockKind.LIST_ITEM,
        BlockKind.TABLE,
        BlockKind.CODE,
        BlockKind.QUOTE,
        BlockKind.PARAGRAPH,
    ]
    assert [style.span.of(article.text) for style in article.styles] == ["bold", "link"]
    assert article.styles[1].target == "https://x.example/"


def test_a_link_around_blocks_counts_for_each_of_them() -> None:
    source = '<body><a href="/x"><h3>A teaser</h3><p>with words</p></a><p>free</p></body>'
    article = clean(from_text(source, "a.html", MediaType.HTML))
    assert [style.span.of(article.text) for style in article.styles] == ["A teaser", "with words"]


def test_text_for_those_without_scripts_is_read_where_there_is_no_other() -> None:
    words = "<p>The ferry was late again on Monday, and nobody could say why it was.</p>" * 12
    hidden = f"<body><div>Loading</div><noscript>{words}</noscript></body>"
    shown = f"<body>{words}<noscript>Please switch scripts on.</noscript></body>"
    assert "The ferry" in clean(from_text(hidden, "a.html", MediaType.HTML)).text
    assert "switch" not in clean(from_text(shown, "a.html", MediaType.HTML)).text


def test_deep_nesting_is_cut_not_fatal() -> None:
    article = clean(from_text("<div>" * 20_000 + "words", "a.html", MediaType.HTML))
    assert article.text == "words"

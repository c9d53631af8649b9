from __future__ import annotations

import pytest

from reader.model.boundaries import sentences, words
from reader.model.text import Span

SENTENCES = [
    ("two plain sentences", "It rained. We left.", ["It rained.", "We left."]),
    (
        "a title before a name",
        "Mr. Okoro met Dr. Lund. They sat.",
        ["Mr. Okoro met Dr. Lund.", "They sat."],
    ),
    ("initials", "John F. Marlow spoke. He sat.", ["John F. Marlow spoke.", "He sat."]),
    ("an abbreviated country inside", "The U.S. Navy came.", ["The U.S. Navy came."]),
    (
        "an abbreviated country at the end",
        "She left the U.S. The ship sank.",
        ["She left the U.S.", "The ship sank."],
    ),
    (
        "a date",
        "It was Oct. 6 in Vale. Then it rained.",
        ["It was Oct. 6 in Vale.", "Then it rained."],
    ),
    (
        "a month at the end",
        "It ended in Oct. The rest waited.",
        ["It ended in Oct.", "The rest waited."],
    ),
    ("a number with No.", "He is No. 4 of ten.", ["He is No. 4 of ten."]),
    ("no as an answer", "Did he? No. He slept.", ["Did he?", "No.", "He slept."]),
    ("a clock before a day", "At 3 p.m. Monday it rained.", ["At 3 p.m. Monday it rained."]),
    ("a clock at the end", "It began at 3 p.m. Rain fell.", ["It began at 3 p.m.", "Rain fell."]),
    ("decimals", "It cost 3.5 million. Too much.", ["It cost 3.5 million.", "Too much."]),
    ("an ellipsis that goes on", "He waited … and left.", ["He waited … and left."]),
    ("an ellipsis that ends", "He waited... Then he left.", ["He waited...", "Then he left."]),
    (
        "a quote that ends inside",
        '"Why?" he asked. Nobody knew.',
        ['"Why?" he asked.', "Nobody knew."],
    ),
    ("closing quotes belong to it", "“Stop.” “Why?”", ["“Stop.”", "“Why?”"]),
    ("brackets", "(It was late.) We left.", ["(It was late.)", "We left."]),
    (
        "a company",
        "Acme Inc. Sued by Beta Corp. The case is old.",
        ["Acme Inc. Sued by Beta Corp.", "The case is old."],
    ),
    ("a numbered list", "1. Eggs. 2. Milk.", ["1. Eggs.", "2. Milk."]),
    (
        "line breaks are space",
        "The first\nhalf,\n\nthe second. End",
        ["The first\nhalf,\n\nthe second.", "End"],
    ),
    ("Chinese", "他来了。我们走吧！好", ["他来了。", "我们走吧！", "好"]),
    ("Arabic", "هل تعرف؟ نعم.", ["هل تعرف؟", "نعم."]),
    ("Hindi", "वह आया। हम गए।", ["वह आया।", "हम गए।"]),
    (
        "a German day and a century",
        "Am 5. November kam er. Im 19. Jahrhundert nicht. Er wurde 5. Dann ging er.",
        ["Am 5. November kam er.", "Im 19. Jahrhundert nicht.", "Er wurde 5.", "Dann ging er."],
    ),
    (
        "abbreviations of other languages",
        "Es kostet 5 Mio. Euro. Los EE. UU. ayer. На ул. Садовой тихо. Doç. Kaya geldi.",
        ["Es kostet 5 Mio. Euro.", "Los EE. UU. ayer.", "На ул. Садовой тихо.", "Doç. Kaya geldi."],
    ),
    ("nothing", " \n ", []),
]

WORDS = [
    ("inner apostrophes and hyphens", "Didn't re-open’s", ["Didn't", "re-open’s"]),
    ("numbers keep points and commas", "2,000.5, then 7.", ["2,000.5", "then", "7"]),
    ("quotes are no part", "'yes' -no-", ["yes", "no"]),
    ("Chinese by character", "东京 ok", ["东", "京", "ok"]),
    ("combining marks stay", "e\u0301te किताब", ["e\u0301te", "किताब"]),
    ("nothing", "…—!", []),
]


@pytest.mark.parametrize(
    ("text", "expected"), [case[1:] for case in SENTENCES], ids=[c[0] for c in SENTENCES]
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in sentences(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"), [case[1:] for case in WORDS], ids=[c[0] for c in WORDS]
)
def test_words_are_what_a_cursor_steps_over(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in words(text)] == expected


def test_only_the_span_that_is_asked_for_is_cut() -> None:
    text = "One. Two. Three."
    assert [span.of(text) for span in sentences(text, Span(5, 9))] == ["Two."]
    assert [span.of(text) for span in words(text, Span(5, 9))] == ["Two"]

"""A rule asks for the first letter of a line before it tries a form; no form begins otherwise."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.cleaning.page import Line
from reader.cleaning.rules import (
    byline,
    caption,
    comment_form,
    copyright_line,
    icon_run,
    navigation,
    related_link,
    source_line,
)
from reader.model.article import BlockKind

FORMS = {
    "agency desk": (byline._AGENCY_DESK, byline._NOTING),
    "caption label": (caption._LABEL, caption._LEADS),
    "lone caption": (caption._ALONE, caption._LEADS),
    "count of comments": (comment_form._COUNT, comment_form._LEADS),
    "comments on": (comment_form._ON, comment_form._LEADS),
    "fine print of comments": (comment_form._FORM, comment_form._LEADS),
    "copyright": (copyright_line._START, frozenset("c")),
    "reading time": (navigation._READING_TIME, navigation._TIMING),
    "you may like": (related_link._YOU_MAY, related_link._MAYBE),
    "label of more": (related_link._LABEL, related_link._LABELLING),
    "also on": (related_link._ALSO_ON, related_link._TEASING),
    "teaser": (related_link._TEASER, related_link._TEASING),
    "published": (source_line._PUBLISHED, source_line._LEADS),
    "read there": (source_line._READ_THERE, source_line._LEADS),
}
# Without marks that stand on letters, and without the two letters that no one types for an `i`
# or `s` and that the forms take for them.
LETTERS = st.characters(
    max_codepoint=0x4FF,
    exclude_characters="\u0131\u017f",
    exclude_categories=["Cs", "Cc", "Mn", "Mc", "Me"],
)


def line_of(text: str) -> Line:
    folded = " ".join(text.split())
    return Line(0, folded, len(folded), BlockKind.PARAGRAPH, 0, None, 0.0, 0, None, folded[-8:])


@pytest.mark.parametrize("name", FORMS)
# Hypothesis filters itself what a `\b` inside a form refuses.
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(data=st.data())
def test_every_line_of_a_form_begins_with_one_of_its_letters(
    name: str, data: st.DataObject
) -> None:
    form, leads = FORMS[name]
    line = line_of(data.draw(st.from_regex(form, alphabet=LETTERS)))
    assert line.lead in leads or form.match(line.text) is None  # folded, it may be none


@pytest.mark.parametrize(
    ("text", "lead"),
    [("", ""), ("— (Élan", "é"), ("@ & 12 mi", "0"), ("\u0663 min", "0"), ("_x", "x"), ("@", "")],
)
def test_the_lead_is_the_first_letter_or_any_digit(text: str, lead: str) -> None:
    assert line_of(text).lead == lead


@settings(max_examples=300, deadline=None)
@given(st.text("ab-_ 1", max_size=30), st.sampled_from(["ab", "ba", "bb", "aab"]))
def test_glued_words_are_counted_as_their_form_says(text: str, word: str) -> None:
    folded = " ".join(text.split())
    form = re.compile(rf"[^\W\d_]{word}[\s_-]|{word}[_-]|[_-]{word}")
    counted, wanted = icon_run._count_glued(word, folded), len(form.findall(folded))
    assert abs(counted - wanted) <= (word == "bb")  # which of two that overlap comes first is moot

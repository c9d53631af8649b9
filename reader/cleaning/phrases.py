"""What features and rules are called when people ask: a table of names and words.

Features come in families: what is measured of a line is measured of the lines around it too,
and gets the same words behind `above:`, `below:` or `around it:`.
"""

from __future__ import annotations

import re

WORDS, CLASSES = "words", "class words"  # said with the words themselves
# Name: what a high value is called, and what a low one.
FEATURES: dict[str, tuple[str, str]] = {
    # The line.
    "words": ("long for this page", "short for this page"),
    "chars": ("long for this page", "short for this page"),
    "short": ("a label of a few words", "more than a label"),
    "linked": ("many links", "few links"),
    "word_odds": (WORDS, WORDS),
    "odds_low": (WORDS, WORDS),
    "odds_high": (WORDS, WORDS),
    "odds_first": (WORDS, WORDS),
    "prose": ("reads as a sentence", "no whole sentence"),
    "sentence": ("ends like a sentence", "does not end like a sentence"),
    "unended": ("does not end like a sentence", "ends with a sign"),
    "capitals": ("many capitals", "few capitals"),
    "upper": ("all in capitals", "not all in capitals"),
    "starts_upper": ("starts with a capital", "starts in lower case"),
    "starts_digit": ("starts with a figure", "starts with no figure"),
    "chrome": ("words of a page's frame", "no words of a page's frame"),
    "digits": ("many figures", "few figures"),
    "quotes": ("quotation marks", "no quotation marks"),
    "quote": ("set as a quotation", "not set as a quotation"),
    "pauses": ("commas in it", "no commas in it"),
    "stops": ("several sentences", "hardly a sentence"),
    "stop": ("many common words", "few common words"),
    "level": ("a heading or a nested item", "no heading"),
    "heading": ("a heading", "no heading"),
    "said": ("the markup says what it is", "the markup says nothing of it"),
    "item": ("a list item", "no list item"),
    "word_length": ("long words", "short words"),
    "colon": ("ends with a colon", "no colon at its end"),
    "year": ("names a year", "names no year"),
    "clock": ("names a time of day", "names no time of day"),
    "address": ("holds an address", "holds no address"),
    "bars": ("bars and arrows between words", "no bars between words"),
    "owned": ("speaks of copyright", "no word of copyright"),
    "code": ("signs of program code", "no signs of program code"),
    "question": ("a question", "no question"),
    "dots": ("breaks off with dots", "does not break off"),
    "table": ("a row of a table", "no row of a table"),
    "gap": ("a wide gap above it", "no gap above it"),
    "gap_below": ("a wide gap below it", "no gap below it"),
    "copies": ("stands here more than once", "stands here once"),
    "like_title": ("shares words with the title", "shares no words with the title"),
    "ruled_junk": ("a rule calls it junk", "no rule calls it junk"),
    "ruled_aside": ("a rule sets it apart", "no rule sets it apart"),
    "ruled_body": ("a rule calls it text", "no rule calls it text"),
    # Its place.
    "depth": ("deep in the page's tree", "high in the page's tree"),
    "in_body": ("inside what is named like an article", "inside nothing named like an article"),
    "in_comments": ("inside what is named like comments", "inside nothing named like comments"),
    "in_junk": ("inside what is named like junk", "inside nothing named like junk"),
    "near_body": ("far from what is named like an article", "near what is named like an article"),
    "near_comments": ("far from what is named like comments", "near what is named like comments"),
    "near_junk": ("far from what is named like junk", "near what is named like junk"),
    "is_div": ("in a bare box", "in no bare box"),
    "is_span": ("in a bare stretch", "in no bare stretch"),
    "like_above": ("stands like the block above", "stands unlike the block above"),
    "like_below": ("stands like the block below", "stands unlike the block below"),
    "best_in": ("inside the densest part", "outside the densest part"),
    "best_up": ("outside the densest part", "inside the densest part"),
    "best_share": ("much of the densest part", "little of the densest part"),
    "best_points": ("dense with text around it", "little text around it"),
    "in_figure": ("inside a figure", "inside no figure"),
    "voted": ("inside what is named like the article", "outside what is named like the article"),
    "voted_near": ("the article by its names around it", "not the article by names around it"),
    "voted_above": ("far below the article by its names", "just below the article by its names"),
    "voted_below": ("far above the article by its names", "just above the article by its names"),
    "voted_share": ("much of the page is named like text", "little of the page is named like text"),
    "vote_stage": ("the names of the page tell little", "the names of the page tell much"),
    "chosen": ("inside what paragraphs speak for", "outside what paragraphs speak for"),
    "chosen_near": ("paragraphs speak for what is near", "no paragraph speaks for what is near"),
    "chosen_share": ("much of the page is paragraphs", "little of the page is paragraphs"),
    "chosen_score": ("many paragraphs around it", "few paragraphs around it"),
    "declared": ("the page declares it as its text", "not in the text the page declares"),
    "lead": ("the page declares it as its lead", "not in the lead the page declares"),
    "index": ("far down the page", "near the top of the page"),
    "share_above": ("far down the page", "near the top of the page"),
    "from_first": ("after the first paragraph", "before the first paragraph"),
    "to_last": ("before the last paragraph", "after the last paragraph"),
    "prose_above": ("no paragraph near above it", "a paragraph near above it"),
    "prose_below": ("no paragraph near below it", "a paragraph near below it"),
    "last_prose": ("no paragraph near above it", "a paragraph near above it"),
    "next_prose": ("no paragraph near below it", "a paragraph near below it"),
    "in_frame": ("in the frame of the page", "not in the frame of the page"),
    "from_title": ("far below the title", "near the title"),
    "run": ("a short line between short lines", "a paragraph next to it"),
    "stretch_in": ("inside the densest stretch", "outside the densest stretch"),
    "stretch_from": ("below where the text begins", "above where the text begins"),
    "stretch_to": ("above where the text ends", "below where the text ends"),
    "stretch_share": ("much of the densest stretch", "little of the densest stretch"),
    # What it has in common with other lines.
    "piece_count": ("one of many pieces of a sentence", "a whole line of its own"),
    "piece_words": ("stands in a long sentence", "stands in a short sentence"),
    "piece_place": ("late in its sentence", "early in its sentence"),
    "piece_prose": ("its sentence reads as prose", "its sentence is no prose"),
    "alike_run": ("in a long run of like lines", "in no run of like lines"),
    "alike_count": ("many lines have its shape", "few lines have its shape"),
    "alike_inside": ("like lines stand in the text", "like lines stand outside the text"),
    "alike_prose": ("like lines are sentences", "like lines are no sentences"),
    "alike_near": ("like lines are near", "like lines are far"),
    "opening_count": ("many lines begin like it", "no other line begins like it"),
    "opening_inside": ("lines that begin like it stand in the text", "they stand outside it"),
    "indent": ("set in", "not set in"),
    "indent_off": ("set in unlike the text", "set in like the text"),
    "indent_share": ("set in like most lines", "set in like few lines"),
    "in_series": ("one of a numbered series", "in no numbered series"),
    "series_length": ("of a long numbered series", "of no numbered series"),
    "numbered": ("begins with a number", "begins with no number"),
    "heading_above": ("a heading stands above it", "no heading stands above it"),
    "colon_above": ("a line with a colon stands above it", "no line with a colon above it"),
    "words_since_prose": ("many words since the last sentence", "a sentence just above it"),
    "words_until_prose": ("many words until the next sentence", "a sentence just below it"),
    "shared_words": ("speaks of what the text speaks of", "speaks of something else"),
    "shared_around": ("lines around it speak of the text's matter", "they speak of something else"),
    # What stands in an element around it.
    "prose_share": ("mostly sentences", "hardly a sentence"),
    "blocks": ("many blocks", "few blocks"),
    "proses": ("many sentences", "few sentences"),
    "points": ("dense with text", "little text"),
    "prose_of_page": ("most of the page's text", "little of the page's text"),
    "items": ("many list items", "few list items"),
    "gaps": ("many gaps", "few gaps"),
}
_ODDS = ("words of articles", "words of junk")
_LINES = {  # said of lines around it
    **FEATURES,
    **dict.fromkeys(("words", "chars"), ("long lines", "short lines")),
    **dict.fromkeys(("word_odds", "odds_low", "odds_high"), _ODDS),
}
_INSIDE = {  # said of more than lines
    **FEATURES,
    "words": ("many words", "few words"),
    "lines": ("many lines", "few lines"),
}
_FAMILIES: tuple[tuple[re.Pattern[str], str, dict[str, tuple[str, str]]], ...] = (
    (re.compile(r"above\d*_(\w+)"), "above: ", _LINES),
    (re.compile(r"below\d*_(\w+)"), "below: ", _LINES),
    (re.compile(r"(?:window\d+|mean\d+_\d+)_(\w+)"), "around it: ", _LINES),
    (re.compile(r"up\d+_(\w+)"), "its part of the page: ", _INSIDE),
    (re.compile(r"page_(\w+)"), "this page: ", _INSIDE),
    (re.compile(r"(stretch_[a-z]+)\d+"), "", FEATURES),
)
_MARKS = re.compile(r"(?:\w+_)?mark_\w+|path_\w+")
_AROUND = re.compile(r"around_(\w+)")

RULES: dict[str, str] = {
    "model": "weighed by the model",
    "annotator": "an annotator's word",
    "blank": "nothing but blank space",
    "repeated": "stands in other articles of this source",
    "flipped-alike": "like blocks of this source were flipped",
    "markup-role": "the markup says what it is",
    "icon-run": "a run of icon names",
    "copyright-line": "a copyright line",
    "set-phrase": "a set phrase of the frame of pages",
    "print-note": "a note for printing",
    "advert": "an advertisement's label",
    "comment-form": "a form for comments",
    "share-prompt": "asks to share or follow",
    "paywall": "asks to subscribe or log in",
    "newsletter": "asks to sign up for a newsletter",
    "embed": "an embedded post or player",
    "source-line": "says where the text is from",
    "related-link": "leads to another story",
    "page-clock": "the date of the page, not of the article",
    "date-line": "the date of the article",
    "byline": "says who wrote it",
    "contact": "says how to reach the author",
    "headline": "the title, or the title once more",
    "caption": "a caption or a picture's credit",
    "navigation": "a menu at the edge of the page",
    "subheading": "a short line between paragraphs",
}


def known(name: str) -> tuple[str, str] | None:
    """What a feature's high and low values are called, or None for one without words.

    >>> known("above1_linked")
    ('above: many links', 'above: few links')
    """
    if name in FEATURES:
        return FEATURES[name]
    if _MARKS.fullmatch(name):
        return CLASSES, CLASSES
    around = _AROUND.fullmatch(name)
    if around is not None:
        return f"inside <{around[1]}>", f"not inside <{around[1]}>"
    for pattern, lead, table in _FAMILIES:
        found = pattern.fullmatch(name)
        if found is not None and found[1] in table:
            high, low = table[found[1]]
            return lead + high, lead + low
    return None


def phrase(name: str, *, high: bool) -> str:
    """A feature in words; one that has none by its bare name."""
    found = known(name)
    return name.replace("_", " ") if found is None else found[not high]


def rule_in_words(rule: str) -> str:
    """What the rule of a block means; the numbers behind its name are said, too.

    >>> rule_in_words("repeated 7/8")
    'stands in 7 of 8 stories of this source'
    >>> rule_in_words("flipped-alike 2:0")
    'like blocks of this source were flipped by 2 annotators'
    """
    name, _, told = rule.partition(" ")
    if told and name == "repeated":
        count, _, total = told.partition("/")
        return f"stands in {count} of {total} stories of this source"
    if told and name == "flipped-alike":
        people, _, against = told.partition(":")
        by = "1 annotator" if people == "1" else f"{people} annotators"
        other = f", against {against}" if against not in {"", "0"} else ""
        return f"like blocks of this source were flipped by {by}{other}"
    return RULES.get(name, name.replace("-", " "))

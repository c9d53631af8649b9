"""The words around a figure: what makes it a count, a hedge, a part, a rate, a denial.

English. What happened to counted people is put into few classes; everything else counts by its
noun.
"""

from __future__ import annotations

import re

from reader.linking.numerals import AMOUNT, NUMBER


def _set_of(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# What happened to counted people; the words stand in data/languages.toml.
CLASSES = _set_of("injured killed arrested missing evacuated infected rescued attending")
WEAKEST = "attending"  # many do many such things in one story: any other class goes before
CERTAIN = CLASSES - {WEAKEST}  # two numbers of one of these are of one thing
PEOPLE = _set_of(
    "peopl person man men woman women child children adult civilian protest demonstr activist "
    "passeng worker employe resid offic soldier troop student pupil teacher villag tourist migrant "
    "refuge patient victim survivor fan spectat miner sailor crew inmat individu citizen "
    "policeman policemen other guest custom boy girl"
)
PLAIN_PEOPLE = _set_of("peopl person other individu")
HEDGE = re.compile(
    r"\b(about|around|some|roughly|approximately|nearly|almost|(?:an )?estimated|close to|"
    r"up to|as many as|at most|no more than|fewer than|less than|under|at least|more than|over|"
    r"above|no fewer than|no less than|upwards of)\s+(?:an estimated\s+|the\s+)?\Z",
    re.IGNORECASE,
)
LOW = _set_of("at_least more_than over above no_fewer_than no_less_than upwards_of")
HIGH = _set_of("up_to as_many_as at_most no_more_than fewer_than less_than under")
PART_BEFORE = re.compile(
    r"\b(?:including|among them|another|additional|extra|a further|further|first|next|every|"
    r"(?<!would )(?<!will )(?<!to )last|past|from|between|"
    r"the other|out of|of the|of these|of those|age|aged|than)\s+\Z",
    re.IGNORECASE,
)
LISTED = re.compile(  # `12 Kenyan and 11 Ugandan sailors`, `two women and one man`
    rf"(?:\b[\da-z]+ [A-Z]\w+|"
    rf"(?i:{NUMBER}) (?:wom[ae]n|m[ae]n|boys?|girls?|child(?:ren)?)) and \Z"
)
PART_AFTER = re.compile(
    r"\s*(?:more\b(?!\s+than)|others?\b|of (?:them|those|these|whom|the)\b|each\b|times\b|"
    r"(?:in|out of) (?:ten|10|100|every)\b|[–-]\s?\d|years? ago\b)",
    re.IGNORECASE,
)
RATE = re.compile(
    r"[^.;,]{0,24}?\b(?:per (?!cent)\w+|an? (?:hour|day|week|month|year|head))\b", re.IGNORECASE
)
OUT_OF = re.compile(rf"\s*(?:out of|of)(?: the)?\s+(?:{AMOUNT})", re.IGNORECASE)
CURRENCIES = {
    "$": "usd", "us$": "usd", "€": "eur", "£": "gbp", "¥": "jpy", "dollar": "usd", "euro": "eur",
    "pound": "gbp", "yen": "jpy", "yuan": "cny", "rubl": "rub", "roubl": "rub", "rupe": "inr",
    "franc": "chf", "peso": "peso", "som": "kgs", "crown": "crown", "lira": "try",
}  # fmt: skip
MONEY = re.compile(rf"(?P<sign>(?:US)?[$€£¥])\s?(?:{AMOUNT})", re.IGNORECASE)
COUNT = re.compile(NUMBER, re.IGNORECASE)
SHARE = re.compile(r"[\s\-]?(?:%|per\s?cent\b|percent\b|pct\b|percentage points?\b)", re.IGNORECASE)
SHARE_WORDS = _set_of("cent percent pct percentage")  # one stands in whatever `SHARE` finds
NOT_A_COUNT = re.compile(
    r"\s?(?:[ap]\.?m\b|o'clock|(?:January|February|March|April|May|June|July|August|September|"
    r"October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b|-year-old)",
)
NAMED = re.compile(r"(?:\b[A-Z][\w’']*\.?|\b(?:No|no|number|page|chapter|article)\.?)\s\Z")
APPOSED = re.compile(r"\b[A-Z][\w'’\-]+,\s\Z")
MEASURES = _set_of(
    "mile metr meter kilometr kilomet km feet foot inch yard acr hectar ton tonn kilo degre"
)
# Spans of time in days, from the shortest on: the order of the table `times` of languages.toml.
DAYS = {"hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.4, "year": 365.0}
AND_MORE = re.compile(
    rf"(?:,| and|, and) (?:{AMOUNT}) (?P<more>hours?|days?|weeks?|months?)\b", re.IGNORECASE
)
# A denial that is of some people or of somewhere else: `the others escaped without injury`.
OF_SOME = re.compile(
    r"\b(?:others?|(?:all|everyone|nobody|no one) (?:but|except)|escap\w+) ?.{0,40}\Z"
)
ELSEWHERE = re.compile(
    r".{0,24}?\b(?:elsewhere|(?:in|from|at|among) "
    r"(?:(?:the|other|nearby|neighbouring|neighboring|surrounding) )+(?:\w+ )?"
    r"(?:villages?|towns?|districts?|regions?|provinces?|suburbs?|cities))\b"
)
NONE = re.compile(
    r"\b(?:no (?:immediate |known |confirmed )?(?:reports? of (?:any )?)?|"
    r"(?:no one|nobody|none|no people) (?:was |were |has been |had been )?|"
    r"without (?:any )?)"
    r"(?P<what>\w+(?: or \w+)?)",
    re.IGNORECASE,
)
HARD_STOP = re.compile(r"[;:()–—]|\s-\s")
JOINERS = _set_of("and but while whereas as with after before when where who which")
WINDOW = 9  # words on each side that can say what a number is about
YEARS = range(1800, 2101)  # a bare figure among these is a year

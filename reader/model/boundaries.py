"""Where sentences and words begin and end: the one home of that question.

The cursor moves by it, passages are cut by it, and the linker reads words by it, so that all
of them mean the same stretch when they say "this sentence". Rules, no model: a mark that may
end a sentence ends it unless something beside it says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.model.text import Span

# Scripts written without spaces between words, read character by character.
_CJK = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
# Combining marks and joiners, which `\w` leaves out although they stand inside words.
_MARKS = (
    r"\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a"
    r"\u064b-\u065f\u0670\u06d6-\u06dc\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963"
    r"\u0981-\u0983\u09bc-\u09d7\u0a01-\u0a03\u0a3c-\u0a51\u0a81-\u0a83\u0abc-\u0acd"
    r"\u0b01-\u0b03\u0b3c-\u0b57\u0b82\u0bbe-\u0bcd\u0c00-\u0c04\u0c3e-\u0c56\u0c81-\u0c83"
    r"\u0cbc-\u0cd6\u0d00-\u0d03\u0d3b-\u0d4d\u0d81-\u0d83\u0dca-\u0ddf\u0e31\u0e34-\u0e3a"
    r"\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0f71-\u0f84\u102b-\u103e\u17b4-\u17d3\u200c\u200d\ufe0f"
)
_LETTERS = rf"[^\W{_CJK}](?:[^\W{_CJK}]|[{_MARKS}])*"
WORD = re.compile(rf"[{_CJK}]|{_LETTERS}(?:(?:['’\-‐‑]|(?<=\d)[.,](?=\d)){_LETTERS})*")

_CLOSERS = r"\"'”’»›)\]}」』】）"
_OPENERS = "\"'“”‘’«‹([{「『【（—–-*•¿¡"  # may stand before the first word of a sentence
# Marks that end a sentence whatever follows, and marks that need a blank after them.
_FULL_STOP = re.compile(rf"[。！？｡]+[{_CLOSERS}]*|[.!?…؟۔।॥։។៕။።།]+[{_CLOSERS}]*(?=\s|$)")
_TOKEN = re.compile(r"\S*\Z")
_NEXT_WORD = re.compile(r"[\w'’]+")


def _set_of(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Never the last word of a sentence that goes on with a capital: titles and the like.
_TITLES = _set_of(
    "mr mrs ms mx dr prof st sen rep gov gen col maj capt cpt lt sgt cmdr adm brig rev hon "
    "pres supt insp messrs mme mlle dir amb fr vs v cf e.g i.e viz al ca approx "
    "herr sra srta dott ing sig avv mgr dña núm avda ee mio mrd bzw str dhr mevr doç yrd "
    "проф акад ул просп обл св"
)
# After a number and a full stop they go on with it: `Am 5. November`, `im 19. Jahrhundert`.
_AFTER_ORDINAL = _set_of(
    "januar jänner februar märz april mai juni juli august september oktober november dezember "
    "jahrhundert jahrhunderts weltkrieg bundesliga liga klasse platz stock lebensjahr geburtstag"
)
# Abbreviations only before a number (`No. 4`, `Nov. 9`, `fig. 3`).
_BEFORE_NUMBER = _set_of(
    "no nos nr art fig sec pp vol para jan feb mar apr jun jul aug sep sept oct nov dec"
)
# Abbreviations, capitalised, that may end a sentence: they do when a word that opens one follows.
_MAYBE_LAST = _set_of(
    "sr jr inc corp ltd co bros dept est govt assn ave blvd rd ph.d ala ariz ark calif colo "
    "conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa penn "
    "tenn tex va vt wash wis wyo"
)
_CLOCK = frozenset({"a.m", "p.m"})
_AFTER_CLOCK = _set_of(
    "monday tuesday wednesday thursday friday saturday sunday et est edt pt pst pdt ct cst mt gmt "
    "utc bst cet msk january february march april may june july august september october november "
    "december"
)
# Words that open a sentence far more often than they continue a name.
_STARTERS = _set_of(
    "the a an he she it they we i you this that these those there here in on at but and or if when "
    "while as after before since although though however his her its their our my your what who "
    "why how where for from with by to no not some many most all both one two about then also "
    "another because during despite even last later meanwhile now once only over so such"
)
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")  # J, U.S, J.R.R
_LIST_NUMBER = re.compile(r"\d{1,2}|[a-zA-Z]")


def sentences(text: str, span: Span | None = None) -> tuple[Span, ...]:
    r"""Spans of the sentences, in order, without the blank space around them.

    A line break or a blank line is only space here: blocks say where paragraphs end, so give
    the span of one block at a time.

    >>> text = 'Mr. Smith paid $3.5 million on Nov. 9.  "Why?" he\n\nasked. Nobody knew.'
    >>> [s.of(text) for s in sentences(text)]
    ['Mr. Smith paid $3.5 million on Nov. 9.', '"Why?" he\n\nasked.', 'Nobody knew.']
    """
    return tuple(_sentences(text, span or Span(0, len(text))))


def words(text: str, span: Span | None = None) -> tuple[Span, ...]:
    """Spans of the words: runs of letters and digits with inner apostrophes and hyphens.

    A number keeps its inner points and commas; Chinese and Japanese go by character.

    >>> text = "Police didn't re-open 2,000 files."
    >>> [s.of(text) for s in words(text)]
    ['Police', "didn't", 're-open', '2,000', 'files']
    """
    within = span or Span(0, len(text))
    return tuple(Span(*m.span()) for m in WORD.finditer(text, within.start, within.stop))


def _sentences(text: str, within: Span) -> Iterator[Span]:
    start = within.start
    for mark in _FULL_STOP.finditer(text, within.start, within.stop):
        if mark.start() >= start and _ends(text, start, mark, within.stop):
            yield from _trimmed(text, start, mark.end())
            start = mark.end()
    yield from _trimmed(text, start, within.stop)


def _trimmed(text: str, start: int, stop: int) -> Iterator[Span]:
    while start < stop and text[start].isspace():
        start += 1
    while start < stop and text[stop - 1].isspace():
        stop -= 1
    if start < stop:
        yield Span(start, stop)


def _ends(text: str, start: int, mark: re.Match[str], stop: int) -> bool:
    """Whether the sentence that began at `start` ends with this mark."""
    following = _next_word(text, mark.end(), stop)
    if following is None or mark[0][0] in "。！？｡":
        return True
    # 'Why?" he asked', '... but it went on', 'approx. four'; Georgian has no capitals
    if following[:1].islower() and not "\u10d0" <= following[0] <= "\u10ff":
        return False
    if mark[0].rstrip("\"'”’»›)]}") != ".":
        return True
    lead = max(start, mark.start() - 24)  # code points; no abbreviation is longer
    return not _abbreviates(text, start, lead, mark.start(), following)


def _next_word(text: str, start: int, stop: int) -> str | None:
    """The first word after `start`, opening marks skipped; '' when none; None at the end."""
    while start < stop and (text[start].isspace() or text[start] in _OPENERS):
        start += 1
    if start >= stop:
        return None
    found = _NEXT_WORD.match(text, start, min(stop, start + 40))
    return found[0] if found else text[start]


def _abbreviates(text: str, start: int, lead: int, dot: int, following: str) -> bool:
    """Whether the full stop at `dot` belongs to the word before it and ends nothing."""
    found = _TOKEN.search(text, lead, dot)
    token = found[0].lstrip(_OPENERS + _CLOSERS) if found else ""
    word, follow = token.casefold(), following.casefold()
    if word in _BEFORE_NUMBER:
        return following[:1].isdigit()
    if follow in _AFTER_ORDINAL and word.isdigit() and len(word) <= 2:  # noqa: PLR2004  # a day
        return True
    if word in _CLOCK:
        return follow in _AFTER_CLOCK
    if word in _TITLES or _lists(text, start, dot, token):
        return True
    if _INITIALS.fullmatch(token) or (word in _MAYBE_LAST and token[0].isupper()):
        # 'John F. Kennedy' and 'U.S. Senate', but 'Plan B. The' and 'Acme Inc. They'
        return follow not in _STARTERS
    return False


def _lists(text: str, start: int, dot: int, token: str) -> bool:
    """Whether the full stop ends the number of a list item: '1. First', 'a. First'."""
    leading = text[start : dot - len(token)].strip(_OPENERS)
    return _LIST_NUMBER.fullmatch(token) is not None and not leading.strip()

"""The words of many passages as flat arrays: what a hundred thousand passages are read into.

A `Token` for each of two million words would take ten seconds and 300 MB; here each word is four
numbers, each spelling is looked at once, and tokens are made for the passages that are asked for.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import chain, groupby

import numpy as np

from reader.linking.arrays import Flags, Integers
from reader.linking.background import Background
from reader.linking.figure_words import CURRENCIES, SHARE_WORDS
from reader.linking.languages import ENGLISH, UNSPACED, happened, is_small
from reader.linking.names import Folding
from reader.linking.numerals import NUMBER_WORDS
from reader.linking.paraphrases import phrases_read
from reader.linking.spreading import Spread
from reader.linking.tokens import (
    NOUN_CUES,
    VERB_CUES,
    Token,
    WordKind,
    is_pair,
    parts,
    read,
    term,
    written,
)
from reader.model.boundaries import WORD
from reader.model.text import Passage, Span

UPPER, LOWER, VERB_CUE, NOUN_CUE = 1, 2, 4, 8  # what a form is: flags of `Words.looks`
_COUNTS, _COUNTED, _VALUED = 16, 32, 64  # may be a number, a count of people, a sum or a share
_BEGINS = 128  # may be the first word of another spelling of a name
_SIGNS = frozenset("%$€£¥")
_DENIALS = frozenset(("no", "nobody", "none", "without"))
_ANY_FIGURE = _COUNTS | _COUNTED | _VALUED

AT_ONCE = 2_000  # passages of a part: a fifth of a second, between two looks for a stop
_Seen = tuple[int, int, int, int, str]  # offset, length, number of the term, looks, folded form


@dataclass(frozen=True, slots=True)
class Words:
    """The words of some passages, one after the other.

    Attributes:
        bounds: where the words of each passage begin in the other arrays, and the end.
        terms: every term, sorted.
        term: of each word, the number of its term; of another spelling of a name, the name's; of
            the first of two words that say one (`took over`), that word's.
        start, stop: of each word, code points of its article's text.
        looks: of each word, flags: UPPER, LOWER (first letter), VERB_CUE, NOUN_CUE.
        spelt: of each passage, its forms without case, blanks between and around them.
        figured: of each passage, whether it may tell a number of people, a sum or a share.
        foreign: of each term, whether it stands in other languages than English alone.
        small: of each term, whether it is one of the smallest words of such a language.
    """

    bounds: Integers
    terms: tuple[str, ...]
    term: Integers
    start: Integers
    stop: Integers
    looks: Integers
    spelt: tuple[str, ...]
    figured: tuple[bool, ...]
    foreign: Flags
    small: Flags

    def tokens(self, index: int, text: str) -> tuple[Token, ...]:
        """The tokens of one passage: those of `tokens.read`, folded; `text` is its article's.

        The first of two words that say one is both of them.
        """
        low, high = int(self.bounds[index]), int(self.bounds[index + 1])
        starts, stops = self.start[low:high].tolist(), self.stop[low:high].tolist()
        numbers = self.term[low:high].tolist()
        return tuple(
            Token(Span(start, stop), text[start:stop], self.terms[number])
            for start, stop, number in zip(starts, stops, numbers, strict=True)
        )


def read_all(
    texts: Mapping[str, str],
    passages: Sequence[Passage],
    folding: Folding | None = None,
    languages: Mapping[str, str] | None = None,
) -> Words:
    """The words of these passages.

    Args:
        texts: the text of each article by its id.
        passages: in the order that is wanted.
        folding: reads other spellings as names.
        languages: of each article, by its id; English where they are not said.
    """
    spoken = languages or {}
    lines = (
        (
            *(texts[each.article], spoken.get(each.article, ENGLISH)),
            *(each.span.start, each.span.stop),
        )
        for each in passages
    )
    return joined((_read(lines, folding),))


def read_in_parts(
    texts: Mapping[str, str],
    passages: Sequence[Passage],
    aliases: Mapping[str, str],
    languages: Mapping[str, str],
    spread: Spread,
) -> Words:
    """The same of very many passages.

    Args:
        texts: the text of each article by its id.
        passages: in the order that is wanted, those of an article together.
        aliases: names that other spellings are read as.
        languages: of each article, by its id.
        spread: who reads the parts.
    """
    parts = (
        [
            (
                *(texts[article], languages[article]),
                [(each.span.start, each.span.stop) for each in some],
            )
            for article, some in groupby(passages[first : first + AT_ONCE], key=_article)
        ]
        for first in range(0, len(passages), AT_ONCE)
    )
    with closing(spread(read_part, dict(aliases), parts)) as results:
        return joined(tuple(results))


def read_part(
    aliases: Mapping[str, str], part: Iterable[tuple[str, str, Iterable[tuple[int, int]]]]
) -> Words:
    """The words of some passages, ready to be joined with those of others.

    Args:
        aliases: names that other spellings are read as.
        part: texts, each with its language and the starts and stops of its passages.
    """
    lines = (
        (text, language, start, stop) for text, language, spans in part for start, stop in spans
    )
    return _read(lines, Folding(aliases) if aliases else None)


def joined(parts: Sequence[Words]) -> Words:
    """The words of several parts as if they had been read at once."""
    # A spelling that is a name's everywhere stands nowhere as a term of its own.
    stand = set[str]()
    for part in parts:
        held = np.bincount(part.term, minlength=len(part.terms)).tolist()
        stand.update(each for each, count in zip(part.terms, held, strict=True) if count)
    terms = tuple(sorted(stand))
    number = {term: index for index, term in enumerate(terms)}
    ranks = [np.array([number.get(x, -1) for x in part.terms], dtype=np.int32) for part in parts]
    before = np.cumsum([0, *(len(part.term) for part in parts)])
    bounds = [part.bounds[1:] + at for part, at in zip(parts, before[:-1].tolist(), strict=True)]
    foreign, small = np.ones(len(terms), dtype=bool), np.zeros(len(terms), dtype=bool)
    for rank, part in zip(ranks, parts, strict=True):
        foreign[rank[(rank >= 0) & ~part.foreign]] = False
        small[rank[(rank >= 0) & part.small]] = True
    return Words(
        bounds=np.concatenate([np.zeros(1, dtype=np.int64), *bounds]),
        terms=terms,
        term=np.concatenate([rank[part.term] for rank, part in zip(ranks, parts, strict=True)]),
        start=np.concatenate([part.start for part in parts]),
        stop=np.concatenate([part.stop for part in parts]),
        looks=np.concatenate([part.looks for part in parts]),
        spelt=tuple(chain.from_iterable(part.spelt for part in parts)),
        figured=tuple(chain.from_iterable(part.figured for part in parts)),
        foreign=foreign,
        small=small,
    )


def _article(passage: Passage) -> str:
    return passage.article


def _read(lines: Iterable[tuple[str, str, int, int]], folding: Folding | None) -> Words:
    """The words of stretches of texts, each with its language; terms may stand nowhere."""
    seen_in: dict[str, dict[str, tuple[_Seen, ...]]] = defaultdict(dict)
    english: list[bool] = []
    numbers: dict[str, int] = {}
    bounds = array("q", [0])
    found, starts, stops, looks = array("i"), array("i"), array("i"), array("B")
    spelt, figured = [], []
    for text, language, begins, ends in lines:
        flags = 0
        seen = seen_in[language]
        forms: list[str] = []
        for place, word in _written(text, begins, ends, language):
            entry = seen.get(word)
            if entry is None:
                entry = seen[word] = _look_at(word, numbers, folding, language)
            for offset, length, number, look, form in entry:
                found.append(number)
                starts.append(place + offset)
                stops.append(place + offset + length)
                looks.append(look)
                if form:
                    forms.append(form)
                flags |= look
        if folding is not None and flags & _BEGINS:
            low = bounds[-1]
            tokens = folding.fold(read(text, Span(begins, ends), language), language)
            look_at = dict(zip(starts[low:], looks[low:], strict=True))
            del found[low:], starts[low:], stops[low:], looks[low:]
            for token in tokens:  # a name of more words has several in one place
                found.append(numbers.setdefault(token.term, len(numbers)))
                starts.append(token.span.start)
                stops.append(token.span.stop)
                looks.append(look_at[token.span.start])
        bounds.append(len(found))
        english.append(language == ENGLISH)
        spelt.append(f" {' '.join(forms)} " if forms else "")
        if flags & _COUNTS and not flags & (_COUNTED | _VALUED):
            flags |= 0 if _SIGNS.isdisjoint(text[begins:ends]) else _VALUED
        figured.append(bool(flags & _COUNTS and flags & (_COUNTED | _VALUED)))
    term_of, stop_of = np.array(found, dtype=np.int32), np.array(stops, dtype=np.int32)
    edges = np.array(bounds, dtype=np.int64)
    _read_phrases(term_of, stop_of, edges, numbers)
    terms = tuple(sorted(numbers))
    rank = np.empty(len(numbers), dtype=np.int32)
    rank[[numbers[each] for each in terms]] = np.arange(len(terms), dtype=np.int32)
    words = rank[term_of]
    foreign = np.ones(len(terms), dtype=bool)
    foreign[words[np.repeat(np.array(english, dtype=bool), np.diff(bounds))]] = False
    return Words(
        bounds=edges,
        terms=terms,
        term=words,
        start=np.array(starts, dtype=np.int32),
        stop=stop_of,
        looks=np.array(looks, dtype=np.uint8),
        spelt=tuple(spelt),
        figured=tuple(figured),
        foreign=foreign,
        small=_small(seen_in, numbers, terms),
    )


def _read_phrases(
    term: Integers, stop: Integers, bounds: Integers, numbers: dict[str, int]
) -> None:
    """Read the first of two words that say one as that word, in both: `took over`."""
    first, meant = phrases_read(term, bounds, numbers)
    term[first] = meant
    stop[first] = stop[first + 1]


def _written(text: str, start: int, stop: int, language: str) -> Iterable[tuple[int, str]]:
    if language in UNSPACED:
        return written(text, Span(start, stop), language)
    return ((match.start(), match[0]) for match in WORD.finditer(text, start, stop))


def kinds(words: Words, background: Background) -> tuple[WordKind, ...]:
    """The kind of each term, over all passages of the collection."""
    count = len(words.terms)
    opens = np.zeros(len(words.term) + 1, dtype=bool)  # no word before it in its passage
    opens[words.bounds] = True
    later = np.flatnonzero(~opens[:-1])
    term_of, cue = words.term[later], words.looks[later - 1]
    capitals = np.where(words.looks[later] & UPPER, 1.0, -1.0)
    capital = np.bincount(term_of, capitals, count)
    verbs = np.bincount(term_of, (cue & VERB_CUE) > 0, count)
    nouns = np.bincount(term_of, ((cue & NOUN_CUE) > 0) & ((cue & VERB_CUE) == 0), count)
    found = []
    for each, named, verb, noun in zip(
        words.terms, capital.tolist(), verbs.tolist(), nouns.tolist(), strict=True
    ):
        if each[0].isdigit():
            found.append(WordKind.NUMBER)
        elif named > 0:
            found.append(WordKind.NAME)
        else:
            as_verb = verb + background.after_verb_cue(each)
            as_noun = noun + background.after_noun_cue(each)
            found.append(WordKind.VERB if as_verb > max(as_noun, 1) else WordKind.REST)
    return tuple(found)


def _small(
    seen: Mapping[str, Mapping[str, tuple[_Seen, ...]]],
    numbers: Mapping[str, int],
    terms: Sequence[str],
) -> Flags:
    """Which terms are the smallest words of a language that is not English."""
    known = np.zeros(len(numbers), dtype=bool)
    for language, words in seen.items():
        if language != ENGLISH:
            known[
                [
                    number
                    for word, found in words.items()
                    for offset, length, number, _, _ in found
                    if is_small(word[offset : offset + length], language)
                ]
            ] = True
    return np.asarray(known[[numbers[each] for each in terms]], dtype=bool)


def _look_at(
    word: str, numbers: dict[str, int], folding: Folding | None = None, language: str = ENGLISH
) -> tuple[_Seen, ...]:
    """The parts of one spelling."""
    found = []
    english = language == ENGLISH
    paired = language in UNSPACED and is_pair(word)
    for offset, form in parts(word, language):
        stem, folded = term(form, language), form.casefold()
        look = UPPER * form[0].isupper() | LOWER * form[0].islower()
        if english:
            look |= VERB_CUE * (folded in VERB_CUES) | NOUN_CUE * (folded in NOUN_CUES)
        if any(sign.isdigit() for sign in form):
            # `5percent` and `12m` are one word here and two to whom figures mean something.
            look |= _COUNTS if form.isdecimal() else _ANY_FIGURE
        look |= _COUNTS * (folded in NUMBER_WORDS or folded in _DENIALS)
        counted = stem if english else term(form)  # sums are read by English rules
        said = happened(stem if english else form, language)
        look |= _COUNTED * (said is not None or counted == "casualti")
        look |= _VALUED * (counted in CURRENCIES or folded in SHARE_WORDS)
        look |= _BEGINS * (folding is not None and folding.may_begin(form, stem, language))
        place = numbers.setdefault(stem, len(numbers))
        found.append((offset, len(form), place, look, "" if paired else folded))
    return tuple(found)

"""Spellings that seem to be one name: Sergei and Sergey, Kiev and Kyiv.

Two words that are names everywhere, that no article uses side by side as different people, and
that differ in few letters. Suggestions for a person; nothing is folded silently: only what
people accepted as one thing is read as one (`Folding`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from reader.linking.spellings import NEAR, likeness
from reader.linking.tokens import Token, read
from reader.model.text import Passage, Span

SHORTEST = 5  # letters; shorter names are near each other by accident (Ivan, Iran)
# Share of letters in place (Levenshtein similarity); .75 holds one exchanged letter of four to
# seven, and two of eight or more.
ALIKE = 0.75
# A name and what is derived of it (Kenya, Kenyan; Chechnya, Chechens) are not two spellings.
_ENDINGS = re.compile(r"(?:ian|ans|ani|an|ns|n|s|i|is|ese|ish|stan|stani)\Z")


def variants(texts: Mapping[str, str], passages: Sequence[Passage]) -> tuple[tuple[str, ...], ...]:
    """Groups of spellings, each group sorted, the most used group first.

    Args:
        texts: the text of each article by its id.
        passages: where to look for names.
    """
    used, lower = _names(texts, passages)
    names = sorted(
        name
        for name in used
        if len(name) >= SHORTEST and sum(used[name].values()) > lower.get(name.casefold(), 0)
    )
    near: dict[str, set[str]] = defaultdict(set)
    for one, other in _alike(names):
        if not set(used[one]) & set(used[other]):
            near[one].add(other)
            near[other].add(one)
    groups = {tuple(sorted({name, *others})) for name, others in near.items()}
    largest = [group for group in groups if not any(set(group) < set(each) for each in groups)]
    return tuple(
        sorted(largest, key=lambda group: (-sum(sum(used[n].values()) for n in group), group))
    )


def _names(
    texts: Mapping[str, str], passages: Sequence[Passage]
) -> tuple[dict[str, dict[str, int]], dict[str, int]]:
    """How often each article writes each word with a capital inside sentences, and others."""
    used: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    lower: dict[str, int] = defaultdict(int)
    for passage in passages:
        tokens: Sequence[Token] = read(texts[passage.article], passage.span)
        for _, token in pairwise(tokens):
            if token.form[0].isupper() and not token.form.isupper():
                used[token.form][passage.article] += 1
            elif token.form[0].islower():
                lower[token.form.casefold()] += 1
    return used, lower


def _alike(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs of names that differ in few letters, and not by an ending alone."""
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415  # 20 ms; only this question needs it

    for one, other in combinations(names, 2):
        if abs(len(one) - len(other)) > 2 or one.casefold() == other.casefold():  # noqa: PLR2004  # letters
            continue
        a, b = one.casefold(), other.casefold()
        if _ENDINGS.sub("", a) == _ENDINGS.sub("", b) or a.startswith(b) or b.startswith(a):
            continue
        if Levenshtein.normalized_similarity(a, b, score_cutoff=ALIKE) >= ALIKE:
            yield one, other


class Folding:
    """Reads the other spellings of a thing as its name.

    Args:
        aliases: the name that each other spelling stands for, as people accepted it.
    """

    def __init__(self, aliases: Mapping[str, str]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = defaultdict(list)
        for alias, name in aliases.items():
            written, meant = _terms(alias), _terms(name)
            # Where the one holds the other (a surname, its full name) the words meet by themselves.
            if not (set(written) <= set(meant) or set(meant) <= set(written)):
                self._add(written, meant)
            one, other = alias.split(), name.split()
            if len(one) == len(other) > 1:  # Sadyr Khaparov, and then Khaparov alone
                for x, y in zip(one, other, strict=True):
                    if x != y and likeness(x, y) >= NEAR:
                        self._add(_terms(x), _terms(y))

    def _add(self, written: tuple[str, ...], meant: tuple[str, ...]) -> None:
        if written and meant and written != meant:
            rules = self._by_first[written[0]]
            rules.append((written, meant))
            rules.sort(key=lambda rule: -len(rule[0]))

    def may_begin(self, form: str, term: str) -> bool:
        """Whether a word may be the first of another spelling.

        A name is written with a capital: `rice` is nobody called Rice.
        """
        return term in self._by_first and form[0].isupper()

    def fold(self, tokens: tuple[Token, ...]) -> tuple[Token, ...]:
        """The tokens of a passage, compared by the name of what they name; spans stay."""
        if not self._by_first:
            return tokens
        made: list[Token] = []
        at = 0
        while at < len(tokens):
            rule = self._rule(tokens, at)
            if rule is None:
                made.append(tokens[at])
                at += 1
                continue
            written, meant = rule
            last = len(written) - 1
            made += (
                replace(tokens[at + min(index, last)], term=term)
                for index, term in enumerate(meant)
            )
            at += len(written)
        return tuple(made)

    def _rule(
        self, tokens: tuple[Token, ...], at: int
    ) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        first = tokens[at]
        if not self.may_begin(first.form, first.term):
            return None
        for rule in self._by_first[first.term]:
            if tuple(each.term for each in tokens[at : at + len(rule[0])]) == rule[0]:
                return rule
        return None


def _terms(spelling: str) -> tuple[str, ...]:
    return tuple(token.term for token in read(spelling, Span(0, len(spelling))))

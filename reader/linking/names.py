"""What people accepted as one thing is read as one, however it is spelt.

Nothing is folded silently: `entities` suggests spellings, people accept them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from reader.linking.languages import ENGLISH
from reader.linking.spellings import NEAR, likeness
from reader.linking.tokens import Token, read
from reader.model.text import Span


class Folding:
    """Reads the other spellings of a thing as its name.

    Args:
        aliases: the name that each other spelling stands for, as people accepted it.
    """

    def __init__(self, aliases: Mapping[str, str]) -> None:
        self._aliases = aliases
        self._in: dict[str, _Rules] = {}

    def _rules(self, language: str) -> _Rules:
        """The spellings by the first of their terms, as a language stems them."""
        if language not in self._in:
            self._in[language] = _Rules(self._aliases, language)
        return self._in[language]

    def may_begin(self, form: str, term: str, language: str = ENGLISH) -> bool:
        """Whether a word may be the first of another spelling.

        A name is written with a capital: `rice` is nobody called Rice.
        """
        return not form[0].islower() and term in self._rules(language).by_first

    def fold(self, tokens: tuple[Token, ...], language: str = ENGLISH) -> tuple[Token, ...]:
        """The tokens of a passage, compared by the name of what they name; spans stay."""
        rules = self._rules(language)
        return rules.fold(tokens) if rules.by_first else tokens


class _Rules:
    """Spellings and names as terms of one language."""

    def __init__(self, aliases: Mapping[str, str], language: str) -> None:
        self.by_first: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = defaultdict(list)
        for alias, name in aliases.items():
            written, meant = _terms(alias, language), _terms(name, language)
            # Where the one holds the other (a surname, its full name) the words meet by themselves.
            if not (set(written) <= set(meant) or set(meant) <= set(written)):
                self._add(written, meant)
            one, other = alias.split(), name.split()
            if len(one) == len(other) > 1:  # Sadyr Khaparov, and then Khaparov alone
                for x, y in zip(one, other, strict=True):
                    if x != y and likeness(x, y) >= NEAR:
                        self._add(_terms(x, language), _terms(y, language))

    def _add(self, written: tuple[str, ...], meant: tuple[str, ...]) -> None:
        if written and meant and written != meant:
            rules = self.by_first[written[0]]
            rules.append((written, meant))
            rules.sort(key=lambda rule: -len(rule[0]))

    def fold(self, tokens: tuple[Token, ...]) -> tuple[Token, ...]:
        """As `Folding.fold`."""
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
        if first.form[0].islower() or first.term not in self.by_first:
            return None
        for rule in self.by_first[first.term]:
            if tuple(each.term for each in tokens[at : at + len(rule[0])]) == rule[0]:
                return rule
        return None


def _terms(spelling: str, language: str) -> tuple[str, ...]:
    return tuple(token.term for token in read(spelling, Span(0, len(spelling)), language))

"""What people accepted as one thing is read as one, however it is spelt.

Nothing is folded silently: `entities` suggests spellings, people accept them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from reader.linking.spellings import NEAR, likeness
from reader.linking.tokens import Token, read
from reader.model.text import Span


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

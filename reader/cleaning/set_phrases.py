"""What the frame of a page says in some forty languages besides English: whole set phrases.

English goes by single words (`lexicon`), for which there were pages enough to learn from.
Elsewhere endings change with every sentence, and a phrase is surer than its words: `alle
Rechte vorbehalten` is the foot of a page whatever stands behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# Words of a line, at most, that a phrase can begin: teasers hold a headline, notes a sentence.
_MOST = {
    "share": 8, "comment": 8, "newsletter": 40, "related": 40, "ad": 6, "cookies": 80,
    "copyright": 60, "visitor": 40, "nav": 5, "byline": 18, "published": 18,
}  # fmt: skip
_NOTHING = frozenset[str]()
_KEY = 2  # code points that phrases are looked up by


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase as the data has it: what a line begins with, and what may stand behind."""

    topic: str
    start: str
    goes_on: bool  # with more words
    open_ended: bool  # with anything


def topics_of(words: Sequence[str]) -> frozenset[str]:
    """What a line of these words (in lower case) is about by its set phrase, or nothing.

    >>> sorted(topics_of("alle rechte vorbehalten".split())), sorted(topics_of(["alle"]))
    (['copyright'], [])
    """
    if not words or len(words) > max(_MOST.values()):
        return frozenset()
    phrases = _phrases()
    first = words[0].replace("\u2019", "'")
    if len(first) >= _KEY and not first[0].isdigit() and first[:_KEY] not in phrases:
        return _NOTHING
    line = " ".join([word for word in words if not word.isdigit()]).replace("\u2019", "'")
    return frozenset(
        [
            phrase.topic
            for phrase in phrases.get(line[:_KEY], ())
            if line.startswith(phrase.start)
            and len(words) <= _MOST[phrase.topic]
            and _goes_on(line, phrase)
        ]
    )


@cache
def words_of_topic(topic: str) -> frozenset[str]:
    """The single words that a topic has in any language: labels, as `publié` or `oleh`."""
    return frozenset(
        word
        for phrases in _phrases().values()
        for phrase in phrases
        if phrase.topic == topic
        for word in phrase.start.split()
    )


@cache
def phrases_of_topic(topic: str) -> frozenset[str]:
    """The phrases that a topic has in any language."""
    return frozenset(
        phrase.start
        for phrases in _phrases().values()
        for phrase in phrases
        if phrase.topic == topic
    )


def _goes_on(line: str, phrase: _Phrase) -> bool:
    """Whether a line that begins with a phrase ends there, or goes on as the phrase allows."""
    if phrase.open_ended or len(line) == len(phrase.start):
        return True
    return phrase.goes_on and line[len(phrase.start)] == " "


@cache
def _phrases() -> Mapping[str, tuple[_Phrase, ...]]:
    """All phrases by their first two code points."""
    source = files("reader.cleaning").joinpath("data", "set_phrases.txt")
    found: dict[str, dict[_Phrase, None]] = {}
    for phrase in _read(source.read_text(encoding="utf-8")):
        found.setdefault(phrase.start[:_KEY], {})[phrase] = None
    return {key: tuple(phrases) for key, phrases in found.items()}


def _read(source: str) -> Iterator[_Phrase]:
    """The phrases of the data file, language after language."""
    for line in source.splitlines():
        topic, colon, phrases = line.partition(":")
        if line.startswith("#") or not colon:
            continue
        for written in phrases.split("|"):
            start = written.strip().casefold()
            goes_on, open_ended = start.endswith(" *"), start.endswith("*")
            start = start.rstrip("* ")
            if start:
                yield _Phrase(topic, start, goes_on, open_ended and not goes_on)

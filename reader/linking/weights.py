"""The constants of the score, in one place, with what each is for.

One setting serves every collection. The figures behind it are average precision over two public
development sets, one of many stories and one of five outlets on each story; a change is an
improvement only if none of them falls (`tests/bench/linking`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from reader.model.link import Band

# The scale of the score agrees over collections, so the bands are fixed: on the development set
# of many stories 97 % of the pairs from STRONG on are links, 88 % of the LIKELY, 64 % of the WEAK,
# and 9 % of what is not shown. (Where outlets' sentences are marked loosely it is 65, 29, 10 and
# 1 %: half those unmarked tell the same event all the same.)
STRONG, LIKELY, WEAK = 5.0, 4.0, 3.0


@dataclass(frozen=True, slots=True)
class Taste:
    """What a desk makes of the parts of a score: a factor for each, 1 unless it was learnt.

    Attributes:
        words, names, numbers: of the words that both passages share, by their kind; verbs are
            words, figures of what happened to people are numbers.
        spelling: of the runs of characters.
        support: of the links among the partners of both.
        hub, lead, length: of what a passage brings along, whatever it is compared with.
        story: of how near the two articles are.
        constant: points added to every score.
    """

    words: float = 1.0
    names: float = 1.0
    numbers: float = 1.0
    spelling: float = 1.0
    support: float = 1.0
    hub: float = 1.0
    lead: float = 1.0
    length: float = 1.0
    story: float = 1.0
    constant: float = 0.0


PLAIN = Taste()
PARTS = tuple(each.name for each in fields(Taste) if each.name != "constant")


@dataclass(frozen=True, slots=True)
class Weights:
    """What the score is made of.

    Attributes:
        background, collection: exponents of the two inverse document frequencies of a word, of
            news at large and of the passages at hand; the latter alone would punish the very
            words that the story is about.
        collection_name: the same as `collection`, of a name.
        name, number, verb: weight of a term by kind, where other terms have 1.
        figure: weight of saying how many people were injured, killed, …, whatever the number.
        unit: weight of naming a sum of money or a share, whatever it is.
        context: what the passages 1, 2, … away on both sides add: news is elliptic.
        before: share of that which the passages before it add, where those after it add all.
        elliptic, usual, elliptic_most: a passage of fewer than `usual` words takes more from both
            sides, a longer one less; the exponent, and how many times as much at most.
        alike, alike_from: weight of a word that is only spelt alike, and the cosine of
            2-4-grams from which it is.
        paraphrase, namesake, form: the same of a word that means nearly the same, of a name that
            goes with it, and of another form of the word (`data/paraphrases.txt`).
        words, characters: weight of the two views.
        character_idf: exponent of the inverse document frequency of 3-5-grams.
        spread: exponent of the squared lengths that runs of characters are divided by: a cosine
            has .5, and the words .25.
        support, partners: a link is supported by links among its partners, so many of each.
        hub, hub_of: a passage that resembles many others, its so many best, tells the main event.
        hub_share: share of a collection that the best are in those the bands were fixed on; a
            smaller one is lifted to the level that it has there, as a whole.
        lead, lead_decay: the first passages tell it; decay in passages.
        length: per natural logarithm of the words.
        story, story_from, story_slope: the relative story prior, see `stories`.
        own: share of a paragraph's own score; the rest is its best pair of sentences.
        taste: what a desk learnt from judgements.
    """

    background: float = 0.7
    collection: float = 0.25
    collection_name: float = 0.18
    name: float = 1.0
    number: float = 1.5
    verb: float = 1.7
    figure: float = 3.0
    unit: float = 1.0
    context: tuple[float, ...] = (0.1, 0.05, 0.1, 0.05)
    before: float = 0.7
    elliptic: float = 0.2
    usual: float = 20.0
    elliptic_most: float = 1.3
    alike: float = 0.55
    alike_from: float = 0.5
    paraphrase: float = 0.75
    namesake: float = 0.15
    form: float = 0.7
    words: float = 0.226
    characters: float = 0.103
    character_idf: float = 0.5
    spread: float = 0.27
    support: float = 0.5
    partners: int = 20
    hub: float = 0.12
    hub_of: int = 30
    hub_share: float = 0.2
    lead: float = 0.257
    lead_decay: float = 8.0
    length: float = 0.087
    story: float = 10.3
    story_from: float = 0.7
    story_slope: float = 0.05
    own: float = 0.5
    taste: Taste = PLAIN


DEFAULT = Weights()


def tasting(factors: Mapping[str, float]) -> Weights:
    """The constants with a desk's factors, by the names of `Taste`; others stay as they are."""
    known = {each.name for each in fields(Taste)}
    learnt = {name: float(value) for name, value in factors.items() if name in known}
    return replace(DEFAULT, taste=replace(PLAIN, **learnt))


def band(score: float) -> Band | None:
    """How strong a suggestion with this score is; None for one that is not shown."""
    for floor, name in ((STRONG, Band.STRONG), (LIKELY, Band.LIKELY), (WEAK, Band.WEAK)):
        if score >= floor:
            return name
    return None

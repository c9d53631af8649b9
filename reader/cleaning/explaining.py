"""Why the cleaner judges the blocks of a page as it does, in words.

The page is read once more: what a model looked at is not kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from reader.cleaning import phrases
from reader.cleaning.attribution import Attribution
from reader.cleaning.blocks import bounded
from reader.cleaning.evidence import FLIPPED, REPEATED
from reader.cleaning.markup import read_markup
from reader.cleaning.page import Line, Page, see
from reader.cleaning.page_features import Tables, page_rows
from reader.cleaning.pipeline import judge
from reader.cleaning.places import class_tokens
from reader.cleaning.text_features import text_rows
from reader.cleaning.weights import trees_of, weights
from reader.model.article import Article, BlockVerdict, RawArticle
from reader.model.explanation import BlockReason, Ground
from reader.model.text import Span

MOST_GROUNDS = 6  # for one block
LEAST = 0.1  # natural log-odds; what moves a score by less is not worth a word
_TOLD = 3  # words named of those that weighed most
_LEVELS = 4  # elements up whose class words are named; those farther out hold the whole page
_BY_MODEL = frozenset(("model", REPEATED, FLIPPED))
_STEPS, _NOWHERE = ("best_up", "near_"), 9  # steps up to an element; nine: there is none


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the model made of one block.

    Attributes:
        chance: that it is body.
        grounds: what carried that, the weightiest first.
    """

    chance: float
    grounds: tuple[Ground, ...]


def reasons(
    raw: RawArticle, article: Article, wanted: Iterable[int] | None = None
) -> tuple[BlockReason, ...]:
    """Why the blocks of an article are judged as they are.

    Args:
        raw: what it was made from.
        article: made from it, by the cleaner of today or an older one: what a model of today
            did not look at has no grounds.
        wanted: indices of blocks, or None for all of them.
    """
    explainer = Explainer(raw)
    found = []
    for index in range(len(article.blocks)) if wanted is None else wanted:
        block = article.blocks[index]
        weighed = explainer.weighed(bare(article.text, block.span))
        own = BlockReason(index + 1, block, block, phrases.rule_in_words(block.rule))
        if weighed is not None and block.rule.partition(" ")[0] in _BY_MODEL:
            own = replace(own, chance=round(weighed.chance, 3), grounds=weighed.grounds)
        found.append(own)
    return tuple(found)


def bare(text: str, span: Span) -> Span:
    """A span without the blank space at its ends."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))


class Explainer:
    """What the model saw of one raw article, to be asked block by block."""

    def __init__(self, raw: RawArticle) -> None:
        reading = read_markup(raw)
        self._drafts = bounded(reading.drafts)
        page, findings, _ = judge(see(replace(reading, drafts=self._drafts)))
        name = "page" if page.in_tree else "text"
        self._page: Page = page
        self._model = weights(name)
        tables = self._model.tables
        self._rows: Mapping[int, Sequence[float]]
        if page.in_tree:
            asked = [
                line.index
                for line in page.lines
                if line.index not in findings
                or findings[line.index].verdict is not BlockVerdict.JUNK
            ]
            rows = page_rows(page, tables, reading.declared, asked)
            self._rows = dict(zip(asked, rows, strict=True))
        else:
            self._rows = dict(enumerate(text_rows(page, findings, tables.words)))
        every = list(self._rows.values())
        self._attribution = Attribution(trees_of(name), every)
        count = len(every) or 1
        self._means = [sum(column) / count for column in zip(*every, strict=True)]
        self._index_at = {draft.span.start: n for n, draft in enumerate(self._drafts)}

    def weighed(self, span: Span) -> Weighed | None:
        """What the model made of the block with these words.

        Args:
            span: without the blank space at its ends.

        None where no block starts there today, or where no model was asked.
        """
        index = self._index_at.get(span.start)
        if index is None or index not in self._rows:
            return None
        row = self._rows[index]
        (chance,) = self._model.forest.chances([row])
        return Weighed(chance, self._grounds(index, row))

    def _grounds(self, index: int, row: Sequence[float]) -> tuple[Ground, ...]:
        """The parts of a block's score, those added up that are called the same."""
        names = self._model.forest.names
        sums: dict[str, float] = {}
        behind: dict[str, list[str]] = {}
        for feature, part in self._attribution.parts(row).items():
            name = names[feature]
            said = phrases.phrase(name, high=_is_high(name, row[feature], self._means[feature]))
            sums[said] = sums.get(said, 0.0) + part
            behind.setdefault(said, []).append(name)
        heaviest = sorted(sums, key=lambda said: (-abs(sums[said]), said))
        line = self._page.lines[index]
        return tuple(
            Ground(self._named(said, line, sums[said]), round(sums[said], 3), tuple(behind[said]))
            for said in islice(heaviest, MOST_GROUNDS)
            if abs(sums[said]) >= LEAST
        )

    def _named(self, said: str, line: Line, weight: float) -> str:
        """What is said of words and classes, with those that weighed most."""
        tables: Tables = self._model.tables
        if said == phrases.WORDS:
            told = _heaviest(line.words, tables.words, weight)
            return f"the words “{told}”" if told else "words that tell nothing"
        if said == phrases.CLASSES:
            chain = line.place.chain() if line.place is not None else ()
            tokens = [t for each in islice(chain, _LEVELS) for t in class_tokens(each.named)]
            plain = [token for token in tokens if token.isalpha() and len(token) > 1]
            told = _heaviest(plain, tables.marks, weight)
            if not plain:
                return "no class words around it"
            return f"class words “{told}”" if told else "class words that tell nothing"
        return said


def _is_high(name: str, value: float, mean: float) -> bool:
    """Whether a feature is called by its high value: over the page's mean, or nowhere."""
    if name.startswith(_STEPS):
        return value >= _NOWHERE
    return value > mean or (value == mean and value > 0)


def _heaviest(words: Sequence[str], odds: Mapping[str, float], weight: float) -> str:
    """The words whose log-odds go farthest the way that the weight goes."""
    telling = {word for word in words if odds.get(word, 0.0) * weight > 0}
    by_odds: Callable[[str], tuple[float, str]] = lambda word: (-abs(odds[word]), word)  # noqa: E731  # a key with a name
    return ", ".join(sorted(telling, key=by_odds)[:_TOLD])

"""How well marks follow a text that its outlet edits: places known by construction.

Made-up articles of made-up words (as many short, frequent ones as English has) are edited as
outlets edit: misprints mended, figures and words exchanged, words, sentences and paragraphs
put in, taken out, moved and rewritten, page lines changed. Every letter remembers where it came
from, so that the right place of each mark, or that it has none, is known.

    python tests/bench/anchoring/carrying.py [--articles N] [--edits N]
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate, pairwise

from reader.anchoring.carrying import Comparison, Fate
from reader.model.text import Span

LETTERS = "etaoinshrdlucmfwygpbvk"
RIGHT_WORDS = 0.5  # of the letters of a place, so many must be the mark's own
KINDS = (
    *("typo", "figure", "exchange", "insert", "remove", "new sentence", "drop sentence"),
    *("rewrite sentence", "new paragraph", "drop paragraph", "move paragraph"),
    *("move sentence", "page line"),
)


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter, and the offset in the first text of what it is or stands in place of."""

    glyph: str
    origin: int | None
    own: bool = True


Words = list[Letter]
Paragraph = list[Words]  # sentences
Page = list[Paragraph]


class Outlet:
    """Writes articles and edits them."""

    def __init__(self, seed: int) -> None:
        self._dice = random.Random(seed)  # repeatable, not secret
        self._words = ["".join(self._dice.choices(LETTERS, k=self._long())) for _ in range(3000)]
        self._weights = [1 / (rank + 3) for rank in range(len(self._words))]

    def _long(self) -> int:
        return min(12, 2 + int(self._dice.expovariate(0.28)))

    def _sentence(self) -> str:
        words = self._dice.choices(self._words, self._weights, k=self._dice.randint(4, 28))
        if self._dice.random() < 0.3:
            words[self._dice.randrange(len(words))] = str(self._dice.randint(2, 9999))
        return f"{' '.join(words).capitalize()}. "

    def article(self) -> Page:
        """Some forty sentences in paragraphs, between short lines of the page."""
        paragraphs = [
            [self._sentence() for _ in range(self._dice.randint(1, 5))]
            for _ in range(self._dice.randint(6, 18))
        ]
        lines = [[f"{word.capitalize()}. "] for word in self._dice.choices(self._words, k=6)]
        count = 0
        page: Page = []
        for paragraph in (*lines, *paragraphs, *lines):
            made = []
            for sentence in paragraph:
                made.append([Letter(c, count + n) for n, c in enumerate(sentence)])
                count += len(sentence)
            page.append(made)
            count += 1  # the line break
        return page

    def _fresh(self, text: str, origin: int | None = None) -> Words:
        return [Letter(c, origin, own=False) for c in text]

    def edit(self, page: Page, kind: str) -> Page:
        """The page after one edit of that kind."""
        page = [list(paragraph) for paragraph in page if paragraph]
        p = self._dice.randrange(6, max(7, len(page) - 6))
        paragraph = page[p]
        s = self._dice.randrange(len(paragraph))
        if kind in {"typo", "figure", "exchange", "insert", "remove"}:
            paragraph[s] = self._edit_words(paragraph[s], kind)
        elif kind == "new sentence":
            paragraph.insert(s, self._fresh(self._sentence()))
        elif kind == "drop sentence":
            del paragraph[s]
        elif kind == "rewrite sentence":
            paragraph[s] = self._fresh(self._sentence())
        elif kind == "move sentence":
            page[self._dice.randrange(6, max(7, len(page) - 6))].append(paragraph.pop(s))
        elif kind == "new paragraph":
            page.insert(p, [self._fresh(self._sentence()) for _ in range(2)])
        elif kind == "drop paragraph":
            del page[p]
        elif kind == "move paragraph":
            page.insert(self._dice.randrange(6, max(7, len(page) - 6)), page.pop(p))
        else:
            page[self._dice.randrange(6)] = [self._fresh(self._sentence())]
        return [paragraph for paragraph in page if paragraph]

    def _edit_words(self, sentence: Words, kind: str) -> Words:
        glyphs = "".join(letter.glyph for letter in sentence)
        words = glyphs.split(" ")
        starts = [0, *accumulate(len(word) + 1 for word in words)]
        at = self._dice.randrange(max(1, len(words) - 1))
        start, stop = starts[at], starts[at] + len(words[at])
        head, word, tail = sentence[:start], sentence[start:stop], sentence[stop:]
        origin = word[0].origin if word else None
        if kind == "typo" and len(word) > 3:  # shorter words leave no room
            n = self._dice.randrange(1, len(word) - 1)
            word = [*word[:n], *self._fresh(self._dice.choice(LETTERS), origin), *word[n + 1 :]]
        elif kind == "figure":
            word = self._fresh(f"{self._dice.randint(2, 9999)}", origin)
        elif kind == "exchange":
            word = self._fresh(self._dice.choice(self._words), origin)
        elif kind == "insert":
            extra = self._dice.choices(self._words, self._weights, k=self._dice.randint(1, 5))
            word = [*self._fresh(f"{' '.join(extra)} "), *word]
        elif kind == "remove":
            word, tail = [], tail[1:]
        return [*head, *word, *tail]

    def marks(self, text: str, count: int) -> list[Span]:
        """Names of one to four words, sentences, and pairs of sentences."""
        ends = [-1, *(n for n, c in enumerate(text) if c in " \n")]
        words = [Span(a + 1, b) for a, b in pairwise(ends) if b > a + 1]
        full = [n for n, word in enumerate(words) if text[word.stop - 1] == "."]
        found = []
        for _ in range(count):
            how = self._dice.random()
            if how < 0.5:  # half names, half claims
                n = self._dice.randrange(len(words))
                last = min(n + self._dice.randint(0, 3), len(words) - 1)
                found.append(Span(words[n].start, words[last].stop))
            else:
                n = self._dice.randrange(len(full) - 2)
                last = full[n + 1 if how < 0.8 else n + 2]  # most are single
                found.append(Span(words[full[n] + 1].start, words[last].stop))
        return [span for span in found if "\n" not in span.of(text)]


def flat(page: Page) -> Words:
    """The letters of a page, a line break after each paragraph."""
    return [
        letter
        for paragraph in page
        for words in (*paragraph, [Letter("\n", None)])
        for letter in words
    ]


def judged(mark: Span, there: Span | None, letters: Words) -> str:
    """What is to be said of a mark's new place: `right`, `wrong`, `lost` or `rightly lost`."""
    mine = {n for n, x in enumerate(letters) if x.origin is not None and mark.holds(x.origin)}
    kept = {n for n in mine if letters[n].own}
    if there is None:
        return "lost" if len(kept) > (mark.stop - mark.start) * 0.7 else "rightly lost"
    inside = range(there.start, there.stop)
    own = sum(n in mine for n in inside)
    if not kept or own < RIGHT_WORDS * len(inside):
        return "wrong"
    return "right" if sum(n in kept for n in inside) >= 0.8 * len(kept) else "cut"


def main() -> None:
    """Print what became of the marks, by kind of edit and by fate."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--edits", type=int, default=12)
    asked = parser.parse_args()
    table: Counter[tuple[str, str]] = Counter()
    taken = 0.0
    for seed in range(asked.articles):
        outlet = Outlet(seed)
        page = outlet.article()
        text = "".join(letter.glyph for letter in flat(page))
        kind = KINDS[seed % (len(KINDS) + 1)] if seed % (len(KINDS) + 1) < len(KINDS) else "mixed"
        for _ in range(asked.edits):
            page = outlet.edit(page, kind if kind != "mixed" else outlet._dice.choice(KINDS))
        letters = flat(page)
        marks = outlet.marks(text, 100)
        begun = time.process_time()
        compared = Comparison(text, "".join(letter.glyph for letter in letters))
        carried = [compared.carry([mark]) for mark in marks]
        taken += time.process_time() - begun
        for mark, each in zip(marks, carried, strict=True):
            said = judged(mark, each.spans[0] if each.spans else None, letters)
            for group in (kind, f"= {each.fate}", "all"):
                table[group, said] += 1
    says = ("right", "cut", "wrong", "lost", "rightly lost")
    print(f"{'':18}" + "".join(f"{word:>14}" for word in says) + f"{'precision':>12}")
    for group in dict.fromkeys(group for group, _ in table):
        row = [table[group, word] for word in says]
        carried_count = sum(row[:3])
        share = f"{(row[0] + row[1]) / carried_count:.4f}" if carried_count else "-"
        print(f"{group:18}" + "".join(f"{n:>14}" for n in row) + f"{share:>12}")
    print(f"{taken:.2f} s, {Fate.LOST} marks stay on the old version")


if __name__ == "__main__":
    main()

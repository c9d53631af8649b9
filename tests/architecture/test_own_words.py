"""The code knows kinds of text, not these five: no run of three words of corpus/ is in reader/.

A rule that quotes the sample articles would be right on them and nowhere else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parents[2]
RUN = 3  # words in a row
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
SUFFIXES = {".py", ".tcss", ".md", ".json", ".toml", ".txt", ".csv"}

# Words that say nothing of a text: they stand in every book. A run with a single word beside
# them ("half of the") is a phrase of the language, not of an article, unless it is a name.
PLAIN_WORDS = frozenset(
    WORD.findall("""
    a about after again all also an and any are as at be because been before being both but by can
    could did do does during each either for from get had has have he her here him his how i if in
    into is it its just later many may me more most must my no nor not now of off on one only or
    other our out over per said same she should since so some such than that the their them then
    there these they this those three to too two under until up upon us very was we were what when
    where which while who whom whose why will with within without would you your
    monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun
    january february march april june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    """)
)


def words_of(line: str) -> list[str]:
    """The words of one line, as they stand."""
    return [word.replace("’", "'") for word in WORD.findall(line)]


def runs(line: str) -> Iterator[tuple[str, ...]]:
    """Each three words in a row of one line, in lower case."""
    words = [word.casefold() for word in words_of(line)]
    for start in range(len(words) - RUN + 1):
        yield tuple(words[start : start + RUN])


def runs_of(text: str) -> set[tuple[str, ...]]:
    """The same of a whole text; words on either side of a line's end are no run."""
    return {run for line in text.splitlines() for run in runs(line)}


def names_of(text: str) -> set[str]:
    """Words that never stand in lower case in `text`, in lower case."""
    words = [word for line in text.splitlines() for word in words_of(line)]
    return {word.casefold() for word in words} - {word for word in words if word.islower()}


def telling(run: tuple[str, ...], names: set[str]) -> bool:
    """Whether a run says something of the text it is from: two words of weight, or a name."""
    heavy = [word for word in run if word not in PLAIN_WORDS and len(word) > 1 and word.isalpha()]
    return len(heavy) > 1 or any(word in names for word in heavy)


def text_of(path: Path) -> str:
    """A file as text; JSON with its escapes undone."""
    text = path.read_text("utf-8")
    return json.dumps(json.loads(text), ensure_ascii=False) if path.suffix == ".json" else text


def test_no_run_of_three_words_of_the_corpus_is_in_the_code() -> None:
    text = "\n".join(path.read_text("utf-8") for path in (ROOT / "corpus").glob("*.txt"))
    names = names_of(text)
    corpus = {run for run in runs_of(text) if telling(run, names)}
    assert len(corpus) > 1_000, "the corpus was not read"
    found = {
        str(path.relative_to(ROOT)): sorted(" ".join(run) for run in shared)
        for path in sorted((ROOT / "reader").rglob("*"))
        if path.suffix in SUFFIXES and (shared := corpus & runs_of(text_of(path)))
    }
    assert not found, f"words of the sample articles in the code: {found}"


def test_a_quoted_run_is_seen_whatever_stands_around_it() -> None:
    assert ("harbour", "wall", "fell") in runs_of('TITLES = ["The Harbour-Wall fell"]')


def test_one_name_tells_and_one_word_of_the_language_does_not() -> None:
    names = names_of("They left Thule at dawn.\nHalf of the crew, that is half.")
    assert telling(("left", "thule", "at"), names)
    assert telling(("in", "thule", "on"), names)
    assert not telling(("half", "of", "the"), names)
    assert not telling(("on", "oct", "12"), names)


@given(st.lists(st.sampled_from(["reef", "the", "12", "gale"]), min_size=RUN, max_size=8))
def test_every_run_is_three_words_that_stand_in_a_row(words: list[str]) -> None:
    for run in runs(" ".join(words)):
        assert " ".join(run) in " ".join(words)

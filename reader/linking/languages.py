"""What the linker knows of a language: its stemmer, its smallest words, what clings to its words.

Everything is asked by ISO 639 code. A language that nothing is known of is read as it is written:
its words are compared by how they are spelt, which needs no language.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice
from typing import Any, Protocol, cast

from reader.model.boundaries import WORD
from reader.model.languages import guess_language
from reader.model.stopwords import stopwords

ENGLISH = "en"  # what the background counts are of
UNSPACED = frozenset(("zh", "ja"))  # their words are not told apart by blanks
TEN = 10  # up to it a number word is small: it stands in every text

_LOOKED_AT = 1_500  # code points of a text: of 797 articles of 25 words and more 791 are told
_FIRST = 500  # code points of which the plainest English words are counted before anything is asked
_FEW = 20  # texts of which the smallest words are counted where none of them is told
_PLAINLY = frozenset(
    ("the", "of", "and", "to", "that", "was", "with", "from", "his", "has", "have", "said", "by")
)
_PLAINLY_SHARE = 0.09  # of them: a sixth of English news, next to none of other languages'
_STEMMERS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german",
    "el": "greek", "en": "english", "eo": "esperanto", "es": "spanish", "et": "estonian",
    "eu": "basque", "fa": "persian", "fi": "finnish", "fr": "french", "ga": "irish",
    "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian",
    "lt": "lithuanian", "ms": "indonesian", "ne": "nepali", "nl": "dutch", "no": "norwegian",
    "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish", "be": "russian",
    "bg": "russian", "uk": "russian", "mk": "russian", "kk": "", "ky": "", "mn": "", "tt": "",
}  # fmt: skip
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
# Particles that Korean writes together with the word before, the longest first.
_PARTICLES = re.compile(
    r"(?<=[\uac00-\ud7a3]{2})(?:에서는|에게서|으로는|에서|에게|으로|까지|부터|처럼|보다|이나|라고|"
    r"은|는|이|가|을|를|의|에|로|와|과|도|만)\Z"
)
# Where a comma parts thousands; nearly everywhere else it comes before decimals.
_POINT = frozenset(
    ("en", "he", "hi", "ja", "ko", "th", "zh", "ar", "ur", "bn", "ta", "te", "ne", "mr")
)
_ELIDES = frozenset(("ca", "fr", "ga", "it"))  # l'eau, dell'acqua: two words
_SUFFIXED = frozenset(("az", "tr"))  # İstanbul'da: a name and its ending


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802  # the package's own spelling


def languages(texts: Mapping[str, str]) -> dict[str, str]:
    """The language of each text, by its id.

    One that is too short to tell is taken for that of the others whose small words it has most of;
    where none is told, all are taken for that of all languages whose they have most of together.
    """
    told = {name: _language(text) for name, text in texts.items()}
    found = Counter(code for code in told.values() if code is not None)
    if len(found) == 1 and None not in told.values():
        (code,) = found
        return dict.fromkeys(texts, code)
    likely = [code for code, _ in found.most_common()]
    if not likely:
        together = " ".join(text[:_LOOKED_AT] for text in islice(texts.values(), _FEW))
        likely = [_nearest(together, (ENGLISH, *stopwords()))]
    return {name: code or _nearest(texts[name], likely) for name, code in told.items()}


def _language(text: str) -> str | None:
    """The language of a text, or None where too little speaks for one."""
    words = [word.casefold() for word in WORD.findall(text, 0, _FIRST)]
    if words and sum(word in _PLAINLY for word in words) >= _PLAINLY_SHARE * len(words):
        return ENGLISH
    words += [word.casefold() for word in WORD.findall(text, _FIRST, _LOOKED_AT)]
    guessed = guess_language(words)
    return guessed[0] if guessed is not None else None


def _nearest(text: str, likely: Iterable[str]) -> str:
    words = Counter(word.casefold() for word in WORD.findall(text, 0, _LOOKED_AT))
    return max(likely, key=lambda code: sum(words[each] for each in _small(code)))


@cache
def _tables() -> Mapping[str, Any]:
    source = files("reader.linking").joinpath("data", "languages.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


def forms(table: str, language: str) -> Sequence[Sequence[str]]:
    """The forms of each thing that a table of `data/languages.toml` lists for a language, in order.

    >>> forms("scales", "es"), forms("scales", "fi")
    ([['mil'], ['millon', 'millón'], ['mil millones']], [])
    """
    listed = _tables()[table].get(language, "").split()
    return [each.replace("_", " ").split("|") for each in listed]


def phrases(table: str, language: str) -> Sequence[str]:
    """What a table of whole phrases lists for a language."""
    return cast("Sequence[str]", _tables()[table].get(language, ()))


@cache
def _small(language: str) -> frozenset[str]:
    listed = stopwords().get(language, frozenset())
    numbers = forms("numbers", language)[: TEN - 1]
    return listed.union(_tables()["small"].get(language, "").split(), *numbers)


def is_small(form: str, language: str) -> bool:
    """Whether a word is one of those that stand in every text of a language.

    >>> is_small("Der", "de"), is_small("Damm", "de"), is_small("の", "ja")
    (True, False, True)
    """
    if language == "ja" and all("\u3040" <= sign <= "\u309f" for sign in form):
        return True  # what is written in hiragana is grammar far more often than not
    return form.casefold() in _small(language)


def stem(word: str, language: str) -> str:
    """The stem of a word in lower case, with its accents."""
    if language == "ko":
        return _PARTICLES.sub("", word)
    if language == ENGLISH and _CYRILLIC.match(word):
        language = "ru"
    name = _STEMMERS.get(language, "")
    return _stemmer(name).stemWord(word) if name in _known() else word


@cache
def _known() -> frozenset[str]:
    import snowballstemmer  # noqa: PLC0415  # 15 ms; `import reader.desk` must not pay it

    return frozenset(snowballstemmer.algorithms())


@cache
def _stemmer(name: str) -> _Stemmer:
    import snowballstemmer  # noqa: PLC0415  # as above

    return cast("_Stemmer", snowballstemmer.stemmer(name))


@cache
def number_words(language: str) -> Mapping[str, int]:
    """What each number word from two on is worth."""
    listed = forms("numbers", language)
    return {form: value for value, each in enumerate(listed, 2) for form in each}


def number(form: str, language: str) -> str | None:
    """The digits of a number from eleven to twenty that is written out.

    >>> number("Dreizehn", "de"), number("Damm", "de")
    ('13', None)
    """
    value = number_words(language).get(form.casefold(), 0)
    return str(value) if value > TEN else None


@cache
def _stems_of_classes() -> Mapping[str, str]:
    """Of each English stem that tells what happened to people, the class."""
    listed = _tables()["happened"].items()
    return {stem: name for name, words in listed for stem in words[ENGLISH].split()}


@cache
def _beginnings(language: str) -> Mapping[str, re.Pattern[str]]:
    """How the words of each class begin that a language has."""
    return {
        name: re.compile("|".join(words[language].split()))
        for name, words in _tables()["happened"].items()
        if language in words
    }


@lru_cache(maxsize=20_000)
def happened(word: str, language: str = ENGLISH) -> str | None:
    """The class of what happened to people that a word tells of, as `injured`; None: of nothing.

    >>> happened("wound"), happened("verletzten", "de"), happened("Mortar", "fr")
    ('injured', 'injured', None)

    Args:
        word: in English its stem, elsewhere as it is written.
        language: its ISO 639 code.
    """
    if language == ENGLISH:
        return _stems_of_classes().get(word)
    plain = unicodedata.normalize("NFC", word).casefold()
    found = (name for name, begins in _beginnings(language).items() if begins.match(plain))
    return next(found, None)


@lru_cache(maxsize=20_000)
def digits(form: str, language: str) -> str:
    """A number in ASCII digits without the signs of thousands.

    >>> digits("2,000", "en"), digits("14.000", "de"), digits("५", "hi"), digits("7,2", "ru")
    ('2000', '14000', '5', '7.2')
    """
    plain = "".join(
        str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in form.casefold()
    )
    if language not in _POINT and re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", plain):
        plain = plain.replace(".", "")
    return plain.replace(",", "" if language in _POINT else ".")


def cut(word: str, language: str) -> Collection[tuple[int, str]]:
    """What of a word is compared on its own where a language joins more than others do.

    >>> cut("l'Hermine", "fr"), cut("Akpınar'daki", "tr"), cut("400명이", "ko")
    (((0, 'l'), (2, 'Hermine')), ((0, 'Akpınar'),), ((0, '400'), (3, '명이')))
    """
    place = max(word.find("'"), word.find("’"))
    if place > 0 and language in _ELIDES and word[place + 1 :]:
        return ((0, word[:place]), (place + 1, word[place + 1 :]))
    if place > 0 and language in _SUFFIXED:
        return ((0, word[:place]),)
    counted = re.match(r"\d+(?:[.,]\d+)*(?=[^\W\d_])", word) if language == "ko" else None
    if counted:
        return ((0, counted[0]), (counted.end(), word[counted.end() :]))
    return ((0, word),)

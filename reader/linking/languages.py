"""What the linker knows of a language: its stemmer, its smallest words, what clings to its words.

Everything is asked by ISO 639 code. A language that nothing is known of is read as it is written:
its words are compared by how they are spelt, which needs no language.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import cache, lru_cache
from typing import Protocol, cast

from reader.model.boundaries import WORD
from reader.model.languages import guess_language
from reader.model.stopwords import stopwords

ENGLISH = "en"  # what the background counts are of
UNSPACED = frozenset(("zh", "ja"))  # their words are not told apart by blanks

_LOOKED_AT = 3_000  # code points of a text; of 25 to 500 words 767 of 797 are told rightly by it
_FIRST = 60  # words of a text that are looked at before it is asked for its language
_PLAINLY = frozenset(("the", "of", "and", "to", "that"))
_PLAINLY_SHARE = 0.1  # of them; in English news a sixth, in other languages next to none
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
# What the list of small words leaves out: languages that it has no line for.
_MORE = {
    "zh": "的 了 在 是 和 与 或 也 都 就 而 及 等 着 被 把 对 从 到 向 为 以 于 将 会 能 可 要 不 没 有 "
    "这 那 其 他 她 它 们 我 你 个 名 人 说 上 下 中 后 前 里 外 年 月 日 时 一 二 两 三 已 还 又 但 因 所 "
    "所以 因为 但是 他们 我们 已经 可以 没有 一个 这个 表示 目前",
    "ja": "年 月 日 人 時 分 者 中 上 下 後 前 内 外 今 方 的 一 二 三 十 行 見 出 言 思 同 その この など",
    "ko": "그 이 저 것 수 등 및 더 또 또는 그리고 그러나 하지만 때문 때문에 따르면 대해 위해 통해 말했다 "
    "밝혔다 있다 있었다 없다 했다 됐다 되었다 한다 된다 한 두 세 명 개 년 월 일 약 모두 이번 지난 오전 오후",
}  # fmt: skip
# Particles that Korean writes together with the word before, the longest first.
_PARTICLES = re.compile(
    r"(?<=[\uac00-\ud7a3]{2})(?:에서는|에게서|으로는|에서|에게|으로|까지|부터|처럼|보다|이나|라고|"
    r"은|는|이|가|을|를|의|에|로|와|과|도|만)\Z"
)
# Two to ten are small words where the list of those has only some of them.
_TO_TEN = {
    "ar": "اثنان ثلاثة ثلاث أربعة أربع خمسة خمس ستة ست سبعة سبع ثمانية تسعة عشرة عشر",
    "de": "zwei drei vier fünf sechs sieben acht neun zehn",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez",
    "fi": "kaksi kahden kolme kolmen neljä viisi kuusi seitsemän kahdeksan yhdeksän kymmenen",
    "fr": "deux trois quatre cinq six sept huit neuf dix",
    "hi": "दो तीन चार पाँच पांच छह सात आठ नौ दस",
    "it": "due tre quattro cinque sei sette otto nove dieci",
    "ko": "둘 셋 넷 네 다섯 여섯 일곱 여덟 아홉 열",
    "nl": "twee drie vier vijf zes zeven acht negen tien",
    "pt": "dois duas três quatro cinco seis sete oito nove dez",
    "ru": "два две двух три трёх трех четыре четырёх пять пяти шесть семь восемь девять десять",
    "tr": "iki üç dört beş altı yedi sekiz dokuz on",
    "zh": "四 五 六 七 八 九 十",
    "ja": "四 五 六 七 八 九",
}
# Eleven to twenty are numbers that tell something, as they do in figures.
_TO_TWENTY = {
    "de": "elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig",
    "es": "once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte",
    "fr": "onze douze treize quatorze quinze seize",
    "hi": "ग्यारह बारह तेरह चौदह पंद्रह सोलह सत्रह अठारह उन्नीस बीस",
    "it": "undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove venti",
    "nl": "elf twaalf dertien veertien vijftien zestien zeventien achttien negentien twintig",
    "pt": "onze doze treze catorze quinze dezesseis dezessete dezoito dezenove vinte",
    "ru": "одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать "
    "восемнадцать девятнадцать двадцать",
}
_ELIDES = frozenset(("ca", "fr", "ga", "it"))  # l'eau, dell'acqua: two words
_SUFFIXED = frozenset(("az", "tr"))  # İstanbul'da: a name and its ending


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802  # the package's own spelling


def languages(texts: Mapping[str, str]) -> dict[str, str]:
    """The language of each text, by its id.

    One that is too short to tell is taken for that of the others whose small words it has most of.
    """
    told = {name: _language(text) for name, text in texts.items()}
    found = Counter(code for code in told.values() if code is not None)
    if len(found) == 1 and None not in told.values():
        (code,) = found
        return dict.fromkeys(texts, code)
    likely = [code for code, _ in found.most_common()] or [ENGLISH]
    return {name: code or _nearest(texts[name], likely) for name, code in told.items()}


def _language(text: str) -> str | None:
    """The language of a text, or None where too little speaks for one."""
    words = [word.casefold() for word in WORD.findall(text, 0, _LOOKED_AT // 5)]
    if sum(word in _PLAINLY for word in words[:_FIRST]) >= _PLAINLY_SHARE * max(len(words), 1):
        return ENGLISH if words else None
    words += [word.casefold() for word in WORD.findall(text, _LOOKED_AT // 5, _LOOKED_AT)]
    guessed = guess_language(words)
    return guessed[0] if guessed is not None else None


def _nearest(text: str, likely: Iterable[str]) -> str:
    words = Counter(word.casefold() for word in WORD.findall(text, 0, _LOOKED_AT))
    return max(likely, key=lambda code: sum(words[each] for each in _small(code)))


@cache
def _small(language: str) -> frozenset[str]:
    listed = stopwords().get(language, frozenset())
    return listed.union(_MORE.get(language, "").split(), _TO_TEN.get(language, "").split())


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
def _numbers(language: str) -> Mapping[str, str]:
    listed = _TO_TWENTY.get(language, "").split()
    return {word: str(value) for value, word in enumerate(listed, 11)}


def number(form: str, language: str) -> str | None:
    """The digits of a number from eleven to twenty that is written out.

    >>> number("Dreizehn", "de"), number("Damm", "de")
    ('13', None)
    """
    return _numbers(language).get(form.casefold())


@lru_cache(maxsize=20_000)
def digits(form: str, language: str) -> str:
    """A number in ASCII digits without the signs of thousands.

    >>> digits("2,000", "en"), digits("14.000", "de"), digits("५", "hi"), digits("7,2", "ru")
    ('2000', '14000', '5', '7.2')
    """
    plain = "".join(
        str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in form.casefold()
    )
    if language != ENGLISH and re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", plain):
        plain = plain.replace(".", "")
    if language in _COMMA:
        return plain.replace(",", ".")
    return plain.replace(",", "")


# Where a comma comes before decimals; elsewhere it parts thousands.
_COMMA = frozenset(
    "az be bg ca cs da de el es et eu fi fr gl hr hu hy id is it ka kk ky lt lv mk nl no pl pt ro "
    "ru sk sl sq sr sv tr uk vi".split()
)


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

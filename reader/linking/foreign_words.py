"""The words around a figure in German, French, Spanish and Russian.

Few, and by their beginnings, so that an inflected form is met as well. What a language lacks here
its reports lack in contrasts; nothing is guessed from English.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.linking.quantities import Unit


@dataclass(frozen=True, slots=True)
class Tongue:
    """How one language counts.

    Attributes:
        common: small words that tell the language.
        numbers: number words by value.
        scales: words for a thousand and more.
        happened: what happened to counted people, by class.
        none: words that deny a whole class of people.
        times: beginnings of words for spans of time, in days.
        months: beginnings of the names of the months, in order.
        hedges: words that make a figure a loose one.
    """

    common: frozenset[str]
    numbers: dict[str, float]
    scales: dict[str, float]
    happened: dict[str, re.Pattern[str]]
    none: re.Pattern[str]
    times: dict[str, float]
    months: tuple[str, ...]
    hedges: re.Pattern[str]


CLASSES = ("injured", "killed", "arrested", "missing", "evacuated")
DAY_LENGTHS = (1 / 24, 1.0, 7.0, 30.4, 365.0)


def _tongue(
    common: str,
    numbers: str,
    scales: tuple[str, str, str],
    happened: tuple[str, str, str, str, str],
    none: str,
    times: str,
    months: str,
    hedges: str,
) -> Tongue:
    """A language from its lists, as they are read below.

    Args:
        common: small words that tell the language.
        numbers: words for 2 to 20; forms of one number are parted by a stroke.
        scales: beginnings of thousand, million, milliard; forms are parted by a stroke.
        happened: patterns for the classes of `CLASSES`.
        none: patterns of words that deny.
        times: beginnings of hour, day, week, month, year; forms are parted by a stroke.
        months: beginnings of their names.
        hedges: patterns of words that make a figure a loose one.
    """
    return Tongue(
        frozenset(common.split()),
        {word: float(n) for n, each in enumerate(numbers.split(), 2) for word in each.split("|")},
        {
            word: value
            for each, value in zip(scales, (1e3, 1e6, 1e9), strict=True)
            for word in each.split("|")
        },
        {
            name: re.compile(rf"(?:{words})", re.IGNORECASE)
            for name, words in zip(CLASSES, happened, strict=True)
        },
        re.compile(rf"\b(?:{none})\b", re.IGNORECASE),
        {
            word: days
            for each, days in zip(times.split(), DAY_LENGTHS, strict=True)
            for word in each.split("|")
        },
        tuple(months.split()),
        re.compile(rf"\b(?:{hedges})\s+\Z", re.IGNORECASE),
    )


TONGUES = {
    "de": _tongue(
        "der die das und ist nicht mit von ein eine den dem zu wurde wurden auf",
        "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn "
        "sechzehn siebzehn achtzehn neunzehn zwanzig",
        ("tausend", "million", "milliarde"),
        ("verletz|verwund", r"tote[nr]?\b|getötet|gestorben|starb|todesopfer|tödlich",
         "festgenommen|verhaftet", "vermisst", "evakuiert"),
        "niemand|keine?r?|ohne",
        "stunde tage?n?$ woche monat jahr",
        "jan feb mär apr mai jun jul aug sep okt nov dez",
        "rund|etwa|ungefähr|fast|knapp|circa|über|mehr als|mindestens|bis zu",
    ),
    "fr": _tongue(
        "le la les des et est dans une un du qui ont été pour au aux",
        "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
        "dix-sept dix-huit dix-neuf vingt",
        ("mille", "million", "milliard"),
        ("bless", r"morte?s?\b|tuée?s?\b|décédé|décès", "arrêtée?s?|interpell", "disparue?s?",
         "évacué"),
        "aucune?|personne n|pas de|sans",
        "heure jours?$ semaine mois ans?$|année",
        "janv févr mars avr mai juin juil août sept oct nov déc",
        "environ|près de|quelque|plus de|au moins|jusqu'à|presque",
    ),
    "es": _tongue(
        "el la los las de y que en una un del por con fue fueron según",
        "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
        "dieciséis diecisiete dieciocho diecinueve veinte",
        ("mil", "millon|millón", "mil millones"),
        ("herid|lesionad", r"muert[oa]s?\b|murieron|falleci|víctimas mortales",
         "detenid|arrestad", "desaparecid", "evacuad|desalojad"),
        "nadie|ningún|ninguna|sin|no hubo",
        "horas?$ días?$ semana mes$|meses año",
        "ene feb mar abr may jun jul ago sep oct nov dic",
        "unos|unas|cerca de|casi|alrededor de|más de|al menos|hasta|aproximadamente",
    ),
    "ru": _tongue(
        "и в на не что по с из был были он она для как после",
        "два|две|двое|двух три|трое|трёх|трех четыре|четверо|четырёх|четырех пять|пятеро|пяти "
        "шесть|шестеро|шести семь|семеро|семи восемь|восьми девять|девяти десять|десяти "
        "одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать "
        "восемнадцать девятнадцать двадцать",
        ("тыс", "миллион", "миллиард"),
        ("ранен|пострада|травм", "погиб|убит|умер|скончал", "задержан|арестован",
         "пропал|пропавш", "эвакуир"),
        "никто|нет|не было|без",
        "час[ао]?в?$ ден|дня|дней недел месяц год|лет$",
        "янв февр март апр мая июн июл авг сент окт нояб дек",
        "около|примерно|почти|более|свыше|не менее|до|порядка",
    ),
}  # fmt: skip
UNITS = {
    Unit.SHARE: re.compile(r"\s?(?:%|prozent|pour cent|por ciento|процент\w*)", re.IGNORECASE),
}
MONEY = {
    "eur": re.compile(r"(?:€|euros?\b|евро)", re.IGNORECASE),
    "usd": re.compile(r"(?:\$|dollars?\b|dólares|доллар\w*)", re.IGNORECASE),
    "rub": re.compile(r"(?:rubel|roubles?\b|rublos|рубл\w*)", re.IGNORECASE),
}

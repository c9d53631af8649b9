"""Who wrote it, as pages say it: `By Ana Ruiz`, `Ana Ruiz, Staff Writer`, `Write to Ana …`."""

from __future__ import annotations

import re
from functools import cache

from reader.cleaning.dates import WEEKDAYS, find_dates
from reader.cleaning.set_phrases import phrases_of_topic
from reader.cleaning.wordsets import word_set

_BY = re.compile(
    r"^\W{0,3}(?:(?:(?:photos?|photographs|pictures|words|text) and )?(?:written|reported|posted"
    r"|published|words|story|text|report|analysis|article|opinion|author|authors|reporting|edited)"
    r"(?: and (?:photos?|photographs|pictures))?\s*(?:by\b|:)\s*|by\b[: ]\s*|von\s|par\s|por\s"
    r"|di\s|door\s|av\s|af\s|автор:\s*)",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"^\W{0,3}(?:(?:please )?(?:write|e-?mail|contact|reach|message|follow|tweet"
    r"|call)(?:\s+(?:to|out to))?\s+)(?P<name>.+?)"
    r"(?:\s+(?:at|on|via|by|in|under)\b|\s*[:,<(\[@]|$)",
    re.IGNORECASE,
)
_REACHED = re.compile(
    r"^\W{0,3}(?P<name>.+?)\s+(?:can|may) be (?:reached|contacted|followed|emailed)\b",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"^(?P<name>[^,|\u2022\u00b7\u2013\u2014]{4,60}?)\s*[,|\u2022\u00b7\u2013\u2014]\s*(?:\w+\s){0,3}"
    r"(?:staff|senior|chief|special|foreign|political|correspondent|reporter|writer|editor"
    r"|columnist|contributor|journalist|bureau)\b[\w ,]{0,40}$",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s*(?:,|&|\band\b|\bund\b|\bet\b|\by\b|\be\b)\s*", re.IGNORECASE)
_TAIL = re.compile(
    r"\s*(?:[|\u2022\u00b7\u2013\u2014]|\s-\s|\bpublished\b|\bupdated\b|\bposted\b|\bon\s*$"
    r"|\bfor\s+the\b|\d).*$",
    re.IGNORECASE,
)
_OUTLET = re.compile(r"\s+(?:for|of|with|at|in)\s+[^,]{2,40}$")
_PARTICLES = word_set(
    """al bin bint da de del della der di do dos du el ibn la le mac san st ten ter van von y zu"""
)
_NO_NAMES = WEEKDAYS | word_set(
    """january february march april june july august september october november december the a an
    this our your us my his her their its staff here now all it"""
)
_HANDLE = re.compile(r"\s*[(\[]?(?<![\w.])@\w{2,30}[)\]]?")
_BEFORE = re.compile(  # what links to an author's page say before the name
    r"^(?:(?:view|see|show|read|more|all) (?:\w+ ){0,3}by "
    r"|(?:zeige )?alle (?:beiträge|artikel) von |ver (?:\w+ ){0,4}(?:de|por) "
    r"|voir (?:\w+ ){0,4}(?:de|par) |sobre |über |about "
    r"|(?:(?:written|posted|words|story|text) )?(?:by|von|par|por|автор)[:\s]+"
    r"|(?:author|autor(?:in)?|auteur|autore): ?)",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[,;|\u2022\u00b7]\s*")
_JOB = re.compile(
    r"^(?:\w+[ -]){0,3}(?:staff|writer|reporter|correspondent|editor|columnist|contributor"
    r"|journalist|producer|photographer|redakteur(?:in)?|journaliste|periodista)s?$",
    re.IGNORECASE,
)
_NOBODY = word_set(
    """admin administrator webmaster editor editors guest user staff null none undefined unknown
    author authors root wordpress redaktion redazione anonymous n/a"""
)
_MAX_NAME_WORDS = 6
_MAX_WORDS = 18
_INITIAL = re.compile(r"(?:[^\W\d_]\.)+$")


def byline_of(line: str) -> str | None:
    """The people (and their agency) that a byline names, or None where it is no byline.

    >>> byline_of("By Ana Ruiz and Ben van Dam for AFP"), byline_of("By Tuesday it was over.")
    ('Ana Ruiz and Ben van Dam for AFP', None)
    """
    line = " ".join(line.split())
    if len(line.split()) > _MAX_WORDS:
        return None
    role = _ROLE.match(line)
    if role is not None and _is_name(role["name"]):
        return role["name"].strip()
    start = _BY.match(line) or _labels().match(line)
    if start is None:
        return None
    dates = find_dates(line)
    if dates:
        line = line[: dates[0].start]
    names = _TAIL.sub("", line[start.end() :]).strip(" ,:;|-\u2013\u2014")
    if not names or (names.endswith((".", "?", "!")) and not _INITIAL.search(names.split()[-1])):
        return None
    return names if are_names(names) else None


def contact_of(line: str) -> str | None:
    """The person whom a contact line tells how to reach, or None.

    >>> contact_of("Write to Ana Ruiz at ana@example.org"), contact_of("Contact us at x@y.org")
    ('Ana Ruiz', None)
    """
    line = " ".join(line.split())
    found = _CONTACT.match(line) or _REACHED.match(line)
    if found is None or not found["name"][:1].isalpha():
        return None
    name = re.sub(
        r"^(?:the )?(?:author|reporter|writer|journalist)s?,?\s+",
        "",
        found["name"],
        flags=re.IGNORECASE,
    )
    return name if are_names(name) and len(name.split()) > 1 else None


@cache
def _labels() -> re.Pattern[str]:
    """`Autor:`, `Yazan:`, `작성자:`: labels of other languages, which a colon makes sure."""
    labels = sorted(phrases_of_topic("byline"), key=len, reverse=True)
    listed = "|".join(map(re.escape, labels))
    return re.compile(
        rf"^\W{{0,3}}(?:(?:{listed})\s*[:\uff1a]\s*|(?:oleh|piše|yazan)\s+)", re.IGNORECASE
    )


def tidy_names(value: str) -> str:
    """A declared author as a byline says it: no `By`, job, handle or address; empty for nobody.

    >>> tidy_names("By ANA RUIZ (@anaruiz), Staff Writer"), tidy_names("admin")
    ('Ana Ruiz', '')
    """
    if value.lstrip().startswith(","):  # the name before the outlet was empty
        return ""
    value = _BEFORE.sub("", _HANDLE.sub("", value)).strip(" ,;|\u2192\u00bb")
    if "://" in value or "@" in value or value.casefold() in _NOBODY or value.isdigit():
        return ""
    parts = [part for part in _PARTS.split(value) if part]
    people = [part for part in parts if not _JOB.match(part)] or parts
    return ", ".join(_in_lower_case(part) for part in people)


def _in_lower_case(name: str) -> str:
    """A name in capitals as it is written elsewhere; abbreviations stay."""
    words = name.split()
    capitals = [
        word for word in words if word.casefold() not in _PARTICLES | {"and", "und", "et", "y"}
    ]
    if len(capitals) < 2 or not " ".join(capitals).isupper() or not are_names(name):  # noqa: PLR2004  # AFP
        return name
    return " ".join(word.title() if word in capitals else word.casefold() for word in words)


def are_names(text: str) -> bool:
    """Whether the text is one or several names of people, perhaps with an agency."""
    bare = _OUTLET.sub("", text)
    parts = [part for part in _JOINT.split(bare) if part]
    return bool(parts) and all(_is_name(part) for part in parts)


def _is_name(text: str) -> bool:
    """One to six words that begin with a capital, particles aside; or a script without any."""
    words = text.replace("\u2019", "'").strip().split()
    if not 1 <= len(words) <= _MAX_NAME_WORDS:
        return False
    for word in words:
        bare = word.strip(".,'()")
        if not bare or bare.casefold() in _NO_NAMES or not bare[0].isalpha():
            return False
        if bare.casefold() not in _PARTICLES and _is_small(bare):
            return False
    return any(word[0].isalpha() and not _is_small(word) for word in words)


def _is_small(word: str) -> bool:
    """Whether a word begins with a small letter; Georgian has no others."""
    return word[0].islower() and not "\u10d0" <= word[0] <= "\u10ff"

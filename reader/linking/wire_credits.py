"""Lines that credit a news agency with a text, told from sentences that only cite one.

A credit stands where agencies put their name: alone in brackets after a place and before a
dash, after `By … for`, after `Source:`, beside a copyright sign, alone on a line. "according to
Interfax", "told AFP" are attributions: the reporter is somebody else's. A name after a slash or
beside `Photo` credits a picture.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.model.copied import Credit
from reader.model.text import Span

# What an agency is called in its credits; the first name is how it is shown.
AGENCIES = (
    ("AFP", "Agence France"),
    ("AP", "The Associated Press", "Associated Press"),
    ("Reuters", "Thomson Reuters"),
    ("Interfax", "Interfax-Ukraine"),
    ("TASS", "ITAR-TASS", "ТАСС"),
    ("RIA Novosti", "РИА Новости"),
    ("Sputnik",),
    ("dpa", "Deutsche Presse-Agentur"),
    ("APA", "Austria Presse Agentur"),
    ("Keystone-SDA",),
    ("ANSA",),
    ("EFE", "Agencia EFE"),
    ("Europa Press",),
    ("Lusa",),
    ("Belga",),
    ("ANP",),
    ("PAP",),
    ("CTK", "ČTK"),
    ("NTB",),
    ("Ritzau",),
    ("Xinhua", "Xinhua News Agency"),
    ("Kyodo", "Kyodo News"),
    ("Jiji Press",),
    ("Yonhap", "Yonhap News Agency"),
    ("PTI", "Press Trust of India"),
    ("ANI",),
    ("IANS",),
    ("UNB",),
    ("Bernama",),
    ("Antara",),
    ("AAP", "Australian Associated Press"),
    ("PA", "PA Media", "Press Association"),
    ("UPI", "United Press International"),
    ("Canadian Press", "The Canadian Press"),
    ("Anadolu Agency", "Anadolu"),
    ("IRNA",),
    ("Ukrinform",),
    ("UNIAN",),
    ("BelTA",),
    ("Kazinform",),
    ("AKIpress", "AKIpress.com"),
    ("24.kg",),
    ("Kabar",),
    ("Trend",),
)
_SHOWN = {name.casefold(): names[0] for names in AGENCIES for name in names}
_NAME = "|".join(
    re.escape(name)
    for name in sorted((n for names in AGENCIES for n in names), key=lambda n: -len(n))
)
_AGENCY = rf"(?P<agency>{_NAME})(?:-Presse)?"  # Agence France and its second half
_HELP = r"(?:reporting|inputs?|material) (?:by|from)"
_DASH = r"[-–—]{1,2}"
_PERSON = r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,4}"
# Where a line of a text credits an agency.
_LINES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"[^()\n]{{0,60}}\({_AGENCY}\)[.,]? ?{_DASH}",  # BISHKEK, Oct 6 (Reuters) -
        rf"[^/\n]{{1,60}}/{_AGENCY}/(?:\.| ?{_DASH}|\s*$)",  # MOSCOW, October 6. /TASS/.
        rf"(?i:by) (?:{_PERSON}(?: (?i:for)|,| (?i:and)| \|) )?{_AGENCY}\s*$",
        rf"\(?(?i:source|quelle|fuente|fonte|источник)s?: ?{_AGENCY}\)?\.?\s*$",
        rf"(?:©|\(c\)|(?i:copyright))[ \d©(c)-]*{_AGENCY}(?:[. ]|$)",
        rf"\(?(?i:with|additional)(?i: additional)? (?i:{_HELP}) {_AGENCY}\)?\.?\s*$",
        rf"{_AGENCY} {_DASH} \S",  # 24.kg - Schools …
        rf"(?:{_DASH} ?)?\(?{_AGENCY}\)?\.?\s*$",  # alone
    )
)
_EDITED = re.compile(r"\(?Reporting by [^()\n]{3,200}; ?(?:Writing|Editing|Additional) .{3,}")


def credited(article: str, text: str, spans: Sequence[Span] | None = None) -> tuple[Credit, ...]:
    """The credits of a text, in order; a span is the agency's name.

    Args:
        article: its id.
        text: all of it.
        spans: where to look, a block each; every line where it is not given.
    """
    found = []
    for span in spans or (Span(0, len(text)),):
        for line in re.finditer(r"\S[^\n]*", text[span.start : span.stop]):
            credit = _credit(line[0])
            if credit is not None:
                agency, start, stop = credit
                at = span.start + line.start()
                found.append(Credit(article, agency, Span(at + start, at + stop)))
    return tuple(found)


def _credit(line: str) -> tuple[str, int, int] | None:
    for pattern in _LINES:
        match = pattern.match(line)
        if match is not None:
            return _SHOWN[match["agency"].casefold()], *match.span("agency")
    edited = _EDITED.match(line)  # the form in which one agency signs
    return None if edited is None else ("Reuters", *edited.span())

"""What a credit looks like: who took the picture, and for which agency."""

from __future__ import annotations

import re

from reader.cleaning.wordsets import word_set

# Agencies and picture libraries by one telling word each. Invented or small agencies are
# known by the form instead: names around a slash.
AGENCIES = word_set(
    """aap afp alamy anadolu ap apimages bloomberg cnn dpa efe epa fotolia getty gettyimages imago
    istock istockphoto keystone kyodo lehtikuva ntb pexels pixabay reuters ria ritzau scanpix
    shutterstock sipa sputnik tass unsplash upi wikimedia xinhua yonhap zuma ansa apa flickr
    magnum picfair belga tanjug hina interpress instagram facebook twitter"""
)
_MAX_WORDS = 14
_MAX_AGENCY_WORDS = 7  # a name, an agency, a library: longer is a headline
_WORD = re.compile(r"[\w@&'\u2019.-]+")
_LABEL = re.compile(
    r"^[\[(\s]*(?:(?:file|stock|courtesy|handout|cover|lead|main|header)\s+)?"
    r"(?:photos?|images?|pictures?|pics?|photograph(?:s|y|er|ed)?|illustration|graphic|video"
    r"|credits?"
    r"|foto|fotos|фото|zdjęcie|fot\.|fotó|kuva|写真|사진|图|صورة|عکس|bild|cr[ée]dits?|photographie|fotograf\w*|fuente)"
    r"(?:\s*(?:credits?|courtesy|source|illustration))?(?:\s*(?:[:©|/]|\.\.\.|\u2026|\bby\b|\bvia\b|\bof\b"
    r"|\bcourtesy\b|\bfrom\b))",
    re.IGNORECASE,
)
_SLASHED = re.compile(
    r"^[\[(]?[^\s/|][^/|]{0,60}?\s*[/|]\s*\S[^/|]{0,60}?(?:\s*[/|]\s*\S[^/|]{0,60}?){0,3}[\])]?$"
)
_VERBS = word_set(
    """said says told tells reported reports according was were is are has had have will"""
)
_SENTENCE_END = re.compile(r"[^\W\d]{4,}[.!?][\"'\u201d\u2019]?$")
_TAIL = re.compile(
    r"[.!?][\"'\u201d\u2019)]*\s+(?P<tail>[^.!?\n]{2,80}(?:\.[^.!?\n]{1,40})?)[.)\]]?$"
)
# One of these stands in every credit at the end of a caption: the signs, or the labels' stems.
_TAIL_SIGNS = (
    "/", "|", "photo", "image", "pic", "illustration", "graphic", "video", "credit", "cr\u00e9dit",
    "foto", "bild", "fuente", "via",
)  # fmt: skip
_BRACKETED = re.compile(r"[(\[](?P<tail>[^()\[\]\n]{2,90})[)\]]\.?$")


def is_credit(line: str) -> bool:
    """Whether a line names a photographer or a picture agency and says nothing else.

    >>> is_credit("mara ilves/Nordbild/Kestrel"), is_credit("Photo: Ana Ruiz")
    (True, True)
    >>> is_credit("She told Reuters on Monday about the strike.")
    False
    """
    line = line.strip()
    words = _WORD.findall(line)
    if not 1 <= len(words) <= _MAX_WORDS:
        return False
    small = {word.casefold().strip(".'\u2019") for word in words}
    if small & _VERBS:
        return False
    if _LABEL.match(line):
        return len(words) > 1
    if "://" in line or _SENTENCE_END.search(line.rstrip(")]")):
        return False
    if _SLASHED.match(line):
        return bool(small & AGENCIES) or ("|" not in line and _names(line))
    return _names_an_agency(line, words, small)


def inline_credit(line: str) -> str | None:
    """The credit that ends a caption, or None.

    >>> inline_credit("A crowd at the gate in Vell on May 2. Ana Ruiz / AFP")
    'Ana Ruiz / AFP'
    """
    end = line[-200:]
    small = end.casefold()
    if not any(map(small.__contains__, _TAIL_SIGNS)):
        return None
    for form in (_BRACKETED, _TAIL):
        found = form.search(end)
        if found is None:
            continue
        tail = found["tail"].strip()
        if _LABEL.match(tail) or (("/" in tail or "|" in tail) and is_credit(tail)):
            return tail
        words = {word.casefold() for word in _WORD.findall(tail)}
        if form is _BRACKETED and words & {"photo", "image", "picture", "via"} and is_credit(tail):
            return tail
    return None


def _names_an_agency(line: str, words: list[str], small: set[str]) -> bool:
    """`Getty Images`, `AFP`, `(AP Photo)`, `Jane Doe for Reuters`, `© Jane Doe`."""
    if line.startswith("\u00a9"):
        return not any(sign.isdigit() for sign in line)
    if not small & AGENCIES:
        return False
    rest = [word for word in words if word.casefold().strip(".") not in AGENCIES]
    return (
        all(
            word[:1].isupper() or word.casefold() in {"photo", "via", "for", "images", "by", "@"}
            for word in rest
        )
        and len(words) <= _MAX_AGENCY_WORDS
    )


def _names(line: str) -> bool:
    """Whether each part around the slashes is a name: one to four words, no sentence."""
    parts = [part.split() for part in re.split(r"[/|]", line.strip("()[] "))]
    if not all(1 <= len(part) <= 4 for part in parts):  # noqa: PLR2004  # see above
        return False
    if ":" in line or not all(part[0][:2].isalpha() and len(part[0]) > 1 for part in parts):
        return False  # 4.5 / 5 is a mark, n/a an abbreviation
    last = parts[1:]
    return all(word[:1].isupper() or not word[:1].isalpha() for part in last for word in part)

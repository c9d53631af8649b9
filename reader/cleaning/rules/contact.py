"""How to reach the author or the desk: an address, hidden from robots or not, or a handle."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.cleaning.bylines import contact_of
from reader.cleaning.page import Finding, Line, Page, aside
from reader.model.article import Category

# Cloudflare writes "[email protected]" for an address; scrapers bring it with a no-break
# space, which is folded here, or with an HTML comment's remains.
ADDRESS = re.compile(
    r"\[?e-?mail\s*protected\]?|[\w.+-]{1,64}\s?(?:@|\[at\]|\(at\))\s?[\w-]{1,63}(?:\."
    r"|\s?\[dot\]\s?)[\w.-]{2,63}",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w.])@\w{2,30}\b")
_ASKING = re.compile(
    r"^\W{0,3}(?:please |to )?(?:write|e-?mail|contact|reach|follow|message|tweet|send|call|twitter"
    r"|have a|do you|got a|know|if you)\b",
    re.IGNORECASE,
)
_REACHED = re.compile(r"\b(?:can|may) be (?:reached|contacted|followed|emailed)\b", re.IGNORECASE)
_SIGNS = ("@", "at]", "at)", "protected")  # one of them stands in every address
_MAX_WORDS = 32


def find(page: Page) -> Iterator[Finding]:
    """Short lines outside the sentences of the text that give an address."""
    for line in page.unsaid:
        if len(line.words) <= _MAX_WORDS and _is_contact(line):
            yield aside(line, Category.CONTACT, 0.92)


def _is_contact(line: Line) -> bool:
    """An address or handle, with a word that asks to use it or hardly any word beside it."""
    text = line.text
    if text.startswith(('"', "\u201c")):
        return False
    small = text.lower()
    signed = any(map(small.__contains__, _SIGNS))
    address = signed and ADDRESS.search(text) is not None
    if not address and not ("@" in small and _HANDLE.search(text)):
        return not line.sentence and contact_of(text) is not None
    if _ASKING.match(text) or _REACHED.search(text):
        return True
    rest = ADDRESS.sub(" ", _HANDLE.sub(" ", text))
    return len(rest.split()) <= 6 and not line.sentence  # noqa: PLR2004  # a name and a post

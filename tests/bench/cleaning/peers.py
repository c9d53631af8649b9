"""The extractors that are compared with, and that teach where no gold is; none is needed."""

from __future__ import annotations

import importlib
import importlib.util
import logging
from collections.abc import Callable, Mapping
from typing import Any

Extractor = Callable[[str], str]


def extract(extractor: Extractor, html: str) -> str:
    """The text that an extractor finds on a page; nothing where it fails."""
    logging.disable(logging.CRITICAL)
    try:
        return extractor(html) or ""
    except Exception:  # noqa: BLE001  # whatever a peer raises on a broken page, it found nothing
        return ""
    finally:
        logging.disable(logging.NOTSET)


def installed() -> dict[str, Extractor]:
    """The peers that can be imported here."""
    return {
        name: extractor
        for name, extractor in PEERS.items()
        if importlib.util.find_spec(_MODULES[name.split()[0]]) is not None
    }


def _load(name: str) -> Any:
    """A module of a peer; the type checker need not know it."""
    return importlib.import_module(name)


def _trafilatura(**options: bool) -> Extractor:
    """Trafilatura with some options."""

    def found(html: str) -> str:
        return str(_load("trafilatura").extract(html, include_comments=False, **options) or "")

    return found


def _resiliparse(html: str) -> str:
    """Resiliparse's main content."""
    module = _load("resiliparse.extract.html2text")
    return str(module.extract_plain_text(html, main_content=True, alt_texts=False))


def _readability(html: str) -> str:
    """readability-lxml's summary as text."""
    summary = _load("readability").Document(html).summary()
    return "\n".join(str(text) for text in _load("lxml.html").fromstring(summary).itertext())


def _justext(html: str) -> str:
    """jusText's good paragraphs, by the English stop list."""
    module = _load("justext")
    paragraphs = module.justext(html.encode(), module.get_stoplist("English"), encoding="utf-8")
    return "\n".join(str(each.text) for each in paragraphs if not each.is_boilerplate)


_MODULES = {
    "trafilatura": "trafilatura",
    "resiliparse": "resiliparse",
    "readability-lxml": "readability",
    "justext": "justext",
}
PEERS: Mapping[str, Extractor] = {
    "trafilatura fast": _trafilatura(fast=True),
    "trafilatura": _trafilatura(),
    "trafilatura precision": _trafilatura(favor_precision=True),
    "resiliparse": _resiliparse,
    "readability-lxml": _readability,
    "justext": _justext,
}

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
    gone = missing()
    return {name: extractor for name, extractor in PEERS.items() if name.split()[0] not in gone}


def missing() -> list[str]:
    """The packages of peers that cannot be imported here."""
    return [
        package
        for package, module in _MODULES.items()
        if importlib.util.find_spec(module.split(".")[0]) is None
    ]


def metadata_of(html: str) -> dict[str, str]:
    """Title, date and byline that trafilatura reads from a page; empty where it has none."""
    logging.disable(logging.CRITICAL)
    try:
        found = _load("trafilatura").extract_metadata(html)
    except Exception:  # noqa: BLE001  # as in `extract`
        return {}
    finally:
        logging.disable(logging.NOTSET)
    names = {"title": "title", "date": "date", "byline": "author"}
    return {ours: str(getattr(found, theirs, None) or "") for ours, theirs in names.items()}


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


def _newspaper(html: str) -> str:
    """newspaper4k's text of an article that somebody else fetched."""
    article = _load("newspaper").Article("https://press.example/article", fetch_images=False)
    article.download(input_html=html)
    article.parse()
    return str(article.text)


def _goose(html: str) -> str:
    """goose3's cleaned text; it never asks the network for pictures."""
    module = _load("goose3")
    with module.Goose({"enable_image_fetching": False}) as goose:
        return str(goose.extract(raw_html=html).cleaned_text)


_MODULES = {
    "trafilatura": "trafilatura",
    "resiliparse": "resiliparse.extract",
    "readability-lxml": "readability",
    "justext": "justext",
    "newspaper4k": "newspaper",
    "goose3": "goose3",
}
PEERS: Mapping[str, Extractor] = {
    "trafilatura fast": _trafilatura(fast=True),
    "trafilatura": _trafilatura(),
    "trafilatura precision": _trafilatura(favor_precision=True),
    "resiliparse": _resiliparse,
    "readability-lxml": _readability,
    "justext": _justext,
    "newspaper4k": _newspaper,
    "goose3": _goose,
}

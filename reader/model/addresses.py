"""When two web addresses name the same page."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

# Parameters that say how a reader came, never what is read (the lists of the Firefox and Brave
# query strippers, and the `utm_` family).
_TRACKING = frozenset(
    (
        *("fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid"),
        *("igshid", "igsh", "mc_cid", "mc_eid", "mkt_tok", "oly_anon_id", "oly_enc_id", "vero_id"),
        *("_hsenc", "_hsmi", "__hssc", "__hstc", "hsctatracking", "s_cid", "ncid", "cmpid", "ito"),
        *("ref_src", "ref_url", "at_medium", "at_campaign", "ns_campaign", "smid", "smtyp"),
    )
)
# One and the same article for a telephone, by the three ways in use. Not `m.`: hosts that
# begin so are often another site.
_AMP = frozenset({"amp", "1", "true", ""})
PORTS = {"http": 80, "https": 443}


def same_page(address: str) -> str | None:
    """The address without what does not tell pages apart; None for what is no web address.

    Scheme, `www.`, a closing slash, the fragment, tracking parameters and the AMP form go; the
    other parameters stay, in alphabetical order, since many sites name the article in one.

    >>> same_page("http://www.Example.org/a/report/?utm_source=x&id=7#top")
    'example.org/a/report?id=7'
    >>> same_page("https://amp.example.org/a/report/amp/")
    'example.org/a/report'
    >>> same_page("report.html") is None
    True
    """
    try:
        parts = urlsplit(address.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return None
    if parts.scheme not in PORTS or ("." not in host and host != "localhost"):
        return None
    host = host.removeprefix("www.").removeprefix("amp.")
    if port is not None and port != PORTS[parts.scheme]:
        host = f"{host}:{port}"
    path = parts.path.rstrip("/")
    path = path.removesuffix("/amp").rstrip("/")
    kept = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _idle(name.lower(), value.lower())
    )
    return f"{host}{path}{'?' if kept else ''}{urlencode(kept)}"


def _idle(name: str, value: str) -> bool:
    """Whether a parameter says nothing of which page is meant."""
    if name == "amp":
        return value in _AMP
    amp = name == "outputtype" and value == "amp"
    return amp or name in _TRACKING or name.startswith("utm_")

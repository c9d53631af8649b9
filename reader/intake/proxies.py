"""The proxy that a page is asked through, as the environment names it."""

from __future__ import annotations

from base64 import b64encode
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

from reader.errors import SourceError
from reader.intake.web_addresses import WebAddress


def proxy_for(address: WebAddress) -> str | None:
    """The proxy for a page, by $HTTP_PROXY, $HTTPS_PROXY and $NO_PROXY; None where it needs none.

    Raises:
        SourceError: the environment names one of a kind that cannot be used.
    """
    proxy = getproxies().get(address.scheme)
    if not proxy or proxy_bypass(f"{address.host}:{address.port}"):
        return None
    proxy = proxy if "://" in proxy else f"http://{proxy}"
    try:
        parts = urlsplit(proxy)
        usable = parts.scheme == "http" and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise SourceError(
            "the proxy that your environment names cannot be used",
            where=str(address),
            remedy=f"set ${address.scheme.upper()}_PROXY to http://HOST:PORT, or unset it",
        )
    return proxy


def proxy_headers(proxy: str) -> dict[str, str]:
    """What opens the proxy: the name and password that its own address holds."""
    parts = urlsplit(proxy)
    if parts.username is None:
        return {}
    pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}".encode()
    return {"Proxy-Authorization": f"Basic {b64encode(pair).decode()}"}

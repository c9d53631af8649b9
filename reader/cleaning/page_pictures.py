"""Pictures and players of a page: no text, but they have a place and words that stand for them."""

from __future__ import annotations

import re
from collections.abc import Mapping

Attributes = Mapping[str, str | None]
Hung = tuple[str, str]  # an address, and the words that stand for what is there

_MIN_SIDE = 60  # pixels of a picture that says its size; icons and counters are smaller
MAX_LABEL = 300  # code points
_SOURCES = ("src", "data-src", "data-original", "data-lazy-src", "data-hi-res-src")
_HOST = re.compile(
    r"(?:https?:)?//(?:[\w-]+\.){0,4}?([\w-]+\.[a-z]{2,10})(?=[:/?#]|$)", re.IGNORECASE
)
_PLAYERS = {
    "youtube.com": "YouTube",
    "youtube-nocookie.com": "YouTube",
    "youtu.be": "YouTube",
    "vimeo.com": "Vimeo",
    "dailymotion.com": "Dailymotion",
    "soundcloud.com": "SoundCloud",
    "spotify.com": "Spotify",
    "twitter.com": "Twitter",
    "x.com": "X",
    "instagram.com": "Instagram",
    "facebook.com": "Facebook",
    "tiktok.com": "TikTok",
    "twitch.tv": "Twitch",
    "reddit.com": "Reddit",
    "bsky.app": "Bluesky",
}
_BUTTON = re.compile(r"like\.php|page\.php|button|/share|follow", re.IGNORECASE)
_NO_TITLE = re.compile(
    r"\s*(?:(?:youtube |vimeo |embedded |external |third[- ]party |3rd[- ]party )*"
    r"(?:video player|player|embed|iframe|content|frame|video)?)\s*",
    re.IGNORECASE,
)
# Elements of AMP pages: the attribute that names what is shown, and its address.
_AMP = {
    "amp-youtube": ("data-videoid", "https://www.youtube.com/watch?v={}", "YouTube"),
    "amp-vimeo": ("data-videoid", "https://vimeo.com/{}", "Vimeo"),
    "amp-twitter": ("data-tweetid", "https://twitter.com/i/status/{}", "Twitter"),
    "amp-instagram": ("data-shortcode", "https://www.instagram.com/p/{}/", "Instagram"),
    "amp-facebook": ("data-href", "{}", "Facebook"),
    "amp-tiktok": ("data-src", "{}", "TikTok"),
    "fb-post": ("data-href", "{}", "Facebook"),
    "fb-video": ("data-href", "{}", "Facebook"),
}
POSTS = frozenset(_AMP)


def picture(attributes: Attributes, *, framed: bool) -> Hung | None:
    """A picture's address and the words for it; None where it is an icon or says nothing.

    Args:
        attributes: of the element.
        framed: whether it stands in a figure, where a picture needs no words of its own.
    """
    words = " ".join((attributes.get("alt") or "").split())[:MAX_LABEL]
    if not words and not framed:
        return None
    for name in ("width", "height"):
        side = attributes.get(name) or ""
        if side.isdecimal() and int(side) < _MIN_SIDE:
            return None
    source = next((found for name in _SOURCES if (found := _address(attributes, name))), None)
    if source is None:
        several = attributes.get("srcset") or attributes.get("data-srcset") or ""
        source = several.split(",")[0].strip().split(" ")[0]
    return (source, words) if source else None


def player(tag: str, attributes: Attributes) -> Hung | None:
    """The address of a player or of an embedded page, and its title; None where it is neither."""
    if tag in _AMP:
        name, form, maker = _AMP[tag]
        value = (attributes.get(name) or "").strip()
        return (form.format(value), maker) if value else None
    source = _address(attributes, "src") or _address(attributes, "data-src")
    title = " ".join((attributes.get("title") or attributes.get("aria-label") or "").split())
    if tag == "iframe":
        host = _HOST.match(source or "")
        maker = _PLAYERS.get(host[1].lower(), "") if host else ""
        if not maker or _BUTTON.search(source or ""):
            return None
    elif tag in {"video", "audio"} and title:
        maker = "video" if tag == "video" else "audio"
        source = source or ""
    else:
        return None
    named = not _NO_TITLE.fullmatch(title)
    return source or "", f"{title[:MAX_LABEL]} ({maker})" if named else maker


def _address(attributes: Attributes, name: str) -> str | None:
    """The address in an attribute, unless the picture itself stands there."""
    value = (attributes.get(name) or "").strip()
    return value if value and not value.startswith("data:") else None

"""What classes and ids of an element say by the lists of extractors that many sites taught.

The words in the patterns are those of two projects, regrouped here: of trafilatura
(`trafilatura/xpaths.py`, version 2.3.1) those for articles, comments and junk, whose XPath
expressions became patterns over `class` and `id`; of readability-lxml (`readability.py`,
version 0.9) those of good, bad and unlikely names. Copyright their authors, both Apache
Licence 2.0, https://www.apache.org/licenses/LICENSE-2.0.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from reader.cleaning.wordsets import word_set


def _words(words: str) -> tuple[str, ...]:
    """The words of a text, in its order."""
    return tuple(words.split())


STAGES = 5  # expressions for an article's element, the most telling first
_BODY_TAGS = word_set("article div main section")
_JUNK_TAGS = word_set("div dd dt li ul ol dl p section span aside")
_LIST_TAGS = word_set("div ol ul dl section details")
# Elements that hold no paragraph of an article, whatever they are called.
_LEFT_TAGS = word_set("aside footer figure nav menu dialog fieldset label legend form time")
_NO_CHOICE = word_set("main article pre code")  # never unlikely
_BODY_ID = re.compile(
    r"(?:entry|article|art)-content|article__content|article(?:-|__)?body|articleBody|body-text"
    r"|^articleContent$"
)
_BODY_CLASS = re.compile(
    r"^(?:post|entry)$|post[-_]text|post-body|post-?entry|post[-_]?content|postContent"
    r"|post_inner_wrapper|article-?text|articleText|(?:entry|page|text|article|art)-content"
    r"|article__content|article(?:-|__)?body|articleBody|ArticleContent|body-text"
    r"|article__container"
)
_STORY_ID = re.compile("^primary|story-body|^(?:article|story)$")
_STORY_CLASS = re.compile(
    r"^(?:postarea|art-postcontent|text|cell|story)$|[fF]ull[tT]ext|^article |post-bodycopy"
    r"|story-?content|(?:theme|blog|section|single)-content|single-post|main-column"
    r"|wpb_text_column|story-body|field-body"
)
_MAIN = _words(
    """content-main content_main content-body content__body contentbody main-content
    page-content"""
)
# One of these is in every name that the patterns above match.
_TELLING = _words("content article body entry post text story primary column cell")
_COMMENTING = ("comol", "disqus_thread", "dsq-comments", "social", "respond")  # first in a name
_COMMENTS_ID = re.compile("^(?:[Cc]omment(?!ary)|comol|disqus_thread|dsq-comments)")
_COMMENTS_CLASS = re.compile("^[Cc]omment(?!ary)|(?:article|post)-comments")
# What a class or an id holds, and what it begins with, that is junk. Words are looked for one
# by one, which is twice as fast as a pattern of so many choices.
_BOTH = (
    *_words(
        "social viral newsletter syndication cookie tags sidebar banner breadcrumb bread-crumb"
    ),
    *_words("button author message-container teaser Teaser caption infinitescroll akismet"),
    *_words("infinite-scroll mvp-post-add"),
)
_JUNK_ID = (
    *_BOTH,
    *_words("bmdh footer Footer share Share nav Nav menu related premium hidden reader-comments"),
)
_JUNK_ID_START = ("shar", "jp-", "dpsp-content", "ad-", "reply-")
_JUNK_CLASS = (
    *_BOTH,
    *_words("subnav avigation navbar navbox menu bar -ad- dfpAd dfpad outbrain taboola criteo"),
    *_words("paidcontent paid-content widget footer Footer byline Byline share- sociable embed"),
    *_words("tag-list consent modal-content permission elated next- -stories most-popular"),
    *_words("more-on meta rating attachment timestamp user-info user-profile -icon article-infos"),
    *_words("slide viewport overlay options expand obfuscated blurred mol-factbox yin zlylin"),
    *_words("nfoline nocomments -reply- message suggest-links -hide- hide-print noprint notloaded"),
    *_words("comments-title"),
    *(" ad ", " ad-", " hidden", " hide"),
)
_JUNK_CLASS_START = ("shar", "nav", "post-nav", "ZendeskForm", "ad-", "hide-", "reply-")
_UNLIKELY = _words(
    """combx comment community disqus extra foot header menu remark rss shoutbox sidebar sponsor
    ad-break agegate pagination pager popup tweet twitter"""
)
_LIKELY = _words("and article body column content main shadow")
_GOOD = _words("article body content entry main page pagination post text blog story")
_BAD = _words(
    """combx comment com- contact foot masthead media meta outbrain promo related scroll shoutbox
    sidebar sponsor shopping tags tool widget"""
)
_WEIGHT = 25  # points of a good or a bad name


@dataclass(frozen=True, slots=True)
class Named:
    """What the tag, class, id, role and itemprop of an element say.

    Attributes:
        stages: a bit for each expression for an article's element that it matches.
        junk: whether it is named as junk is.
        left: whether it is never of the article: by its tag, or a list of comments.
        comments: whether anything in its name speaks of comments.
        unlikely: whether its name makes it no candidate.
        weight: points of good and bad names.
    """

    stages: int = 0
    junk: bool = False
    left: bool = False
    comments: bool = False
    unlikely: bool = False
    weight: int = 0


@lru_cache(maxsize=8192)  # the pages of a site share their names
def read_names(tag: str, named: str) -> Named:
    """What an element is by its tag and by its `named` (see `Element`)."""
    stages = (tag == "article") << 1 | (tag == "main") << 4
    if not named.strip():
        return Named(stages=stages, left=tag in _LEFT_TAGS)
    name, identity, role, itemprop = [*named.split("\n"), "", ""][:4]
    if tag in _BODY_TAGS:
        stages |= _stages(name, identity, role, itemprop)
    lists = tag in _LIST_TAGS
    folded = f"{name} {identity}".lower()
    return Named(
        stages,
        tag in _JUNK_TAGS and _is_junk(name, identity, role),
        tag in _LEFT_TAGS
        or (
            lists
            and (
                _COMMENTS_CLASS.search(name) is not None
                or (identity != "" and _COMMENTS_ID.search(identity) is not None)
            )
        ),
        lists and _comments(name, identity),
        tag not in _NO_CHOICE and _holds(folded, _UNLIKELY) and not _holds(folded, _LIKELY),
        (_holds(folded, _GOOD) - _holds(folded, _BAD)) * _WEIGHT,
    )


def _holds(name: str, words: tuple[str, ...]) -> bool:
    """Whether a name holds one of some words, also inside its own."""
    return any(map(name.__contains__, words))


def _is_junk(name: str, identity: str, role: str) -> bool:
    """Whether class, id or role are those of junk."""
    return (
        name.startswith(_JUNK_CLASS_START)
        or _holds(name, _JUNK_CLASS)
        or identity.startswith(_JUNK_ID_START)
        or (identity != "" and _holds(identity, _JUNK_ID))
        or "nav" in role.lower()
    )


def _comments(name: str, identity: str) -> bool:
    """Whether anything in a name speaks of comments."""
    return any("comment" in each or each.startswith(_COMMENTING) for each in (name, identity))


def _stages(name: str, identity: str, role: str, itemprop: str) -> int:
    """Bits of the expressions that the names of an element match."""
    stages = 0
    folded = f"{name} {identity}".lower()
    if _holds(folded, _TELLING):
        if _BODY_CLASS.search(name) is not None or _BODY_ID.search(identity) is not None:
            stages = 1
        if _STORY_CLASS.search(name) is not None or _STORY_ID.search(identity) is not None:
            stages |= 1 << 2
        if "content" in (name, identity) or _holds(folded, _MAIN):
            stages |= 1 << 3
    if name.startswith("main") or identity.startswith("main") or role.startswith("main"):
        stages |= 1 << 4
    # The second expression is `<article>`.
    return stages | (itemprop == "articleBody") | (role == "article") << 2

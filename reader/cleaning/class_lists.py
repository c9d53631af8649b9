"""What classes and ids of an element say by the lists of extractors that many sites taught.

The words in the patterns are those of two projects, regrouped here: of trafilatura
(`trafilatura/xpaths.py`, version 2.3.1) those for articles, comments and junk, whose XPath
expressions became patterns over `class` and `id`; of readability-lxml (`readability.py`,
version 0.9) those of good, bad and unlikely names. Copyright their authors, both Apache
Licence 2.0, https://www.apache.org/licenses/LICENSE-2.0.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

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
# What a class or an id holds, and what it begins with, that is junk.
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
# The lists as bits: the first two are looked for as written, the others whatever the case.
(
    _HAS_JUNK,
    _HAS_JUNK_ID,
    _HAS_UNLIKELY,
    _HAS_LIKELY,
    _HAS_GOOD,
    _HAS_BAD,
    _HAS_TELLING,
    _HAS_MAIN,
) = (1 << bit for bit in range(8))
_AS_WRITTEN = _HAS_JUNK | _HAS_JUNK_ID
_LISTS = {
    _HAS_JUNK: _JUNK_CLASS,
    _HAS_JUNK_ID: _JUNK_ID,
    _HAS_UNLIKELY: _UNLIKELY,
    _HAS_LIKELY: _LIKELY,
    _HAS_GOOD: _GOOD,
    _HAS_BAD: _BAD,
    _HAS_TELLING: _TELLING,
    _HAS_MAIN: _MAIN,
}


def _bits(word: str) -> int:
    """The lists that have a word, or one inside it."""
    return sum(bit for bit, words in _LISTS.items() if any(map(word.__contains__, words)))


def _branches(words: Collection[str]) -> str:
    """A pattern for the longest of some words, branching letter by letter."""
    tails: dict[str, list[str]] = {}
    for word in words:
        if word:
            tails.setdefault(word[0], []).append(word[1:])
    if not tails:
        return ""
    choices = "|".join([re.escape(first) + _branches(rest) for first, rest in tails.items()])
    return f"(?:{choices}){'?' if '' in words else ''}"


_BITS = {word: _bits(word) for words in _LISTS.values() for word in words}
# At every letter the longest word that begins there: 4 us a name, where to look for the words
# one by one costs 9, and to look for a pattern that does not branch 5 until the first is found.
_WORDS = re.compile(f"(?=({_branches(sorted(_BITS))}))")


class Named(NamedTuple):
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


@lru_cache(maxsize=20_000)  # the pages of a site share their names
def read_names(tag: str, named: str) -> Named:
    """What an element is by its tag and by its `named` (see `Element`)."""
    stages = (tag == "article") << 1 | (tag == "main") << 4
    if not named or named.isspace():
        return Named(stages, left=tag in _LEFT_TAGS)
    name, identity, role, itemprop = [*named.split("\n"), "", ""][:4]
    of_class, of_id = _held(name), _held(identity) if identity else 0
    held = of_class | of_id
    if tag in _BODY_TAGS:
        stages |= _stages(name, identity, role, itemprop, held)
    lists = tag in _LIST_TAGS
    return Named(
        stages,
        tag in _JUNK_TAGS
        and (
            of_class & _HAS_JUNK != 0 or of_id & _HAS_JUNK_ID != 0 or _is_junk(name, identity, role)
        ),
        tag in _LEFT_TAGS
        or (
            lists
            and (
                ("omment" in name and _COMMENTS_CLASS.search(name) is not None)
                or (identity != "" and _COMMENTS_ID.match(identity) is not None)
            )
        ),
        lists and _comments(name, identity),
        held & (_HAS_UNLIKELY | _HAS_LIKELY) == _HAS_UNLIKELY and tag not in _NO_CHOICE,
        ((held & _HAS_GOOD != 0) - (held & _HAS_BAD != 0)) * _WEIGHT,
    )


def _held(name: str) -> int:
    """The lists of which a name holds a word, also inside its own, as bits."""
    found = 0
    for word in _WORDS.findall(name):
        found |= _BITS[word]
    folded = name.lower()
    if folded != name:
        found &= _AS_WRITTEN
        for word in _WORDS.findall(folded):
            found |= _BITS[word] & ~_AS_WRITTEN
    return found


def _is_junk(name: str, identity: str, role: str) -> bool:
    """Whether class, id or role are those of junk by how they begin."""
    return (
        name.startswith(_JUNK_CLASS_START)
        or identity.startswith(_JUNK_ID_START)
        or (role != "" and "nav" in role.lower())
    )


def _comments(name: str, identity: str) -> bool:
    """Whether anything in a name speaks of comments."""
    return any("comment" in each or each.startswith(_COMMENTING) for each in (name, identity))


def _stages(name: str, identity: str, role: str, itemprop: str, held: int) -> int:
    """Bits of the expressions that the names of an element match."""
    stages = 0
    if held & _HAS_TELLING:
        if _BODY_CLASS.search(name) is not None or _BODY_ID.search(identity) is not None:
            stages = 1
        if _STORY_CLASS.search(name) is not None or _STORY_ID.search(identity) is not None:
            stages |= 1 << 2
        if "content" in (name, identity) or held & _HAS_MAIN:
            stages |= 1 << 3
    if name.startswith("main") or identity.startswith("main") or role.startswith("main"):
        stages |= 1 << 4
    # The second expression is `<article>`.
    return stages | (itemprop == "articleBody") | (role == "article") << 2

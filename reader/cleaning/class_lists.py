"""What classes and ids of an element say by the lists of an extractor that many sites taught.

The words in the patterns are those of trafilatura (`trafilatura/xpaths.py`, version 2.3.1,
copyright its authors, Apache Licence 2.0, https://www.apache.org/licenses/LICENSE-2.0),
regrouped here: its XPath expressions became patterns over `class` and `id`, and what it
takes as a verdict is only a feature beside others here.
"""

from __future__ import annotations

import re

from reader.cleaning.wordsets import word_set

_BODY_TAGS = word_set("article div main section")
_JUNK_TAGS = word_set("div dd dt li ul ol dl p section span aside")
_LIST_TAGS = word_set("div ol ul dl section")
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
_COMMENTS = re.compile(
    r"comment-?list|comment-page|comments-content|post-comments|^[Cc]omment(?!ary)"
    r"|article-comments|^(?:comol|disqus_thread|dsq-comments|social|respond)|comment| respond"
)
_BOTH = (
    r"^shar|social|viral|newsletter|syndication|cookie|tags|sidebar|banner|bread-?crumb|button"
    r"|author|message-container"
)
_JUNK_ID = re.compile(
    _BOTH + r"|^(?:jp-|dpsp-content)|bmdh|[fF]ooter|[sS]hare|[nN]av|menu|related|premium|^ad-"
)
_JUNK_CLASS = re.compile(
    _BOTH + r"|^(?:nav|post-nav|ZendeskForm)|subnav|avigation|navbar|navbox|menu|bar"
    r"| ad |-ad-|(?:^| )ad-|dfp[Aa]d|outbrain|taboola|criteo|paid-?content|widget"
    r"|[fF]ooter|[bB]yline|share-|sociable|embed|tag-list|consent|modal-content|permission"
    r"|elated|next-|-stories|most-popular|more-on|meta|rating|attachment|timestamp|user-info"
    r"|user-profile|-icon|article-infos|slide|viewport|overlay|options|expand|obfuscated|blurred"
    r"|mol-factbox|yin|zlylin|nfoline"
)
# In the order of `listed`.
LIST_NAMES = ("body", "comments", "junk")
NOTHING = (0, 0, 0)


def listed(tag: str, name: str, identity: str) -> tuple[int, int, int]:
    """Which lists the class (`name`) and id of an element are on, 0 or 1 for each."""
    if not name and not identity:
        return NOTHING
    return (
        int(
            tag in _BODY_TAGS
            and (
                _BODY_CLASS.search(name) is not None
                or (identity != "" and _BODY_ID.search(identity) is not None)
            )
        ),
        int(tag in _LIST_TAGS and _COMMENTS.search(f"{name} {identity}") is not None),
        int(
            tag in _JUNK_TAGS
            and (
                _JUNK_CLASS.search(name) is not None
                or (identity != "" and _JUNK_ID.search(identity) is not None)
            )
        ),
    )

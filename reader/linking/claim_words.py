"""The words of yes and no: what is said to have happened, and what takes it back.

English. A topic is a question that reports answer with yes or no; each row gives words that
answer it one way. Everything else that is affirmed here and negated there goes by its verb.
"""

from __future__ import annotations

import re


def _set_of(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_LISTS = {
    "<office>": r"(?:office|power|(?:his|her|their|its|the) (?:post|job|position|office|seat))",
    "<place>": (
        r"(?:the (?:country|capital|city|town|region|(?:\w+ )?palace|building|scene)|"
        r"(?-i:[A-Z])\w+|abroad|home)"
    ),
    "<crowd>": (
        "(?:protest[eo]rs|supporters|demonstrators|opposition|crowd|rebels|gunmen|militants|"
        "followers|mob|rioters|militiamen)"
    ),
    "<officials>": (
        "(?:officers|officials|authorities|police|court|judges?|prosecutors?|government|guards|"
        "security (?:forces|services?))"
    ),
    "<denies>": "den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?",
    "<freed>": "(?:freed|released|liberated)",
}

# question, answer, words that give it. The question is what the reader is shown.
ANSWERS: tuple[tuple[str, bool, tuple[str, ...]], ...] = (
    (
        "resignation",
        True,
        (
            "resign(?:ed|s|ing)?",
            "(?:step|stood|stepp|stand)(?:ed|ing|s)? down",
            "(?:left|leav(?:e|es|ing)|quit|quitt?ing|given up|gave up|vacated) <office>",
            "quit(?: as)?",
            "tendered (?:his|her|their) resignation",
        ),
    ),
    (
        "resignation",
        False,
        (
            "(?:stay|remain|cling)(?:s|ed|ing)? (?:on )?(?:in|to) <office>",
            "still in (?:office|power)",
            "hold(?:s|ing)? on to (?:office|power)",
        ),
    ),
    (
        "whereabouts",
        True,
        (
            "(?:fled|flee(?:s|ing)?|escaped|left)(?: from)? <place>",
            "in (?:exile|hiding)",
        ),
    ),
    (
        "whereabouts",
        False,
        (
            r"(?:remain|stay)(?:s|ed|ing)? (?:in|at) (?-i:[A-Z])\w+",
            "(?:remain|stay)(?:s|ed|ing)? (?:in|at) the (?:country|capital|city|palace)",
            r"(?:is|was) still in (?-i:[A-Z])\w+",
        ),
    ),
    (
        "control",
        True,
        (
            r"under (?:\w+ )?control",
            "in (?:full )?control of",
            "control (?:had been |has been |was )?(?:restored|re-?established|regained)",
            "(?:contained|brought under control)",
        ),
    ),
    (
        "control",
        False,
        (
            "(?:lost|lose|losing) control",
            "out of control",
            "no longer in control",
        ),
    ),
    (
        "annulment",
        True,
        (
            "annul(?:led|ling|s)?",
            "invalidated",
            "overturned",
            "(?:declared|ruled) (?:void|invalid)",
            "struck down",
            "quashed",
            "cancell?(?:ed|ing) the (?:results?|vote|election)",
        ),
    ),
    (
        "annulment",
        False,
        (
            "if (?:needed|necessary),? (?:to )?(?:cancel|annul|overturn|invalidate)",
            "upheld",
            "validated",
            "certified",
            "confirmed the (?:results?|verdict|ruling)",
        ),
    ),
    (
        "custody",
        True,
        (
            "(?:remain|stay)(?:s|ed|ing)? (?:in (?:custody|jail|prison|detention)|behind bars)",
            "(?:is|was|are|were) still (?:in custody|in jail|behind bars)",
            "(?:is|was|are|were) still (?:being )?(?:held|jailed|detained)",
        ),
    ),
    (
        "custody",
        False,
        (
            "(?:was|were|been|is|are) freed",
            "(?:was |were |been )?released on bail",
            r"(?:was |were |been )?released from (?:\w+ )?(?:jail|prison|custody|detention)",
            "walked free",
            "set free",
        ),
    ),
    (
        "who set free",
        True,
        (
            r"<crowd>[^.;,]{0,30}\b(?:had |have |has )?<freed>",
            r"<freed> by (?:\w+ )?<crowd>",
        ),
    ),
    (
        "who set free",
        False,
        (
            "<officials>(?: (?:had|have|has|later|then|finally|also))? <freed>",
            r"<freed> by (?:\w+ )?<officials>",
        ),
    ),
    (
        "plea",
        True,
        (
            "pleaded guilty",
            "confessed",
            "admitted (?:the|his|her|their|to|that|charges)",
        ),
    ),
    (
        "plea",
        False,
        (
            "pleaded not guilty",
            "(?:<denies>) (?:the |any |all |these |those )?(?:charges?|allegations?|wrongdoing)",
            "(?:maintain(?:s|ed)?|protest(?:s|ed)?) (?:his|her|their) innocence",
        ),
    ),
    (
        "verdict",
        True,
        (
            "convicted",
            "found guilty",
        ),
    ),
    (
        "verdict",
        False,
        (
            "acquitted",
            "cleared of",
            "found not guilty",
        ),
    ),
    (
        "talks",
        True,
        (
            r"(?:talks?|negotiations?)(?: [\w' ]{0,30})? (?:collapsed|broke down|failed)",
            "broke(?:n)? off",
            "walk(?:ed|ing) out of (?:the )?(?:talks|negotiations)",
        ),
    ),
    (
        "talks",
        False,
        (
            r"(?:talks?|negotiations?) (?:with [\w ]{1,20} )?(?:continue[sd]?|resumed?)",
            "(?:talks?|negotiations?) (?:are|were|go|went|going) on",
        ),
    ),
    (
        "a deal",
        True,
        (r"(?:reached|struck|signed|sealed) (?:an? |the )?(?:\w+ )?(?:deal|agreement|accord)",),
    ),
    (
        "a deal",
        False,
        (
            "(?:no|without an?) (?:deal|agreement|accord)",
            r"fail(?:s|ed|ing|ure)? to (?:reach|agree|strike)(?: \w+)*? (?:deal|agreement|accord)",
        ),
    ),
    (
        "closure",
        True,
        (
            "(?:was|were|is|are|been|remain(?:s|ed)?) (?:closed|shut)",
            "(?:closed|shut) down",
        ),
    ),
    (
        "closure",
        False,
        (
            "(?:(?:remain|stay)(?:s|ed|ing)?|(?:was|were|is|are) (?:still )?) ?open",
            "re-?opened",
        ),
    ),
    (
        "going ahead",
        True,
        (
            "(?:go(?:es|ing)?|went) ahead",
            "take place as planned",
        ),
    ),
    (
        "going ahead",
        False,
        (
            "called off",
            "postponed",
            "scrapped",
        ),
    ),
    (
        "responsibility",
        True,
        (
            "claimed responsibility",
            "took responsibility",
        ),
    ),
    ("responsibility", False, ("den(?:ied|ies|y|ying) (?:any )?(?:responsibility|involvement)",)),
)


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the words; `<office>` and its like stand for their lists."""
    whole = "|".join(words)
    for name, listed in _LISTS.items():
        whole = whole.replace(name, listed)
    return re.compile(rf"\b(?:{whole})\b", re.IGNORECASE)


TOPICS = tuple((topic, answer, _pattern(words)) for topic, answer, words in ANSWERS)

# Stems of the answers themselves: they tell nothing of whom or what they are said.
ANSWERING = _set_of(
    "control power offic post job posit seat deal agreement accord free releas close open "
    "respons charg resign step stood stand down remain stay still was were is are had has been "
    "fled flee escap left leav quit tender clung hold annul invalid overturn void ruled declar "
    "cancel result vote elect upheld valid certifi confirm custodi jail prison detent bar held "
    "convict found guilti acquit clear plead admit confess deni deny reject mainta innoc "
    "collaps broke broken fail walk continu resum reach struck sign seal shut reopen ahead "
    "call off postpon scrap claim took"
)

# What stands before, in the same clause, and takes it back.
DENIED = re.compile(
    r"\b(?:not|never|n[o']t|\w+n['’] ?t|neither|nobody|no one|none of|without|"
    r"no (?:signs?|plans?|intentions?|evidence|reports?)(?: of| to| that)?|"
    r"den(?:y|ies|ied|ying)(?: \w+)?(?: that)?|refus(?:e|es|ed|ing|al) to|"
    r"declin(?:e|es|ed|ing) to|fail(?:s|ed|ing|ure)? to|ruled out)\b(?:\W+\w+){0,5}\W*\Z",
    re.IGNORECASE,
)
TWICE = re.compile(
    r"\b(?:not|never|n't|n’t|no one|nobody)\b.*\b(?:den|refus|fail|rul)", re.IGNORECASE
)
# What stands before and leaves open whether it happened.
OPEN = re.compile(
    r"\b(?:if|unless|whether|until|till|lest|in case|demand\w*|calls?|called|calling|urg\w+|"
    r"plan\w*|threat\w*|propos\w*|want\w*|promis\w*|vow\w*|pledg\w*|hop\w+|fear\w*|seek\w*|"
    r"sought|could|may|might|should|must|can|prepar\w+|likely|asked|order\w*|"
    r"accus\w+|allegation\w*)\b(?:\W+\w+){0,5}\W*\Z",
    re.IGNORECASE,
)
YET_TO_COME = re.compile(r"\b(?:to|will|would|shall|going to)\b(?:\W+\w+){0,2}\W*\Z", re.IGNORECASE)
CLAUSE = re.compile(
    r"[.,;:!?–—()\"“”]|\b(?:but|while|whereas|although|though|because|since|why|how|what|where|who|which)\b"
)
# What stands behind a denied verb and says only when: `not be restored before Monday`.
NOT_YET = re.compile(r"(?: \w+){0,2} (?:before|until|till)\b")
PRONOUN = re.compile(r"\b(?:he|she|they|it)\b(?:\W+\w+){0,2}\W*\Z", re.IGNORECASE)
PARTICIPLES = _set_of(
    "taken broken stolen given known paid sold won lost held shot fallen begun sent built met "
    "cut struck stormed beaten hidden spent written forgotten chosen burnt drawn"
)
# Verbs of saying and meaning: denied here and affirmed there, they tell nothing of the event.
SAYING = _set_of(
    "said told asked added believed wanted needed expected called reported named based used "
    "tried seemed appeared considered announced explained noted claimed confirmed commented "
    "replied responded stated mentioned described compared involved included required intended "
    "allowed supposed planned hoped united"
)

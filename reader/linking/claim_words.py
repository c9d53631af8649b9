"""The words of yes and no: what is said to have happened, and what takes it back.

English. A topic is a question that reports answer with yes or no; each row gives words that
answer it one way. Everything else that is affirmed here and negated there goes by its verb.
"""

from __future__ import annotations

import re

_OFFICE = r"(?:office|power|(?:his|her|their|its|the) (?:post|job|position|office|seat))"
_PLACE = (
    r"(?:the (?:country|capital|city|town|region|(?:\w+ )?palace|building|scene)|(?-i:[A-Z])\w+|"
    r"abroad|home)"
)
_CROWD = (
    r"(?:protest[eo]rs|supporters|demonstrators|opposition|crowd|rebels|gunmen|militants|"
    r"followers|mob|rioters|militiamen)"
)
_OFFICIALS = (
    r"(?:officers|officials|authorities|police|court|judges?|prosecutors?|government|guards|"
    r"security (?:forces|services?))"
)
_FREED = r"(?:freed|released|liberated)"

# question, answer, words that give it. The question is what the reader is shown.
ANSWERS = (
    ("resignation", True, r"resign(?:ed|s|ing)?|(?:step|stood|stepp|stand)(?:ed|ing|s)? down|"
     rf"(?:left|leav(?:e|es|ing)|quit|quitt?ing|given up|gave up|vacated) {_OFFICE}|"
     r"quit(?: as)?|tendered (?:his|her|their) resignation"),
    ("resignation", False, rf"(?:stay|remain|cling)(?:s|ed|ing)? (?:on )?(?:in|to) {_OFFICE}|"
     r"still in (?:office|power)|hold(?:s|ing)? on to (?:office|power)"),
    ("whereabouts", True, rf"(?:fled|flee(?:s|ing)?|escaped|left)(?: from)? {_PLACE}|"
     r"in (?:exile|hiding)"),
    ("whereabouts", False, r"(?:remain|stay)(?:s|ed|ing)? (?:in|at) "
     r"(?:(?-i:[A-Z])\w+|the (?:country|capital|city|palace))|(?:is|was) still in (?-i:[A-Z])\w+"),
    ("control", True, r"under (?:\w+ )?control|in (?:full )?control of|control (?:had been |has been "
     r"|was )?(?:restored|re-?established|regained)|(?:contained|brought under control)"),
    ("control", False, r"(?:lost|lose|losing) control|out of control|no longer in control"),
    ("annulment", True, r"annul(?:led|ling|s)?|invalidated|overturned|(?:declared|ruled) "
     r"(?:void|invalid)|struck down|quashed|cancell?(?:ed|ing) the (?:results?|vote|election)"),
    ("annulment", False, r"upheld|validated|certified|confirmed the (?:results?|verdict|ruling)"),
    ("custody", True, r"(?:remain|stay|is still|was still|are still)(?:s|ed|ing)?(?: being)? "
     r"(?:in (?:custody|jail|prison|detention)|behind bars|held|jailed|detained)"),
    ("custody", False, r"(?:was|were|been|is|are) freed|"
     r"(?:was |were |been )?released (?:on bail|from (?:\w+ )?(?:jail|prison|custody|detention))|"
     r"walked free|set free"),
    ("who set free", True, rf"{_CROWD}[^.;,]{{0,30}}\b(?:had |have |has )?{_FREED}|"
     rf"{_FREED} by (?:\w+ )?{_CROWD}"),
    ("who set free", False, rf"{_OFFICIALS}(?: (?:had|have|has|later|then|finally|also))? {_FREED}|{_FREED} by (?:\w+ )?{_OFFICIALS}"),
    ("plea", True, r"pleaded guilty|confessed|admitted (?:the|his|her|their|to|that|charges)"),
    ("plea", False, r"pleaded not guilty|(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?) "
     r"(?:the |any |all |these |those )?(?:charges?|allegations?|accusations?|wrongdoing)|"
     r"(?:maintain(?:s|ed)?|protest(?:s|ed)?) (?:his|her|their) innocence"),
    ("verdict", True, r"convicted|found guilty"),
    ("verdict", False, r"acquitted|cleared of|found not guilty"),
    ("talks", True, r"(?:talks?|negotiations?)(?: [\w' ]{0,30})? (?:collapsed|broke down|failed|"
     r"ended without)|broke(?:n)? off|walk(?:ed|ing) out of (?:the )?(?:talks|negotiations)"),
    ("talks", False, r"(?:talks?|negotiations?) (?:with [\w ]{1,20} )?(?:continue[sd]?|"
     r"(?:are|were|go|went|going) on|resumed?)"),
    ("a deal", True, r"(?:reached|struck|signed|sealed|clinched) (?:an? |the )?(?:\w+ )?"
     r"(?:deal|agreement|accord|truce|ceasefire)"),
    ("a deal", False, r"(?:no|without an?) (?:deal|agreement|accord)|fail(?:s|ed|ing|ure)? to "
     r"(?:reach|agree|strike)(?: \w+)*? (?:deal|agreement|accord)"),
    ("closure", True, r"(?:was|were|is|are|been|remain(?:s|ed)?) (?:closed|shut)|(?:closed|shut) down"),
    ("closure", False, r"(?:(?:remain|stay)(?:s|ed|ing)?|(?:was|were|is|are) (?:still )?) ?"
     r"open|re-?opened"),
    ("going ahead", True, r"(?:go(?:es|ing)?|went) ahead|take place as planned"),
    ("going ahead", False, r"called off|postponed|scrapped"),
    ("responsibility", True, r"claimed responsibility|took responsibility"),
    ("responsibility", False, r"den(?:ied|ies|y|ying) (?:any )?(?:responsibility|involvement)"),
)  # fmt: skip
TOPICS = tuple(
    (topic, answer, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for topic, answer, words in ANSWERS
)

# Stems of the answers themselves: they tell nothing of whom or what they are said.
ANSWERING = frozenset(
    ("control power offic post job posit seat deal agreement accord free releas close open "
     "respons charg resign step stood stand down remain stay still was were is are had has been "
     "fled flee escap left leav quit tender clung hold annul invalid overturn void ruled declar "
     "cancel result vote elect upheld valid certifi confirm custodi jail prison detent bar held "
     "convict found guilti acquit clear plead admit confess deni deny reject mainta innoc collaps "
     "broke broken fail walk continu resum reach struck sign seal shut reopen ahead call off "
     "postpon scrap claim took").split()
)  # fmt: skip

# What stands before, in the same clause, and takes it back.
DENIED = re.compile(
    r"\b(?:not|never|n[o']t|\w+n['’] ?t|neither|nor|nobody|no one|none|without|"
    r"no (?:longer|signs?|plans?|intentions?|evidence|reports?)(?: of| to| that)?|"
    r"den(?:y|ies|ied|ying)(?: \w+)?(?: that)?|refus(?:e|es|ed|ing|al) to|"
    r"declin(?:e|es|ed|ing) to|fail(?:s|ed|ing|ure)? to|ruled out)\b(?:\W+\w+){0,5}\W*\Z",
    re.IGNORECASE,
)
TWICE = re.compile(r"\b(?:not|never|n't|n’t|no one|nobody)\b.*\b(?:den|refus|fail|rul)", re.I)
# What stands before and leaves open whether it happened.
OPEN = re.compile(
    r"\b(?:if|unless|whether|until|till|lest|in case|demand\w*|calls?|called|calling|urg\w+|"
    r"plan\w*|threat\w*|propos\w*|want\w*|promis\w*|vow\w*|pledg\w*|hop\w+|fear\w*|seek\w*|"
    r"sought|could|may|might|should|must|can|prepar\w+|likely|asked|order\w*|"
    r"accus\w+|allegation\w*)\b(?:\W+\w+){0,5}\W*\Z",
    re.IGNORECASE,
)
YET_TO_COME = re.compile(r"\b(?:to|will|would|shall|going to)\b(?:\W+\w+){0,2}\W*\Z", re.IGNORECASE)
CLAUSE = re.compile(r"[.,;:!?–—()\"“”]|\b(?:but|while|whereas|although|though|because|since)\b")
PRONOUN = re.compile(r"\b(?:he|she|they|it)\b(?:\W+\w+){0,2}\W*\Z", re.IGNORECASE)
PARTICIPLES = frozenset(
    ("taken broken stolen given known paid sold won lost held shot fallen begun sent built "
     "met cut struck stormed beaten hidden spent written forgotten chosen burnt drawn").split()
)  # fmt: skip
# Verbs of saying and meaning: denied here and affirmed there, they tell nothing of the event.
SAYING = frozenset(
    ("said told asked added believed wanted needed expected called reported named based used "
     "tried seemed appeared considered announced explained noted claimed confirmed commented "
     "replied responded stated mentioned described compared involved included required "
     "intended allowed supposed planned hoped united").split()
)  # fmt: skip

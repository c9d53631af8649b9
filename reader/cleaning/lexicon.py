"""Words that the frame of a web page is made of, by topic.

A vocabulary says of a line: "made of nothing but my words". Single words say nothing (an
article may be about cookies), and whole phrases would know only the pages they came from.
Sets stand in the order of the alphabet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reader.cleaning.wordsets import word_set


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words of one topic, and the words that may stand between them."""

    core: frozenset[str]
    filler: frozenset[str]

    def speaks(self, words: Sequence[str], *, most: int = 14) -> bool:
        """Whether a line of these words (in lower case) is about the topic and nothing else."""
        if not 0 < len(words) <= most or self.core.isdisjoint(words):
            return False
        return all(word in self.core or word in self.filler or word.isdigit() for word in words)


GLUE = word_set(
    """& a about all an and any are as at be by can do for from get have here how i if in is it its
    me my next no not now of on only or our out so that the their these this to too up us we
    what will with you your"""
)
SHARE = Vocabulary(
    word_set(
        """bluesky bookmark compartir condividi connect copy email facebook flipboard follow
        forward instagram like linkedin mail messenger partager permalink pin pinterest pocket
        print reddit repost save send share shares sharing spread teilen telegram threads tumblr
        tweet twitter vk weibo whatsapp word x xing"""
    ),
    GLUE
    | word_set(
        """app article channel channels clipboard colleague colleagues e family feed followers
        friend friends gift link love mail media more networks news page piece post report
        social story tell this via view"""
    ),
)
COMMENT = Vocabulary(
    word_set(
        """comment commenting comments conversation discuss discussion disqus moderated moderation
        replies reply required respond kommentar kommentare commentaire commentaires comentario
        comentarios commenta"""
    ),
    GLUE
    | word_set(
        """account add address answer article be been being below browser cancel click closed
        continue data email fields first guidelines hide in join know leave load log logged
        login marked message mine must name new newest oldest one opinion opinions optional
        please policy post posted posting privacy published read register rules save say scroll
        see share show sign sort start story submit subscribe think thought thoughts time view
        views voice was website when write yet published processed how learn your site akismet
        uses reduce spam"""
    ),
)
AD = Vocabulary(
    word_set(
        """ad ads advert advertise advertisement advertisements advertiser advertising advertorial
        adverts anuncio anzeige continue outbrain promoted pubblicità publicidad publicité
        reklam reklama skip sponsor sponsored taboola werbung реклама"""
    ),
    GLUE
    | word_set(
        """after article below block blocker break by close content continue continues feedback
        free go google hide keep learn loading main message more now partner partners post
        reading remove report resumes scroll see short skip slot space start story support
        through video watch why"""
    ),
)
RELATED = Vocabulary(
    word_set(
        """also latest lesen mehr more next picks popular previous read recent recommendations
        recommended related similar suggested trending verwandte"""
    ),
    GLUE
    | word_set(
        """analysis article articles author category choice content coverage day editor's editors
        explained features further headlines here like link links may might most must news our
        picks post posts reading reads report reports section see series stories story tag tags
        today top topic topics video videos viewed week what worth"""
    ),
)
SOURCE = Vocabulary(
    word_set("""article original originally permalink source url link quelle fuente fonte"""),
    GLUE
    | word_set(
        """appeared article full http https page piece post posted published read report scraped
        see site story syndicated text version via view web www"""
    ),
)
NAVIGATION = Vocabulary(
    word_set(
        """about accessibility account advertise archive archives careers close contact content
        contents cookie cookies disclaimer edition editions faq faqs feedback footer help home
        homepage jobs legal log login logout main map masthead menu navigation newsletters next
        notice obituaries obituary page policies policy preferences previous privacy register
        rss search settings shop sign signin sitemap site skip subscribe subscriptions support
        team terms toggle top translate topics weather impressum datenschutz kontakt"""
    ),
    GLUE
    | word_set(
        """back conditions data day dark english english ethics everything expand full feed go in
        info information jump live manage mobile mode more my new news number paper primary
        service services show statement today tv use watch website"""
    ),
)
SECTIONS = word_set(
    """africa americas analysis art arts asia australia britain business canada china cinema
    climate comment community companies courts crime culture district domestic economics economy
    editorial education election elections energy entertainment environment europe events
    explainer features film finance fitness food football foreign gallery games global health
    homeland india innovation international interviews investigations latin law lifestyle local
    magazine markets media metro middle money motoring movies music nation national nature
    newsroom news north opinion opinions parliament people photos planet podcast podcasts policy
    politics property region regional regions religion russia schools science security society
    south southeast sport sports state style tech technology television theatre today top
    transport travel tv uk us usa video videos weather west women world politik wirtschaft sport
    kultur panorama ausland inland monde économie sports politique mundo economía deportes
    economia cultura politica esteri"""
)
SECTION_GLUE = word_set("""& and central east in north of south the us west eastern western our""")
# Any word that is more at home around an article than in it: a share of a line, never a verdict.
CHROME = (
    SHARE.core
    | COMMENT.core
    | AD.core
    | NAVIGATION.core
    | word_set(
        """accept adblock app browser click consent cookies copyright download inbox javascript
        newsletter newsletters notifications password reserved rights subscribe subscriber
        subscribers subscription trial unlimited unsubscribe username"""
    )
) - word_set(
    """about edition help home like main map policy print said shop site support team word next
    page top terms search send share shares archive x jobs legal discussion connect sign copy
    contact account follow conversation register spread moderation"""
)
_MAX_SECTION_WORDS = 4  # `Middle East & North Africa` has more, and is left to the score


def is_section(words: Sequence[str]) -> bool:
    """Whether a line names a section of a paper: `World News`, `Politics`."""
    return (
        0 < len(words) <= _MAX_SECTION_WORDS
        and not SECTIONS.isdisjoint(words)
        and all(word in SECTIONS or word in SECTION_GLUE for word in words)
    )


def any_of(words: Iterable[str], wanted: frozenset[str]) -> bool:
    """Whether any of these words is wanted."""
    return not wanted.isdisjoint(words)

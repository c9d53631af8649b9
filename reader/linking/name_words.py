"""Words that tell what a name names: of countries, bodies, places, people.

Countries, their people and their capitals are those of `data/paraphrases.txt`; the short lists
here are words of English that stand in names or beside them, written for this project.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

from reader.linking.entities import INSTITUTIONS
from reader.linking.mentions import set_of

# In a name: what it is the name of.
BODIES = INSTITUTIONS | set_of(
    "party group company corporation corp inc ltd llc plc holdings bank fund foundation airlines "
    "airways motors industries university college academy school hospital press news times post "
    "herald tribune gazette journal radio tv television media images pictures presse army navy "
    "police guard forces brigade battalion corps church club league front movement alliance "
    "coalition bloc society chamber cabinet representatives commons lords court tribunal bureau "
    "directorate secretariat network channel studios pharmaceuticals partners associates "
    "brotherhood nations registry library museum"
)
SITES = set_of(
    "square house hall palace street avenue road boulevard highway bridge park garden gardens "
    "airport station port harbour harbor river lake sea ocean bay gulf strait channel canal mount "
    "mountain mountains valley hill hills island islands desert forest peninsula coast province "
    "region district county city town village prison jail stadium arena cathedral mosque temple "
    "tower castle monument cemetery gate republic oblast kingdom emirates"
)
HAPPENINGS = set_of(
    "revolution war uprising treaty agreement accord pact act protocol declaration convention cup "
    "games olympics prize award festival day crisis summit championship conference plan program "
    "programme project operation hurricane typhoon storm"
)
# Beside a name.
BODY_NOUNS = set_of(
    "agency company party parties newspaper newspapers daily weekly magazine broadcaster channel "
    "firm group movement bank website portal outlet service giant club team union coalition bloc "
    "militia network station operator manufacturer airline university charity watchdog agencies "
    "companies groups"
)
OF_BODIES = set_of("member members supporters party faction lawmaker deputies employees mp mps")
PEOPLE = set_of(
    "politician activist lawyer journalist reporter reporters correspondent photographer analyst "
    "expert professor singer actor actress writer author poet artist businessman businesswoman "
    "tycoon oligarch candidate candidates brother sister son daughter wife husband father mother "
    "uncle nephew cousin lawmaker economist historian scientist researcher doctor commander coach "
    "player striker successor predecessor rival resident protester witness teacher student "
    "named called"
)
WHERE = set_of("in at near outside inside across around throughout toward towards beyond via into")
TOWNS = set_of("capital city town village district region province country republic neighbouring")
HAPPENED = set_of("uprising protests protest massacre disaster earthquake bombing siege attack")
SPEECH = set_of(
    "said says told added adds tweeted wrote warned announced asked argued claimed denied insisted"
)
OUTLETS = set_of("reported reports quoted citing confirmed published")
DIRECTIONS = set_of(
    "north south east west northern southern eastern western central new old upper lower great "
    "greater middle saint st san santa saudi southeast northeast southwest northwest democratic"
)
# Before a person's name and no part of it, beside the titles of `mentions`.
OFFICES = set_of("special counsel attorney prosecutor agent staff acting former interim corporal")
AFTERS = set_of("sen gov rep lt col gen sgt mr mrs ms dr")  # Florida Sen. Ada Quill
MONTHS = set_of("may march")  # which are words, too
SHOUTED = set_of(
    "video videos photo photos live update updated breaking exclusive opinion watch read analysis"
)
# Whole names whose words would tell something else.
WHOLE = {
    **dict.fromkeys(
        (
            *("soviet union", "united states", "united kingdom", "united arab emirates"),
            *("new zealand", "saudi arabia", "sri lanka", "el salvador", "costa rica"),
            *(
                "hong kong",
                "middle east",
                "central asia",
                "new york",
                "los angeles",
                "u.s.",
                "u.k.",
            ),
            *("u.s", "u.k", "north carolina", "west virginia", "new jersey", "new mexico"),
            *("new orleans", "san francisco", "las vegas", "cape town", "puerto rico"),
            *("south africa", "ivory coast", "capitol hill", "tel aviv"),
        ),
        "place",
    ),
    **dict.fromkeys(
        (
            *("kremlin", "eu", "european union", "united nations", "twitter", "facebook"),
            *("telegram", "instagram", "youtube", "whatsapp", "google", "tiktok", "interpol"),
            *("pentagon", "reuters", "wikipedia"),
        ),
        "organisation",
    ),
    **dict.fromkeys(("covid", "brexit", "koran", "bible", "internet"), "other"),
}
_NOT_ALIKE = set_of("Dutch Soviet Czech Aussie Kiwi Pope Burmese Filipino Welsh")
_MORE_PEOPLES = set_of(
    "Asian African Arab Eurasian Slavic Nordic Balkan Scandinavian Hispanic Latino Western Eastern "
    "Northern Southern Muslim Islamic Islamist Christian Catholic Orthodox Protestant Jewish Hindu "
    "Republican Republicans Democrat Democrats Honduran Guatemalan Salvadoran "
    "Buddhist Sunni Shiite Shia Marxist Communist Nazi Californian Parisian"
)
_MORE_PLACES = set_of(
    "Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Hawaii Idaho "
    "Illinois Indiana Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan "
    "Minnesota Mississippi Missouri Montana Nebraska Nevada Ohio Oklahoma Oregon Pennsylvania "
    "Tennessee Texas Utah Vermont Wisconsin Wyoming Ontario Quebec Guatemala Honduras Angola "
    "Botswana Mozambique Namibia Madagascar Liberia Niger Togo Benin Eritrea Djibouti Mauritania "
    "Malawi Lesotho Luxembourg Malta Montenegro Oman Turkmenistan Armenia Fiji Samoa Maldives "
    "Asia Africa Antarctica Siberia Crimea Chechnya Catalonia Bavaria Chicago Boston Houston "
    "Dallas Seattle Atlanta Philadelphia Detroit Miami Toronto Montreal Vancouver Sydney Melbourne "
    "Mumbai Shanghai Istanbul Karachi Lagos Barcelona Milan Naples Geneva Zurich Munich Hamburg "
    "Frankfurt Marseille Lyon Manchester Liverpool Glasgow Belfast Osaka Kharkiv Odessa Osh Almaty"
)
_CITIES_ALIKE = set_of("Algiers Tunis Brasilia")
_NO_PLACES = set_of("Pope Elysee EU Kremlin Chad Jordan Saudi Zealand")
_ALIKE = 2  # first letters that a people's name shares with its country's


@dataclass(frozen=True, slots=True)
class Atlas:
    """What the table of the linking knows of the world.

    Attributes:
        places: countries and cities of one word.
        peoples: words such as `Kyrgyz` and `Russian`: no names of things.
    """

    places: frozenset[str]
    peoples: frozenset[str]


@cache
def atlas() -> Atlas:
    """Countries, capitals and peoples.

    >>> {"Moscow", "Kyrgyzstan"} <= atlas().places, {"Russian", "Kyrgyz"} <= atlas().peoples
    (True, True)
    """
    file = resources.files("reader.linking") / "data" / "paraphrases.txt"
    places: set[str] = set(_MORE_PLACES)
    peoples: set[str] = set(_MORE_PEOPLES)
    for line in file.read_text("utf-8").splitlines():
        if not line[:1].isupper():
            continue
        country, *others = line.split()
        for word in (country, *others):
            alike = word != country and word[:_ALIKE] == country[:_ALIKE]
            people = (alike and word not in _CITIES_ALIKE) or word in _NOT_ALIKE
            (peoples if people else places).add(word)
    plural = {f"{word}s" for word in peoples if not word.endswith(("s", "h"))}
    return Atlas(frozenset(places - _NO_PLACES), frozenset(peoples | plural))

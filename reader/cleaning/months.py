"""The months as they are written in dates, in some fifty languages: word -> number.

Sources: the CLDR's wide and abbreviated month names, both of them the standing form and the
form beside a day (`жовтень`, `жовтня`). A word that two languages use for two months stands
in `TWO_MONTHS` alone: `listopada` is October in Zagreb and November in Warsaw.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

_NAMES = (
    """january jan januar jänner januari janvier janv enero ene gennaio genn janeiro gener gen
    xaneiro ianuarie ian jaanuar urtarrila urtarrilak stycznia styczeń sty ledna leden januára
    januarja siječnja siječanj январь января янв січня січень січ студзеня студзень януари
    јануари јануара јануар sausio sausis janvāris janvārī tammikuuta tammikuu ιανουαρίου
    ιανουάριος ιαν ocak oca yanvar yanvarın қаңтар қаңтары қаңтарда  гыйнвар يناير جانفي
    ژانویه جنوری ינואר जनवरी জানুয়ারি มกราคม ม.ค իունվար հունվարի იანვარი იანვარს yanvarda
    январы январда январи""",
    """february feb februar februari février févr febrero febbraio febb fevereiro fev febrer
    febreiro februarie veebruar otsaila otsailak lutego luty lut února únor februára februarja
    veljače veljača февраль февраля фев февр лютого лютий лют лютага люты февруари фебруари
    фебруара фебруар vasario vasaris februāris helmikuuta helmikuu φεβρουαρίου φεβρουάριος φεβ
    şubat şub fevral fevralın ақпан ақпаны فبراير فيفري فوریه فروری פברואר फरवरी ফেব্রুয়ারি
    กุมภาพันธ์ ก.พ փետրվարի თებერვალი თებერვალს pebruari февралы феврали شباط""",
    """march mar märz maerz mrz maart mrt mars marts marzo março març martie martxoa martxoak marzu
    mac marca marzec března březen marec ožujka ožujak marta mart март марта мар березня
    березень бер сакавіка сакавік kovo kovas márciusi március maaliskuuta maaliskuu μαρτίου
    μάρτιος μαρ martın наурыз наурызы наур مارس مارچ מרץ मार्च মার্চ มีนาคม มี.ค մարտի მარტი
    მარტს maret марты آذار""",
    """april apr avril avr abril abr aprile aprill apirila apirilak aprilie kwietnia kwiecień kwi
    dubna duben apríla travnja travanj апрель апреля апр квітня квітень кві красавіка красавік
    април априла balandžio balandis április aprīlī huhtikuuta huhtikuu απριλίου απρίλιος απρ
    nisan nis aprel aprelin сәуір сәуірі сәу أبريل أفريل آوریل اپریل אפריל अप्रैल এপ্রিল เมษายน
    เม.ย ապրիլի აპრილი აპრილს апрели نيسان""",
    """may mai mayo maggio magg maio mei maj maig maiatza maiatzak maja května květen svibnja
    svibanj май мая травня травень тра траўня мај маја gegužės gegužė május maijs maijā
    toukokuuta toukokuu μαΐου μάιος μαϊ mayıs mayın мамыр мамыры мам مايو ماي مه مئی מאי मई মে
    พฤษภาคม พ.ค մայիսի მაისი მაისს майы أيار""",
    """june jun juni juin junio giugno giu junho juny xuño iunie iun juuni ekaina ekainak czerwca
    czerwiec cze června červen júna junija lipnja lipanj июнь июня июн червня червень чер
    чэрвеня чэрвень юни јуни јуна јун birželio birželis június jūnijs kesäkuuta kesäkuu ιουνίου
    ιούνιος ιουν haziran haz iyun iyunun маусым маусымы мау يونيو جوان ژوئن جون יוני जून জুন
    มิถุนายน มิ.ย հունիսի ივნისი ივნისს июну июни حزيران""",
    """july jul juli juillet juil julio luglio lug julho juliol xullo iulie iul juuli uztaila
    uztailak lipca lipiec lip července červenec júla julija srpnja srpanj июль июля июл липня
    липень лип ліпеня ліпень юли јули јула јул liepos liepa július jūlijs heinäkuuta heinäkuu
    ιουλίου ιούλιος ιουλ temmuz tem iyul iyulun шілде шілдесі шіл يوليو جويلية ژوئیه جولائی יולי
    जुलाई জুলাই กรกฎาคม ก.ค հուլիսի ივლისი ივლისს июлу июли تموز""",
    """august aug août agosto ago agost agustus augustus augusti ágúst abuztua abuztuak ogos
    sierpnia sierpień sie srpna srpen augusta avgusta kolovoza kolovoz август августа авг серпня
    серпень сер жніўня жнівень rugpjūčio rugpjūtis augusztus augusts elokuuta elokuu αυγούστου
    αύγουστος αυγ ağustos ağu avqust avqustun avgust тамыз тамызы там أغسطس أوت اگست אוגוסט
    अगस्त আগস্ট สิงหาคม ส.ค օգոստոսի აგვისტო აგვისტოს августу августи آب""",
    """september sep sept septembre septiembre setiembre settembre sett setembro set setembre
    septembrie irailaren iraila ogoki września wrzesień wrz září septembra rujna rujan сентябрь
    сентября сен сент вересня вересень вер верасня верасень септември септембра септембар
    rugsėjo rugsėjis szeptember septembris septembrī syyskuuta syyskuu σεπτεμβρίου σεπτέμβριος
    σεπ eylül eyl sentyabr sentyabrın қыркүйек қыркүйегі қыр سبتمبر سپتامبر ستمبر ספטמבר सितंबर
    सितम्बर সেপ্টেম্বর กันยายน ก.ย սեպտեմբերի სექტემბერი სექტემბერს sentabr сентябры сентябри
    أيلول""",
    """october oct okt oktober octobre octubre ottobre ott outubro out octombrie oktoober urria
    urriak października październik paź října říjen októbra oktobar октябрь октября окт жовтня
    жовтень жов кастрычніка кастрычнік октомври октобра октобар spalio spalis oktobris oktobrī
    lokakuuta lokakuu οκτωβρίου οκτώβριος οκτ ekim eki oktyabr oktyabrın қазан қазаны қаз أكتوبر
    اکتبر اکتوبر אוקטובר अक्टूबर अक्तूबर অক্টোবর ตุลาคม ต.ค հոկտեմբերի ოქტომბერი ოქტომბერს
    oktabr октябры октябри""",
    """november nov novembre noviembre novembro noiembrie azaroa azaroak listopadzie listopadu
    novembra studenoga studenog studeni ноябрь ноября ноя нояб листопада листопад лис лістапада
    лістапад ноември новембра новембар lapkričio lapkritis novembris novembrī marraskuuta
    marraskuu νοεμβρίου νοέμβριος νοε kasım kas noyabr noyabrın қараша қарашасы қар نوفمبر
    نوامبر نومبر נובמבר नवंबर नवम्बर নভেম্বর พฤศจิกายน พ.ย նոյեմբերի ნოემბერი ნოემბერს ноябры
    ноябри""",
    """december dec dez dezember desember décembre diciembre dic dicembre dezembro desembre
    decembro decembrie detsember abendua abenduak disember grudnia grudzień gru prosince
    prosinec decembra prosinca prosinac декабрь декабря дек грудня грудень гру снежня снежань
    декември децембра децембар gruodžio gruodis decembris decembrī joulukuuta joulukuu
    δεκεμβρίου δεκέμβριος δεκ aralık ara dekabr dekabrın желтоқсан желтоқсаны жел ديسمبر دیسامبر
    دسمبر דצמבר दिसंबर दिसम्बर ডিসেম্বর ธันวาคม ธ.ค դեկտեմբերի დეკემბერი დეკემბერს декабры
    декабри""",
)
# Months of two words: the Levant's, and those of Vietnam that are not written as numbers.
_OF_TWO = {
    "تشرين الأول": 10, "تشرين الاول": 10, "تشرين الثاني": 11, "كانون الأول": 12,
    "كانون الاول": 12, "كانون الثاني": 1, "tháng một": 1, "tháng hai": 2,
    "tháng ba": 3, "tháng tư": 4, "tháng năm": 5, "tháng sáu": 6,
    "tháng bảy": 7, "tháng tám": 8, "tháng chín": 9, "tháng mười": 10,
}  # fmt: skip
TWO_MONTHS: Mapping[str, tuple[int, int]] = {"listopada": (10, 11), "listopad": (10, 11)}
SOUTHERN = frozenset(("hr", "bs"))  # the languages in which the first of the two is meant
_ACCENTS = re.compile("[\u0300-\u036f\u0653-\u0655]")  # the latter are Arabic's hamza and madda
_JOINED = "\u05d1"  # Hebrew writes "in October" as one word


def _folded(word: str) -> str:
    """A word without case and accents: capitals drop them in Greek, Turkish and French.

    The vowel signs of Thai and Hindi are marks, too, and stay.
    """
    bare = unicodedata.normalize("NFD", word.casefold())
    return _ACCENTS.sub("", bare).replace("\u0131", "i").strip(".'\u2019")


MONTHS: Mapping[str, int] = {
    **{
        _folded(name): month
        for month, names in enumerate(_NAMES, start=1)
        for name in names.split()
    },
    **{_folded(name): month for name, month in _OF_TWO.items()},
}


def month_of(word: str) -> tuple[int, ...]:
    """The month that a word names: one, none, or the two it may be.

    >>> month_of("Oktober"), month_of("жовтня"), month_of("listopada"), month_of("menu")
    ((10,), (10,), (10, 11), ())
    """
    folded = _folded(word)
    if folded in TWO_MONTHS:
        return TWO_MONTHS[folded]
    number = MONTHS.get(folded) or MONTHS.get(folded.removeprefix(_JOINED))
    return () if number is None else (number,)

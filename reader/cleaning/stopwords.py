"""The commonest words of twelve languages: how much of a line is language, and which."""

from __future__ import annotations

from collections.abc import Iterable

from reader.cleaning.wordsets import word_set

# In the order of the alphabet, never in the order of a sentence.
STOPWORDS: dict[str, frozenset[str]] = {
    "en": word_set(
        """a about after also an and are as at be been but by can could for from had has have he
        her his how i if in into is it its more no not of on one or our said she so some than
        that the their them then there these they this to up was we were what when which who
        will with would you"""
    ),
    "de": word_set(
        """aber als am an auch auf aus bei bis das dass dem den der des die durch ein eine einem
        einen einer er es für haben hat hatte ich ihr im in ist kann mehr mit nach nicht noch
        nur oder sei sein sich sie sind so über um und vom von vor war werden wie wir wird wurde
        zu zum zur"""
    ),
    "fr": word_set(
        """à après au aussi aux avec avait ce cette ces dans de des deux du elle en est et été être
        fait il ils je la le les leur lui mais ne nous on ont ou par pas plus pour qu que qui sa
        sans se ses son sont sur un une vous"""
    ),
    "es": word_set(
        """a al como con de del desde dos el ella en entre era es esta este fue ha han hasta la las
        le lo los más me mi muy no nos o para pero por que se ser si sin sobre son su sus
        también tiene un una y ya"""
    ),
    "it": word_set(
        """a ai al alla anche che ci come con da dal dalla degli dei del della delle di dopo e era
        gli ha hanno i il in la le lo ma nel nella non o per più quando si sono stato su sua sul
        un una uno"""
    ),
    "pt": word_set(
        """a ao aos as até com como da das de do dos e ela ele em entre era essa está foi há isso
        já mais mas me muito na não nas no nos o os ou para pela pelo por quando que se sem ser
        seu sua também tem um uma"""
    ),
    "nl": word_set(
        """aan als bij dan dat de der deze die dit door een en er had heeft het hij ik in is kan
        maar met meer na naar niet nog of om onder ook op over te tot uit van voor was wat werd
        worden wordt ze zich zij zijn"""
    ),
    "sv": word_set(
        """att av de den det eller en ett från för har hade han hon i inte jag kan man med men när
        och om på sig sin som till under var vi är över"""
    ),
    "pl": word_set(
        """a ale być było był co czy dla do i ich jak jako jego jej jest już które który ma na nie
        o od oraz po pod przez przy się są tak tego tej to tym w we z za ze że"""
    ),
    "tr": word_set(
        """ama ancak bir bu çok da daha de diye en gibi göre için ile ise kadar ki mi ne o olan
        olarak olduğu sonra şu ve veya ya"""
    ),
    "ru": word_set(
        """а без более был была были было быть в во все для до его если ее же за и из или их к как
        ко который на не но о об он она они от по при с со так также то что чтобы это"""
    ),
    "uk": word_set(
        """а або але був була були було в від до за і із її його й як який на не про під по та
        також то у що щоб це"""
    ),
}
# Where two languages share their common words, letters that only one of them has decide.
_LETTERS = {"ru": frozenset("ыэъё"), "uk": frozenset("іїєґ")}
COMMON = frozenset().union(*STOPWORDS.values())
_MIN_HITS = 8  # words; under that a text has said nothing about its language
_MIN_LEAD = 1.15  # the next best language must be this much behind


def stop_share(words: Iterable[str]) -> float:
    """How many of the words (in lower case) are common words of any language, 0..1."""
    hits, count = 0, 0
    for word in words:
        count += 1
        hits += word in COMMON
    return hits / count if count else 0.0


def guess_language(words: Iterable[str]) -> tuple[str, float] | None:
    """ISO 639-1 code of a text's language with a confidence, or None where it is unclear."""
    counts = dict.fromkeys(STOPWORDS, 0)
    total = 0
    for word in words:
        total += 1
        for language, common in STOPWORDS.items():
            counts[language] += word in common
        for language, letters in _LETTERS.items():
            counts[language] += not letters.isdisjoint(word)
    ranked = sorted(counts.items(), key=lambda item: -item[1])
    (best, hits), (_, next_hits) = ranked[0], ranked[1]
    if hits < _MIN_HITS or hits < _MIN_LEAD * next_hits or hits < total / 8:
        return None
    return best, round(min(0.95, 0.5 + hits / total), 2)

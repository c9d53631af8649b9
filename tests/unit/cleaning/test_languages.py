"""Small words, languages, and what the frame of a page says in them."""

from __future__ import annotations

import unicodedata

import pytest

from reader.cleaning.page import words_of
from reader.cleaning.set_phrases import phrases_of_topic, topics_of
from reader.model.boundaries import sentences
from reader.model.languages import guess_language
from reader.model.stopwords import common_words, stop_share, stopwords

TEXTS = {
    "af": (
        "Die hawe is gesluit nadat 'n kraan oor die enigste ingang geval het, maar hulle wag nog."
    ),
    "be": (
        "Порт закрылі ў нядзелю пасля таго, як кран упаў, але яшчэ ніхто не пацярпеў, паведаміў ён."
    ),
    "bg": "Пристанището беше затворено в неделя, след като кранът падна, но никой не е пострадал.",
    "da": (
        "Havnen blev lukket søndag, efter at en kran faldt ned over den eneste "
        "indsejling, siger han."
    ),
    "et": (
        "Sadam suleti pühapäeval pärast seda, kui kraana kukkus, aga keegi ei "
        "saanud viga, ütles ta."
    ),
    "hu": (
        "A kikötőt vasárnap lezárták, miután egy daru rádőlt a bejáratra, de senki sem sérült meg."
    ),
    "lt": (
        "Uostas buvo uždarytas sekmadienį, kai kranas nukrito ant įplaukos, bet niekas nenukentėjo."
    ),
    "lv": "Osta tika slēgta svētdien pēc tam, kad celtnis uzkrita ieejai, bet neviens nav cietis.",
    "no": (
        "Havnen ble stengt søndag etter at en kran falt over innløpet, men "
        "ingen er skadet, sier han."
    ),
    "sk": "Prístav bol v nedeľu zatvorený po tom, čo naň spadol žeriav, ale nikto nie je zranený.",
    "sl": (
        "Pristanišče so v nedeljo zaprli, ker je žerjav padel na vhod, vendar ni bil nihče ranjen."
    ),
    "sw": (
        "Bandari ilifungwa siku ya Jumapili baada ya winchi kuanguka, lakini watu wote ni salama."
    ),
    "bn": "রবিবার একটি ক্রেন পড়ে যাওয়ার পর বন্দরটি বন্ধ করে দেওয়া হয়েছে, কিন্তু কেউ আহত হয়নি।",
    "ta": "ஒரு பாரந்தூக்கி விழுந்த பின்னர் துறைமுகம் மூடப்பட்டது, ஆனால் யாரும் காயமடையவில்லை.",
    "ur": "اتوار کو ایک کرین کے گرنے کے بعد بندرگاہ کو بند کر دیا گیا ہے لیکن کوئی زخمی نہیں ہوا۔",
    "az": "Liman bazar günü bağlandı, amma kran o qədər də böyük deyil və daha çox gəmi var, dedi.",
    "km": "កំពង់ផែត្រូវបានបិទនៅថ្ងៃអាទិត្យ បន្ទាប់ពីម៉ាស៊ីនស្ទូចបានដួល។",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_sentence_tells_its_language(language: str) -> None:
    guess = guess_language(words_of(TEXTS[language]))
    assert guess is not None
    assert guess[0] == language
    assert 0.5 < guess[1] <= 0.97


@pytest.mark.parametrize(
    "text", ["", "Ana Ruiz, Elm Street 12", "12 34 56", "Bern Zug Genf Basel Chur Sion Thun Biel"]
)
def test_names_and_numbers_tell_no_language(text: str) -> None:
    assert guess_language(words_of(text)) is None


def test_neighbours_that_share_their_words_are_left_open_or_told_with_less_confidence() -> None:
    words = words_of("i u je na se da su za od o a ne iz kao koji koja to bi")
    assert guess_language(words) is None


def test_the_lists_are_sorted_sets_in_composed_letters() -> None:
    assert len(stopwords()) >= 60
    for language, words in stopwords().items():
        assert len(words) >= 15, language
        assert all(unicodedata.is_normalized("NFC", word) for word in words), language


def test_small_words_are_those_of_the_language_asked_for() -> None:
    assert "die" not in common_words("en")
    assert "die" in common_words("de")
    assert common_words("de") < common_words()
    assert stop_share(["the", "of"], "xx") == 1.0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("İlgili Haberler", ["ilgili", "haberler"]),
        ("बंदरगाह के प्रमुख", ["बंदरगाह", "के", "प्रमुख"]),
        ("أضِف تعليقًا", ["اضف", "تعليقا"]),
        ("การเมือง ข่าว", ["การเมือง", "ข่าว"]),
        ("don't — stop_now", ["don't", "stop", "_", "now"]),
    ],
)
def test_words_keep_the_marks_inside_them(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("line", "topic"),
    [
        ("Alle Rechte vorbehalten, Elmstadt 2019", "copyright"),
        ("Читайте также: Десять вопросов", "related"),
        ("延伸阅读：十个问题", "related"),
        ("S'abonner", "nav"),
        ("S’abonner", "nav"),
        ("نشر في", "published"),
    ],
)
def test_a_line_is_known_by_its_set_phrase(line: str, topic: str) -> None:
    assert topic in topics_of(words_of(line))


@pytest.mark.parametrize(
    "line",
    [
        "Alle Rechte der Frauen standen auf dem Spiel",
        "Анна читает также по-немецки",
        "Inicio de la temporada",
        "Die Werbung wirkt",
        "",
    ],
)
def test_a_sentence_that_shares_a_word_is_no_set_phrase(line: str) -> None:
    assert not topics_of(words_of(line))


def test_labels_of_authors_are_known_in_many_languages() -> None:
    assert {"autor", "автор", "oleh", "作者", "مأخوذ"} - phrases_of_topic("byline") == {"مأخوذ"}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Նավը եկավ։ Նա ասաց, որ սպասում են։", 2),
        ("გემი მოვიდა. მან თქვა, რომ ელოდება.", 2),
        ("នេះជាប្រយោគ។ នោះជាប្រយោគ។", 2),
        ("यह वाक्य है। वह भी है।", 2),
        ("هذا نص. هل هذا آخر؟ نعم.", 3),
    ],
)
def test_sentences_end_in_other_scripts(text: str, count: int) -> None:
    assert len(sentences(text)) == count

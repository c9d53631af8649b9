from __future__ import annotations

import pytest

from reader.linking.contrasts import find, in_linked
from reader.model.link import Contrast, ContrastKind
from reader.model.text import Passage, PassageKind, Span

DISAGREE = [
    ("exact figures", "The storm injured 40.", "90 people were hurt in the storm.", "quantity"),
    ("a lower bound far below", "At least 12 were injured.", "A storm injured 90.", "quantity"),
    ("a death and none", "One sailor died.", "There were no deaths.", "polarity"),
    ("ages", "Okoro, 58, resigned.", "The mayor, Okoro, 59, resigned.", "quantity"),
    ("money", "The bridge will cost $5 million.", "The bridge will cost $8 million.", "money"),
    ("shares", "Turnout in the ballot was 61%.", "Turnout in the ballot was 71%.", "percentage"),
    (
        "days",
        "The bribery trial of Renk opens on May 3.",
        "Renk's trial for bribery opens on 10 May.",
        "date",
    ),
    (
        "weekdays",
        "The river Tave burst its banks late on Monday.",
        "The Tave burst its banks early on Tuesday.",
        "date",
    ),
    (
        "a share in words",
        "It flooded a third of the town.",
        "Nearly half of the town was flooded.",
        "percentage",
    ),
    (
        "parties by side",
        "A dozen opposition parties met in Hallow.",
        "The 11 losing opposition groups protested.",
        "quantity",
    ),
    (
        "how long",
        "The strike would last two weeks.",
        "The strike will last ten days.",
        "quantity",
    ),
    (
        "in office",
        "Mayor Anselm Bright has resigned.",
        "Mayor Anselm Bright refused to resign.",
        "polarity",
    ),
    (
        "somewhere",
        "President Obrin fled the palace.",
        "President Obrin wrote that he remains in Keld.",
        "polarity",
    ),
    (
        "any verb",
        "The inspectors had warned Norsand about the pipes.",
        "Norsand had never been warned about its pipes.",
        "polarity",
    ),
    (
        "done, and only if needed",
        "The board annulled the results of the vote.",
        "The board may, if needed, cancel the results of the vote.",
        "polarity",
    ),
    (
        "German",
        "Bei dem Brand in der Halle wurden 14 Menschen verletzt.",
        "Der Brand ist aus, verletzt wurde in der Halle niemand.",
        "polarity",
    ),
    (
        "Spanish",
        "El incendio en la fábrica dejó 1.400 heridos según la policía.",
        "En el incendio de la fábrica hubo 900 heridos.",
        "quantity",
    ),
    (
        "French",
        "La construction du pont a coûté 12 millions d'euros et il est ouvert.",
        "La construction du nouveau pont a coûté 15,5 millions d'euros.",
        "money",
    ),
    (
        "a French day in short",
        "Le procès de la mairesse Ondine Varga commence le 3 janv. 2021 au tribunal.",
        "Le procès de la mairesse Ondine Varga commence le 10 janvier 2021.",
        "date",
    ),
    (
        "Russian",
        "В результате пожара на складе погибли семь человек.",
        "На складе после пожара погибли 12 человек.",
        "quantity",
    ),
]

AGREE = [
    ("another spelling", "The storm injured 2,000.", "The storm injured two thousand."),
    ("about the same", "About 40 were injured.", "The storm injured 42."),
    ("more than a round number", "More than 500 were injured.", "590 were injured."),
    (
        "another weekday",
        "The gauge stood at 4 metres on Monday.",
        "The gauge stood at 5 metres on Tuesday.",
    ),
    (
        "twin events",
        "Fire chief Voss sent 90 fire engines.",
        "Fire chief Lund sent 25 fire engines.",
    ),
    ("rounded millions", "It cost $6.5 million to build it.", "It cost $6.52 million to build it."),
    ("other classes", "The storm injured 40.", "The storm killed two people."),
    ("another year", "In 2011 a storm injured 40.", "The storm injured 90."),
    ("other nouns", "Two clubs agreed to merge.", "Three unions agreed to merge."),
    ("one noun, other words", "Two clubs agreed to merge.", "It owns nine clubs of hazel wood."),
    ("one day in two ways", "The trial opens on May 3.", "The trial opens on 3 May 2021."),
    (
        "one of two figures agrees",
        "It injured 40, after 12 were injured on Monday.",
        "It injured 12.",
    ),
    (
        "a denial of some, or from elsewhere",
        "Four people were killed in Orlen.",
        "No deaths were reported from the villages downstream.",
    ),
    (
        "what may happen",
        "Mayor Anselm Bright could resign if the council asks.",
        "Mayor Anselm Bright refused to resign.",
    ),
    (
        "a day of saying",
        "The Tave burst its banks, the mayor said on Monday.",
        "The Tave burst its banks, the mayor said on Tuesday.",
    ),
    (
        "released, of a paper",
        "Results of the blood test have not been released.",
        "Renk was released on bail after the blood test.",
    ),
    (
        "a day, and since a day",
        "The bribery trial of Renk opened on May 3.",
        "Renk has been on trial for bribery since 10 May.",
    ),
    (
        "two places",
        "The burnt mill is 15 miles north of Keld.",
        "Men fled from the burnt mill and were held 50 miles north of Keld.",
    ),
    (
        "a list of people",
        "Two women and one man died in the mill of Keld.",
        "Three people died in the mill of Keld.",
    ),
    (
        "not before a day",
        "The calls to Keld were cut and then restored by engineers in Hallow.",
        "The calls to Keld will not be fully restored by engineers before Monday.",
    ),
    (
        "denied is the telling",
        "The actress Dora Finn has entered a clinic in Keld.",
        "Her agent would not tell why Dora Finn entered a clinic in Keld.",
    ),
    ("since a year", "It was the worst storm since 1987 and injured 40.", "The storm injured 40."),
    (
        "one share, two together",
        "Birch won a quarter of the vote.",
        "Birch and Elm together took around half of the vote.",
    ),
    (
        "Spanish sentences over months, which are no day in May",
        "El juez dictó 3 mayores penas en el proceso de la alcaldesa.",
        "El juez abrió el proceso de la alcaldesa el 7 de mayo.",
    ),
    ("German decimals", "Rund 2,5 Kilo der Ware ist weg.", "Es ist 2,5 Kilo der Ware weg."),
]


def _event(*texts: str) -> tuple[list[Passage], dict[str, str]]:
    passages = [
        Passage(f"p{n}", f"a{n}", Span(0, len(text)), PassageKind.SENTENCE, 0)
        for n, text in enumerate(texts)
    ]
    return passages, {f"a{n}": text for n, text in enumerate(texts)}


def _found(*texts: str) -> tuple[Contrast, ...]:
    return find(*_event(*texts))


@pytest.mark.parametrize(
    ("one", "other", "kind"), [c[1:] for c in DISAGREE], ids=[c[0] for c in DISAGREE]
)
def test_what_disagrees_is_shown_with_both_quotes(one: str, other: str, kind: str) -> None:
    (contrast,) = _found(one, other)
    assert contrast.kind is ContrastKind(kind)
    assert contrast.a.quote in one
    assert contrast.b.quote in other
    assert contrast.passage_a.quote == one
    assert contrast.subject


@pytest.mark.parametrize(("one", "other"), [c[1:] for c in AGREE], ids=[c[0] for c in AGREE])
def test_what_can_be_true_together_is_not_shown(one: str, other: str) -> None:
    assert _found(one, other) == ()


def test_a_third_article_tells_two_figures_apart() -> None:
    turnout = "In the ballot on a strike turnout was 71 percent."
    assert _found("In the ballot on a strike 64 percent were for it.", turnout)
    three = (
        "In the ballot on a strike 64 percent were for it.",
        turnout,
        "In the ballot on a strike 82 percent were for it. In it turnout was 71 percent.",
    )
    figures = {frozenset((c.a.quote, c.b.quote)) for c in _found(*three)}
    assert figures == {frozenset(("64 percent", "82 percent"))}


def test_the_order_of_passages_is_nothing() -> None:
    passages, texts = _event("The storm injured 40.", "It injured 90.", "It injured 12 people.")
    assert find(passages, texts) == find(passages[::-1], texts)
    assert len(find(passages, texts)) == 3


def test_one_article_does_not_disagree_with_itself() -> None:
    text = "The storm injured 40. The storm injured 90."
    spans = (Span(0, 21), Span(22, 43))
    passages = [Passage(f"{s.start}", "a", s, PassageKind.SENTENCE, 0) for s in spans]
    assert find(passages, {"a": text}) == ()


def test_of_links_only_linked_passages_are_compared() -> None:
    passages, texts = _event("The storm injured 40.", "It injured 90.", "It injured 12 people.")
    found = in_linked([(passages[0], passages[1])], texts)
    assert [(c.a.article, c.b.article) for c in found] == [("a0", "a1")]


def test_without_a_link_the_words_around_must_be_the_same() -> None:
    bridge = (
        "The Calder bridge was closed on Monday.",
        "The Calder bridge remained open all the time.",
        "The Calder bridge remained open.",
    )
    passages, texts = _event(*bridge)
    (found,) = in_linked([], texts, [(passages[0], passages[1])])
    assert (found.subject, found.a.quote, found.b.quote) == (
        "closure",
        "was closed",
        "remained open",
    )
    passages, texts = _event("The storm injured 40.", "It injured 90.")
    assert in_linked([], texts, [(passages[0], passages[1])]) == ()


def test_nothing_comes_of_nothing() -> None:
    assert find([], {}) == ()
    assert in_linked([], {}) == ()
    assert _found("", "…") == ()

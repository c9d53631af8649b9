from __future__ import annotations

from reader.model.annotation import Anchor, Annotation, Piece, Tag, TagKind, TagSet
from reader.model.link import Band, Event, Link, LinkEnd, LinkState, Relation, Verdict
from reader.model.text import Span
from reader.tui.dressing import Weave, pane_mark
from reader.tui.marking import Shape
from reader.tui.recent_tags import RecentTags


def end(article: str, start: int) -> LinkEnd:
    return LinkEnd(article, Span(start, start + 10), "x" * 10)


def suggested(a: LinkEnd, b: LinkEnd, score: float, band: Band) -> Link:
    return Link(f"{a.key} {b.key}", a, b, Relation.SAME_EVENT, score=score, band=band)


def judged(a: LinkEnd, b: LinkEnd, state: LinkState, verdict: Verdict) -> Link:
    return Link(f"{a.key} {b.key}", a, b, Relation.SAME_EVENT, state, {"ada": verdict})


def test_passages_of_one_event_have_one_letter_in_every_article() -> None:
    a, b, c = end("one", 0), end("two", 0), end("three", 5)
    links = [suggested(a, b, 5.2, Band.STRONG), suggested(b, c, 3.2, Band.WEAK)]
    event = Event("e", "", (a, b, c))
    weave = Weave(links, [event], ["one", "two", "three"])
    assert {weave.letter(link) for link in weave.links} == {"a"}
    assert [each.letter for each in weave.pane_links("three")] == ["a"]


def test_letters_follow_the_reading_order() -> None:
    late = suggested(end("one", 50), end("two", 0), 5.0, Band.STRONG)
    early = suggested(end("one", 0), end("two", 50), 4.2, Band.LIKELY)
    weave = Weave([late, early], [], ["one", "two"])
    assert (weave.letter(early), weave.letter(late)) == ("a", "b")


def test_a_weak_suggestion_counts_only_inside_an_event() -> None:
    a, b = end("one", 0), end("two", 0)
    weak = suggested(a, b, 3.1, Band.WEAK)
    assert not Weave([weak], [], ["one", "two"]).links
    assert Weave([weak], [Event("e", "", (a, b))], ["one", "two"]).links


def test_of_several_suggestions_the_best_for_each_article_is_shown() -> None:
    a, b, other = end("one", 0), end("two", 0), end("two", 30)
    best, second = suggested(a, b, 5.0, Band.STRONG), suggested(a, other, 4.0, Band.LIKELY)
    third = suggested(end("one", 70), other, 4.5, Band.LIKELY)
    weave = Weave([best, second, third], [], ["one", "two"])
    assert weave.partners("one", 3) == ((best, b),)


def test_rejected_links_and_those_of_other_articles_are_not_shown() -> None:
    a, b, c = end("one", 0), end("two", 0), end("nine", 0)
    no = judged(a, b, LinkState.REJECTED, Verdict.REJECTED)
    far = judged(a, c, LinkState.CONFIRMED, Verdict.CONFIRMED)
    assert not Weave([no, far], [], ["one", "two"]).links


def test_what_people_confirmed_comes_first() -> None:
    a, b, c = end("one", 0), end("two", 0), end("three", 0)
    sure = judged(a, b, LinkState.CONFIRMED, Verdict.CONFIRMED)
    maybe = suggested(a, c, 6.0, Band.STRONG)
    articles = ["one", "two", "three"]
    assert Weave([maybe, sure], [], articles).partners("one", 0)[0] == (sure, b)


CLAIM = Tag("c", TagKind.CLAIM, "claim")
OWN = Tag("o", TagKind.USER, "urgent", key="1")
TAGS = TagSet((CLAIM, OWN))


def annotation(*tags: Tag, note: str = "") -> Annotation:
    anchor = Anchor((Piece(Span(0, 2), "ab"),), "", "")
    return Annotation("id", "article", anchor, tags, "ada", note=note)


def test_kind_is_a_shape_and_the_tag_a_letter() -> None:
    assert pane_mark(annotation(CLAIM, OWN), TAGS).shape is Shape.CLAIM
    assert pane_mark(annotation(OWN), TAGS).letter == "U"
    assert pane_mark(annotation(note="why"), TAGS).letter == "N"
    assert pane_mark(annotation(), TAGS).letter == "·"


def test_recent_tags_keep_their_digit_and_the_oldest_makes_room() -> None:
    recent = RecentTags(TAGS)
    assert recent.at(1) == OWN
    more = [Tag(f"t{n}", TagKind.USER, f"t{n}") for n in range(9)]
    for tag in more[:8]:
        recent.use(tag)
    recent.use(OWN)
    recent.use(more[8])
    assert recent.at(1) == OWN
    assert recent.at(2) == more[8]
    assert recent.at(10) is None
    assert RecentTags(TAGS, [CLAIM.id, "gone"]).ids == [CLAIM.id]

from __future__ import annotations

from dataclasses import replace

from reader.model.annotation import Anchor, Annotation, Piece
from reader.model.text import Span
from reader.tui.ledger import Ledger


def mark(name: str, start: int = 0, note: str = "") -> Annotation:
    anchor = Anchor((Piece(Span(start, start + 2), "ab"),), "", "")
    return Annotation(name, "article", anchor, (), "ada", note=note)


def shown(ledger: Ledger) -> list[str]:
    return [each.id for each in ledger.of("article")]


def test_a_mark_is_hollow_until_its_write_is_acknowledged_and_never_flickers() -> None:
    ledger = Ledger()
    entries = ledger.begin([mark("draft")])
    assert (shown(ledger), set(ledger.pending())) == (["draft"], {"draft"})
    ledger.acknowledge(entries, [mark("real")], number=3)
    assert (shown(ledger), set(ledger.pending())) == (["real"], set())
    ledger.take({"article": ()}, number=2)  # a reading that began before the write
    assert shown(ledger) == ["real"]
    ledger.take({"article": (mark("real"),)}, number=3)
    assert shown(ledger) == ["real"]
    ledger.take({"article": ()}, number=4)  # a colleague deleted it
    assert shown(ledger) == []


def test_a_refused_write_shows_the_desk_again() -> None:
    ledger = Ledger()
    ledger.take({"article": (mark("a", note="old"),)}, number=1)
    entries = ledger.begin([mark("a", note="new")])
    assert ledger.of("article")[0].note == "new"
    ledger.withdraw(entries)
    assert ledger.of("article")[0].note == "old"


def test_a_deleted_mark_is_hollow_and_then_gone() -> None:
    ledger = Ledger()
    ledger.take({"article": (mark("a"), mark("b", 5))}, number=1)
    entries = ledger.begin([mark("a")], gone=True)
    assert (shown(ledger), set(ledger.pending())) == (["a", "b"], {"a"})
    ledger.acknowledge(entries, [mark("a")], number=2)
    assert shown(ledger) == ["b"]
    ledger.take({"article": (mark("b", 5),)}, number=2)
    assert shown(ledger) == ["b"]


def test_marks_come_in_reading_order() -> None:
    ledger = Ledger()
    ledger.take({"article": (mark("late", 9), mark("early", 1))}, number=1)
    ledger.begin([mark("middle", 4)])
    assert shown(ledger) == ["early", "middle", "late"]
    found = ledger.find("article", "middle")
    assert found is not None
    assert replace(found, note="x").id == "middle"
    assert ledger.find("article", None) is None


def test_promised_marks_are_read_once_when_they_are_asked_for_and_never_after_a_reading() -> None:
    read: list[str] = []

    def reading() -> tuple[Annotation, ...]:
        read.append("article")
        return (mark("a"),)

    asked, changed, late = Ledger(), Ledger(), Ledger()
    for ledger in (asked, changed, late):
        ledger.promise("article", reading)
        assert ledger.articles == ledger.promised == {"article"}
    assert not read
    assert shown(asked) == shown(asked) == ["a"]
    assert len(read) == 1
    changed.begin([mark("b", 4)])  # what is under a gesture is shown with it
    assert not changed.promised
    assert shown(changed) == ["a", "b"]
    late.take({"article": (mark("c"),)}, number=1)
    assert (shown(late), len(read)) == (["c"], 2)


def test_a_reading_tells_which_marks_may_look_different_and_keeps_the_others_in_order() -> None:
    ledger = Ledger()
    stored = [mark(f"m{index}", 10 * index) for index in range(40)]
    assert ledger.take({"article": tuple(stored)}, number=1)["article"] == {m.id for m in stored}
    assert len(shown(ledger)) == 40
    entries = ledger.begin([mark("draft", 55)])
    assert shown(ledger)[5:8] == ["m5", "draft", "m6"]
    assert [each.id for each in ledger.at("article", Span(55, 57))] == ["draft"]
    ledger.acknowledge(entries, [mark("m5b", 55)], number=2)
    assert shown(ledger)[5:8] == ["m5", "m5b", "m6"]
    found = ledger.find("article", "draft")
    assert found is not None
    assert found.id == "m5b"
    changed = [*stored[:6], mark("m5b", 55), mark("m6", 60, note="new"), *stored[8:]]
    assert ledger.take({"article": tuple(changed)}, number=2) == {"article": {"m5b", "m6", "m7"}}
    assert ledger.of("article") == tuple(changed)
    assert ledger.take({"article": tuple(changed)}, number=3) == {}

"""The order of judging, without a screen."""

from __future__ import annotations

from reader.model.link import Link, LinkEnd, Relation, Verdict
from reader.model.text import Span
from reader.tui.judging_queue import JudgingQueue

ENDS = LinkEnd("one", Span(0, 1)), LinkEnd("two", Span(0, 1))
YES, NO = Verdict.CONFIRMED, Verdict.REJECTED


def queue(*names: str, start: str | None = None) -> JudgingQueue:
    made = JudgingQueue()
    made.load([Link(name, *ENDS, Relation.SAME_EVENT) for name in names], start)
    return made


def current(asked: JudgingQueue) -> str | None:
    return None if asked.current is None else asked.current.id


def test_the_next_open_one_comes_by_itself_and_round_again() -> None:
    asked = queue("a", "b", "c")
    asked.step(1)
    assert asked.judge(YES) is not None
    assert current(asked) == "c"
    asked.judge(NO)
    assert current(asked) == "a"
    assert asked.open == 1
    asked.judge(YES)
    assert current(asked) is None
    assert asked.judge(YES) is None


def test_one_can_go_back_and_judge_again() -> None:
    asked = queue("a", "b")
    asked.judge(YES)
    assert asked.step(-1)
    assert current(asked) == "a"
    asked.judge(NO)
    assert asked.verdicts == {"a": NO}
    assert asked.judged == ["a"]


def test_skipping_the_last_one_leads_to_the_first_that_is_open() -> None:
    asked = queue("a", "b", "c")
    asked.judge(YES)
    assert asked.step(1)
    assert not asked.step(1)
    assert current(asked) == "b"


def test_a_verdict_that_does_not_stand_opens_its_link_again() -> None:
    asked = queue("a", "b")
    asked.judge(YES)
    asked.forget("a")
    assert current(asked) == "a"
    assert asked.open == 2
    assert asked.judged == []


def test_what_one_begins_with_stands_first() -> None:
    assert [link.id for link in queue("a", "b", "c", start="c").links] == ["c", "a", "b"]
    assert current(queue("a", "b", start="gone")) == "a"


def test_loading_again_keeps_the_place() -> None:
    asked = queue("a", "b", "c")
    asked.step(1)
    asked.load([Link(name, *ENDS, Relation.SAME_EVENT) for name in ("x", "b", "c")])
    assert current(asked) == "b"
    asked.load([])
    assert current(asked) is None


def test_a_link_judged_and_taken_back_stands_where_it_stood() -> None:
    asked = queue("a", "b", "c", "d")
    asked.judge(Verdict.CONFIRMED)
    asked.judge(Verdict.REJECTED)
    asked.forget("b")
    asked.load([Link(name, *ENDS, Relation.SAME_EVENT) for name in ("b", "c", "d")], "b")
    assert current(asked) == "b"
    assert [link.id for link in asked.links] == ["a", "b", "c", "d"]
    assert (asked.at, asked.open) == (1, 3)

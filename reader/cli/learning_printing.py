"""What a desk learnt from verdicts on links, in print: weights old and new, and what for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.cli.printing import print_json, print_table, say
from reader.model.link import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.desk.learning import Lesson

# What a factor is of, where its name does not say it.
MEANS = {
    "words": "words that both passages share",
    "names": "names that both share",
    "numbers": "numbers and figures that both share",
    "spelling": "runs of characters",
    "support": "links among the partners of both",
    "hub": "resembling many passages",
    "lead": "standing at the beginning",
    "length": "length of the passages",
    "story": "articles of different stories",
    "constant": "points added to every score",
}


def print_lesson(lesson: Lesson, *, as_json: bool) -> None:
    """The judgements, the weights, what they are worth, and who had them learnt when."""
    if as_json:
        print_json(_values(lesson))
        return
    confirmed, rejected = (lesson.counts[x] for x in (Verdict.CONFIRMED, Verdict.REJECTED))
    say(f"{confirmed + rejected} judgements: {confirmed} confirmed, {rejected} rejected")
    taught = lesson.taught
    print_table(
        ("part", "#default", "#in use", *(("#learnt now",) if taught else ()), "of"),
        [
            (
                name,
                f"{lesson.default[name]:.2f}",
                f"{lesson.used[name]:.2f}",
                *((f"{taught[name]:.2f}",) if taught else ()),
                MEANS[name],
            )
            for name in lesson.parts
        ],
        empty="",
    )
    if lesson.missing:
        say(f"too few judgements to learn from: {lesson.missing}")
    else:
        _print_figures(lesson)
    _print_standing(lesson)


def _print_figures(lesson: Lesson) -> None:
    from reader.linking.learning import ERRORS

    f = lesson.figures
    say("judgements that nothing was learnt from, by the default weights -> by learnt ones:")
    say(f"  average precision  {f['precision_before']:.3f} -> {f['precision_after']:.3f}")
    say(
        f"  log loss           {f['loss_before']:.3f} -> {f['loss_after']:.3f}"
        f"  ({f['certainty']:+.1f} standard errors; {ERRORS:g} are needed)"
    )
    if lesson.kept:
        say("better: kept, for everybody on this desk; `reader undo` takes it back")
    elif lesson.better:
        say("better: `reader suggest --learn` keeps it")
    else:
        say("no better than chance allows: not kept")


def _print_standing(lesson: Lesson) -> None:
    learnt = lesson.learnt
    if learnt is None:
        say("in use: the default weights; nothing was ever learnt here")
        return
    day = learnt.at[:16].replace("T", " ")
    if learnt.forgotten:
        say(f"in use: the default weights, since {learnt.annotator} went back to them on {day}")
    elif lesson.outdated:
        say(f"in use: the default weights; what {learnt.annotator} had learnt on {day} was for an")
        say("older version of the score")
    else:
        count = learnt.figures["judgements"]
        say(f"in use: learnt from {count} judgements for {learnt.annotator} on {day} (UTC)")


def _values(lesson: Lesson) -> dict[str, Any]:
    learnt = lesson.learnt
    return {
        "judgements": {verdict.value: count for verdict, count in lesson.counts.items()},
        "missing": lesson.missing,
        "weights": [_weight(name, lesson) for name in lesson.parts],
        "figures": lesson.figures or None,
        "better": lesson.better,
        "kept": lesson.kept,
        "learnt": None
        if learnt is None
        else {
            "annotator": learnt.annotator,
            "at": learnt.at,
            "method": learnt.method,
            "figures": learnt.figures,
            "forgotten": learnt.forgotten,
            "outdated": lesson.outdated,
        },
    }


def _weight(name: str, lesson: Lesson) -> Mapping[str, Any]:
    return {
        "name": name,
        "default": lesson.default[name],
        "used": lesson.used[name],
        "taught": lesson.taught.get(name),
    }

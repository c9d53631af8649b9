"""Learning from verdicts on links: asked for, kept only where it is worth it, and taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from reader.desk.context import Context
from reader.desk.named import known_aliases
from reader.desk.suggesting import Suggesting, known_weights
from reader.errors import ReaderError
from reader.model.learnt import Judged, Learnt
from reader.model.link import Verdict
from reader.store import learnt as rows

if TYPE_CHECKING:
    from reader.linking.learning import Judgement, Trial

GROWN = 1.5  # times the judgements learnt from, until learning anew is worth a word


@dataclass(frozen=True, slots=True)
class Lesson:
    """What the judgements of a desk teach today, and what stands.

    Attributes:
        counts: how many of everybody's verdicts count, confirmed and rejected ones.
        missing: in words, what is missing before anything can be learnt; empty where nothing is.
        parts: the names of the factors, then `constant`.
        default: of a desk that learnt nothing, by name.
        used: those that scores are made with now.
        taught: what all judgements teach today; empty where they are too few.
        figures: how well unseen judgements are foretold, before and after; empty likewise.
        better: whether that would be kept.
        learnt: what stands in the file, forgotten or not.
        kept: whether it was kept just now.
        outdated: whether what stands was learnt for another version of the score.
    """

    counts: Mapping[Verdict, int]
    missing: str
    parts: tuple[str, ...]
    default: Mapping[str, float]
    used: Mapping[str, float]
    taught: Mapping[str, float]
    figures: Mapping[str, float]
    better: bool
    learnt: Learnt | None
    kept: bool = False
    outdated: bool = False


class Learning:
    """What a desk learns from everybody's verdicts on its links."""

    def __init__(self, context: Context, suggesting: Suggesting) -> None:
        self._context = context
        self._suggesting = suggesting

    def explain(self) -> Lesson:
        """What the judgements teach today; nothing is written."""
        return self._lesson(self._judgements(missing=True))

    def learn(self) -> Lesson:
        """Learn from everybody's verdicts, and keep it if it foretells unseen ones better."""
        from reader.linking.scoring import METHOD

        lesson = self._lesson(self._judgements(missing=True))
        if not lesson.better:
            return lesson
        gesture = self._context.gesture()
        new = Learnt(METHOD, lesson.taught, lesson.figures)
        self._context.write(gesture, rows.learning(new, lesson.learnt, gesture))
        standing = rows.learnt(self._context.store)
        return replace(lesson, used=lesson.taught, learnt=standing, kept=True, outdated=False)

    def forget(self) -> Learnt:
        """Go back to the default weights; what was learnt until now.

        Raises:
            ReaderError: nothing is learnt here.
        """
        old = rows.learnt(self._context.store)
        if old is None or old.forgotten:
            raise ReaderError(
                "this desk has learnt nothing",
                remedy="`reader suggest --explain` tells what its judgements teach",
            )
        gesture = self._context.gesture()
        self._context.write(gesture, rows.forgetting(old, gesture))
        return old

    def proposal(self) -> str | None:
        """One line for who judged enough that learning would be kept, else None.

        Only verdicts that were stored with what they were about: it takes no time.
        """
        judgements = self._judgements(missing=False)
        old = rows.learnt(self._context.store)
        stands = old is not None and not old.forgotten
        if old is not None and stands and len(judgements) < GROWN * old.figures["judgements"]:
            return None
        lesson = self._lesson(judgements)
        if not lesson.better:
            return None
        before, after = lesson.figures["precision_before"], lesson.figures["precision_after"]
        return (
            f"{len(judgements)} judgements: learnt weights would rank them better"
            f" ({before:.2f} -> {after:.2f}); `reader suggest --learn`"
        )

    def _lesson(self, judgements: Sequence[Judgement]) -> Lesson:
        from reader.linking.learning import learn, missing
        from reader.linking.scoring import METHOD
        from reader.linking.weights import PARTS, PLAIN

        confirmed = sum(each.linked for each in judgements)
        rejected = len(judgements) - confirmed
        lacking = missing(confirmed, rejected)
        trial = None if any(lacking) else learn(judgements)
        old = rows.learnt(self._context.store)
        return Lesson(
            counts={Verdict.CONFIRMED: confirmed, Verdict.REJECTED: rejected},
            missing=_in_words(*lacking),
            parts=(*PARTS, "constant"),
            default=asdict(PLAIN),
            used=asdict(known_weights(self._context.store).taste),
            taught={} if trial is None else asdict(trial.taste),
            figures={} if trial is None else _figures(trial),
            better=trial is not None and trial.better,
            learnt=old,
            outdated=old is not None and old.method != METHOD,
        )

    def _judgements(self, *, missing: bool) -> list[Judgement]:
        """Everybody's verdicts with what they were about.

        Args:
            missing: score the passages of those that were stored without; the rest are left out.
        """
        from reader.linking.learning import Judgement
        from reader.linking.scoring import METHOD

        judged = list(rows.judged(self._context.store, METHOD))
        if missing and not all(each.parts for each in judged):
            judged = self._with_parts(judged)
        return [
            Judgement((each.a.article, each.b.article), each.a.key, each.parts, each.linked)
            for each in judged
            if each.parts
        ]

    def _with_parts(self, judged: Sequence[Judged]) -> list[Judged]:
        """The same, with what the scores of today are made of where nothing was kept."""
        from reader.linking.scoring import parts_between

        passages = self._suggesting.passages(self._suggesting.keys(None))
        texts = self._suggesting.texts(passage.article for passage in passages)
        wanted = {(each.a.key, each.b.key) for each in judged if not each.parts}
        aliases = known_aliases(self._context.store)
        found = parts_between(texts, passages, wanted, aliases=aliases)
        return [
            each if each.parts else replace(each, parts=found.get((each.a.key, each.b.key), ()))
            for each in judged
        ]


def _figures(trial: Trial) -> dict[str, float]:
    return {
        "judgements": trial.confirmed + trial.rejected,
        "confirmed": trial.confirmed,
        "rejected": trial.rejected,
        "precision_before": round(trial.before.precision, 4),
        "precision_after": round(trial.after.precision, 4),
        "loss_before": round(trial.before.loss, 4),
        "loss_after": round(trial.after.loss, 4),
        "certainty": round(trial.certainty, 2),
    }


def _in_words(total: int, confirmed: int, rejected: int) -> str:
    lacking = [
        f"{count} {what}"
        for count, what in (
            (total, "more in all"),
            (confirmed, "more confirmed"),
            (rejected, "more rejected"),
        )
        if count
    ]
    return ", ".join(lacking)

"""Lines of plain text -> blocks: sentences that a scraper broke are one block again."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import accumulate, pairwise

from reader.cleaning.credits import is_credit
from reader.cleaning.reading import Draft
from reader.model.article import BlockKind
from reader.model.text import Span

# A sentence broken by a blank line: the first part is long enough to be one (a label such
# as a lone verb above a date has one word or two), the second goes on in lower case.
_MIN_WORDS_BEFORE = 7
_MIN_WORDS_AFTER = 3
_UNFINISHED = re.compile(r"[^\W\d_][\u2019']?[,\u2013\u2014-]?$")
_MAX_BREAK = 3  # newlines: a sentence is broken by a blank line or two, not by a gap
# Texts wrapped at a column: RFC 2646 says 66, e-mail 72-78, typewriters 60-65.
_MIN_WIDTH, _MAX_WIDTH = 50, 100
_MIN_WRAPPED_SHARE = 0.5  # of lines directly below another one that go on with its sentence
_MIN_WRAPPED_LINES = 4
# A page has some hundred blocks, a book ten thousand paragraphs. A million lines, judged one
# by one, took 57 s and 2 GB.
MAX_DRAFTS = 10_000
_EDGE = 200  # code points of a line's end and start that are looked at
_SENTENCE_END = re.compile(
    "[.!?\u2026:\u3002\uff01\uff1f\u061f\u06d4\u0964\u0589\u17d4\u104b\u1362]"
    "[\"'\u201d\u2019\u00bb)\\]]*$"
)


def join_broken(text: str, drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """`drafts` with those joined that are parts of one sentence or wrapped paragraph."""
    wrapped = _is_wrapped(text, drafts)
    joined: list[Draft] = []
    for draft in drafts:
        before = joined[-1] if joined else None
        if before is not None and _continues(text, before, draft, wrapped=wrapped):
            joined[-1] = replace(
                before,
                span=Span(before.span.start, draft.span.stop),
                linked=before.linked + draft.linked,
            )
        else:
            joined.append(draft)
    return tuple(joined)


def bounded(drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """`drafts`, neighbours put together where there are more than any article has."""
    if len(drafts) <= MAX_DRAFTS:
        return drafts
    size = -(-len(drafts) // MAX_DRAFTS)
    groups = (drafts[start : start + size] for start in range(0, len(drafts), size))
    return tuple(
        Draft(Span(group[0].span.start, group[-1].span.stop), linked=sum(d.linked for d in group))
        for group in groups
    )


def coarse(text: str) -> tuple[Draft, ...]:
    """A text of more lines than any article has, cut into bounded stretches of lines."""
    lines = text.split("\n")
    size = -(-len(lines) // MAX_DRAFTS)
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    drafts = []
    for first in range(0, len(lines), size):
        start, stop = starts[first], starts[min(first + size, len(lines))] - 1
        words = text[start:stop]
        bare = words.strip()
        if bare:
            start += len(words) - len(words.lstrip())
            drafts.append(Draft(Span(start, start + len(bare))))
    return tuple(drafts)


def _continues(text: str, before: Draft, after: Draft, *, wrapped: bool) -> bool:
    """Whether `after` goes on with what `before` left unfinished."""
    if after.kind is not BlockKind.PARAGRAPH or before.kind is BlockKind.HEADING:
        return False
    if before.said is not None or after.said is not None:
        return False
    breaks = text.count("\n", before.span.stop, after.span.start)
    if wrapped and breaks == 1 and _is_full_line(text, before):
        return True
    if before.kind is not BlockKind.PARAGRAPH or breaks > _MAX_BREAK:
        return False
    start = text[after.span.start : after.span.start + _EDGE]
    end = text[max(before.span.start, before.span.stop - _EDGE) : before.span.stop]
    return (
        _is_small(start)
        and _UNFINISHED.search(end) is not None
        and len(end.split()) >= _MIN_WORDS_BEFORE
        and len(start.split()) >= _MIN_WORDS_AFTER
        and not is_credit(text[after.span.start : after.span.stop][:_EDGE])
        and _is_sentence_like(text, after)
    )


def _is_sentence_like(text: str, draft: Draft) -> bool:
    """Whether a line ends as a sentence does, or is longer than a label."""
    end = text[max(draft.span.start, draft.span.stop - _EDGE) : draft.span.stop]
    return _SENTENCE_END.search(end) is not None or len(end.split()) > _MIN_WORDS_BEFORE


def _is_wrapped(text: str, drafts: tuple[Draft, ...]) -> bool:
    """Whether the text was cut at a column: lines run on below each other in mid-sentence."""
    below, running = 0, 0
    for before, after in pairwise(drafts):
        if text.count("\n", before.span.stop, after.span.start) != 1:
            continue
        if not _MIN_WIDTH <= _last_line_length(text, before) <= _MAX_WIDTH:
            continue
        below += 1
        ended = _SENTENCE_END.search(text[before.span.stop - 4 : before.span.stop])
        running += ended is None and _is_small(text[after.span.start])
    return below >= _MIN_WRAPPED_LINES and running >= _MIN_WRAPPED_SHARE * below


def _is_full_line(text: str, draft: Draft) -> bool:
    """Whether the last line of a draft was long enough to be cut at a column."""
    return _MIN_WIDTH <= _last_line_length(text, draft) <= _MAX_WIDTH


def _last_line_length(text: str, draft: Draft) -> int:
    """Code points of the draft's last line."""
    return draft.span.stop - max(text.rfind("\n", 0, draft.span.stop) + 1, draft.span.start)


def _is_small(text: str) -> bool:
    """Whether a text begins with a small letter; Georgian has no others."""
    return text[:1].islower() and not "\u10d0" <= text[:1] <= "\u10ff"

"""What a gesture did, in a few words that people know it by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from reader.model.curation import is_curated
from reader.model.history import HistoryEntry
from reader.store.failures import NOUNS
from reader.store.guarded import BY_NAME

END_LENGTH = 28  # code points of each end of a link that a label names
LABEL_LENGTH = 40  # code points of a quote or title in a label
_TITLES = ("title", "name", "handle", "text", "a_quote", "value")  # the words a row is known by
_SAID_OF = {"link_verdicts": "link", "readings": "article"}  # what the row is about, by its column
_VERBS = {"insert": "new", "update": "changed", "delete": "deleted", "restore": "restored"}
_OF_ARTICLES = {"delete": "withdrew", "restore": "brought back"}
_OF_VERSIONS = {"insert": "new", "delete": "took back the", "restore": "brought back the"}


def describe(changes: Sequence[HistoryEntry], quotes: Mapping[str, str] | None = None) -> str:
    """What a gesture did, in a few words: `new mark “seize power”`.

    Args:
        changes: the entries of one gesture.
        quotes: the words of marks by id, which a mark that went or changed left none of here,
            of links that were judged, and the titles of articles that are read.
    """
    told_whole = _special(changes) or _curated(changes, quotes or {})
    if told_whole is not None:
        return told_whole
    subjects = {subject(each): each for each in reversed(changes)}
    whole = [each for key, each in subjects.items() if key == (each.table, each.row)]
    told = whole or list(subjects.values())
    # Who acts for the first time is noted with it; that is nothing they did.
    told = [each for each in told if each.table != "annotators"] or told
    if not told:
        return "nothing"
    first = told[-1]
    verb, noun = _VERBS[first.operation], NOUNS.get(first.table, first.table)
    if len(told) > 1:
        return _several(told)
    if first.table == "article_fields" and first.row.count(":") > 1:  # article:field:@who
        noun = f"{noun} of the {first.row.split(':')[1]}"
    words = _words(first, changes, quotes or {})
    if first.table in _SAID_OF:
        row = first.after or {}
        of = (quotes or {}).get(row.get(_SAID_OF[first.table], ""))
        curated = first.table == "link_verdicts" and is_curated(str(row.get("annotator")))
        noun = f"curated {noun}" if curated else noun
        return f"{verb} {noun} “{words}”" + (f": {of}" if of else "")
    return f"{verb} {noun} “{words}”" if words else f"{verb} {noun}"


def _curated(changes: Sequence[HistoryEntry], quotes: Mapping[str, str]) -> str | None:
    """What was decided, if anything was."""
    decisions = [each for each in changes if each.table == "curations"]
    return _decided(decisions, quotes) if decisions else None


def _decided(decisions: Sequence[HistoryEntry], quotes: Mapping[str, str]) -> str:
    """What was decided of whose marks: `curated: accepted “seize power”`."""
    states = [each.after or {} for each in decisions]
    open_again = [state for state in states if state.get("deleted_at") is not None]
    said = Counter(str(state.get("decision")) for state in states)
    verb = "reopened" if len(open_again) == len(states) else "curated"
    if len(said) == 1:
        (outcome,) = said
        words = _cut(quotes.get(decisions[0].row, ""))
        first = f"{verb}: {outcome} “{words}”" if words else f"{verb}: {outcome} a mark"
        return first if len(states) == 1 else f"{first} and {len(states) - 1} more"
    return f"{verb}: " + ", ".join(f"{count} {outcome}" for outcome, count in sorted(said.items()))


def _special(changes: Sequence[HistoryEntry]) -> str | None:
    """What a gesture did that is known by more than the rows it changed."""
    given = [each for each in changes if each.table == "assignments"]
    if given and all(each.table in {"assignments", "annotators"} for each in changes):
        return _assigned(given)
    purged = [each for each in changes if each.table == "purges"]
    if purged:
        names = {each.row: _words(each, (), {}) for each in changes if each.table == "articles"}
        named = f"the text of “{names.get(purged[0].row, '')}”"
        return f"purged {named if len(purged) == 1 else f'{len(purged)} texts'}"
    if is_withdrawal(changes):
        shown = next((each for each in changes if not withdraws(each)), changes[0])
        return f"{_OF_ARTICLES[changes[0].operation]} article “{_words(shown, (), {})}”"
    version = next((each for each in changes if is_version(each) or withdraws(each)), None)
    if version is not None:
        words = _words(version, (), {})
        return f"{_OF_VERSIONS[version.operation]} version of “{words}”"
    return None


def _assigned(given: Sequence[HistoryEntry]) -> str:
    """What was given to whom: `assigned 3 articles to ada and bo`."""
    verbs = {"delete": ("took", "from"), "update": ("changed", "of")}
    verb, joined = verbs.get(given[-1].operation, ("assigned", "to"))
    rows = [each.after or {} for each in given]
    who = sorted({str(row["annotator"]) for row in rows}, key=str.casefold)
    count = len({row["article"] for row in rows})
    return f"{verb} {count} {'article' if count == 1 else 'articles'} {joined} {' and '.join(who)}"


def _several(told: Sequence[HistoryEntry]) -> str:
    """What was done to several rows: `new: 2 tags`, `new: 1 tag, deleted: 1 tag`.

    Two events are named: a merge or a split is known by both.
    """
    first = told[-1]
    noun = NOUNS.get(first.table, first.table)
    if any(each.table != first.table for each in told):
        return f"{_VERBS[first.operation]}: {len(told)} rows"
    if first.table == "events" and len(told) == 2:  # noqa: PLR2004 - both
        return ", ".join(f"{_VERBS[x.operation]} event “{_words(x, (), {})}”" for x in told[::-1])
    verbs = Counter(_VERBS[each.operation] for each in reversed(told))
    return ", ".join(
        f"{verb}: {count} {_plural(noun) if count > 1 else noun}" for verb, count in verbs.items()
    )


def is_version(each: HistoryEntry) -> bool:
    """Whether an entry brought a new version of an article in."""
    new = each.table == "articles" and each.operation == "insert"
    return new and bool((each.after or {}).get("supersedes"))


def is_withdrawal(changes: Sequence[HistoryEntry]) -> bool:
    """Whether a gesture withdrew an article with all its versions, or brought it back.

    A version that is taken back goes with a note on the one before, and with what it carried.
    """
    return bool(changes) and all(
        each.table == "articles" and each.operation in _OF_ARTICLES for each in changes
    )


def withdraws(each: HistoryEntry) -> bool:
    """Whether an entry took a version of an article back, or brought it back."""
    turned = each.table == "articles" and each.operation in {"delete", "restore"}
    return turned and bool((each.after or {}).get("supersedes"))


def _plural(noun: str) -> str:
    head, *rest = noun.split(" ", 1)
    heads = f"{head[:-1]}ies" if head.endswith("y") else f"{head}s"
    return " ".join([heads, *rest]) if rest[:1] != ["state"] else f"{noun}s"


def subject(each: HistoryEntry) -> tuple[str, str]:
    """What a person would say was changed: the row, or the row it is a part of."""
    parent = BY_NAME[each.table].parent
    if parent is None:
        return each.table, each.row
    assert each.after is not None
    table, columns = parent
    return table, ":".join(str(each.after[column]) for column in columns)


def short(quote: str) -> str:
    """A quote as one end of a pair."""
    words = " ".join(quote.split())
    return f"“{words if len(words) <= END_LENGTH else words[: END_LENGTH - 1] + '…'}”"


def _words(first: HistoryEntry, changes: Sequence[HistoryEntry], quotes: Mapping[str, str]) -> str:
    """A quote, title or name by which a person knows the row."""
    assert first.after is not None
    pieces = [
        each.after["quote"]
        for each in changes
        if each.table == "annotation_pieces" and each.after is not None
    ]
    found = (
        next((first.after[name] for name in _TITLES if first.after.get(name)), "")
        or " … ".join(pieces)
        or (quotes.get(first.row) if first.table == "annotations" else None)
        or first.after.get("note")
        or first.after.get("verdict")
        or first.after.get("state")
        or ""
    )
    return _cut(str(found))


def _cut(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LABEL_LENGTH else words[: LABEL_LENGTH - 1] + "…"

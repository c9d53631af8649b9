"""Search in articles and marks: whatever is typed gives results or none, never an error."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from unicodedata import combining, normalize

from reader.model.text import Span
from reader.model.values import dataclass
from reader.store.protocol import Store
from reader.store.statements import storable
from reader.store.versions import older

# What nobody types by hand, and a search would choke on.
MOST_TERMS = 32
LONGEST_TERM = 200  # code points
HITS_PER_ARTICLE = 50
CONTEXT = 60  # code points of the snippet on each side of a hit

# Marks around a hit; control characters never stand in a stored text (intake replaces them).
_OPEN, _CLOSE = "\x02", "\x03"
_HIT = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")
_TERM = re.compile(r'"([^"]*)"|([^\s"]+)')
_WORD = re.compile(r"\w")
AT_ONCE = 4_000  # annotations that are looked through in one statement
_WITHIN = """(n.note LIKE ? ESCAPE '\\' OR n.attributes <> '{}'
    OR EXISTS (SELECT 1 FROM annotation_pieces AS p WHERE p.annotation = n.id
      AND p.deleted_at IS NULL AND p.quote LIKE ? ESCAPE '\\')
    OR EXISTS (SELECT 1 FROM annotation_tags AS g WHERE g.annotation = n.id
      AND g.deleted_at IS NULL AND g.tag IN (SELECT value FROM json_each(?))))"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in an article where a search term stands, with the words around it."""

    article: str
    span: Span
    snippet: str


def search(store: Store, query: str, limit: int = 100) -> tuple[Hit, ...]:
    """Places where every term stands, one for each paragraph; the best article first.

    A stretch in double quotes is one term. Where no paragraph holds all of them, those that
    hold the most; where no word fits, the query is looked for as it stands, inside words too
    (scripts without spaces).
    """
    expression = match_expression(query)
    if expression is None:
        return ()
    rows = store.read(
        "SELECT a.id, a.text, highlight(articles_fts, 0, ?, ?) AS marked"
        " FROM articles_fts JOIN articles AS a ON a.rid = articles_fts.rowid"
        " WHERE articles_fts MATCH ? AND a.withdrawn_at IS NULL"
        " AND a.id NOT IN (SELECT value FROM json_each(?)) ORDER BY rank LIMIT ?",
        (_OPEN, _CLOSE, expression, older(store), limit),
    )
    paragraphs = [
        (row["id"], row["text"], spans)
        for row in rows
        for spans in _by_paragraph(_marked(row["marked"], row["text"]), row["text"])
    ]
    most = max((_different(spans, text) for _, text, spans in paragraphs), default=0)
    hits = [
        _hit(article, text, spans[0])
        for article, text, spans in paragraphs
        if _different(spans, text) == most
    ]
    return tuple((hits or _literal(store, query, limit))[:limit])


def search_marks(store: Store, query: str, limit: int = 100) -> tuple[str, ...]:
    """The ids of annotations whose quote and note hold every term, best first."""
    expression = match_expression(query)
    if expression is None:
        return ()
    rows = store.read(
        "SELECT n.id FROM marks_fts JOIN annotations AS n ON n.rid = marks_fts.rowid"
        " WHERE marks_fts MATCH ? AND n.deleted_at IS NULL ORDER BY rank, n.id LIMIT ?",
        (expression, limit),
    )
    return tuple(row["id"] for row in rows)


def marks_beginning(store: Store, words: Sequence[str], limit: int) -> tuple[str, ...]:
    """The ids of annotations in whose quote and note words begin with each of these, by the index.

    The first ones that were made; an index knows words by their beginnings only, so what holds
    the words inside others, or in its tags, is left to `marks_within`.
    """
    terms = [f'"{word}"*' for word in words if _WORD.search(word) and '"' not in word]
    if not terms or len(terms) < len(words):
        return ()
    rows = store.read(
        "SELECT n.id FROM marks_fts JOIN annotations AS n ON n.rid = marks_fts.rowid"
        " WHERE marks_fts MATCH ? AND n.deleted_at IS NULL ORDER BY marks_fts.rowid LIMIT ?",
        (storable(" ".join(terms[:MOST_TERMS])), limit),
    )
    return tuple(row["id"] for row in rows)


def marks_within(
    store: Store, words: Sequence[tuple[str, Sequence[str]]], after: int, count: int = AT_ONCE
) -> tuple[tuple[str, ...], int | None]:
    """Annotations that may hold every word in quote, note, tags or attributes; some of them.

    Args:
        store: the desk's.
        words: each with the ids of the tags whose names hold it.
        after: the number of the last row that was looked at.
        count: how many rows to look at; 4,000 take some 10 ms.

    Returns:
        Their ids, and the number of the last row that was looked at, None after all of them.
        Whoever needs to know has to look at them: letters that are none of ASCII's, and
        attributes, are taken to hold everything.
    """
    top = store.read("SELECT max(rid) AS top FROM annotations")[0]["top"] or 0
    if after >= top:
        return (), None
    conditions, params = ["n.rid > ? AND n.rid <= ? AND n.deleted_at IS NULL"], [after]
    values: list[object] = [*params, after + count]
    for word, tagged in words:
        like = _like(word)
        conditions.append(_WITHIN)
        values += [like, like, json.dumps(list(tagged))]
    rows = store.read(
        f"SELECT n.id FROM annotations AS n WHERE {' AND '.join(conditions)} ORDER BY n.rid",  # noqa: S608 - constants
        values,
    )
    last = after + count
    return tuple(row["id"] for row in rows), None if last >= top else last


def _like(word: str) -> str:
    """A pattern for LIKE that everything fits which holds a word, whatever its case."""
    plain = re.sub(r"([%_\\])", r"\\\1", storable(word)[:LONGEST_TERM])
    loose = re.sub(r"[^\x00-\x7f]+", "%", plain)  # LIKE knows the case of ASCII's letters alone
    return f"%{loose}%"


def match_expression(query: str) -> str | None:
    """The query as FTS5 understands it, every term quoted; None where nothing is left.

    >>> match_expression('a:secret "seize power" NEAR(x y) -z *')
    '"a:secret" "seize power" "NEAR(x" "y)" "-z"'
    """
    terms = []
    for phrase, word in _TERM.findall(storable(query)[: MOST_TERMS * LONGEST_TERM]):
        term = (phrase or word)[:LONGEST_TERM]
        if _WORD.search(term):
            terms.append(f'"{term}"')
    return " ".join(terms[:MOST_TERMS]) or None


def _marked(marked: str, text: str) -> Iterator[Span]:
    """The spans of `text` that stand between marks in `marked`."""
    if len(marked) - marked.count(_OPEN) - marked.count(_CLOSE) != len(text):
        return  # the text holds a mark itself
    for index, found in enumerate(_HIT.finditer(marked)):
        if index == HITS_PER_ARTICLE:
            return
        start = found.start() - 2 * index
        yield Span(start, start + len(found.group(1)))


def _by_paragraph(spans: Iterable[Span], text: str) -> Iterator[list[Span]]:
    """Hits that stand in one line of the text, together."""
    line: list[Span] = []
    stop = -1
    for span in spans:
        if span.start >= stop:
            if line:
                yield line
            line = []
            stop = text.find("\n", span.stop)
            stop = len(text) if stop < 0 else stop
        line.append(span)
    if line:
        yield line


def _different(spans: Iterable[Span], text: str) -> int:
    """How many different words or phrases stand at these places."""
    return len({_folded(span.of(text)) for span in spans})


def _folded(words: str) -> str:
    """Without accents and case, as the search table reads them."""
    return "".join(c for c in normalize("NFKD", words) if not combining(c)).casefold()


def _literal(store: Store, query: str, limit: int) -> list[Hit]:
    """Places that hold the query letter by letter."""
    wanted = storable(query).strip().strip('"')[:LONGEST_TERM]
    if not wanted:
        return []
    escaped = re.sub(r"([%_\\])", r"\\\1", wanted)
    rows = store.read(
        "SELECT id, text FROM articles"
        " WHERE text LIKE ? ESCAPE '\\' AND withdrawn_at IS NULL"
        " AND id NOT IN (SELECT value FROM json_each(?)) ORDER BY rid LIMIT ?",
        (f"%{escaped}%", older(store), limit),
    )
    pattern = re.compile(re.escape(wanted), re.IGNORECASE)
    return [
        _hit(row["id"], row["text"], Span(*found.span()))
        for row in rows
        for _, found in zip(range(HITS_PER_ARTICLE), pattern.finditer(row["text"]), strict=False)
    ]


def _hit(article: str, text: str, span: Span) -> Hit:
    around = text[max(0, span.start - CONTEXT) : span.stop + CONTEXT]
    return Hit(article, span, " ".join(around.split()))

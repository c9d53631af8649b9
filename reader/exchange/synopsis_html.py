"""The synopsis as one page of HTML: no script, nothing from outside, the same bytes every time.

A table of events over sources with headings that screen readers follow, the figures that
disagree with both quotes, and what only one source says. Every quote has an address of its
own on the page. Colours follow the reader's scheme; it prints.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from reader.exchange.synopsis_style import STYLE
from reader.model.article import ArticleSummary
from reader.model.link import Contrast, LinkEnd
from reader.model.synopsis import MatrixRow, Synopsis
from reader.model.text import Span
from reader.model.visible import visible

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def page(synopsis: Synopsis, title: str) -> Iterator[str]:
    """The lines of the page, each with its line feed.

    Args:
        synopsis: what it shows.
        title: of the story or the desk.
    """
    yield from (f"{line}\n" for line in _Page(synopsis, title).lines())


class _Page:
    """One page: numbers for its quotes and figures, and its parts in their order."""

    def __init__(self, synopsis: Synopsis, title: str) -> None:
        self._synopsis = synopsis
        self._title = _text(title) or "Synopsis"
        self._names = {each.id: _name(each) for each in synopsis.articles}
        cells = [
            end
            for row in synopsis.rows
            for article in self._names
            for end in row.cells.get(article, ())
        ]
        alone = (end for each in self._names for end in synopsis.alone.get(each, ()))
        self._numbers = {end: n for n, end in enumerate(dict.fromkeys((*cells, *alone)), 1)}
        self._placed: set[LinkEnd] = set()  # quotes whose address is given

    def lines(self) -> Iterator[str]:
        """All of it."""
        yield from (
            "<!doctype html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{self._title}: events over sources</title>",
            f"<style>\n{STYLE}</style>",
            "</head>",
            "<body>",
            '<a class="skip" href="#events">To the table</a>',
            "<header>",
            f'<h1 dir="auto">{self._title}</h1>',
            f'<p class="about">{self._counted()}</p>',
            "</header>",
        )
        figures = any(row.contrasts for row in self._synopsis.rows)
        alone = any(self._synopsis.alone.values())
        yield '<nav aria-label="On this page"><ul>'
        yield '<li><a href="#events">Events over sources</a></li>'
        if figures:
            yield '<li><a href="#disagree">Where figures disagree</a></li>'
        if alone:
            yield '<li><a href="#alone">What only one source says</a></li>'
        yield "</ul></nav>"
        yield "<main>"
        yield from self._table()
        if figures:
            yield from self._disagreements()
        if alone:
            yield from self._alone()
        yield from ("</main>", "</body>", "</html>")

    def _counted(self) -> str:
        rows = self._synopsis.rows
        differing = sum(bool(row.contrasts) for row in rows)
        kept = sum(not row.event.proposed for row in rows)
        parts = [_counted(len(self._names), "source"), _counted(len(rows), "event")]
        parts += [f"{kept} kept by people, {len(rows) - kept} proposed"] if rows else []
        parts += [f"figures disagree in {_counted(differing, 'event')}"] if differing else []
        return " · ".join(parts)

    # -- the table -------------------------------------------------------------------------

    def _table(self) -> Iterator[str]:
        yield '<section id="events" aria-labelledby="events-title">'
        yield '<h2 id="events-title">Events over sources</h2>'
        if not self._synopsis.rows:
            yield "<p>No events: nothing that several articles tell was found.</p></section>"
            return
        # The roles stand there since a table that is laid out as blocks loses them.
        yield '<table role="table">'
        yield (
            "<caption>A row for each event, a column for each source. ≠ marks figures that"
            " disagree; who is right is not said. Sources that have one text count once."
            "</caption>"
        )
        yield '<thead role="rowgroup"><tr role="row">'
        yield '<th role="columnheader" scope="col">Event</th>'
        yield from map(self._heading, self._synopsis.articles)
        yield '</tr></thead>\n<tbody role="rowgroup">'
        for number, row in enumerate(self._synopsis.rows, 1):
            yield f'<tr role="row" id="e{number}">'
            yield self._event(number, row)
            for article, name in self._names.items():
                cell = "".join(self._cell(number, row, article))
                yield f'<td role="cell" data-source="{name}">{cell}</td>'
            yield "</tr>"
        yield "</tbody>\n</table>\n</section>"

    def _heading(self, article: ArticleSummary) -> str:
        title = _text(article.title if article.source else "")
        agencies = _text(", ".join(self._synopsis.credits.get(article.id, ())))
        about = (title, _text(article.published or ""), f"credits {agencies}" if agencies else "")
        said = "".join(f'<small dir="auto">{each}</small>' for each in about if each)
        name = self._names[article.id]
        return f'<th role="columnheader" scope="col"><span dir="auto">{name}</span>{said}</th>'

    def _event(self, number: int, row: MatrixRow) -> str:
        event = row.event
        facts = ["proposed" if event.proposed else "kept", _text(event.happened_on)]
        facts.append(
            f"{row.told_by} independent sources"
            if len(row.sources) < len(row.cells)
            else _counted(len(row.cells), "source")
        )
        small = " · ".join(fact for fact in facts if fact)
        note = f'<small dir="auto">{_text(event.note)}</small>' if event.note else ""
        flag = ""
        if row.contrasts:
            said = "1 disagrees" if len(row.contrasts) == 1 else f"{len(row.contrasts)} disagree"
            flag = f'<a class="alarm flag" href="#d{number}">≠ {said}</a>'
        return (
            f'<th role="rowheader" scope="row"><span dir="auto">{_text(event.title)}</span>'
            f"<small>{small}</small>{note}{flag}</th>"
        )

    def _cell(self, number: int, row: MatrixRow, article: str) -> Iterator[str]:
        ends = row.cells.get(article, ())
        if not ends:
            yield f'<span class="silent">{self._synopsis.silence(row, article)}</span>'
            return
        figures = [
            (end.span, f"d{number}-{n}")
            for n, contrast in enumerate(row.contrasts, 1)
            for end in (contrast.a, contrast.b)
            if end.article == article
        ]
        for end in ends:
            yield self._quote(end, figures)
        twin = row.same_text(article)
        if twin is not None:
            yield f'<p class="same">= same text as {self._names.get(twin, _text(twin))}</p>'

    def _quote(self, end: LinkEnd, figures: Sequence[tuple[Span, str]] = ()) -> str:
        number = self._numbers[end]
        address = "" if end in self._placed else f' id="q{number}"'
        self._placed.add(end)
        words = f'<p dir="auto">{_figured(end, figures)}{self._link(end)}</p>'
        return f"<blockquote{address}>{words}</blockquote>"

    def _link(self, end: LinkEnd) -> str:
        number = self._numbers[end]
        return f'<a class="at" href="#q{number}" aria-label="link to quote {number}">#{number}</a>'

    # -- below the table -------------------------------------------------------------------

    def _disagreements(self) -> Iterator[str]:
        yield '<section id="disagree" aria-labelledby="disagree-title">'
        yield '<h2 id="disagree-title">Where figures disagree</h2>'
        for number, row in enumerate(self._synopsis.rows, 1):
            if not row.contrasts:
                continue
            title = f'<a href="#e{number}">{_text(row.event.title)}</a>'
            yield f'<h3 id="d{number}" dir="auto">{title}</h3>'
            for n, contrast in enumerate(row.contrasts, 1):
                yield f'<dl id="d{number}-{n}">{"".join(self._contrast(contrast))}</dl>'
        yield "</section>"

    def _contrast(self, contrast: Contrast) -> Iterator[str]:
        """What disagrees, and both sentences with the figure picked out."""
        yield f'<dt dir="auto">≠ {_text(contrast.subject)}</dt>'
        for end, around in (
            (contrast.a, contrast.passage_a),
            (contrast.b, contrast.passage_b),
        ):
            name = self._names.get(end.article, _text(end.article))
            link = self._link(around) if around in self._numbers else ""
            words = _figured(around, [(end.span, "")]) if around.quote else _text(end.quote)
            yield f'<dd><span class="small" dir="auto">{name}:</span> '
            yield f'<q dir="auto">{words}</q>{link}</dd>'

    def _alone(self) -> Iterator[str]:
        yield '<section id="alone" aria-labelledby="alone-title">'
        yield '<h2 id="alone-title">What only one source says</h2>'
        for article, name in self._names.items():
            ends = self._synopsis.alone.get(article, ())
            if not ends:
                continue
            count = _counted(len(ends), "passage")
            if self._synopsis.is_apart(article):
                count = f"{count}, compared with none: no other source is in this language"
            yield f'<h3 dir="auto">{name} <span class="small">{count}</span></h3>'
            yield '<ul class="alone">'
            for end in ends:
                number = self._numbers[end]
                words = f'<span dir="auto">{_text(end.quote)}</span>{self._link(end)}'
                yield f'<li id="q{number}">{words}</li>'
            yield "</ul>"
        yield "</section>"


def _figured(end: LinkEnd, figures: Sequence[tuple[Span, str]]) -> str:
    """The words of a passage with the figures in it picked out, each with its address if any."""
    start = end.span.start
    parts: list[str] = []
    at = 0
    for span, address in sorted(figures, key=lambda each: (each[0], each[1])):
        inside = span.meet(end.span)
        if inside is None or inside.start - start < at or not len(inside):
            continue
        first, last = inside.start - start, inside.stop - start
        words = _text(end.quote[first:last])
        words = f'<a href="#{address}">{words}</a>' if address else words
        parts += [_text(end.quote[at:first], ends=True), f"<mark>{words}</mark>"]
        at = last
    return "".join((*parts, _text(end.quote[at:], ends=True))).strip()


def _name(article: ArticleSummary) -> str:
    """The number that the desk calls an article by, and who published it."""
    return _text(f"{article.number} {article.source or article.title or article.name}")


def _text(words: str, *, ends: bool = False) -> str:
    """Words of the world, on one line and harmless; with the space at their ends, if wanted."""
    line = " ".join(words.split())
    if ends and line:
        line = f"{' ' * words[0].isspace()}{line}{' ' * words[-1].isspace()}"
    elif ends and words:
        line = " "
    return escape(visible(line))


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"

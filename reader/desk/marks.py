"""Marks: annotations made, changed and taken away by one annotator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reader.anchoring import matching, selectors
from reader.desk.articles import Articles
from reader.desk.choosing import only
from reader.desk.context import Context
from reader.desk.tags import Tags
from reader.errors import AmbiguousError, ReaderError, SpanError
from reader.model.annotation import Annotation, Glimpse, Tag, TagKind
from reader.model.attributes import in_words
from reader.model.curation import is_curated
from reader.model.text import Span
from reader.model.values import replace
from reader.store import annotations as rows

FIRST_MARKS = 200  # that a search takes from the index, and reads at once; some 10 ms
CHOICE_CONTEXT = 24  # code points shown on each side of a quote that stands in several places


class Marks:
    """The annotations of a desk."""

    def __init__(self, context: Context, articles: Articles, tags: Tags) -> None:
        self._context = context
        self._articles = articles
        self._tags = tags

    # -- reading ---------------------------------------------------------------------------

    def of_article(self, article: str) -> tuple[Annotation, ...]:
        """Everybody's marks on one article, in reading order."""
        return rows.of_article(self._context.store, article)

    def near(self, article: str, span: Span) -> tuple[Annotation, ...]:
        """Everybody's marks that share a code point with a span, in reading order."""
        return rows.near(self._context.store, article, span)

    def glimpses(self, article: str, span: Span) -> tuple[Glimpse, ...]:
        """What a picture shows of the marks that `near` gives, at a third of the price."""
        return rows.glimpses(self._context.store, article, span)

    def list(
        self,
        *,
        article: str | None = None,
        annotator: str | None = None,
        tag: str | None = None,
        kind: TagKind | None = None,
    ) -> tuple[Annotation, ...]:
        """Marks that fit every given filter, sorted by id."""
        tag_id = self._tags.find(tag).id if tag is not None else None
        return rows.select(
            self._context.store, article=article, annotator=annotator, tag=tag_id, kind=kind
        )

    def holding(
        self, words: Sequence[str], *, whole: bool = True
    ) -> Iterator[tuple[Annotation, ...]]:
        """Marks whose quote, note, tags and attributes hold every word, some at a time.

        Where it is known from the index that some do, these come first; then all are looked
        through, as they were made. Who has enough of them stops asking.

        Args:
            words: in small letters; parts of words hold, too.
            whole: look through all; else what the index gives is all there is.
        """
        from reader.store import search

        store, seen = self._context.store, set[str]()
        first = search.marks_beginning(store, words, FIRST_MARKS)
        seen.update(first)
        yield self._that_hold(first, words)
        after: int | None = 0 if whole else None
        tags = [(word, self._tagged_so(word)) for word in words]
        while after is not None:
            found, after = search.marks_within(store, tags, after)
            fresh = [each for each in found if each not in seen]
            for start in range(0, len(fresh), FIRST_MARKS):
                yield self._that_hold(fresh[start : start + FIRST_MARKS], words)

    def _tagged_so(self, word: str) -> tuple[str, ...]:
        """The ids of the tags whose name holds a word."""
        return tuple(tag.id for tag in self._tags.all().tags if word in tag.name.casefold())

    def _that_hold(self, ids: Sequence[str], words: Sequence[str]) -> tuple[Annotation, ...]:
        loaded = rows.load_all(self._context.store, ids)
        found = (loaded[each] for each in ids if each in loaded)
        return tuple(mark for mark in found if not mark.deleted and holds(mark, words))

    def get(self, word: str) -> Annotation:
        """The mark with that id, or the only one whose id starts so.

        Raises:
            NotFoundError, AmbiguousError: none, or several.
        """
        found = rows.beginning(self._context.store, word)
        chosen = only(
            found,
            word,
            nouns=("annotation", "annotations"),
            none="`reader annotations` lists them",
            several="give more of the id",
            line=str,
        )
        return rows.load(self._context.store, chosen)

    def place(self, article: str, quote: str, number: int | None = None) -> Span:
        """Where a quote stands in an article.

        Args:
            article: its id.
            quote: the words; runs of blank space match any blank space.
            number: which of several places, from 1.

        Raises:
            SpanError: it stands nowhere, or there is no such number.
            AmbiguousError: it stands in several places and no number was given.
        """
        text = self._articles.get(article).text
        found = matching.occurrences(quote, text)
        if not found:
            raise SpanError(
                "these words do not stand in the article",
                where=quote,
                remedy=_other_case(quote, text) or "`reader show ARTICLE` prints its words",
            )
        if number is not None:
            if not 1 <= number <= len(found):
                raise SpanError(
                    f"these words stand there {len(found)} times",
                    where=quote,
                    remedy=f"--number 1 to {len(found)}",
                )
            return found[number - 1]
        if len(found) > 1:
            raise AmbiguousError(
                f"these words stand in {len(found)} places",
                where=quote,
                choices=tuple(_in_context(n, span, text) for n, span in enumerate(found, 1)),
                remedy="say which with --number",
            )
        return found[0]

    # -- writing ---------------------------------------------------------------------------

    def annotate(
        self,
        article: str,
        spans: Sequence[Span],
        tags: Sequence[Tag | str] = (),
        *,
        note: str = "",
        attributes: Mapping[str, str] | None = None,
    ) -> Annotation:
        """A new mark over one or more spans; on disk when it is returned.

        Raises:
            SpanError: a span is empty or lies outside the text, or spans overlap.
            NotFoundError: no such tag or article.
        """
        return self.annotate_all([(article, spans)], tags, note=note, attributes=attributes)[0]

    def annotate_all(
        self,
        places: Sequence[tuple[str, Sequence[Span]]],
        tags: Sequence[Tag | str] = (),
        *,
        note: str = "",
        attributes: Mapping[str, str] | None = None,
    ) -> tuple[Annotation, ...]:
        """New marks at several places as one gesture: one undo takes them all back."""
        found = tuple(tag if isinstance(tag, Tag) else self._tags.find(tag) for tag in tags)
        gesture = self._context.gesture()
        made = tuple(
            Annotation(
                id=self._context.ids(),
                article=article,
                anchor=selectors.describe(spans, self._articles.get(article).text),
                tags=found,
                annotator=self._context.annotator,
                note=note,
                attributes=dict(attributes or {}),
                created_at=gesture.at,
                updated_at=gesture.at,
                updated_by=self._context.annotator,
            )
            for article, spans in places
        )
        fresh = dict.fromkeys(mark.article for mark in made)
        self._context.write(
            gesture,
            *(self._articles.storing(article, gesture) for article in fresh),
            *(rows.adding(mark, gesture) for mark in made),
        )
        for article in fresh:
            self._articles.stored(article)
        return made

    def edit(
        self,
        mark: Annotation,
        *,
        spans: Sequence[Span] | None = None,
        tags: Sequence[Tag | str] | None = None,
        note: str | None = None,
        attributes: Mapping[str, str] | None = None,
    ) -> Annotation:
        """Change what is given of one's own mark.

        Raises:
            ConflictError: it was changed since it was read; nothing was written.
            ReaderError: it is somebody else's.
            SpanError: as in `annotate`.
        """
        self._refuse_others(mark)
        gesture = self._context.gesture()
        anchor = mark.anchor
        if spans is not None:
            anchor = selectors.describe(spans, self._articles.get(mark.article).text)
        chosen = mark.tags
        if tags is not None:
            chosen = tuple(t if isinstance(t, Tag) else self._tags.find(t) for t in tags)
        new = replace(
            mark,
            anchor=anchor,
            tags=chosen,
            note=mark.note if note is None else note,
            attributes=mark.attributes if attributes is None else dict(attributes),
            version=mark.version + 1,
            updated_at=gesture.at,
            updated_by=self._context.annotator,
        )
        self._context.write(gesture, rows.editing(mark, new, gesture))
        return new

    def delete(self, marks: Sequence[Annotation]) -> None:
        """Take away one's own marks as one gesture; tombstones stay, and undo brings them back.

        Raises:
            ConflictError: one was changed since it was read; none was deleted.
            ReaderError: one is somebody else's.
        """
        for mark in marks:
            self._refuse_others(mark)
        gesture = self._context.gesture()
        self._context.write(gesture, *(rows.deleting(mark, gesture) for mark in marks))

    def _refuse_others(self, mark: Annotation) -> None:
        if is_curated(mark.annotator):  # made of everybody's, and anybody's to mend
            return
        if mark.annotator.casefold() != self._context.annotator.casefold():
            raise ReaderError(
                f"this mark is {mark.annotator}'s, and only {mark.annotator} changes it",
                where=mark.anchor.quote,
                remedy="mark the place yourself",
            )


def holds(mark: Annotation, words: Sequence[str]) -> bool:
    """Whether every word stands in the quote, the note, a tag or an attribute of a mark."""
    tags, about = " ".join(tag.name for tag in mark.tags), in_words(mark.attributes)
    told = f"{mark.anchor.quote} {mark.note} {tags} {about}".casefold()
    return all(word in told for word in words)


def _other_case(quote: str, text: str) -> str | None:
    """What to say where only capitals differ."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a letter that grows in lower case would shift every offset
        return None
    found = matching.occurrences(quote.lower(), lowered)
    return f"capitals count: it says “{found[0].of(text)}”" if found else None


def _in_context(number: int, span: Span, text: str) -> str:
    before = " ".join(text[max(0, span.start - CHOICE_CONTEXT) : span.start].split())
    after = " ".join(text[span.stop : span.stop + CHOICE_CONTEXT].split())
    quote = " ".join(span.of(text).split())
    return f"{number}  {span.start}-{span.stop}  …{before} [{quote}] {after}…"

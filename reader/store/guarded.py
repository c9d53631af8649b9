"""What the triggers have to know of each table of people's work: one list."""

from __future__ import annotations

from reader.model.values import dataclass


@dataclass(frozen=True, slots=True)
class Guarded:
    """What the triggers of one table of people's work have to know.

    Attributes:
        name: of the table.
        key: the columns that name a row; joined by `:` in history.
        frozen: columns that never change once a row stands, besides the key.
        editable: columns that an edit may change, and that an undo brings back.
        tombstone: the column that says when a row was deleted.
        rid: whether the row has a number of its own that search hangs on.
        unlisted: columns too large for history; they are frozen.
        emptied: the condition under which these may be changed after all.
        others: conditions under which `other` is another row with an equal natural key.
        quotes: (article expression, start, stop, quote column) of each span with its words.
        machine: whether the machine makes rows that may be replaced.
        parent: (table, columns here that hold its key) of the row this one is a part of.
        adopted: whether `annotator` may go from NULL to a person.
    """

    name: str
    key: tuple[str, ...]
    editable: tuple[str, ...]
    frozen: tuple[str, ...] = ()
    tombstone: str = "deleted_at"
    rid: bool = False
    unlisted: tuple[str, ...] = ()
    emptied: str = "0"
    others: tuple[str, ...] = ()
    quotes: tuple[tuple[str, str, str, str], ...] = ()
    machine: bool = False
    parent: tuple[str, tuple[str, ...]] | None = None
    adopted: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that history keeps."""
        signature = ("version", "change", "updated_by", "updated_at", self.tombstone)
        return self.key + self.frozen + self.editable + signature


GUARDED = (
    Guarded(
        "annotators",
        ("id",),
        ("name", "colour"),
        frozen=("handle",),
        others=("other.handle = NEW.handle",),
    ),
    Guarded(
        "articles",
        ("id",),
        (),
        frozen=(
            *("name", "path", "media_type", "encoding", "parser", "raw_sha256", "text_sha256"),
            *("words", "supersedes", "created_at"),
        ),
        tombstone="withdrawn_at",
        rid=True,
        unlisted=("repairs", "styles", "text", "raw"),
        emptied=(
            "NEW.repairs = OLD.repairs AND NEW.styles = '[]' AND NEW.text = '' AND NEW.raw = x''"
            " AND OLD.withdrawn_at IS NOT NULL AND EXISTS"
            " (SELECT 1 FROM purges WHERE article = OLD.id AND deleted_at IS NULL)"
        ),
    ),
    Guarded("purges", ("article",), ("reason",), frozen=("raw_bytes", "code_points")),
    Guarded(
        "article_fields",
        ("id",),
        ("value", "confidence"),
        frozen=("article", "field", "ordinal", "origin", "annotator"),
        machine=True,
    ),
    Guarded("block_flips", ("article", "start", "stop", "annotator"), ("verdict",)),
    Guarded("readings", ("article", "annotator"), ("state",)),
    Guarded("stories", ("id",), ("title", "note"), frozen=("annotator", "created_at")),
    Guarded(
        "story_articles",
        ("story", "article"),
        ("ordinal",),
        parent=("stories", ("story",)),
    ),
    Guarded(
        "assignments",
        ("story", "article", "annotator"),
        ("due", "note"),
        parent=("stories", ("story",)),
    ),
    Guarded(
        "tags",
        ("id",),
        ("kind", "name", "parent", "description", "example", "colour", "key", "required"),
        frozen=("annotator", "created_at"),
        rid=True,
        others=(
            (
                "other.kind = NEW.kind AND other.parent IS NEW.parent AND other.name = NEW.name"
                " AND other.deleted_at IS NULL AND NEW.deleted_at IS NULL"
            ),
        ),
    ),
    Guarded(
        "annotations",
        ("id",),
        ("article", "prefix", "suffix", "note", "attributes"),
        frozen=("annotator", "created_at"),
        rid=True,
    ),
    Guarded(
        "annotation_pieces",
        ("annotation", "ordinal"),
        ("start", "stop", "quote"),
        quotes=(
            (
                "(SELECT article FROM annotations WHERE id = NEW.annotation)",
                *("start", "stop", "quote"),
            ),
        ),
        parent=("annotations", ("annotation",)),
    ),
    Guarded(
        "annotation_tags",
        ("annotation", "tag"),
        ("ordinal",),
        parent=("annotations", ("annotation",)),
    ),
    Guarded("comments", ("id",), ("text",), frozen=("annotation", "annotator", "created_at")),
    Guarded(
        "curations",
        ("annotation",),
        ("decision", "decided_version", "result", "note"),
        parent=("annotations", ("annotation",)),
    ),
    Guarded(
        "links",
        ("id",),
        (
            *("a_article", "a_start", "a_stop", "a_quote"),
            *("b_article", "b_start", "b_stop", "b_quote"),
            "note",
        ),
        frozen=("relation", "score", "band", "reasons", "method", "annotator", "created_at"),
        quotes=(
            ("NEW.a_article", "a_start", "a_stop", "a_quote"),
            ("NEW.b_article", "b_start", "b_stop", "b_quote"),
        ),
        machine=True,
        adopted=True,
    ),
    Guarded(
        "link_verdicts",
        ("link", "annotator"),
        ("verdict",),
        parent=("links", ("link",)),
    ),
    Guarded(
        "link_parts",
        ("link", "annotator"),
        ("method", "parts"),
        parent=("links", ("link",)),
    ),
    Guarded("learnt_weights", ("subject",), ("method", "weights", "figures")),
    Guarded(
        "events",
        ("id",),
        ("title", "happened_on", "note"),
        frozen=("annotator", "created_at"),
    ),
    Guarded(
        "event_passages",
        ("event", "article", "start", "stop"),
        ("quote",),
        quotes=(("NEW.article", "start", "stop", "quote"),),
        parent=("events", ("event",)),
    ),
)
BY_NAME = {table.name: table for table in GUARDED}

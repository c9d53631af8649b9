"""What the line of keys at the bottom shows, by what is on the screen."""

from __future__ import annotations

from collections.abc import Callable

from reader.tui.keys import Context

# What the footer says, at most ten at a time: a word, and the commands whose first key it shows.
Footer = tuple[tuple[str, tuple[str, ...]], ...]
FOOTERS: dict[Context, Footer] = {
    Context.READING: (
        ("move", ("move.down", "move.up")),
        ("select", ("select.characters",)),
        ("claim", ("mark.claim",)),
        ("entity", ("mark.entity",)),
        ("tag…", ("mark.tag",)),
        ("follow", ("link.follow",)),
        ("next", ("next", "previous")),
        ("search", ("search",)),
        ("pane", ("pane.next",)),
        ("help", ("help",)),
    ),
    Context.SELECTION: (
        ("claim", ("mark.claim",)),
        ("entity", ("mark.entity",)),
        ("tag…", ("mark.tag",)),
        ("recent", ("mark.recent",)),
        ("grow", ("select.grow",)),
        ("other end", ("select.swap",)),
        ("link", ("link.make",)),
        ("copy", ("copy",)),
        ("cancel", ("back",)),
        ("help", ("help",)),
    ),
    Context.BOUNDARY: (
        ("move", ("move.left", "move.right")),
        ("word", ("move.word-back", "move.word")),
        ("sentence", ("move.sentence-back", "move.sentence")),
        ("whole", ("border.snap",)),
        ("other end", ("border.other",)),
        ("keep", ("border.keep",)),
        ("cancel", ("back",)),
    ),
    Context.JUDGING: (
        ("same event", ("judge.accept",)),
        ("not", ("judge.reject",)),
        ("skip", ("judge.skip",)),
        ("unsure", ("judge.unsure",)),
        ("read", ("judge.open",)),
        ("undo", ("undo",)),
        ("close", ("close",)),
        ("help", ("help",)),
    ),
    Context.ENTITIES: (
        ("one thing", ("entities.accept",)),
        ("two", ("entities.refuse",)),
        ("skip", ("entities.skip",)),
        ("other name", ("entities.other",)),
        ("read", ("entities.open",)),
        ("undo", ("undo",)),
        ("close", ("close",)),
        ("help", ("help",)),
    ),
    Context.HISTORY: (
        ("move", ("list.down", "list.up")),
        ("go there", ("list.open",)),
        ("take back", ("history.undo",)),
        ("as of", ("history.as-of",)),
        ("this one", ("history.one",)),
        ("filter", ("list.filter",)),
        ("restore", ("history.restore",)),
        ("bring back", ("history.redo",)),
        ("close", ("close",)),
        ("help", ("help",)),
    ),
    Context.EARLIER: (
        ("back to now", ("back",)),
        ("move", ("move.down", "move.up")),
        ("next", ("next", "previous")),
        ("follow", ("link.follow",)),
        ("copy", ("copy",)),
        ("search", ("search",)),
        ("pane", ("pane.next",)),
        ("help", ("help",)),
    ),
    Context.CURATING: (
        ("version", ("curate.version",)),
        ("proposed", ("curate.accept",)),
        ("merge", ("curate.merge",)),
        ("none", ("curate.reject",)),
        ("skip", ("curate.skip",)),
        ("why", ("curate.note",)),
        ("many", ("curate.bulk",)),
        ("read", ("curate.open",)),
        ("undo", ("undo",)),
        ("help", ("help",)),
    ),
    Context.LIST: (
        ("move", ("list.down", "list.up")),
        ("open", ("list.open",)),
        ("filter", ("list.filter",)),
        ("close", ("close",)),
        ("help", ("help",)),
    ),
    Context.ARTICLES: (
        ("move", ("list.down", "list.up")),
        ("read", ("list.open",)),
        ("beside", ("articles.tick",)),
        ("done", ("articles.done",)),
        ("mine", ("articles.mine",)),
        ("story", ("articles.story",)),
        ("give", ("articles.assign",)),
        ("filter", ("list.filter",)),
        ("close", ("close",)),
        ("help", ("help",)),
    ),
    Context.TAGS: (
        ("marks", ("list.open",)),
        ("new", ("tags.new",)),
        ("rename", ("tags.rename",)),
        ("merge", ("tags.merge",)),
        ("below", ("tags.nest",)),
        ("colour", ("tags.colour",)),
        ("key", ("tags.key",)),
        ("describe", ("tags.describe",)),
        ("undo", ("undo",)),
        ("help", ("help",)),
    ),
    Context.EVENTS: (
        ("move", ("list.left", "list.down", "list.up", "list.right")),
        ("read", ("list.open",)),
        ("disagree", ("events.next-contrast", "events.previous-contrast")),
        ("alone", ("events.alone",)),
        ("quotes", ("events.panel",)),
        ("keep", ("events.keep",)),
        ("name", ("events.name",)),
        ("merge", ("events.merge",)),
        ("pick", ("events.pick",)),
        ("help", ("help",)),
    ),
}

# The table of events elsewhere than at a proposed event, by what is under the cursor.
KEPT_EVENT: Footer = (
    ("move", ("list.left", "list.down", "list.up", "list.right")),
    ("read", ("list.open",)),
    ("quotes", ("events.panel",)),
    ("name", ("events.name",)),
    ("date", ("events.date",)),
    ("unkeep", ("events.delete",)),
    ("merge", ("events.merge",)),
    ("pick", ("events.pick",)),
    ("disagree", ("events.next-contrast", "events.previous-contrast")),
    ("help", ("help",)),
)
QUOTE_OF_EVENT: Footer = (
    ("move", ("list.down", "list.up")),
    ("read", ("list.open",)),
    ("back to the table", ("events.panel",)),
    ("pick", ("events.pick",)),
    ("new event", ("events.split",)),
    ("take out", ("events.drop",)),
    ("undo", ("undo",)),
    ("help", ("help",)),
)
SAID_ALONE: Footer = (
    ("move", ("list.down", "list.up")),
    ("read", ("list.open",)),
    ("next source", ("events.alone",)),
    ("pick", ("events.pick",)),
    ("new event", ("events.split",)),
    ("undo", ("undo",)),
    ("close", ("close",)),
    ("help", ("help",)),
)
NO_EVENT: Footer = (("judge links", ("go.judging",)), ("close", ("close",)), ("help", ("help",)))
NOTHING_LEFT: Footer = (("undo", ("undo",)), ("close", ("close",)), ("help", ("help",)))
NOTHING_TO_CURATE: Footer = (
    ("all that two touched", ("curate.every",)),
    ("undo", ("undo",)),
    ("close", ("close",)),
    ("help", ("help",)),
)

# What a first key that waits for a second one may come to, what one goes to most at first.
SECONDS: tuple[tuple[str, str], ...] = (
    ("articles", "go.articles"),
    ("events", "go.events"),
    ("judging", "go.judging"),
    ("search", "go.search"),
    ("tags", "go.tags"),
    ("history", "go.history"),
    ("curation", "go.curation"),
    ("done", "article.done"),
    ("next article", "article.next"),
    ("whose marks", "view.layer"),
    ("marks here", "overlap.list"),
    ("blind", "view.blind"),
    ("stories", "go.stories"),
    ("names", "go.entities"),
    ("as of", "go.as-of"),
    ("top", "move.top"),
)


def awaited_after(keys: str, shown: Callable[[str], str]) -> str:
    """What may be typed after these keys, and what it does; empty when nothing is known to be.

    >>> awaited_after("g", {"go.articles": "ga", "go.events": "ge"}.get)
    'a articles · e events'

    Args:
        keys: what was typed and waits for more.
        shown: gives the keys of a command as they are shown.
    """
    after = ((shown(command) or "", word) for word, command in SECONDS)
    return " · ".join(
        f"{typed.removeprefix(keys)} {word}"
        for typed, word in after
        if keys and typed != keys and typed.startswith(keys)
    )

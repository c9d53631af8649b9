"""The one table of keys: what keys do, the footer, the help and the manual are made from it.

A key is written as it stands on the keyboard: `j`, `G`, `(`, `ctrl+d`, `space`, `enter`, and
two in a row with an underscore between (`g_a`). Never used, since terminals and multiplexers
keep them: function keys, ctrl+enter, ctrl+shift, and ctrl with a b g o t n s q.
"""

from __future__ import annotations

from enum import StrEnum

from reader.model.values import dataclass
from reader.tui.place_marks import LETTERS


class Context(StrEnum):
    """When a key has its meaning; several are on at a time, and the first of them wins."""

    BOUNDARY = "boundary"  # a border of a mark is being moved
    SELECTION = "selection"  # something is selected
    READING = "reading"  # the panes
    JUDGING = "judging"  # the suggestions, one at a time
    CURATING = "curating"  # what people marked differently, a place at a time
    LIST = "list"  # lists and tables
    PAGES = "pages"  # those of them in which Space ticks nothing
    ARTICLES = "articles"  # the list of articles
    EVENTS = "events"  # the table of events
    TAGS = "tags"  # the codebook
    ENTITIES = "entities"  # spellings that may be one, a pair at a time
    HISTORY = "history"  # what was done, a gesture at a time
    EARLIER = "earlier"  # the panes as they stood
    ANYWHERE = "anywhere"


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that can be done by key.

    Attributes:
        id: its name in the file of keys, and for the program.
        keys: each a key, or two in a row with an underscore between.
        does: what it does, in the words of the help.
        group: the heading it stands under.
        context: when its keys mean it.
    """

    id: str
    keys: tuple[str, ...]
    does: str
    group: str
    context: Context


_Row = tuple[str, str, str]
_READING, _ANYWHERE = Context.READING, Context.ANYWHERE


def _group(group: str, context: Context, *rows: _Row) -> tuple[Command, ...]:
    return tuple(
        Command(name, tuple(keys.split()), does, group, context) for name, keys, does in rows
    )


def _lettered(key: str) -> str:
    """The key with each letter after it."""
    return " ".join(f"{key}_{letter}" for letter in LETTERS)


COMMANDS: tuple[Command, ...] = (
    *_group(
        "Move",
        _READING,
        ("move.left", "h left", "one character back"),
        ("move.down", "j down", "one row down"),
        ("move.up", "k up", "one row up"),
        ("move.right", "l right", "one character on"),
        ("move.word", "w", "to the next word"),
        ("move.word-back", "b", "to the start of the word, or of the one before"),
        ("move.word-end", "E", "to the end of the word, or of the next one"),
        ("move.sentence-back", "(", "to the start of the sentence, or of the one before"),
        ("move.sentence", ")", "to the next sentence"),
        ("move.paragraph-back", "{", "to the start of the paragraph, or of the one before"),
        ("move.paragraph", "}", "to the next paragraph"),
        ("move.row-start", "0 ^ home", "to the start of the row"),
        ("move.row-end", "$ end", "to the end of the row"),
        ("move.top", "g_g ctrl+home", "to the top; with a count, to that paragraph"),
        ("move.bottom", "G ctrl+end", "to the end; with a count, to that paragraph"),
        ("move.page-down", "space pagedown", "a page on"),
        ("move.page-up", "pageup", "a page back"),
        ("move.half-down", "ctrl+d", "half a page on"),
        ("move.half-up", "ctrl+u", "half a page back"),
    ),
    *_group(
        "Select",
        _READING,
        ("select.characters", "v", "select by character: then any motion"),
        ("select.sentences", "V", "select by sentence: then any motion"),
        (
            "select.grow",
            "s",
            "select the word, then the sentence, then the paragraph; 6s: six words",
        ),
        ("select.swap", "o", "go to the other end of the selection"),
        ("extend.left", "shift+left", "select one character back"),
        ("extend.right", "shift+right", "select one character on"),
        ("extend.up", "shift+up", "select one row up"),
        ("extend.down", "shift+down", "select one row down"),
        ("edge.start-out", "", "the start of the selection, or the border in hand, a word out"),
        ("edge.start-in", "", "its start a word in"),
        ("edge.stop-in", "", "its end a word in"),
        ("edge.stop-out", "", "its end a word out"),
    ),
    *_group(
        "Select",
        Context.SELECTION,
        ("object.word", "i_w a_w", "take the whole word; again: the next one too"),
        ("object.sentence", "i_s a_s", "take the whole sentence; again: the next one too"),
        ("object.paragraph", "i_p a_p", "take the whole paragraph; again: the next one too"),
        ("object.quoted", 'i_"', "take what is said between quotation marks"),
        ("object.quotation", 'a_"', "take it with its quotation marks"),
    ),
    *_group(
        "Annotate",
        _READING,
        ("mark.claim", "c", "mark the selection, or the sentence, as a claim"),
        ("mark.entity", "e", "mark the selection, or the name, as an entity"),
        ("mark.tag", "t", "mark with a tag: type to filter, or to create one"),
        ("mark.repeat", ".", "once more: mark with the same tag, tag the mark, fill in, delete"),
        ("mark.note", "M", "write a note on the mark"),
        ("mark.comment", "C", "what is said of the mark, a colleague's too: read it and answer"),
        ("mark.attributes", "a", "fill in stance, certainty, whose word, quantity of the mark"),
        ("mark.add-piece", "+", "add the selection to the mark as a further piece"),
        ("mark.delete", "x delete", "delete the mark, or one piece of several"),
        ("name.refuse", "r", "refuse the suggested name under the cursor; again: take it back"),
        (
            "mark.all-equal",
            "*",
            "mark every place with the same words, or in another spelling",
        ),
    ),
    *_group(
        "Annotate",
        Context.SELECTION,
        ("mark.recent", "1 2 3 4 5 6 7 8 9", "mark with one of the tags used last"),
    ),
    *_group(
        "Annotate",
        _ANYWHERE,
        ("undo", "u", "undo your last change"),
        ("redo", "ctrl+r", "redo what you undid"),
    ),
    *_group(
        "Review",
        _READING,
        ("next", "n", "to the next mark, search hit, or place of the list one came from"),
        ("previous", "N", "to the one before"),
        ("filter", "f", "show only the marks of one tag, annotator or attribute"),
        ("overlap.next", "]", "activate the next of several marks here"),
        ("overlap.previous", "[", "activate the one before of several marks here"),
        ("overlap.list", "g_m", "all marks here, to choose the one that keys act on"),
        ("piece.next", "g_]", "to the next piece of a mark that has several"),
        ("piece.previous", "g_[", "to the piece before"),
        ("unmarked", "g_)", "to the next sentence without a mark"),
        ("border.start", "<", "move the start of the mark: then arrows, Enter keeps it"),
        ("border.stop", ">", "move the end of the mark: then arrows, Enter keeps it"),
    ),
    *_group(
        "Review",
        Context.BOUNDARY,
        ("border.keep", "enter", "keep the border where it is"),
        ("border.other", "o", "take the other border in hand"),
        ("border.snap", "s", "out to the whole word, then the sentence, then the paragraph"),
    ),
    *_group(
        "Compare",
        _READING,
        ("link.make", "L", "link the selection: L once more in the other pane ties the knot"),
        ("link.relate", "R", "tie it as something else: supports, contradicts, adds, copied from"),
        ("link.follow", "enter", "to the linked passage in the other article"),
        ("link.back", "- backspace", "back to where you came from"),
        ("link.peek", "K", "peek at the linked passages without leaving"),
        ("link.confirm", "A", "confirm the link under the cursor without leaving"),
        ("link.reject", "X", "reject the link under the cursor without leaving"),
        ("suggest.stop", "", "stop comparing the articles; what is found stays"),
        ("suggest.go-on", "", "go on comparing where it was stopped"),
    ),
    *_group(
        "Places",
        _READING,
        ("place.set", _lettered("m"), "put a letter, a to z, on this place"),
        ("place.go", _lettered("'"), "to the place with that letter, in whatever article"),
        ("place.back", "'_'", "back to before the jump to a place, and there again"),
        ("place.list", "'_?", "all places that carry a letter"),
    ),
    *_group(
        "Judge",
        Context.JUDGING,
        ("judge.accept", "a", "the two tell the same event"),
        ("judge.reject", "x", "they do not"),
        ("judge.skip", "space", "leave it open, show the next"),
        ("judge.unsure", "o", "note that you are not sure"),
        ("judge.previous", "k up", "the suggestion before"),
        ("judge.next", "j down", "the next suggestion"),
        ("judge.open", "enter", "read both passages in their articles"),
    ),
    *_group(
        "Lists",
        Context.LIST,
        ("list.down", "j down", "one down"),
        ("list.up", "k up", "one up"),
        ("list.left", "h left", "one to the left"),
        ("list.right", "l right", "one to the right"),
        ("list.top", "g_g home", "to the first"),
        ("list.bottom", "G end", "to the last"),
        ("list.page-down", "pagedown", "a page on"),
        ("list.page-up", "pageup", "a page back"),
        ("list.half-down", "ctrl+d", "half a page on"),
        ("list.half-up", "ctrl+u", "half a page back"),
        ("list.open", "enter", "open it"),
        ("list.filter", "/", "show only what holds the words typed"),
    ),
    *_group("Lists", Context.PAGES, ("list.turn", "space", "a page on, where nothing is ticked")),
    *_group(
        "Articles",
        Context.ARTICLES,
        ("articles.tick", "space x", "side by side with the others ticked, or not"),
        ("articles.done", "d", "done with it, or not"),
        ("articles.order", "o", "in another order: number, date, source, title, length, marks"),
        ("articles.mine", "m", "only what is left for you, or all"),
        ("articles.story", "n", "put those that are ticked into a story, new or not"),
        ("articles.assign", "a", "give those that are ticked to somebody to read"),
    ),
    *_group(
        "Events",
        Context.EVENTS,
        ("events.next-contrast", "n", "to the next event where figures disagree"),
        ("events.previous-contrast", "N", "to the one before"),
        ("events.alone", "o", "to what only one source says: again for the next source"),
        ("events.panel", "tab", "to the quotes below, and back"),
        ("events.keep", "a", "keep a proposed event as it stands"),
        ("events.name", "r", "name the event, which keeps it"),
        ("events.date", "d", "date the event, which keeps it"),
        ("events.merge", "m", "merge: once more on another event puts that into this one"),
        ("events.pick", "space", "pick the passage up, or all of the cell"),
        ("events.put", "p", "put the passages in hand into this event"),
        ("events.split", "s", "make an event of the passages in hand, or here"),
        ("events.drop", "x", "take the passage out of its event"),
        ("events.delete", "X", "keep the event no longer"),
    ),
    *_group(
        "Tags",
        Context.TAGS,
        ("tags.new", "n", "make a tag"),
        ("tags.rename", "r", "rename it: its marks keep it"),
        ("tags.merge", "m", "merge it into another: shown first, one undo"),
        ("tags.nest", "p", "put it below another tag, or at the top"),
        ("tags.colour", "c", "give it another colour"),
        ("tags.key", "K", "give it a key in the picker"),
        ("tags.describe", "d", "say when to use it"),
        ("tags.example", "e", "give words it fits"),
        ("tags.ask", "a", "say which attributes it asks for"),
        ("tags.delete", "x", "delete it, when no mark carries it"),
    ),
    *_group(
        "Entities",
        Context.ENTITIES,
        ("entities.accept", "a", "the two spellings name one thing"),
        ("entities.refuse", "x", "they name two things"),
        ("entities.skip", "space", "leave it open, show the next"),
        ("entities.other", "o", "call the thing by its other spelling"),
        ("entities.previous", "k up", "the pair before"),
        ("entities.next", "j down", "the next pair"),
        ("entities.open", "enter", "read where the name stands first"),
    ),
    *_group(
        "Curate",
        Context.CURATING,
        ("curate.version", "1 2 3 4 5 6 7 8 9", "let the version of that number stand"),
        ("curate.accept", "a", "let what is proposed stand; of a link: it holds"),
        ("curate.merge", "m", "make one mark of all versions: their borders together"),
        ("curate.each", "b", "let every version stand, each for itself"),
        ("curate.reject", "x", "let none of them stand; of a link: it does not hold"),
        ("curate.unsure", "o", "of a link: note that nobody can tell"),
        ("curate.note", "M", "say why: those who marked it read it"),
        ("curate.skip", "space", "leave it open, show the next that is open"),
        ("curate.previous", "k up", "the place before"),
        ("curate.next", "j down", "the next place"),
        ("curate.open", "enter e", "read the place in its article"),
        ("curate.bulk", "A", "accept all on which enough people agree: shows them first"),
        ("curate.every", "f", "articles that two touched, too, or only those two are done with"),
    ),
    *_group(
        "History",
        Context.HISTORY,
        ("history.undo", "x", "take this change of yours back"),
        ("history.redo", "X", "bring a change of yours back that was taken back"),
        ("history.restore", "r", "bring back what lost in a merge: as yours, or as your copy"),
        ("history.one", "o", "the history of this one thing, or of everything again"),
        ("history.as-of", "t", "read the articles as they stood right after it"),
    ),
    *_group(
        "Go",
        _ANYWHERE,
        ("go.articles", "g_a", "all articles"),
        ("go.stories", "g_w", "another story to work on, or all articles"),
        ("go.events", "g_e", "events: who tells what, and who is silent"),
        ("go.judging", "g_j", "suggested links to judge"),
        ("go.curation", "g_c", "what people marked differently, to make one layer of it"),
        ("go.entities", "g_n", "names that are spelt in several ways"),
        ("go.search", "g_s", "search all articles and marks"),
        ("go.tags", "g_t", "the tags, to change them and to see their marks"),
        ("go.history", "g_h", "who did what, and when"),
        ("go.versions", "", "what the outlet changed, and marks that lost their place"),
    ),
    *_group(
        "Go",
        _READING,
        ("go.history-here", "H", "the history of the mark, link or event under the cursor"),
        ("go.as-of", "g_p", "read the articles as they stood on a day, or at a time"),
    ),
    *_group(
        "View",
        _READING,
        ("article.done", "g_d", "done with this article, or not"),
        ("article.next", "g_u", "to the next article that you are not done with"),
        ("view.names", "i", "suggest names to mark, or no more: e accepts one, r refuses it"),
        ("view.junk", "Z", "web junk: hidden, dimmed, everything"),
        ("view.layer", "g_l", "whose marks are shown: everybody's, mine, one person's, curated"),
        ("view.blind", "g_b", "hide what others did and suggestions until I am done, or show it"),
        ("block.flip", "!", "the block under the cursor is text, or junk"),
        ("block.why", "W", "why the block under the cursor is judged as it is"),
        ("legend", "S", "what the colours, shapes and letters on the screen mean"),
        ("pane.next", "tab", "to the next pane"),
        ("pane.previous", "shift+tab", "to the pane before"),
        (
            "pane.number",
            " ".join(f"alt+{number}" for number in range(1, 10)),
            "to the pane of that number",
        ),
        ("pane.zoom", "z", "one pane alone, or all"),
        ("pane.split", "|", "one pane more, or one less"),
        ("pane.lock", "\\", "lock scroll: the other panes follow what is linked, or do not"),
        ("scroll.middle", "ctrl+l", "this row to the middle; again: to the top, to the bottom"),
        ("scroll.top", "", "this row to the top of the screen"),
        ("scroll.bottom", "", "this row to the bottom of the screen"),
        ("copy", "y", "copy the selection, or the sentence"),
        ("copy.citation", "Y", "copy it with its source and date"),
        ("export", "g_x", "write all marks as CSV, to a new file where the reader was started"),
        ("search", "/", "search in this article"),
    ),
    *_group(
        "Application",
        _ANYWHERE,
        ("help", "?", "this help"),
        ("palette", ": ctrl+p", "all commands, to search through"),
        ("theme", "", "dark or light"),
        ("back", "escape", "one step back: border, selection, search, comparing, screen"),
        ("close", "q", "close this screen"),
        ("suspend", "ctrl+z", "to the shell for a while: fg comes back"),
        ("quit", "Q ctrl+c", "quit; everything is saved"),
    ),
)

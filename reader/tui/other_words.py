"""What people call the commands, and how well typed words fit one.

Letters strewn over a sentence are no find: `export` stood nowhere in the table, and the palette
offered eight commands that hold an e, an x and a p somewhere. So whole beginnings of words count,
of what a command says it does and of the names it has elsewhere.
"""

from __future__ import annotations

import re

_OTHER_WORDS = {
    "mark.claim": "annotate highlight statement quote",
    "mark.entity": "annotate highlight person place organisation organization name agency",
    "mark.tag": "label code category annotate highlight",
    "mark.note": "comment remark memo",
    "mark.comment": "comment reply discuss",
    "mark.attributes": "fields properties form source speaker",
    "mark.add-piece": "discontinuous split join",
    "mark.delete": "remove erase untag",
    "mark.all-equal": "all occurrences same everywhere replace",
    "name.refuse": "reject no",
    "undo": "back revert",
    "redo": "again forward",
    "filter": "filter hide only colleague person",
    "select.characters": "visual",
    "select.sentences": "visual",
    "select.grow": "expand extend bigger",
    "border.start": "boundary edge resize fix correct",
    "border.stop": "boundary edge resize fix correct",
    "unmarked": "todo left",
    "link.make": "connect relate tie same event pair",
    "link.relate": "relation contradicts supports connect",
    "link.follow": "open jump partner",
    "link.back": "return",
    "link.peek": "preview show links",
    "link.confirm": "yes same event",
    "link.reject": "no unlink remove link",
    "go.articles": "list open files documents overview desk",
    "go.stories": "project switch folder",
    "go.events": "synopsis timeline table matrix compare sources",
    "go.judging": "judge review suggestions accept reject",
    "go.curation": "curate disagreements conflicts team people merge adjudicate agreement",
    "go.entities": "spelling aliases people organisations merge",
    "go.search": "find corpus everywhere grep all words",
    "go.tags": "codebook labels rename colour color manage",
    "go.history-here": "log changes versions who",
    "go.history": "log changes people team colleagues activity",
    "go.versions": "newer updated diff",
    "go.as-of": "time travel past earlier",
    "article.done": "finish complete read",
    "article.next": "unread todo",
    "view.names": "suggest auto detect ner entities",
    "view.junk": "clean boilerplate menus adverts raw original",
    "view.layer": "colleague colleagues annotator annotators people team users who filter",
    "view.blind": "blind independent",
    "block.flip": "junk boilerplate remove paragraph",
    "legend": "key signs symbols color help",
    "pane.next": "window article next",
    "pane.previous": "window article previous",
    "pane.zoom": "zoom maximise full window single",
    "pane.split": "split side by side window columns compare",
    "pane.lock": "synchronise sync together",
    "scroll.middle": "centre center",
    "copy": "yank clipboard",
    "copy.citation": "cite quote reference yank clipboard",
    "export": "export save download print csv excel spreadsheet file table",
    "search": "find in page",
    "help": "keys shortcuts bindings manual",
    "theme": "theme colour color light dark mode appearance",
    "suspend": "shell background",
    "quit": "exit close leave end",
}
_WORD = re.compile(r"[^\W_]+")
_OF_ITSELF, _OF_ANOTHER, _WHOLE = 2.0, 1.0, 0.5


def fits(typed: str, command: str, does: str) -> float:
    """How well typed words fit a command; 0.0 where one of them begins no word of it.

    Args:
        typed: words, or beginnings of words.
        command: its id.
        does: what the table of keys says it does.

    >>> fits("export", "export", "write all marks as CSV") > 0
    True
    >>> fits("mar csv", "export", "write all marks as CSV"), fits("xp", "export", "write")
    (2.25, 0.0)
    """
    said = _WORD.findall(does.casefold())
    other = _OTHER_WORDS.get(command, "").split()
    wanted = _WORD.findall(typed.casefold())
    worth = 0.0
    for word in wanted:
        if any(each.startswith(word) for each in said):
            worth += _OF_ITSELF + (_WHOLE if word in said else 0.0)
        elif any(each.startswith(word) for each in other):
            worth += _OF_ANOTHER + (_WHOLE if word in other else 0.0)
        else:
            return 0.0
    return worth / len(wanted) if wanted else 0.0

"""The keystroke-level model, and how three other tools do the tasks of `hour.py`.

Card, Moran and Newell, "The keystroke-level model for user performance time with interactive
systems", Communications of the ACM 23 (1980): an expert who makes no mistake takes so long for a
key or a click (K), to point with a mouse (P), to move a hand between mouse and keyboard (H), to
make up one's mind (M). Shift and ctrl are keys of their own.

Every line says where the interaction is written down: a file of the tool's own repository. What
is in the favour of the other tools is left so: nobody scrolls with the mouse, all lists are one
click away, no page is waited for.
"""

from __future__ import annotations

from dataclasses import dataclass

SECONDS = {"K": 0.2, "P": 1.1, "H": 0.4, "M": 1.35}
_SHIFTED = frozenset('~!@#$%^&*()_+{}|:"<>?')


@dataclass(frozen=True, slots=True)
class Way:
    """How a tool does a task once.

    Attributes:
        acts: the operators, or None where the tool cannot do it.
        source: where that is written down.
        travel: whether its cursor has to be brought to the place by keys, before.
    """

    acts: str | None
    source: str
    travel: bool = False


@dataclass(frozen=True, slots=True)
class Peer:
    """Another tool.

    Attributes:
        name: of it.
        ways: by the name of the task.
    """

    name: str
    ways: dict[str, Way]


def keys(typed: str) -> str:
    """The operators of a text that is typed, shift counted.

    >>> keys("aA")
    'KKK'
    """
    return "".join("KK" if each.isupper() or each in _SHIFTED else "K" for each in typed)


def seconds(acts: str) -> float:
    """How long some operators take."""
    return sum(SECONDS[each] for each in acts)


_DRAG = "PKPK"  # to the first letter, down, to the last, up
_CLICK = "PK"

_SLATE = "jkkummerfeld/slate"
_TAGUETTE = "remram44/taguette taguette/static/js/taguette.js"
_DOCCANO = "doccano/doccano frontend/components/tasks/sequenceLabeling"

SLATE = Peer(
    "SLATE",
    {
        "side by side": Way(None, f"{_SLATE} README.md: files one at a time"),
        "other report": Way("K", f"{_SLATE} README.md: ] saves, next file"),
        # `{reach}` is the count of further words and `/`, then `0l`; Space and a letter label.
        "sentence": Way("{reach}KK", f"{_SLATE} src/config.py: extend-right, SPACE a", travel=True),
        "part": Way("{reach}KK", f"{_SLATE} src/config.py: extend-right, SPACE a", travel=True),
        "entity": Way("{reach}KK", f"{_SLATE} src/config.py: SPACE s", travel=True),
        "all equal": Way("{each}", f"{_SLATE} src/annotate.py: edit_annotation marks one span"),
        "retag": Way("KKKK", f"{_SLATE} src/data.py: modify_annotation toggles a label"),
        "border": Way("KKKK", f"{_SLATE} src/view.py: adjust moves the cursor; u, l, SPACE a"),
        "note": Way("K{note}K", f"{_SLATE} README.md: t writes a text label"),
        "link": Way(None, f"{_SLATE} src/annotate.py: a link is within one file"),
        "search": Way("K{word}KK", f"{_SLATE} README.md: \\ query ENTER n"),
        "undo": Way(None, f"{_SLATE} README.md: u takes off what is on this item, no history"),
        "export": Way(None, f"{_SLATE} src/data.py: write_out, a format of its own, no CSV"),
    },
)
TAGUETTE = Peer(
    "Taguette",
    {
        "side by side": Way(None, "remram44/taguette taguette/templates/project.html: one panel"),
        "other report": Way(_CLICK, f"{_TAGUETTE}: linkDocument"),
        # Select, n, click a tag, click "Save & Close".
        "sentence": Way(f"{_DRAG}HKH{_CLICK}{_CLICK}", f"{_TAGUETTE}: createHighlight, newtag_key"),
        "part": Way(f"{_DRAG}HKH{_CLICK}{_CLICK}", f"{_TAGUETTE}: createHighlight, newtag_key"),
        "entity": Way(f"{_DRAG}HKH{_CLICK}{_CLICK}", f"{_TAGUETTE}: createHighlight"),
        "all equal": Way("{each}", f"{_TAGUETTE}: createHighlight takes one selection"),
        "retag": Way(_CLICK * 4, f"{_TAGUETTE}: editHighlight; tag off, tag on, save"),
        "border": Way(
            f"{_CLICK}{_CLICK}{_DRAG}HKH{_CLICK}{_CLICK}",
            f"{_TAGUETTE}: highlight-delete, and again; start and end are never edited",
        ),
        "note": Way(None, f"{_TAGUETTE}: a highlight has tags alone"),
        "link": Way(None, f"{_TAGUETTE}: no links"),
        "search": Way("HKK{word}KH", "no search of its own: the browser's ctrl+f"),
        "undo": Way(None, f"{_TAGUETTE}: no undo"),
        "export": Way(_CLICK * 4, "remram44/taguette taguette/templates/project.html: export"),
    },
)
DOCCANO = Peer(
    "doccano",
    {
        "side by side": Way(None, "doccano/doccano frontend/pages/projects/_id: one document"),
        "other report": Way(_CLICK, "doccano/doccano frontend/components/tasks/toolbar: next"),
        "sentence": Way(f"{_DRAG}{_CLICK}", f"{_DOCCANO}/EntityEditor.vue: handleAddEvent, menu"),
        "part": Way(f"{_DRAG}{_CLICK}", f"{_DOCCANO}/EntityEditor.vue: handleAddEvent, menu"),
        "entity": Way(f"{_DRAG}{_CLICK}", f"{_DOCCANO}/EntityEditor.vue: handleAddEvent, menu"),
        "all equal": Way("{each}", f"{_DOCCANO}/EntityEditor.vue: addEntity takes one span"),
        "retag": Way(f"{_CLICK}{_CLICK}", f"{_DOCCANO}/EntityEditor.vue: updateEntity"),
        "border": Way(
            f"{_CLICK}{_DRAG}{_CLICK}",
            f"{_DOCCANO}/EntityEditor.vue: deleteEntity by the right button, and again",
        ),
        "note": Way(None, f"{_DOCCANO}/EntityEditor.vue: an entity has a label alone"),
        "link": Way(None, "doccano/doccano frontend/pages/projects/_id: of one document alone"),
        "search": Way("HKK{word}KH", "within a document the browser's ctrl+f"),
        "undo": Way(None, "doccano/doccano issue 2020: wished for"),
        "export": Way(
            None, "doccano/doccano backend/data_export/pipeline/catalog.py: of spans JSONL alone"
        ),
    },
)
PEERS = (SLATE, TAGUETTE, DOCCANO)

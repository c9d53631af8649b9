"""Whole sets of keys for hands that another program has taught.

A profile gives some commands other keys; all others keep those of the table, and what people set
themselves lies over both. Keys are written as in the table of keys.
"""

from __future__ import annotations

from reader.model.values import dataclass
from reader.tui.place_marks import LETTERS


@dataclass(frozen=True, slots=True)
class Profile:
    """One set.

    Attributes:
        about: for whom it is, in a line.
        keys: ids of commands with their keys, blanks between; empty takes them away.
    """

    about: str
    keys: dict[str, str]


# SLATE (github.com/jkkummerfeld/slate, README.md and src/config.py): `j ; i o` go left, right, up,
# down, with shift as far as it goes; `m k l /` move the two sides of what is selected; Space and a
# letter labels; `u` takes a label off; `d` and `D` link; `\` searches and `n p` go through hits;
# `[ ]` change the file, `{ }` turn the page; `h` helps. What these displace stands close by.
_SLATE = {
    "move.left": "j left",
    "move.right": "; right",
    "move.up": "i up",
    "move.down": "o down",
    "move.row-start": "J 0 ^ home",
    "move.row-end": ": $ end",
    "move.top": "I g_g ctrl+home",
    "move.bottom": "O G ctrl+end",
    "move.page-up": "{ pageup",
    "move.page-down": "} pagedown",
    "move.paragraph-back": "g_{",
    "move.paragraph": "g_}",
    "edge.start-out": "m",
    "edge.start-in": "k",
    "edge.stop-in": "l",
    "edge.stop-out": "/",
    "select.swap": "=",
    "border.other": "=",
    "object.word": "",
    "object.sentence": "",
    "object.paragraph": "",
    "object.quoted": "",
    "object.quotation": "",
    "mark.claim": "c space_a",
    "mark.entity": "e space_s",
    "mark.delete": "u x delete",
    "mark.tag": "t space_d",
    "mark.repeat": ". space_v",
    "undo": "U",
    "previous": "p",
    "overlap.next": ",",
    "overlap.previous": "g_,",
    "link.make": "d D L",
    "place.set": " ".join(f"`_{letter}" for letter in LETTERS),
    "view.names": "g_i",
    "pane.next": "] tab",
    "pane.previous": "[ shift+tab",
    "pane.split": "g_|",
    "pane.lock": "g_\\",
    "search": "\\",
    "help": "h ?",
    "palette": "ctrl+p",
    "list.left": "j left",
    "list.right": "; right",
    "list.up": "i up",
    "list.down": "o down",
    "list.filter": "\\ /",
    "articles.order": "s",
    "events.alone": "u",
    "history.one": "w",
    "judge.previous": "i up",
    "judge.next": "o down",
    "judge.unsure": "u",
    "curate.previous": "i up",
    "curate.next": "o down",
    "curate.unsure": "u",
    "entities.previous": "i up",
    "entities.next": "o down",
    "entities.other": "t",
}

# vim (motion.txt, scroll.txt, windows.txt of its manual): the table has its motions; this gives
# back what it uses otherwise: `e`, `z` and a letter, and the window keys after ctrl+w.
_VIM = {
    "move.word-end": "e",
    "mark.entity": "E",
    "mark.delete": "x d_d delete",
    "move.page-down": "ctrl+f space pagedown",
    "scroll.middle": "z_z z_. ctrl+l",
    "scroll.top": "z_t",
    "scroll.bottom": "z_b",
    "pane.zoom": "ctrl+w_o Z",
    "view.junk": "z_j",
    "pane.next": "tab ctrl+w_w ctrl+w_l",
    "pane.previous": "shift+tab ctrl+w_W ctrl+w_h",
    "pane.split": "| ctrl+w_v",
}

PROFILES = {
    "slate": Profile("for hands that know SLATE: j ; i o, m k l /, Space and a letter", _SLATE),
    "vim": Profile("as close to vim as a reader comes: e ends a word, zz zt zb, ^w", _VIM),
}

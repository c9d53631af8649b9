"""Make the manual's page of keys from the one table of keys.

    python tests/docs/make_keys.py      writes reader/manual/keys.md

A test compares the page with the table; after a change of reader/tui/keys.py run this.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "reader" / "manual" / "keys.md"
INTRODUCTION = """\
# Keys

`?` shows this in the reader, and the line at the bottom the ones that are of use at the moment. A
number before a key of motion repeats it: `5j`. Two letters are typed one after the other: `ga`.
`^d` is `ctrl` and `d`, `⇧` is `shift`, `⏎` is `Enter`. The palette, `:`, finds all of it by
its words.

No function keys and nothing that terminals, tmux or screen keep for themselves. Any command can
have [other keys](config.md), by the name at the right.
"""
WHEN = {
    "Judge": "On the judging screen.",
    "Tags": "On the screen of tags.",
    "Entities": "On the screen of spellings.",
    "Lists": "Wherever there is a list or a table.",
    "Go": "Everywhere.",
    "Application": "Everywhere.",
}


def page() -> str:
    """The page as it should be."""
    from reader.tui.keymap import shown_key
    from reader.tui.keys import COMMANDS

    parts = [INTRODUCTION]
    groups = dict.fromkeys(command.group for command in COMMANDS)
    for group in groups:
        rows = [command for command in COMMANDS if command.group == group]
        lines = [f"## {group}\n"]
        if group in WHEN:
            lines.append(f"{WHEN[group]}\n")
        lines += ["| key | act | name |", "|---|---|---|"]
        for command in rows:
            shown = [cell(shown_key(key)) for key in command.keys] or ["in the palette"]
            keys = f"{shown[0]} … {shown[-1]}" if len(shown) > 3 else " ".join(shown)
            lines.append(f"| {keys} | {command.does} | `{command.id}` |")
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def cell(key: str) -> str:
    """A key as code in a cell of a table; the bar between cells is escaped."""
    return f"`{key}`".replace("|", "\\|")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    PAGE.write_text(page(), "utf-8")
    print(PAGE)

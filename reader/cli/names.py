"""The names of all commands, for whoever must know them without loading one."""

from __future__ import annotations

COMMANDS = (
    "add",
    "annotate",
    "annotations",
    "backup",
    "clean",
    "delete",
    "doctor",
    "done",
    "edit",
    "event",
    "events",
    "export",
    "flip",
    "history",
    "import",
    "init",
    "judge",
    "link",
    "links",
    "list",
    "reanchor",
    "redo",
    "search",
    "show",
    "story",
    "suggest",
    "tags",
    "undo",
)

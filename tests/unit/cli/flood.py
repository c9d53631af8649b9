"""Three made-up reports of one flood, and a desk to run commands on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from reader.cli.app import commands

REPORTS = {
    "herald.txt": """\
Dam above Oldbridge gives way

By Nora Finch
12 March 2021

The old dam above Oldbridge gave way before dawn on Friday, and the river Wend flooded the
lower town within an hour.

Twelve people are missing, Mayor Ilse Brandt told reporters at the town hall. Rescue boats
searched the market square until noon.

The mayor said the dam had been inspected in autumn. "We were told it would hold," she said.
""",
    "courier.txt": """\
Flood hits Oldbridge after dam failure

Oldbridge, Friday

A dam failed above Oldbridge early on Friday and the river Wend flooded the lower town.

Mayor Ilse Brandt said that nine people are missing after the flood. Boats searched the market
square for survivors.

Engineers had warned of cracks in the dam wall two years ago, a council report shows.
""",
    "gazette.html": """\
<html><head><title>Oldbridge under water</title>
<meta property="og:site_name" content="The Gazette">
<meta property="article:published_time" content="2021-03-12"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Oldbridge under water</h1>
<p>The river Wend rose through Oldbridge on Friday morning when a dam in the hills gave way.</p>
<p>Mayor Ilse Brandt called the failure of the dam a scandal, and asked for an inquiry.</p>
</article><footer>Copyright 2021 The Gazette</footer></body></html>
""",
}


class Desk:
    """A desk in a folder of its own, and the commands on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, *arguments: str, who: str = "ada", stdin: str | bytes | None = None) -> Result:
        """What a command prints and how it exits."""
        given = ["--desk", str(self.folder), "--as", who, *arguments]
        return CliRunner().invoke(commands, given, input=stdin)

    def said(self, *arguments: str, who: str = "ada", stdin: str | bytes | None = None) -> str:
        """What a command prints that has to do well."""
        result = self.run(*arguments, who=who, stdin=stdin)
        assert result.exit_code == 0, result.output
        return result.stdout

    def json(self, *arguments: str, who: str = "ada") -> Any:
        """The JSON that a command prints."""
        return json.loads(self.said(*arguments, "--json", who=who))

    def refused(self, *arguments: str, who: str = "ada") -> str:
        """The two lines of a command that has to fail, and nothing on stdout."""
        result = self.run(*arguments, who=who)
        assert result.exit_code == 1, result.output
        assert result.stdout == ""
        assert_two_lines(result.stderr)
        return result.stderr

    def mark(self, article: str, quote: str, *options: str, who: str = "ada") -> str:
        """The id of a new mark."""
        return self.said("annotate", article, "--quote", quote, *options, who=who).strip()


def assert_two_lines(stderr: str) -> None:
    what, remedy = stderr.splitlines()
    assert what.startswith("reader: ")
    assert remedy.startswith("  ")
    assert len(remedy) > 8


def write_reports(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in REPORTS.items():
        (folder / name).write_text(text, "utf-8")
    return folder

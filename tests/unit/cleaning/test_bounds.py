"""Inputs that nobody wrote by hand: each is cleaned in seconds, in bounded memory.

Each runs in a process of its own, which says how much CPU time and memory it took. On an idle
core all of them together take some 9 s; the limits are wide, but not the square of a size. The
two that take longest come in their full size with `--long`.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
MAX_SECONDS = 40.0  # of CPU; the slowest take 4 on an idle core
MAX_MEMORY = 900  # MB; the largest, a page of a million `<br>`, takes 510
SENTENCE = "The council said on Monday that it would not pay for the bridge over the river. "
CHILD = """
import json, resource, sys, time
from reader.cleaning.pipeline import clean
from reader.cleaning.structure import to_markdown
from reader.cleaning.views import body_text
from reader.intake.files import from_text
from reader.model.article import MediaType

SENTENCE = sys.argv[1]
source = eval(sys.argv[3])
begun = time.process_time()
article = clean(from_text(source, "x", MediaType(sys.argv[2])))
to_markdown(article)
text = body_text(article).text
used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
used = used / 1024 if sys.platform == "linux" else used / 1024 / 1024
starts = [block.span.start for block in article.blocks]
print(json.dumps({
    "seconds": time.process_time() - begun,
    "memory": used,
    "blocks": len(article.blocks),
    "tiled": not starts or (starts[0] == 0 and article.blocks[-1].span.stop == len(article.text)),
    "body": SENTENCE.strip() in text,
}))
"""
HTML, TEXT, MARKDOWN = "text/html", "text/plain", "text/markdown"
PAGE = """ "".join(
    f"<p>{SENTENCE * 5}</p><div class='nav n{n % 50}'><a href='/{n}'>More news</a></div>"
    for n in range(COUNT)
)"""
TABLE = "'<table>' + '<tr><td>a</td><td>12</td><td>b c</td></tr>' * COUNT + '</table>'"
ATTRIBUTES = """ "<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">" + SENTENCE * 3"""
CASES = {
    "a page of 4 MB": (HTML, PAGE.replace("COUNT", "8_000"), True),
    "one line of 10 MB in a page": (HTML, "'<p>' + SENTENCE * 125_000", True),
    "one line of 10 MB of text": (TEXT, "SENTENCE * 125_000", True),
    "one word of 10 MB": (TEXT, "'a' * 10_000_000", False),
    "a million empty lines": (TEXT, r"'\n' * 1_000_000 + SENTENCE * 3", True),
    "200,000 nested divs": (HTML, "'<div>' * 200_000 + SENTENCE * 3", True),
    "200,000 nested styles": (HTML, "'<b>' * 200_000 + SENTENCE * 3", True),
    "100,000 attributes": (HTML, ATTRIBUTES, True),
    "a quote of an attribute that never ends": (HTML, """ "<p a='" * 500_000""", False),
    "a million line breaks": (HTML, "'<p>' + '<br>' * 1_000_000 + SENTENCE * 3", True),
    "a table of 20,000 rows": (HTML, TABLE.replace("COUNT", "20_000"), False),
    "a hundred thousand lines of Markdown": (MARKDOWN, r"(SENTENCE + '\n') * 100_001", True),
    "many paragraphs of brackets": (MARKDOWN, r"('[' * 3_000 + '\n\n') * 500", False),
    "many paragraphs of underscores": (MARKDOWN, r"('_a' * 1_500 + '\n\n') * 500", False),
}
LONG = {
    "a page of 10 MB": (HTML, PAGE.replace("COUNT", "20_000"), True),
    "a table of 50,000 rows": (HTML, TABLE.replace("COUNT", "50_000"), False),
}
TITLES = [*CASES, *(pytest.param(title, marks=pytest.mark.long) for title in LONG)]


@pytest.mark.parametrize("title", TITLES)
def test_what_nobody_wrote_is_cleaned_in_seconds(title: str) -> None:
    media, source, has_body = (CASES | LONG)[title]
    done = subprocess.run(
        [sys.executable, "-c", CHILD, SENTENCE, media, source],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    found = json.loads(done.stdout)
    assert found["tiled"]
    assert found["blocks"] <= 10_000
    assert found["seconds"] < MAX_SECONDS
    assert found["memory"] < MAX_MEMORY
    assert found["body"] or not has_body

"""A visit to the server that misbehaves: what came of it, and that it did not take long."""

from __future__ import annotations

import time

import pytest

from reader.errors import SourceError
from reader.intake.url import Limits
from reader.intake.visiting import Visitor
from reader.model.article import RawArticle
from tests.fault.web_server import Behaviour, WebServer

SENTENCE = "The council of the town said on Monday that it would not pay for the bridge. "
PAGE = f"<html><head><title>The bridge</title></head><body><p>{SENTENCE * 3}</p></body></html>"
QUICK = Limits(connect_s=1.0, read_s=0.6, total_s=1.5, max_bytes=3_000_000)
MOST_S = 4.0  # what any page here may take, on a busy machine


def visitor(**options: bool) -> Visitor:
    return Visitor(QUICK, pause_s=0.0, **options)  # type: ignore[arg-type]  # ignore_robots alone


def fetch(server: WebServer, behaviour: Behaviour, path: str = "/page") -> RawArticle:
    server.pages[path] = behaviour
    return visitor().fetch(server.root + path)


def refusal(server: WebServer, behaviour: Behaviour, path: str = "/page") -> SourceError:
    began = time.monotonic()
    with pytest.raises(SourceError) as caught:
        fetch(server, behaviour, path)
    assert time.monotonic() - began < MOST_S
    assert caught.value.remedy
    assert server.root in (caught.value.where or "")
    return caught.value

from __future__ import annotations

import json

from reader.cleaning.json_ld import article_among, loose_date, names_of, page_among, things_of

WARD = {"@type": "NewsArticle", "headline": "Night ward will close", "url": "https://o.example/w"}
BRIDGE = {"@type": "NewsArticle", "headline": "Bridge is open again", "url": "https://o.example/b"}


def test_the_article_bears_the_title_or_the_address_of_the_page() -> None:
    things, _ = things_of([json.dumps([BRIDGE, WARD])])
    assert article_among(things, ["Night ward will close - Courier"], []) == WARD
    assert article_among(things, [], ["https://www.o.example/w/?from=feed"]) == WARD
    assert article_among(things, [], []) == BRIDGE


def test_where_several_bear_neither_none_is_taken() -> None:
    things, _ = things_of([json.dumps([BRIDGE, WARD])])
    assert article_among(things, ["Bread is dearer than ever"], ["https://o.example/c"]) is None


def test_one_article_is_taken_under_any_title() -> None:
    assert article_among([WARD], ["Something else entirely"], ["https://o.example/c"]) == WARD
    assert article_among([{"@type": "Organization"}], [], []) is None


def test_graphs_lists_and_pages_are_looked_into() -> None:
    page = {"@type": ["WebPage", "FAQPage"], "datePublished": "2021-09-14", "mainEntity": WARD}
    things, broken = things_of([json.dumps({"@graph": [page]}), "{", "[1, null]"])
    assert article_among(things, [], []) == WARD
    assert page_among(things) == page
    assert broken == ["{"]


def test_names_are_followed_and_come_once() -> None:
    things = [{"@id": "#a", "name": "Ana Ruiz"}]
    assert names_of([{"@id": "#a"}, {"name": ["Ben", "Ana Ruiz", ""]}, None], things) == (
        "Ana Ruiz, Ben"
    )
    assert names_of({"@id": "#b"}, things) is None


def test_a_broken_block_still_tells_its_one_day() -> None:
    broken = '{"name": ""Ward"", "datePublished": "2021-09-14 10:00"}'
    assert loose_date([broken]) == "2021-09-14 10:00"
    assert loose_date([broken, broken.replace("14", "15")]) is None

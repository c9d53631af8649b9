from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from reader.cleaning.shown_times import ShownTimes


def shown(html: str) -> list[tuple[str, str]]:
    times = ShownTimes()
    found = [
        day
        for node in LexborHTMLParser(html).css("time")
        for day in times.take(node, node.attributes, below=True)
    ]
    return [(day.value, day.role.value) for day in found or times.elsewhere()]


def test_what_readers_see_goes_over_the_attribute() -> None:
    page = "<p><time datetime='2021-09-15T01:30:00Z'>Sept. 14, 2021 9:30 p.m.</time></p>"
    assert shown(page) == [("2021-09-14T21:30", "shown")]


def test_the_attribute_speaks_where_the_text_says_only_how_long_ago() -> None:
    page = "<p>Updated <time datetime='2021-09-15'>2 hours ago</time></p>"
    assert shown(page) == [("2021-09-15", "changed")]


def test_labels_and_classes_tell_publication_from_change() -> None:
    page = (
        "<p><time class='entry-date published' datetime='2021-09-14'></time>"
        "<time class='updated' datetime='2021-09-20'></time></p>"
    )
    assert shown(page) == [("2021-09-14", "published"), ("2021-09-20", "changed")]
    assert shown("<time>Posted: May 3, 2021 | Last Updated: May 5, 2021</time>") == [
        ("2021-05-03", "published"),
        ("2021-05-05", "changed"),
    ]


def test_two_dates_glued_by_a_template_leave_the_text() -> None:
    page = "<time datetime='2019-01-012021-09-14'>September 14, 2021</time>"
    assert shown(page) == [("2021-09-14", "shown")]


def test_those_of_teasers_and_comments_are_left_out() -> None:
    teaser = "<div><div><time>1 August 2021</time></div></div>"
    head = "<main><div><div><time>14 September 2021</time></div></div>"
    assert shown(f"{head}{teaser}</main>") == [("2021-09-14", "shown")]
    assert shown(f"<aside>{teaser}</aside>") == []
    assert shown(f"<div class='comment-list'>{teaser}</div>") == []


def test_the_one_day_of_a_list_is_the_page_s() -> None:
    entry = "<li><time datetime='2021-09-14'></time></li>"
    assert shown(f"<ul>{entry}{entry}</ul>") == [("2021-09-14", "shown")]
    assert shown(f"<ul>{entry}<li><time datetime='2021-09-15'></time></li></ul>") == []


def test_a_page_of_very_many_times_is_read_to_a_bound() -> None:
    page = "<p>" + "<time>never</time>" * 50 + "<time>14 September 2021</time></p>"
    assert shown(page) == []

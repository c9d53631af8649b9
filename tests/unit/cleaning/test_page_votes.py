from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.cleaning.class_lists import STAGES, read_names
from reader.cleaning.page import Page, see
from reader.cleaning.page_candidates import CANDIDATE_NAMES, candidates
from reader.cleaning.page_tree import Tree, grow
from reader.cleaning.page_vote import VOTE_NAMES, distances, means, votes
from reader.cleaning.page_walk import read_page

PARAGRAPH = (
    "<p>The bridge over the river was closed on Monday, the council said, after an engineer "
    "found a crack, two fingers wide, in the southern pier of the old stone arch.</p>"
)
MENU = '<ul><li><a href="/a">News</a></li><li><a href="/b">Sport</a></li></ul>'
MARKS = st.lists(st.sampled_from([0.0, 1.0]), max_size=30)


def grown(html: str) -> tuple[Page, list[float], Tree]:
    page = see(read_page(f"<body>{html}</body>"))
    sizes = [float(len(line.words)) for line in page.lines]
    return page, sizes, grow(page.lines, sizes, [line.prose for line in page.lines])


def voted(html: str) -> tuple[str, int]:
    """The blocks that are voted for as 1, the others as 0, and by which expression."""
    page, sizes, tree = grown(html)
    rows = [dict(zip(VOTE_NAMES, row, strict=True)) for row in votes(page.lines, sizes, tree)]
    marks = "".join(str(int(row["voted"])) for row in rows)
    return marks, int(rows[0]["vote_stage"])


def chosen(html: str) -> str:
    """The blocks inside the best candidate as 1, the others as 0."""
    page, sizes, tree = grown(html)
    at = CANDIDATE_NAMES.index("chosen")
    return "".join(str(int(row[at])) for row in candidates(page.lines, sizes, tree))


def test_the_most_telling_expression_is_asked_first() -> None:
    named = f'<div class="entry-content">{PARAGRAPH * 3}</div>'
    assert voted(f"{MENU}<article>{PARAGRAPH}{named}</article>") == ("000111", 0)


def test_an_element_whose_names_tell_nothing_is_found_by_its_tag() -> None:
    assert voted(f"{MENU}<article>{PARAGRAPH * 3}</article>{PARAGRAPH}") == ("001110", 1)


def test_what_is_named_as_junk_is_taken_out_of_the_article() -> None:
    junk = f'<div class="newsletter-box">{PARAGRAPH}</div>'
    assert voted(f"<article>{PARAGRAPH * 3}{junk}{PARAGRAPH}</article>") == ("11101", 1)


def test_names_of_junk_that_would_leave_nothing_are_misread() -> None:
    assert voted(f'<article><div class="widget">{PARAGRAPH * 3}</div></article>') == ("111", 1)


def test_a_list_of_links_in_the_article_is_not_voted_for() -> None:
    assert voted(f"<article>{PARAGRAPH * 2}{MENU}{PARAGRAPH}</article>") == ("11001", 1)


def test_headings_at_the_end_are_those_of_what_follows() -> None:
    heading = "<h2>More of this</h2>"
    assert voted(f"<article>{PARAGRAPH}{heading}{PARAGRAPH}{heading}</article>") == ("1110", 1)


def test_without_any_expression_paragraphs_are_looked_for_everywhere() -> None:
    assert voted(f"{MENU}<div>{PARAGRAPH * 3}</div>") == ("00111", STAGES)


def test_paragraphs_speak_for_the_element_around_them() -> None:
    assert chosen(f"<div>{MENU}<p>All the news</p></div><div>{PARAGRAPH * 4}</div>") == "0001111"


def test_an_element_beside_the_best_that_has_a_fifth_of_its_points_belongs_to_it() -> None:
    assert chosen(f"<div>{PARAGRAPH}</div><div>{PARAGRAPH * 4}</div>") == "11111"


def test_unlikely_elements_are_no_candidates() -> None:
    comments = f'<div class="disqus">{PARAGRAPH * 4}</div>'
    assert chosen(f"<section><div>{PARAGRAPH * 2}</div>{comments}</section>") == "110000"


def test_a_list_of_links_in_the_best_candidate_is_left_out() -> None:
    assert chosen(f"<div>{PARAGRAPH * 2}{MENU}{PARAGRAPH}</div>") == "11001"


def test_a_paragraph_in_inline_elements_is_one_of_the_element_around_them() -> None:
    inline = f"<b><span>{PARAGRAPH[3:-4]}</span></b>"
    assert chosen(f"<nav>{MENU}</nav><div><p>{inline}</p><p>{inline}</p></div>") == "0011"


def test_a_page_without_paragraphs_has_no_candidate() -> None:
    assert chosen(MENU) == "00"


def test_names_are_read_by_class_id_role_and_itemprop() -> None:
    assert read_names("div", "x\n\n\narticleBody").stages == 1
    assert read_names("div", "x\n\narticle\n").stages == 1 << 2
    assert read_names("div", "\nPage-Content").stages == 1 << 3
    assert read_names("main", "").stages == 1 << 4
    assert read_names("p", "entry-content\n").stages == 0
    assert read_names("div", "share-bar\n").junk
    assert read_names("div", "\n\nNavigation\n").junk
    assert not read_names("h2", "share-bar\n").junk
    assert read_names("div", "comments-list\n").left
    assert not read_names("div", "commentary\n").left
    assert read_names("div", "commentary\n").comments
    assert (read_names("div", "post\n").weight, read_names("div", "promo\n").weight) == (25, -25)


@settings(max_examples=100)
@given(MARKS, st.integers(0, 9))
def test_means_are_those_of_each_window(marks: list[float], size: int) -> None:
    wanted = []
    for index in range(len(marks)):
        window = marks[max(0, index - size) : index + size + 1]
        wanted.append(sum(window) / len(window))
    found = means(marks, size)
    assert len(found) == len(wanted)
    assert all(abs(one - other) < 1e-9 for one, other in zip(found, wanted, strict=True))


@settings(max_examples=100)
@given(MARKS)
def test_distances_are_to_the_nearest_mark(marks: list[float]) -> None:
    at = [index for index, mark in enumerate(marks) if mark]
    above, below = distances(marks)
    for index in range(len(marks)):
        assert above[index] == min([20, *(index - each for each in at if each < index)])
        assert below[index] == min([20, *(each - index for each in at if each > index)])

"""Tags with too many attributes, cut; all others as they were."""

from __future__ import annotations

import pytest

from reader.cleaning.page_limits import MAX_ATTRIBUTES, trimmed
from reader.cleaning.page_walk import read_page

MANY = " ".join(f"a{number}='{number}>'" for number in range(MAX_ATTRIBUTES + 500))
FEW = " ".join(f'data-{number}="a long value of no account"' for number in range(300))


@pytest.mark.parametrize(
    "source",
    [
        "",
        "no tag",
        "<p class='a'>words</p>",
        f"<p {FEW}>words</p>",
        "<script>" + "a = 'b'; c < d; " * 3_000 + "</script>",
        "<p title='" + "a quote without an end " * 3_000,
        "<p>" + "a long text " * 3_000 + "</p>",
    ],
)
def test_what_has_not_too_many_attributes_stays(source: str) -> None:
    assert trimmed(source) == source


def test_the_first_attributes_and_all_text_stay() -> None:
    source = f"<div>before</div><p {MANY}>words <b>of it</b></p><div>behind</div>"
    found = trimmed(source)
    assert found.count("=") == MAX_ATTRIBUTES
    assert f"a{MAX_ATTRIBUTES - 1}=" in found
    assert read_page(found).text == "before\n\nwords of it\n\nbehind"


def test_attributes_without_values_count() -> None:
    names = " ".join(f"name{number}" for number in range(MAX_ATTRIBUTES + 5))
    assert f"name{MAX_ATTRIBUTES}" not in trimmed(f"<p {names}>words")

from __future__ import annotations

import pytest

from reader.cleaning.bylines import byline_of, contact_of, tidy_names


@pytest.mark.parametrize(
    ("declared", "names"),
    [
        ("By Ana Ruiz and Ben van Dam", "Ana Ruiz and Ben van Dam"),
        ("ANA RUIZ AND BEN VAN DAM", "Ana Ruiz and Ben van Dam"),
        ("Ana Ruiz, Staff Writer", "Ana Ruiz"),
        ("Ana Ruiz | Associated Press", "Ana Ruiz, Associated Press"),
        ("Ana Ruiz (@anaruiz)", "Ana Ruiz"),
        ("Orrel staff reporter", "Orrel staff reporter"),
        ("AFP", "AFP"),
        ("@anaruiz", ""),
        ("ana@orrel.example", ""),
        ("https://orrel.example/ana", ""),
        (", Orrel Daily", ""),
        ("admin", ""),
        ("17", ""),
    ],
)
def test_declared_names_are_those_of_people(declared: str, names: str) -> None:
    assert tidy_names(declared) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Photos and story by Ana Ruiz", "Ana Ruiz"),
        ("Words and pictures by Ana Ruiz", "Ana Ruiz"),
        ("By Ana Ruiz | 3 May 2019", "Ana Ruiz"),
        ("By Tuesday it was over.", None),
        ("Story by the fire", None),
    ],
)
def test_bylines_name_people(line: str, names: str | None) -> None:
    assert byline_of(line) == names


def test_a_menu_entry_is_nobody_to_write_to() -> None:
    assert contact_of("Contact & Help") is None
    assert contact_of("Contact Ana Ruiz at ana@orrel.example") == "Ana Ruiz"

from __future__ import annotations

import pytest

from reader.errors import SourceError
from reader.intake.decoding import codec_name, declaration, decode

RUSSIAN = "В субботу в порту упал кран, и единственный вход в гавань оказался закрыт для судов. "
FRENCH = "L’élève a été reçu à l’hôtel où l’on fêtait déjà Noël, et le maître s’est tu. "


def test_utf_8_is_tried_first_and_its_mark_is_taken_off() -> None:
    assert decode(FRENCH.encode()).text == FRENCH
    assert decode(b"\xef\xbb\xbfabc").text == "abc"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16_is_read_with_and_without_a_mark(encoding: str) -> None:
    text = "The council met on Monday.\nIt agreed on nothing."
    assert decode(text.encode(encoding)).text == text


def test_newlines_become_line_feeds() -> None:
    assert decode(b"a\r\nb\rc\nd").text == "a\nb\nc\nd"


def test_an_undeclared_encoding_is_guessed_and_that_is_said() -> None:
    decoded = decode((RUSSIAN * 4).encode("cp1251"))
    assert decoded.text == RUSSIAN * 4
    assert "guess" in decoded.repairs[0]


def test_a_declared_encoding_is_believed_where_the_bytes_bear_it_out() -> None:
    page = '<meta charset="windows-1251">' + RUSSIAN
    assert decode(page.encode("cp1251")).encoding == "cp1251"
    assert decode(page.encode("cp1251")).repairs == ()


def test_a_wrong_declaration_is_overruled_and_that_is_said() -> None:
    page = '<meta charset="iso-8859-1">' + RUSSIAN
    decoded = decode(page.encode())
    assert decoded.text == page
    assert "declared as cp1252" in decoded.repairs[0]


def test_latin_1_is_what_browsers_take_it_for() -> None:
    assert decode("\u201cyes\u201d".encode("cp1252"), "iso-8859-1").text == "\u201cyes\u201d"


def test_damaged_utf_8_stays_utf_8_with_replacements() -> None:
    decoded = decode(FRENCH.encode() + b"\xff\xfe!")
    assert decoded.encoding == "utf-8"
    assert decoded.text == FRENCH + "\ufffd\ufffd!"
    assert decoded.repairs == ("2 invalid bytes of utf-8 replaced by \ufffd",)


def test_a_few_control_characters_are_replaced_one_for_one_and_said() -> None:
    decoded = decode(b"a" * 100 + b"\x00\x1b\x7f\t\n")
    assert decoded.text == "a" * 100 + "\ufffd\ufffd\ufffd\t\n"
    assert "3 control characters" in decoded.repairs[0]


def test_many_control_characters_are_no_text() -> None:
    with pytest.raises(SourceError, match="control characters"):
        decode(b"abc\x01\x02\x03" * 50)


def test_mojibake_is_reported_and_left_as_it_is() -> None:
    broken = (FRENCH * 2).encode().decode("cp1252", "replace")
    decoded = decode(broken.encode())
    assert decoded.text == broken
    assert any("mojibake" in repair for repair in decoded.repairs)
    assert decode((FRENCH * 2).encode()).repairs == ()


def test_labels_that_name_no_encoding_of_text_are_ignored() -> None:
    assert [codec_name(label) for label in ("hex", "rot13", "x-none", "")] == [None] * 4
    assert declaration(b"<p charset=utf-8>") is None
    assert decode(b"abc", "zip").text == "abc"

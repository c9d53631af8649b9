from __future__ import annotations

import pytest

from reader.tui.launch.typing import keys_of


@pytest.mark.parametrize(
    ("data", "keys"),
    [
        (b"3j \t\x04", ["3", "j", "space", "tab", "ctrl+d"]),
        (b"\x1b[A\x1bOB\x1b[6~G", ["up", "down", "pagedown", "G"]),
        (b"j\x1b", ["j"]),
        (b"j\x1b[", ["j"]),
        (b"j\x1b[<0;1;1Mk", ["j"]),
        ("jé".encode(), ["j"]),
        (b"\r", []),
    ],
)
def test_keys_are_known_up_to_the_first_that_is_not_sure(data: bytes, keys: list[str]) -> None:
    found = list(keys_of(data))
    assert [each.key for each in found] == keys
    assert data.startswith(b"".join(each.data for each in found))

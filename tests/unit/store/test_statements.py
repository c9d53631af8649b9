from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model.history import Gesture
from reader.store import statements

GESTURE = Gesture("c", "ada", "t")


def test_a_column_that_is_not_there_is_a_defect() -> None:
    with pytest.raises(AssertionError, match="readings has no"):
        statements.inserting("readings", {"article": "a", "annotator": "b", "stat": "x"}, GESTURE)


@settings(max_examples=200)
@given(st.text(st.characters(), max_size=40))
def test_what_is_storable_has_the_same_length_and_can_be_encoded(text: str) -> None:
    stored = statements.storable(text)
    assert len(stored) == len(text)
    assert stored.encode().decode() == stored
    assert "\x00" not in stored
    assert statements.storable(stored) == stored

"""Words of what is said to people, short enough for a row."""

from __future__ import annotations

_QUOTE_LENGTH = 60  # code points of a quote in a message


def quoted(text: str) -> str:
    r"""Words in quotation marks, on one line, cut when they are long.

    >>> quoted("one\n two")
    '“one two”'
    """
    words = " ".join(text.split())
    return f"“{words if len(words) <= _QUOTE_LENGTH else words[: _QUOTE_LENGTH - 1] + '…'}”"


def counted(number: int, noun: str) -> str:
    """A number of things, one of them without an s.

    >>> counted(1, "place"), counted(2, "place")
    ('1 place', '2 places')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"

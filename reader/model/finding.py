"""What `doctor` has to say: one finding a line, each with the command that mends it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"  # work may be lost, or is
    WARNING = "warning"  # somebody will be kept from working
    NOTE = "note"  # good to know


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that `doctor` has to say.

    Attributes:
        code: a word for scripts.
        what: what is so, one line.
        where: the file, article or row.
        remedy: the command or act that mends it, or nothing where there is nothing to mend.
        severity: how much it matters.
    """

    code: str
    what: str
    where: str
    remedy: str
    severity: Severity

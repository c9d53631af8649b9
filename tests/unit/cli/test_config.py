"""`reader config`: the keys in force, and the file that changes them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Reader = Callable[..., Result]


def test_config_lists_the_keys_in_force_and_check_says_what_is_wrong(reader: Reader) -> None:
    path = Path(reader("config", "path").stdout.strip())
    assert reader("config", "check").exit_code == 0
    path.parent.mkdir(parents=True)
    path.write_text('mouse = false\n[keys]\n"mark.claim" = "B"\n', "utf-8")

    listed = reader("config")
    assert "mark.claim\tB\tyes\t" in listed.stdout
    assert "mark.entity\te\t\t" in listed.stdout
    assert "mouse left to the terminal" in listed.stderr
    told = json.loads(reader("config", "--json").stdout)
    assert (told["path"], told["mouse"], told["changed"]) == (str(path), False, ["mark.claim"])
    assert told["keys"]["mark.claim"] == ["B"]
    assert reader("config", "check").stdout.endswith("1 command has other keys\n")

    path.write_text('[keys]\n"mark.clam" = "B"\n', "utf-8")
    wrong = reader("config", "check")
    assert wrong.exit_code == 1
    assert "did you mean 'mark.claim'?" in wrong.stderr
    assert reader("config").exit_code == 0

"""`reader config`: the keys in force, and the file that changes them."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
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
    assert reader("config", "check").stdout.endswith(
        "1 command has other keys, mouse left to the terminal\n"
    )

    path.write_text('[keys]\n"mark.clam" = "B"\n', "utf-8")
    wrong = reader("config", "check")
    assert wrong.exit_code == 1
    assert "did you mean 'mark.claim'?" in wrong.stderr
    assert reader("config").exit_code == 0


def test_a_theme_that_is_none_is_found_by_the_check_and_the_manual_s_example_holds(
    reader: Reader,
) -> None:
    path = Path(reader("config", "path").stdout.strip())
    path.parent.mkdir(parents=True)
    path.write_text('theme = "nordd"\n', "utf-8")
    wrong = reader("config", "check")
    assert wrong.exit_code == 1
    assert wrong.stderr.splitlines() == [
        f"{path} does not hold:",
        "there is no theme 'nordd': theme",
        "  did you mean 'nord'?",
    ]
    manual = (files("reader") / "manual" / "config.md").read_text("utf-8")
    path.write_text(manual.partition("```toml\n")[2].partition("```")[0], "utf-8")
    told = reader("config", "check")
    assert told.stdout.endswith(
        "16 commands have other keys, profile vim, theme nord, mouse left to the terminal\n"
    )

"""Waivers: read with places, never silently wrong, never eternal by accident."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from tongban_spec.errors import UsageError
from tongban_spec.waivers import Waiver, read_waivers

TODAY = datetime.date(2025, 6, 1)
GOOD = "- requirement: DAT-2\n  reason: being mended\n  expires: 2025-06-01\n  subject: a2/*\n"


def read(folder: Path, text: str):
    path = folder / "waivers.yaml"
    path.write_text(text, encoding="utf-8")
    return read_waivers(path, ("DAT-1", "DAT-2"), TODAY)


def test_a_waiver_holds_on_its_last_day_and_covers_all_subjects_unless_it_says_which(tmp_path):
    assert read(tmp_path, GOOD) == (Waiver("DAT-2", "being mended", TODAY, "a2/*"),)
    (waiver,) = read(tmp_path, GOOD.replace("  subject: a2/*\n", ""))
    assert waiver.subject == "*"


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("DAT-2", "DAT-22", 1, "did you mean DAT-2"),
        ("reason:", "reson:", 2, "did you mean reason"),
        ("being mended", "''", 2, "nothing is written here"),
        ("2025-06-01", "2025-05-31", 3, "it expired on 2025-05-31"),
        ("2025-06-01", "soon", 3, "soon is no date"),
        ("2025-06-01", "[1]", 3, "[1] is no date"),
        ("  expires: 2025-06-01\n", "", 1, "expires is missing"),
        ("a2/*", "3", 4, "3 is no text"),
        (GOOD, "requirement: DAT-2", 1, "it is no list"),
        (GOOD, "- DAT-2", 1, "key: value pairs"),
        ("reason: being", "reason: [being", 3, "YAML"),
        ("reason", "requirement", 2, "written twice"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path, old, new, line, said):
    with pytest.raises(UsageError) as caught:
        read(tmp_path, GOOD.replace(old, new, 1))
    english = caught.value.say("en")
    assert f"waivers.yaml:{line}:" in english and said in english, english
    assert caught.value.say("zh") != english


def test_the_known_requirements_are_told_in_their_order(tmp_path):
    path = tmp_path / "waivers.yaml"
    path.write_text(GOOD.replace("DAT-2", "XYZ"), encoding="utf-8")
    known = ("SRV-2", "DAT-1", "PRO-7", "CAT-1", "HAL-3")
    with pytest.raises(UsageError) as caught:
        read_waivers(path, known, TODAY)
    assert "known: SRV-2, DAT-1, PRO-7, CAT-1, HAL-3" in caught.value.say("en")

"""Small scenarios on disk for the tests of the command line."""

from __future__ import annotations

import re
import signal
from pathlib import Path

import pytest

from tongban.scenario.shipped import scenarios_folder

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell that runs the tests in the background has it ignored, and every command that a test
    # starts would inherit that: there would be no Ctrl-C to test.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def shortened(folder: Path, arrival: int = 3, needs: int = 6) -> Path:
    """Write the tutorial's scenario with few days and needs, so that a test takes no time."""
    text = (scenarios_folder() / "one_counter" / "scenario.yaml").read_text("utf-8")
    text, first = re.subn(r"(arrival: \{value:) 20,", rf"\1 {arrival},", text)
    text, second = re.subn(r"(needs: \{value:) 12,", rf"\1 {needs},", text)
    assert first == second == 1, "the shipped scenario has changed"
    folder.mkdir()
    (folder / "scenario.yaml").write_text(text, "utf-8")
    return folder


@pytest.fixture
def small(tmp_path) -> Path:
    return shortened(tmp_path / "small")


@pytest.fixture
def endless(tmp_path) -> Path:
    """A scenario that takes far longer than any test would wait."""
    return shortened(tmp_path / "endless", arrival=20, needs=900)


@pytest.fixture
def wrong(small) -> Path:
    file = small / "scenario.yaml"
    file.write_text(
        file.read_text("utf-8").replace("department: SAMR", "department: SMAR"), "utf-8"
    )
    return small

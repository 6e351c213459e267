"""What a number's reason says of its own scenario is so there."""

from __future__ import annotations

import re

import pytest

from tongban.cli.load_estimate import reviewer_loads
from tongban.levers.regime import LEVER_IDS
from tongban.scenario.load import load_world
from tongban.scenario.shipped import find_scenario, shipped_names

REVIEWERS = re.compile(r"departments\.(\w+)\.reviewers\.(\w+)")
BUSY = re.compile(r"about (\d+) % busy(?! (?:in|of) (\w+)| there)")
THERE = re.compile(r"about (\d+) % busy (?:in jiaxing|there)")
CLOSE = 0.01  # reasons are in whole percent


def claims(name: str, words: re.Pattern) -> list[tuple[str, float, float]]:
    """Return reviewers by path with how busy they are said to be, and are (mean of counties)."""
    world = load_world(find_scenario(name), LEVER_IDS)
    shares: dict[tuple[str, str], list[float]] = {}
    for load in reviewer_loads(world):
        shares.setdefault((load.department, load.review_class), []).append(load.share)
    loads = {who: sum(s) / len(s) for who, s in shares.items()}
    found = []
    for figure in world.figures:
        reviewers, said = REVIEWERS.fullmatch(figure.path), words.search(figure.words.en)
        if reviewers and said:
            found.append(
                (figure.path, int(said[1]) / 100, loads.get((reviewers[1], reviewers[2]), 0.0))
            )
    return found


@pytest.mark.parametrize("name", shipped_names())
def test_reviewers_are_as_busy_as_the_reason_for_their_number_says(name):
    wrong = [c for c in claims(name, BUSY) if abs(c[1] - c[2]) > CLOSE]
    assert not wrong


def test_what_the_catalogue_says_of_jiaxing_is_so_there():
    found = claims("jiaxing", THERE)
    assert len(found) > 10
    assert not [c for c in found if abs(c[1] - c[2]) > CLOSE]

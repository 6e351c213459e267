"""Each lever moves the measure that it must, in the direction that it must, all else equal.

What a lever must do stands in its record (``Lever.effect``) and nowhere else; the test is one for
all, so that a new lever is tested as soon as it is listed, and fails without an effect.
"""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from cli.command import environment
from metamorphic.observed import SHAPES
from tongban.experiments.intervals import interval
from tongban.experiments.replication import replicate
from tongban.levers.regime import LEVER_IDS, LEVERS, Regime, full
from tongban.measures.figures import ALL
from tongban.measures.names import BY_ID
from tongban.report.lever_table import markdown
from tongban.scenario.world import World
from worlds import world

ROOT = Path(__file__).parents[3]
README = ROOT / "model" / "README.md"
SEEDS = (1, 2, 3, 4, 5)
SURE = 0.99


def side_by_side(small: World) -> World:
    """Return the same world where no item needs the result of another one of its matter."""

    def independent(item):
        kept = tuple(
            m for m in item.materials if not m.material.startswith("P") or m.material == "PLAN"
        )
        return replace(item, materials=kept)

    catalogue = small.catalogue
    items = {i: independent(item) for i, item in catalogue.items.items()}
    return replace(small, catalogue=replace(catalogue, items=items))


def with_short_limits(small: World) -> World:
    """Return the same world with limits of one working day: longer ones never bind there."""
    catalogue = small.catalogue
    items = {k: replace(item, limit_working_days=1) for k, item in catalogue.items.items()}
    return replace(small, catalogue=replace(catalogue, items=items))


@cache
def worlds() -> tuple[World, ...]:
    """Return every shape, with items that need one another and with items side by side."""
    chained = [with_short_limits(world(**shape)) for shape in SHAPES]
    return tuple(w for one in chained for w in (one, side_by_side(one)))


@cache
def means(levers: tuple[str, ...]) -> list[dict[str, float]]:
    """Return the means of all measures in every world and seed, with these levers in force."""
    regime = Regime("tried", full(levers))
    runs = [replicate(w, regime, seed, 0, False) for w in worlds() for seed in SEEDS]
    return [{m: f.mean for (m, group), f in r.summary.items() if group == ALL} for r in runs]


def differences(lever: str) -> np.ndarray:
    """Return with minus without, pair by pair: the same people and luck, one lever more."""
    effect = LEVERS[lever].effect
    without, with_it = means(effect.beside), means((*effect.beside, lever))
    pairs = zip(without, with_it, strict=True)
    return np.array([b[effect.measure] - a[effect.measure] for a, b in pairs])


@pytest.mark.parametrize("lever", LEVER_IDS)
def test_a_lever_does_what_it_must(lever):
    effect = LEVERS[lever].effect
    assert effect.direction in (-1, 1)
    assert lever not in effect.beside
    found = interval(effect.direction * differences(lever), confidence=SURE)
    assert found.n == len(SHAPES) * 2 * len(SEEDS), f"{effect.measure} is missing in some runs"
    assert found.low > 0, (effect, found)


def test_a_lever_that_does_nothing_would_be_found_out(monkeypatch):
    login = LEVERS["single_sign_on"]  # one login gives nobody fewer papers to mend
    monkeypatch.setitem(
        LEVERS, login.id, replace(login, effect=replace(login.effect, measure="returns"))
    )
    assert interval(-differences(login.id), confidence=SURE).low <= 0


def test_the_effects_are_measures_that_people_can_look_up():
    assert {lever.effect.measure for lever in LEVERS.values()} <= set(BY_ID)


@cache
def collected() -> tuple[str, ...]:
    """Return the tests of this file as pytest collects them."""
    words = ["-m", "pytest", "--collect-only", "-n0", "-p", "no:cacheprovider", __file__]
    done = subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=environment(), capture_output=True, check=True
    )
    return tuple(line for line in done.stdout.decode().splitlines() if "::" in line)


def test_the_table_in_the_readme_is_that_of_the_levers_and_its_tests_are_collected():
    file = Path(__file__).relative_to(README.parent).as_posix()
    table = markdown(file, test_a_lever_does_what_it_must.__name__)
    assert table in README.read_text("utf-8"), "run `make tables`: a lever has changed"
    named = re.findall(r"\[`(\w+\[\w+\])`\]\(" + re.escape(file) + r"\)", table)
    assert len(named) == len(LEVER_IDS)
    assert set(named) <= {test.split("::")[1] for test in collected()}

"""Halls have travel times of their county: longer ways within it, and nowhere else."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from metamorphic.observed import observe, patient, same_trace
from tongban.experiments.pilot import empty_province
from tongban.journeys.program import Op
from tongban.scenario.world import World


def with_ways(world: World, *factors: float) -> World:
    regions = dict(world.regions)
    for code, factor in zip(world.halls, factors, strict=True):
        regions[code] = replace(regions[code], travel=factor)
    return replace(world, regions=regions)


def travelled(world: World) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return of each trip, case by case: home, where one lives, and the seconds of the way."""
    seen = observe(world, (), 3)
    s, found = seen.spans, seen.compiled.needs
    trips = np.flatnonzero(s.code == Op.TRIP)
    trips = trips[np.argsort(s.case[trips], kind="stable")]
    case = s.case[trips]
    return found.home[case], found.here[case], (s.start - s.begin)[trips]


def test_ways_within_a_county_are_as_long_as_it_says_and_those_of_others_as_before():
    small = empty_province(patient(departments=2, regions=2, needs=12.0, days=6))
    home, here, before = travelled(with_ways(small, 1.0, 1.0))
    _, _, after = travelled(with_ways(small, 1.0, 2.5))
    elsewhere, second = here == 0, (home == here) & (here == 1)
    assert len(before) == len(after) and min(m.sum() for m in (elsewhere, second)) > 10
    assert (home[elsewhere] != here[elsewhere]).any(), "nobody of the first county goes further"
    assert np.array_equal(before[elsewhere], after[elsewhere])
    assert after[second].mean() == pytest.approx(2.5 * before[second].mean(), rel=0.01)


def test_where_nothing_is_said_of_ways_no_byte_changes():
    small = patient(departments=2, regions=2, needs=8.0, days=4)
    assert same_trace(observe(small, (), 1).trace, observe(with_ways(small, 1, 1), (), 1).trace)

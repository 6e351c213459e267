"""Overtime (加班): how long reviewers worked after closing, and what that costs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tongban.journeys.assemble import Compiled
from tongban.journeys.calendars import Calendar, working_seconds_between
from tongban.quantities import HOUR
from tongban.scenario.world import World
from tongban.trace.spans import Spans


def overtime_hours(compiled: Compiled, s: Spans, counted: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return the hours worked after closing on the files of each pool, (n_pools,) (加班小时).

    Only while a file was on somebody's desk: who has nothing left goes home. Of those of the
    ``counted`` records that are services that have ended.
    """
    hours = np.zeros(len(compiled.layout.pools))
    for pool in np.unique(s.overtime[:, 0]):
        mine = (s.asked == pool) & (s.start >= 0) & counted
        evenings = _calendar(s.overtime[s.overtime[:, 0] == pool])
        hours[pool] = working_seconds_between(evenings, s.start[mine], s.end[mine]).sum() / HOUR
    return hours


def priced_hours(world: World, compiled: Compiled, s: Spans, counted: NDArray[np.bool_]) -> float:
    """Return what overtime on counted services costs in hours of ordinary work (加班折算工时)."""
    hours = overtime_hours(compiled, s, counted)
    priced = 0.0
    for number in np.flatnonzero(hours):
        overtime = world.departments[compiled.layout.pools[number].department].overtime
        assert overtime is not None
        priced += hours[number] * overtime.rate
    return priced


def _calendar(spells: NDArray[np.int64]) -> Calendar:
    begin, end = spells[:, 1], spells[:, 2]
    elapsed = np.cumsum(end - begin) - (end - begin)
    nothing = np.zeros(len(spells), np.int64)
    return Calendar(begin, end, nothing, elapsed, nothing)

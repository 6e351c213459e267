"""Limits (时限): which applications were decided in time, by whole working days."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tongban.journeys.assemble import Compiled
from tongban.journeys.calendars import Calendar
from tongban.journeys.local_lists import item_in_force
from tongban.quantities import DAY
from tongban.scenario.world import World
from tongban.trace.spans import ACCEPTED, Spans

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Handlings:
    """Applications with a limit, from acceptance to decision (有时限的申请), one entry each.

    Parameters
    ----------
    case, item : int64
        Number of the case, and index of the item in the world's order.
    took, limit : int64
        Working days after the day of acceptance, with stopped clocks left out; an undecided
        application took what it took up to the horizon.
    decided : bool
    """

    case: Ints
    item: Ints
    took: Ints
    limit: Ints
    decided: NDArray[np.bool_]


def handlings(world: World, compiled: Compiled, s: Spans, count: int) -> Handlings:
    """Return how long the accepted applications took that the law sets a limit."""
    accepted = _moments(world, compiled, s, count, *ACCEPTED)
    decided = _moments(world, compiled, s, count, "decide")
    limits = _limits_in_force(world, compiled, accepted)
    with_limit = (accepted >= 0) & (limits > 0)
    case, item = np.nonzero(with_limit)
    begin, end = accepted[with_limit], decided[with_limit]
    done = end >= 0
    end = np.where(done, end, compiled.given.horizon)
    stopped, resumed = (
        _moments(world, compiled, s, count, act)[with_limit]
        for act in ("clock_stopped", "clock_resumed")
    )
    still = _days_stopped(compiled.office, begin, end, stopped, resumed)
    took = working_days(compiled.office, end) - working_days(compiled.office, begin) - still
    return Handlings(case, item, took, limits[with_limit], done)


def _moments(world: World, compiled: Compiled, s: Spans, count: int, *acts: str) -> Ints:
    """Return when an application of each case for each item saw an act; -1: never."""
    items = list(world.catalogue.items)
    number = {k: i for i, k in enumerate(items)}
    of_op = np.array([number.get(m.item, -1) for m in compiled.meanings])
    found = np.full((count, len(items)), -1, np.int64)
    mask = s.did(*acts)
    found[s.case[mask], of_op[s.op[mask]]] = s.begin[mask]
    return found


def working_days(cal: Calendar, at: Ints) -> Ints:
    """Return how many working days there have been up to the day of a moment, inclusive.

    So the law counts: the day on which something happens is not counted (行政许可法 §82).
    """
    return np.searchsorted(np.unique(cal.starts // DAY), at // DAY, "right")


def _days_stopped(cal: Calendar, begin: Ints, end: Ints, stopped: Ints, resumed: Ints) -> Ints:
    """Return the working days at whose end the clock stood still (as DAT-7 counts them)."""

    def before(at: Ints) -> Ints:
        return working_days(cal, at - DAY)

    until = np.where(
        (resumed >= stopped) & (resumed <= end), before(resumed), working_days(cal, end)
    )
    since = np.maximum(before(stopped), working_days(cal, begin))
    return np.where(stopped >= 0, np.maximum(until - since, 0), 0)


def _limits_in_force(world: World, compiled: Compiled, accepted: Ints) -> Ints:
    """Return the limit in working days that each application was accepted under, 0 for none."""
    items = world.catalogue.items.values()
    result = np.zeros(accepted.shape, np.int64)
    for site, (region, history) in enumerate(compiled.histories.items()):
        mine = (compiled.needs.home == site)[:, None]
        for era in history:
            listed = [item_in_force(world, era.practice, region, i) for i in items]
            limits = np.array([i.limit_working_days or 0 for i in listed])
            result = np.where(mine & (accepted >= era.since), limits, result)
    return result


def in_time(world: World, compiled: Compiled, s: Spans, count: int) -> NDArray[np.float64]:
    """Return for each case the share of its applications with a limit that were decided in it.

    An application that is neither decided nor past its limit at the horizon does not count.
    """
    found = handlings(world, compiled, s, count)
    late = found.took > found.limit
    known = late | found.decided
    total = np.bincount(found.case[known], minlength=count)
    good = np.bincount(found.case[known & ~late], minlength=count)
    return np.where(total > 0, good / np.maximum(total, 1), np.nan)

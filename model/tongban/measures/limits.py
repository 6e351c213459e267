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
    items = list(world.catalogue.items)
    number = {k: i for i, k in enumerate(items)}
    of_op = np.array([number.get(m.item, -1) for m in compiled.meanings])
    horizon = compiled.given.horizon
    runs_from = np.full((count, len(items)), -1, np.int64)
    since = runs_from.copy()
    decided = np.full((count, len(items)), horizon, np.int64)

    def told(target: Ints, *acts: str, at: int | None = None) -> None:
        mask = s.did(*acts)
        target[s.case[mask], of_op[s.op[mask]]] = s.begin[mask] if at is None else at

    told(since, *ACCEPTED)
    told(runs_from, *ACCEPTED)
    told(runs_from, "clock_stopped", at=horizon)
    told(runs_from, "clock_resumed")
    told(decided, "decide")
    limits = _limits_in_force(world, compiled, since)
    case, item = np.nonzero((runs_from >= 0) & (limits > 0))
    end = decided[case, item]
    took = working_days_between(compiled.office, runs_from[case, item], end)
    return Handlings(case, item, took, limits[case, item], end < horizon)


def working_days_between(cal: Calendar, begin: Ints, end: Ints) -> Ints:
    """Return the working days after the day of ``begin`` up to that of ``end``, inclusive.

    So the law counts: the day on which something happens is not counted (行政许可法 §82).
    """
    days = np.unique(cal.starts // DAY)
    return np.searchsorted(days, end // DAY, "right") - np.searchsorted(days, begin // DAY, "right")


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

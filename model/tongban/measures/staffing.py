"""Heads over time (在岗人数): how many were there, and how much office time they have."""

from __future__ import annotations

import numpy as np

from tongban.journeys.arrays import EngineInput, Ints
from tongban.journeys.assemble import Compiled
from tongban.journeys.calendars import working_seconds_between
from tongban.quantities import DAY
from tongban.trace.spans import Spans


def heads_at(given: EngineInput, at: int) -> Ints:
    """Return the heads of every pool at a second, (n_pools,)."""
    heads = given.pool_servers.copy()
    past = given.change_at <= at
    heads[given.change_pool[past]] = given.change_servers[past]  # the latest of a pool is the last
    return heads


def staff_seconds(compiled: Compiled, warm: int) -> Ints:
    """Return the office time of every pool's staff on the days when needs arise, (n_pools,).

    Of all who belong there, also who is absent that day; their sum is the same however a regime
    arranges them.
    """
    last = int(compiled.needs.at.max(initial=warm)) if len(compiled.needs) else warm
    until = (last // DAY + 1) * DAY

    def open_until(at: int) -> int:
        ends = np.array([warm]), np.clip(np.array([at]), warm, until)
        return int(working_seconds_between(compiled.office, *ends)[0])

    whole = open_until(until)
    before = np.array([p.heads for p in compiled.layout.pools], np.int64)
    result = before * whole
    for change in sorted(compiled.rearranged):
        left = whole - open_until(change.at)
        result[change.pool] += (change.servers - before[change.pool]) * left
        before[change.pool] = change.servers
    return result


def seconds_at_work(compiled: Compiled, s: Spans, served: Ints) -> Ints:
    """Return how long each service took of those who gave it, (n,) (实际用时).

    Window service is not interrupted; reviewing pauses outside office hours, also at a window.

    Parameters
    ----------
    served : (n,) int64
        Records of services that have ended.
    """
    begin, end = s.start[served], s.end[served]
    paused = working_seconds_between(compiled.office, begin, end)
    return np.where(s.for_window[served], end - begin, paused)

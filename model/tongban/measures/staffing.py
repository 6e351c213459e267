"""Heads over time (在岗人数): how many were there, and how long they could have worked."""

from __future__ import annotations

import numpy as np

from tongban.journeys.arrays import EngineInput, Ints
from tongban.journeys.assemble import Compiled
from tongban.journeys.calendars import Calendar, working_seconds_between
from tongban.trace.spans import Spans


def heads_at(given: EngineInput, at: int) -> Ints:
    """Return the heads of every pool at a second, (n_pools,)."""
    heads = given.pool_servers.copy()
    past = given.change_at <= at
    heads[given.change_pool[past]] = given.change_servers[past]  # the latest of a pool is the last
    return heads


def possible_seconds(given: EngineInput, cal: Calendar, begin: int, until: int) -> Ints:
    """Return the open seconds of all heads of every pool between two moments, (n_pools,).

    The heads as they are in each second: what changes in between counts from then on.
    """

    def open_until(at: Ints) -> Ints:
        return working_seconds_between(cal, np.full(len(at), begin), np.clip(at, begin, until))

    whole = open_until(np.array([until]))[0]
    result = given.pool_servers * whole
    before = given.pool_servers.copy()
    rest = whole - open_until(given.change_at)
    for pool, heads, left in zip(given.change_pool, given.change_servers, rest, strict=True):
        result[pool] += (heads - before[pool]) * left
        before[pool] = heads
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

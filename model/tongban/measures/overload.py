"""Overload (超负荷): pools that cannot keep up, so that waits depend on how long one looks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tongban.engines.trace_arrays import TraceArrays
from tongban.journeys.assemble import Compiled
from tongban.journeys.pools import PoolPlace
from tongban.measures.staffing import heads_at
from tongban.trace.spans import Spans
from tongban.trace.stays import follow_moves

LEFT_OVER_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class Overload:
    """A pool with a queue that the needs' last day left behind (超负荷的服务池).

    Parameters
    ----------
    pool : PoolPlace
    waiting : int
        How many waited for it when the last need had arisen.
    asked : int
        How many had asked for it by then.
    """

    pool: PoolPlace
    waiting: int
    asked: int


def overloads(compiled: Compiled, trace: TraceArrays, s: Spans) -> tuple[Overload, ...]:
    """Return the pools whose queue was still long when the last need had arisen, the worst first.

    Long means: more waiting than five for each server, and more than a twentieth of all who had
    asked. Then the run has seen a queue build up, and its mean waits would be longer had needs
    gone on arising.
    """
    until = int(compiled.needs.at.max(initial=0))
    count = len(compiled.layout.pools)
    queue = s.pool >= 0
    pool, joined = s.pool[queue], s.begin[queue]
    called = np.where(s.start[queue] >= 0, s.start[queue], s.end[queue])
    asked = np.bincount(pool[joined <= until], minlength=count)
    waiting = np.bincount(pool[(joined <= until) & (called > until)], minlength=count)
    still = trace.still_waiting[trace.still_waiting[:, 2] <= until]
    horizon = np.full(len(still), compiled.given.horizon)
    last, _ = follow_moves(compiled.given, still[:, 0], still[:, 2], horizon)
    late = np.bincount(last, minlength=count)
    waiting, asked = waiting + late, asked + late
    long = (waiting > 5 * heads_at(compiled.given, until)) & (waiting > LEFT_OVER_SHARE * asked)
    order = sorted(np.flatnonzero(long).tolist(), key=lambda p: -int(waiting[p]))
    return tuple(Overload(compiled.layout.pools[p], int(waiting[p]), int(asked[p])) for p in order)

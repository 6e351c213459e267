"""The accounts of a run (守恒核对): Little's law, work, heads and cases, to the last second."""

from __future__ import annotations

import numpy as np

from tongban.engines.trace_arrays import TraceArrays
from tongban.journeys.assemble import Compiled
from tongban.journeys.program import Op, Outcome
from tongban.trace.spans import Spans


def account_errors(compiled: Compiled, trace: TraceArrays, s: Spans) -> list[str]:
    """Return what does not add up in a recorded run; an empty list means all does.

    Little's law in its exact form, on every pool: the integral of the number waiting (or at work),
    watched by the engine, equals the sum of the times of all who waited (or were served), those
    still there at the horizon included. And: every case has exactly one outcome, at one moment.
    """
    horizon = compiled.given.horizon
    count = len(compiled.given.pool_servers)
    queue = s.code == Op.QUEUE
    pool, served = s.pool[queue], s.start[queue] >= 0
    waited = np.where(served, s.start[queue], s.end[queue]) - s.begin[queue]
    worked = np.where(served, s.end[queue] - s.start[queue], 0)
    waiting, busy = np.zeros(count, np.int64), np.zeros(count, np.int64)
    np.add.at(waiting, pool, waited)
    np.add.at(busy, pool, worked)
    np.add.at(waiting, trace.still_waiting[:, 0], horizon - trace.still_waiting[:, 2])
    open_ = trace.still_served
    np.add.at(waiting, open_[:, 0], open_[:, 3] - open_[:, 2])
    np.add.at(busy, open_[:, 0], horizon - open_[:, 3])
    errors = [
        f"pool {p}: waiting {trace.pool_waiting[p]} by the clock, {waiting[p]} by the people"
        for p in np.flatnonzero(waiting != trace.pool_waiting)
    ]
    errors += [
        f"pool {p}: busy {trace.pool_busy[p]} by the clock, {busy[p]} by the people"
        for p in np.flatnonzero(busy != trace.pool_busy)
    ]
    return errors + _case_errors(compiled, trace, s)


def _case_errors(compiled: Compiled, trace: TraceArrays, s: Spans) -> list[str]:
    cases = len(compiled.given.case_at)
    ends = np.bincount(s.case[s.code == Op.END], minlength=cases)
    begun = np.bincount(s.case[s.did("need")], minlength=cases)
    closed = trace.outcome != Outcome.OPEN
    arrived = compiled.given.case_at < compiled.given.horizon
    errors = [f"case {c}: ended {ends[c]} times" for c in np.flatnonzero(ends != closed)]
    return errors + [f"case {c}: began {begun[c]} times" for c in np.flatnonzero(begun != arrived)]

"""The accounts of a run (守恒核对): Little's law, work, heads and cases, to the last second."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tongban.engines.trace_arrays import Field, TraceArrays
from tongban.journeys.arrays import EngineInput
from tongban.journeys.assemble import Compiled
from tongban.journeys.program import Column, Op, Outcome
from tongban.trace.spans import Spans, queued
from tongban.trace.stays import follow_moves


def account_errors(compiled: Compiled, trace: TraceArrays, s: Spans) -> list[str]:
    """Return what does not add up in a recorded run; an empty list means all does.

    Little's law in its exact form, on every pool: the integral of the number waiting (or at work),
    watched by the engine, equals the sum of the times of all who waited (or were served), those
    still there at the horizon included. And: every case has exactly one outcome, at one moment.
    """
    return pool_errors(compiled.given, trace) + _case_errors(compiled, trace, s)


def pool_errors(given: EngineInput, trace: TraceArrays) -> list[str]:
    """Return what does not add up on the pools: Little's law and the work done."""
    waiting, busy = pool_times(given, trace)
    errors = [f"record {r}: called before it came" for r in _called_too_early(given, trace)]
    errors += [
        f"pool {p}: waiting {trace.pool_waiting[p]} by the clock, {waiting[p]} by the people"
        for p in np.flatnonzero(waiting != trace.pool_waiting)
    ]
    return errors + [
        f"pool {p}: busy {trace.pool_busy[p]} by the clock, {busy[p]} by the people"
        for p in np.flatnonzero(busy != trace.pool_busy)
    ]


def _called_too_early(given: EngineInput, trace: TraceArrays) -> NDArray[np.int64]:
    """Return the records of a queue that somebody left, or was called from, before coming."""
    begin, start, end = (trace.records[:, f] for f in (Field.BEGIN, Field.START, Field.END))
    queueing = given.ops[trace.records[:, Field.OP], Column.CODE] == Op.QUEUE
    return np.flatnonzero(queueing & (begin > np.where(start >= 0, start, end)))


def pool_times(
    given: EngineInput, trace: TraceArrays
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return what people waited and were served at each pool, in seconds (排队与服务时间).

    Those who are still there at the horizon are counted up to it.
    """
    records = trace.records[given.ops[trace.records[:, Field.OP], Column.CODE] == Op.QUEUE]
    last, waiting = queued(given, records)
    start, end = records[:, Field.START], records[:, Field.END]
    busy = np.zeros(len(waiting), np.int64)
    np.add.at(busy, last, np.where(start >= 0, end - start, 0))
    still, open_ = trace.still_waiting, trace.still_served
    horizon = np.full(len(still), given.horizon)
    waiting += follow_moves(given, still[:, 0], still[:, 2], horizon)[1]
    last, waited = follow_moves(given, open_[:, 0], open_[:, 2], open_[:, 3])
    waiting += waited
    np.add.at(busy, last, given.horizon - open_[:, 3])
    return waiting, busy


def _case_errors(compiled: Compiled, trace: TraceArrays, s: Spans) -> list[str]:
    cases = len(compiled.given.case_at)
    ends = np.bincount(s.case[s.code == Op.END], minlength=cases)
    begun = np.bincount(s.case[s.did("need")], minlength=cases)
    closed = trace.outcome != Outcome.OPEN
    arrived = compiled.given.case_at < compiled.given.horizon
    errors = [f"case {c}: ended {ends[c]} times" for c in np.flatnonzero(ends != closed)]
    return errors + [f"case {c}: began {begun[c]} times" for c in np.flatnonzero(begun != arrived)]

"""Records with their meaning (带含义的记录): what every measure is counted from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tongban.engines.trace_arrays import Field, TraceArrays
from tongban.journeys.arrays import EngineInput
from tongban.journeys.assemble import Compiled
from tongban.journeys.program import Column, Op
from tongban.trace.stays import follow_moves

Ints = NDArray[np.int64]
PREPARING = ("prepare", "repair", "fill_in", "log_in")
ACCEPTED = ("accepted", "accepted_by_silence")


@dataclass(frozen=True)
class Spans:
    """The records of a run as columns, with what they mean (时段).

    Parameters
    ----------
    case, op, code, begin, start, end, result : (n,) int64
        As recorded; ``code`` is the operation's word.
    act : (n,) int64
        Index into ``acts``.
    asked : (n,) int64
        Pool that a QUEUE is for; else -1.
    pool : (n,) int64
        Pool at which it queued at last and was served: another one if its queue had moved.
    at_window : (n,) bool
        Whether it is a queue at a window with the applicant present.
    for_window : (n,) bool
        Whether it was served and is for a window, with the applicant present or not.
    acts : tuple of str
    overtime : (n_spells, 3) int64
        Pool, begin and latest end of every time of overtime, as recorded.
    """

    case: Ints
    op: Ints
    code: Ints
    begin: Ints
    start: Ints
    end: Ints
    result: Ints
    act: Ints
    asked: Ints
    pool: Ints
    at_window: NDArray[np.bool_]
    for_window: NDArray[np.bool_]
    acts: tuple[str, ...]
    overtime: Ints

    def did(self, *names: str) -> NDArray[np.bool_]:
        """Return which records are one of these acts."""
        return np.isin(self.act, [self.acts.index(n) for n in names if n in self.acts])

    def meaning(
        self, compiled: Compiled, name: str, of: NDArray[np.bool_] | slice = slice(None)
    ) -> NDArray[np.str_]:
        """Return a field of the meanings of records, all or some, as text."""
        return np.array([getattr(m, name) for m in compiled.meanings])[self.op[of]]


def spans(compiled: Compiled, trace: TraceArrays) -> Spans:
    """Return the records with their meaning."""
    r = trace.records
    case, op = r[:, Field.CASE], r[:, Field.OP]
    ops = compiled.given.ops
    acts = tuple(dict.fromkeys(m.act for m in compiled.meanings))
    number = {a: i for i, a in enumerate(acts)}
    act = np.array([number[m.act] for m in compiled.meanings], np.int64)[op]
    code = ops[op, Column.CODE]
    asked, pool = np.full((2, len(r)), -1, np.int64)
    queues = code == Op.QUEUE
    asked[queues] = asked_for(compiled.given, r[queues])
    pool[queues], _ = queued(compiled.given, r[queues])
    at_window = queues & (ops[op, Column.VALUE] >= 0)  # who has patience is there in person
    windows = compiled.given.pool_ticket_rule == 1
    for_window = queues & windows[np.maximum(asked, 0)] & (r[:, Field.START] >= 0)
    columns = (r[:, Field.BEGIN], r[:, Field.START], r[:, Field.END], r[:, Field.RESULT])
    return Spans(
        case, op, code, *columns, act, asked, pool, at_window, for_window, acts, trace.overtime
    )


def asked_for(given: EngineInput, records: Ints) -> Ints:
    """Return the pool that each record of queueing is for (所问的服务池)."""
    where = given.ops[records[:, Field.OP], Column.WHERE]
    roles = given.site_pools.shape[1]
    role = np.maximum(-1 - where, 0)
    site = given.case_site[records[:, Field.CASE], role // roles]
    return np.where(where >= 0, where, given.site_pools[site, role % roles])


def queued(given: EngineInput, records: Ints) -> tuple[Ints, Ints]:
    """Return of records of queueing the last pool of each, and the seconds waited at each pool."""
    start, end = records[:, Field.START], records[:, Field.END]
    until = np.where(start >= 0, start, end)
    return follow_moves(given, asked_for(given, records), records[:, Field.BEGIN], until)

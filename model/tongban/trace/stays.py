"""Stays in queues (排队时段): at which pool somebody waited, where changes moved the queue."""

from __future__ import annotations

import numpy as np

from tongban.journeys.arrays import EngineInput, Ints
from tongban.journeys.program import FOREVER


def follow_moves(given: EngineInput, pool: Ints, begin: Ints, until: Ints) -> tuple[Ints, Ints]:
    """Return where people queued at last, and the seconds that were waited at each pool.

    Parameters
    ----------
    given : EngineInput
    pool, begin, until : (n,) int64
        The pool that each asked for, since when, and when they were called or left.

    Returns
    -------
    last : (n,) int64
        The pool that called them, or whose queue they left.
    waited : (n_pools,) int64
        Seconds.
    """
    pool, since = pool.copy(), begin.copy()
    waited = np.zeros(len(given.pool_servers), np.int64)
    moved = True
    while moved:  # a successor may have a successor, whose earliest row in force comes first
        moved = False
        for asked, at, ends, successor in _moves(given):
            found = (pool == asked) & (until >= at) & (since < ends)
            if found.any():
                moment = np.maximum(since[found], at)
                waited[asked] += (moment - since[found]).sum()
                since[found], pool[found] = moment, successor
                moved = True
                break
    np.add.at(waited, pool, until - since)
    return pool, waited


def pools_then(given: EngineInput, asked: Ints, at: Ints) -> Ints:
    """Return the pool that has the queue of each pool asked for at a moment; -1 stays -1."""
    result = asked.copy()
    there = asked >= 0
    result[there], _ = follow_moves(given, asked[there], at[there], at[there])
    return result


def _moves(given: EngineInput) -> list[tuple[int, int, int, int]]:
    """Return pool, begin, end and successor of every time during which a queue is passed on."""
    result = []
    until: dict[int, int] = {}
    rows = zip(given.change_pool.tolist(), given.change_at.tolist(),
               given.change_moves_to.tolist(), strict=True)  # fmt: skip
    for pool, at, successor in reversed(list(rows)):
        if successor >= 0:
            result.append((pool, at, until.get(pool, FOREVER), successor))
        until[pool] = at
    return result[::-1]

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
    moments, holder = _holders(given)
    last = holder[np.searchsorted(moments, until, side="right") - 1, pool]
    waited = np.zeros(len(given.pool_servers), np.int64)
    for since, ends, then in zip(moments, [*moments[1:], FOREVER], holder, strict=True):
        inside = np.minimum(until, ends) - np.maximum(begin, since)
        np.add.at(waited, then[pool], np.maximum(inside, 0))
    return last, waited


def pools_then(given: EngineInput, asked: Ints, at: Ints) -> Ints:
    """Return the pool that has the queue of each pool asked for at a moment; -1 stays -1."""
    result = asked.copy()
    there = asked >= 0
    result[there], _ = follow_moves(given, asked[there], at[there], at[there])
    return result


def _holders(given: EngineInput) -> tuple[Ints, Ints]:
    """Return which pool has the queue of each pool, between moments at which that changes.

    Returns
    -------
    moments : (n,) int64
        Ascending from 0.
    holder : (n, n_pools) int64
    """
    moves: dict[int, dict[int, int]] = {0: {}}
    now: dict[int, int] = {}
    for at, pool, to in zip(given.change_at.tolist(), given.change_pool.tolist(),
                            given.change_moves_to.tolist(), strict=True):  # fmt: skip
        if to != now.get(pool, -1):
            now[pool] = moves.setdefault(at, {})[pool] = to
    successor = np.arange(len(given.pool_servers))
    rows = []
    for _, then in sorted(moves.items()):
        for pool, to in then.items():
            successor[pool] = to if to >= 0 else pool
        row = successor
        while (row != successor[row]).any():
            row = successor[row]
        rows.append(row.copy())
    return np.array(sorted(moves), np.int64), np.array(rows)

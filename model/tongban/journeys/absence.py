"""Absence (缺勤): who is not there on a day, drawn before any regime."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tongban.journeys.draws import stream, unit
from tongban.journeys.head_changes import HeadChange
from tongban.journeys.pools import Members, PoolPlace
from tongban.quantities import DAY

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


def with_absence(
    pools: Sequence[PoolPlace],
    changes: Sequence[HeadChange],
    share: float,
    works: Bools,
    seed: int,
) -> list[HeadChange]:
    """Return the changes of heads with those who are absent taken out (缺勤).

    Every head of a department, a class and a region is absent on a working day or not, whatever
    pool a regime puts it in; of the heads of a pool at least one is always there.

    Parameters
    ----------
    pools : sequence of PoolPlace
        With their heads at the start.
    changes : sequence of HeadChange
        Of a regime that re-arranges heads, with whose heads they are.
    share : float
        Probability, 0–1, of a head to be absent on a working day.
    works : (n_days,) bool
        Which days are worked; the run ends with the last.
    seed : int
        Already mixed with the replication's number.
    """
    if share == 0:
        return list(changes)
    days = np.flatnonzero(works)
    result: list[HeadChange] = []
    for number, pool in enumerate(pools):
        mine = sorted(c for c in changes if c.pool == number)
        result += _of_pool(pool, number, mine, days, share, seed)
    return result


def _of_pool(pool: PoolPlace, number: int, mine: list[HeadChange], days: Ints, share, seed):
    """Yield the changes of one pool: where an era begins, and on days on which others are there."""
    eras = [HeadChange(0, number, pool.heads, -1, pool.members), *mine]
    starts = np.array([era.at for era in eras])
    away = [_absent(pool, era.members, share, days, seed) for era in eras]
    column = {int(day): place for place, day in enumerate(days)}
    moments = {max(day * DAY, 1) for day in column} | {era.at for era in mine}
    before = pool.heads
    for at in sorted(moments):
        place = int(np.searchsorted(starts, at, side="right")) - 1
        era, today = eras[place], column.get(at // DAY)
        absent = 0 if today is None else int(away[place][today])
        present = max(era.servers - absent, min(era.servers, 1))
        if present != before or (place and era.at == at):
            yield HeadChange(at, number, present, era.moves_to, era.members)
        before = present


def _absent(pool: PoolPlace, members: Members, share: float, days: Ints, seed: int) -> Ints:
    """Return how many of the members are absent on each working day."""
    count = np.zeros(len(days), np.int64)
    for department, review_class, heads in members:
        for head in range(heads):
            kind = "reviewers" if review_class else "window"  # also where reviewers are at windows
            name = (kind, department, review_class, pool.region, head)
            count += unit(stream(seed, "absent", *name, ordinals=days)) < share
    return count
